"""Every document of a site once, and what of it was read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from zhengping.checks.context import Context
from zhengping.checks.finding import Evidence
from zhengping.checks.looking import all_columns
from zhengping.checks.offices import beside_own_names
from zhengping.checks.periods import within_year
from zhengping.checks.quoting import quote
from zhengping.checks.verdicts import has_any
from zhengping.reading.facts import Page
from zhengping.reading.files.model import FAULT_LABELS, UNREAD_LABELS
from zhengping.reading.site import Article, Column, FetchedFile, Item, Site

THIN = 600
"""Characters of main text below which a page's attachments are what it says."""
_FEWEST_CHARACTERS = 60
"""Of a page with its attachments read; with less there is next to nothing."""
_FILE_NAME = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar)(?![a-z])", re.I)

_REFERS = re.compile(r"[见阅]附件|附件(?:下载|[:：])|下载附件|点击(?:此处)?(?:下载|查看)")


@dataclass(frozen=True)
class Document:
    """A title with its date and address that the site shows: an article that was read, or a row that leads to one."""

    url: str
    title: str
    day: date | None
    article: Article | None
    columns: tuple[Column, ...]
    files: tuple[FetchedFile, ...] = ()

    @property
    def page_text(self) -> str:
        """Main text of its page where that was read, else empty."""
        return self.article.text if self.article else ""

    @cached_property
    def file_text(self) -> str:
        """Text of its attachments (of the file itself, where the row leads to one) as far as it was read."""
        return "\n".join(file.text for file in self.files if file.text)

    @cached_property
    def text(self) -> str:
        """Main text; where the page has hardly any (详见附件), with the text of its attachments."""
        return self.page_text if len(self.page_text) >= THIN else self.whole_text

    @cached_property
    def whole_text(self) -> str:
        """Main text and the text of all attachments."""
        return f"{self.page_text}\n{self.file_text}".strip() if self.file_text else self.page_text

    @property
    def was_read(self) -> bool:
        """Whether its page, or the file that its row leads to, was read."""
        return self.article is not None or bool(self.file_text)

    def see(self) -> Evidence:
        """Evidence of this document: its date and title."""
        return Evidence(self.url, quote((f"{self.day} " if self.day else "") + self.title))

    def see_words(self, needles: Iterable[str]) -> Evidence:
        """Evidence of the place where one of `needles` stands: the page, or the attachment with the words in it."""
        wanted = tuple(needles)
        if has_any(self.page_text, wanted):
            return self.see()
        for file in self.files:
            if word := has_any(file.text, wanted):
                return see_file(file, word)
        return self.see()


def documents(context: Context) -> list[Document]:
    """Every document of the site once, newest first (undated last), rows of other sites left out."""
    memory = context.site.memory
    if "documents" not in memory:
        memory["documents"] = _documents(context.site)
    return list(memory["documents"])


def _documents(site: Site) -> list[Document]:
    found = {
        article.url: Document(
            article.url,
            article.title,
            article.published,
            article,
            tuple(article.columns),
            files_of(site, article.page) if article.page.attachments else (),
        )
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
        file = site.file(url) if url else None
        found[url or f"{places[0][1].url}#{title}"] = Document(
            url or places[0][1].url, title, day, None, tuple(column for _, column in places), (file,) if file else ()
        )
    return sorted(found.values(), key=lambda d: (-(d.day.toordinal() if d.day else 0), d.url))


def titled(
    context: Context,
    needles: Iterable[str],
    *,
    without: Iterable[str] = (),
    columns: Iterable[Column] | None = None,
) -> list[Document]:
    """Documents whose title holds one of `needles` and none of `without`; within `columns` where given.

    What stands in the department's own name (审计局, 培训中心) is none of `without`.
    """
    wanted, unwanted = tuple(needles), tuple(without)
    places = None if columns is None else {id(column) for column in columns}
    return [
        document
        for document in documents(context)
        if has_any(document.title, wanted)
        and not (has_any(document.title, unwanted) and has_any(beside_own_names(context, document.title), unwanted))
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
    """Whether what counts stands unread in a file or picture: hardly any text beside an attachment or a picture.

    An attachment whose text was read counts as text.
    """
    if document.article is None:
        return not document.file_text
    page = document.article.page
    if len(page.text) >= least:
        return False
    if document.file_text:
        return bool(unread_files(document)) or len(document.whole_text) < min(least, _FEWEST_CHARACTERS)
    pictures = any(picture.in_body for picture in page.pictures)
    # A text that refers to a file nobody can find says no more, but neither does it say that there is nothing.
    return has_files(page) or pictures or bool(_REFERS.search(page.text))


def unread_files(document: Document) -> list[str]:
    """Names of the document's files whose content is not known, and why, as a sentence says it."""
    if document.article is None:
        return [f"《{document.title}》{why_unread(document.files[0])}"] if document.files and not document.text else []
    page = document.article.page
    if not page.attachments and not document.files:
        return ["附件的地址由脚本写出"] if has_files(page) else []
    known = {file.url: file for file in document.files}
    named = [(file.text or file.url, known.get(file.url)) for file in page.attachments]
    return [f"附件“{name}”{why_unread(file)}" for name, file in named if file is None or not file.text]


def broken_files(document: Document) -> list[str]:
    """The document's files that do not work, as a sentence says it; empty while one of its files can be opened."""
    if any(file.reading.opened for file in document.files):
        return []
    return [
        f"附件{FAULT_LABELS[file.reading.fault]}" if file.reading.fault else "附件的地址打不开"
        for file in document.files
        if file.reading.fault or file.outcome == "not-found"
    ]


def why_unread(file: FetchedFile | None) -> str:
    """Why a file's content is not known, in Chinese: it was not fetched, is faulty, or is of an unread kind."""
    if file is None:
        return "未下载"
    if file.outcome != "ok":
        return "未能下载"
    reading = file.reading
    return FAULT_LABELS[reading.fault] or UNREAD_LABELS[reading.unread] or ("没有文字" if reading.kind else "未打开")


def files_of(site: Site, page: Page) -> tuple[FetchedFile, ...]:
    """The attachments of a page that the crawl asked for, under the addresses that the page writes."""
    found = [(attachment.url, site.file(attachment.url)) for attachment in page.attachments]
    return tuple(replace(file, url=url) if file.url != url else file for url, file in found if file is not None)


def see_file(file: FetchedFile, around: str = "") -> Evidence:
    """Evidence of an attachment: its words around `around`, masked."""
    # Far enough on both sides that no number is cut where the quotation shows it.
    place = max(0, file.text.find(around) - 200) if around else 0
    return Evidence(file.url, "附件：" + quote(file.text[place : place + 500], around), file.record)


def has_files(page: Page) -> bool:
    """Whether a page has attachments, or names files in its text whose address only a script knows."""
    return bool(page.attachments) or bool(_FILE_NAME.search(page.text))


def broken(context: Context, picture: str) -> bool:
    """Whether a picture is known not to load; where no picture at all was fetched whole, the crawl may be at fault."""
    files = context.site.files
    if picture not in files or files[picture].outcome != "not-found":
        return False
    return any(file.kind == "image" and file.outcome == "ok" for file in files.values())
