"""Files made to do harm: an outcome each, in bounded time and memory."""

from __future__ import annotations

import os
import signal
import time

import pytest

from tests.reading.files.making import docx, package, pdf, xlsx
from zhengping.reading.files import model, opener, packages, worker
from zhengping.reading.files.opener import FileOpener, FileToOpen
from zhengping.reading.files.opening import read_file

TYPES = {"[Content_Types].xml": "<Types/>"}


def test_a_bomb_in_a_package_is_beyond_the_limit_and_no_fault() -> None:
    for part in ("word/document.xml", "xl/worksheets/sheet1.xml"):
        body = package({**TYPES, part: b"<a>" + b" " * 40_000_000})
        assert len(body) < 100_000
        start = time.perf_counter()
        reading = read_file(body, "docx")
        assert (reading.fault, reading.unread) == ("", "limit")
        assert time.perf_counter() - start < 3


def test_documents_in_an_archive_share_one_allowance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "MOST_UNPACKED_BYTES", 5_000)
    inner = docx(["权责清单"])
    assert read_file(inner, "docx").text
    body = package({f"{number}.docx": inner for number in range(8)})
    reading = read_file(body, "zip")
    assert (reading.fault, reading.unread) == ("", "limit")
    assert len(reading.names) == 8


def test_entities_are_never_expanded() -> None:
    lol = '<!DOCTYPE a [<!ENTITY b "字字字字">]><a><w:p><w:t>&b;</w:t></w:p></a>'
    reading = read_file(package({**TYPES, "word/document.xml": lol}), "docx")
    assert (reading.text, reading.unread) == ("", "limit")


def test_an_endless_workbook_ends_at_the_limit_of_text() -> None:
    reading = read_file(xlsx([["甲" * 50, number] for number in range(15_000)]), "xlsx")
    assert reading.cut
    assert len(reading.text) <= model.MOST_CHARACTERS


def test_a_long_pdf_is_read_to_the_limit_of_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    from zhengping.reading.files import portable

    monkeypatch.setattr(portable, "MOST_PAGES", 2)
    body = pdf(["甲乙丙丁戊己"]).replace(b"[3 0 R] /Count 1", b"[3 0 R 3 0 R 3 0 R] /Count 3")
    reading = read_file(body)
    assert (reading.pages, reading.cut, reading.text) == (3, True, "甲乙丙丁戊己\n甲乙丙丁戊己")


@pytest.mark.parametrize("seed", range(40))
def test_no_damage_to_the_bytes_is_more_than_an_outcome(seed: int) -> None:
    import random

    chance = random.Random(seed)
    for made in (docx(["权责清单"] * 30), xlsx([["甲", 1]] * 30), pdf(["甲"] * 30)):
        body = bytearray(made)
        for _ in range(chance.randint(1, 20)):
            body[chance.randrange(len(body))] = chance.randrange(256)
        reading = read_file(bytes(body), "docx")
        assert reading.unread != "failed"


def test_a_process_that_crashes_is_an_outcome_and_the_next_file_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    with FileOpener(workers=1) as files:
        assert files.open(docx(["甲"]), "docx").text == "甲"
        process = files._all[0]._process
        assert process is not None
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert files.open(pdf(["甲"]), "pdf").unread == "failed"
        assert files.open(docx(["乙"]), "docx").text == "乙"


def test_a_process_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    with FileOpener(workers=1) as files:
        files.open(docx(["甲"]), "docx")
        monkeypatch.setattr(opener, "MOST_SECONDS", 0.3)
        process = files._all[0]._process
        assert process is not None
        os.kill(process.pid, signal.SIGSTOP)
        start = time.perf_counter()
        assert files.open(docx(["乙"]), "docx").unread == "failed"
        assert time.perf_counter() - start < 5


def test_processor_time_of_one_file_is_limited() -> None:
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    child = os.fork()
    if not child:
        worker._limit_time(0.2)
        while True:
            pass
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGPROF


def test_answers_come_in_the_order_of_the_files() -> None:
    jobs = [FileToOpen(str(n), lambda n=n: docx([f"第{n}份"]), "docx", True) for n in range(30)]  # type: ignore[misc]
    with FileOpener(workers=2) as files:
        found = list(files.open_all(jobs))
    assert [(key, reading.text) for key, reading in found] == [(str(n), f"第{n}份") for n in range(30)]


@pytest.mark.parametrize(
    ("body", "apart"), [(b"<html><body></body></html>", False), (b"", False), (b"<x %PDF-1.4 not one", True)]
)
def test_a_document_behind_an_angle_bracket_is_opened_in_a_process_of_its_own(body: bytes, apart: bool) -> None:
    with FileOpener(1) as opened:
        opened.open(body, "pdf")
        assert (opened._all[0]._process is not None) == apart
