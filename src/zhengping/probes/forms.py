"""Forms opened and filled as a citizen would, never submitted (1.2.2-4, 1.3.2-2, 3.1.3-1, 4.1-2, 4.2-2, 4.3-2)."""

from __future__ import annotations

import asyncio
import contextlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Error

from zhengping.checks.context import Context
from zhengping.checks.tools import has_any
from zhengping.probes.asking import read_reply
from zhengping.probes.faults import BudgetSpent, ProbeFault
from zhengping.probes.form_fields import SeenForm, button_of, fill, in_frame, press, seen_forms
from zhengping.probes.form_places import MOST_PLACES, FormPlace, FormTarget, form_targets
from zhengping.probes.lookup_cases import ask_case, number_field
from zhengping.probes.query_forms import query_forms
from zhengping.probes.session import Session
from zhengping.probes.tab import Loaded, Tab
from zhengping.reading.probed.functions import FormTrial, Opening

_WAYS = (Path(__file__).parent / "form_ways.js").read_text(encoding="utf-8").strip()
LOADS = 60
SECONDS = 240.0
_MOST_HOPS = 3
_LOOKS = 6
_LOOK_SECONDS = 0.4
_WAIT_FOR_BUTTON = 15_000
_LEAST_TEXT = 40
"""Characters below which a page without a form shows nothing."""
_OPENINGS: dict[str, Opening] = {
    "error": "error",
    "not-found": "missing",
    "blocked": "refused",
    "robots": "refused",
    "private": "refused",
    "dead": "unreachable",
    "download": "no-form",
    "held": "held",
}
_LOGIN_ADDRESS = re.compile(
    r"//(?:sso|passport|login|auth|cas|uc)\.|/(?:login|sso|passport|cas|oauth\d?)(?:[/.?]|$)", re.I
)
_TWICE = frozenset({"error", "not-found", "dead", "timeout"})
SAID: dict[Opening, str] = {
    "fixed": "有表单，但不能填写",
    "no-form": "打开后未见可填写的表单",
    "blank": "打开两次，应有表单的地方都没有显示出来",
    "error": "打开两次，服务器都出错",
    "missing": "打开两次，页面都不存在",
    "unreachable": "打开两次，都没有应答",
    "login": "须登录后查看",
    "captcha": "表单前有验证码",
    "refused": "网站不许程序访问",
    "held": "须发送请求才能进入表单，程序不发送",
}


@dataclass(frozen=True)
class FormWords:
    """The edition's words of pages with forms."""

    submits: tuple[str, ...]
    no_submits: tuple[str, ...]
    complaints: tuple[str, ...]
    agree: tuple[str, ...]
    onward: tuple[str, ...]
    login: tuple[str, ...]


def form_words(context: Context) -> FormWords:
    """Raises EditionError where the edition lacks one of the lists."""
    names = ("form_submits", "form_no_submits", "form_complaints", "form_agree", "form_next", "form_login")
    return FormWords(*(context.words("", name) for name in names))


async def try_forms(session: Session, context: Context) -> tuple[FormTrial, ...]:
    """One trial for each page tried; a function's pages are tried in order until a form opens on one."""
    words = form_words(context)
    trials: list[FormTrial] = []
    for target in form_targets(context):
        trials += await try_target(session, context, words, target)
    return tuple(trials)


async def try_target(session: Session, context: Context, words: FormWords, target: FormTarget) -> list[FormTrial]:
    """The trials of one function, one a page, until a form opens or the budget is spent.

    A query (a letter by its number) is a page view and is asked for a made-up number besides.
    """
    trials: list[FormTrial] = []
    for number, place in enumerate(target.places[:MOST_PLACES]):
        trial = await try_place(session, words, target, place, len(target.places) - number - 1)
        if trial.opens and target.part == "query":
            trial = await _queried(session, context, trial)
        trials.append(trial)
        if trials[-1].opens or trials[-1].state == "skipped":
            break
    return trials


async def _queried(session: Session, context: Context, trial: FormTrial) -> FormTrial:
    """What the query says to a made-up number; the trial as it was where the form cannot be found once more."""
    try:
        async with session.tab() as tab:
            if not (await tab.open(trial.page, action="打开查询页面")).readable:
                return _replace(trial, obstacle="unclear")
            labels = {each.label for each in trial.fields}
            forms = [form for form in await query_forms(tab, context) if number_field(form) is not None]
            same = [form for form in forms if any(each.said in labels or each.label in labels for each in form.fields)]
            if not same:
                return _replace(trial, obstacle="unclear")
            done = await ask_case(tab, context, trial.page, same[0], await read_reply(tab))
            kept = tab.kept()
    except (BudgetSpent, ProbeFault, Error, TimeoutError):
        return _replace(trial, obstacle="unclear")
    return _replace(
        trial,
        asked=tuple(done.asked),
        answer=done.answer,
        obstacle=done.obstacle,
        steps=trial.steps + kept["steps"],
        shots=trial.shots + kept["shots"],
        held=tuple(sorted({*trial.held, *kept["held"]})),
        records={**kept["records"], **trial.records},
    )


