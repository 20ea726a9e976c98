"""Small pages for the tests of `reading`, written by hand."""

from __future__ import annotations

from zhengping.reading.document import Document

ADDRESS = "https://dept.example.cn/zwgk/tzgg/index.html"


def page(body: str, url: str = ADDRESS, head: str = "") -> Document:
    """A document of this body at an address of a made-up department."""
    return Document(url, f"<!doctype html><html><head><title>某厅</title>{head}</head><body>{body}</body></html>")
