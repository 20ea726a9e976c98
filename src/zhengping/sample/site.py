"""A sample site while it is planted: columns, articles, files, and the truth about them. No CMS shows here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal, Protocol

from zhengping.sample import files
from zhengping.sample.live.notes import LiveNotes
from zhengping.sample.prose import Prose
from zhengping.sample.truth import Truth

DateStyle = Literal["full", "month-day", "none", "joined"]
FileFault = Literal["", "missing", "empty", "damaged", "html", "wrong-type"]

CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "mp4": "video/mp4",
    "wav": "audio/x-wav",
    "zip": "application/zip",
    "css": "text/css",
    "js": "application/javascript",
    "txt": "text/plain; charset=utf-8",
    "xml": "text/xml; charset=utf-8",
}


@dataclass(eq=False)
class Column:
    """A 栏目. `content` stands above its list (or is the whole page); `elsewhere` makes the menu lead to
    another address; without `in_navigation` only its parent's page or a text leads to it."""

    key: str
    name: str
    number: int
    parent: Column | None = None
    content: str = ""
    articles: list[Article] = field(default_factory=list)
    children: list[Column] = field(default_factory=list)
    date_style: DateStyle = "full"
    in_navigation: bool = True
    per_page: int = 15
    elsewhere: str = ""
    url: str = ""
    posted_paging: bool = False

    @property
    def path(self) -> tuple[Column, ...]:
        """From the top to this column."""
        return (*(self.parent.path if self.parent else ()), self)


@dataclass(frozen=True)
class Attachment:
    """A linked file."""

    url: str
    name: str
    fault: FileFault = ""


@dataclass(eq=False)
class Article:
    """A page with a title. `moment` is the true publication; `date_shown` says how the page shows it;
    `listed` the day that lists show where it is not the true one."""

    url: str
    title: str
    moment: datetime
    source: str
    body: str
    column: Column
    attachments: list[Attachment] = field(default_factory=list)
    also: list[Column] = field(default_factory=list)
    pinned: bool = False
    date_shown: Literal["strip", "script", "none"] = "strip"
    listed: date | None = None
    properties: dict[str, str] = field(default_factory=dict)
    mark: str = ""
    is_article: bool = True

    @property
    def day(self) -> date:
        """Day of publication."""
        return self.moment.date()


@dataclass(frozen=True)
class Stored:
    """One answer of the server."""

    body: bytes
    content_type: str
    status: int = 200


class Addresses(Protocol):
    """How a CMS forms addresses; all are absolute within the site ("/…")."""

    def column_url(self, column: Column, page: int = 1) -> str: ...

    def article_url(self, column: Column, number: int, day: date) -> str: ...

    def file_url(self, number: int, day: date, extension: str, directory: str) -> str: ...


