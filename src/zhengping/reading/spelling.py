"""One spelling of each address: links of a site that mixes http and https, or www. and none, as they were crawled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from zhengping.crawl.model import Entry
from zhengping.reading.facts import Page

_WITH_ADDRESS = ("links", "menus", "rows", "crumbs", "attachments", "letters")
"""Facts whose address leads to a page or file; how forms and pictures are asked for is a finding of its own."""


def in_one_spelling(pages: Iterable[Page], entries: Sequence[Entry]) -> list[Page]:
    """The pages, with addresses that differ from a crawled one only by scheme or "www." spelled as it was crawled.

    Checks compare addresses: a document and its interpretation that link each other with another scheme each way are
    linked all the same. Pages that need no change are handed on as they are.
    """
    pages = list(pages)
    crawled = {entry.url for entry in entries} | {page.url for page in pages}
    by_form: dict[str, str] = {}
    for url in sorted(crawled):
        by_form.setdefault(_form(url), url)
    addresses = {link.url for page in pages for link in page.links} - crawled
    hosts = {form.partition("/")[0] for form in by_form}
    spelled: dict[str, str] = {}
    for url in addresses:
        form = _form(url)
        if form.partition("/")[0] not in hosts:
            continue
        form, mark, part = form.partition("#")
        known = by_form.get(form)
        if known is not None and known + mark + part != url:
            spelled[url] = known + mark + part
    if not spelled:
        return pages
    return [_spelled(page, spelled) if any(link.url in spelled for link in page.links) else page for page in pages]


def _form(url: str) -> str:
    rest = url.partition("://")[2]
    return rest[4:] if rest.startswith("www.") else rest


def _spelled(page: Page, spelled: Mapping[str, str]) -> Page:
    def one(fact: Any) -> Any:
        return msgspec.structs.replace(fact, url=spelled[fact.url]) if fact.url in spelled else fact

    changed = {name: tuple([one(fact) for fact in getattr(page, name)]) for name in _WITH_ADDRESS}
    return msgspec.structs.replace(page, **changed)
