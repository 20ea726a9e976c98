"""Links to absolute addresses in the crawl's canonical form; every join of a directory is remembered."""

from __future__ import annotations

from functools import lru_cache

from zhengping.crawl import addresses

_MOST_REMEMBERED = 20_000


@lru_cache(maxsize=128)
def _joins_of(directory: str) -> dict[str, str]:
    """What was joined in a directory before: a site's menus repeat the same references on every page of it."""
    return {}


class Joiner:
    """Joins the links of one page. `base`: the page's absolute address, or its <base href>."""

    __slots__ = ("_base", "_known")

    def __init__(self, base: str) -> None:
        self._base = base
        path = base.partition("#")[0].partition("?")[0]
        self._known = _joins_of(path.rpartition("/")[0])

    def join(self, href: str) -> str:
        """The canonical http(s) address of a link, without its fragment; empty where it leads to no page."""
        known = self._known.get(href)
        if known is None:
            text = href.strip()
            if not text or text[0] == "#":
                return ""
            joined = addresses.join(self._base, text)
            known = addresses.canonical(joined) if joined else ""
            if text[0] == "?":
                return known
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            self._known[href] = known
        return known
