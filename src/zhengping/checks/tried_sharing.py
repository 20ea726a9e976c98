"""5.4 信息转载分享 as a browser saw it: the share controls of sampled articles, pressed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal
from urllib.parse import urlsplit

from zhengping.checks.account_addresses import leads_to
from zhengping.checks.context import Context, tried
from zhengping.checks.entries import proposal
from zhengping.checks.finding import Evidence, Finding
from zhengping.checks.quoting import quote
from zhengping.checks.tools import GUESS, LIKELY, SURE, has_any, settle, words
from zhengping.reading.probed.appearance import MissingPart, ShareControl, SharingTrial

_CODE = "5.4"
_NAMES = {"wechat": "微信", "weibo": "微博"}
Verdict = Literal["works", "fails", "absent", "open"]
"""works, fails: shown on most of the articles; absent: there is no such control, as the pages' source says too; open:
what was seen does not tell."""


@dataclass(frozen=True)
class _Seen:
    """One service on the sampled articles."""

    name: str
    verdict: Verdict
    said: str


@tried("5.4-1")
def tried_sharing(context: Context, finding: Finding) -> Finding:
    """分享功能: half for each of WeChat and Weibo whose control really opens on most of the sampled articles."""
    trial = context.probed.sharing if context.probed is not None else None
    if trial is None or not trial.pages:
        return finding
    controls = [each for each in trial.controls if not _is_account(context, each)]
    seen = [_seen(context, trial, service, controls) for service in _NAMES]
    dead = _dead(context, trial)
    sentence = f"在{len(trial.pages)}篇文章上按下分享按钮：" + "；".join(each.said for each in seen)
    if dead:
        sentence += "；分享脚本没有载入：" + "、".join(dead)
    places = _places(trial, controls)
    working = sum(each.verdict == "works" for each in seen)
    nothing = all(each.verdict == "absent" for each in seen)
    value = Fraction(working, len(seen))
    if nothing:
        if finding.value:
            return _kept(finding, f"{sentence}，与页面源代码不一致，由人工确认。", places)
        return replace(finding, finding=f"{finding.finding}浏览器打开{len(trial.pages)}篇文章，也没有见到分享按钮。")
    if any(each.verdict == "open" for each in seen):
        return _kept(finding, f"{sentence}，由人工确认。", places)
    enough = len(trial.pages) >= min(2, len(context.site.articles))
    rare = finding.value is not None and _is_rare(context) and not _everywhere(trial, controls)
    if not enough or rare:
        if finding.value is not None and rare:
            value = min(value, finding.value)
        return settle(context, "5.4-1", value, f"{sentence}。", places, sure=False, confidence=LIKELY)
    return settle(context, "5.4-1", value, f"{sentence}。", places, sure=True, confidence=SURE)


def _kept(finding: Finding, sentence: str, places: Sequence[Evidence]) -> Finding:
    """The finding of the pages as a proposal, with what the browser saw."""
    kept = proposal(finding, GUESS)
    return replace(kept, finding=kept.finding + sentence, evidence=(*places, *kept.evidence)[:8])


def _is_account(context: Context, control: ShareControl) -> bool:
    """A code or a link of an account: an entry to it (5.1.1) beside the share controls."""
    return not control.works and leads_to(context, control.target) in ("weibo", "wechat")


def _seen(context: Context, trial: SharingTrial, service: str, controls: Sequence[ShareControl]) -> _Seen:
    name, pages = _NAMES[service], len(trial.pages)
    own = [each for each in controls if each.service == service]
    works = sum(each.works for each in own)
    what = "通向本页的二维码" if service == "wechat" else "带本页地址或标题的微博分享窗口"
    if 2 * works > pages:
        return _Seen(name, "works", f"{name}有{works}篇打开{what}")
    if not own:
        if _named(context, trial, name):
            verdict: Verdict = "fails" if _dead(context, trial) and pages > 1 else "open"
            return _Seen(name, verdict, f"页面有{name}分享的代码，没有见到按钮")
        return _Seen(name, "absent", f"没有{name}分享按钮")
    said = f"{name}按下{len(own)}篇、打开{works}篇" + _what_came(own)
    proven = not works and 2 * len(own) > pages and all(_proves_failure(context, trial, each) for each in own)
    return _Seen(name, "fails" if proven else "open", said)


def _what_came(own: Sequence[ShareControl]) -> str:
    wrong = [each for each in own if not each.works]
    if not wrong:
        return ""
    first = wrong[0]
    came = {
        "qr": f"二维码内容是{quote(first.target)}，不是本页",
        "window": f"打开的是{quote(first.target)}",
        "layer": "弹层里没有读出二维码",
        "nothing": "按下后没有反应",
    }
    return f"（{came[first.opened]}）"


def _proves_failure(context: Context, trial: SharingTrial, control: ShareControl) -> bool:
    """Whether what came shows that the control fails, and not that it could not be told from here."""
    if control.opened in ("nothing", "layer"):
        # A library that did not come says nothing of who lost it: the page's copy here may lack it.
        if any(not (_is_dead(context, trial, part) and _is_of_sharing(context, part)) for part in trial.missing):
            return False
        return control.opened == "nothing" or bool(trial.missing)
    if control.opened == "qr":
        return leads_to(context, control.target) == "site"
    own_window = has_any(control.target, words(context, _CODE, "weibo_addresses"))
    return control.service == "weibo" and bool(own_window)


def _is_dead(context: Context, trial: SharingTrial, part: MissingPart) -> bool:
    """Whether a part is missing by the site's fault: its host answered with an error, has ended its service as the
    edition knows, or is silent while other hosts can be reached from here."""
    listed = bool(has_any(urlsplit(part.url).netloc, words(context, _CODE, "dead_services")))
    return part.why == "error" or listed or (part.why == "silent" and trial.network is True)


def _is_of_sharing(context: Context, part: MissingPart) -> bool:
    """Whether the address of a script or picture is that of a share service, a share script or a drawn code."""
    lists = ("controls", "services", "dead_services")
    return bool(has_any(part.url.lower(), [*(word for name in lists for word in words(context, _CODE, name)), "qr"]))


def _dead(context: Context, trial: SharingTrial) -> list[str]:
    """Share scripts that are dead, by host and file, each once."""
    ended = words(context, _CODE, "dead_services")
    found: dict[str, None] = {}
    for part in trial.missing:
        parts = urlsplit(part.url)
        if _is_dead(context, trial, part) and _is_of_sharing(context, part):
            name = parts.netloc + (f"{parts.path}" if part.why == "error" else "")
            found.setdefault(name + ("（已停止服务）" if has_any(parts.netloc, ended) else ""))
    return list(found)[:4]


def _named(context: Context, trial: SharingTrial, name: str) -> bool:
    """Whether the source of one of the articles names the service among its share buttons."""
    needles = (*words(context, _CODE, name), *words(context, _CODE, "services"), "share")
    pages = [context.site.pages[url] for url in trial.pages if url in context.site.pages]
    return any(has_any(" ".join(page.share).lower(), needles) for page in pages)


def _is_rare(context: Context) -> bool:
    """Whether fewer than half of the articles' sources have share buttons."""
    articles = context.site.articles
    return 2 * sum(bool(article.page.share) for article in articles) < len(articles)


def _everywhere(trial: SharingTrial, controls: Sequence[ShareControl]) -> bool:
    return len(trial.pages) >= 2 and set(trial.pages) == {each.page for each in controls if each.works}


def _places(trial: SharingTrial, controls: Sequence[ShareControl]) -> list[Evidence]:
    found: dict[str, Evidence] = {}
    for each in sorted(controls, key=lambda each: not each.shot):
        known = found.get(each.page)
        if known is None or (each.shot and not known.shot):
            found[each.page] = Evidence(each.page, quote(f"{_NAMES[each.service]}：{each.label}"), shot=each.shot)
    for url in trial.pages:
        found.setdefault(url, Evidence(url))
    return list(found.values())
