"""Which pages are drawn: those whose HTML lacks what a visitor sees, columns before articles, and never the whole site.

Pages made by one template (the same scripts) form a group. A few of each group are drawn first; where a browser shows
no more than the HTML did, the rest of the group is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from zhengping.crawl.model import Entry
from zhengping.crawl.outcomes import Outcome
from zhengping.reading.drawn import answers_itself
from zhengping.reading.facts import Page
from zhengping.reading.lookup import host_of, short_key, site_key

COLUMNS_TO_TRY = 3
ARTICLES_TO_TRY = 1
DATES_TO_TRY = 3
_FEW_CHARACTERS = 30
"""Of main text: a column's page with less and without rows, forms or files shows nothing."""
_FRAME_TEXT = 120
_FEWEST_ROWS = 3
_RANKS = ("check", "list", "part", "frame", "empty", "paging", "dates")
"""Why a page is drawn, the surest first. check: refused by a script that any browser answers; list: a script draws its
content; part: a container for a list stands empty; frame: hardly more than a frame from elsewhere; empty: a column
without anything, and scripts that might fill it; paging: a script holds the list's further pages; dates: an outside
script writes the dates of its rows."""
_REGIONS = frozenset({"nav", "side", "breadcrumb"})
_LIBRARY = re.compile(
    r"jquery|bootstrap|swiper|slide|share|analytics|hm\.js|conac|dcs\.gov|flexible|html5|respond", re.I
)


@dataclass(frozen=True)
class Wanted:
    """A page to draw. `group`: what was made by the same template for the same reason; `column`: it is no article."""

    url: str
    why: str
    group: tuple[str, ...]
    column: bool
    order: tuple[int, str] = (0, "")


@dataclass
class Choice:
    """The pages still to be drawn, handed out in rounds. `closed` groups gained nothing by being drawn."""

    waiting: list[Wanted] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    tried: dict[tuple[str, ...], int] = field(default_factory=dict)
    gained: set[tuple[str, ...]] = field(default_factory=set)
    closed: set[tuple[str, ...]] = field(default_factory=set)

    def add(self, wanted: Iterable[Wanted]) -> None:
        """Takes up pages that were not wanted before."""
        for each in wanted:
            if each.url not in self.known:
                self.known.add(each.url)
                self.waiting.append(each)
        self.waiting.sort(key=lambda each: (not each.column, _RANKS.index(each.why), each.order))

    def next_round(self, most: int) -> list[Wanted]:
        """At most `most` pages: of a group of which nothing is known yet the first few, of one that gained all."""
        chosen: list[Wanted] = []
        counts: dict[tuple[str, ...], int] = dict(self.tried)
        for each in self.waiting:
            if len(chosen) >= most:
                break
            if each.group in self.closed:
                continue
            if each.group not in self.gained and counts.get(each.group, 0) >= _to_try(each):
                continue
            counts[each.group] = counts.get(each.group, 0) + 1
            chosen.append(each)
        taken = {each.url for each in chosen}
        self.waiting = [each for each in self.waiting if each.url not in taken]
        return chosen

    def learn(self, wanted: Wanted, gained: bool) -> None:
        """What came of drawing a page; decides whether others of its group are drawn."""
        self.tried[wanted.group] = self.tried.get(wanted.group, 0) + 1
        if gained and wanted.why != "dates":
            self.gained.add(wanted.group)
            self.closed.discard(wanted.group)
        elif wanted.group not in self.gained and self.tried[wanted.group] >= _to_try(wanted):
            self.closed.add(wanted.group)

    @property
    def left(self) -> int:
        """Pages that would have been worth drawing and were not."""
        return sum(each.group in self.gained or each.group not in self.tried for each in self.waiting)


def _to_try(wanted: Wanted) -> int:
    if wanted.why == "dates":
        return DATES_TO_TRY
    return COLUMNS_TO_TRY if wanted.column else ARTICLES_TO_TRY


def pages_to_draw(
    pages: Sequence[Page], entries: Sequence[Entry], body: Callable[[str], bytes], home: str
) -> list[Wanted]:
    """The pages of a crawl that a browser should draw.

    `body` gives the archived body of a record; `home` is the site's first address. Nothing is fetched.
    """
    index = _Index(pages, entries, home)
    found = list(_refused(entries, body, index))
    met: set[str] = set()
    for page in sorted(pages, key=lambda page: page.url):
        key = short_key(page.url)  # "/" and "/index.html" are one page
        if key in met:
            continue
        met.add(key)
        why = _why(page, index)
        if why:
            column = index.is_column(page)
            if not column and why in ("empty", "paging", "frame"):
                continue
            found.append(Wanted(page.url, why, _group(page, why, column), column, index.order(page.url)))
    return found


