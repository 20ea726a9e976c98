"""Things of a site that are known to be there, to ask its query forms for: documents, catalogue entries, data sets,
items and periods of published tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from zhengping.checks.context import Context
from zhengping.checks.document_names import quotations
from zhengping.checks.tools import Document, documents, has_any, in_columns, pages_of
from zhengping.probes.session import Session
from zhengping.reading.facts import Page
from zhengping.reading.site import Column

_LONGEST = 20
"""Characters typed of a title: more nobody types, and engines cut it."""
_SHORTEST = 4
_PERIOD = re.compile(r"(20\d{2})\s*年\s*(?:第?([一二三四1-4])\s*季度|(?:1\s*[-—–至]\s*)?(1[0-2]|0?[1-9])\s*月)?")
_FEWEST_FOR_NUMBER = 5


@dataclass(frozen=True)
class Known:
    """A thing to ask for. `text` is typed, `title` and `url` are expected; `number` is the document's, if known."""

    title: str
    text: str
    url: str = ""
    number: str = ""
    column: str = ""


@dataclass(frozen=True)
class Datum:
    """An item of published tables with a period that a table gives it; month 0 = the year as a whole."""

    item: str
    year: int = 0
    month: int = 0
    value: str = ""


def core(context: Context, title: str) -> str:
    """What of a title is typed: the name in its brackets, else the title without what stands around it."""
    quoted = [name for name in quotations(title) if len(name) >= _SHORTEST]
    verbs, kinds = ("|".join(map(re.escape, context.words("", name))) for name in ("issuing_verbs", "issuing_kinds"))
    text = max(quoted, key=len) if quoted else re.sub(rf"^.{{0,30}}?关于(?:{verbs})?|的(?:{kinds})$", "", title.strip())
    if len(text) < _SHORTEST:
        text = title.strip()
    # A half bracket or a space splits words in many engines: the part up to it says enough.
    first = re.split(r"[《》（）()“”\"\s]", text)[0]
    return (first if len(first) >= _SHORTEST else text)[:_LONGEST]


def known_documents(session: Session, context: Context, columns: Iterable[Column], own: Column | None) -> list[Known]:
    """Documents of the columns in a drawn order, those of the form's own column first, no two titles with one core."""
    places = list(columns)
    found = in_columns(context, [own]) if own is not None else []
    found = found or in_columns(context, places)
    usable = [d for d in found if len(d.title) >= _SHORTEST]
    drawn = sorted(usable, key=lambda d: d.url)
    session.draw("lookup", own.url if own is not None else "").shuffle(drawn)
    # Of several columns one document each first: an index that covers one of them only must not look broken.
    turns: dict[str, int] = {}
    order = []
    for place, document in enumerate(drawn):
        name = document.columns[0].url if document.columns else ""
        turns[name] = turns.get(name, 0) + 1
        order.append((not _number(document), turns[name], place, document))
    known: dict[str, Known] = {}
    for _, _, _, document in sorted(order, key=lambda each: each[:3]):
        text = core(context, document.title)
        home = document.columns[0].name if document.columns else ""
        known.setdefault(text, Known(document.title, text, document.url, _number(document), home))
    return list(known.values())


def _number(document: Document) -> str:
    number = document.article.page.document_number if document.article is not None else ""
    return number if len(number) >= _FEWEST_FOR_NUMBER and re.search(r"\d", number) else ""


def known_sets(session: Session, context: Context, columns: Iterable[Column]) -> list[Known]:
    """Names of data sets: in the tables of the columns' pages, else the titles of their rows."""
    places = list(columns)
    names: dict[str, str] = {}
    for page in (page for column in places for page in column.pages):
        for name in _table_names(context, page):
            names.setdefault(name, "")
    if not names:
        names = {item.title: item.url for column in places for item in column.items}
    drawn = sorted(name for name in names if len(name) >= _SHORTEST)
    session.draw("sets").shuffle(drawn)
    return [Known(name, core(context, name), names[name]) for name in drawn]


def _table_names(context: Context, page: Page) -> list[str]:
    found = []
    named = context.words("1.1.9", "set_heads")
    for table in page.tables:
        heads = table[0] if table else ()
        place = next((index for index, head in enumerate(heads) if has_any(head, named)), None)
        if place is not None:
            found += [row[place].strip() for row in table[1:] if place < len(row) and row[place].strip()]
    return found


def known_data(context: Context, columns: Iterable[Column]) -> list[Datum]:
    """Items of the tables in data columns with the newest period of each, in the order of the newest documents."""
    found: dict[str, Datum] = {}
    pages = {page.url for page in pages_of(columns)}
    for document in documents(context):
        if document.article is None or document.article.page.url not in pages:
            continue
        year, month = period_of(document.title)
        for table in document.article.page.tables:
            for row in table[1:]:
                name = row[0].strip() if row else ""
                numbers = [cell.strip() for cell in row[1:] if re.fullmatch(r"[-\d,.]+%?", cell.strip())]
                if 2 <= len(name) <= 30 and numbers and not re.search(r"\d{4}|合计|总计", name):
                    found.setdefault(name, Datum(name, year, month, numbers[0]))
    return list(found.values())


def period_of(title: str) -> tuple[int, int]:
    """Year and last month that a title names; 0 where it names none."""
    match = _PERIOD.search(title)
    if match is None:
        return 0, 0
    if match.group(2):
        return int(match.group(1)), 3 * ("一二三四".find(match.group(2)) + 1 or int(match.group(2)))
    return int(match.group(1)), int(match.group(3) or 0)
