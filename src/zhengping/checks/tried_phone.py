"""5.1.2 移动客户端, as a browser at a telephone's width saw it.

A site that fits the screen by itself needs no mobile site; one that does not may have an entry to one that works. Both
count, the better one. What a machine cannot open (an app, a QR code, a heading without an address) stays a proposal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from zhengping.checks.channels import mobile_codes, mobile_entrances, mobile_site
from zhengping.checks.context import Context, tried
from zhengping.checks.entries import home_gaps, labels, quarters
from zhengping.checks.evidence import naming
from zhengping.checks.finding import Evidence, Finding
from zhengping.checks.quoting import quote
from zhengping.checks.tools import GUESS, LIKELY, has_any, number, settle, words
from zhengping.checks.verdicts import NEARLY_SURE
from zhengping.reading.probed.appearance import MobileEntry, PhonePage, PhoneTrial

_CODE = "5.1.2"
_FEWEST = 3
"""Pages that must have been measured, the home page among them, before a site is said to fit or not to fit."""
_KINDS = {"home": "首页", "list": "列表页", "article": "文章页", "form": "表单页", "mobile": "移动版"}
_ANSWERED_WRONG = ("not-found", "error")
"""Outcomes that show that a link leads nowhere; a page that did not answer at all may answer tomorrow."""


def fits(context: Context, page: PhonePage) -> bool:
    """Whether a page stays within the screen: no sideways scroll, no text beyond the edge."""
    slack = number(context, _CODE, "screen_slack")
    cut = context.threshold(_CODE, "cut_text").value
    return page.content_width <= page.width + slack and Fraction(page.cut, 1000) <= cut


def laid_out(context: Context, page: PhonePage) -> bool:
    """Whether a page is laid out for the screen at all: one that is not is shown whole and tiny."""
    return page.layout_width <= page.width + number(context, _CODE, "screen_slack")


def readable(context: Context, page: PhonePage) -> bool:
    """Whether most of a page's text is large enough."""
    return Fraction(page.small_text, 1000) <= context.threshold(_CODE, "small_text").value


def touchable(context: Context, page: PhonePage) -> bool:
    """Whether most of a page's links and buttons are large enough or far enough from each other."""
    return Fraction(page.small_targets, 1000) <= context.threshold(_CODE, "small_targets").value


def page_value(context: Context, page: PhonePage) -> Fraction:
    """0 to 1: within the screen `fits_part`, text and targets half of the rest each.

    0 where it is not laid out for the screen, or where much of its text lies beyond the edge.
    """
    if not laid_out(context, page) or Fraction(page.cut, 1000) > context.threshold(_CODE, "wide_text").value:
        return Fraction(0)
    part = context.threshold(_CODE, "fits_part").value
    return part * fits(context, page) + (1 - part) / 2 * (readable(context, page) + touchable(context, page))


def _site_value(context: Context, pages: Sequence[PhonePage]) -> Fraction:
    """The mean of the pages in quarters; 1 only from `whole_fit` on."""
    mean = sum((page_value(context, page) for page in pages), Fraction(0)) / len(pages)
    return Fraction(1) if mean >= context.threshold(_CODE, "whole_fit").value else min(Fraction(3, 4), quarters(mean))


def _measured(trial: PhoneTrial) -> list[PhonePage]:
    """Pages that opened to their end and show something."""
    return [page for page in trial.pages if page.outcome == "ok" and page.characters]


def _unstyled(pages: Sequence[PhonePage]) -> bool:
    """Whether a page came without one of its style sheets: visitors may have it, so its look proves nothing."""
    return not all(page.styled for page in pages)


def _enough(pages: Sequence[PhonePage]) -> bool:
    return len(pages) >= _FEWEST and any(page.kind == "home" for page in pages)


def _works(context: Context, entry: MobileEntry) -> bool:
    """Whether an entry leads to a mobile site that fits and has something to read."""
    page = entry.page
    least = number(context, _CODE, "mobile_content")
    good = page.outcome == "ok" and laid_out(context, page) and fits(context, page)
    return good and page.characters >= least and not entry.app


def _said_of(context: Context, page: PhonePage) -> str:
    """What was measured of a page, for its evidence."""
    said = [f"{_KINDS[page.kind]}：内容宽{page.content_width}像素，文字多为{page.text_size}像素"]
    if not fits(context, page):
        said.append("超出屏幕")
    if not touchable(context, page):
        said.append(f"{page.small_targets // 10}%的链接过小过密")
    return "，".join(said)


