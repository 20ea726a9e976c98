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
    "app": "移动版或客户端",
    "site": "本网站的网页",
    "other": "其他网址",
    "text": "不是网址",
}


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
    if not trial.entries:
        return _nothing(finding, trial)
    said = f"浏览器读出首页的二维码：{_other(context, trial.entries)}，不是微博、微信账号"
    if _refuted(context, finding, trial):
        advice = context.edition.points["5.1.1-1"].advice
        return settle(context, "5.1.1-1", 0, f"{said}，也没有通向账号的链接。", places, sure=True, advice=advice)
    return _kept(finding, f"{said}。", places) if finding.value else finding


def _nothing(finding: Finding, trial: AccountsTrial) -> Finding:
    """No entry could be read: the value of the pages stays; a picture that cannot be read proves nothing."""
    if trial.unread and finding.state == "judged":
        kept = "、".join(f"“{quote(name, length=20)}”" for name in trial.unread[:3])
        return _kept(finding, f"浏览器没有读出二维码（{kept}），由人工确认。", ())
    return finding


def _refuted(context: Context, finding: Finding, trial: AccountsTrial) -> bool:
    """Whether the value of the pages rested on codes alone, and every one of them was read and leads elsewhere."""
    if not finding.value or trial.unread or context.site.columns_for("5.1.1"):
        return False
    known = all(leads_to(context, each.target) in ("app", "site") for each in trial.entries)
    return known and not account_entrances(context)


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


def _other(context: Context, entries: Sequence[AccountEntry]) -> str:
    kinds = dict.fromkeys(_OTHERS[leads_to(context, each.target)] for each in entries if each.how == "qr")
    return "、".join(kinds)


def _places(trial: AccountsTrial, entries: Sequence[AccountEntry]) -> list[Evidence]:
    shot = trial.shots[0].file if trial.shots else ""
    return [
        Evidence(each.page, quote(f"{each.label} {each.target}", length=90), shot=shot if number == 0 else "")
        for number, each in enumerate(entries[:4])
    ]
