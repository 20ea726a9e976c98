"""A file fetched as a visitor's click would fetch it, bounded, through the gate; and what it is by its content."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass

import aiohttp

from zhengping.checks.context import Context
from zhengping.crawl.attachments import suffix_of
from zhengping.probes.session import Session
from zhengping.reading.files.model import FileReading
from zhengping.reading.files.opener import FileOpener
from zhengping.reading.probed.functions import Fetched

MOST_BYTES = 8 * 1024 * 1024
_REFUSALS = frozenset({401, 403, 405, 412, 418, 429})
_TABULAR = frozenset({"csv", "json", "xml", "txt"})
_SHORTEST_TABLE = 20
"""Bytes of a table in plain text; less is a message."""
_LONGEST_MESSAGE = 400
_PASSWORD = re.compile(r"type\s*=\s*[\"']?password", re.I)


@dataclass(frozen=True)
class Download:
    """What an address brought. `what` as in the records; `kind` by content; `names` of an archive's entries."""

    what: Fetched
    kind: str = ""
    size: int = 0
    names: tuple[str, ...] = ()
    sheets: int = 0
    record: str = ""
    why: str = ""

    @property
    def several(self) -> bool:
        """Whether one file holds several: an archive with two entries or a workbook with two sheets."""
        return len(self.names) > 1 or (self.kind in ("xlsx", "xls") and self.sheets > 1)


async def fetch(session: Session, context: Context, opener: FileOpener, url: str, referer: str = "") -> Download:
    """Fetches an address with GET; a missing file or a server's error is asked for once more.

    Raises BudgetSpent where no page load is left. Never raises for what the site does.
    """
    for last in (False, True):
        session.spend_load()
        if not await session.allowed(url):
            return Download("refused", why="robots.txt 不允许访问")
        found = await _fetch_once(session, context, opener, url, referer)
        if last or found.what not in ("missing", "failed"):
            return found
    return found


async def _fetch_once(session: Session, context: Context, opener: FileOpener, url: str, referer: str) -> Download:
    headers = {"User-Agent": session.options.user_agent, **({"Referer": referer} if referer else {})}
    timeout = aiohttp.ClientTimeout(total=max(20.0, session.options.page_seconds * 2))
    body = bytearray()
    try:
        async with (
            session.paced(url),
            aiohttp.ClientSession(timeout=timeout, headers=headers) as client,
            client.get(url, proxy=session.gate.address, ssl=False, max_redirects=5) as answer,
        ):
            async for part in answer.content.iter_chunked(65536):
                body += part
                if len(body) > MOST_BYTES:
                    break
            status, final = answer.status, str(answer.url)
            sent = {name: value for name, value in answer.headers.items()}
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
        return Download("failed", why=f"没有取到（{type(error).__name__}）")
    whole = len(body) <= MOST_BYTES
    request = f"GET {url} HTTP/1.1\r\nUser-Agent: {session.options.user_agent}\r\n\r\n".encode()
    record = session.recorder.exchange(url, request, status, "", sent, bytes(body), page=False) if whole else ""
    if status in _REFUSALS:
        return Download("login" if status == 401 else "refused", size=len(body), record=record, why=f"HTTP {status}")
    if status >= 400:
        return Download("missing", size=len(body), record=record, why=f"HTTP {status}")
    return await opened(context, opener, bytes(body), suffix_of(url), whole, final, record)


async def opened(
    context: Context,
    opener: FileOpener,
    body: bytes,
    suffix: str,
    whole: bool = True,
    final: str = "",
    record: str = "",
) -> Download:
    """What a body is: a file that opens, a page in disguise, nothing. A file too big for us is no fault."""
    reading = await asyncio.to_thread(opener.open, body, suffix, whole)
    what = _what(context, body, suffix, reading, final)
    return Download(what, reading.kind, len(body), reading.names, reading.pages, record)


def _what(context: Context, body: bytes, suffix: str, reading: FileReading, final: str) -> Fetched:
    text = body[:20000].decode("utf-8", "replace")
    if reading.kind == "empty":
        return "empty"
    if "login" in final.rpartition("//")[2].lower() and reading.kind == "html":
        return "login"
    if reading.kind in ("json", "text") and any(word in text for word in context.words("", "must_log_in")):
        return "login"
    if reading.kind == "html" and _PASSWORD.search(text):
        return "login"
    if reading.kind == "html":
        return "page"
    if reading.unread in ("part", "limit", "failed"):
        return "failed"
    if reading.kind in ("text", "json") and suffix in _TABULAR and len(body) <= _LONGEST_MESSAGE:
        return "file" if _is_table(text, reading.kind) else "broken"
    return "file" if reading.opened else "broken"


def _is_table(text: str, kind: str) -> bool:
    if kind == "json":
        return "[" in text
    lines = [line for line in text.splitlines() if line.strip()]
    return len(text) >= _SHORTEST_TABLE and len(lines) > 1
