"""From an exchange to an index entry."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import NamedTuple

from zhengping.crawl.attachments import inspect, suffix_of
from zhengping.crawl.exchange import Exchange
from zhengping.crawl.frontier import Row
from zhengping.crawl.model import Entry
from zhengping.crawl.outcomes import Outcome

_ALWAYS_KEPT = ("last-modified", "content-disposition", "location")
_KEPT_OF_HOME = (
    *_ALWAYS_KEPT,
    "server",
    "x-powered-by",
    "x-aspnet-version",
    "x-aspnetmvc-version",
    "x-generator",
    "via",
    "strict-transport-security",
    "content-security-policy",
    "x-frame-options",
    "x-content-type-options",
    "x-xss-protection",
    "referrer-policy",
    "permissions-policy",
    "access-control-allow-origin",
    "cache-control",
    "content-language",
    "content-encoding",
    "retry-after",
)
"""Headers that tell how a site is kept; they are the same on every page, so they are noted for the home page only."""


class Visit(NamedTuple):
    """One row with the exchange that it led to."""

    row: Row
    exchange: Exchange
    attempts: int


def make_entry(visit: Visit, outcome: Outcome, final_url: str = "") -> Entry:
    """The index entry of a visit, but for its sequence number."""
    row, exchange, attempts = visit
    entry = Entry(
        url=row.url,
        outcome=outcome.value,
        status=exchange.status,
        final_url=final_url or row.url,
        record=exchange.record if exchange.status else "",
        content_type=exchange.content_type,
        size=len(exchange.body),
        total_size=exchange.total,
        whole=not exchange.cut and exchange.status != 206,
        found_on=row.found_on,
        depth=row.depth,
        fetched_at=exchange.fetched_at,
        attempts=attempts,
        headers=_kept_headers(exchange.headers, home=row.depth == 0),
        cookies=exchange.cookies,
        tls=exchange.tls,
        digest=hashlib.sha1(exchange.body, usedforsecurity=False).hexdigest() if exchange.body else "",
        error=exchange.error,
    )
    if exchange.status == 206 and 0 <= exchange.total <= len(exchange.body):
        entry.whole = True
    return entry


def _kept_headers(headers: Mapping[str, str], home: bool) -> dict[str, str]:
    return {name: headers[name] for name in (_KEPT_OF_HOME if home else _ALWAYS_KEPT) if name in headers}


def describe_file(entry: Entry, body: bytes) -> None:
    """Fills in what an entry's body is where it is no page."""
    entry.kind = "file"
    if entry.outcome not in (Outcome.OK, Outcome.TOO_LARGE):
        return
    entry.file_type, entry.openable = inspect(body, entry.whole, suffix_of(entry.url), entry.content_type)
