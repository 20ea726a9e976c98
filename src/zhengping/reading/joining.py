"""Links to absolute addresses in the crawl's canonical form; what was joined or brought into form is remembered."""

from __future__ import annotations

import re
from functools import lru_cache

from zhengping.crawl import addresses

_MOST_REMEMBERED = 20_000

canonical = lru_cache(maxsize=_MOST_REMEMBERED)(addresses.canonical)
"""`crawl.addresses.canonical`, remembered: the pages of a site lead to the same addresses over and over."""


@lru_cache(maxsize=256)
def _joins_of(directory: str) -> dict[str, str]:
    """What was joined in a directory before: a site's menus repeat the same references on every page of it."""
    return {}


_PLAIN = re.compile(r"/?[A-Za-z0-9_\-~!$'()*,/.]+(?:\?[A-Za-z0-9_\-~!$'()*,/:@.=&+%]+)?")
"""A reference that joins by mere writing one behind the other, once it holds no dot segment."""
_DOTS = re.compile(r"(?:^|/)\.{1,2}(?:/|\?|$)|^/|//|^\?")
_ROOTED = re.compile(r"https?://|/(?:[^/]|/\w)")
_MOST_CHARACTERS = 1_000


@lru_cache(maxsize=256)
def _origin_of(directory: str) -> str:
    """The origin of a plain directory in canonical form ("http://host/a/b"), which a reference can be written behind;
    empty where it is not so plain."""
    below = f"{directory}/"
    if canonical(below) != below or "//" in below.partition("://")[2]:
        return ""
    return "/".join(directory.split("/", 3)[:3])


@lru_cache(maxsize=_MOST_REMEMBERED)
def _shape_of(text: str) -> tuple[int, str] | None:
    """(how many directories upward, -1 for the host's root; what is written behind) of a plain reference; else None."""
    if _PLAIN.fullmatch(text) is None:
        return None
    steps = 0
    if text[0] == "/":
        steps, text = -1, text[1:]
    elif text[:2] == "./":
        text = text[2:]
    else:
        while text[:3] == "../":
            steps, text = steps + 1, text[3:]
    return None if len(text) > _MOST_CHARACTERS or _DOTS.search(text) else (steps, text)


class Joiner:
    """Joins the links of one page. `base`: the page's absolute address, or its <base href>."""

    __slots__ = ("_base", "_directory", "_origin", "known", "rooted")

    def __init__(self, base: str) -> None:
        self._base = base
        path = base.partition("#")[0].partition("?")[0]
        self._directory = path.rpartition("/")[0] if path.count("/") > 2 else path
        self.known = _joins_of(self._directory)
        """What was joined in this directory before; to be read only."""
        self._origin = _origin_of(self._directory)
        self.rooted = _joins_of(f"{self._origin} ") if self._origin else self.known
        """What was joined anywhere on this host and is the same in all its directories ("/a", "http://…")."""

    def join(self, href: str) -> str:
        """The canonical http(s) address of a link, without its fragment; empty where it leads to no page."""
        known = self.known.get(href)
        if known is None:
            known = self.rooted.get(href)
        if known is None:
            text = href.strip()
            if not text or text[0] == "#":
                return ""
            known = self._plainly(text)
            if not known:
                joined = (self._upward(text) if text[:3] == "../" else "") or addresses.join(self._base, text)
                known = canonical(joined) if joined else ""
                if text[0] == "?":
                    return known
            memory = self.rooted if _ROOTED.match(href) else self.known
            if len(memory) >= _MOST_REMEMBERED:
                memory.clear()
            memory[href] = known
        return known

    def _plainly(self, text: str) -> str:
        """The address of "/a/b.html", "./b.html", "../../a/b.html", which most links of these sites are; empty where
        it is not so plain, or where the page's own address is not."""
        shape = _shape_of(text) if self._origin else None
        if shape is None:
            return ""
        steps, rest = shape
        directory = self._directory
        if steps < 0:
            directory = self._origin
        else:
            for _ in range(steps):
                if len(directory) > len(self._origin):
                    directory = directory.rpartition("/")[0]
        return canonical(f"{directory}/{rest}") if "?" in rest else f"{directory}/{rest}"

    def _upward(self, text: str) -> str:
        """The plain join of "../../a/b", whatever characters it holds; empty where it is not so plain."""
        directory = self._directory
        while text[:3] == "../":
            text = text[3:]
            if directory.count("/") > 2:
                directory = directory.rpartition("/")[0]
        return "" if "./" in text or "//" in text or ":" in text or "\\" in text else f"{directory}/{text}"
