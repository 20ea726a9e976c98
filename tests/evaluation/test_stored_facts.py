"""Facts kept beside the archive: the same result as reading again, and never used where they do not serve."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.evaluation.running import DAY, Run
from zhengping.crawl.archive import ArchiveReader
from zhengping.evaluation.department import load_department
from zhengping.evaluation.evaluate import Evaluation, evaluate_archive
from zhengping.evaluation.facts_file import FactsFile, Key, StaleFacts, stored_pages
from zhengping.evaluation.fingerprint import READER, archive_identity, reading_fingerprint, reading_sources
from zhengping.reading.facts import Crumb, Footer, Link, Page
from zhengping.reading.page import read_page
from zhengping.standard import load_edition

KEY = Key("reading", "archive")
NAVIGATION = tuple(Link(f"http://a.test/{n}/", f"栏目{n}", region="nav") for n in range(30))


def judged_again(archive: Path, out: Path, samples: Path, *, read_again: bool = False) -> Evaluation:
    edition = load_edition()
    department = load_department(samples / "poor" / "department.json", edition)
    return evaluate_archive(archive, out, edition, department, date.fromisoformat(DAY), read_again=read_again)


def result_bytes(out: Path) -> str:
    result = json.loads((out / "result.json").read_text(encoding="utf-8"))
    del result["made"]
    return json.dumps(result, ensure_ascii=False)


@pytest.fixture
def copied(evaluated: Run, tmp_path: Path) -> Path:
    return shutil.copytree(evaluated.out, tmp_path / "copied")


def pages(count: int) -> list[Page]:
    return [
        Page(
            f"http://a.test/{n}.html",
            links=(*NAVIGATION, Link(f"http://a.test/{n + 1}.html", "下一篇")),
            crumbs=(Crumb("首页", "http://a.test/"), Crumb(f"第{n % 3}栏")),
            footer=Footer(site_code="4500000001") if n % 2 else Footer(),
            text=f"第{n}页的正文。",
        )
        for n in range(count)
    ]


@pytest.mark.parametrize("count", [0, 1, 255, 256, 257, 700])
def test_pages_come_back_as_they_were_added(count: int, tmp_path: Path) -> None:
    with FactsFile(tmp_path) as facts:
        for page in pages(count):
            facts.add(page)
        assert list(facts.pages()) == pages(count)
        facts.keep(tmp_path / "facts.bin", KEY)
    assert stored_pages(tmp_path / "facts.bin", KEY) == pages(count)


def test_every_field_of_a_real_page_comes_back(evaluated: Run, tmp_path: Path) -> None:
    read = [
        read_page(entry.url, body, entry.content_type, entry.record)
        for entry, body in ArchiveReader(evaluated.out).exchanges()
        if entry.was_read
    ]
    with FactsFile(tmp_path) as facts:
        for page in read:
            facts.add(page)
        facts.keep(tmp_path / "facts.bin", KEY)
    assert stored_pages(tmp_path / "facts.bin", KEY) == read


def test_what_repeats_is_one_object_in_memory(tmp_path: Path) -> None:
    with FactsFile(tmp_path) as facts:
        for page in pages(600):
            facts.add(page)
        first, *_, last = facts.pages()
    assert first.links[0] is last.links[0]


def test_a_crawl_keeps_facts_that_serve_for_judging_again(evaluated: Run) -> None:
    archive = ArchiveReader(evaluated.out)
    key = Key(reading_fingerprint(), archive_identity(archive, archive.entries()))
    assert len(stored_pages(evaluated.out / "archive" / "facts.bin", key)) > 200


def test_stored_facts_and_reading_again_give_the_same_bytes(evaluated: Run, samples: Path, tmp_path: Path) -> None:
    judged_again(evaluated.out, tmp_path / "stored", samples)
    judged_again(evaluated.out, tmp_path / "read", samples, read_again=True)
    assert not (tmp_path / "stored" / "archive").exists(), "the stored facts were not used"
    assert (tmp_path / "read" / "archive" / "facts.bin").exists()
    assert result_bytes(tmp_path / "stored") == result_bytes(tmp_path / "read") == result_bytes(evaluated.out)
    for name in ("articles.csv", "columns.csv", "links.csv"):
        assert (tmp_path / "stored" / name).read_bytes() == (tmp_path / "read" / name).read_bytes()


@pytest.mark.parametrize("place", [0.0, 0.1, 0.5, 0.99])
def test_damaged_facts_are_noticed_and_the_pages_read_again(place: float, copied: Path, samples: Path) -> None:
    path = copied / "archive" / "facts.bin"
    data = bytearray(path.read_bytes())
    data[int(place * len(data))] ^= 0x10
    path.write_bytes(data)
    before = result_bytes(copied)
    evaluation = judged_again(copied, copied, samples)
    assert any("存下的页面信息" in note and "重新读取" in note for note in evaluation.notes)
    assert result_bytes(copied) == before
    assert path.read_bytes() != bytes(data), "whole facts are kept in place of the damaged ones"


@pytest.mark.parametrize("length", [0, 10, 60, -1])
def test_facts_that_were_cut_off_do_not_serve(length: int, copied: Path) -> None:
    path = copied / "archive" / "facts.bin"
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(StaleFacts):
        stored_pages(path, KEY)


def test_facts_read_by_other_code_are_read_again_and_that_is_said(
    copied: Path, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhengping.evaluation.evaluate.reading_fingerprint", lambda *_: "another version")
    evaluation = judged_again(copied, copied, samples)
    assert "存下的页面信息由另一版程序读出，已按档案重新读取各页面" in evaluation.notes
    assert judged_again(copied, copied, samples).notes == [], "the facts read again serve the next time"


def test_facts_of_another_archive_do_not_serve(tmp_path: Path) -> None:
    with FactsFile(tmp_path) as facts:
        facts.keep(tmp_path / "facts.bin", KEY)
    with pytest.raises(StaleFacts, match="另一份档案"):
        stored_pages(tmp_path / "facts.bin", Key("reading", "other"))


def test_without_the_sources_of_reading_nothing_stored_serves(tmp_path: Path) -> None:
    with FactsFile(tmp_path) as facts:
        facts.keep(tmp_path / "facts.bin", Key("", "archive"))
    with pytest.raises(StaleFacts):
        stored_pages(tmp_path / "facts.bin", Key("", "archive"))


def test_an_archive_damaged_after_its_facts_were_kept_is_judged_as_damaged(copied: Path, samples: Path) -> None:
    warc = next((copied / "archive").glob("*.warc.gz"))
    warc.write_bytes(warc.read_bytes()[: warc.stat().st_size // 2])
    stored = judged_again(copied, copied, samples)
    assert any("档案不完整" in note for note in stored.notes)
    first = result_bytes(copied)
    judged_again(copied, copied, samples, read_again=True)
    assert result_bytes(copied) == first


def test_fingerprint_covers_every_module_that_reading_loads() -> None:
    code = f"import sys, {READER}; print(*(name for name in sys.modules if name.startswith('zhengping')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    sources, packages = reading_sources(READER)
    assert set(done.stdout.split()) <= set(sources)
    assert {"turbohtml", "msgspec", "resiliparse"} <= set(packages)


def test_judging_is_no_part_of_the_fingerprint() -> None:
    names = reading_sources(READER)[0]
    assert not [name for name in names if name.startswith(("zhengping.checks", "zhengping.standard"))]
    assert "zhengping.reading.build" not in names
