"""1.2.1 财政信息: budget, final accounts, the three public expenses, special funds, procurement."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction

from zhengping.checks.context import Context, check
from zhengping.checks.finding import Evidence, Finding
from zhengping.checks.offices import own_names
from zhengping.checks.periods import closed_year, this_year, within_year, years_named
from zhengping.checks.tools import (
    GUESS,
    PARTLY,
    Document,
    all_columns,
    broken_files,
    fresh,
    has_any,
    looked_through,
    named_columns,
    number,
    only_attachment,
    seen,
    settle,
    share,
    titled,
    undecided,
    unread_columns,
    unread_entrances,
    unread_files,
    words,
    zero,
)
from zhengping.reading.site import Column

CODE = "1.2.1"
EXPENSES = {"abroad": "因公出国（境）", "cars": "公务用车", "receptions": "公务接待", "change": "增减原因说明"}
_FEWEST_CHARACTERS = 60
"""Of a budget; a page with less leaves it to its attachments."""
_NEAR = 300
"""Characters after an expense's name within which its change is explained."""
PROCUREMENT = {
    "procurement_policy": "政策法规",
    "procurement_guide": "采购指南",
    "tender": "招标公告",
    "award": "中标公告",
}


@check("1.2.1-1")
def budget(context: Context) -> Finding:
    """Budget of the assessed year: the monitoring date's; that of the year before is a proposal while it is not due."""
    year = this_year(context.monitoring_date)
    finding = _of_year(context, "1.2.1-1", "部门预算", "budget", year)
    if finding.value == 1 or context.monitoring_date.month >= number(context, CODE, "budget_due_month"):
        return finding
    before = _of_year(context, "1.2.1-1", "部门预算", "budget", year - 1)
    if before.value != 1:
        return finding
    sentence = f"{before.finding}监测点时{year}年度部门预算还未到通常公开的时间，由人工确认按哪一年评。"
    return replace(before, state="suggested", finding=sentence, confidence=0.7)


@check("1.2.1-2")
def accounts(context: Context) -> Finding:
    """Final accounts of the last closed year; of the year before while those of the closed year are not yet due."""
    return _of_year(context, "1.2.1-2", "部门决算", "accounts", accounts_year(context))


def accounts_year(context: Context) -> int:
    """The newest year whose final accounts are due on the monitoring date."""
    year = closed_year(context.monitoring_date)
    return year if context.monitoring_date.month >= number(context, CODE, "accounts_due_month") else year - 1


def _named(context: Context, name: str) -> list[Document]:
    found = titled(context, words(context, CODE, name), without=words(context, CODE, f"{name}_not"))
    # 部门预算及绩效目标公开 is the budget, though 绩效 alone is not.
    known = {id(document) for document in found}
    sure = titled(context, words(context, CODE, f"{name}_sure"), without=words(context, CODE, f"{name}_never"))
    found += [document for document in sure if id(document) not in known]
    return [document for document in found if document.day is None or document.day <= context.monitoring_date]


def is_own_title(context: Context, title: str) -> bool:
    """Whether a title speaks of the department itself: it names it, in full or shortened, or names no unit at all."""
    plain = re.sub(r"[\s“”《》（）()·]|(?:19|20)\d{2}年?度?", "", title)
    unit = re.search(rf"^(.*?(?:{'|'.join(map(re.escape, words(context, CODE, 'unit_endings')))}))", plain)
    if not unit:
        return True
    name = re.sub(r"^(?:关于)?.{0,8}[省市县区州盟旗]", "", unit.group(1))
    return any(_shortens(name, own) for own in own_names(context)) or len(name) <= 2


def _shortens(name: str, whole: str) -> bool:
    """Whether the characters of `name` stand in `whole` in this order: 教体局 shortens 教育体育局."""
    rest = iter(whole)
    return all(character in rest for character in name)


def _year_of(document: Document) -> int | None:
    """The year that a title names; a budget's title may leave it out, then the date tells."""
    named = years_named(document.title)
    return max(named) if named else None


