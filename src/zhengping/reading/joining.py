"""Relative addresses to absolute ones, fast: a page's directory is split once and every join is remembered."""

from __future__ import annotations

import re
from functools import lru_cache

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
_ORIGIN = re.compile(r"(https?:)//([^/?#]*)([^?#]*)(\?[^#]*)?", re.I)
_MISTYPED = re.compile(r"(https?):/*(?=[^/])", re.I)
_MOST_REMEMBERED = 20_000


class Joiner:
    """Joins the links of pages of one directory. `base`: the page's absolute address or its <base href>."""

    __slots__ = ("_directory", "_joined", "_origin", "_page", "_scheme")

    def __init__(self, base: str) -> None:
        match = _ORIGIN.match(base)
        scheme, host, path = match.group(1, 2, 3) if match else ("", "", base)
        self._scheme = scheme.lower()
        self._origin = f"{self._scheme}//{host}" if match else ""
        self._page = self._origin + (path or "/")
        self._directory = path.rpartition("/")[0] + "/"
        self._joined: dict[str, str] = {}

    def join(self, href: str) -> str:
        """The absolute http(s) address of a link without its fragment; empty where it leads to no page."""
        known = self._joined.get(href)
        if known is None:
            if len(self._joined) >= _MOST_REMEMBERED:
                self._joined.clear()
            known = self._joined[href] = self._absolute(href)
        return known

    def _absolute(self, href: str) -> str:
        address = "".join(href.split()) if "\n" in href or "\t" in href else href.strip()
        address = address.partition("#")[0].replace("\\", "/")
        if not address:
            return ""
        scheme = _SCHEME.match(address)
        if scheme:
            if scheme.group(1).lower() not in ("http", "https"):
                return ""
            mistyped = _MISTYPED.match(address)
            return f"{mistyped.group(1).lower()}://{address[mistyped.end():]}".replace(" ", "%20") if mistyped else ""
        address = address.replace(" ", "%20")
        if address.startswith("//"):
            return (self._scheme or "http:") + address if len(address) > 2 else ""
        if address[0] == "?":
            return self._page + address
        if address[0] != "/":
            address = self._directory + address
        if "./" in address or address.endswith(("/.", "/..")):
            path, mark, query = address.partition("?")
            address = _without_dots(path) + mark + query
        return self._origin + address


def _without_dots(path: str) -> str:
    """The path with `.` and `..` resolved; steps above the root stay at the root, as browsers do."""
    kept: list[str] = []
    parts = path.split("/")
    for part in parts[1:]:
        if part == "..":
            if kept:
                kept.pop()
        elif part != ".":
            kept.append(part)
    if parts[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


@lru_cache(maxsize=512)
def _directory_joiner(directory: str) -> Joiner:
    return Joiner(directory)


def join(base: str, href: str) -> str:
    """The absolute address of `href` on a page at `base`; joins are remembered for each directory."""
    if href.startswith("?"):
        return Joiner(base).join(href)
    path = base.partition("?")[0].partition("#")[0]
    return _directory_joiner(path.rpartition("/")[0] + "/" if path.count("/") > 2 else path + "/").join(href)


def host_of(url: str) -> str:
    """The host of an absolute address, lower case, without port and leading www."""
    match = _ORIGIN.match(url)
    if not match:
        return ""
    host = match.group(2).rpartition("@")[2].lower().partition(":")[0]
    return host[4:] if host.startswith("www.") else host
