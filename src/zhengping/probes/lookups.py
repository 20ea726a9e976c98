"""Query forms inside columns used as a citizen would: document library, catalogue, data, open data, state of a case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zhengping.checks.context import Context
from zhengping.checks.tools import has_any
from zhengping.probes.asking import Reply, query_login, read_reply
from zhengping.probes.downloads import try_export
from zhengping.probes.faults import BudgetSpent, ProbeFault
from zhengping.probes.known_things import known_data, known_documents, known_sets
from zhengping.probes.lookup_cases import ask_case
from zhengping.probes.lookup_data import DataOutcome, ask_data
from zhengping.probes.lookup_places import (
    PURPOSES,
    Place,
    elsewhere,
    lookup_columns,
    lookup_places,
    site_wide,
)
from zhengping.probes.lookup_titles import Outcome, ask_titles
from zhengping.probes.query_forms import QueryForm, query_forms
from zhengping.probes.session import Session
from zhengping.probes.tab import Loaded, Tab
from zhengping.reading.files.opener import FileOpener
from zhengping.reading.probed.functions import DownloadTrial, LookupTrial

LOADS, SECONDS = 60, 120.0
"""Of one site."""
_MOST_PLACES = 5
_NOT_ASKING = frozenset({"login", "mailbox", "application", "survey", "opinion", "comment", "letter-query"})
_FRAMES = """() => [...document.querySelectorAll("iframe,frame")].filter((e) => {
  const box = e.getBoundingClientRect(); return box.width >= 200 && box.height >= 60; }).map((e) => e.src)"""
_NAMED = """(names) => names.map((name) => document.getElementsByName(name).length
  || (document.getElementById(name) ? 1 : 0))"""
_CLOSED = {"blocked": "页面拒绝访问", "robots": "robots.txt 不允许访问", "private": "地址在内网"}
_LOST = {
    "not-found": "页面不存在",
    "error": "服务器出错",
    "dead": "没有应答",
    "download": "是文件下载",
    "held": "没有放行",
}


async def try_lookups(
    session: Session, context: Context, purposes: Sequence[str] = PURPOSES
) -> tuple[LookupTrial, ...]:
    """Uses the query forms of all points that rest on one; a point without a place to look at has no trial."""
    common = site_wide(context) | await _home_forms(session, context)
    trials = []
    for purpose in purposes:
        try:
            trial = await _try_purpose(session, context, purpose, common)
        except BudgetSpent as spent:
            trial = LookupTrial(purpose=purpose, state="skipped", why=str(spent))
        except ProbeFault as fault:
            trial = LookupTrial(purpose=purpose, state="failed", why=str(fault))
        if trial is not None:
            trials.append(trial)
    return tuple(trials)


async def _home_forms(session: Session, context: Context) -> set[tuple[str, ...]]:
    """The forms of the home page as it is drawn: the site's own search is none of a column's."""
    async with session.tab() as tab:
        loaded = await tab.open(context.site.url)
        return {form.names for form in await query_forms(tab, context)} if loaded.readable else set()


async def _try_purpose(
    session: Session, context: Context, purpose: str, common: set[tuple[str, ...]]
) -> LookupTrial | None:
    places = lookup_places(context, purpose)
    best: LookupTrial | None = None
    for place in places[:_MOST_PLACES]:
        async with session.tab() as tab:
            try:
                trial = await _try_place(session, tab, context, purpose, place, common)
            except BudgetSpent as spent:
                trial = LookupTrial(purpose=purpose, page=place.url, state="skipped", why=str(spent), **tab.kept())
        if trial.answer in ("found", "proper-refusal"):
            return trial
        if best is None or _tells_more(trial) > _tells_more(best):
            best = trial
    return best


def _tells_more(trial: LookupTrial) -> int:
    """An obstacle outweighs a failure: where one form could not be tried, another's failure proves nothing."""
    if trial.state == "done" and trial.obstacle:
        return 4
    if trial.state == "skipped":
        return 3
    if trial.answer:
        return 2
    return 1 if trial.state in ("blocked", "failed") or trial.gone else 0


async def _try_place(
    session: Session, tab: Tab, context: Context, purpose: str, place: Place, common: set[tuple[str, ...]]
) -> LookupTrial:
    loaded = await tab.open(place.url)
    if loaded.outcome in ("dead", "error"):
        loaded = await tab.open(place.url, action="再试一次")
    if not loaded.readable:
        return _unopened(purpose, place, loaded, tab)
    form, url = await _find_form(tab, context, purpose, place, common)
    about: dict[str, Any] = {"purpose": purpose, "page": url, "elsewhere": elsewhere(context, url)}
    if form is None:
        await tab.shot("query", "没有见到查询表单的页面")
        if await query_login(tab):
            return LookupTrial(**about, obstacle="login", label=place.entrance, **tab.kept())
        why = "页面画出来后没有查询表单"
        gone = place.known and await _is_gone(tab, place)
        return LookupTrial(**about, state="absent", why=why, gone=gone, label=place.entrance, **tab.kept())
    about |= {"label": form.label, "fields": tuple(each.said for each in form.fields)}
    if form.captcha:
        await tab.shot("query", "要求验证码的查询表单")
        tab.step("查看查询表单", "要求填写验证码，未继续")
        return LookupTrial(**about, obstacle="captcha", **tab.kept())
    initial = await read_reply(tab)
    done = await _ask(session, tab, context, purpose, place, url, form, initial)
    chart = done.chart if isinstance(done, DataOutcome) else ""
    export = await _export(session, tab, context, purpose, done)
    return LookupTrial(
        **about,
        asked=tuple(done.asked),
        answer=done.answer,
        obstacle=done.obstacle,
        chart=chart,  # type: ignore[arg-type]
        export=export,
        **tab.kept(),
    )