async def try_place(
    session: Session, words: FormWords, target: FormTarget, place: FormPlace, others: int = 0
) -> FormTrial:
    """The trial of one page; faults and a spent budget become its state."""
    told = FormTrial(
        purpose=target.purpose,
        part=target.part,
        page=place.url,
        label=place.label,
        promised=place.promised,
        others=others,
    )
    try:
        async with session.tab() as tab:
            return await _Attempt(tab, words, target, place).run(told)
    except BudgetSpent as spent:
        return _replace(told, state="skipped", why=str(spent))
    except (ProbeFault, Error, TimeoutError) as fault:
        return _replace(told, state="failed", why=(str(fault).splitlines() or ["浏览器没有应答"])[0][:200])


def _replace(trial: FormTrial, **changes: Any) -> FormTrial:
    kept = {name: getattr(trial, name) for name in trial.__struct_fields__}
    return FormTrial(**(kept | changes))


@dataclass
class _Attempt:
    """One page on the way to a form."""

    tab: Tab
    words: FormWords
    target: FormTarget
    place: FormPlace
    visited: set[str] = field(default_factory=set)

    async def run(self, told: FormTrial) -> FormTrial:
        opening, form = await self._open()
        if opening == "blank":
            self.visited.clear()
            opening, form = await self._open()
        if form is None:
            await self.tab.shot("form", SAID.get(opening, "打开后的样子"))
            state = "blocked" if opening in ("captcha", "refused") else "done"
            changes: dict[str, Any] = {"state": state, "why": SAID.get(opening, "")}
        else:
            changes = await self._use(form)
            opening = changes.pop("opening")
            changes["why"] = SAID.get(opening, "")
        return _replace(
            told,
            page=self.tab.page.url if self.tab.page.url.startswith("http") else told.page,
            opening=opening,
            hindered=bool(self.tab.refused) or any(not each.startswith("GET") for each in self.tab.held),
            title=(await self._title())[:80],
            needs_login=opening == "login",
            captcha=changes.pop("captcha", False) or opening == "captcha",
            **changes,
            **self.tab.kept(),
        )

    async def _title(self) -> str:
        try:
            return str(await self.tab.js("() => document.title") or "")
        except ProbeFault:
            return ""

    # --- the way to the form -------------------------------------------------------------------------------

    async def _open(self) -> tuple[Opening, SeenForm | None]:
        """Opens the page (once more where it fails) and goes on to the form by a few steps."""
        loaded = await self.tab.open(self.place.url, action=f"打开“{self.place.label or self.place.url}”")
        if loaded.outcome in _TWICE:
            loaded = await self.tab.open(self.place.url, action="再打开一次")
        for _ in range(_MOST_HOPS):
            if loaded.outcome in _OPENINGS:
                return _OPENINGS[loaded.outcome], None
            self.visited.add(self.tab.page.url)
            form = await self._form()
            if form is not None:
                return "open", form
            if await self._is_login():
                return "login", None
            onward = await self._onward()
            if onward is None:
                break
            loaded = onward
        return await self._without_form(), None

    async def _form(self) -> SeenForm | None:
        """The form looked for; a script is given a moment to draw it."""
        for look in range(_LOOKS):
            if look:
                await asyncio.sleep(_LOOK_SECONDS)
            fit = [form for form in await seen_forms(self.tab, self.words.submits) if self.target.takes(form)]
            if fit:
                return max(fit, key=lambda form: (len(form.texts), len(form.choices)))
        return None

    async def _ways(self) -> dict[str, Any]:
        """What can be followed in the page and its frames, with the texts of all of them."""
        found: dict[str, Any] = {"ways": [], "rules": [], "text": "", "passwords": 0}
        for number, frame in enumerate(self.tab.page.frames[:10]):
            raw = await in_frame(self.tab, frame, _WAYS, {"agree": list(self.words.agree), "prefix": f"w{number}-"})
            if raw:
                found["ways"] += [{**each, "frame": frame} for each in raw["ways"]]
                found["rules"] += [(frame, mark) for mark in raw["rules"]]
                found["text"] += raw["text"]
                found["passwords"] += raw["passwords"]
        return found

    async def _is_login(self) -> bool:
        """Whether this is a page to log in: by its address or its title, with a field for a password."""
        forms = await seen_forms(self.tab, self.words.submits)
        if any(form.areas for form in forms):
            return False
        passwords = (await self._ways())["passwords"]
        return bool(_LOGIN_ADDRESS.search(self.tab.page.url) or (passwords and "登录" in await self._title()))

    async def _onward(self) -> Loaded | None:
        """One step on: past a page of rules, or by a link whose words name the function; None at the end."""
        here = await self._ways()
        if has_any(here["text"], self.words.agree):
            onward = [each for each in here["ways"] if has_any(each["label"], self.words.onward)]
            onward = [each for each in onward if not has_any(each["label"], ("不同意", *self.target.not_follow))]
            if onward and (here["rules"] or any(each["locked"] for each in onward) or not onward[0]["url"]):
                return await self._agree(here["rules"], onward)
        if self.place.promised:
            return None  # the form stands in this page or nowhere
        for way in here["ways"]:
            key = way["url"].partition("#")[0] or f"{self.tab.page.url} {way['label']}"
            fits = has_any(way["label"], self.target.follow) and not has_any(way["label"], self.target.not_follow)
            if fits and key not in self.visited:
                self.visited.add(key)
                return await self._take(way)
        return None

    async def _agree(self, rules: list[Any], onward: list[dict[str, Any]]) -> Loaded | None:
        """Ticks what stands before the form (我已阅读) and goes on."""
        for frame, mark in rules:
            with contextlib.suppress(Error):
                await frame.locator(f'[data-zhengping-way="{mark}"]').first.check(force=True, timeout=1500)
        way = next((each for each in onward if each["get"] or not each["post"]), None)
        if way is None:
            self.tab.step(f"按“{onward[0]['label']}”", "须发送请求，不按")
            return Loaded(self.tab.page.url, "held")
        key = f"{self.tab.page.url} {way['label']}"
        if key in self.visited:
            return None
        self.visited.add(key)
        return await self._take(way)

    async def _take(self, way: dict[str, Any]) -> Loaded | None:
        """Follows a link, or presses what a script acts on; a page that opens beside this one is opened here."""
        if way["url"]:
            return await self.tab.open(way["url"], action=f"点“{way['label']}”")
        if way["get"]:
            await self.tab.allow_query()
        windows = len(self.tab.popups)
        place = way["frame"].locator(f'[data-zhengping-way="{way["mark"]}"]').first
        try:
            await place.click(timeout=_WAIT_FOR_BUTTON if way["locked"] else 2500, no_wait_after=True)
        except Error:
            self.tab.step(f"按“{way['label']}”", "按不到")
            return None
        await self.tab.settle(3.0)
        opened = [page.url for page in self.tab.popups[windows:] if page.url.startswith("http")]
        if opened:
            return await self.tab.open(opened[0], action=f"按“{way['label']}”，打开新窗口")
        self.tab.step(f"按“{way['label']}”", "")
        return await self.tab.look(self.tab.page.url)

    async def _without_form(self) -> Opening:
        """What a page is that shows no such form."""
        forms = await seen_forms(self.tab, self.words.submits)
        if any(form.has("captcha") and len(form.fields) == 1 for form in forms):
            return "captcha"
        here = await self._ways()
        if here["passwords"] or has_any("".join(here["text"].split()), self.words.login):
            return "login"
        if any(form.purpose not in ("search", "login") and form.texts for form in forms):
            return "no-form"
        if self.place.promised and self.tab.page.url.partition("#")[0] == self.place.url.partition("#")[0]:
            return "blank"
        return "blank" if len("".join(here["text"].split())) < _LEAST_TEXT and not forms else "no-form"

    # --- the form ------------------------------------------------------------------------------------------

    async def _use(self, form: SeenForm) -> dict[str, Any]:
        """Fills the form in a tab that lets nothing out, empties it and presses its button."""
        await self.tab.seal()
        filled = await fill(self.tab, form, self.words.complaints)
        count = sum(1 for each in filled.fields if each.filled)
        self.tab.step("填写表单（不提交）", f"{len(filled.fields)}个字段，填入{count}个")
        await self.tab.shot("form", "表单已填写，没有提交")
        button = button_of(form, self.words.submits, self.words.no_submits)
        said: tuple[str, ...] = ()
        if button is not None:
            said = await press(self.tab, form, button, self.words.complaints)
            self.tab.step(
                f"清空后按“{button.label}”（请求不放行）",
                "页面提示：" + "；".join(said[:3]) if said else "页面没有提示",
            )
            if said:
                await self.tab.shot("form", "没有填写就提交时页面的提示")
        complaints = tuple(sorted({*filled.complaints, *said}))[:12]
        return {
            "opening": "open" if filled.took else "fixed",
            "opens": filled.took,
            "fields": filled.fields,
            "submit": button.label if button is not None else "",
            "captcha": form.has("captcha"),
            "checks_seen": bool(complaints),
            "complaints": complaints,
        }
