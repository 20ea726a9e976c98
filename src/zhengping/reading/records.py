"""Rows that a page carries inside a script: the CDATA records of 大汉 jcms (`<script type="text/xml">`)."""

from __future__ import annotations

import re

import turbohtml

from zhengping.reading.anchors import Anchor, joiner_of, text_of_anchor
from zhengping.reading.document import Document, single_spaced

_RECORD = re.compile(r"<record>\s*<!\[CDATA\[(.*?)\]\]>\s*</record>", re.S | re.I)
_NEXT_GROUP = re.compile(r"<nextgroup>\s*(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?\s*</nextgroup>", re.S | re.I)
_HREF = re.compile(r"""href\s*=\s*["']?([^"'\s>]+)""", re.I)
_MOST_RECORDS = 2_000


def record_tree(document: Document) -> turbohtml.Document | None:
    """The page's CDATA records as one parsed list; None where it has none. Worked out once a page."""
    if "record_tree" not in document.shared:
        tree = None
        if "<record>" in document.html and "CDATA" in document.html:
            records = [match.group(1).strip() for match in _RECORD.finditer(document.html)][:_MOST_RECORDS]
            if records:
                if any(record[:4].lower().startswith("<tr") for record in records):
                    tree = turbohtml.parse(f"<table>{''.join(records)}</table>")
                else:
                    tree = turbohtml.parse(f"<div>{''.join(f'<div>{record}</div>' for record in records)}</div>")
        document.shared["record_tree"] = tree
    result: turbohtml.Document | None = document.shared["record_tree"]
    return result


def record_anchors(document: Document) -> list[Anchor]:
    """The links inside the page's CDATA records."""
    anchors: list[Anchor] | None = document.shared.get("record_anchors")
    if anchors is None:
        anchors = []
        tree = record_tree(document)
        if tree is not None:
            join = joiner_of(document).join
            for element in tree.find_all("a"):
                url = join(element.attr("href") or "")
                title = single_spaced(element.attr("title") or "")
                anchors.append(Anchor(element, url, text_of_anchor(element), title, "body", "script"))
        document.shared["record_anchors"] = anchors
    return anchors


def next_group(document: Document) -> str:
    """The address of the next group of records, where the page writes it whole; empty otherwise."""
    if "<nextgroup>" not in document.html:
        return ""
    match = _NEXT_GROUP.search(document.html)
    href = _HREF.search(match.group(1)) if match else None
    return joiner_of(document).join(href.group(1).replace("&amp;", "&")) if href else ""
