"""Rows of a list that an inline script holds as data ([{"title": …, "url": …, "date": …}, …]) and draws."""

from __future__ import annotations

import html
import re
from functools import lru_cache

import turbohtml

from zhengping.reading.anchors import Anchor, joiner_of, text_of_anchor
from zhengping.reading.document import Document
from zhengping.reading.script_dates import script_date
from zhengping.reading.script_text import live_scripts

_OBJECT = re.compile(r"\{[^{}]{12,900}\}")
_FIELD = r"""["']?\b%s["']?\s*:\s*(?:["']((?:[^"'\\\n]|\\.){1,300})["']|(\d{10,13})\b)"""
_TITLE = re.compile(_FIELD % r"(?:\w*title|subject|bt|name)", re.I)
_ADDRESS = re.compile(_FIELD % r"(?:\w*url|link|href|path)", re.I)
_DAY = re.compile(_FIELD % r"\w*(?:date|time|day|fbsj|fbrq)", re.I)
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_ASSET = re.compile(r"\.(?:js|css|png|jpe?g|gif|svg|ico)(?:$|\?)", re.I)
_FEWEST = 3
_MOST = 500
_SHORTEST_TITLE = 4


def data_anchors(document: Document) -> list[Anchor]:
    """Links for the rows of the page's data, each in an element of its own with its date; none where no three records
    carry a title, an address and a date."""
    for script in live_scripts(document):
        if "itle" not in script and "ubject" not in script:
            continue
        rows = _rows_of(script)
        if rows:
            tree = turbohtml.parse("<ul>" + "".join(rows) + "</ul>")
            join = joiner_of(document).join
            return [
                Anchor(element, join(element.attr("href") or ""), text_of_anchor(element), "", "body", "script")
                for element in tree.find_all("a")
            ]
    return []


@lru_cache(maxsize=256)
def _rows_of(script: str) -> tuple[str, ...]:
    rows = []
    for found in _OBJECT.finditer(script):
        title, address, day = (pattern.search(found[0]) for pattern in (_TITLE, _ADDRESS, _DAY))
        if not (title and title[1] and address and address[1] and day):
            continue
        value = script_date(day[1] or day[2])
        url = address[1].replace("\\/", "/")
        text = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), title[1]).replace("\\", "")
        if value is None or _ASSET.search(url) or len(text) < _SHORTEST_TITLE:
            continue
        rows.append(f'<li><a href="{html.escape(url)}">{html.escape(text)}</a><span>{value}</span></li>')
        if len(rows) == _MOST:
            break
    return tuple(rows) if len(rows) >= _FEWEST else ()
