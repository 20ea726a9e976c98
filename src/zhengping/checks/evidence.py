"""Evidence of places, and names of columns for sentences."""

from __future__ import annotations

from collections.abc import Iterable

from zhengping.checks.finding import Evidence
from zhengping.checks.quoting import masked, quote
from zhengping.reading.facts import Page
from zhengping.reading.site import Article, Column, Item

Place = Page | Column | Article | Item | Evidence | str
"""Anything that a finding can point to; a string is an address."""


_EVIDENCE_LIMIT = 8


def see(place: Place, words_of_it: str = "") -> Evidence:
    """Evidence of a page, column, article, row or address, with a short masked quotation (default: its title)."""
    if isinstance(place, Evidence):
        return place
    if isinstance(place, str):
        return Evidence(place, quote(words_of_it))
    if isinstance(place, Page):
        return Evidence(place.url, quote(words_of_it or place.title_tag))
    if isinstance(place, Column):
        return Evidence(_address(place), quote(words_of_it or place.name))
    day = place.published if isinstance(place, Article) else place.day
    return Evidence(place.url, quote(words_of_it or (f"{day} " if day else "") + place.title))


def seen(*places: Place | None) -> tuple[Evidence, ...]:
    """Evidence of several places, each address once, at most eight; both pieces of a pair always stay."""
    found: dict[tuple[str, str, str], Evidence] = {}
    for place in places:
        if place is not None:
            evidence = see(place)
            if evidence.url:
                found.setdefault((evidence.url, evidence.pair, evidence.quote if evidence.pair else ""), evidence)
    return tuple(found.values())[:_EVIDENCE_LIMIT]


def _address(column: Column) -> str:
    """Where a column can be seen: its own address, else the page that shows its entrance, else the column above it."""
    above: Column | None = column
    while above is not None:
        if above.url or above.found_on:
            return above.url or above.found_on
        above = above.parent
    return ""


def naming(columns: Iterable[Column], limit: int = 6) -> str:
    """Names of columns for a sentence: “通知公告”“工作动态”等7个."""
    names = list(dict.fromkeys(column.name for column in columns))
    return "".join(f"“{masked(name)}”" for name in names[:limit]) + (f"等{len(names)}个" if len(names) > limit else "")
