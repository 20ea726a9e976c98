"""What each column lists: the rows of its list pages, each address once, joined to the documents they lead to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from zhengping.reading.articles import row_day
from zhengping.reading.columns import ColumnTree
from zhengping.reading.facts import Page, Row
from zhengping.reading.lookup import Lookup, page_number
from zhengping.reading.mentions import Mentions
from zhengping.reading.ownership import Ownership
from zhengping.reading.site import Article, Column, Item
from zhengping.reading.years import with_years


def give_pages(lookup: Lookup, mentions: Mentions, tree: ColumnTree, own: Mapping[str, Page]) -> None:
    """Hands every column its own pages (a list's further pages after the first) and its address's outcome."""
    for key, page in own.items():
        column = tree.by_key.get(mentions.lead.get(key, key))
        if column is not None and column.state != "elsewhere":
            column.pages.append(page)
    for key, framed in mentions.framed.items():
        column = tree.by_key.get(mentions.lead.get(key, key))
        if column is not None:
            column.pages += [own[each] for each in dict.fromkeys(framed) if each in own]
    for key, column in tree.by_key.items():
        column.outcome = lookup.outcome(key)
        if column.state == "elsewhere":
            page_elsewhere = lookup.by_key.get(key)
            column.pages = [page_elsewhere] if page_elsewhere is not None else []
        elif len(column.pages) > 1:
            column.pages.sort(key=lambda page: (page.url != column.url, page_number(page), page.url))


def give_items(
    lookup: Lookup,
    ownership: Ownership,
    tree: ColumnTree,
    articles: Sequence[Article],
    by_key: Mapping[str, Article],
    latest: date,
    trusted: bool = False,
) -> None:
    """Fills `items` of every column; documents that name the column but stand in no list of it come last.

    `trusted`: whether the dates of addresses may stand in for those that only a script fills in.
    """
    shared = _repeated_blocks(tree)
    listed: dict[int, set[int]] = {}
    for column in tree.columns:
        if column.state == "elsewhere":
            continue
        items: dict[str, Item] = {}
        for page in column.pages:
            met: list[tuple[Row, Item]] = []
            for row in _rows_of(lookup, page, column, by_key, shared):
                key = lookup.key_of(row.url) if row.url else f"\0{row.title}\0{row.day}"
                if key in items or (row.url and key in tree.by_key and tree.by_key[key] is column):
                    continue
                items[key] = _item(lookup, ownership, row, key, by_key.get(key), latest, trusted)
                met.append((row, items[key]))
            _give_years(met, latest)
        column.rows_seen = len(items)
        column.items = _each_document_once(items.values())
        listed[id(column)] = {id(item.article) for item in column.items if item.article is not None}
    for article in articles:
        for place in article.places:
            column_there = place.column
            if column_there is None or column_there.state == "elsewhere":
                continue
            known = listed.setdefault(id(column_there), set())
            if id(article) in known or any(page.url == place.url for page in column_there.pages):
                continue
            known.add(id(article))
            unknown = article.page.date_scripted and (place.published is None or article.published_where == "url")
            column_there.items.append(
                Item(place.url, article.title, place.published, article, outcome="ok", date_scripted=unknown)
            )
    _add_listing_columns(tree, listed)


def _give_years(met: Sequence[tuple[Row, Item]], latest: date) -> None:
    """Gives rows of month and day their years by the rows around them; pinned rows stand outside the order."""
    ordered = [(row, item) for row, item in met if not row.pinned]
    if not any(item.day is None and row.month_day for row, item in ordered):
        return
    days = with_years([item.day for _, item in ordered], [row.month_day for row, _ in ordered], latest)
    for (_, item), day in zip(ordered, days, strict=True):
        if item.article is None:
            item.day = item.day or day


def _add_listing_columns(tree: ColumnTree, listed: Mapping[int, set[int]]) -> None:
    """A document's `columns` end with those whose lists hold it."""
    for column in tree.columns:
        for item in column.items:
            article = item.article
            if article is not None and all(known is not column for known in article.columns):
                article.columns.append(column)


def _item(
    lookup: Lookup, ownership: Ownership, row: Row, key: str, article: Article | None, latest: date, trusted: bool
) -> Item:
    page = lookup.by_key.get(key) if row.url else None
    day = _day_there(article, page, row, latest, trusted)
    foreign = bool(row.url) and (not lookup.is_own_host(row.url) or key in ownership.foreign)
    addressed = article is not None and article.published_where == "url"
    awaited = row.date_scripted or (page is not None and page.date_scripted)
    return Item(
        url=row.url,
        title=article.title if article is not None and article.title else row.title,
        day=day,
        article=article,
        foreign=foreign,
        outcome=lookup.outcome(key) if row.url else "",
        pinned=row.pinned,
        date_scripted=awaited and (day is None or addressed or (article is None and row.day is None)),
    )


def _each_document_once(items: Iterable[Item]) -> list[Item]:
    """The items without further copies of a document that the same list already shows."""
    kept: list[Item] = []
    seen: set[int] = set()
    for item in items:
        if item.article is not None:
            if id(item.article) in seen:
                continue
            seen.add(id(item.article))
        kept.append(item)
    return kept


def _day_there(article: Article | None, page: Page | None, row: Row, latest: date, trusted: bool) -> date | None:
    """The day of the document as the page behind the row shows it; the page may be a later copy."""
    if article is None or page is None:
        return row_day(row, page, latest, trusted)
    return next((place.published for place in article.places if place.url == page.url), article.published)


def _blocks(page: Page) -> dict[int, list[Row]]:
    blocks: dict[int, list[Row]] = {}
    for row in page.rows:
        blocks.setdefault(row.block, []).append(row)
    return blocks


def _stamp(rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(row.url or row.title for row in rows)


def _repeated_blocks(tree: ColumnTree) -> frozenset[tuple[str, ...]]:
    """Lists that stand on the pages of several columns (newest news, recommended): they are none of these columns'."""
    counted: Counter[tuple[str, ...]] = Counter()
    for column in tree.columns:
        stamps = {_stamp(rows) for page in column.pages for rows in _blocks(page).values()}
        counted.update(stamps)
    return frozenset(stamp for stamp, times in counted.items() if times > 1)


def _rows_of(
    lookup: Lookup,
    page: Page,
    column: Column,
    by_key: Mapping[str, Article],
    repeated: frozenset[tuple[str, ...]],
) -> list[Row]:
    """The rows of a page that are the column's: its main list, and others unless they plainly belong elsewhere."""
    blocks = _blocks(page)
    if not blocks or page.kind in ("article", "home"):
        return []
    own = [rows for rows in blocks.values() if _stamp(rows) not in repeated]
    if not own:
        own = [max(blocks.values(), key=len)] if len(blocks) == 1 else []
    if len(own) == 1:
        return own[0]
    main = max(own, key=len, default=[])
    found: list[Row] = []
    for rows in own:
        if rows is main or not _is_of_another(lookup, rows, column, by_key):
            found += rows
    return found


def _is_of_another(lookup: Lookup, rows: Sequence[Row], column: Column, by_key: Mapping[str, Article]) -> bool:
    """Whether most documents of a list say by their breadcrumb that they stand in another branch of the tree."""
    read = [article for row in rows if row.url and (article := by_key.get(lookup.key_of(row.url))) is not None]
    placed = [article.columns[0] for article in read if article.columns]
    if not placed:
        return False
    outside = 0
    for place in placed:
        node: Column | None = place
        while node is not None and node is not column:
            node = node.parent
        outside += node is None
    return outside * 2 > len(placed)
