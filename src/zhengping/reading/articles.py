"""The site's documents, each once: which pages are documents, when they were published, and which are copies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from zhengping.reading.address_dates import addresses_tell, date_of_address
from zhengping.reading.columns import ColumnTree
from zhengping.reading.facts import Page, Row
from zhengping.reading.lookup import Lookup, folder_of
from zhengping.reading.mentions import Mentions
from zhengping.reading.naming import normalised
from zhengping.reading.site import Article, Column, Place

_WEAK = frozenset({"url", "text"})
"""Dates of a page that a list's date outweighs: what signs a text dates the document, not its publication."""
_FEWEST_CHARACTERS = 80
"""Characters of text below which two pages of one title and day are not taken for copies by their text."""
_LONG_TEXT = 150
_LONG_TITLE = 10
_SAMPLE = 24
_ALIKE = 0.85
_MOST_COMPARED = 40
"""Documents of one title that a further one is compared with at most."""
_CUT = re.compile(r"(?:…|\.{2,})$")


@dataclass
class ListedRows:
    """What lists say of an address: titles in the order met, whole days, days without a year, the columns' keys."""

    titles: list[str] = field(default_factory=list)
    days: list[date] = field(default_factory=list)
    month_days: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    date_scripted: bool = False


def listed_rows(lookup: Lookup, mentions: Mentions, own: Mapping[str, Page]) -> dict[str, ListedRows]:
    """Rows of all own list pages, by the key that they lead to."""
    found: dict[str, ListedRows] = {}
    for key, page in own.items():
        if not page.rows:
            continue
        column_key = mentions.lead.get(key, key)
        for row in page.rows:
            if not row.url:
                continue
            listed = found.setdefault(lookup.key_of(row.url), ListedRows())
            if row.title and row.title not in listed.titles:
                listed.titles.append(row.title)
            if row.day is not None and row.day not in listed.days:
                listed.days.append(row.day)
            if row.month_day and row.month_day not in listed.month_days:
                listed.month_days.append(row.month_day)
            listed.date_scripted = listed.date_scripted or row.date_scripted
            if page.kind != "home" and column_key not in listed.columns:
                listed.columns.append(column_key)
    return found


def decide_published(
    page: Page, listed: ListedRows | None, latest: date, addressed: date | None = None, trusted: bool = False
) -> tuple[date | None, str]:
    """When a document was published, and what says so: the page's displayed date, else the list's, else what signs it.

    `addressed`: the date that the address carries. It gives the year to a list's MM-DD where month and day agree;
    with `trusted` it stands in for a date that only an outside script fills in. A day after `latest` is a deadline or
    a slip and no publication.
    """
    shown = page.published
    if shown is not None and shown.where not in _WEAK:
        return shown.value, shown.where
    days = [day for day in listed.days if day <= latest] if listed is not None else []
    if days:
        return min(days), "list"
    hint = addressed or (shown.value if shown is not None and shown.where == "url" else None)
    if hint is not None and listed is not None and f"{hint.month:02d}-{hint.day:02d}" in listed.month_days:
        return hint, "list+url"
    if hint is not None and hint <= latest and trusted and (page.date_scripted or (listed and listed.date_scripted)):
        return hint, "url"
    if shown is not None and shown.where == "text":
        return shown.value, "text"
    return None, ""


def trusts_addresses(own: Mapping[str, Page]) -> bool:
    """Whether the addresses of a site's pages tell when they were published, by the pages that show it."""
    return addresses_tell(
        (page.published.value, addressed)
        for page in own.values()
        if page.published is not None
        and page.published.where not in _WEAK
        and (addressed := date_of_address(page.url)) is not None
    )


def row_day(row: Row, page: Page | None, latest: date, trusted: bool = False) -> date | None:
    """The day of a list row whose page was not read (or shows none): only where the row shows a whole date, or its
    address carries that of its month and day; with `trusted` also what the address alone carries, where a script fills
    in the date."""
    if page is not None and page.published is not None and page.published.where not in _WEAK:
        return page.published.value
    if row.day is not None:
        return row.day if row.day <= latest else None
    if row.month_day or (trusted and row.date_scripted):
        addressed = date_of_address(row.url)
        fits = addressed is not None and row.month_day in ("", f"{addressed.month:02d}-{addressed.day:02d}")
        if fits and addressed is not None and addressed <= latest:
            return addressed
    return None


