"""3.2 业务专题: special topics of the year by kind (only for departments without administrative services)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from zhengping.checks.context import Context, check
from zhengping.checks.entries import LONGEST_LABEL, entrances_named, nameless_pictures, proposal
from zhengping.checks.finding import Finding
from zhengping.checks.periods import within_year
from zhengping.checks.tools import has_any, naming, refused, settle, words, zero
from zhengping.reading.site import Column, Item

_INDICATOR = "3.2"


def topic_columns(context: Context) -> list[Column]:
    """The column of topics with everything below it, and columns elsewhere that are topics by name."""
    found: dict[int, Column] = {}
    for column in context.site.columns_for(_INDICATOR):
        found.update((id(deeper), deeper) for deeper in column.walk())
    return list(found.values())


def _newest(column: Column, until: date) -> date | None:
    return max(
        (item.day for deeper in column.walk() for item in deeper.items if item.day and item.day <= until), default=None
    )


def _is_topic(item: Item) -> bool:
    """A row of a topic column that names a topic, not a document: short and without a date."""
    return item.day is None and len(item.title) <= LONGEST_LABEL


def _topic_point(context: Context, code: str, kind: str) -> Finding:
    """Topics of one kind: full with content of the year, half with older or unknown content, else zero."""
    topics = topic_columns(context)
    needles = words(context, _INDICATOR, kind)
    named = [column for column in topics if has_any(column.name, needles)]
    if named:
        fresh = [
            column for column in named if within_year(_newest(column, context.monitoring_date), context.monitoring_date)
        ]
        value = Fraction(1) if fresh else Fraction(1, 2)
        newest = max((day for column in named if (day := _newest(column, context.monitoring_date))), default=None)
        state = f"最新内容{newest}" if newest else "内容未读到或未注明日期"
        sentence = f"有{kind}类专题{naming(fresh or named)}，{state}；专题分类和质量由人工评判。"
        return settle(context, code, value, sentence, (fresh or named)[:4], sure=False)
    entries = [item for column in topics for item in column.items if _is_topic(item) and has_any(item.title, needles)]
    if entries:
        sentence = f"专题栏目列有{kind}类专题“{entries[0].title}”等{len(entries)}个，内容由人工评判。"
        return settle(context, code, Fraction(1, 2), sentence, entries[:4], sure=False)
    banners = entrances_named(context, needles, pages=[context.site.home] if context.site.home else [])
    if banners:
        sentence = f"首页有{kind}类专题入口“{banners[0].label}”，内容由人工评判。"
        return settle(context, code, Fraction(1, 2), sentence, [banner.see() for banner in banners[:4]], sure=False)
    blocked = [column for column in topics if column.outcome == "blocked"]
    if blocked:
        return refused(context, code, blocked)
    if topics:
        # The edition's words of a kind are never all there are: where there are topics, a person looks.
        return proposal(zero(context, code, f"专题{naming(topics)}中未见{kind}类专题", topics))
    finding = zero(context, code, f"未见专题专栏，也未见{kind}类专题", anywhere=True)
    return proposal(finding) if nameless_pictures(context) else finding


@check("3.2-1")
def decisions(context: Context) -> Finding:
    """重大决策部署专题."""
    return _topic_point(context, "3.2-1", "重大决策部署")


@check("3.2-2")
def current_work(context: Context) -> Finding:
    """阶段性重点工作专题."""
    return _topic_point(context, "3.2-2", "阶段性重点工作")


@check("3.2-3")
def hot_issues(context: Context) -> Finding:
    """热点问题专题."""
    return _topic_point(context, "3.2-3", "热点问题")


@check("3.2-4")
def ethnic(context: Context) -> Finding:
    """民族特色专题."""
    return _topic_point(context, "3.2-4", "民族特色")


@check("3.2-5")
def vital_interests(context: Context) -> Finding:
    """切身利益重要决策专题."""
    return _topic_point(context, "3.2-5", "切身利益")
