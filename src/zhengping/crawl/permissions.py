"""Whether an address may be asked for: robots.txt of its host, fetched once, archived, and kept to."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import NamedTuple

from zhengping.crawl import addresses
from zhengping.crawl.exchange import Exchange, unasked
from zhengping.crawl.fetching import Fetcher
from zhengping.crawl.options import AGENT_TOKEN, CrawlOptions
from zhengping.crawl.outcomes import RULES, Outcome
from zhengping.crawl.robots import MAX_BYTES, Robots
from zhengping.crawl.store import Store
from zhengping.crawl.summary import CrawlSummary

_MAX_REDIRECTS = 5
"""RFC 9309 section 2.3.1.2: at least five are followed."""


class _Ruling(NamedTuple):
    robots: Robots
    last: Exchange


class Permissions:
    """Asks each origin for its robots.txt before anything else is asked of it."""

    def __init__(self, options: CrawlOptions, fetcher: Fetcher, store: Store, summary: CrawlSummary) -> None:
        self._options = options
        self._fetcher = fetcher
        self._store = store
        self._summary = summary
        self._origins: dict[str, asyncio.Task[_Ruling]] = {}

    @property
    def tasks(self) -> Iterable[asyncio.Task[_Ruling]]:
        """What may still be under way when the crawl stops."""
        return self._origins.values()

    async def refusal(self, url: str) -> Exchange | None:
        """An exchange that stands for the refusal of an address, or None where it may be fetched.

        A host whose robots.txt got no answer at all ends its addresses with the outcome of that attempt.
        """
        if not self._options.obey_robots:
            return None
        origin = url[: url.find("/", url.find("://") + 3)]
        task = self._origins.get(origin)
        if task is None:
            task = self._origins[origin] = asyncio.create_task(self._load(origin))
        robots, last = task.result() if task.done() else await asyncio.shield(task)
        if robots.allows(url):
            return None
        if last.status:
            return unasked(url, Outcome.ROBOTS)
        refusal = unasked(url, last.outcome)
        refusal.error, refusal.tls = last.error, last.tls
        return refusal

    async def _load(self, origin: str) -> _Ruling:
        exchange = await self._ask(f"{origin}/robots.txt")
        robots = Robots(exchange.status, exchange.body, AGENT_TOKEN)
        gate = self._fetcher.gate(addresses.host_of(origin))
        if robots.delay > gate.delay:
            gate.delay = robots.delay
            self._summary.notes.append(f"{origin}/robots.txt 要求每次请求间隔 {robots.delay:g} 秒，已照办")
        if exchange.status >= 500:
            self._summary.notes.append(f"{origin}/robots.txt 返回 {exchange.status} 错误，按 RFC 9309 视为不允许抓取")
        return _Ruling(robots, exchange)

    async def _ask(self, url: str) -> Exchange:
        attempts = redirects = 0
        while True:
            exchange = await self._fetcher.fetch(url, limit=MAX_BYTES)
            attempts += 1
            self._summary.requests += 1
            self._store.exchange(exchange)
            target = addresses.join(url, exchange.headers.get("location", ""))
            if exchange.outcome is Outcome.REDIRECTED and target and redirects < _MAX_REDIRECTS:
                redirects += 1
                url = target
            elif attempts - redirects < RULES[exchange.outcome].tries:
                await asyncio.sleep(self._options.retry_wait * 3 ** (attempts - redirects - 1))
            else:
                return exchange
