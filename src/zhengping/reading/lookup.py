"""Which page stands behind an address: redirects, index files and the two schemes taken together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from zhengping.crawl.model import Entry
from zhengping.reading.facts import Page

_INDEX = re.compile(r"/(?:index|default|home)\.(?:s?html?|jsp|aspx?|php|do)$", re.I)
_PAGE_QUERY = re.compile(r"(?i)[?&](?:page|pageno|pageindex|pagenum|currpage|curpage|pagenow|pn|p)=\d+")
_PAGE_PARAMETER = re.compile(
    r"(?i)(?:page|pageno|pageindex|pagenum|currpage|curpage|pagenow|pn|p|total|totalpages?|pagecount|count|totalcount)=\d*$"
)
_PAGE_TAIL = re.compile(r"^(.*[^/\d])?(?:[_-])(\d{1,4})(\.\w{2,6})$")


def short_key(url: str) -> str:
    """The address without scheme, fragment and index file: two spellings of one page have one key."""
    bare = url.partition("#")[0]
    _, mark, rest = bare.partition("://")
    if not mark:
        rest = bare
    if "?" not in rest:
        rest = _INDEX.sub("/", rest)
        if "/" not in rest:
            rest += "/"
    return rest


def host_of(url: str) -> str:
    """Host and port of an address, lower case."""
    return url.partition("://")[2].partition("/")[0].partition("?")[0].lower()


def folder_of(key: str) -> str:
    """The folder of a key, with its last slash; the key itself where it is a folder."""
    return key[: key.rfind("/") + 1]


def site_key(host: str) -> str:
    """A host for comparison: without www."""
    return host[4:] if host.startswith("www.") else host


class Lookup:
    """Pages and outcomes by address.

    `pages`: by their final address; `entries`: the crawl's index; `start_url` names the site's own host.
    """

    def __init__(self, start_url: str, pages: Iterable[Page], entries: Sequence[Entry]) -> None:
        self.start_url = start_url
        self.own_hosts = {site_key(host_of(start_url))}
        self.entries = entries
        self._keys: dict[str, str] = {}
        self.by_key: dict[str, Page] = {}
        for page in pages:
            self.by_key.setdefault(self.key(page.url), page)
        self.entry_by_key: dict[str, Entry] = {}
        self._moved: dict[str, str] = {}
        for entry in entries:
            key = self.key(entry.url)
            known = self.entry_by_key.get(key)
            if known is None or (known.outcome not in ("ok", "redirected") and entry.outcome in ("ok", "redirected")):
                self.entry_by_key[key] = entry
            if entry.final_url:
                final = self.key(entry.final_url)
                if final != key and key not in self.by_key:
                    self._moved[key] = final
        for key, page in self.by_key.items():
            if page.redirect:
                target = self.key(page.redirect)
                if target != key:
                    self._moved.setdefault(key, target)
        # The crawl fetches pages of the site's own hosts only (its host, where that redirects to, declared siblings).
        self.own_hosts.update(site_key(key.partition("/")[0]) for key in self.by_key)

    def key(self, url: str) -> str:
        """`short_key`, remembered."""
        known = self._keys.get(url)
        if known is None:
            known = self._keys[url] = short_key(url)
        return known

    def resolve(self, key: str) -> str:
        """The key after redirects, at most eight of them."""
        for _ in range(8):
            moved = self._moved.get(key)
            if moved is None or moved == key:
                return key
            key = moved
        return key

    def lead_on(self, url: str, page: Page) -> None:
        """Takes `page` for what stands behind an address that shows nothing itself, and behind its own."""
        key = self.key(page.url)
        self.by_key[key] = page
        if (own := self.key_of(url)) != key:
            self._moved[own] = key

    def key_of(self, url: str) -> str:
        """The key of an address after redirects."""
        return self.resolve(self.key(url))

    def page(self, url: str) -> Page | None:
        """The page behind an address; None where none was read."""
        return self.by_key.get(self.key_of(url))

    def outcome(self, key: str) -> str:
        """The crawl's outcome of a key ("" = never asked for)."""
        entry = self.entry_by_key.get(key)
        if entry is not None and entry.outcome != "redirected":
            return entry.outcome
        final = self.entry_by_key.get(self.resolve(key))
        if final is not None:
            return final.outcome
        return entry.outcome if entry is not None else ""

    def is_own_host(self, url: str) -> bool:
        """Whether the address is on the site's own host (www or not, either scheme)."""
        return site_key(host_of(url)) in self.own_hosts


def first_pages(key: str) -> list[str]:
    """Keys that the list's first page can have, as the address of a further page alone tells; the likelier first."""
    if "?" in key:
        bare = _PAGE_QUERY.sub("", key)
        if bare == key:
            return []
        if "?" not in bare and "&" in bare:
            bare = bare.replace("&", "?", 1)
        return [short_key(bare), short_key(key.partition("?")[0])]
    match = _PAGE_TAIL.match(key)
    return [short_key(f"{match.group(1)}{match.group(3)}")] if match and match.group(1) else []


def list_key(key: str) -> str:
    """The key of a list whose pages differ in their query: without page number and totals, parameters in order."""
    path, _, query = key.partition("?")
    kept = sorted(part for part in query.split("&") if part and not _PAGE_PARAMETER.match(part))
    return f"{path}?{'&'.join(kept)}"


def page_number(page: Page) -> int:
    """The number of a list's page: as its paging says, else as its address says, else 1.

    Only the order counts: some platforms call the second page 1 in its address, some 2.
    """
    if page.paging is not None and page.paging.current > 1:
        return page.paging.current
    if match := _PAGE_QUERY.search(page.url):
        return int(match.group(0).rpartition("=")[2])
    match = _PAGE_TAIL.match(short_key(page.url))
    return int(match.group(2)) + 1 if match and match.group(1) else 1


def path_of(url: str) -> str:
    """The path of an address, for words in addresses."""
    return urlsplit(url).path.lower()
