"""The crawl: takes addresses from the frontier, fetches, archives, has pages read, and adds where they lead."""

from __future__ import annotations

import asyncio
import contextlib
import heapq
import itertools
import signal
import threading
import time
from collections.abc import Iterator
from typing import Any

import msgspec

from zhengping.crawl import addresses
from zhengping.crawl.archive import Sink
from zhengping.crawl.fetching import Exchange, Fetcher, now, unasked
from zhengping.crawl.frontier import Queue, Row
from zhengping.crawl.model import Entry, PageReader
from zhengping.crawl.options import CrawlOptions
from zhengping.crawl.outcomes import RULES, TEMPORARY, Outcome
from zhengping.crawl.permissions import Permissions
from zhengping.crawl.progress import Progress, ProgressState
from zhengping.crawl.resolver import PrivateAddress, check_literal
from zhengping.crawl.scope import Scope, bare_host
from zhengping.crawl.store import Store
from zhengping.crawl.summary import CrawlSummary
from zhengping.crawl.targets import Targets
from zhengping.crawl.traps import Traps
from zhengping.crawl.unreachable import explain
from zhengping.crawl.visits import Visit, describe_file, make_entry
from zhengping.errors import AddressError

MAX_HOPS = 10
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

    def __init__(self, options: CrawlOptions, reader: PageReader, sink: Sink | None, progress: Progress | None) -> None:
        start = check_start(options)
        self._options = options
        self._reader = reader
        self._progress = progress
        self._store = Store(options, start, sink)
        self._store.counts = self._counts
        self._frontier = self._store.frontier
        self._summary = self._restore_summary(start)
        self._scope = Scope(self._summary.origin or start, options.siblings, options.path_prefix)
        self._targets = Targets(self._frontier, self._scope, Traps(), self._summary)
        self._fetcher = Fetcher(options)
        self._permissions = Permissions(options, self._fetcher, self._store, self._summary)
        self._delayed: list[tuple[float, int, Row, int]] = []
        self._ticket = itertools.count()
        self._redirects: dict[str, str] = {}
        self._stop = asyncio.Event()
        self._wake = asyncio.Event()
        self._page_requests = 0
        self._in_flight = {int(queue): 0 for queue in Queue}
        self._failures = 0
        self._blocked = 0
        self._started = time.monotonic()
        self._told = 0.0
        self._fault: BaseException | None = None
        self._start_entry: Entry | None = None
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
            self._store.close(self._summary, now())
        except BaseException:
            self._store.abandon()
            raise
        finally:
            if self._progress is not None:
                self._progress.close()
        return self._summary

    def _seed(self) -> None:
        summary = self._summary
        if len(self._frontier):
            self._targets.restore(self._frontier.urls())
            for entry in self._frontier.entries():
                if self._start_entry is None or entry.url == summary.start_url:
                    self._start_entry = entry
        if not self._frontier.knows(summary.start_url):
            self._frontier.add(summary.start_url, Queue.PAGE, 0, 0, 0, None)

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
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        for task in (*workers, stopped, *self._permissions.tasks):
            task.cancel()
        await asyncio.gather(*workers, stopped, *self._permissions.tasks, return_exceptions=True)
        with contextlib.suppress(asyncio.CancelledError):
            if finished.done() and not finished.cancelled() and (fault := finished.exception()) is not None:
                raise fault

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
                await self._visit(row, attempts)
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
            and self._page_requests < 2 * options.max_pages + 100
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

    # --- one address ---------------------------------------------------------------------------------------

    async def _visit(self, row: Row, attempts: int) -> None:
        """Fetches an address and, where it redirects to new ones, those too."""
        trail: dict[str, Visit] = {}
        for _ in range(MAX_HOPS):
            refused = await self._permissions.refusal(row.url)
            if refused is not None:
                self._end(trail, Visit(row, refused, 0), refused.outcome)
                return
            exchange = await self._fetch(row)
            visit = Visit(row, exchange, attempts)
            if exchange.outcome is not Outcome.REDIRECTED:
                if self._try_again(visit):
                    self._end(trail, None, Outcome.OK)
                else:
                    self._end(trail, visit, exchange.outcome)
                return
            target = addresses.join(row.url, exchange.headers["location"])
            following = self._follow(visit, target, trail)
            if following is None:
                return
            row = following
        self._end(trail, Visit(row, unasked(row.url, Outcome.REDIRECT_LOOP), 0), Outcome.REDIRECT_LOOP)

    def _follow(self, visit: Visit, target: str, trail: dict[str, Visit]) -> Row | None:
        """The row to fetch next after a redirect; None where the visit ends here. The visit joins the trail."""
        row = visit.row
        if not target:
            self._end(trail, visit, Outcome.BAD_ADDRESS)
            return None
        if target == row.url or target in trail:
            return self._return_to(visit, target, trail)
        self._adopt(row, target)
        if not self._scope.owns(target):
            self._end(trail, visit, Outcome.OFF_SCOPE, target)
            return None
        added = self._frontier.add(target, row.queue, row.priority, row.depth, row.chain, row, taken=True)
        if added is None:
            self._end(trail, visit, self._loop_or_redirect(row.url, target), target)
            return None
        trail[row.url] = visit
        return added

    def _return_to(self, visit: Visit, target: str, trail: dict[str, Visit]) -> Row | None:
        """After a redirect back: a cookie given on the way makes asking again worth while, else it is a loop."""
        trail[visit.row.url] = visit
        if not visit.exchange.cookies:
            self._end(trail, None, Outcome.REDIRECT_LOOP)
            return None
        earlier = trail.pop(target)
        self._store.exchange(earlier.exchange)
        return earlier.row

    def _loop_or_redirect(self, url: str, target: str) -> Outcome:
        """Whether a redirect to a known address comes back to where it began."""
        self._redirects[url] = target
        place = target
        for _ in range(MAX_HOPS):
            place = self._redirects.get(place, "")
            if place == url:
                return Outcome.REDIRECT_LOOP
        return Outcome.REDIRECTED

    def _adopt(self, row: Row, target: str) -> None:
        """The start address may move to another host; any page may show that the site answers under https or www."""
        moved = bare_host(addresses.host_of(target)) != bare_host(addresses.host_of(row.url))
        if moved and row.depth == 0 and not self._summary.pages:
            self._summary.notes.append(f"首页 {row.url} 跳转到另一主机 {addresses.host_of(target)}，以后者为本站")
            self._scope.adopt(target)
        elif not moved and addresses.path_of(row.url) == addresses.path_of(target):
            self._scope.adopt(target)

    async def _fetch(self, row: Row) -> Exchange:
        page = row.queue == Queue.PAGE
        exchange = await self._fetcher.fetch(row.url, "page" if page else "head", "" if page else row.found_on)
        if not page and exchange.status == 416:
            exchange = await self._fetcher.fetch(row.url, "page", row.found_on, limit=self._options.file_head_bytes)
        self._summary.requests += 1
        self._summary.bytes += len(exchange.raw)
        self._page_requests += page
        return exchange

    def _try_again(self, visit: Visit) -> bool:
        """Whether an attempt that failed is repeated later; its exchange is archived all the same."""
        row, exchange, attempts = visit
        tries = RULES[exchange.outcome].tries
        if exchange.status == 429:
            tries = 3
        if attempts >= tries:
            return False
        self._store.exchange(exchange)
        wait = self._options.retry_wait * 3 ** (attempts - 1)
        heapq.heappush(self._delayed, (time.monotonic() + wait, next(self._ticket), row, attempts + 1))
        return True

    def _end(self, trail: dict[str, Visit], last: Visit | None, outcome: Outcome, final_url: str = "") -> None:
        """Enters all addresses of a visit into the index: the hops as redirects, the last with its outcome."""
        of_hops = Outcome.REDIRECT_LOOP if outcome is Outcome.REDIRECT_LOOP else Outcome.REDIRECTED
        for url, visit in trail.items():
            target = addresses.join(url, visit.exchange.headers["location"])
            self._redirects[url] = target
            self._finish(visit, of_hops, target)
        if last is not None:
            self._finish(last, outcome, final_url)

    def _finish(self, visit: Visit, outcome: Outcome, final_url: str = "") -> None:
        row, exchange, _ = visit
        entry = make_entry(visit, outcome, final_url)
        keep = None
        place = self._store.exchange(exchange)
        if row.queue == Queue.PAGE and outcome in _READ and exchange.is_html:
            keep = self._read(row, entry, exchange)
        elif row.queue != Queue.PAGE or (outcome in _READ and exchange.body):
            describe_file(entry, exchange.body)
        self._count(row, entry)
        self._store.finish(row, entry, place, keep)

    def _read(self, row: Row, entry: Entry, exchange: Exchange) -> object:
        """Has a page read, settles what only its content tells, and takes up where it leads."""
        entry.was_read = True
        self._summary.pages += 1
        self._targets.observe(row, exchange.body)
        try:
            page = self._reader(entry.url, exchange.body, entry.content_type, entry.record)
        except Exception as error:
            self._summary.reader_errors += 1
            if self._summary.reader_errors <= 3:
                self._summary.notes.append(f"页面解读出错（{type(error).__name__}）：{entry.url}")
            return None
        if page.challenge:
            entry.outcome = Outcome.BLOCKED.value
        elif page.soft_not_found:
            entry.outcome = Outcome.SOFT_NOT_FOUND.value
        else:
            if page.redirect:
                self._refresh(row, entry, page.redirect)
            self._targets.add(row, page.targets)
        return page.keep

    def _refresh(self, row: Row, entry: Entry, redirect: str) -> None:
        """A meta refresh or script redirect: the page is a redirect, and its target comes as soon as it did."""
        target = addresses.canonical(redirect)
        if not target or addresses.page_key(target) == addresses.page_key(row.url):
            return
        self._adopt(row, target)
        entry.outcome = Outcome.REDIRECTED.value
        entry.final_url = target
        placed = self._scope.place(target)
        if placed:
            self._frontier.add(placed, Queue.PAGE, row.priority, row.depth, row.chain, row)

    def _count(self, row: Row, entry: Entry) -> None:
        """Keeps the counts, and stops where the site has plainly stopped answering."""
        summary, options = self._summary, self._options
        summary.outcomes[entry.outcome] = summary.outcomes.get(entry.outcome, 0) + 1
        summary.files += row.queue == Queue.FILE
        summary.assets += row.queue == Queue.ASSET
        outcome = Outcome(entry.outcome)
        if row.queue == Queue.PAGE:
            self._failures = self._failures + 1 if outcome in TEMPORARY else 0
            self._blocked = self._blocked + 1 if outcome is Outcome.BLOCKED else 0
        if row.depth == 0:
            self._home(entry)
        if self._blocked >= options.stop_after_blocked:
            summary.stopped = "blocked"
            self._halt()
        elif self._failures >= options.stop_after_failures:
            summary.stopped = "down"
            self._halt()
        self._tell(row.url)

    def _home(self, entry: Entry) -> None:
        """The start page, or what it redirects to: where it ended, or another scheme where it failed."""
        self._start_entry = entry
        if entry.outcome in (Outcome.OK, Outcome.TOO_LARGE):
            if not self._summary.origin:
                self._summary.origin = entry.url
            self._scope.adopt(entry.url)
        elif entry.outcome in (Outcome.TLS, Outcome.REFUSED, Outcome.TIMEOUT, Outcome.CUT_OFF):
            other = _other_scheme(entry.url)
            if other and entry.url == self._summary.start_url and not self._frontier.knows(other):
                reason = RULES[Outcome(entry.outcome)].label
                self._summary.notes.append(f"{entry.url} 无法访问（{reason}），改试 {other}")
                self._scope.adopt(other)
                self._frontier.add(other, Queue.PAGE, 0, 0, 0, None)

    def _tell(self, url: str) -> None:
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
            within = summary.pages < self._options.max_pages and self._page_requests < 2 * self._options.max_pages
            summary.stopped = "seconds" if self._options.max_seconds and within else "pages"
        summary.seconds = round(self._seconds_before + self._elapsed(), 3)
        if not summary.origin and self._start_entry is not None and not summary.interrupted:
            summary.unreachable = explain(self._start_entry)

    def _counts(self) -> object:
        """The summary as it stands, kept with every commit."""
        self._summary.seconds = round(self._seconds_before + self._elapsed(), 3)
        return msgspec.to_builtins(self._summary)


_READ = frozenset({Outcome.OK, Outcome.TOO_LARGE})
"""Outcomes whose body is read; of a page that is too large, its beginning."""


def _other_scheme(url: str) -> str:
    """The same address under http for https and the reverse, where it has no port of its own."""
    if ":" in addresses.host_of(url):
        return ""
    scheme, _, rest = url.partition("://")
    return ("http" if scheme == "https" else "https") + "://" + rest
