"""Addresses without end: told by the form of the address and by how often that form was already met."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable

from zhengping.crawl.addresses import MAX_LENGTH, path_of

_DIGITS = re.compile(r"\d+")
# fmt: off
_PRESENTATION = frozenset({
    "sort", "sortby", "sortfield", "sortorder", "order", "orderby", "orderfield", "desc", "asc", "print",
    "printable", "font", "fontsize", "size", "lang", "language", "locale", "style", "theme", "skin", "view",
    "viewtype", "layout", "mode", "format", "display", "color", "contrast",
})
_SEARCH = frozenset({
    "q", "wd", "kw", "word", "words", "keyword", "keywords", "key", "searchword", "searchkey", "searchtext",
    "searchkeywords", "query", "qt", "search", "title_like",
})
# fmt: on
_CALENDAR = re.compile(
    r"[&?/_\-](?:calendar|rili|month|week|day|date|curdate|seldate)[=/_\-]\d{1,4}(?:[/\-]?\d{1,2}){0,2}/?(?:[&?]|\Z)",
    re.I,
)

MAX_SHAPES_PER_PATH = 30
MAX_SEARCHES_PER_PATH = 20
MAX_CALENDAR_PER_SHAPE = 120
MAX_COMBINATIONS = {2: 3000, 3: 600}
"""By number of parameters, how many addresses of one path and one set of parameter names; 4 and more: 200."""
MAX_CHAIN = 2000
"""Pages reached one from the next that differ only in numbers: no list of a site goes on longer."""
MAX_REPEATS = 5
"""Pages of such a chain that repeat an earlier one (digits apart) before the chain is closed."""


def shape(address: str) -> str:
    """An address with its numbers taken out: pages of one list or one template share it."""
    return _DIGITS.sub("#", address)


def malformed(address: str) -> str:
    """Why the form of a canonical address alone rules it out ("too-long", "repeated-path"), or ""."""
    if len(address) > MAX_LENGTH:
        return "too-long"
    if address.count("/") < 9:
        return ""
    segments = [s for s in path_of(address).split("/")[1:] if s]
    if len(segments) > 25:
        return "repeated-path"
    words = [s for s in segments if not s.isdigit()]
    if any(words.count(s) >= 4 for s in set(words)):
        return "repeated-path"
    for length in range(1, len(segments) // 3 + 1):
        for start in range(len(segments) - 3 * length + 1):
            run = segments[start : start + length]
            if (
                not all(s.isdigit() for s in run)
                and run == segments[start + length : start + 2 * length]
                and run == segments[start + 2 * length : start + 3 * length]
            ):
                return "repeated-path"
    return ""


class Traps:
    """Counts what was admitted by path and form; `admit` once for each new address, `closed` before each fetch."""

    def __init__(self) -> None:
        self._shapes: dict[str, set[str]] = {}
        self._counts: dict[str, int] = {}
        self._bodies: dict[str, set[int]] = {}
        self._repeats: dict[str, int] = {}
        self._rules: list[Callable[[str, list[str]], str]] = [self._presentation, self._search, self._combinations]

    def admit(self, address: str) -> str:
        """Why a new canonical address is one too many of its kind, or "" where it may be fetched."""
        reason = malformed(address)
        if reason:
            return reason
        path, question, query = address.partition("?")
        if _CALENDAR.search(address) and self._count(f"calendar {shape(address)}") > MAX_CALENDAR_PER_SHAPE:
            return "calendar"
        if not question:
            return ""
        parameters = query.split("&")
        for rule in self._rules:
            reason = rule(path, parameters)
            if reason:
                return reason
        return ""

    def _count(self, key: str) -> int:
        count = self._counts[key] = self._counts.get(key, 0) + 1
        return count

    def _presentation(self, path: str, parameters: list[str]) -> str:
        """One presentation of a page will do: sorted, printable, larger copies are the same page again."""
        rest = [p for p in parameters if p.partition("=")[0].lower() not in _PRESENTATION]
        if len(rest) == len(parameters):
            return ""
        return "presentation" if self._count(f"presentation {path}?{'&'.join(rest)}") > 1 else ""

    def _search(self, path: str, parameters: list[str]) -> str:
        """Results of the site's own search are made anew for every word; a few show that it works."""
        if not any(p.partition("=")[0].lower() in _SEARCH for p in parameters):
            return ""
        return "search" if self._count(f"search {path}") > MAX_SEARCHES_PER_PATH else ""

    def _combinations(self, path: str, parameters: list[str]) -> str:
        names = "&".join(sorted({p.partition("=")[0] for p in parameters}))
        shapes = self._shapes.setdefault(path, set())
        if names not in shapes:
            if len(shapes) >= MAX_SHAPES_PER_PATH:
                return "combinations"
            shapes.add(names)
        if len(parameters) < 2:
            return ""
        limit = MAX_COMBINATIONS.get(len(parameters), 200)
        return "combinations" if self._count(f"names {path}?{names}") > limit else ""

    def chain(self, address: str, found_on: str, chain: int) -> int:
        """The length of the chain that leads to `address`: one more than its finder's where both have one shape."""
        return chain + 1 if found_on and shape(address) == shape(found_on) else 0

    def observe(self, address: str, chain: int, body: bytes) -> None:
        """Notes the page of a chain that was fetched; a list beyond its end repeats itself, digits apart."""
        if chain == 0:
            return
        kind = shape(address)
        print_ = zlib.crc32(body.translate(None, b"0123456789"))
        seen = self._bodies.setdefault(kind, set())
        if print_ in seen:
            self._repeats[kind] = self._repeats.get(kind, 0) + 1
        elif len(seen) < MAX_CHAIN:
            seen.add(print_)

    def closed(self, address: str, chain: int) -> bool:
        """Whether the chain that leads to `address` has shown that it only repeats itself."""
        if chain == 0:
            return False
        return chain > MAX_CHAIN or self._repeats.get(shape(address), 0) >= MAX_REPEATS
