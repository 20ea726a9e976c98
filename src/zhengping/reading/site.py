"""The site model: what all pages of one site say together. Checks see only this.

Built by `build_site` from the pages' facts and the crawl's index; see docs/reading.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from zhengping.crawl import addresses
from zhengping.reading.facts import Footer, Letter, Page
from zhengping.reading.files.model import FileReading

ColumnState = Literal["filled", "blank", "elsewhere", "unseen", "scripted"]
"""filled: has items or real content; blank: fetched and empty; elsewhere: on another host;
unseen: linked but not fetched (not found, blocked, budget …); scripted: drawn by a script, not read."""


@dataclass
class Place:
    """One of the addresses under which a document stands: as that page shows it, and the column it stands in there."""

    url: str
    title: str
    published: date | None
    source: str
    column: Column | None


@dataclass
class Article:
    """One document, once, however many columns show it. `columns` are the columns that list it, the main one first.

    `places`: every address of the document (its own first, then the copies') as it stands there. Copies on different
    days are one document, published on the earliest of them.
    """

    url: str
    title: str
    published: date | None
    published_where: str
    source: str
    page: Page
    columns: list[Column] = field(default_factory=list)
    copies: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The main text, furniture removed."""
        return self.page.text


@dataclass
class Item:
    """A row of a column: an article of the site, a file, or a link that leads elsewhere or was not fetched.

    `day` is the article's own date where it was read, else the list's; None = undated.
    `outcome` is the crawl's outcome of its address ("" = never asked for). `date_scripted`: an outside script fills in
    its date, so that `day` is None or only what the address carries: that it is old or undated is not known.
    """

    url: str
    title: str
    day: date | None
    article: Article | None = None
    foreign: bool = False
    outcome: str = ""
    pinned: bool = False
    date_scripted: bool = False


@dataclass
class Column:
    """A 栏目: its address, its name, the path of names from the top, the indicators that its name serves.

    `aliases`: other names that menus give it; `strengths`: indicator -> how surely the name serves it (3 a verified
    name, 2 another known name, 1 part of a name, 0 the address only); `platform`: the name of the other site under
    whose frame it stands, for columns that are `elsewhere` and for sections a platform keeps for this office.
    A heading that only groups columns has no pages and no address of its own; where the menu leads from it to its first
    child, the address is that child's alone.
    """

    url: str
    name: str
    path: tuple[str, ...]
    indicators: tuple[str, ...] = ()
    state: ColumnState = "unseen"
    outcome: str = ""
    pages: list[Page] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    children: list[Column] = field(default_factory=list)
    parent: Column | None = None
    in_navigation: bool = False
    pages_stated: int = 0
    pages_seen: int = 0
    rows_stated: int = 0
    rows_seen: int = 0
    complete: bool = False
    incomplete_why: str = ""
    found_on: str = ""
    aliases: tuple[str, ...] = ()
    strengths: dict[str, int] = field(default_factory=dict)
    platform: str = ""

    @property
    def text(self) -> str:
        """Main text of the column's own pages (for columns that are one page of content)."""
        return "\n".join(page.text for page in self.pages)

    @property
    def articles(self) -> list[Article]:
        """The articles among its items, in the list's order."""
        return [item.article for item in self.items if item.article is not None]

    @property
    def newest(self) -> date | None:
        """Newest dated item that is not later than the crawl allows; None where none is dated."""
        return max((item.day for item in self.items if item.day), default=None)

    @property
    def oldest(self) -> date | None:
        """Oldest dated item."""
        return min((item.day for item in self.items if item.day), default=None)

    def walk(self) -> list[Column]:
        """This column and all below it."""
        return [self, *(deeper for child in self.children for deeper in child.walk())]


@dataclass
class Activity:
    """A survey, an opinion collection (征集调查) or an interview (在线访谈) of the site.

    `excluded`: why it does not count, in Chinese. `doubtful`: the reason rests on a sign that a person must confirm
    (a constant 来源, a word of recruitment beside 征求意见), so that no zero may rest on it.
    """

    url: str
    title: str
    day: date | None
    kind: Literal["survey", "interview"]
    ends: date | None = None
    page: Page | None = None
    results: list[str] = field(default_factory=list)
    excluded: str = ""
    doubtful: bool = False


@dataclass
class Guide:
    """A service guide (办事指南).

    `elements` maps the element (依据, 条件, 材料, 流程, 时限, 收费, 注意事项, 机构, 联系方式 …) to its words;
    `in_files` those for which the page only refers to a file or picture that it has (详见附件).
    `items` are the names of the services where one page's table gives the elements of several, one a row.
    """

    url: str
    title: str
    elements: Mapping[str, str]
    page: Page
    materials: Mapping[str, str] = field(default_factory=dict)
    only_picture_or_file: bool = False
    in_files: Mapping[str, str] = field(default_factory=dict)
    items: tuple[str, ...] = ()


@dataclass
class FetchedFile:
    """An attachment as the crawl met it.

    `kind` by content (pdf, doc, docx, xls, xlsx, wps, zip, rar, image, html, empty, unknown). `reading` is what was
    found when the file was opened after the crawl; without a kind it was never opened. `found_on` is the page that
    leads to it.
    """

    url: str
    outcome: str
    kind: str
    size: int
    whole: bool
    openable: bool | None
    record: str = ""
    reading: FileReading = field(default_factory=FileReading)
    found_on: str = ""

    @property
    def text(self) -> str:
        """The file's text as far as it was read."""
        return self.reading.text


@dataclass
class Site:
    """The whole site. Lists are in a fixed order (by address), so that the same archive gives the same bytes.

    `pages` are this site's own; `other_pages` those of other sites that the crawl met (`foreign_pages` says whose).
    `other_documents` are the dated documents among them, in columns whose path begins with the other site's name; no
    check counts them.
    `letter_copies` are second showings of letters under another address, left out of `letters`.
    `navigation_read`: whether the home page's navigation was found; without it no column is known to be missing.
    `memory` keeps what several checks derive from the site, so that it is derived once.
    """

    url: str
    name: str
    office: str
    home: Page | None
    pages: dict[str, Page]
    columns: list[Column]
    articles: list[Article]
    outcomes: dict[str, str]
    statuses: dict[str, int]
    files: dict[str, FetchedFile]
    foreign_pages: dict[str, str]
    letters: list[Letter] = field(default_factory=list)
    letters_complete_back_to: date | None = None
    letter_copies: list[Letter] = field(default_factory=list)
    surveys: list[Activity] = field(default_factory=list)
    interviews: list[Activity] = field(default_factory=list)
    guides: list[Guide] = field(default_factory=list)
    footer: Footer = field(default_factory=Footer)
    broken_links: list[tuple[str, str, str, int]] = field(default_factory=list)
    budget_reached: bool = False
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    cookies: dict[str, list[str]] = field(default_factory=dict)
    tls: dict[str, str] = field(default_factory=dict)
    other_pages: dict[str, Page] = field(default_factory=dict)
    other_documents: list[Place] = field(default_factory=list)
    navigation_read: bool = True
    memory: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    _by_indicator: dict[str, list[Column]] = field(default_factory=dict)

    def columns_for(self, *codes: str) -> list[Column]:
        """Columns whose name serves one of the indicators, best first (filled before blank, higher before deeper)."""
        seen: dict[int, Column] = {}
        for code in codes:
            for column in self._by_indicator.get(code, []):
                seen.setdefault(id(column), column)
        return list(seen.values())

    def file(self, url: str) -> FetchedFile | None:
        """The file behind an address as a page writes it; None where the crawl never asked for it."""
        return self.files.get(url) or self.files.get(addresses.canonical(url))
