"""6.2 监管机制 and 6.3 运维情况: what stands on the site of inspections, and what only proofs and registers tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from zhengping.checks.context import Context, check
from zhengping.checks.entries import entrances_named, quarters
from zhengping.checks.finding import Finding
from zhengping.checks.periods import within_year, years_named
from zhengping.checks.tools import (
    LIKELY,
    Document,
    has_any,
    needs_person,
    number,
    refused,
    see,
    settle,
    titled,
    unread,
    words,
    zero,
)

_INDICATOR = "6.2.1"
_QUARTER = re.compile(r"第?([一二三四1-4])季度")
_NUMBER = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@check("6.2.1-1")
def assurance(context: Context) -> Finding:
    """机构、人员、制度、经费保障: by proofs."""
    return needs_person(context, "6.2.1-1", "机构、人员、制度、经费保障须由部门提交会议纪要、制度文件等证明材料。")


def due_quarters(monitoring_date: date, first: int, grace: int) -> list[tuple[int, int]]:
    """(year, quarter) whose inspection should be public: ended within the year, the year's `first` or later.

    A quarter is due `grace` months after its end (6.2.1: 从第二季度起及时在网站公开检查情况).
    """
    due = []
    for year in (monitoring_date.year - 1, monitoring_date.year):
        for quarter in range(first, 5):
            end = _first_of_month(year, quarter * 3 + 1)
            if within_year(end, monitoring_date) and _first_of_month(year, quarter * 3 + 1 + grace) <= monitoring_date:
                due.append((year, quarter))
    return due


def _first_of_month(year: int, month: int) -> date:
    """The first day of a month, counted on over the year's end (month 13 = next January)."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


@check("6.2.1-2")
def inspections(context: Context) -> Finding:
    """周巡检、月监测、季普查、年报告并公开: the yearly report (1/4), the share of due quarters published (3/4)."""
    without = words(context, _INDICATOR, "no_inspection")
    subject = words(context, _INDICATOR, "subject")
    found = [
        d
        for d in titled(context, words(context, _INDICATOR, "inspection"), without=without)
        if has_any(d.title, subject) and (d.day is None or _recent(context, d))
    ]
    yearly = [d for d in titled(context, words(context, _INDICATOR, "yearly")) if _recent(context, d)]
    columns = context.site.columns_for(_INDICATOR)
    if not found and not yearly:
        if blocked := [column for column in columns if column.outcome == "blocked"]:
            return refused(context, "6.2.1-2", blocked)
        if hidden := [column for column in columns if unread(column) and column.state != "filled"]:
            return needs_person(context, "6.2.1-2", f"有网站监管栏目，但{unread(hidden[0])}，由人工查看。", hidden)
        return zero(
            context,
            "6.2.1-2",
            "一年内未见公开网站检查情况和网站工作年度报表",
            columns,
            anywhere=True,
            since=context.year_start,
        )
    quarters_seen = {quarter for document in found for quarter in _quarters_of(document)}
    due = due_quarters(
        context.monitoring_date,
        first=number(context, _INDICATOR, "first_public_quarter"),
        grace=number(context, _INDICATOR, "quarter_grace"),
    )
    published = [quarter for quarter in due if quarter in quarters_seen]
    value = Fraction(1 if yearly else 0, 4)
    if due:
        value += Fraction(3, 4) * Fraction(len(published), len(due))
    elif found:
        value += Fraction(3, 4)
    if not published and found and value < Fraction(1, 2):
        value += Fraction(1, 4)
    sentence = f"一年内公开网站检查情况{len(found)}次，应公开的季度{len(due)}个，公开{len(published)}个；"
    sentence += f"网站工作年度报表{_told_of(context, yearly)}。巡检、监测的内部记录由佐证材料判断。"
    places = [d.see() for d in [*found[:4], *yearly[:2]]]
    return settle(context, "6.2.1-2", quarters(value), sentence, places, sure=False, confidence=LIKELY)


def _told_of(context: Context, yearly: Sequence[Document]) -> str:
    """Whether the yearly report is there, and that all came after the month in which it is due."""
    days = [document.day for document in yearly if document.day]
    month = number(context, _INDICATOR, "yearly_report_month")
    if days and all(day.month > month for day in days):
        return f"已公开（{min(days)}，晚于{month}月底）"
    return "已公开" if yearly else "未见"


def _recent(context: Context, document: Document) -> bool:
    return within_year(document.day, context.monitoring_date)


def _quarters_of(document: Document) -> list[tuple[int, int]]:
    """(year, quarter) that a title names; without a year that of its day, where the day follows the quarter."""
    found = []
    years = years_named(document.title)
    for match in _QUARTER.finditer(document.title):
        quarter = _NUMBER[match[1]]
        if years:
            found.append((years[0], quarter))
        elif document.day:
            found.append((document.day.year - (document.day.month <= 3 * quarter - 3), quarter))
    return found


@check("6.2.1-3")
def error_reports_answered(context: Context) -> Finding:
    """3个工作日内答复网民纠错: by the records of the error-report platform; the mark on the page is handed on."""
    mark = context.site.footer.error_report
    home = context.site.home.url if context.site.home is not None else context.site.url
    days = number(context, _INDICATOR, "error_report_reply")
    sentence = (
        f"首页{'有' if mark else '未见'}“我为政府网站找错”标识；{days}个工作日内的答复以平台数据为准，请导入记录。"
    )
    return needs_person(context, "6.2.1-3", sentence, [see(home, mark)] if mark else [home])


@check("6.2.1-4")
def security_inspections(context: Context) -> Finding:
    """定期安全检查: by proofs."""
    return needs_person(context, "6.2.1-4", "定期安全检查须由部门提交检查记录等证明材料。")


@check("6.2.2-1")
def self_assessment_in_time(context: Context) -> Finding:
    """及时提交自行评议: kept by the evaluation office."""
    return needs_person(context, "6.2.2-1", "自评提交时间由评估系统登记。")


@check("6.2.2-2")
def self_assessment_sound(context: Context) -> Finding:
    """自评报告规范、真实有效: an expert reads it."""
    return needs_person(context, "6.2.2-2", "自评报告的规范性和真实性由专家评判。")


@check("6.2.3-1")
def training(context: Context) -> Finding:
    """定期培训: by proofs; news of trainings on websites are handed on."""
    needles = words(context, "6.2.3", "training")
    topics = words(context, "6.2.3", "topics")
    found = [d for d in titled(context, needles) if has_any(d.title, topics) and _recent(context, d)]
    said = f"有一年内的网站、信息工作培训信息{len(found)}条" if found else "未见一年内的网站、信息工作培训信息"
    sentence = f"网站上{said}；培训情况须由部门提交证明材料。"
    return needs_person(context, "6.2.3-1", sentence, [document.see() for document in found[:5]])


@check("6.3.1-1")
def error_reports(context: Context) -> Finding:
    """被网民纠错情况: by the records of the error-report platform."""
    entrances = entrances_named(context, words(context, "6.3.1", "entrance"))
    sites = len(context.department.subordinate_sites)
    below = f"（含下属网站{sites}个）" if sites else ""
    sentence = f"以“我为政府网站找错”平台的数据{below}为准，请导入记录。"
    return needs_person(context, "6.3.1-1", sentence, [entrance.see() for entrance in entrances[:2]])
