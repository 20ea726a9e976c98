"""What a script says of the pages of a list: calls of the known page functions, and totals."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_CALL = re.compile(
    r"""\b(?!function)create\w*Page\w*\s*\(\s*(?:["'][\w\-#]*["']\s*,\s*)?(\d+)\s*,\s*(\d+)\s*,\s*["']([^"']+)["']\s*,\s*["'](\w+)["']"""
    r"""(?:\s*,\s*["']?(\d+))?""",
    re.I,
)
_NAMED_FIRST = re.compile(r"\(\s*[\"']")
_PAGER = re.compile(r"\bPager\s*\(\s*\{([^{}]*)\}", re.I)
_SETTING = re.compile(r"""(\w+)\s*:\s*["']?([\w./\-]+)["']?""")
_COUNT_PAGE = re.compile(r"\bcountPage\s*=\s*[\"']?(\d+)")
_CURRENT_PAGE = re.compile(r"\bcurrentPage\s*=\s*[\"']?(\d+)")
_WRITES_PAGE = re.compile(
    r"""["'>=\\](\w*[A-Za-z])(?:["']\s*\+\s*["'])?_["']\s*\+\s*[\w+\-() ]+?\s*\+"""
    r"""\s*["']\.?(?:["']\s*\+\s*["'])?\.?(s?html?)\b"""
)
_STATED_PAGES = re.compile(
    r"""\b(?:countPage|totalPages?|pageCount|pagecount|total_?pages?|pageTotal|maxPage|nPageCount|allPage)["']?\s*[:=]\s*["']?(\d{1,5})\b""",
    re.I,
)
_STATED_ROWS = re.compile(
    r"""\b(?:totalRecords?|totalCount|recordCount|total_?rows?|totalRows?|totalNum|recordTotal)["']?\s*[:=]\s*["']?(\d{1,7})\b"""
    r"""|<totalrecord>\s*(\d+)|\btotal["']?\s*:\s*["']?(\d{1,7})\b""",
    re.I,
)


_COUNTED = re.compile(r"""\bm_n(RecordCount|PageSize)\s*=\s*["']?(\d{1,7})""")
"""Totals of rows and rows a page, as some templates write them before they draw the bar."""


class Said(NamedTuple):
    """What a script says of a list: its page call (pages, current, stem, suffix, counts from one, rows), its totals."""

    call: tuple[int, int, str, str, bool, int] | None
    pages: int
    rows: int


@lru_cache(maxsize=1024)
def said_by(script: str) -> Said:
    """Remembered for each script, because a site's pages share most of theirs."""
    stated = _STATED_PAGES.search(script) if "age" in script else None
    total = _STATED_ROWS.search(script) if "otal" in script or "ount" in script else None
    pages = int(stated.group(1)) if stated else 0
    rows = int(next(group for group in total.groups() if group)) if total else 0
    if "m_n" in script and not pages:
        written_totals = {name: int(number) for name, number in _COUNTED.findall(script)}
        rows = rows or written_totals.get("RecordCount", 0)
        pages = -(-rows // written_totals["PageSize"]) if written_totals.get("PageSize") else pages
    if "age" not in script:
        return Said(None, pages, rows)
    found = _CALL.search(script)
    if found:
        count, current = int(found.group(1)), int(found.group(2))
        counts_from_one = _NAMED_FIRST.search(found.group(0)) is not None and current > 0
        counted = int(found.group(5)) if found.group(5) and int(found.group(5)) >= count else 0
        return Said((count, current, found.group(3), found.group(4), counts_from_one, counted), pages, rows)
    counted_pages, place, written = (
        _COUNT_PAGE.search(script),
        _CURRENT_PAGE.search(script),
        _WRITES_PAGE.search(script),
    )
    if counted_pages and place and written:
        stem, suffix = written.group(1), written.group(2)
        return Said((int(counted_pages.group(1)), int(place.group(1)), stem, suffix, False, 0), pages, rows)
    pager = _PAGER.search(script)
    settings = dict(_SETTING.findall(pager.group(1))) if pager else {}
    if settings.get("size", "").isdigit():
        current = int(settings["current"]) if settings.get("current", "").isdigit() else 0
        stem, suffix = settings.get("prefix", "index"), settings.get("suffix", "html")
        return Said((int(settings["size"]), current, stem, suffix, False, 0), pages, rows)
    return Said(None, pages, rows)
