from __future__ import annotations

import io
import zipfile

import pytest

from zhengping.crawl.attachments import file_type, inspect, suffix_of
from zhengping.crawl.frontier import Queue
from zhengping.crawl.targets import queue_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def office(member: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(member, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7", "pdf"),
        (b"\r\n\r\n%PDF-1.4", "pdf"),
        (office("word/document.xml"), "docx"),
        (office("xl/workbook.xml"), "xlsx"),
        (office("ppt/presentation.xml"), "pptx"),
        (office("OFD.xml"), "ofd"),
        (office("readme.txt"), "zip"),
        (OLE + bytes(600), "ole"),
        (OLE + bytes(600) + "WordDocument".encode("utf-16-le"), "doc"),
        (OLE + bytes(600) + "Workbook".encode("utf-16-le"), "xls"),
        (b"Rar!\x1a\x07\x00", "rar"),
        (b"\xff\xd8\xff\xe0", "jpg"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"\n<!DOCTYPE html><html>", "html"),
        (b"<!-- x --><html>", "html"),
        (b"", "empty"),
        (b"\x00\x00\x00", "empty"),
        ("第一章".encode("gb18030"), "text"),
        (b'{"a": 1}', "json"),
        (b"<?xml version='1.0'?><a/>", "xml"),
        (b"\x01\x02\x03\x00\x04", "unknown"),
    ],
    ids=range(21),
)
def test_the_type_is_told_by_content(content: bytes, kind: str) -> None:
    assert file_type(content) == kind


@pytest.mark.parametrize(
    ("content", "whole", "suffix", "openable"),
    [
        (b"%PDF-1.7 ... %%EOF\n", True, "pdf", True),
        (b"%PDF-1.7 ... ", True, "pdf", False),
        (b"%PDF-1.7 ... ", False, "pdf", None),
        (office("word/document.xml"), True, "docx", True),
        (office("word/document.xml")[:60], True, "docx", False),
        (b"", True, "doc", False),
        (b"<html>not found", True, "pdf", False),
        (b"\x01\x02\x00", False, "doc", False),
        ("文字".encode(), True, "doc", False),
        ("文字".encode(), True, "txt", True),
    ],
    ids=range(10),
)
def test_whether_it_can_be_opened(content: bytes, whole: bool, suffix: str, openable: bool | None) -> None:
    assert inspect(content, whole, suffix).openable is openable


def test_suffixes_ignore_the_query() -> None:
    assert suffix_of("http://x.cn/a/B.PDF?x=1.doc") == "pdf"
    assert suffix_of("http://x.cn/a.b/c") == ""


@pytest.mark.parametrize(
    ("address", "hint", "queue"),
    [
        ("http://x.cn/a.html", "page", Queue.PAGE),
        ("http://x.cn/a.doc", "page", Queue.FILE),
        ("http://x.cn/download.jsp?id=1", "file", Queue.FILE),
        ("http://x.cn/a.jpg", "page", Queue.ASSET),
        ("http://x.cn/a.js", "page", None),
        ("http://x.cn/a.css", "asset", Queue.ASSET),
    ],
)
def test_each_kind_has_its_queue(address: str, hint: str, queue: Queue | None) -> None:
    assert queue_of(address, hint) == queue