def build_articles(
    lookup: Lookup,
    mentions: Mentions,
    tree: ColumnTree,
    own: Mapping[str, Page],
    listed: Mapping[str, ListedRows],
    latest: date,
) -> tuple[list[Article], dict[str, Article]]:
    """All documents in the order of their addresses, and the document of each address key (copies included).

    `latest`: the last day that can be a day of publication.
    """
    articles: list[Article] = []
    trusted = trusts_addresses(own)
    for key, page in own.items():
        if not _is_document(key, page, tree, listed):
            continue
        rows = listed.get(key)
        published, where = decide_published(page, rows, latest, date_of_address(page.url), trusted)
        article = Article(
            url=page.url,
            title=_title(page, rows),
            published=published,
            published_where=where,
            source=page.source.value if page.source is not None else "",
            page=page,
        )
        article.columns = _columns_of(key, mentions, tree, rows)
        main = article.columns[0] if article.columns else None
        article.places = [Place(page.url, article.title, published, article.source, main)]
        articles.append(article)
    kept = _once(articles)
    by_key = {lookup.key_of(place.url): article for article in kept for place in article.places}
    return kept, by_key


def _is_document(key: str, page: Page, tree: ColumnTree, listed: Mapping[str, ListedRows]) -> bool:
    """Articles, and pages that a list leads to; a page that is a column itself only where it is dated."""
    column = tree.by_key.get(key)
    if page.kind == "article":
        return column is None or page.published is not None
    return page.kind == "other" and column is None and key in listed and not page.scripted


def _title(page: Page, rows: ListedRows | None) -> str:
    """The page's own title; where it is cut or missing, the fuller of the lists' titles."""
    title = page.title.value if page.title is not None else page.heading
    listed = max((_CUT.sub("", text) for text in rows.titles), key=len, default="") if rows else ""
    if not title:
        return listed or page.title_tag
    if _CUT.search(title) and normalised(listed).startswith(normalised(_CUT.sub("", title))):
        return listed
    return title


def _columns_of(key: str, mentions: Mentions, tree: ColumnTree, rows: ListedRows | None) -> list[Column]:
    """The columns of a document: its breadcrumb's, then those whose lists hold it, then its folder's."""
    found: dict[int, Column] = {}
    path = mentions.crumbs.get(key, ())
    column = tree.by_path.get(path) if path else None
    if column is not None:
        found[id(column)] = column
    own = tree.by_key.get(key)
    for listing in rows.columns if rows else ():
        column = tree.by_key.get(listing)
        if column is not None and column is not own:
            found.setdefault(id(column), column)
    if not found:
        folder = folder_of(key)
        for _ in range(8):
            column = tree.by_key.get(folder)
            if column is not None:
                found[id(column)] = column
                break
            shorter = folder_of(folder[:-1])
            if not shorter or shorter == folder or shorter.count("/") < 2:
                break
            folder = shorter
    if not found and own is not None:
        found[id(own)] = own
    columns = list(found.values())
    if not path and len(columns) > 1:
        # Without a breadcrumb the deepest list is the document's own; those above it repeat it.
        columns.sort(key=lambda each: -len(each.path))
    return columns


def _once(articles: Iterable[Article]) -> list[Article]:
    """Puts copies together: one title, one day (or none on one side), and near enough the same text."""
    kept: list[Article] = []
    groups: dict[str, list[Article]] = {}
    for article in articles:
        same = groups.setdefault(normalised(article.title), [])
        compared = same[-_MOST_COMPARED:] if article.title else ()
        original = next((other for other in compared if _is_copy(other, article)), None)
        if original is None:
            same.append(article)
            kept.append(article)
            continue
        original.copies.append(article.url)
        original.places += article.places
        original.columns += [column for column in article.columns if all(column is not c for c in original.columns)]
        earlier = article.published is not None and (
            original.published is None or article.published < original.published
        )
        if earlier:
            original.published, original.published_where = article.published, article.published_where
        original.source = original.source or article.source
    return kept


def _is_copy(one: Article, other: Article) -> bool:
    """One document: near enough the same text on one day; word for word the same long text on any day."""
    left, right = one.text, other.text
    shorter, longer = sorted((len(left), len(right)))
    same_day = one.published is None or other.published is None or one.published == other.published
    if left == right:
        return shorter >= (_FEWEST_CHARACTERS if same_day else _LONG_TEXT) or (
            one.published == other.published is not None and len(one.title) >= _LONG_TITLE
        )
    if not same_day or shorter < _FEWEST_CHARACTERS or shorter < 0.9 * longer:
        return False
    step = max(1, (len(left) - _SAMPLE) // 40)
    samples = [left[start : start + _SAMPLE] for start in range(0, len(left) - _SAMPLE + 1, step)]
    return sum(sample in right for sample in samples) >= _ALIKE * len(samples)
