"""5.1.1 微博微信 as a browser saw it: where the links and QR codes of the home page lead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zhengping.checks.account_addresses import leads_to
from zhengping.checks.channels import account_entrances, names_owner
from zhengping.checks.context import Context, tried
from zhengping.checks.entries import proposal
from zhengping.checks.finding import Evidence, Finding
from zhengping.checks.quoting import quote
from zhengping.checks.tools import GUESS, LIKELY, SURE, settle
from zhengping.reading.probed.appearance import AccountEntry, AccountsTrial

_NAMES = {"weibo": "微博", "wechat": "微信公众号"}
_PLACES = {"first": "首屏", "below": "首屏以下", "layer": "指向或按下入口后出现", "hidden": "页面上看不见"}
_OTHERS = {
    "wechat-other": "微信文章、个人号或群",
    "share": "分享窗口",
    "app": "移动版或客户端",
    "site": "本网站的网页",
    "other": "其他网址",
    "text": "不是网址的内容",
}
_PAGES = ("site", "other", "wechat-other")
"""Where a link named after the accounts may lead and be an entry all the same: a page about them."""


@tried("5.1.1-1")
def tried_accounts(context: Context, finding: Finding) -> Finding:
    """微博微信渠道及显著位置入口: judged where a link or a code that is the office's own leads to an account."""
    trial = context.probed.accounts if context.probed is not None else None
    if trial is None or trial.state not in ("done", "absent"):
        return finding
    right = [each for each in trial.entries if leads_to(context, each.target) in _NAMES]
    seen = [each for each in right if each.place != "hidden"]
    places = _places(trial, seen or right or list(trial.entries))
    if seen:
        own = [each for each in seen if names_owner(context, [each.label])]
        sentence = f"首页{_said(context, own or seen)}。"
        if own or (finding.state == "judged" and finding.value == 1):
            return settle(context, "5.1.1-1", 1, sentence, places, sure=True, confidence=SURE)
        sentence += "没有写明是不是本部门的，由人工确认。"
        return settle(context, "5.1.1-1", 1, sentence, places, sure=False, confidence=LIKELY)
    if right:
        said = f"首页{_said(context, right)}，浏览器里看不见它，由人工确认。"
        return _kept(finding, said, places)
    return _elsewhere(context, finding, trial, places)


def _elsewhere(context: Context, finding: Finding, trial: AccountsTrial, places: Sequence[Evidence]) -> Finding:
    """The finding where no entry leads to an account that is known as one.

    Zero where nothing of the drawn page can be an entry: every code was read and leads to this site, an app or a share
    window, and what the pages' source named is not there; a proposal of zero where pictures did not load. What cannot
    be read, and what leads to an address that the edition does not know, costs nothing.
    """
    kinds = [(each.how, leads_to(context, each.target)) for each in trial.entries]
    if any(how == "link" and kind in _PAGES for how, kind in kinds):
        return finding
    if not finding.value:
        return _still_nothing(context, finding, trial, kinds, places)
    said = _what_is_there(trial, kinds)
    known = all(kind in ("app", "site", "share") for _, kind in kinds)
    promised = any(not entrance.url for entrance in account_entrances(context)) or context.site.columns_for("5.1.1")
    if not known or trial.unread or promised:
        silent = "".join(f"“{quote(label, length=12)}”" for label in trial.silent[:4])
        said += f"，指向和按下{silent}没有出现二维码" if silent else ""
        return _kept(finding, f"浏览器打开首页：{said}，由人工确认。", places)
    advice = context.edition.points["5.1.1-1"].advice
    sentence = f"浏览器打开首页：{said}，没有通向微博、微信账号的链接或二维码。"
    sure = not trial.broken
    confidence = SURE if sure else LIKELY
    return settle(context, "5.1.1-1", 0, sentence, places, sure=sure, confidence=confidence, advice=advice)


def _still_nothing(
    context: Context,
    finding: Finding,
    trial: AccountsTrial,
    kinds: Sequence[tuple[str, str]],
    places: Sequence[Evidence],
) -> Finding:
    """The zero of the pages: judged where a browser saw the whole page, its pictures too, and found nothing either."""
    elsewhere = all(kind in ("app", "site", "share") for _, kind in kinds)
    if finding.state == "judged" or context.site.home is None or not trial.whole or trial.unread or not elsewhere:
        return finding
    said = f"首页未见微博、微信的链接或二维码（分享按钮不算）；浏览器从上到下看过首页：{_what_is_there(trial, kinds)}。"
    return settle(context, "5.1.1-1", 0, said, [*places, *finding.evidence], sure=True, confidence=SURE)


def _what_is_there(trial: AccountsTrial, kinds: Sequence[tuple[str, str]]) -> str:
    """What a visitor finds instead of accounts."""
    names = {"qr": "二维码", "link": "链接"}
    parts = list(dict.fromkeys(f"{names[how]}通向{_OTHERS[kind]}" for how, kind in kinds))
    for what, pictures in (("图片读不出二维码", trial.unread), ("二维码图片打不开", trial.broken)):
        if pictures:
            parts.append(what + "".join(f"“{quote(name, length=20)}”" for name in pictures[:3]))
    return "，".join(parts) or "没有见到入口"


def _kept(finding: Finding, sentence: str, places: Sequence[Evidence]) -> Finding:
    """The finding of the pages as a proposal, with what the browser saw."""
    kept = proposal(finding, GUESS)
    return replace(kept, finding=kept.finding + sentence, evidence=(*places, *kept.evidence)[:8])


def _said(context: Context, entries: Sequence[AccountEntry]) -> str:
    """有微博链接“官方微博”（首屏）、微信公众号二维码“扫一扫”（首屏以下）."""
    parts = [
        f"{_NAMES[leads_to(context, each.target)]}{'链接' if each.how == 'link' else '二维码'}"
        f"“{quote(each.label, length=24)}”（{_PLACES[each.place]}）"
        for each in entries[:4]
    ]
    return "有" + "、".join(dict.fromkeys(parts))


def _places(trial: AccountsTrial, entries: Sequence[AccountEntry]) -> list[Evidence]:
    shot = trial.shots[0].file if trial.shots else ""
    return [
        Evidence(each.page, quote(f"{each.label} {each.target}", length=90), shot=shot if number == 0 else "")
        for number, each in enumerate(entries[:4])
    ]
