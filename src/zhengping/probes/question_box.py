"""The question box (5.2.2): found, opened, and asked only where the office allows it; questions leave by GET alone."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

from playwright.async_api import Error, Frame

from zhengping.checks.context import Context
from zhengping.checks.entries import entrances_named, of_this_site
from zhengping.checks.tools import has_any, number
from zhengping.probes.form_fields import in_frame
from zhengping.probes.questions import Question, overlap, questions
from zhengping.probes.session import Session
from zhengping.probes.tab import Loaded, Tab
from zhengping.reading.probed.functions import Answered, QuestionTrial

LOADS = 30
SECONDS = 150.0
_READER = (Path(__file__).parent / "question_reader.js").read_text(encoding="utf-8").strip()
_LINES = """(mark) => {
  const box = (mark && document.querySelector(`[data-zhengping-box="${mark}"]`)) || document.body;
  return box ? box.innerText.split("\\n").map((line) => line.replace(/\\s+/g, " ").trim()).filter(Boolean) : [];
}"""
_LOOKS = 8
_LOOK_SECONDS = 0.4
_MOST_PLACES = 4
_ANSWER_LOOKS = 32
_ANSWER_SECONDS = 0.25
_LONGEST_ANSWER = 400
_STAMP = re.compile(r"(?:\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?)?\s*\d{1,2}:\d{2}(?::\d{2})?|刚刚")
_LEAST_PAGES = 3
_FRAMES = 10
Kind = Literal["floating", "frame", "page"]


@dataclass(frozen=True)
class _Words:
    entrance: tuple[str, ...]
    no_entrance: tuple[str, ...]
    scripts: tuple[str, ...]
    windows: tuple[str, ...]
    send: tuple[str, ...]
    hints: tuple[str, ...]
    greeting: tuple[str, ...]
    human: tuple[str, ...]
    searching: tuple[str, ...]

    @property
    def told(self) -> dict[str, list[str]]:
        """What the script in the page needs of them."""
        names = ("entrance", "scripts", "windows", "send")
        return {name: list(getattr(self, name)) for name in names} | {"noEntrance": list(self.no_entrance)}


def _words(context: Context) -> _Words:
    names = ("entrance", "no_entrance", "scripts", "windows", "send", "hints", "greeting", "human", "searching")
    return _Words(*(context.words("5.2.2", name) for name in names))


@dataclass(frozen=True, eq=False)
class _Box:
    """A field for questions that is shown: the frame and the marks of field, button and window."""

    frame: Frame
    kind: Kind
    field: str
    send: str
    talk: str
    text: str


async def try_question_box(session: Session, context: Context) -> QuestionTrial:
    """Looks for the box on the home page and behind the entrances, opens it, and asks where that is allowed."""
    words = _words(context)
    async with session.tab() as tab:
        attempt = _Attempt(tab, words)
        box = await attempt.at_home(context.site.url)
        for url, label in _places(context, words)[:_MOST_PLACES] if box is None else ():
            box = await attempt.at(url, label)
            if box is not None:
                break
        if box is None:
            await tab.shot("question", "没有找到可以提问的窗口")
            return QuestionTrial(
                state="blocked" if attempt.refused else "done" if attempt.tried else "absent",
                why=attempt.why(),
                page=tab.page.url,
                entrances=tuple(sorted(attempt.tried)),
                hindered=attempt.failed or bool(tab.held) or bool(tab.refused),
                **tab.kept(),
            )
        greeting = _greeting(box.text, words)
        await tab.shot("question", "智能问答窗口已打开")
        page = tab.page.url
        asked: tuple[Answered, ...] = ()
        posted = False
        if session.options.may_ask:
            drawn = questions(context, session.draw("question-box"), number(context, "5.2.2", "questions"))
            asked, posted = await _Asking(attempt, box).ask(drawn)
            await tab.shot("question", "提问以后")
        return QuestionTrial(
            page=page,
            why="" if session.options.may_ask else "没有提问：须由单位在配置中允许",
            entrances=tuple(sorted(attempt.tried)),
            asked=asked,
            posted=posted,
            kind=box.kind,
            opens=True,
            greeting=greeting,
            human=bool(has_any(box.text, words.human)),
            **tab.kept(),
        )


def _places(context: Context, words: _Words) -> list[tuple[str, str]]:
    """Addresses of entrances and columns of the site itself, each once, with their names."""
    found = of_this_site(context, entrances_named(context, words.entrance, without=words.no_entrance))
    boards = context.words("5.2.2", "boards")
    columns = [
        column
        for column in context.site.columns_for("5.2.2")
        if column.name not in boards and not column.platform and column.url
    ]
    places = [(entrance.url, entrance.label) for entrance in found if entrance.url.startswith("http")]
    places += [(column.url, column.name) for column in columns]
    return list({url.partition("#")[0]: (url, label) for url, label in reversed(places)}.values())[::-1]


def _greeting(text: str, words: _Words) -> str:
    parts = re.split(r"(?<=[。！!？?\n])", text)
    return next((part.strip()[:100] for part in parts if has_any(part, words.greeting)), "")


class _Attempt:
    """The way to the box. `tried`: names of the entrances that were pressed or opened."""

    def __init__(self, tab: Tab, words: _Words) -> None:
        self.tab, self.words = tab, words
        self.tried: set[str] = set()
        self.refused = False
        self.failed = False
        self._reopen: tuple[str, str] = ("", "")

    def why(self) -> str:
        """What the search for the box came to, in Chinese."""
        if self.refused:
            return "网站不许程序访问"
        names = "、".join(sorted(self.tried)[:3])
        return f"“{names}”打开后没有可以提问的输入框" if names else "首页上没有找到智能问答的入口"

    async def at_home(self, url: str) -> _Box | None:
        """On the home page: a box that is there, or one that something floating opens."""
        loaded = await self._open(url, "首页")
        if not loaded.readable:
            return None
        found = await self._look(strict=True)
        for opener in [each for each in found["openers"] if not each["url"]][:4]:
            if found["box"] is not None:
                break
            self.tried.add(opener["label"])
            self._reopen = (url, opener["label"])
            found["box"] = await self._press(opener)
        box: _Box | None = found["box"]
        return box

    async def at(self, url: str, label: str) -> _Box | None:
        """On the page behind an entrance; once more what opens it there."""
        self.tried.add(label)
        loaded = await self._open(url, label)
        if not loaded.readable:
            return None
        self._reopen = (url, "")
        named = has_any(loaded.title, self.words.entrance) or has_any(label, self.words.entrance)
        box = await self._wait(strict=not named)
        if box is None:
            found = await self._look(strict=True)
            for opener in [each for each in found["openers"] if not each["url"]][:3]:
                self._reopen = (url, opener["label"])
                box = await self._press(opener)
                if box is not None:
                    break
        return box

    async def again(self) -> _Box | None:
        """The same box once more, after an answer that came as a page of its own."""
        url, label = self._reopen
        loaded = await self._open(url, "问答页面")
        if not loaded.readable:
            return None
        if not label:
            return await self._wait(strict=False)
        found = await self._look(strict=True)
        opener = next((each for each in found["openers"] if each["label"] == label), None)
        return await self._press(opener) if opener is not None else None

    async def _open(self, url: str, label: str) -> Loaded:
        loaded = await self.tab.open(url, action=f"打开“{label}”")
        if loaded.outcome in ("error", "dead", "timeout", "not-found"):
            loaded = await self.tab.open(url, action="再打开一次")
        self.refused |= loaded.outcome in ("blocked", "robots", "private")
        self.failed |= not loaded.readable
        return loaded

    async def _press(self, opener: dict[str, Any]) -> _Box | None:
        place = opener["frame"].locator(f'[data-zhengping-box="{opener["mark"]}"]').first
        windows = len(self.tab.popups)
        try:
            await place.click(timeout=3000, no_wait_after=True)
        except Error:
            self.tab.step(f"点“{opener['label']}”", "点不到")
            return None
        await self.tab.settle(3.0)
        self.tab.step(f"点“{opener['label']}”", "")
        opened = [page.url for page in self.tab.popups[windows:] if page.url.startswith("http")]
        if opened:
            self._reopen = (opened[0], "")
            return await self._wait(strict=False) if (await self._open(opened[0], opener["label"])).readable else None
        return await self._wait(strict=True, beside=opener["label"])

    async def _wait(self, *, strict: bool, beside: str = "") -> _Box | None:
        """The box, given a moment to be drawn."""
        for look in range(_LOOKS):
            if look:
                await asyncio.sleep(_LOOK_SECONDS)
            found = await self._look(strict=strict)
            if found["box"] is not None:
                box: _Box = found["box"]
                return box
        return None

    async def _look(self, *, strict: bool) -> dict[str, Any]:
        """The best field for questions that is shown, and what may open one."""
        openers: list[dict[str, Any]] = []
        best: tuple[int, _Box] | None = None
        main = self.tab.page.main_frame
        for position, frame in enumerate(self.tab.page.frames[:_FRAMES]):
            raw = await in_frame(self.tab, frame, _READER, {**self.words.told, "prefix": f"q{position}-"})
            if not raw:
                continue
            openers += [{**each, "frame": frame} for each in raw["openers"]]
            framed = frame != main and bool(
                has_any(frame.url.lower(), (*self.words.scripts, *self.words.windows))
                or has_any(raw["title"], self.words.entrance)
            )
            for field in raw["fields"]:
                points = self._points(field, framed=framed, strict=strict)
                if points and (best is None or points > best[0]):
                    kind: Kind = "frame" if frame != main else "floating" if field["pinned"] else "page"
                    best = points, _Box(frame, kind, field["mark"], field["send"], field["talk"], field["text"])
        return {"box": best[1] if best else None, "openers": openers}

    def _points(self, field: dict[str, Any], *, framed: bool, strict: bool) -> int:
        """How surely a field takes questions; 0 = it does not: a search box, a message board, a login."""
        said = f"{field['label']} {field['buttons']}"
        if field["password"] or field["beside"] >= 2:
            return 0
        points = 3 * bool(field["own"]) + 3 * framed + 2 * field["pinned"] + 2 * bool(has_any(said, self.words.hints))
        points += bool(field["send"])
        if has_any(said, self.words.searching) and not framed:
            points -= 4
        return max(0, points) if points >= (4 if strict else 2) else 0


class _Asking:
    """Typing questions and reading what appears. Nothing but GET leaves the browser; a box that posts is told."""

    def __init__(self, attempt: _Attempt, box: _Box) -> None:
        self.attempt, self.tab = attempt, attempt.tab
        self.box: _Box | None = box
        self.whole_pages = False

    async def ask(self, drawn: list[Question]) -> tuple[tuple[Answered, ...], bool]:
        """The answers, and whether the box wanted to post (then no more is asked)."""
        heard: list[tuple[Question, list[str]]] = []
        posted = False
        await self.tab.allow_query()
        for question in drawn:
            if self.box is None:
                self.box = await self.attempt.again()
                await self.tab.allow_query()
            if self.box is None:
                break
            held = set(self.tab.held)
            lines = await self._one(self.box, question)
            posted = not lines and any(not each.startswith("GET") for each in self.tab.held - held)
            if posted:
                break
            heard.append((question, lines))
            self.tab.step(f"问：{question.text}", "有回答" if lines else "没有回答")
        if self.whole_pages:
            heard = _own_lines(heard)
        answers = [(question, " ".join(lines)) for question, lines in heard]
        return tuple(
            Answered(question.text, answer[:_LONGEST_ANSWER], _two_places(overlap(answer, question)), question.url)
            for question, answer in answers
        ), posted

    async def _one(self, box: _Box, question: Question) -> list[str]:
        address, before = self.tab.page.url, await self._lines(box)
        page = list(await self.tab.js(_LINES, "") or [])
        place = box.frame.locator(f'[data-zhengping-box="{box.field}"]').first
        try:
            await place.fill(question.text, timeout=4000)
            if box.send:
                send = box.frame.locator(f'[data-zhengping-box="{box.send}"]').first
                await send.click(timeout=4000, no_wait_after=True)
            else:
                await place.press("Enter", timeout=4000, no_wait_after=True)
        except Error:
            return []
        last: list[str] = []
        still = 0
        for _ in range(_ANSWER_LOOKS):
            await asyncio.sleep(_ANSWER_SECONDS)
            if self.tab.page.url != address:  # the answer is a page of its own
                await self.tab.settle()
                self.box, before, self.whole_pages = None, page, True
            lines = _new(before, await self._lines(box), question.text)
            still = still + 1 if lines and lines == last else 0
            if still >= 3:
                break
            last = lines
        return last

    async def _lines(self, box: _Box) -> list[str]:
        """The lines of the box; where the answer is another page, all that it shows."""
        frame = box.frame if self.box is not None and not box.frame.is_detached() else self.tab.page.main_frame
        lines = await in_frame(self.tab, frame, _LINES, box.talk if self.box is not None else "")
        return list(lines or [])


def _new(before: list[str], after: list[str], question: str) -> list[str]:
    """Lines that came up since; the question itself and times of day are left out."""
    left = Counter(before)
    fresh: list[str] = []
    for line in after:
        if left[line]:
            left[line] -= 1
            continue
        plain = _STAMP.sub("", line).strip()
        if plain and plain.removeprefix("问：").strip() != question:
            fresh.append(plain)
    return fresh


def _own_lines(heard: list[tuple[Question, list[str]]]) -> list[tuple[Question, list[str]]]:
    """Of answers that are whole pages the lines that not all of them show: the rest is the frame of the pages.

    Of one or two pages nobody can tell the frame from the answer: they count as none.
    """
    if len(heard) < _LEAST_PAGES:
        return [(question, []) for question, _ in heard]
    common = set.intersection(*(set(lines) for _, lines in heard))
    return [(question, [line for line in lines if line not in common]) for question, lines in heard]


def _two_places(share: Fraction) -> str:
    hundredths = int(share * 100 + Fraction(1, 2))
    return f"{hundredths // 100}.{hundredths % 100:02d}"