def _evidence(context: Context, pages: Sequence[PhonePage]) -> list[Evidence]:
    return [Evidence(page.url, quote(_said_of(context, page)), shot=page.shot) for page in pages]


def _in_words(context: Context, pages: Sequence[PhonePage]) -> str:
    """How many of the pages pass each test."""
    width = number(context, _CODE, "screen_width")
    good = [
        f"不左右滚动的{sum(laid_out(context, page) and fits(context, page) for page in pages)}个",
        f"文字清晰的{sum(laid_out(context, page) and readable(context, page) for page in pages)}个",
        f"链接按钮好点的{sum(laid_out(context, page) and touchable(context, page) for page in pages)}个",
    ]
    return f"浏览器按{width}像素宽打开{len(pages)}个页面，{'，'.join(good)}"


def _not_tried(finding: Finding, trial: PhoneTrial) -> Finding:
    """The finding of the pages alone, with why the browser could not add to it."""
    if trial.state in ("absent", "done"):
        return finding
    return replace(finding, finding=f"{finding.finding}手机实测没有完成：{trial.why}。")


def _other_ways(context: Context, trial: PhoneTrial) -> str:
    """Entries that are there and could not be tried to their end, for a sentence; empty where none is."""
    known = ("ok", *_ANSWERED_WRONG)
    opened = {entry.url for entry in trial.entries if not entry.app and entry.page.outcome in known}
    if untried := [entrance for entrance in mobile_entrances(context) if entrance.url not in opened]:
        return f"入口{labels(untried)}"
    accounts = context.probed.accounts if context.probed else None
    addresses = (*words(context, _CODE, "hosts"), *words(context, _CODE, "app_hosts"))
    codes = [e for e in (accounts.entries if accounts else ()) if e.how == "qr" and has_any(e.target, addresses)]
    if codes or mobile_codes(context):
        return "客户端或移动版的二维码"
    columns = [column for column in context.site.columns_for(_CODE) if column.url not in opened]
    return f"栏目{naming(columns)}" if columns else ""


@tried("5.1.2-1")
def mobile_site_tried(context: Context, finding: Finding) -> Finding:
    """移动门户: by the share of pages and tests that a telephone passes, or by a mobile site that really opens."""
    trial = context.probed.phone if context.probed else None
    if trial is None:
        return finding
    pages = _measured(trial)
    if not _enough(pages):
        return _not_tried(finding, trial)
    value = _site_value(context, pages)
    seen, sentence = _evidence(context, pages), _in_words(context, pages)
    if value == 1 and _unstyled(pages):
        sentence += "。有页面的样式文件没有打开，实际样子由人工确认。"
        return settle(context, "5.1.2-1", 1, sentence, seen, sure=False, confidence=LIKELY)
    if value == 1:
        return settle(context, "5.1.2-1", 1, f"{sentence}。", seen, sure=True, confidence=NEARLY_SURE)
    for entry in trial.entries:
        if _works(context, entry):
            place = Evidence(entry.url, quote(f"{entry.label}：{_said_of(context, entry.page)}"), shot=entry.page.shot)
            said = f"移动版入口“{entry.label}”能打开，内容适合手机屏幕；本站{sentence}"
            if entry.ours:
                return settle(context, "5.1.2-1", 1, f"{said}。", [place, *seen], sure=True, confidence=NEARLY_SURE)
            said += "。移动版是不是本部门的由人工确认。"
            return settle(context, "5.1.2-1", 1, said, [place, *seen], sure=False, confidence=LIKELY)
    return _without_mobile_site(context, finding, trial, value, sentence, seen)


