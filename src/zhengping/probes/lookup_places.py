"""Where the query forms of a site are looked for: the columns that they belong in, and the entrances to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from zhengping.checks.context import Context
from zhengping.checks.disclosure import catalogue_columns
from zhengping.checks.entries import LONGEST_LABEL, own_links
from zhengping.checks.open_data import open_data_places
from zhengping.checks.service_functions import case_query_entrances
from zhengping.checks.services import service_columns
from zhengping.checks.statistics import data_columns
from zhengping.checks.tools import core_columns, has_any
from zhengping.reading.facts import Form, Page
from zhengping.reading.site import Column

PURPOSES = ("1.1.3-2", "1.3.1-4", "1.1.8-4", "1.1.9-2", "3.1.4-1")
"""The points whose value rests on a query, in the order in which they are tried."""
_MOST_COLUMNS = 3
"""First pages of columns that are opened where no form is known from their HTML."""
_MOST_FORMS = 3


@dataclass(frozen=True)
class Place:
    """A page on which a query form may stand. `known`: its HTML holds one; `names`: those of its fields and how often
    the page's HTML has each; `column` it belongs to, if any; `entrance`: the words of the link that led here."""

    url: str
    known: bool = False
    column: Column | None = None
    entrance: str = ""
    names: tuple[tuple[str, int], ...] = ()


def lookup_columns(context: Context, purpose: str) -> list[Column]:
    """The columns in which the query of a point belongs."""
    if purpose == "1.1.3-2":
        return core_columns(context, "1.1.3")
    if purpose == "1.3.1-4":
        return catalogue_columns(context)
    if purpose == "1.1.8-4":
        return data_columns(context)
    if purpose == "1.1.9-2":
        return open_data_places(context)[0]
    return context.site.columns_for("3.1.4")


def lookup_places(context: Context, purpose: str) -> list[Place]:
    """Pages to open, the surest first: forms in the HTML, entrances by their words, the columns' first pages."""
    columns = lookup_columns(context, purpose)
    everywhere = site_wide(context)
    known, first, led = [], [], []
    for column in columns:
        for page in column.pages:
            forms = [f for f in page.forms if _serves(f.purpose, purpose) and _names(f) not in everywhere]
            if forms:
                known.append(Place(page.url, True, column, names=_field_names(page, forms)))
        if column.pages or column.url.startswith("http"):
            first.append(Place(column.pages[0].url if column.pages else column.url, False, column))
        for page in column.pages[:1]:
            led += _entrances(context, page, column)
    if purpose == "3.1.4-1":
        known += _case_forms(context)
        led += [Place(each.url, False, None, each.label) for each in case_query_entrances(context)]
    if purpose == "1.1.9-2":
        led += [Place(each.url, False, None, each.label) for each in open_data_places(context)[1]]
    chosen: dict[str, Place] = {}
    for place in (*known[:_MOST_FORMS], *led[:_MOST_FORMS], *first[:_MOST_COLUMNS]):
        if place.url.startswith("http"):
            chosen.setdefault(place.url.partition("#")[0], place)
    return list(chosen.values())


def _case_forms(context: Context) -> list[Place]:
    places = []
    for column in service_columns(context):
        for page in column.pages:
            if forms := [form for form in page.forms if form.purpose == "case-query"]:
                places.append(Place(page.url, True, column, names=_field_names(page, forms)))
    return places


def _field_names(page: Page, forms: Iterable[Form]) -> tuple[tuple[str, int], ...]:
    counts = Counter(field.name for form in page.forms for field in form.fields)
    kinds = ("submit", "hidden")
    names = {field.name for form in forms for field in form.fields if field.kind not in kinds} - {""}
    return tuple((name, counts[name]) for name in sorted(names))


def _serves(form: str, purpose: str) -> bool:
    if purpose == "3.1.4-1":
        return form == "case-query"
    return form in ("search", "data-query", "other")


def _entrances(context: Context, page: Page, column: Column) -> list[Place]:
    wanted, unwanted = context.words("", "query_entrances"), context.words("3.1.4", "no_entrance")
    return [
        Place(link.url, False, column, link.label)
        for link in own_links(context, page)
        if len(link.label) <= LONGEST_LABEL and has_any(link.label, wanted) and not has_any(link.label, unwanted)
    ]


def site_wide(context: Context) -> set[tuple[str, ...]]:
    """The forms that stand on the home page or on many pages: the site's own search, whatever it is called."""
    memory = context.site.memory
    if "site_wide_forms" not in memory:
        pages = context.site.pages.values()
        counts = Counter(names for page in pages for names in {_names(form) for form in page.forms})
        found = {names for names, count in counts.items() if count >= 5 and count * 3 >= len(pages)}
        others = context.site.other_pages.values()
        platform = Counter(names for page in others for names in {_names(form) for form in page.forms})
        found |= {names for names, count in platform.items() if count > 2 and 2 * count > len(others)}
        if context.site.home is not None:
            found |= {_names(form) for form in context.site.home.forms}
        memory["site_wide_forms"] = found
    forms: set[tuple[str, ...]] = memory["site_wide_forms"]
    return forms


def _names(form: Form) -> tuple[str, ...]:
    where = urlsplit(form.action)
    return form_names(where.netloc + where.path, (f.name for f in form.fields if f.kind not in ("submit", "hidden")))


def form_names(where: str, names: Iterable[str]) -> tuple[str, ...]:
    """What makes forms on several pages the same: where they lead and what their fields are called."""
    return (where, *sorted(name for name in names if name))


def elsewhere(context: Context, url: str) -> bool:
    """Whether an address is on another host than the site."""
    return urlsplit(url).hostname != urlsplit(context.site.url).hostname
