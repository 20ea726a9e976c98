"""What the crawl hands on: one entry an address asked for, and what a page reader must tell it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import msgspec


class Entry(msgspec.Struct):
    """One address of the crawl's index, as it ended.

    `outcome` is a value of `crawl.outcomes.Outcome`; `record` the WARC response record ("<urn:uuid:…>", empty
    where there was no answer); `final_url` after HTTP redirects; `kind` is "page" or "file"; `file_type` by
    content; `size` bytes of the body kept; `whole` false where only the head was fetched; `found_on` the first
    page that linked here; `depth` clicks from the home page; `sequence` the order in which it was finished;
    `total_size` what the server states for the whole body (-1 = not stated); `digest` sha1 of the body kept, in
    hexadecimal; `was_read` where the page reader was given the body; `error` the exception behind an outcome
    without an answer.
    """

    url: str
    outcome: str
    status: int = 0
    final_url: str = ""
    record: str = ""
    content_type: str = ""
    kind: str = "page"
    file_type: str = ""
    size: int = 0
    whole: bool = True
    openable: bool | None = None
    found_on: str = ""
    depth: int = 0
    sequence: int = 0
    fetched_at: str = ""
    attempts: int = 1
    headers: dict[str, str] = {}
    cookies: list[str] = []
    tls: dict[str, str] = {}
    total_size: int = -1
    digest: str = ""
    was_read: bool = False
    error: str = ""


class Target(msgspec.Struct, frozen=True, gc=False):
    """An address that a page leads to. `priority` 0 (soonest) to 9; `hint`: page, file, asset."""

    url: str
    priority: int = 5
    hint: str = "page"


class Further(msgspec.Struct, frozen=True):
    """With what a crawl goes on that had come to its end.

    `targets`: by the address of a page of the crawl, where it leads besides (a browser saw it); `again`: addresses that
    were asked for and refused, to be asked for once more.
    """

    targets: dict[str, list[Target]] = {}
    again: frozenset[str] = frozenset()


class ReadPage(Protocol):
    """What the crawl needs to know of a page that was read; `reading` supplies it, `crawl` never parses HTML."""

    @property
    def targets(self) -> list[Target]:
        """Where the page leads, as absolute addresses."""

    @property
    def redirect(self) -> str:
        """Target of a meta refresh or a simple script redirect; empty where there is none."""

    @property
    def soft_not_found(self) -> bool:
        """A page that says that there is nothing here, although it was answered with 200."""

    @property
    def challenge(self) -> bool:
        """An anti-robot or captcha page."""

    @property
    def keep(self) -> Any:
        """What to hand to the sink beside the entry (the page's facts)."""


PageReader = Callable[[str, bytes, str, str], ReadPage]
"""(final address, body bytes, Content-Type header, record id) -> what was read."""