class _Index:
    """What the other pages say about an address."""

    def __init__(self, pages: Sequence[Page], entries: Sequence[Entry], home: str) -> None:
        self.home = short_key(home)
        self.own = site_key(host_of(home))
        self.outcomes = {short_key(entry.url): entry.outcome for entry in entries}
        self.depths = {short_key(entry.url): entry.depth for entry in entries}
        self.menus: dict[str, int] = {}
        self.days: dict[str, date] = {}
        first = [page for page in pages if short_key(page.url) == self.home]
        for page in [*first, *(page for page in pages if page.kind != "article")]:
            for url in (
                *(entry.url for entry in page.menus),
                *(link.url for link in page.links if link.region in _REGIONS),
            ):
                if url:
                    self.menus.setdefault(short_key(url), len(self.menus))
            for row in page.rows:
                if row.url and row.day:
                    self.days.setdefault(short_key(row.url), row.day)

    def is_column(self, page: Page) -> bool:
        key = short_key(page.url)
        return key == self.home or page.kind in ("home", "list") or (key in self.menus and page.kind != "article")

    def order(self, url: str) -> tuple[int, str]:
        """The home page first, then what stands in menus in their order, then the newest."""
        key = short_key(url)
        if key == self.home:
            return (-1, "")
        if key in self.menus:
            return (self.menus[key], "")
        day = self.days.get(key)
        return (10_000_000 - (day.toordinal() if day else 0), url)


def _why(page: Page, index: _Index) -> str:
    if page.awaits in ("list", "part"):
        return page.awaits
    if page.redirect:
        return ""
    if not page.rows and len(page.text) < _FRAME_TEXT and any(_is_unread(url, index) for url in _frames(page)):
        return "frame"
    writes = page.awaits == "write" or any(not _LIBRARY.search(script) for script in page.scripts)
    if writes and _shows_nothing(page):
        return "empty"
    paging = page.paging
    if page.rows and paging is not None and paging.unfollowable in ("script", "json"):
        return "paging"
    if page.date_scripted or (
        len(page.rows) >= _FEWEST_ROWS and 2 * sum(row.date_scripted for row in page.rows) > len(page.rows)
    ):
        return "dates"
    return ""


def _frames(page: Page) -> Iterator[str]:
    return (link.url for link in page.links if link.via == "frame")


def _is_unread(url: str, index: _Index) -> bool:
    """Whether the crawl did not read a frame's page and it may be of this site or of another of its government."""
    if index.outcomes.get(short_key(url)) in (Outcome.OK, Outcome.REDIRECTED):
        return False
    return are_related(site_key(host_of(url)), index.own)


def are_related(one: str, other: str) -> bool:
    """Whether two hosts belong to one government: the same host, or the same name above the first part of it."""
    if one == other:
        return True
    one, other = one.partition(":")[0], other.partition(":")[0]
    if one == other:
        return True
    parent = one.partition(".")[2]
    return parent.count(".") >= 2 and parent in (other, other.partition(".")[2])


def _shows_nothing(page: Page) -> bool:
    return (
        not page.rows
        and page.kind != "home"
        and len(page.text.strip()) < _FEW_CHARACTERS
        and not (page.forms and any(form.purpose != "search" for form in page.forms))
        and not (page.attachments or page.people or page.letters or page.media)
        and not any(picture.in_body for picture in page.pictures)
    )


def _group(page: Page, why: str, column: bool) -> tuple[str, ...]:
    scripts = (script.partition("?")[0].rpartition("/")[2] for script in page.scripts)
    return (why, "column" if column else "article", *sorted(set(scripts)))


def _refused(entries: Sequence[Entry], body: Callable[[str], bytes], index: _Index) -> Iterator[Wanted]:
    for entry in entries:
        if entry.outcome != Outcome.BLOCKED or entry.kind != "page":
            continue
        if entry.record and answers_itself(body(entry.record).decode("utf-8", "replace")):
            yield Wanted(entry.url, "check", ("check",), True, index.order(entry.url))


def refusals(entries: Sequence[Entry], wanted: Mapping[str, Wanted]) -> list[str]:
    """Addresses that refused the crawl and that no browser is tried on: a captcha, a login, a firewall's word."""
    return sorted(
        entry.url
        for entry in entries
        if entry.outcome == Outcome.BLOCKED and entry.kind == "page" and entry.url not in wanted
    )
