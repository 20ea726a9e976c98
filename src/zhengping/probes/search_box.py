"""The site's own search box: found on the page, typed into and sent off as a visitor does; what comes is read."""

from __future__ import annotations

import asyncio
import contextlib
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from playwright.async_api import Error, Frame, Locator
from playwright.async_api import Page as BrowserPage

from zhengping.probes.faults import ProbeFault
from zhengping.probes.tab import BLOCKED_STATUS, Loaded, Tab
from zhengping.reading.probed.search import QueryOutcome
from zhengping.reading.search_results import AnswerPage, SearchWords, holds, read_answer, row_matches

_HERE = Path(__file__).parent
_FIND = (_HERE / "search_form.js").read_text(encoding="utf-8")
_VISIBLE = (_HERE / "search_visible.js").read_text(encoding="utf-8")
_EFFECT_SECONDS = 2.5
_ANSWER_SECONDS = 4.0
_LOADING = re.compile("(?:正在|努力)(?:搜索|检索|查询|加载|努力)|加载中|搜索中|检索中|请稍[候后]|loading", re.I)
_LEAST_FRAME = (300, 120)
_LINES = """() => [...document.querySelectorAll("li,a,div,p,span,td,option,dd,b,em")]
  .filter((one) => one.parentElement?.tagName === "DATALIST" || one.checkVisibility({ visibilityProperty: true }))
  .filter((one) => one.tagName !== "DIV" || one.childElementCount <= 2)
  .map((one) => (one.innerText || one.value || "").trim())
  .filter((text) => text.length > 1 && text.length <= 60).slice(0, 4000)"""
_QUERIES = "() => { if (window.__zhengping) window.__zhengping.query = true; }"
_ASKS_LOGIN = """() => [...document.querySelectorAll("input[type=password]")].some((one) => one.checkVisibility())"""
_ASKS_CAPTCHA = """() => [...document.querySelectorAll("input,img")].some((one) => one.checkVisibility() &&
  /captcha|yzm|验证码|verifycode|checkcode/i.test(["name", "id", "placeholder", "alt", "src", "class"]
    .map((name) => one.getAttribute(name) || "").join(" ")))"""


@dataclass(frozen=True)
class Asked:
    """The answer to one question: how it went, the page's address and status, and what is there."""

    outcome: QueryOutcome
    page: str = ""
    status: int = 0
    answer: AnswerPage | None = None


class _State(NamedTuple):
    """By which it is seen that something follows from pressing a button."""

    url: str
    popups: int
    data: int
    held: int
    refused: int
    responses: int


