"""Every document of a site once, and what of it was read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zhengping.checks.context import Context
from zhengping.checks.finding import Evidence
from zhengping.checks.looking import all_columns
from zhengping.checks.periods import within_year
from zhengping.checks.quoting import quote
from zhengping.checks.verdicts import has_any
from zhengping.reading.facts import Page
from zhengping.reading.site import Article, Column, Item, Site

_FILE_NAME = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar)(?![a-z])", re.I)


@dataclass(frozen=True)
class Document:
    """A title with its date and address that the site shows: an article that was read, or a row that leads to one."""

    url: str
    title: str
    day: date | None
    article: Article | None
    columns: tuple[Column, ...]

    @property
    def text(self) -> str:
        """Main text where the page was read, else empty."""
        return self.article.text if self.article else ""

    def see(self) -> Evidence:
        """Evidence of this document: its date and title."""
        return Evidence(self.url, quote((f"{self.day} " if self.day else "") + self.title))


def documents(context: Context) -> list[Document]:
    """Every document of the site once, newest first (undated last), rows of other sites left out."""
    memory = context.site.memory
    if "documents" not in memory:
        memory["documents"] = _documents(context.site)
    return list(memory["documents"])


def _documents(site: Site) -> list[Document]:
    found = {
        article.url: Document(article.url, article.title, article.published, article, tuple(article.columns))
        for article in site.articles
    }
    rows: dict[tuple[str, date | None], list[tuple[Item, Column]]] = {}
    for column in all_columns(site):
        for item in column.items:
            if item.article is None and not item.foreign and item.url not in found:
                rows.setdefault((item.title, item.day), []).append((item, column))
    # A row that was not read is known by its title and date alone: the same in two columns is one document.
    for (title, day), places in rows.items():
        url = next((item.url for item, _ in places if item.url), "")
        found[url or f"{places[0][1].url}#{title}"] = Document(
            url or places[0][1].url, title, day, None, tuple(column for _, column in places)
        )
    return sorted(found.values(), key=lambda d: (-(d.day.toordinal() if d.day else 0), d.url))


def titled(
    context: Context,
    needles: Iterable[str],
    *,
    without: Iterable[str] = (),
    columns: Iterable[Column] | None = None,
) -> list[Document]:
    """Documents whose title holds one of `needles` and none of `without`; within `columns` where given."""
    wanted, unwanted = tuple(needles), tuple(without)
    places = None if columns is None else {id(column) for column in columns}
    return [
        document
        for document in documents(context)
        if has_any(document.title, wanted)
        and not has_any(document.title, unwanted)
        and (places is None or any(id(column) in places for column in document.columns))
    ]


def in_columns(context: Context, columns: Iterable[Column]) -> list[Document]:
    """Documents that stand in one of the columns or below it, newest first."""
    places = {id(deep) for column in columns for deep in column.walk()}
    return [document for document in documents(context) if any(id(column) in places for column in document.columns)]


def fresh(context: Context, found: Iterable[Document]) -> list[Document]:
    """Documents dated within the year before the monitoring date."""
    return [document for document in found if within_year(document.day, context.monitoring_date)]


def pages_of(columns: Iterable[Column]) -> list[Page]:
    """The columns' own pages and their articles' pages, each once, in order."""
    found: dict[str, Page] = {}
    for column in columns:
        for page in [*column.pages, *(article.page for article in column.articles)]:
            found.setdefault(page.url, page)
    return list(found.values())


def only_attachment(document: Document, least: int = 120) -> bool:
    """Whether what counts stands in a file or picture alone: hardly any text beside an attachment or a picture."""
    if document.article is None:
        return True
    page = document.article.page
    pictures = any(picture.in_body for picture in page.pictures)
    return len(page.text) < least and (has_files(page) or pictures)


def has_files(page: Page) -> bool:
    """Whether a page has attachments, or names files in its text whose address only a script knows."""
    return bool(page.attachments) or bool(_FILE_NAME.search(page.text))


def broken(context: Context, picture: str) -> bool:
    """Whether a picture is known not to load; where no picture at all was fetched whole, the crawl may be at fault."""
    files = context.site.files
    if picture not in files or files[picture].outcome != "not-found":
        return False
    return any(file.kind == "image" and file.outcome == "ok" for file in files.values())