def _of_year(context: Context, code: str, what: str, name: str, year: int) -> Finding:
    columns = _places(context)
    found = _named(context, name)
    ours = [document for document in found if (_year_of(document) or 0) >= year]
    own = [document for document in ours if is_own_title(context, document.title)]
    if ours and not own:
        sentence = f"{year}年度{what}只见其他单位的，如{ours[0].day or '未注日期'}《{ours[0].title}》，未见本部门的。"
        evidence = seen(*(document.see() for document in ours[:4]))
        return settle(context, code, Fraction(1, 4), sentence, evidence, sure=False, confidence=GUESS)
    if own:
        # The one that was read comes first: a row alone does not show that the document opens.
        ours = sorted(own, key=lambda document: not document.was_read)
        first = ours[0]
        sentence = f"公开了{year}年度{what}：{first.day or '未注日期'}《{first.title}》"
        sentence += "等" + str(len(ours)) + "条" if len(ours) > 1 else ""
        evidence = seen(*(document.see() for document in ours[:4]))
        sentence += "" if first.was_read else "（只见于列表，正文未读到）"
        broken = [] if len(first.text) >= _FEWEST_CHARACTERS else broken_files(first)
        sentence += f"；但{broken[0]}" if broken else ""
        sure = first.was_read and not broken
        advice = "更换打不开的附件。" if broken else None
        confidence = 0.95 if sure else 0.7 if broken else PARTLY
        return settle(context, code, 1, sentence + "。", evidence, sure=sure, confidence=confidence, advice=advice)
    undated = [document for document in found if _year_of(document) is None]
    recent = [document for document in undated if within_year(document.day, context.monitoring_date)]
    if recent:
        sentence = f"有{what}信息《{recent[0].title}》（{recent[0].day}），标题未写年度，是否为{year}年度由人工确认。"
        return settle(context, code, 1, sentence, [recent[0].see()], sure=False, confidence=0.7)
    sentence = f"未见{year}年度{what}"
    if found:
        newest = max(found, key=lambda document: (_year_of(document) or 0, document.day or context.monitoring_date.min))
        sentence += f"，最近的是{newest.day or '未注日期'}《{newest.title}》"
    also = [document.see() for document in found[:3]]
    advice = f"公开{year}年度{what}。"
    return zero(context, code, sentence, columns, anywhere=True, since=date(year, 1, 1), also=also, advice=advice)


def _places(context: Context) -> list[Column]:
    """The columns in which finances are published; what names special funds or procurement alone, and was not read,
    hides neither budgets nor accounts."""
    columns = context.site.columns_for(CODE)
    others = (*words(context, CODE, "funds_only_columns"), *words(context, CODE, "procurement_columns"))
    return _without_unread(columns, others, without=words(context, CODE, "finance_columns"))


def _without_unread(columns: list[Column], names: Iterable[str], *, without: Iterable[str]) -> list[Column]:
    """The columns but for those of such names (and of none of `without`) whose content is not known."""
    aside = {id(column) for column in unread_columns(named_columns(columns, names, without=without))}
    return [column for column in columns if id(column) not in aside]


@check("1.2.1-3")
def three_public(context: Context) -> Finding:
    """Share of four in the due year's accounts: abroad, cars, receptions, reasons of change."""
    year = accounts_year(context)
    found = [
        document
        for document in [*titled(context, words(context, CODE, "three_public")), *_named(context, "accounts")]
        if (_year_of(document) or 0) >= year
        and not has_any(document.title, words(context, CODE, "budget"))
        and is_own_title(context, document.title)
    ]
    columns = _places(context)
    dated = bool(found)
    found = found or _undated_accounts(context)
    if not found:
        return zero(context, "1.2.1-3", f"未见{year}年度三公经费决算", columns, anywhere=True, since=date(year, 1, 1))
    parts: dict[str, Evidence] = {}
    for document in found:
        for name in EXPENSES:
            if _speaks_of(context, document, name):
                parts.setdefault(name, document.see_words(words(context, CODE, name)))
    if "change" in parts and len(parts) == 1:
        parts = {}
    unread = [file for document in found for file in unread_files(document)]
    attached = bool(unread) or any(only_attachment(document, 600) for document in found)
    missing = [EXPENSES[name] for name in EXPENSES if name not in parts]
    evidence = seen(*(document.see() for document in found[:4]), *parts.values())
    closed = [document for document in found if not document.was_read]
    if missing and (attached or closed):
        where = "内容在附件中" if attached else "正文没有读全"
        sentence = f"{year}年度决算《{(closed or found)[0].title}》的三公经费{where}，已读到的只见{len(parts)}项，"
        sentence += f"{unread[0]}，" if unread else ""
        sentence += f"由人工打开{'附件' if attached else '页面'}确认。"
        value = max(share(parts, EXPENSES), share(["abroad", "cars", "receptions"], EXPENSES))
        return settle(context, "1.2.1-3", value, sentence, evidence, sure=False, confidence=GUESS)
    value = share(parts, EXPENSES)
    read = [file for document in found for file in document.files if file.text]
    sentence = f"{year}年度决算公开三公经费{len(parts)}项"
    sentence += f"（读了附件{len(read)}个）" if read else ""
    sentence += f"，缺{'、'.join(missing)}" if missing else "，四项齐全"
    if not dated:
        sentence = f"有决算信息《{found[0].title}》（{found[0].day}），三公经费{len(parts)}项；"
        sentence += f"标题未写年度，是否为{year}年度由人工确认。"
        return settle(context, "1.2.1-3", value, sentence, evidence, sure=False, confidence=GUESS)
    if value == 0:
        return zero(context, "1.2.1-3", sentence, columns, also=evidence)
    return settle(
        context, "1.2.1-3", value, sentence + "。", evidence, sure=not missing, confidence=0.9 if not missing else 0.75
    )


