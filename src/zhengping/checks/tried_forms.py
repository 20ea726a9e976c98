"""What a browser adds to the points of forms: a form that opened and took what was typed is there; nothing was sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal
from urllib.parse import urlsplit

from zhengping.checks import consultation, interviews
from zhengping.checks.activities import held, nothing_held
from zhengping.checks.context import Context, tried
from zhengping.checks.finding import Evidence, Finding
from zhengping.checks.tools import GUESS, LIKELY, SURE, has_any, named_columns, settle, share, unread, zero
from zhengping.reading.probed.functions import FormTrial

Came = Literal["none", "open", "dead", "partly", "empty", "login", "unknown"]
"""What came of all pages tried for one function. open: a form took what was typed; dead: every page that should have
it failed twice by the site's own doing, and none is left untried; partly: the same, and pages are left; empty: pages
of the site itself opened and hold no such form; login: only behind a login; none: nothing was tried."""

_DEAD = frozenset({"error", "blank"})
_NOTHING = frozenset({"no-form", "missing"})
_FEW = 4
_ANSWERS = {
    "error": "表单能打开，查询编造的编号时服务器出错",
    "empty": "表单能打开，查询编造的编号没有任何回应",
    "unchanged": "表单能打开，查询什么都是同一页",
}


@tried("1.2.2-4")
def feedback(context: Context, finding: Finding) -> Finding:
    """反馈意见信箱、在线提交意见 on the pages of the list."""
    return _one(context, "1.2.2-4", "清单意见反馈", finding, empty_is_none=True)


@tried("1.3.2-2")
def request(context: Context, finding: Finding) -> Finding:
    """网上依申请公开渠道."""
    return _one(context, "1.3.2-2", "网上依申请公开", finding, empty_is_none=True)


@tried("3.1.3-1")
def application(context: Context, finding: Finding) -> Finding:
    """在线预约、网上申请; a login before it is the rule, so that an entrance that leads to one stays an entrance."""
    return _one(context, "3.1.3-1", "在线申请或预约", finding)


@tried("4.2-2")
def opinion(context: Context, finding: Finding) -> Finding:
    """在线提交意见功能."""
    return _one(context, "4.2-2", "在线提交意见", finding)


def _one(context: Context, code: str, name: str, finding: Finding, *, empty_is_none: bool = False) -> Finding:
    """A point that is one form: 1 where it opens, 0 where it fails twice and nothing else serves, else a proposal."""
    trials = _of(context, code)
    came = _came(context, trials)
    if came == "open":
        trial = _opened(trials)
        return settle(context, code, 1, f"{name}：{_said(trial)}。", [_see(trial)], sure=True, confidence=SURE)
    if came == "none" or (finding.state == "judged" and not finding.value):
        return finding
    said = f"{name}用浏览器试过：{_failures(trials)}"
    places = [_see(trial) for trial in trials]
    if came == "dead":
        return settle(context, code, 0, f"{said}，没有别处可用。", places, sure=True, confidence=LIKELY)
    if came == "partly" or (came == "empty" and empty_is_none):
        rest = "，其余入口没有试" if came == "partly" else ""
        return settle(context, code, 0, f"{said}{rest}，由人工确认。", places, sure=False)
    return _kept(finding, f"{said}。", places)


# --- points of several functions ---------------------------------------------------------------------------


@tried("4.1-2")
def letters(context: Context, finding: Finding) -> Finding:
    """在线提交、信件查询、来信和回复公开: the two forms as tried, the public letters as read."""
    shown = consultation.function_parts(context)
    columns = consultation.consultation_columns(context)
    whole = zero(context, "4.1-2", "", columns).state == "judged"
    absent = whole and not any(column.platform or unread(column) for column in columns)
    public = any(letter.replied for letter in context.site.letters)
    proven = {consultation.PUBLIC} if public else set()
    forms = {consultation.SUBMIT: "submit", consultation.QUERY: "query"}
    return _several(context, "4.1-2", finding, consultation.FUNCTIONS, shown, proven, forms, absent=absent)


@tried("4.3-2")
def interview(context: Context, finding: Finding) -> Finding:
    """访谈预告、在线提问: the question form as tried, the previews as read."""
    shown = interviews.function_parts(context)
    names = context.words("4.3", "preview")
    real = [activity for activity in context.site.interviews if not activity.excluded]
    columns = named_columns(context.site.columns_for("4.3"), names)
    previewed = any(has_any(activity.title, names) for activity in real) or any(c.state == "filled" for c in columns)
    proven = {interviews.PREVIEW} if previewed else set()
    forms = {interviews.ASKING: "submit"}
    seen = held(context, "4.3", context.site.interviews)
    absent = not real and nothing_held(context, "4.3-2", "", seen).state == "judged"
    return _several(context, "4.3-2", finding, interviews.FUNCTIONS, shown, proven, forms, absent=absent)


def _several(
    context: Context,
    code: str,
    finding: Finding,
    names: Sequence[str],
    shown: dict[str, list[Evidence]],
    proven: set[str],
    forms: dict[str, str],
    *,
    absent: bool,
) -> Finding:
    """The share of functions: those that are proven, those that fail, and those of which only the pages tell.

    `shown`: what the pages show; `proven`: what needs no trial; `forms`: the part of the trials for a function;
    `absent`: what the pages do not show is surely not there. Judged where nothing is left to the pages alone.
    """
    trials = _of(context, code)
    if not trials:
        return finding
    parts: dict[str, bool] = {}
    open_ends: list[str] = []
    said: list[str] = []
    places: list[Evidence] = []
    for name in names:
        tries = [trial for trial in trials if trial.part == forms.get(name, "")]
        came = _came(context, tries)
        failed = came in ("dead", "partly")
        parts[name] = came == "open" or name in proven or (name in shown and not failed)
        if came == "open":
            said.append(f"{name}：{_said(_opened(tries))}")
            places.append(_see(_opened(tries)))
        elif name in proven:
            said.append(f"有{name}")
            places += shown.get(name, [])[:2]
        elif tries:
            said.append(f"{name}：{_failures(tries)}")
            places += [_see(trial) for trial in tries[:2]]
        else:
            said.append(f"{'页面上有' if name in shown else '未见'}{name}")
            places += shown.get(name, [])[:1]
        if not (came in ("open", "dead") or name in proven or (name not in shown and absent and came == "none")):
            open_ends.append(name)
    if finding.value is None and not any(parts.values()):
        return _kept(finding, f"用浏览器试过：{'；'.join(said)}。", places)
    value = share([name for name, met in parts.items() if met], names)
    sentence = "；".join(said)
    if open_ends:
        return settle(context, code, value, f"{sentence}；{'、'.join(open_ends)}由人工确认。", places, sure=False)
    return settle(context, code, value, f"{sentence}。", places, sure=True, confidence=SURE if value == 1 else LIKELY)


# --- what came of the trials -------------------------------------------------------------------------------


def _of(context: Context, code: str) -> list[FormTrial]:
    return [trial for trial in (context.probed.forms if context.probed else ()) if trial.purpose == code]


def _came(context: Context, trials: Sequence[FormTrial]) -> Came:
    if not trials:
        return "none"
    if any(_works(trial) for trial in trials):
        return "open"
    if any(trial.opens and not trial.answer for trial in trials):
        return "unknown"
    if any(trial.opens for trial in trials):
        return "dead"  # asked, it answered with an error or not at all
    if any(trial.opening == "login" for trial in trials):
        return "login"
    sure = all(trial.state == "done" and not trial.hindered for trial in trials)
    openings = {trial.opening for trial in trials}
    if sure and openings <= _DEAD | _NOTHING and openings & _DEAD:
        return "partly" if min(trial.others for trial in trials) else "dead"
    home = urlsplit(context.site.url).netloc
    own = all(urlsplit(trial.page).netloc == home for trial in trials)
    if sure and own and openings == {"no-form"} and not min(trial.others for trial in trials):
        return "empty"
    return "unknown"


def _works(trial: FormTrial) -> bool:
    """Whether a form takes what is typed, and a query also answers."""
    if trial.part == "query":
        return trial.opens and trial.answer in ("found", "proper-refusal")
    return trial.opens


def _opened(trials: Sequence[FormTrial]) -> FormTrial:
    return next(trial for trial in trials if _works(trial))


def _see(trial: FormTrial) -> Evidence:
    shot = trial.shots[0].file if trial.shots else ""
    return Evidence(trial.page, trial.title or trial.label, trial.records.get(trial.page, ""), shot=shot)


def _said(trial: FormTrial) -> str:
    """What was seen of a form that opened."""
    named = [each.label for each in trial.fields if each.label]
    fields = f"{len(trial.fields)}个字段" + (
        f"（{'、'.join(named[:_FEW])}{'等' if len(named) > _FEW else ''}）" if named else ""
    )
    nameless = len(trial.fields) - len(named)
    said = f"表单能打开、能填写，有{fields}"
    said += f"，其中{nameless}个没有名称" if nameless else ""
    said += f"，空着提交时页面提示“{trial.complaints[0]}”" if trial.complaints else ""
    said += "，有验证码" if trial.captcha else ""
    if trial.part == "query":
        return f"{said}；查询编造的编号，页面答“{trial.asked[-1].said if trial.asked else '查无此件'}”"
    return f"{said}；评估没有提交"


def _failures(trials: Sequence[FormTrial]) -> str:
    return "；".join(dict.fromkeys(f"“{trial.label or trial.title or trial.page}”{_why(trial)}" for trial in trials))


def _why(trial: FormTrial) -> str:
    if trial.opens and trial.part == "query":
        return _ANSWERS.get(trial.answer, "表单能打开，查询没有试成")
    return trial.why or "没有试成"


def _kept(finding: Finding, said: str, places: Sequence[Evidence]) -> Finding:
    """The pages' finding with what the browser met; never a judgement, for the trial proved nothing."""
    state = "suggested" if finding.state == "judged" else finding.state
    confidence = min(finding.confidence, GUESS) if finding.value is not None else finding.confidence
    evidence = (*finding.evidence, *(place for place in places if place.shot))[:8]
    return replace(finding, state=state, finding=finding.finding + said, confidence=confidence, evidence=evidence)