def _without_mobile_site(
    context: Context, finding: Finding, trial: PhoneTrial, value: Fraction, sentence: str, seen: Sequence[Evidence]
) -> Finding:
    """The pages do not all fit, and no mobile site was seen to work."""
    dead = [entry for entry in trial.entries if entry.page.outcome in _ANSWERED_WRONG]
    if dead:
        sentence += f"；入口“{dead[0].label}”打开的页面不存在或出错"
    elif wide := [entry for entry in trial.entries if entry.page.outcome == "ok" and not entry.app]:
        sentence += f"；入口“{wide[0].label}”打开的页面也不适合手机屏幕或没有内容"
    places = [*(Evidence(entry.url, quote(entry.label), shot=entry.page.shot) for entry in dead), *seen]
    if other := _other_ways(context, trial):
        sentence += f"。另有{other}，程序打不开，由人工确认。"
        most = max(value, finding.value or Fraction(0))
        return settle(context, "5.1.2-1", most, sentence, places, sure=False, confidence=GUESS)
    gaps = [*home_gaps(context), *(["有页面的样式文件没有打开"] if _unstyled(_measured(trial)) else [])]
    gaps += ["实测没有做完"] if trial.state != "done" else []
    if gaps:
        sentence += f"。未见移动版或客户端入口（{'、'.join(gaps)}，待人工确认）。"
        return settle(context, "5.1.2-1", value, sentence, places, sure=False, confidence=GUESS)
    sentence += "。首页未见能用的移动版或客户端入口。"
    return settle(context, "5.1.2-1", value, sentence, places, sure=True, confidence=LIKELY if value else NEARLY_SURE)


@tried("5.1.2-2")
def mobile_content_tried(context: Context, finding: Finding) -> Finding:
    """服务功能、内容保障: what the wide pages show, looked for on the telephone; judged only where all is there."""
    trial = context.probed.phone if context.probed else None
    if trial is None:
        return finding
    measured = _measured(trial)
    pages = [page for page in measured if page.wanted]
    if not _enough(measured) or not pages:
        return _not_tried(finding, trial)
    first = mobile_site_tried(context, mobile_site(context))
    if first.value == 0 and finding.value == 0:
        sentence = "页面不适合手机屏幕，也没有能用的移动版，谈不上内容保障。"
        sure = first.state == finding.state == "judged"
        return settle(context, "5.1.2-2", 0, sentence, first.evidence, sure=sure, confidence=first.confidence)
    # Where a telephone is sent to a mobile site, the same content may stand there at another address.
    elsewhere = [page for page in pages if page.moved and _kept(context, page) < 1]
    compared = [page for page in pages if page not in elsewhere]
    other = any(_works(context, entry) for entry in trial.entries)
    if not compared or (other and not any(page_value(context, page) for page in compared)):
        sentence = "手机看的是移动版，其中的内容和服务是否与网站一致由专家查看。"
        value = finding.value or Fraction(0)
        return settle(context, "5.1.2-2", value, sentence, first.evidence, sure=False, confidence=GUESS)
    return _of_content(context, compared, first, whole_site=not elsewhere)


def _kept(context: Context, page: PhonePage) -> Fraction:
    """How much of a page's content is still there; 1 from `kept_content` on."""
    return min(Fraction(1), Fraction(page.kept, 1000) / context.threshold(_CODE, "kept_content").value)


def _of_content(context: Context, pages: Sequence[PhonePage], first: Finding, *, whole_site: bool) -> Finding:
    """The mean of what the pages keep; content of a page that does not fit the screen counts half."""
    whole = [page for page in pages if _kept(context, page) == 1]
    seen = [_evidence_of_content(page) for page in sorted(pages, key=lambda page: page.kept)]
    sentence = f"与宽屏比对{len(pages)}个页面的正文、条目和表单，手机上内容齐全的{len(whole)}个"
    half = Fraction(1, 2)
    parts = [_kept(context, page) * (1 if fits(context, page) and laid_out(context, page) else half) for page in pages]
    value = quarters(sum(parts, Fraction(0)) / len(pages))
    plain = first.state == "judged" and first.value == 1 and whole_site and len(whole) == len(pages)
    if value == 1 and plain and {"home", "list", "article"} <= {page.kind for page in whole}:
        return settle(context, "5.1.2-2", 1, f"{sentence}。", seen, sure=True, confidence=LIKELY)
    if lost := [text for page in pages if page not in whole for text in page.lost]:
        sentence += f"，看不到的如“{lost[0]}”"
    if first.value != 1:
        sentence += "，但页面没有都适合手机屏幕"
    sentence += "。服务功能是否齐全由专家查看。"
    return settle(context, "5.1.2-2", value, sentence, seen, sure=False, confidence=GUESS)


def _evidence_of_content(page: PhonePage) -> Evidence:
    said = f"{_KINDS[page.kind]}：宽屏所见{page.wanted}处内容，手机上看得到{page.kept // 10}%"
    if page.lost:
        said += f"，缺“{'”“'.join(page.lost[:2])}”"
    return Evidence(page.url, quote(said), shot=page.shot)
