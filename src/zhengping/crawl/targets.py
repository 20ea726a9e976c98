"""Where a page leads: each target once, in the form under which it is fetched, and out of the traps."""

from __future__ import annotations

from collections.abc import Iterable

from zhengping.crawl import addresses
from zhengping.crawl.attachments import FILE_SUFFIXES, FURNITURE_SUFFIXES, IMAGE_SUFFIXES, suffix_of
from zhengping.crawl.frontier import Frontier, Queue, Row
from zhengping.crawl.model import Target
from zhengping.crawl.scope import Scope
from zhengping.crawl.summary import CrawlSummary
from zhengping.crawl.traps import Traps

_MAX_SEEN = 500_000
_MAX_EXAMPLES = 5
_MAX_HOSTS = 2000
_CHAIN_STEP = 50
"""After so many pages of one chain the next ones wait behind what else is as important."""


class Targets:
    """Takes the targets of pages into the frontier."""

    def __init__(self, frontier: Frontier, scope: Scope, traps: Traps, summary: CrawlSummary) -> None:
        self._frontier = frontier
        self._scope = scope
        self._traps = traps
        self._summary = summary
        self._seen: dict[int, int] = {}

    def restore(self, urls: Iterable[str]) -> None:
        """Counts the addresses of an earlier run, so that traps stay told."""
        for url in urls:
            self._traps.admit(url)

    def add(self, row: Row, targets: Iterable[Target]) -> None:
        """Adds the targets found on `row`'s page that are the site's own and new, or newly important."""
        seen = self._seen
        if len(seen) > _MAX_SEEN:
            seen.clear()
        for target in targets:
            fingerprint = hash(target.url)
            if seen.get(fingerprint, 99) <= target.priority:
                continue
            seen[fingerprint] = target.priority
            self._add(row, target)

    def _add(self, row: Row, target: Target) -> None:
        address = addresses.canonical(target.url)
        if not address:
            self.skip("bad-address", target.url)
            return
        placed = self._scope.place(address)
        if not placed:
            host = addresses.host_of(address)
            counts = self._summary.off_scope
            if host in counts or len(counts) < _MAX_HOSTS:
                counts[host] = counts.get(host, 0) + 1
            return
        queue = queue_of(placed, target.hint)
        if queue is None:
            return
        chain = 0
        priority = target.priority
        if not self._frontier.knows(placed):
            reason = self._traps.admit(placed)
            if reason:
                self.skip(reason, placed)
                return
            chain = self._traps.chain(placed, row.url, row.chain)
            priority = min(9, priority + chain // _CHAIN_STEP)
        self._frontier.add(placed, queue, priority, row.depth + 1, chain, row)

    def observe(self, row: Row, body: bytes) -> None:
        """Notes a page that was fetched, for telling lists that go on without end."""
        self._traps.observe(row.url, row.chain, body)

    def closes(self, row: Row) -> bool:
        """Whether a waiting address belongs to a list that only repeats itself; it is counted as left out."""
        if not self._traps.closed(row.url, row.chain):
            return False
        self.skip("endless", row.url)
        return True

    def skip(self, reason: str, address: str) -> None:
        """Counts an address that is left out, with an example or two."""
        counts = self._summary.skipped
        counts[reason] = counts.get(reason, 0) + 1
        examples = self._summary.skipped_examples.setdefault(reason, [])
        if len(examples) < _MAX_EXAMPLES:
            examples.append(address[:300])


def queue_of(address: str, hint: str) -> Queue | None:
    """The queue of an address, by its suffix first and the reader's hint second; None for scripts and styles."""
    suffix = suffix_of(address)
    if suffix in FURNITURE_SUFFIXES:
        return Queue.ASSET if hint == "asset" else None
    if suffix in IMAGE_SUFFIXES or hint == "asset":
        return Queue.ASSET
    if suffix in FILE_SUFFIXES or hint == "file":
        return Queue.FILE
    return Queue.PAGE
