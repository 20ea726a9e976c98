"""A long list that pages, sorts, filters and exports: one way for all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhengping.office.core.downloads import as_csv, as_xlsx


@dataclass(frozen=True)
class Column:
    """One column: its words, the cell's text, by which field it sorts (none = it does not), where the cell leads."""

    key: str
    words: str
    cell: Callable[[Any], Any]
    sort: str = ""
    link: Callable[[Any], str] | None = None
    number: bool = False
    badge: Callable[[Any], str] | None = None
    """Gives a Tabler colour (`green`, `red`, `yellow`, `blue`, `secondary`) for a cell that is a state."""


@dataclass(frozen=True)
class Filter:
    """A choice above the list: the field it narrows and the choices (value, words)."""

    key: str
    words: str
    field: str
    choices: Sequence[tuple[Any, str]]


@dataclass(frozen=True)
class Head:
    """A column's head as the page shows it."""

    words: str
    sort: str
    state: str
    number: bool


def show_list(
    request: HttpRequest,
    rows: QuerySet[Any],
    columns: Sequence[Column],
    *,
    title: str,
    search: Sequence[str] = (),
    filters: Sequence[Filter] = (),
    size: int = 50,
    template: str = "components/list_page.html",
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The page of a list (`?q=`, a filter's key, `?sort=`, `?page=`), or the whole of it as a file (`?format=`).

    `search`: fields in which `q` is looked for. `template` extends `components/list_page.html`, which has blocks
    for actions and for what stands above the table.
    """
    rows = _narrowed(request, rows, search, filters)
    sort = request.GET.get("sort", "")
    by_key = {column.key: column for column in columns if column.sort}
    if sort.lstrip("-") in by_key:
        field = by_key[sort.lstrip("-")].sort
        rows = rows.order_by(f"-{field}" if sort.startswith("-") else field, "pk")
    wanted = request.GET.get("format")
    if wanted in ("csv", "xlsx"):
        make = as_csv if wanted == "csv" else as_xlsx
        return make([c.words for c in columns], ([c.cell(row) for c in columns] for row in rows), title)
    page = Paginator(rows, size).get_page(request.GET.get("page"))
    shown = {
        "title": title,
        "page_obj": page,
        "heads": [_head(column, sort) for column in columns],
        "rows": [[_cell(column, row) for column in columns] for row in page],
        "filters": [(one, request.GET.get(one.key, "")) for one in filters],
        "searchable": bool(search),
        "q": request.GET.get("q", ""),
        "sort": sort,
        **(context or {}),
    }
    return render(request, template, shown)


def _narrowed(
    request: HttpRequest, rows: QuerySet[Any], search: Sequence[str], filters: Sequence[Filter]
) -> QuerySet[Any]:
    words = request.GET.get("q", "").strip()
    if words and search:
        either = Q()
        for field in search:
            either |= Q(**{f"{field}__icontains": words})
        rows = rows.filter(either)
    for one in filters:
        chosen = request.GET.get(one.key, "")
        if chosen and chosen in {str(value) for value, _ in one.choices}:
            rows = rows.filter(**{one.field: chosen})
    return rows


def _head(column: Column, sort: str) -> Head:
    state = "none"
    if column.sort and sort.lstrip("-") == column.key:
        state = "descending" if sort.startswith("-") else "ascending"
    next_sort = f"-{column.key}" if state == "ascending" else column.key
    return Head(column.words, next_sort if column.sort else "", state, column.number)


def _cell(column: Column, row: Any) -> dict[str, Any]:
    return {
        "text": column.cell(row),
        "url": column.link(row) if column.link else "",
        "number": column.number,
        "badge": column.badge(row) if column.badge else "",
    }