def _undated_accounts(context: Context) -> list[Document]:
    """Own accounts within the year whose titles name no year: they may be those that are due."""
    named = [*titled(context, words(context, CODE, "three_public")), *_named(context, "accounts")]
    return [
        document
        for document in {document.url: document for document in named}.values()
        if _year_of(document) is None
        and within_year(document.day, context.monitoring_date)
        and not has_any(document.title, words(context, CODE, "budget"))
        and is_own_title(context, document.title)
    ]


def _speaks_of(context: Context, document: Document, name: str) -> bool:
    """Whether a document tells of one of the expenses; in a long file a reason of change must stand near them."""
    needles = words(context, CODE, name)
    if has_any(document.page_text, needles):
        return True
    if name != "change":
        return bool(has_any(document.file_text, needles))
    anchors = [word for part in ("three_public", "abroad", "cars", "receptions") for word in words(context, CODE, part)]
    places = re.finditer("|".join(map(re.escape, anchors)), document.file_text)
    return any(has_any(document.file_text[found.end() : found.end() + _NEAR], needles) for found in places)


@check("1.2.1-5")
def procurement(context: Context) -> Finding:
    """Share of four: policies and guide (at any time), tender and award notices (within the year)."""
    unwanted = words(context, CODE, "procurement_not")
    found: dict[str, list[Document]] = {
        name: titled(context, words(context, CODE, name), without=unwanted) for name in PROCUREMENT
    }
    found["award"] += [document for document in found["tender"] if _is_award(context, document)]
    awards = {document.url for document in found["award"]}
    found["tender"] = fresh(context, [document for document in found["tender"] if document.url not in awards])
    found["award"] = fresh(context, found["award"])
    there = [name for name in PROCUREMENT if found[name]]
    funds, finance = words(context, CODE, "funds_only_columns"), words(context, CODE, "finance_columns")
    places = _without_unread(context.site.columns_for(CODE), funds, without=finance)
    columns = [*_columns_named(context, "procurement_columns"), *places]
    missing = [PROCUREMENT[name] for name in PROCUREMENT if name not in there]
    if not there:
        if unseen := unread_columns(_columns_named(context, "procurement_columns")):
            return undecided(context, "1.2.1-5", unseen, "有政府采购栏目")
        return zero(context, "1.2.1-5", "未见政府采购的政策法规、指南、招标公告和中标公告", columns, anywhere=True)
    named = "；".join(f"{PROCUREMENT[name]}：《{found[name][0].title}》" for name in there)
    sentence = named + (f"；未见{'、'.join(missing)}" if missing else "")
    hidden = missing and (not looked_through(context, columns).complete or unread_entrances(context, "1.2.1-5"))
    evidence = seen(*(document.see() for name in there for document in found[name][:2]))
    sure = not missing
    value = share(there, PROCUREMENT)
    advice = f"补充政府采购的{'、'.join(missing)}。" if missing else ""
    sentence += "（部分栏目未能看全）" if hidden else ""
    return settle(
        context,
        "1.2.1-5",
        value,
        sentence + "。",
        evidence,
        sure=sure,
        confidence=0.9 if sure else 0.7,
        advice=advice,
    )


def _is_award(context: Context, document: Document) -> bool:
    """A tender's title may head the award's text: 询价采购公告 with the name of the supplier."""
    return bool(has_any(document.page_text, words(context, CODE, "award_body")))


def _columns_named(context: Context, name: str) -> list[Column]:
    return named_columns(all_columns(context.site), words(context, CODE, name))