class SampleSite:
    """What the planters work on."""

    def __init__(self, office: str, short: str, monitoring_date: date, prose: Prose, addresses: Addresses) -> None:
        self.office, self.short, self.monitoring_date = office, short, monitoring_date
        self.prose, self.addresses = prose, addresses
        self.truth = Truth()
        self.live = LiveNotes()
        self.address, self.telephone = prose.address(), prose.phone()
        self.columns: dict[str, Column] = {}
        self.articles: list[Article] = []
        self.files: dict[str, Stored] = {}
        self.stray_pages: dict[str, str] = {}
        self.home_blocks: list[Column] = []
        self.home_extra: list[str] = []
        self.footer_links: list[tuple[str, str]] = []
        self.service_items: list[str] = []
        self.key_areas: list[str] = []
        self.public_services: list[str] = []
        self._number = 20300

    def next_number(self) -> int:
        """Numbers of articles and files grow by steps, as in a CMS that several sites share."""
        self._number += self.prose.random.randint(1, 7)
        return self._number

    def day(self, before: int, working: bool = True) -> date:
        """The day `before` days ahead of the monitoring date; a weekend moves to the Friday before."""
        day = self.monitoring_date - timedelta(days=before)
        return day - timedelta(days=max(0, day.weekday() - 4)) if working else day

    def on(self, year: int, month: int, day: int) -> date:
        """A day of the calendar, never later than the monitoring date."""
        return min(date(year, month, day), self.day(2))

    def moment(self, day: date) -> datetime:
        """Some minute of the office hours of that day."""
        return datetime(
            day.year, day.month, day.day, self.prose.random.randint(8, 17), self.prose.random.randint(0, 59)
        )

    def column(
        self,
        key: str,
        name: str,
        parent: str = "",
        *,
        content: str = "",
        date_style: DateStyle = "full",
        in_navigation: bool = True,
        per_page: int = 15,
        elsewhere: str = "",
    ) -> Column:
        """Adds a column, or returns the one that already stands under this key."""
        if key in self.columns:
            return self.columns[key]
        above = self.columns[parent] if parent else None
        column = Column(
            key,
            name,
            1000 + 7 * len(self.columns),
            above,
            content=content,
            date_style=date_style,
            in_navigation=in_navigation,
            per_page=per_page,
            elsewhere=elsewhere,
        )
        column.url = self.addresses.column_url(column)
        self.columns[key] = column
        if above:
            above.children.append(column)
        return column

    def article(
        self,
        column: Column,
        title: str,
        day: date,
        body: str,
        *,
        source: str | None = None,
        attachments: Sequence[Attachment] = (),
        also: Iterable[Column] = (),
        pinned: bool = False,
        date_shown: Literal["strip", "script", "none"] = "strip",
        listed: date | None = None,
        address_day: date | None = None,
        properties: dict[str, str] | None = None,
        mark: str = "",
    ) -> Article:
        """Adds an article; `source` None = the office itself; `address_day` puts another date into its address."""
        if column.date_style == "none":
            date_shown = "none"
        article = Article(
            self.addresses.article_url(column, self.next_number(), address_day or day),
            title,
            self.moment(day),
            self.office if source is None else source,
            body,
            column,
            list(attachments),
            list(also),
            pinned,
            date_shown,
            listed,
            properties or {},
            mark,
        )
        for place in (column, *article.also):
            place.articles.append(article)
        self.articles.append(article)
        return article

    def attach(
        self,
        extension: str,
        name: str,
        lines: Sequence[str] | Sequence[Sequence[object]],
        *,
        day: date | None = None,
        fault: FileFault = "",
        directory: str = "",
    ) -> Attachment:
        """Makes a file and returns the link to it; a missing one is linked and not made."""
        when = day or self.day(40)
        url = self.addresses.file_url(self.next_number(), when, extension, directory)
        whole = make_file(extension, lines)
        kind = CONTENT_TYPES[extension]
        stored = {
            "": Stored(whole, kind),
            "empty": Stored(b"", kind),
            "damaged": Stored(files.damaged(whole), kind),
            "html": Stored(files.html_in_disguise(), "text/html; charset=utf-8"),
            "wrong-type": Stored(whole, "text/plain"),
        }
        if fault != "missing":
            self.files[url] = stored[fault]
        return Attachment(url, name, fault)

    def picture(self, *, day: date | None = None, loads: bool = True, directory: str = "") -> str:
        """A picture of the site's own; without `loads` its address answers not found."""
        url = self.addresses.file_url(self.next_number(), day or self.day(40), "png", directory)
        if loads:
            colour = tuple(self.prose.random.randint(60, 230) for _ in range(3))
            self.files[url] = Stored(files.png(320, 200, (colour[0], colour[1], colour[2])), "image/png")
        return url

    def stray(self, url: str, html: str) -> str:
        """A page outside the CMS's templates, whole HTML."""
        self.stray_pages[url] = html
        return url


def make_file(extension: str, lines: Sequence[str] | Sequence[Sequence[object]]) -> bytes:
    """A valid file of the type; tables for xlsx and csv take rows, texts take lines."""
    rows = [[line] if isinstance(line, str) else list(line) for line in lines]
    texts = [line if isinstance(line, str) else "　".join(map(str, line)) for line in lines]
    if extension == "docx":
        return files.docx(texts)
    if extension == "xlsx":
        return files.xlsx(rows)
    if extension == "pdf":
        return files.pdf(texts)
    if extension == "csv":
        return ("\ufeff" + "".join(",".join(map(str, row)) + "\r\n" for row in rows)).encode()
    if extension == "mp4":
        return files.mp4()
    if extension == "wav":
        return files.wav()
    if extension == "png":
        return files.png(320, 200, (90, 140, 190))
    raise ValueError(f"no maker for .{extension}")


def link(target: Column | Article | Attachment | str, text: str = "") -> str:
    """An HTML link to something of the site."""
    if isinstance(target, str):
        return f'<a href="{target}">{text}</a>'
    label = text or (target.name if isinstance(target, (Column, Attachment)) else target.title)
    return f'<a href="{target.url}">{label}</a>'


def figure(url: str, caption: str = "") -> str:
    """A picture in the middle of a text."""
    below = f'<p style="text-align:center">{caption}</p>' if caption else ""
    return f'<p style="text-align:center"><img src="{url}" alt="{caption}" width="320"></p>{below}\n'
