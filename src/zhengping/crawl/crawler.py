"""The crawl: takes addresses from the frontier, fetches, archives, has pages read, and adds where they lead."""

from __future__ import annotations

import asyncio
import contextlib
import heapq
import itertools
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import msgspec

from zhengping.crawl import addresses
from zhengping.crawl.archive import Sink
from zhengping.crawl.exchange import now
from zhengping.crawl.fetching import Fetcher
from zhengping.crawl.frontier import Queue, Row
from zhengping.crawl.model import Entry, Further, PageReader
from zhengping.crawl.options import CrawlOptions
from zhengping.crawl.outcomes import RULES, TEMPORARY, Outcome
from zhengping.crawl.progress import Progress, ProgressState
from zhengping.crawl.resolver import PrivateAddress, check_literal
from zhengping.crawl.scope import Scope
from zhengping.crawl.store import Store
from zhengping.crawl.summary import CrawlSummary
from zhengping.crawl.targets import Targets
from zhengping.crawl.traps import Traps
from zhengping.crawl.unreachable import explain
from zhengping.crawl.visitor import Visitor
from zhengping.errors import AddressError, ArchiveError

_FAULTS_OF_ONE_PAGE = (500, 501)
"""Errors of the program behind some pages; the site itself answers."""
_PAGES_SHARE_OF_TIME = 0.9
"""Of a time budget, so that attachments are looked at too."""


def crawl(
    options: CrawlOptions, reader: PageReader, sink: Sink | None = None, progress: Progress | None = None
) -> CrawlSummary:
    """Crawls one site into `options.archive_dir` and says how complete that was.

    `sink` is given every entry, with what the reader keeps of it (None for what is no page), after the entry is
    safely in the archive. Ctrl-C and SIGTERM end the crawl cleanly. Raises AddressError for an address that is
    none or that is private, ArchiveError where the archive cannot be written; what was done before is kept.
    """
    return asyncio.run(Crawler(options, reader, sink, progress).run())


async def crawl_on(
    options: CrawlOptions,
    reader: PageReader,
    further: Further,
    sink: Sink | None = None,
    progress: Progress | None = None,
) -> CrawlSummary:
    """Goes on with the finished crawl in `options.archive_dir` where `further` leads, by the same rules and within
    what is left of its budgets; for a running event loop. Raises what `crawl` raises.
    """
    return await Crawler(replace(options, resume=True, overwrite=False), reader, sink, progress, further).run()


def check_start(options: CrawlOptions) -> str:
    """The canonical start address. Raises AddressError where it is none, or private and not allowed."""
    start = addresses.parse_start(options.start_url)
    if not start:
        raise AddressError(f"网址无效：{options.start_url!r}；请给出形如 https://www.example.gov.cn/ 的网址")
    try:
        check_literal(addresses.host_name(start), options.allow_private)
    except PrivateAddress as error:
        raise AddressError(f"{start} 是内网或本机地址；确需评估请加 --allow-private") from error
    return start


