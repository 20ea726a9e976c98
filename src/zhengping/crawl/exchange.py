"""What a request and its answer are to the rest of the crawl."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime
from functools import lru_cache

import msgspec

from zhengping.crawl.attachments import looks_like_html
from zhengping.crawl.bodies import Fault
from zhengping.crawl.outcomes import Outcome

_TEXT_TYPES = ("text/html", "application/xhtml")
_RANDOM = random.Random()  # seeded by the system's randomness; ids need be unique, not secret


class Exchange(msgspec.Struct):
    """A request and what came of it.

    `headers` have lower-case names, the last of equal names wins; `raw` is the body as received (transfer coding
    undone), `body` without its content encoding; `cut` says why `raw` is not whole ("", "length", "time",
    "disconnect"); `total` is the size that the server states for the whole body, -1 where it does not.
    """

    url: str
    outcome: Outcome
    record: str
    fetched_at: str
    status: int = 0
    reason: str = ""
    raw_headers: tuple[tuple[bytes, bytes], ...] = ()
    headers: dict[str, str] = {}
    request: bytes = b""
    raw: bytes = b""
    body: bytes = b""
    cut: str = ""
    fault: Fault = ""
    total: int = -1
    ip: str = ""
    cookies: list[str] = []
    tls: dict[str, str] = {}
    error: str = ""

    @property
    def content_type(self) -> str:
        """The Content-Type header as it was sent."""
        return self.headers.get("content-type", "")

    @property
    def is_html(self) -> bool:
        """Whether the answer is an HTML page, by its header or, where that says nothing, by its look."""
        return is_html(self.content_type, self.body)


def is_html(content_type: str, body: bytes) -> bool:
    """Whether a body is an HTML page: servers send pages as plain text or without a type, and files as pages."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind in _TEXT_TYPES:
        return not body.startswith((b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xd8\xff", b"Rar!"))
    if kind in ("", "text/plain", "text/xml", "application/xml", "application/octet-stream", "unknown/unknown"):
        return looks_like_html(body)
    return False


def now() -> str:
    """The time as WARC records and entries write it: UTC, to the second."""
    return _stamp(int(time.time()))


@lru_cache(maxsize=4)
def _stamp(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def record_id() -> str:
    """A new WARC record id: a random UUID (RFC 4122, version 4) as a URN."""
    digits = f"{_RANDOM.getrandbits(128):032x}"
    return f"<urn:uuid:{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}>"


def unasked(url: str, outcome: Outcome) -> Exchange:
    """Stands for a request that was not made."""
    return Exchange(url=url, outcome=outcome, record="", fetched_at=now())
