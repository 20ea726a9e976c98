"""The main text of a page by lines: without furniture, title and strip."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from turbohtml import Element

from zhengping.reading.document import Document, lines_of
from zhengping.reading.facts import Row
from zhengping.reading.furniture import begins_what_follows, is_control, is_foot, is_footer, may_begin_footer
from zhengping.reading.row_dates import without_date

_FEWEST_ROWS = 3
_LEAST_INTRODUCTION = 100
"""Characters beside the rows of a list from which on they are an introduction to it."""

_LONGEST_HEAD = 80
"""Characters that may stand above a strip beside the title (a breadcrumb, a subtitle) without being the text."""

_MOST_DEPTH = 40
_UPDATED = re.compile(r"(?:数据|信息|内容|本页|最后|最近)?更新(?:日期|时间)?[：:]\s*(?:19|20)\d\d")
"""A line that says how old the rows are: kept beside a list, short as it is."""


class Body(NamedTuple):
    """The main text by lines, the rule that found it, its first and last line's index among the page's lines (None
    where unknown), and how many characters of it stand outside links."""

    lines: list[str]
    where: str
    first_line: int | None
    last_line: int | None
    prose: int


def clean_body(
    document: Document, title: str, title_line: int | None, strip_line: int | None, rows: Sequence[Row] = ()
) -> Body:
    """The main text without furniture, without the title and strip that some containers hold, and without what follows
    it (相关链接, 上一篇, footer).

    Where no container of a known platform holds it, it is what stands between the strip (or title) and the foot;
    pages with neither, and lists, are left to the density of their text. `document.main` is then set to the element
    around it.
    """
    if document.main_where != "container" and (strip_line is not None or (title_line is not None and not rows)):
        span = _between(document.lines, title_line, strip_line, rows)
        kept = _without_furniture(document.lines[span.start : span.stop])
        place = "below-strip" if strip_line is not None else "below-title"
        if kept or strip_line is not None:
            ends = (kept[0], kept[-1]) if kept else (document.lines[span.start - 1], document.lines[span.start - 1])
            element = _around(document, *ends)
            if element is not None:
                if not kept and isinstance(element.parent, Element):
                    element = element.parent
                document.set_main(element, place)
                return Body(kept, place, span.start, span.stop - 1, _prose(kept, element))
    main = document.main
    if main is None:
        return Body([], "", None, None, 0)
    lines = lines_of(main)
    first, last = _place(document.lines, lines, strip_line)
    head = strip_line if strip_line is not None else title_line
    if head is not None and first is not None and first <= head < first + len(lines):
        above, below = lines[: head - first], lines[head - first + 1 :]
        if sum(map(len, above)) > sum(map(len, below)) + len(title) + _LONGEST_HEAD:
            lines = above
        else:
            lines, first = below, head + 1
    if title_line is not None and first is not None and first <= title_line < first + len(lines) // 2:
        lines, first = lines[title_line - first + 1 :], title_line + 1
    kept = _without_furniture(lines)
    if len(rows) >= _FEWEST_ROWS:
        kept = _without_rows(kept, rows)
        if sum(map(len, kept)) < _LEAST_INTRODUCTION:
            return Body([line for line in kept if _UPDATED.match(line)], document.main_where, first, last, 0)
    prose = _prose(kept, main)
    if document.main_where == "density" and last is not None and _precedes_breadcrumb(document.lines, last):
        return Body([], "", None, None, 0)
    return Body(kept, document.main_where, first, last, prose)


def _without_rows(lines: list[str], rows: Sequence[Row]) -> list[str]:
    """The words of a list page beside its rows: an introduction, where there is one."""
    titles = {"".join(row.title.split())[:10] for row in rows}
    return [
        line
        for line in lines
        if (len(line) > 20 and "".join(without_date(line)[0].split())[:10] not in titles) or _UPDATED.match(line)
    ]


def _precedes_breadcrumb(lines: list[str], last: int) -> bool:
    """Whether all of a text stands above the breadcrumb: the head of the page, mistaken for its text."""
    return any("位置" in line and len(line) < 240 for line in lines[last + 1 :])


def _without_furniture(lines: list[str]) -> list[str]:
    """Lines up to the heading of what follows a text, without the controls of the page and the footer."""
    kept: list[str] = []
    for line in lines:
        if begins_what_follows(line):
            break
        if not is_control(line):
            kept.append(line)
    while kept and len(kept[-1]) < 160 and is_footer(kept[-1]):
        kept.pop()
    return kept


def _prose(lines: list[str], element: Element) -> int:
    """Characters of the text outside links."""
    linked = sum(len(link.text) for link in element.find_all("a")[:400])
    return max(0, sum(map(len, lines)) - linked)


def _between(lines: list[str], title_line: int | None, strip_line: int | None, rows: Sequence[Row]) -> range:
    """The lines of the text: from the strip, or from the title where the strip ends the text, to the foot
    of the page or to a list of dated items."""
    others = {row.title for row in rows if row.day is not None or row.month_day}
    head = strip_line if strip_line is not None else title_line
    assert head is not None
    stop = len(lines)
    for index in range(head + 1, len(lines)):
        line = lines[index]
        if begins_what_follows(line) or without_date(line)[0] in others:
            stop = index
            break
        if is_foot(line):
            stop = index
            while stop > head + 1 and may_begin_footer(lines[stop - 1]):
                stop -= 1
            break
    if strip_line is not None and title_line is not None and title_line < strip_line:
        above = sum(len(line) for line in lines[title_line + 1 : strip_line])
        if above > sum(len(line) for line in lines[strip_line + 1 : stop]) + _LONGEST_HEAD:
            return range(title_line + 1, strip_line)
    return range(head + 1, stop)


def _around(document: Document, first: str, last: str) -> Element | None:
    """The smallest element that holds the first and the last line of the text."""
    probes = tuple(max(line.split(" "), key=len)[:40] for line in (first, last))
    bodies = document.by_tag("body")
    if not bodies:
        return None
    element = bodies[0]
    for _ in range(_MOST_DEPTH):
        inner = next(
            (
                child
                for child in element.children
                if isinstance(child, Element) and (text := child.text) and all(probe in text for probe in probes)
            ),
            None,
        )
        if inner is None:
            break
        element = inner
    return None if element.tag == "body" and len(document.lines) > 400 else element


def _place(page_lines: list[str], lines: list[str], strip_line: int | None) -> tuple[int | None, int | None]:
    """Where the main text's lines stand among the page's."""
    if not lines:
        return None, None
    for probe in range(min(3, len(lines))):
        try:
            start = page_lines.index(lines[probe])
        except ValueError:
            continue
        below = page_lines[strip_line + 1 : strip_line + 4] if strip_line is not None else []
        if strip_line is not None and start < strip_line and lines[probe] in below:
            start = page_lines.index(lines[probe], strip_line + 1)
        start = max(0, start - probe)
        return start, start + len(lines) - 1
    return None, None
