"""One address from request to index: redirects, retries, reading, and where it leads."""

from __future__ import annotations

from collections.abc import Callable

from zhengping.crawl import addresses
from zhengping.crawl.attachments import FILE_SUFFIXES, NEVER_OPENED, WHOLE_SUFFIXES, suffix_of
from zhengping.crawl.exchange import Exchange, unasked
from zhengping.crawl.fetching import Fetcher, Want
from zhengping.crawl.frontier import Queue, Row
from zhengping.crawl.model import Entry, PageReader
from zhengping.crawl.options import CrawlOptions
from zhengping.crawl.outcomes import RULES, Outcome
from zhengping.crawl.permissions import Permissions
from zhengping.crawl.scope import Scope, bare_host
from zhengping.crawl.store import Store
from zhengping.crawl.summary import CrawlSummary
from zhengping.crawl.targets import Targets
from zhengping.crawl.visits import Visit, describe_file, make_entry

MAX_HOPS = 10
_READ = frozenset({Outcome.OK, Outcome.TOO_LARGE})
"""Outcomes whose body is read; of a page that is too large, its beginning."""


class Visitor:
    """Visits addresses for the crawler.

    `retry(row, attempts)` is called where an address is to be asked for again later, `tell(row, entry)` when an
    address is finished. `start_entry` is the entry of the start page or of what it last redirected to.
    """

    def __init__(
        self,
        options: CrawlOptions,
        reader: PageReader,
        store: Store,
        scope: Scope,
        targets: Targets,
        fetcher: Fetcher,
        summary: CrawlSummary,
        retry: Callable[[Row, int], None],
        tell: Callable[[Row, Entry], None],
    ) -> None:
        self._options = options
        self._reader = reader
        self._store = store
        self._frontier = store.frontier
        self._scope = scope
        self._targets = targets
        self._fetcher = fetcher
        self._summary = summary
        self._retry = retry
        self._tell = tell
        self._redirects: dict[str, str] = {}
        self.permissions = Permissions(options, fetcher, store, summary)
        self.page_requests = 0
        self.start_entry: Entry | None = None

    async def visit(self, row: Row, attempts: int) -> None:
        """Fetches an address and, where it redirects to new ones, those too; enters them into the index."""
        trail: dict[str, Visit] = {}
        for _ in range(MAX_HOPS):
            refused = await self.permissions.refusal(row.url)
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
        if moved and row.depth == 0 and not self._summary.origin:
            self._summary.notes.append(f"首页 {row.url} 跳转到另一主机 {addresses.host_of(target)}，以后者为本站")
            self._scope.adopt(target)
        elif not moved and addresses.path_of(row.url) == addresses.path_of(target):
            self._scope.adopt(target)

    async def _fetch(self, row: Row) -> Exchange:
        page = row.queue == Queue.PAGE
        self._fetcher.whole_files = self._summary.file_bytes < self._options.max_files_bytes
        want: Want = "page" if page else "file" if self._fetcher.whole_files and _is_wanted_whole(row) else "head"
        exchange = await self._fetcher.fetch(row.url, want, "" if page else row.found_on)
        if want == "head" and exchange.status == 416:
            exchange = await self._fetcher.fetch(row.url, "page", row.found_on, limit=self._options.file_head_bytes)
        self._summary.requests += 1
        self._summary.bytes += len(exchange.raw)
        if not page or not exchange.is_html:
            self._summary.file_bytes += len(exchange.raw)
        self.page_requests += page
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
        self._retry(row, attempts)
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
            cut = row.queue != Queue.ASSET and entry.outcome == Outcome.OK and not entry.whole
            self._summary.files_cut += cut and entry.file_type not in NEVER_OPENED
        if row.depth == 0:
            self._home(entry)
        self._tell(row, entry)
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

    def _home(self, entry: Entry) -> None:
        """The start page, or what it redirects to: where it ended, or another scheme where it failed."""
        self.start_entry = entry
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


def _is_wanted_whole(row: Row) -> bool:
    """Whether an attachment may be one that is opened: by its suffix, or without any that tells."""
    suffix = suffix_of(row.url)
    return row.queue == Queue.FILE and (suffix in WHOLE_SUFFIXES or suffix not in FILE_SUFFIXES)


def _other_scheme(url: str) -> str:
    """The same address under http for https and the reverse, where it has no port of its own."""
    if ":" in addresses.host_of(url):
        return ""
    scheme, _, rest = url.partition("://")
    return ("http" if scheme == "https" else "https") + "://" + rest