async def _is_gone(tab: Tab, place: Place) -> bool:
    """Whether every field of the form that the HTML holds is missing from the page as it is drawn, hidden ones too."""
    there = await tab.js(_NAMED, [name for name, _ in place.names])
    return bool(place.names) and all(now < count for now, (_, count) in zip(there, place.names, strict=True))


async def _ask(
    session: Session, tab: Tab, context: Context, purpose: str, place: Place, url: str, form: QueryForm, initial: Reply
) -> Outcome:
    columns = lookup_columns(context, purpose)
    if purpose == "3.1.4-1":
        return await ask_case(tab, context, url, form, initial)
    if purpose == "1.1.8-4":
        return await ask_data(tab, context, url, form, initial, known_data(context, columns))
    if purpose == "1.1.9-2":
        things = known_sets(session, context, columns)
        if not form.texts or not things:
            return await ask_data(tab, context, url, form, initial, known_data(context, columns))
        return await ask_titles(tab, context, url, form, initial, things, "数据集")
    things = known_documents(session, context, columns, place.column)
    return await ask_titles(tab, context, url, form, initial, things, "文件")


async def _export(session: Session, tab: Tab, context: Context, purpose: str, done: Outcome) -> DownloadTrial | None:
    if purpose != "1.1.8-4" or done.answer != "found":
        return None
    with FileOpener(1) as opener:
        return await try_export(session, tab, context, opener, purpose)


def _unopened(purpose: str, place: Place, loaded: Loaded, tab: Tab) -> LookupTrial:
    closed = _CLOSED.get(loaded.outcome, "")
    state = "blocked" if closed else "failed"
    why = closed or _LOST.get(loaded.outcome, loaded.outcome)
    return LookupTrial(purpose=purpose, page=place.url, label=place.entrance, state=state, why=why, **tab.kept())  # type: ignore[arg-type]


async def _find_form(
    tab: Tab, context: Context, purpose: str, place: Place, common: set[tuple[str, ...]]
) -> tuple[QueryForm | None, str]:
    """The form of the page that serves the purpose best, else one in a frame of it; and the page it stands on."""
    page = tab.page.url
    forms = [form for form in await query_forms(tab, context) if fits(context, purpose, form, place, common)]
    if forms:
        return max(forms, key=lambda form: _closeness(context, purpose, form)), page
    for source in (await tab.js(_FRAMES))[:2]:
        if source.startswith("http") and not (await tab.open(source, action="打开页面中的框架")).readable:
            continue
        inner = [form for form in await query_forms(tab, context) if fits(context, purpose, form, place, common)]
        if inner:
            return max(inner, key=lambda form: _closeness(context, purpose, form)), tab.page.url
    if tab.page.url != page:
        await tab.open(page)
    return None, page


def fits(context: Context, purpose: str, form: QueryForm, place: Place, common: set[tuple[str, ...]]) -> bool:
    """Whether a form may serve a purpose; the site's own search serves none, unless its words say so."""
    if form.purpose in _NOT_ASKING and not (purpose == "3.1.4-1" and _number_and_code(context, form)):
        return False
    own = bool(has_any(form.words, own_words(context, purpose)))
    if (form.names in common or form.chrome) and not own:
        return False
    if purpose == "3.1.4-1":
        near = place.known or bool(place.entrance) or (place.column is not None and "3.1.4" in place.column.indicators)
        no_case = has_any(form.words, context.words("3.1.4", "no_entrance"))
        return not no_case and (form.purpose == "case-query" or (near and bool(form.of("case-number"))))
    if form.purpose == "case-query":
        return False
    if purpose in ("1.1.3-2", "1.3.1-4"):
        return bool(form.texts)
    return bool(form.texts or form.of("period") or any(each.kind == "select" for each in form.fields))


def _number_and_code(context: Context, form: QueryForm) -> bool:
    """A number with the code that goes with it looks like a login, but for its words."""
    asks = form.purpose == "login" and bool(form.of("case-number")) and bool(form.buttons)
    return asks and not has_any(form.words, context.words("", "must_log_in")) and "登录" not in form.words


def own_words(context: Context, purpose: str) -> tuple[str, ...]:
    """Words of a form that show that it is the column's own."""
    if purpose == "1.1.3-2":
        return context.words("1.1.3", "search_labels")
    if purpose == "1.3.1-4":
        return context.words("1.3.1", "catalogue_search")
    return context.words("3.1.4", "entrance") if purpose == "3.1.4-1" else ()


def _closeness(context: Context, purpose: str, form: QueryForm) -> tuple[int, int]:
    own = bool(has_any(form.words, own_words(context, purpose)))
    return (2 * own + (form.purpose in ("data-query", "case-query")), len(form.fields))
