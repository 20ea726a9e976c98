"""Dates of list rows that the text does not show: in attributes, in inline scripts, or left to an outside script."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from turbohtml import Element

from zhengping.reading.date_forms import first_date
from zhengping.reading.document import Document
from zhengping.reading.rows import Item
from zhengping.reading.script_dates import script_date

_DATA = ("data-t", "data-d", "data-p", "data-s")
_VALUES = tuple(f"={quote}{start}" for quote in "\"'" for start in ("20", "1"))
_MARKS = tuple(f"{name}{value}" for name in ("title", "time", "date") for value in _VALUES)
"""Beginnings of attributes that may hold a date; looked for as they stand, because patterns are slow on whole pages,
and what most of them share first."""
_NAMED = re.compile(r"(?:data-?)?\w*(?:time|date|stamp|pub|day)\w*|datetime|title|value", re.I)
_PLACES: list[Any] = ["span", "em", "i", "b", "time", "p", "td", "font", "div", "label", "input", "strong", "small"]
_MOST_PLACES = 12
_DATE_CLASS = re.compile(r"date|time|(?:^|[\s_\-])(?:sj|rq|fbsj|riqi)", re.I)


def may_hide_dates(html: str) -> bool:
    """Whether a page's attributes may hold dates at all: a quick test before its rows are looked at."""
    if "datetime=" in html or ("data-" in html and any(mark in html for mark in _DATA)):
        return True
    return any(value in html for value in _VALUES) and any(mark in html for mark in _MARKS)


def read_hints(items: Iterable[Item], document: Document | None) -> None:
    """Fills in, in place, whole dates that a row's scripts or (with `document`) attributes hold, and marks the rows
    whose date only an outside script knows."""
    for item in items:
        if item.day is not None:
            continue
        found = _in_script(item.element)
        if found is None and document is not None and _attributes_count(document):
            found = _in_attributes(item.element)
        if found is not None and item.month_day in ("", f"{found.month:02d}-{found.day:02d}"):
            item.day, item.month_day = found, ""
        elif not item.month_day:
            item.date_scripted = _awaits_a_script(item.element)


def _attributes_count(document: Document) -> bool:
    known: bool | None = document.shared.get("row_hints.attributes")
    if known is None:
        known = document.shared["row_hints.attributes"] = may_hide_dates(document.html)
    return known


def _in_script(row: Element) -> date | None:
    script = row.find("script")
    return script_date(script.text[:400]) if script is not None else None


def _in_attributes(row: Element) -> date | None:
    """The date in an attribute of the row or of what stands in it, the link's own title left out."""
    for element in (row, *row.find_all(_PLACES)[:_MOST_PLACES]):
        if element.tag == "a":
            continue
        for name, value in element.attrs.items():
            if isinstance(value, str) and 8 <= len(value) <= 40 and _NAMED.fullmatch(name):
                found = first_date(value)
                if found is not None:
                    return found
    return None


def _awaits_a_script(row: Element) -> bool:
    """Whether the row has a script, a placeholder, or an empty element that by its class is a date's."""
    if row.find("script") is not None:
        return True
    for element in row.find_all(["span", "em", "i", "time", "td", "label"])[:_MOST_PLACES]:
        words = f"{element.attr('class') or ''} {element.attr('id') or ''}"
        if not element.text.strip() and element.find("img") is None and _DATE_CLASS.search(words):
            return True
    return False
