"""How a list goes on: pages and rows as stated, and the further pages' addresses as far as no script must run."""

from __future__ import annotations

import re

from zhengping.reading.anchors import joiner_of
from zhengping.reading.document import Document
from zhengping.reading.facts import Paging
from zhengping.reading.lists import blocks_of
from zhengping.reading.page_bar import BARE_OF, TEXT_CURRENT, TEXT_PAGES, TEXT_ROWS, Bar, page_bar
from zhengping.reading.page_calls import said_by
from zhengping.reading.page_rules import MOST_PAGES, Step, addresses_of, number_of, rule_of
from zhengping.reading.records import next_group, record_tree
from zhengping.reading.script_text import live_scripts, script_text

_TAGGED = re.compile(r"<total(page|record)>\s*(\d+)", re.I)
_DRAWN = (
    ("dataproxy.jsp", "script"),
    ("jpaas-publish-server", "json"),
    ("page/build/unit", "json"),
    ("/api-gateway/", "json"),
    ("gkmlpt/", "json"),
)


def read_paging(document: Document) -> Paging | None:
    """The page's paging; None where nothing on the page says that a list goes on."""
    for reading in (_from_call, _from_records, _from_bar):
        paging = reading(document)
        if paging is not None:
            return paging
    return None


def _from_call(document: Document) -> Paging | None:
    """createPageHTML(N, current, "index", "html") of TRS, its countPage and currentPage, and Pager({size: N, …}).

    Page 2 is index_1; it is index_2 where the call names an element first and counts from 1.
    """
    for script in live_scripts(document):
        said = said_by(script)
        if said.call:
            return _numbered(document, *said.call)
    return None


def _numbered(
    document: Document, pages: int, current: int, stem: str, suffix: str, counts_from_one: bool, rows: int
) -> Paging:
    """The pages index, index_1 … of a call; index, index_2 … where it counts from one.

    On a later page both ways of counting look alike; then only the addresses that they share are given.
    """
    join = joiner_of(document).join
    unsure = counts_from_one and document.url.partition("?")[0].endswith(f"_{current}.{suffix}")
    first = 1 if counts_from_one else 0
    numbers = range(2, pages) if unsure else range(first + 1, pages + first)
    urls = [join(f"{stem}.{suffix}")] if current != first or unsure else []
    urls += [join(f"{stem}_{number}.{suffix}") for number in numbers[:MOST_PAGES] if number != current]
    return Paging(pages=pages, rows=rows, current=current - first + 1, urls=tuple(urls[:MOST_PAGES]))


def _from_records(document: Document) -> Paging | None:
    """大汉 jcms: totals stand beside the CDATA records, the next group has an address of its own."""
    if record_tree(document) is None and "<totalrecord>" not in document.html:
        return None
    stated = {name.lower(): int(number) for name, number in _TAGGED.findall(document.html)}
    follow = next_group(document)
    rows = stated.get("record", 0)
    shown = document.html.count("<record>")
    if not rows and not follow:
        return None
    hidden = "script" if rows > shown and not follow else ""
    return Paging(pages=stated.get("page", 0), rows=rows, urls=(follow,) if follow else (), unfollowable=hidden)


def _from_bar(document: Document) -> Paging | None:
    bar = page_bar(document)
    pages = rows = 0
    if bar is not None or blocks_of(document):
        for script in live_scripts(document):
            said = said_by(script)
            pages, rows = pages or said.pages, rows or (said.rows if bar else 0)
    if bar is None:
        hidden = _drawn(script_text(document))
        return Paging(pages=pages, rows=rows, unfollowable=hidden) if hidden or pages > 1 else None
    text = bar.text
    found = TEXT_PAGES.search(text)
    if found:
        pages = int(next(group for group in found.groups() if group))
    else:
        bare = BARE_OF.search(text)
        if bare and int(bare.group(1)) <= int(bare.group(2)):
            pages = int(bare.group(2))
    counted = TEXT_ROWS.search(text)
    if counted:
        rows = int(counted.group(1) or counted.group(2))
    rows = rows or bar.rows
    current = bar.current
    if not current:
        worded = TEXT_CURRENT.search(text)
        bare = BARE_OF.search(text)
        current = (
            int(next(group for group in worded.groups() if group))
            if worded
            else int(bare.group(1))
            if bare and pages
            else 1
        )
    steps, last = _with_next_and_last(bar, pages, current)
    pages = max(pages, last, 0 if found else bar.highest)
    urls = addresses_of(document, steps, pages, current)
    known = {step.url for step in steps}
    hidden = bar.hidden
    if hidden and (pages == 1 or len(urls) + 1 >= min(pages, MOST_PAGES) > 1):
        hidden = ""
    elif not hidden and pages > 1 and not urls and not known:
        hidden = _drawn(script_text(document)) or "script"
    if not pages and not urls and not rows and not hidden:
        return None
    return Paging(pages=pages, rows=rows, current=max(current, 1), urls=tuple(urls), unfollowable=hidden)


def _with_next_and_last(bar: Bar, pages: int, current: int) -> tuple[list[Step], int]:
    """The bar's steps with 下一页 and 尾页 among them, and the last page's number where its address tells."""
    steps = [step for step in bar.steps if step.url]
    if bar.next_url and all(step.number != current + 1 for step in steps):
        steps.append(Step(current + 1, bar.next_url))
    last = 0
    if bar.last_url:
        if pages > 1:
            steps.append(Step(pages, bar.last_url))
        else:
            rule = rule_of(steps)
            last = number_of(rule, bar.last_url) if rule else 0
            if last > current:
                steps.append(Step(last, bar.last_url))
    return steps, last


def _drawn(script: str) -> str:
    """The word for what draws the list where a known platform's script does; empty otherwise."""
    for mark, word in _DRAWN:
        if mark in script:
            return word
    return ""
