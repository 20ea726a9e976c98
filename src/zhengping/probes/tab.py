"""One tab of the browser: opens pages, reads them, takes screenshots; nothing it does can hang or submit."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from playwright.async_api import Dialog, Download, Error, Frame, Request, Response
from playwright.async_api import Page as BrowserPage

from zhengping.errors import ZhengpingError
from zhengping.probes.faults import ProbeFault
from zhengping.reading.facts import Page
from zhengping.reading.page import PageReading, read_for_crawl
from zhengping.reading.probed.common import Shot, Step, Trial

if TYPE_CHECKING:
    from zhengping.probes.session import Session

T = TypeVar("T")
AnyTrial = TypeVar("AnyTrial", bound=Trial)
MARKER = "政评测试"
"""Stands in every made-up text that is typed into a form, so that no request can carry it away unseen."""
BLOCKED_STATUS = frozenset({401, 403, 405, 412, 418, 421, 429, 444, 521, 567})
_PAGE_TYPES = frozenset({"document", "xhr", "fetch", "other"})
_ACTIVE = frozenset({"document", "xhr", "fetch", "script", "stylesheet"})
_QUIET = 0.35
_CHALLENGE_SECONDS = 8.0
_MOST_BODY = 8 * 1024 * 1024
_MASK = """() => {
  const numbers = /(?<![0-9A-Za-z])(?:1[3-9]\\d{9}|[1-9]\\d{16}[\\dXx])(?![0-9A-Za-z])/g, kept = [];
  const walker = document.createTreeWalker(document.body || document, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const masked = node.data.replace(numbers, (all) => all.slice(0, 3) + "*".repeat(all.length - 5) + all.slice(-2));
    if (masked !== node.data) { kept.push([node, node.data]); node.data = masked; }
  }
  window.__zhengpingMasked = kept;
}"""
_UNMASK = "() => { for (const [node, text] of window.__zhengpingMasked || []) node.data = text; }"


@dataclass(frozen=True)
class Loaded:
    """How a page opened. `outcome`: ok, not-found, error (any other status from 400), blocked (refused by status, a
    captcha or a firewall page), timeout (it never ended loading; what is there can be read), dead (no answer), robots,
    private, download (the address is a file), held (leaving the page was not let through)."""

    url: str
    outcome: str
    final_url: str = ""
    status: int = 0
    title: str = ""
    record: str = ""

    @property
    def readable(self) -> bool:
        """Whether there is a page to look at."""
        return self.outcome in ("ok", "timeout")


@dataclass(eq=False)
class Tab:
    """A tab. Use `page` for locators and clicks (they have timeouts of their own) and `js` for scripts.

    `dialogs`: messages of alert and confirm boxes; `downloads`: files that the page wanted to hand over; `popups`:
    pages it opened; `refused`: addresses that robots.txt forbids; `console`: error lines of the console; `times_held`:
    how often a request was held back, the same one counted each time.
    """

    session: Session
    page: BrowserPage
    phone: bool = False
    steps: list[Step] = field(default_factory=list)
    shots: list[Shot] = field(default_factory=list)
    held: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    dialogs: list[str] = field(default_factory=list)
    downloads: list[Download] = field(default_factory=list)
    popups: list[BrowserPage] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    responses: list[tuple[str, str, int, int]] = field(default_factory=list)
    records: dict[str, str] = field(default_factory=dict)
    sealed: bool = False
    times_held: int = 0
    _tasks: set[asyncio.Future[Any]] = field(default_factory=set)
    _statuses: dict[str, int] = field(default_factory=dict)
    _running: int = 0
    _changed: float = 0.0
    _crashed: bool = False

    def __post_init__(self) -> None:
        self._listen(self.page)

    def _listen(self, page: BrowserPage) -> None:
        page.on("dialog", lambda dialog: self.await_later(asyncio.ensure_future(self._dismiss(dialog))))
        page.on("download", lambda download: self.downloads.append(download))
        page.on("popup", self._opened)
        page.on("crash", lambda _: self._crash())
        page.on("console", lambda line: self.console.append(line.text[:300]) if line.type == "error" else None)
        page.on("pageerror", lambda error: self.console.append(str(error)[:300]))
        page.on("request", lambda request: self._count(request, 1))
        page.on("requestfailed", lambda request: self._count(request, -1))
        page.on("requestfinished", lambda request: self._count(request, -1))
        page.on("response", self._answered)

    def _answered(self, response: Response) -> None:
        if response.request.resource_type == "document":
            self._statuses[response.url] = response.status
        self.await_later(asyncio.ensure_future(self._keep(response)))

    def _opened(self, page: BrowserPage) -> None:
        self.session.adopt(page, self)
        self.popups.append(page)
        self._listen(page)

    def await_later(self, task: asyncio.Future[Any]) -> None:
        """Something that must be over before the tab is closed."""
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _crash(self) -> None:
        self._crashed = True

    def _count(self, request: Request, change: int) -> None:
        if request.resource_type in _ACTIVE:
            self._running = max(0, self._running + change)
            self._changed = time.monotonic()

    async def _dismiss(self, dialog: Dialog) -> None:
        with contextlib.suppress(Error):
            if dialog.type == "beforeunload":
                await dialog.accept()  # otherwise no other page could be opened
                return
            self.dialogs.append(dialog.message[:200])
            await dialog.dismiss()

    # --- what may leave ------------------------------------------------------------------------------------

    def holds(self, request: Request) -> bool:
        """Whether a request that only looks is held back too: everything that a filled form could send."""
        # Pictures and scripts too: an address can carry what was typed in ways that nobody can list.
        return self.sealed and request.url.startswith("http") and not self.session.was_kept(request.url)

    def hold(self, what: str) -> None:
        """Notes a request that was held back."""
        self.times_held += 1
        self.held.add(what[:300])

    async def seal(self) -> None:
        """From now on nothing leaves this tab, its pop-ups included: before a form is filled."""
        self.sealed = True

    async def unseal(self) -> None:
        """The next page may be opened again; typed texts are lost with the page."""
        self.sealed = False

    async def allow_query(self) -> None:
        """Lets this page's GET query forms lead to their answer page (search, catalogue, status)."""
        await self.js("() => { if (window.__zhengping) window.__zhengping.query = true; }")

    # --- opening and reading -------------------------------------------------------------------------------

    async def open(self, url: str, *, action: str = "打开页面") -> Loaded:
        """Opens an address and waits until the page is still. Never raises for what the page does.

        Raises BudgetSpent where no page load is left, ProbeFault where the page's process broke down.
        """
        self.session.spend_load()
        if not await self.session.allowed(url):
            return self._said(action, Loaded(url, "robots"))
        self.sealed = False
        before, downloads = len(self.session.gate.refused), len(self.downloads)
        seconds = self.session.options.page_seconds
        response: Response | None = None
        outcome = "ok"
        try:
            going = self.page.goto(url, wait_until="domcontentloaded", timeout=seconds * 1000)
            response = await asyncio.wait_for(going, seconds + 5)
        except (Error, TimeoutError) as error:
            self._check_crash()
            slow = isinstance(error, TimeoutError) or "Timeout" in str(error)
            outcome = "timeout" if slow else "download" if len(self.downloads) > downloads else "dead"
        if any(_same_origin(each, url) for each in self.session.gate.refused[before:]):
            return self._said(action, Loaded(url, "private"))
        if outcome == "dead" and (status := self._statuses.get(url, 0)) >= 400:
            # The browser shows an error page of its own where an error has no body.
            return self._said(action, Loaded(url, _refusal_by(status), url, status))
        if outcome in ("dead", "download"):
            return self._said(action, Loaded(url, outcome))
        return self._said(action, await self.look(url, response, outcome))

    async def look(self, url: str, response: Response | None = None, outcome: str = "ok") -> Loaded:
        """What the tab shows now, after it has become still."""
        await self.settle()
        status = response.status if response is not None else 200 if outcome == "ok" else 0
        title = ""
        if outcome == "ok" and status >= 400:
            outcome = _refusal_by(status)
        try:
            reading = await self.reading()
            if reading.challenge:
                reading = await self._outwait_challenge(reading)
                outcome = "blocked" if reading.challenge else "ok"
            title = reading.page.title_tag
            if outcome == "ok" and reading.soft_not_found:
                outcome = "not-found"
        except ProbeFault:
            if outcome != "timeout":
                raise
        return Loaded(url, outcome, self.page.url, status, title, self.records.get(self.page.url, ""))

    async def _outwait_challenge(self, reading: PageReading) -> PageReading:
        """A check that any browser answers by itself (a cookie and a reload) passes while one waits."""
        until = time.monotonic() + _CHALLENGE_SECONDS
        while reading.challenge and time.monotonic() < until:
            await asyncio.sleep(0.5)
            await self.settle()
            reading = await self.reading()
        return reading

    async def settle(self, most: float = 6.0) -> None:
        """Waits until no document, data or script has been asked for during a moment; at most so many seconds."""
        until = time.monotonic() + most
        self._changed = time.monotonic()
        while time.monotonic() < until:
            await asyncio.sleep(0.05)
            quiet = time.monotonic() - self._changed
            if (self._running == 0 and quiet > _QUIET) or quiet > 3.0:
                break
        self._check_crash()

    async def html(self) -> str:
        """The document as it is drawn now. Raises ProbeFault where the page does not answer."""
        for _ in range(3):
            try:
                return await self._guard(self.page.content(), 10)
            except _Moved:
                await self.settle()
        raise ProbeFault("页面不停地跳转")

    async def reading(self) -> PageReading:
        """The drawn document read as the crawl reads pages: facts, targets, challenge, soft 404."""
        html = await self.html()
        return read_for_crawl(self.page.url, html.encode("utf-8", "replace"), "text/html; charset=utf-8")

    async def read(self) -> Page:
        """The facts of the drawn document."""
        return (await self.reading()).page

    async def js(self, script: str, argument: Any = None, seconds: float = 8.0, frame: Frame | None = None) -> Any:
        """The value of a script run in the page (in one of its frames with `frame`).

        Raises ProbeFault where the page does not answer in time.
        """
        for _ in range(3):
            try:
                return await self._guard((frame or self.page).evaluate(script, argument), seconds)
            except _Moved:
                await self.settle()
        raise ProbeFault("页面不停地跳转")

    async def js_in(self, frame: Frame, script: str, argument: Any = None, seconds: float = 8.0) -> Any:
        """As `js`, in one frame of the page; None where the frame is gone or has moved on."""
        if frame.is_detached():
            return None
        try:
            return await self._guard(frame.evaluate(script, argument), seconds)
        except _Moved:
            return None
        except ProbeFault:
            if frame is self.page.main_frame or self._crashed:
                raise
            return None

    async def _guard(self, action: Coroutine[Any, Any, T], seconds: float) -> T:
        """The result of an action; a page that hangs or breaks down becomes a ProbeFault."""
        if self._crashed:
            action.close()
        self._check_crash()
        try:
            return await asyncio.wait_for(action, seconds)
        except TimeoutError:
            self.session.stop_pages()
            self._crashed = True
            raise ProbeFault("页面里的脚本停不下来，已结束该页") from None
        except Error as error:
            self._check_crash()
            said = str(error)
            if "crashed" in said or "closed" in said:
                raise ProbeFault("页面崩溃") from error
            if "navigat" in said or "context was destroyed" in said:
                raise _Moved("页面跳转了") from error
            raise ProbeFault(f"页面脚本出错（{said.splitlines()[0][:100] if said else ''}）") from error

    def _check_crash(self) -> None:
        if self._crashed:
            raise ProbeFault("页面崩溃或占用内存过多，已结束该页")

    # --- evidence ------------------------------------------------------------------------------------------

    async def shot(self, kind: str, caption: str, *, whole: bool = False) -> Shot | None:
        """A screenshot (private numbers masked), kept for the report; None where the page lets none be taken."""
        try:
            await self._guard(self.page.evaluate(_MASK), 5)
            png = await self._guard(
                self.page.screenshot(type="png", full_page=whole, animations="disabled", timeout=8000), 12
            )
            await self._guard(self.page.evaluate(_UNMASK), 5)
        except (ProbeFault, _Moved):
            return None
        shot = Shot(self.session.recorder.shot(kind, png), self.page.url, caption)
        self.shots.append(shot)
        return shot

    def step(self, action: str, result: str = "", url: str = "") -> None:
        """Notes a step taken (Chinese)."""
        self.steps.append(Step(action, url or self.page.url, result))

    def _said(self, action: str, loaded: Loaded) -> Loaded:
        words = OUTCOMES.get(loaded.outcome, loaded.outcome)
        self.step(action, f"{words}（{loaded.status}）" if loaded.status >= 400 else words, loaded.url)
        return loaded

    def kept(self) -> dict[str, Any]:
        """Steps, shots, held requests and records, as the fields that every trial has."""
        return {
            "steps": tuple(self.steps),
            "shots": tuple(self.shots),
            "held": tuple(sorted(self.held)),
            "records": dict(sorted(self.records.items())),
        }

    # --- the archive and the end ---------------------------------------------------------------------------

    async def _keep(self, response: Response) -> None:
        request = response.request
        kind, url = request.resource_type, response.url
        if not url.startswith("http") or (self.session.was_kept(url) and kind not in _PAGE_TYPES):
            return
        with contextlib.suppress(Error, asyncio.CancelledError):
            body = b"" if 300 <= response.status < 400 else await response.body()
            self.responses.append((url, kind, response.status, len(body)))
            if len(body) > _MOST_BODY:
                return
            headers = await response.all_headers()
            self.session.keep_asset(url, kind, response.status, headers, body)
            asked = f"{request.method} {url} HTTP/1.1\r\nUser-Agent: {self.session.options.user_agent}\r\n\r\n".encode()
            document = kind == "document"
            record = self.session.recorder.exchange(
                url, asked, response.status, response.status_text, headers, body, page=document
            )
            if document and record:
                self.records[url] = record

    async def end(self) -> None:
        """Closes the tab and its pop-ups, after what is under way was kept."""
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=3)
        for page in (*self.popups, self.page):
            with contextlib.suppress(Error, TimeoutError):
                await asyncio.wait_for(page.close(), 3)
        for task in self._tasks:
            task.cancel()


class _Moved(ZhengpingError):
    """The page went elsewhere while it was looked at."""


def _refusal_by(status: int) -> str:
    return "blocked" if status in BLOCKED_STATUS else "not-found" if status in (404, 410) else "error"


def _same_origin(refused: str, url: str) -> bool:
    return refused.split("/")[2:3] == url.split("/")[2:3]


OUTCOMES = {
    "ok": "打开",
    "not-found": "页面不存在",
    "error": "服务器出错",
    "blocked": "被拒绝",
    "timeout": "没有加载完",
    "dead": "没有应答",
    "robots": "robots.txt 不允许访问",
    "private": "内网地址，未访问",
    "download": "是文件下载",
    "held": "没有放行",
}