@dataclass(eq=False)
class SearchBox:
    """The box on the page `form`. Call `find` first.

    `before`: the form's page as it is before anything is asked; `fields`: how many text fields the last page showed;
    `pressed`: something named search was there and was pressed.
    """

    tab: Tab
    words: SearchWords
    form: str = ""
    kind: str = "nothing"
    fields: int = 0
    _frame: Frame | None = None
    _first: BrowserPage | None = None
    _fresh: bool = False
    _last: AnswerPage = field(default_factory=lambda: AnswerPage(""))
    pressed: bool = False
    before: AnswerPage = field(default_factory=lambda: AnswerPage(""))

    # --- finding -------------------------------------------------------------------------------------------

    async def find(self, url: str, action: str) -> Loaded:
        """Opens a page and looks for the box; `kind` says what was found there."""
        await self._back_to_first()
        loaded = await self.tab.open(url, action=action)
        self.kind, self._frame = "nothing", None
        if loaded.readable:
            await self._look("")
            if self.kind == "opener":
                await self._open_it()
        if self.kind == "box":
            self.form = url
            self.before = self._last = await self.read("")
            self._fresh = True
        return loaded

    async def _look(self, typed: str) -> dict[str, Any]:
        """Looks in all frames; the best find is kept: a box before something that may open one."""
        self.kind, self.fields = "nothing", 0
        best: dict[str, Any] = {}
        for frame in await self._frames():
            found = await self.tab.js_in(frame, _FIND, {"typed": typed})
            if not isinstance(found, dict):
                continue
            self.fields += int(found.get("fields", 0))
            better = found["kind"] == "box" and self.kind != "box"
            if better or (found["kind"] == "opener" and self.kind == "nothing"):
                self.kind, self._frame, best = found["kind"], frame, found
        return best

    async def _frames(self) -> list[Frame]:
        """The page itself and those of its frames that are large enough to hold something."""
        page, found = self.tab.page, [self.tab.page.main_frame]
        for frame in page.frames:
            if frame is page.main_frame or frame.is_detached() or len(found) > 8:
                continue
            size = await self.tab.js_in(frame, "() => [innerWidth, innerHeight]", seconds=4)
            if isinstance(size, list) and size[0] >= _LEAST_FRAME[0] and size[1] >= 24:
                found.append(frame)
        return found

    async def _open_it(self) -> None:
        """Presses what is named search: a box may open, or a page or a window with one."""
        before = len(self.tab.popups)
        await self._press(self._locator("opener"))
        await self._effect(self._state())
        if len(self.tab.popups) > before:
            self._enter_popup()
        await self.tab.settle()
        await self._look("")
        self.pressed = True
        self.tab.step("点开搜索入口", "出现搜索框" if self.kind == "box" else "没有出现搜索框")

    @property
    def text_field(self) -> Locator:
        """The field that was found."""
        return self._locator("field")

    def _locator(self, name: str) -> Locator:
        assert self._frame is not None
        return self._frame.locator(f"[data-zhengping={name}]").first

    async def _press(self, locator: Locator) -> bool:
        for way in ("click", "dispatch"):
            try:
                if way == "click":
                    await locator.click(timeout=2000, no_wait_after=True)
                else:
                    await locator.dispatch_event("click", timeout=1000)
                return True
            except (Error, TimeoutError):
                continue
        return False

    # --- asking --------------------------------------------------------------------------------------------

    async def ready(self, typed: str = "") -> bool:
        """Whether the box is there to type into: that of the answer page, if it holds the last question, else the
        form's page opened once more."""
        if self._fresh and await self.text_field.count():
            return True
        if self._first is not None:
            await self._back_to_first()
            self._last, typed = self.before, ""
            if (await self._look("")).get("kind") == "box":
                return True
        elif typed and (await self._look(typed)).get("typed"):
            return True
        loaded = await self.find(self.form, "打开搜索框所在页面")
        return loaded.readable and self.kind == "box"

    async def type(self, text: str) -> bool:
        """Fills the field; False where it cannot be typed into."""
        field = self.text_field
        try:
            await field.fill(text, timeout=3000)
        except (Error, TimeoutError):
            try:
                await field.evaluate("(one, text) => { one.focus(); one.value = text; }", text, timeout=2000)
            except (Error, TimeoutError):
                return False
        return True

    async def ask(self, text: str) -> Asked:
        """Types a question, sends it off and reads what comes. Costs one page load."""
        tab = self.tab
        tab.session.spend_load()
        self._fresh = False
        if self._frame is None or not await self.type(text):
            return Asked("unchanged", tab.page.url)
        for frame in await self._frames():
            await tab.js_in(frame, _QUERIES)
        await tab.settle(2.0)
        before = self._state()
        popups = len(tab.popups)
        for way in ("button", "enter"):
            if way == "button" and not await self._locator("button").count():
                continue
            if way == "button":
                await self._press(self._locator("button"))
            else:
                with contextlib.suppress(Error, TimeoutError):
                    await self.text_field.press("Enter", timeout=2000, no_wait_after=True)
            if await self._effect(before):
                break
        if len(tab.popups) > popups:
            self._enter_popup()
        return await self._what_came(text, before)

    async def reorder(self, label: str, text: str) -> Asked:
        """Presses an order that the answer page offers and reads the answer again. Costs one page load."""
        self.tab.session.spend_load()
        before = self._state()
        for frame in await self._frames():
            choice = frame.get_by_text(label, exact=True).first
            with contextlib.suppress(Error, TimeoutError):
                if await choice.count():
                    await choice.click(timeout=2000, no_wait_after=True)
                    await self._effect(before)
                    return await self._what_came(text, before)
        return Asked("unchanged", self.tab.page.url)

    def _state(self) -> _State:
        tab = self.tab
        data = sum(kind in ("document", "xhr", "fetch", "script") for _, kind, _, _ in tab.responses)
        return _State(tab.page.url, len(tab.popups), data, tab.times_held, len(tab.refused), len(tab.responses))

    async def _effect(self, before: _State) -> bool:
        """Waits until something follows from pressing: another address, a window, an answer, a refusal."""
        until = time.monotonic() + _EFFECT_SECONDS
        while time.monotonic() < until:
            await asyncio.sleep(0.05)
            if self._state() != before or self.tab._running:
                return True
        return False

    def _enter_popup(self) -> None:
        """What opened in a new window is looked at; the window with the form stays for the next question."""
        if self._first is None:
            self._first = self.tab.page
        self.tab.page = self.tab.popups[-1]

    async def _back_to_first(self) -> None:
        if self._first is None:
            return
        answered = self.tab.page
        self.tab.page, self._first = self._first, None
        if answered in self.tab.popups:
            self.tab.popups.remove(answered)
            with contextlib.suppress(Error, TimeoutError):
                await asyncio.wait_for(answered.close(), 3)

    async def _what_came(self, text: str, before: _State) -> Asked:
        tab = self.tab
        with contextlib.suppress(Error, TimeoutError):
            await tab.page.wait_for_load_state("domcontentloaded", timeout=tab.session.options.page_seconds * 1000)
        loaded = await tab.look(tab.page.url)
        status = await self._status()
        refusal = self._refusal(loaded, status, before)
        if refusal:
            return Asked(refusal, tab.page.url, status)
        answer = await self.read(text)
        until = time.monotonic() + _ANSWER_SECONDS
        while _may_still_come(answer) and time.monotonic() < until:
            await asyncio.sleep(0.4)
            await tab.settle(3.0)
            answer = await self.read(text)
        last, self._last = self._last, answer
        # A page that newly or once more says that it found nothing has answered.
        stayed = tab.page.url == before.url and len(tab.popups) == before.popups and _same_page(answer, last)
        stayed = stayed and not (answer.nothing and (last.query or not last.nothing))
        if stayed or not _bears_on(answer):
            hindrance = await self._hindrance(loaded, before)
            if hindrance or stayed:
                return Asked(hindrance or "unchanged", tab.page.url, 0, answer)
        return Asked("ok", tab.page.url, 0, answer)

    async def _hindrance(self, loaded: Loaded, before: _State) -> QueryOutcome | None:
        """Why a page without a row that bears on the question is no answer; None where it may be one."""
        tab, after = self.tab, self._state()
        if after.held > before.held or await self._swallowed():
            return "held"
        if after.refused > before.refused:
            return "robots"
        failed = [status for _, kind, status, _ in tab.responses[before.responses :] if kind in ("xhr", "fetch")]
        if any(status in BLOCKED_STATUS for status in failed):
            return "blocked"
        if any(status >= 500 for status in failed):
            return "error"
        if await tab.js(_ASKS_CAPTCHA):
            return "captcha"
        if await tab.js(_ASKS_LOGIN):
            return "login"
        return "timeout" if loaded.outcome == "timeout" else None

    async def _swallowed(self) -> bool:
        """Whether a script wanted to send a form by POST, which the browser did not let it."""
        for frame in await self._frames():
            if await self.tab.js_in(frame, "() => !!(window.__zhengping && window.__zhengping.held)"):
                return True
        return False

    async def _status(self) -> int:
        """The HTTP status of the page that is shown; 200 where none came (a script drew it)."""
        for _ in range(10):
            documents = [each for each in self.tab.responses if each[1] == "document"]
            for url, _, status, _ in reversed(documents):
                if url.split("#")[0] == self.tab.page.url.split("#")[0]:
                    return status
            await asyncio.sleep(0.05)
        return 200

    def _refusal(self, loaded: Loaded, status: int, before: _State) -> QueryOutcome | None:
        """What refused the answer's page; None where it came."""
        if self.tab.page.url.startswith("chrome-error:"):
            after = self._state()
            return "held" if after.held > before.held else "robots" if after.refused > before.refused else "dead"
        if status in BLOCKED_STATUS:
            return "blocked"
        if status in (404, 410):
            return "not-found"
        if status >= 400:
            return "error"
        return "captcha" if loaded.outcome == "blocked" else None

    # --- reading -------------------------------------------------------------------------------------------

    async def read(self, text: str) -> AnswerPage:
        """What is shown now, frames included."""
        documents = []
        for frame in await self._frames():
            shown = await self.tab.js_in(frame, _VISIBLE)
            main = frame is self.tab.page.main_frame
            if isinstance(shown, dict) and (main or shown["high"] >= _LEAST_FRAME[1]):
                documents.append((str(shown["url"]), str(shown["html"])))
        if not documents:
            raise ProbeFault("页面没有应答")
        return read_answer(text, documents, self.words)

    async def visible_lines(self) -> list[str]:
        """Short texts to be seen on the page, without what stands in fields: where suggestions appear."""
        lines = await self.tab.js(_LINES)
        return [str(line) for line in lines] if isinstance(lines, list) else []


def _bears_on(answer: AnswerPage) -> bool:
    """Whether the page answers in words or by a row that has words of the question."""
    return answer.nothing or any(row_matches(row, answer.query) for rows in answer.lists.values() for row in rows)


def _may_still_come(answer: AnswerPage) -> bool:
    dated = max((sum(bool(row.day) for row in rows) for rows in answer.lists.values()), default=0)
    return _LOADING.search(answer.text) is not None or not (_bears_on(answer) or dated > 2 or answer.total >= 0)


def _same_page(now: AnswerPage, before: AnswerPage) -> bool:
    """Whether a page shows what it showed before but for a few links (a clock, a changing banner).

    A link more that bears on the question, though one like it stood there already, or another total is an answer.
    """
    links, others = Counter(now.links), Counter(before.links)
    added = links - others
    if now.total != before.total or any(holds(title, now.query) for title, _ in added):
        return False
    if links == others:
        return now.links == before.links  # the same rows in another order are another answer
    return (added + (others - links)).total() * 10 <= max(links.total(), others.total())
