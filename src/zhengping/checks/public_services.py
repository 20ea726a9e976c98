"""3.3 公共服务: services for the public by the department's function; an expert scores, the machine lists."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from zhengping.checks.context import Context, check
from zhengping.checks.entries import column_pages, entrances_named, labels, own_links, proposal, quarters
from zhengping.checks.finding import Finding
from zhengping.checks.periods import within_months
from zhengping.checks.services import service_columns
from zhengping.checks.tools import (
    Place,
    all_columns,
    named_columns,
    naming,
    needs_person,
    number,
    refused,
    see,
    settle,
    share,
    unread,
    words,
    zero,
)
from zhengping.reading.facts import Page
from zhengping.reading.site import Column, Guide

_INDICATOR = "3.3"
_UPDATED = re.compile(r"更新(?:日期|时间|于)[：:\s]*((?:19|20)\d{2})[年./-](\d{1,2})[月./-](\d{1,2})")


def public_columns(context: Context) -> list[Column]:
    """Columns of public services, those of administrative services left out unless their name says public."""
    return context.site.columns_for(_INDICATOR)


@check("3.3-1")
def services_offered(context: Context) -> Finding:
    """提供公共服务: share of the registered services (附录2) found; without it what is there."""
    columns = public_columns(context)
    wanted = context.department.services
    if wanted:
        entrances = {need: entrances_named(context, (need,)) for need in wanted}
        found = [need for need in wanted if entrances[need] or any(need in column.name for column in columns)]
        missing = [need for need in wanted if need not in found]
        sentence = f"登记的公共服务{len(wanted)}项，找到{len(found)}项。" + (
            f"缺“{'”“'.join(missing[:3])}”。" if missing else ""
        )
        places = [e.see() for need in found for e in entrances[need][:1]]
        return settle(context, "3.3-1", share(found, wanted), sentence, places or columns[:4], sure=not missing)
    if blocked := [column for column in columns if column.outcome == "blocked"]:
        return refused(context, "3.3-1", blocked)
    tools = entrances_named(
        context, words(context, _INDICATOR, "tools"), without=words(context, _INDICATOR, "no_tools")
    )
    filled = [column for column in columns if column.state == "filled"]
    if filled or tools:
        value = Fraction(1) if filled else Fraction(1, 2)
        what = "、".join(part for part in (naming(filled), labels(tools)) if part)
        sentence = f"网站提供公共服务：{what}；是否符合部门职能（附录2）由专家评判。"
        return settle(context, "3.3-1", value, sentence, [*filled[:3], *(e.see() for e in tools[:3])], sure=False)
    if hidden := [column for column in columns if unread(column)]:
        sentence = f"有公共服务入口{naming(hidden)}，但{unread(hidden[0])}，按有入口估计，内容由人工查看。"
        return settle(context, "3.3-1", Fraction(1, 2), sentence, hidden[:4], sure=False)
    if scattered := scattered_services(context):
        sentence = f"未设公共服务栏目，但{naming(scattered)}面向公众提供服务，是否符合部门职能（附录2）由专家评判。"
        return settle(context, "3.3-1", Fraction(1, 2), sentence, scattered[:4], sure=False)
    if guides := _guides_apart(context):
        sentence = f"未设公共服务栏目，只散见“{guides[0].title}”等{len(guides)}篇指南，是否算作公共服务由专家评判。"
        return settle(context, "3.3-1", Fraction(1, 4), sentence, [see(g.url, g.title) for g in guides[:4]], sure=False)
    return proposal(
        zero(context, "3.3-1", "未见公共服务栏目或工具", columns or service_columns(context), anywhere="columns")
    )


def scattered_services(context: Context) -> list[Column]:
    """Filled columns that serve the public by their name, where no column of public services gathers them."""
    names, unwanted = words(context, _INDICATOR, "scattered"), words(context, _INDICATOR, "not_scattered")
    units = words(context, "1.1.1", "unit_endings")
    return [
        column
        for column in named_columns(all_columns(context.site), names, without=unwanted)
        if column.state == "filled" and column.items and not column.platform and not column.name.endswith(units)
    ]


def _guides_apart(context: Context) -> list[Guide]:
    """Guides that stand in no column of administrative services."""
    pages = {page.url for page in column_pages(service_columns(context))}
    return [guide for guide in context.site.guides if guide.url not in pages]


def _updated(page: Page) -> date | None:
    """The day on which a service page says it was updated, else that of its publication."""
    match = _UPDATED.search(page.text)
    if match is None:
        return page.published.value if page.published else None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _newest(context: Context, column: Column) -> date | None:
    days = [item.day for item in column.items if item.day and item.day <= context.monitoring_date]
    return max(days, default=None)


@check("3.3-2")
def services_maintained(context: Context) -> Finding:
    """内容更新维护: newest content within the months allowed (half), no dead links (half; few of them 1/4)."""
    columns = [column for column in public_columns(context) if column.state == "filled"]
    if not columns:
        hidden = [column for column in public_columns(context) if unread(column)]
        if hidden:
            return needs_person(context, "3.3-2", f"公共服务栏目{unread(hidden[0])}，维护情况由人工查看。", hidden)
        columns = scattered_services(context)
    if not columns:
        return proposal(
            zero(context, "3.3-2", "未见公共服务内容，谈不上更新维护", service_columns(context), anywhere="columns")
        )
    months = number(context, _INDICATOR, "rhythm")
    days = [item.day for column in columns for item in column.items if item.day]
    days += [day for page in column_pages(columns) if (day := _updated(page))]
    newest = max((day for day in days if day <= context.monitoring_date), default=None)
    pages = {page.url for page in column_pages(columns)}
    dead = [row for row in context.site.broken_links if row[1] in pages]
    total = sum(len(own_links(context, page)) for page in column_pages(columns))
    few = Fraction(len(dead), total or 1) < Fraction(1, 10)
    working = Fraction(1) if not dead else Fraction(1, 2) if few else Fraction(0)
    fresh = Fraction(1 if within_months(newest, context.monitoring_date, months) else 0)
    if not public_columns(context):
        # Scattered services are kept one by one: a lively one does not make up for those left alone.
        kept = [
            column for column in columns if within_months(_newest(context, column), context.monitoring_date, months)
        ]
        fresh = Fraction(len(kept), len(columns))
    value = (fresh + working) / 2
    whose = "公共服务栏目" if public_columns(context) else "未设公共服务栏目，面向公众的栏目"
    sentence = f"{whose}{naming(columns)}最新内容{newest or '未注明日期'}（按{months}个月计），失效链接{len(dead)}处。"
    places: list[Place] = [*columns[:3], *(see(row[1], f"失效链接 {row[0]}") for row in dead[:3])]
    return settle(context, "3.3-2", quarters(value), sentence, places, sure=False)