class Crawler:
    """One run of a crawl. Use `crawl`."""

    def __init__(
        self,
        options: CrawlOptions,
        reader: PageReader,
        sink: Sink | None,
        progress: Progress | None,
        further: Further | None = None,
    ) -> None:
        start = check_start(options)
        self._options = options
        self._further = further
        self._progress = progress
        self._store = Store(options, start, sink)
        self._store.counts = self._counts
        self._frontier = self._store.frontier
        self._summary = self._restore_summary(start)
        self._scope = Scope(self._summary.origin or start, options.siblings, options.path_prefix)
        self._targets = Targets(self._frontier, self._scope, Traps(), self._summary)
        self._fetcher = Fetcher(options)
        self._visitor = Visitor(
            options, reader, self._store, self._scope, self._targets, self._fetcher, self._summary,
            retry=self._retry, tell=self._count,
        )  # fmt: skip
        self._delayed: list[tuple[float, int, Row, int]] = []
        self._ticket = itertools.count()
        self._stop = asyncio.Event()
        self._wake = asyncio.Event()
        self._in_flight = {int(queue): 0 for queue in Queue}
        self._failures = 0
        self._blocked = 0
        self._started = time.monotonic()
        self._told = 0.0
        self._seconds_before = self._summary.seconds

    def _restore_summary(self, start: str) -> CrawlSummary:
        kept = self._frontier.get_meta("counts")
        if kept is None:
            return CrawlSummary(start_url=start)
        summary = msgspec.convert(kept, CrawlSummary)
        summary.stopped = ""
        summary.unreachable = ""
        return summary

    # --- the run -------------------------------------------------------------------------------------------

    async def run(self) -> CrawlSummary:
        """Crawls until nothing is left, a budget is spent or someone says stop."""
        try:
            self._seed()
            with self._signals():
                async with self._fetcher:
                    await self._work()
            self._conclude()
            self._told = 0.0
            self._show("")
            self._store.close(self._summary, now())
        except sqlite3.Error as error:
            self._store.abandon()
            raise ArchiveError(f"抓取索引读写失败（{error}），已写入的部分保留；请检查磁盘后续抓") from error
        except BaseException:
            self._store.abandon()
            raise
        finally:
            if self._progress is not None:
                self._progress.close()
        self._refuse_private()
        return self._summary

    def _seed(self) -> None:
        summary = self._summary
        if len(self._frontier):
            further = self._further
            again = self._frontier.reopen(TEMPORARY) if further is None else self._frontier.reopen_urls(further.again)
            for outcome in again:
                summary.outcomes[outcome] -= 1
            self._targets.restore(self._frontier.urls())
            for entry in self._frontier.entries():
                if self._visitor.start_entry is None or entry.url == summary.start_url:
                    self._visitor.start_entry = entry
        if not self._frontier.knows(summary.start_url):
            self._frontier.add(summary.start_url, Queue.PAGE, 0, 0, 0, None)
        if self._further is not None:
            for url, targets in self._further.targets.items():
                if (finder := self._frontier.row(url)) is not None:
                    self._targets.add(finder, targets)

    @contextlib.contextmanager
    def _signals(self) -> Iterator[None]:
        """Ctrl-C and SIGTERM stop the crawl cleanly; a second one is not held back."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        loop = asyncio.get_running_loop()

        def stop() -> None:
            self._summary.stopped = "interrupted"
            self._halt()
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.remove_signal_handler(number)

        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop)
        try:
            yield
        finally:
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.remove_signal_handler(number)

    def _halt(self) -> None:
        self._stop.set()
        self._wake.set()

    async def _work(self) -> None:
        count = self._options.connections * min(4, len(self._scope.hosts))
        workers = [asyncio.create_task(self._worker()) for _ in range(count)]
        stopped = asyncio.create_task(self._stop.wait())
        finished = asyncio.gather(*workers)
        ends: set[asyncio.Future[Any]] = {stopped, finished}
        done, _ = await asyncio.wait(ends, timeout=self._longest(), return_when=asyncio.FIRST_COMPLETED)
        if not done:
            self._summary.stopped = "seconds"
            self._halt()
        for task in (*workers, stopped, *self._visitor.permissions.tasks):
            task.cancel()
        await asyncio.gather(*workers, stopped, *self._visitor.permissions.tasks, return_exceptions=True)
        with contextlib.suppress(asyncio.CancelledError):
            if finished.done() and not finished.cancelled() and (fault := finished.exception()) is not None:
                raise fault

    def _longest(self) -> float | None:
        """Seconds after which the crawl ends whatever its workers wait for (a host may ask for a pause of hours)."""
        most = self._options.max_seconds
        return most + self._options.timeout if most else None

    async def _worker(self) -> None:
        while not self._stop.is_set():
            taken = self._take()
            if taken is None:
                if not any(self._in_flight.values()) and not self._delayed:
                    self._wake.set()
                    return
                await self._wait()
                continue
            row, attempts = taken
            self._in_flight[row.queue] += 1
            try:
                await self._visitor.visit(row, attempts)
            finally:
                self._in_flight[row.queue] -= 1
                self._wake.set()

    async def _wait(self) -> None:
        self._wake.clear()
        due = self._delayed[0][0] - time.monotonic() if self._delayed else 1.0
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._wake.wait(), max(0.01, min(due, 1.0)))

    # --- what comes next -----------------------------------------------------------------------------------

    def _take(self) -> tuple[Row, int] | None:
        """The next address and which attempt it is; None where nothing is to be had now."""
        if self._over_budget():
            return None
        now = time.monotonic()
        if self._delayed and self._delayed[0][0] <= now:
            _, _, row, attempts = heapq.heappop(self._delayed)
            return row, attempts
        for queue in self._open_queues():
            while (waiting := self._frontier.take(queue)) is not None:
                if not self._targets.closes(waiting):
                    return waiting, 1
                self._frontier.skip(waiting)
        return None

    def _open_queues(self) -> Iterator[Queue]:
        options, summary = self._options, self._summary
        elapsed = self._elapsed()
        hurried = options.max_seconds and elapsed > options.max_seconds * _PAGES_SHARE_OF_TIME
        if (
            summary.pages + self._in_flight[Queue.PAGE] < options.max_pages
            and self._visitor.page_requests < 2 * options.max_pages + 100
            and not hurried
        ):
            yield Queue.PAGE
        if summary.files + self._in_flight[Queue.FILE] < options.max_files:
            yield Queue.FILE
        if summary.assets + self._in_flight[Queue.ASSET] < options.max_assets:
            yield Queue.ASSET

    def _elapsed(self) -> float:
        return time.monotonic() - self._started

    def _over_budget(self) -> bool:
        options, summary = self._options, self._summary
        if options.max_bytes and summary.bytes >= options.max_bytes:
            summary.stopped = "bytes"
        elif options.max_seconds and self._elapsed() >= options.max_seconds:
            summary.stopped = "seconds"
        else:
            return False
        self._halt()
        return True

    def _retry(self, row: Row, attempts: int) -> None:
        """Puts an address back, to be asked for again after a while."""
        wait = self._options.retry_wait * 3 ** (attempts - 1)
        heapq.heappush(self._delayed, (time.monotonic() + wait, next(self._ticket), row, attempts + 1))

    def _count(self, row: Row, entry: Entry) -> None:
        """Keeps the counts, and stops where the site has plainly stopped answering."""
        summary, options = self._summary, self._options
        summary.outcomes[entry.outcome] = summary.outcomes.get(entry.outcome, 0) + 1
        summary.files += row.queue == Queue.FILE
        summary.assets += row.queue == Queue.ASSET
        outcome = Outcome(entry.outcome)
        if row.queue == Queue.PAGE:
            silent = outcome in TEMPORARY and entry.status not in _FAULTS_OF_ONE_PAGE
            self._failures = self._failures + 1 if silent else 0
            self._blocked = self._blocked + 1 if outcome is Outcome.BLOCKED else 0
        if self._blocked >= options.stop_after_blocked:
            summary.stopped = "blocked"
            self._halt()
        elif self._failures >= options.stop_after_failures:
            summary.stopped = "down"
            self._halt()
        self._show(row.url)

    def _show(self, url: str) -> None:
        now = time.monotonic()
        if self._progress is None or now - self._told < 0.2:
            return
        self._told = now
        summary = self._summary
        failed = sum(count for name, count in summary.outcomes.items() if RULES[Outcome(name)].meaning == "unknown")
        self._progress.update(
            ProgressState(
                pages=summary.pages,
                max_pages=self._options.max_pages,
                waiting=self._frontier.waiting[Queue.PAGE],
                files=summary.files,
                failed=failed,
                bytes=summary.bytes,
                seconds=self._elapsed(),
                url=url,
            )
        )

    # --- the end -------------------------------------------------------------------------------------------

    def _conclude(self) -> None:
        summary = self._summary
        left = self._frontier.left()
        summary.pages_left, summary.files_left, summary.assets_left = (left[queue] for queue in Queue)
        if not summary.stopped and summary.pages_left:
            within = (
                summary.pages < self._options.max_pages and self._visitor.page_requests < 2 * self._options.max_pages
            )
            summary.stopped = "seconds" if self._options.max_seconds and within else "pages"
        summary.seconds = round(self._seconds_before + self._elapsed(), 3)
        if not summary.origin and self._visitor.start_entry is not None and not summary.interrupted:
            summary.unreachable = explain(self._visitor.start_entry)

    def _refuse_private(self) -> None:
        start = self._visitor.start_entry
        if start is not None and start.outcome == Outcome.PRIVATE and start.url == self._summary.start_url:
            raise AddressError(f"{start.url} 的域名指向内网或本机地址；确需评估请加 --allow-private")

    def _counts(self) -> object:
        """The summary as it stands, kept with every commit."""
        self._summary.seconds = round(self._seconds_before + self._elapsed(), 3)
        return msgspec.to_builtins(self._summary)
