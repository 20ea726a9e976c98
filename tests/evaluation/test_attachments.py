"""Attachments from the crawl's archive to readings: in order, bounded together, the same again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.crawl.site import links, read, serving
from zhengping.crawl.archive import ArchiveReader
from zhengping.crawl.crawler import crawl
from zhengping.crawl.options import CrawlOptions
from zhengping.evaluation import attachments
from zhengping.evaluation.attachments import Attachments, open_attachments
from zhengping.reading.facts import Attachment, Page
from zhengping.sample.files import damaged, docx, html_in_disguise, pdf, xlsx


def opened(routes: dict[str, Any], out: Path, pages: tuple[Page, ...] = (), **changes: Any) -> dict[str, Any]:
    with serving({"/": links(*routes), **routes}) as site:
        options = CrawlOptions(site.url, out, delay=0.0, allow_private=True, max_assets=0, **changes)
        crawl(options, read)
        host = site.url
    archive = ArchiveReader(out)
    found: Attachments = open_attachments(archive, archive.entries(), pages)
    assert open_attachments(archive, archive.entries(), pages) == found
    return {"notes": found.notes} | {url.removeprefix(host): reading for url, reading in found.readings.items()}


def file(body: bytes, **headers: str) -> Any:
    return 200, {"Content-Type": "application/octet-stream", **headers}, body


def test_every_file_of_an_archive_is_read_and_its_fault_named(tmp_path: Path) -> None:
    routes = {
        "/a.docx": file(docx(["权责清单"])),
        "/b.xlsx": file(xlsx([["合计", 1]])),
        "/c.pdf": file(pdf(["年报"])),
        "/d.docx": file(damaged(docx(["字" * 3000]))),
        "/e.doc": file(b""),
        "/f.doc": (200, {"Content-Type": "text/html"}, html_in_disguise()),
    }
    found = opened(routes, tmp_path)
    assert [found[name].text for name in ("a.docx", "b.xlsx", "c.pdf")] == ["权责清单", "合计\t1", "年报"]
    assert [found[name].fault for name in ("d.docx", "e.doc", "f.doc")] == ["damaged", "empty", "html"]
    assert found["notes"] == []


def test_the_name_in_the_answer_tells_what_an_address_promises(tmp_path: Path) -> None:
    headers = {"Content-Disposition": "attachment; filename=%E8%A1%A8.doc"}
    found = opened({"/down.jsp?id=1": file(b'{"code": 404}', **headers)}, tmp_path)
    assert found["down.jsp?id=1"].fault == "unknown"


def test_what_the_budget_left_out_is_said(tmp_path: Path) -> None:
    found = opened({f"/{n}.pdf": file(pdf(["字" * 900])) for n in range(3)}, tmp_path, max_files=2, max_file_bytes=800,
                   file_head_bytes=600)  # fmt: skip
    assert found["0.pdf"].unread == "part"
    assert len(found["notes"]) == 2
    assert "还有1个没有下载" in found["notes"][0]
    assert "只取了开头" in found["notes"][1]


def test_the_text_of_all_files_together_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "MOST_TEXT", 250)
    found = opened({f"/{n}.docx": file(docx(["字" * 100])) for n in range(4)}, tmp_path, connections=1)
    assert sorted(len(found[f"{n}.docx"].text) for n in range(4)) == [0, 0, 100, 100]


def test_a_record_that_was_lost_says_nothing_of_its_file(tmp_path: Path) -> None:
    opened({"/a.docx": file(docx(["甲"]))}, tmp_path)
    archive = ArchiveReader(tmp_path)
    for entry in archive.entries():
        entry.record = entry.record and "<urn:uuid:lost>"
    found = open_attachments(archive, archive.entries(), ())
    assert [(reading.fault, reading.unread) for reading in found.readings.values()] == [("", "failed")]


def test_a_link_says_what_a_servlet_gives(tmp_path: Path) -> None:
    with serving({"/": links("/down?id=1"), "/down?id=1": file(b'{"code": 404}')}) as site:
        crawl(CrawlOptions(site.url, tmp_path, delay=0.0, allow_private=True, max_assets=0), read)
        page = Page(site.url, attachments=(Attachment(f"{site.url}down?id=1", "申请表.doc", "doc"),))
        archive = ArchiveReader(tmp_path)
        found = open_attachments(archive, archive.entries(), [page])
    assert [reading.fault for reading in found.readings.values()] == ["unknown"]
