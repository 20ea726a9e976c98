"""One site in the browser: its contexts, its rules, its budget, and what is kept of it."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
from playwright.async_api import BrowserContext, Error, Page, Request, Route, WebSocketRoute

from zhengping.crawl.options import AGENT_TOKEN
from zhengping.crawl.pace import HostGate
from zhengping.crawl.robots import MAX_BYTES, Robots
from zhengping.probes.browser import Chromium
from zhengping.probes.faults import BudgetSpent, ProbeFault
from zhengping.probes.gate import LOOKING, Gate
from zhengping.probes.options import ProbeOptions
from zhengping.probes.recorder import PREFIX, Recorder
from zhengping.probes.tab import Tab

WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
"""CSS pixels (evaluation convention: the width of today's ordinary telephones)."""
_ASSETS = frozenset({"stylesheet", "script", "image", "font"})
_MAKE_UP = _ASSETS | {"media"}
_KEPT_BYTES = 64 * 1024 * 1024
_GUARDS = (Path(__file__).parent / "guards.js").read_text(encoding="utf-8")


class Session:
    """What the probes work with. `seed`: the words that every draw of this site is made from."""

    def __init__(self, options: ProbeOptions, chromium: Chromium, gate: Gate, recorder: Recorder, seed: str) -> None:
        self.options = options
        self.recorder = recorder
        self.seed = seed
        self.gate = gate
        self._chromium = chromium
        self._contexts: dict[bool, BrowserContext] = {}
        self._tabs: dict[Page, Tab] = {}
        self._robots: dict[str, asyncio.Task[Robots]] = {}
        self._paces: dict[str, HostGate] = {}
        self._assets: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self._assets_left = _KEPT_BYTES
        self._started = time.monotonic()
        self.loads = 0
        self._loads_end = options.max_loads
        self._time_end = self._started + options.max_seconds

    # --- budget --------------------------------------------------------------------------------------------

    def allot(self, loads: int, seconds: float) -> None:
        """Gives the next trial at most so many page loads and seconds, within the site's budget."""
        self._loads_end = min(self.options.max_loads, self.loads + loads)
        self._time_end = min(self._started + self.options.max_seconds, time.monotonic() + seconds)

    def spend_load(self) -> None:
        """Counts a page load. Raises BudgetSpent where none is left."""
        if self.loads >= self._loads_end:
            raise BudgetSpent(f"本项已打开{self.loads}次页面，达到上限")
        self.check_time()
        self.loads += 1

    def check_time(self) -> None:
        """Raises BudgetSpent where the trial's seconds are over."""
        if time.monotonic() > self._time_end:
            raise BudgetSpent("本项用时达到上限")

    def draw(self, *words: str) -> random.Random:
        """A source of chance that is the same in every run: of the site's seed and the words given."""
        return random.Random("/".join((self.seed, *words)))

    # --- tabs ----------------------------------------------------------------------------------------------

    @asynccontextmanager
    async def tab(self, *, phone: bool = False) -> AsyncIterator[Tab]:
        """A new tab (at a telephone's width with `phone`), closed at the end with all pop-ups it opened.

        Raises ProbeFault where the browser cannot be brought to open one.
        """
        page = await self._new_page(phone)
        tab = Tab(self, page, phone=phone)
        self._tabs[page] = tab
        try:
            yield tab
        finally:
            await tab.end()
            self._tabs = {known: each for known, each in self._tabs.items() if each is not tab}

    async def _new_page(self, phone: bool) -> Page:
        for last in (False, True):
            try:
                context = await asyncio.wait_for(self._context(phone), 40)
                return await asyncio.wait_for(context.new_page(), 15)
            except (Error, TimeoutError) as error:
                self._contexts.clear()
                if last:
                    raise ProbeFault("浏览器打不开新页面") from error
                self._chromium.kill_pages()
        raise ProbeFault("浏览器打不开新页面")

    async def _context(self, phone: bool) -> BrowserContext:
        kept = self._contexts.get(phone)
        browser = await self._chromium.browser()
        if kept is not None and kept.browser is browser:
            return kept
        options = self.options
        context = await browser.new_context(
            user_agent=options.mobile_user_agent if phone else options.user_agent,
            viewport=PHONE if phone else WIDE,  # type: ignore[arg-type]
            is_mobile=phone,
            has_touch=phone,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            ignore_https_errors=True,
            accept_downloads=True,
            service_workers="block",
            reduced_motion="reduce",
        )
        context.set_default_timeout(5000)
        await context.add_init_script(_GUARDS)
        await context.route("**/*", self._route)
        await context.route_web_socket("**/*", _no_socket)
        self._contexts[phone] = context
        return context

    def adopt(self, page: Page, tab: Tab) -> None:
        """A pop-up belongs to the tab that opened it."""
        self._tabs[page] = tab

    def stop_pages(self) -> None:
        """Ends the process of every page: for scripts that never give up the processor."""
        self._chromium.kill_pages()

    # --- the network ---------------------------------------------------------------------------------------

    async def _route(self, route: Route, request: Request) -> None:
        with contextlib.suppress(Error, asyncio.CancelledError):
            refusal = await self._refusal(request)
            if refusal == "held" and request.is_navigation_request():
                await route.fulfill(status=204)  # the page stays as it is; an error page would take its place
                return
            if refusal:
                await route.abort("blockedbyclient")
                return
            if request.resource_type in _ASSETS and request.method == "GET" and request.url in self._assets:
                status, headers, body = self._assets[request.url]
                await route.fulfill(status=status, headers=headers, body=body)
                return
            if request.is_navigation_request() and request.url.startswith("http"):
                async with self._pace(request.url):
                    await route.continue_()
                return
            await route.continue_()

    async def _refusal(self, request: Request) -> str:
        """Why a request is not let out; empty where it is."""
        url, method = request.url, request.method
        tab = await self._tab_of(request)
        if tab is None:  # a pop-up that is only just opening: of a tab that lets nothing out, if there is one
            tab = next((each for each in self._tabs.values() if each.sealed), None)
        if method not in LOOKING or (tab is not None and tab.holds(request)):
            if tab is not None and (method not in LOOKING or request.resource_type not in _MAKE_UP):
                tab.hold(f"{method} {url.partition('?')[0]}")  # without times and typed words: every run the same
            return "held"
        if url.startswith("http") and not await self.allowed(url):
            if tab is not None:
                tab.refused.add(url)
            return "robots"
        return ""

    async def _tab_of(self, request: Request) -> Tab | None:
        try:
            page = request.frame.page
            if page not in self._tabs and (opener := await page.opener()) is not None:
                page = opener
            return self._tabs.get(page)
        except Error:  # a request before its page is there
            return None

    def _pace(self, url: str) -> HostGate:
        return self._paces.setdefault(urlsplit(url).netloc, HostGate(2, self.options.delay))

    def paced(self, url: str) -> HostGate:
        """The turn of an address's host, for what is fetched beside the browser: `async with session.paced(url)`."""
        return self._pace(url)

    async def allowed(self, url: str) -> bool:
        """Whether robots.txt of the address's origin allows it; asked once an origin."""
        if not self.options.obey_robots:
            return True
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        task = self._robots.get(origin)
        if task is None:
            task = self._robots[origin] = asyncio.ensure_future(self._load_robots(origin))
        robots = await asyncio.shield(task)
        if robots.delay > self._pace(url).delay:
            self._pace(url).delay = robots.delay
        return robots.allows(url)

    async def answers(self, url: str) -> bool:
        """Whether the address's host gives any answer: its robots.txt is asked for, once more where it gave none.

        What does not answer forbids all (RFC 9309), and so looks like a refusal where this is not asked.
        """
        parts = urlsplit(url)
        timeout = aiohttp.ClientTimeout(total=10)
        for _ in range(2):
            with contextlib.suppress(aiohttp.ClientError, TimeoutError, OSError, ValueError):
                async with (
                    aiohttp.ClientSession(timeout=timeout, headers={"User-Agent": self.options.user_agent}) as client,
                    client.get(
                        f"{parts.scheme}://{parts.netloc}/robots.txt", proxy=self.gate.address, ssl=False
                    ) as answer,
                ):
                    if answer.status not in (502, 504):  # the gate's own word for no connection
                        return True
        return False

    async def _load_robots(self, origin: str) -> Robots:
        timeout = aiohttp.ClientTimeout(total=20)
        try:
            async with (
                aiohttp.ClientSession(timeout=timeout, headers={"User-Agent": self.options.user_agent}) as client,
                client.get(f"{origin}/robots.txt", proxy=self.gate.address, ssl=False, max_redirects=5) as answer,
            ):
                return Robots(answer.status, await answer.content.read(MAX_BYTES), AGENT_TOKEN)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
            return Robots(0, b"", AGENT_TOKEN)

    def keep_asset(self, url: str, kind: str, status: int, headers: dict[str, str], body: bytes) -> None:
        """Remembers a part of a page's make-up, so that the site is asked for it once and not with every page."""
        if kind in _ASSETS and status == 200 and len(body) <= self._assets_left and url not in self._assets:
            self._assets_left -= len(body)
            plain = {
                name: value
                for name, value in headers.items()
                if name.lower() not in ("content-encoding", "content-length", "transfer-encoding", "set-cookie")
            }
            self._assets[url] = (status, plain, body)

    def was_kept(self, url: str) -> bool:
        """Whether an answer to this address comes from memory and not from the site."""
        return url in self._assets


async def _no_socket(socket: WebSocketRoute) -> None:
    with contextlib.suppress(Error):
        await socket.close()


@asynccontextmanager
async def open_session(
    options: ProbeOptions, executable: Path, seed: str, prefix: str = PREFIX
) -> AsyncIterator[tuple[Session, Chromium]]:
    """A running session; the browser is ended and the archive's files are closed with it.

    `prefix`: the archive's files that it writes; what stood there is replaced.

    Raises ProbeFault where the browser does not start, ArchiveError where the archive cannot be written.
    """
    recorder = Recorder(options.folder, options.max_bytes, prefix)
    try:
        async with (
            Gate(options.allow_private) as gate,
            Chromium(executable, gate.address, options.max_renderer_bytes) as chromium,
        ):
            yield Session(options, chromium, gate, recorder, seed), chromium
    except BaseException:
        recorder.abandon()
        raise
    recorder.close()
