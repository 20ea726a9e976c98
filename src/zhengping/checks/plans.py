"""1.1.6 规划计划: column, long-term plan with interpretation and progress, yearly plan with progress."""

from __future__ import annotations

import re

from zhengping.checks.context import Context, check
from zhengping.checks.finding import Evidence, Finding
from zhengping.checks.offices import beside_own_names
from zhengping.checks.periods import closed_year, months_back, this_year, within_year, years_named
from zhengping.checks.policy_pairs import frames
from zhengping.checks.tools import (
    Document,
    broken_files,
    column_point,
    documents,
    has_any,
    looked_through,
    only_attachment,
    settle,
    share,
    unread_entrances,
    words,
    zero,
)
from zhengping.reading.site import Column

CODE = "1.1.6"
LONG_TERM = ("中长期规划", "规划解读", "规划执行进程")
YEARLY = ("年度工作计划", "实施进展或总结")


@check("1.1.6-1")
def column(context: Context) -> Finding:
    """规划计划 column, with content."""
    return column_point(context, "1.1.6-1")


@check("1.1.6-2")
def long_term(context: Context) -> Finding:
    """Share of three: a long-term plan of its own, its interpretation, its progress."""
    titles = {
        LONG_TERM[0]: [document for document in documents(context) if is_plan(context, document)],
        LONG_TERM[1]: _about_plans(context, "interpretation"),
        LONG_TERM[2]: _about_plans(context, "progress"),
    }
    return _share_of(context, "1.1.6-2", LONG_TERM, titles)


@check("1.1.6-3")
def yearly(context: Context) -> Finding:
    """Share of two: the year's (or the closed year's) work plan, and its progress or summary."""
    years = (this_year(context.monitoring_date), closed_year(context.monitoring_date))
    plans = _of_years(context, "year_plans", years)
    progress = _of_years(context, "year_progress", years)
    return _share_of(context, "1.1.6-3", YEARLY, {YEARLY[0]: plans, YEARLY[1]: progress})


def is_plan(context: Context, document: Document) -> bool:
    """The plan itself, not news, a tender or an interpretation of one, and not a plan of a higher body."""
    title = document.title
    for office in words(context, CODE, "plan_offices"):
        # A planning office's name holds the word and says nothing of what the text is.
        title = title.replace(office, "")
    if not has_any(title, words(context, CODE, "plans")) or has_any(
        beside_own_names(context, title), words(context, CODE, "plan_not")
    ):
        return False
    if not has_any(title, words(context, CODE, "plan_periods")):
        return False
    bare = re.sub(r"[（(][^（()）]*[)）]|[“”\s]", "", frames(context).name(document.title).core)
    if not bare.endswith(words(context, CODE, "plan_endings")):
        return False
    return not _higher(context, document)


def _higher(context: Context, document: Document) -> bool:
    head = document.title.lstrip("《“关于印发转载【]")[:12]
    return bool(has_any(head, words(context, CODE, "higher_bodies")))


def _about_plans(context: Context, name: str) -> list[Document]:
    periods = words(context, CODE, "plan_periods")
    return [
        document
        for document in documents(context)
        if has_any(document.title, words(context, CODE, "plans"))
        and has_any(document.title, words(context, CODE, name))
        and has_any(document.title, periods)
        and not _higher(context, document)
    ]


def _of_years(context: Context, name: str, years: tuple[int, int]) -> list[Document]:
    """Titles of the kind that name one of the years, or that name none and are dated within the year."""
    wanted, unwanted = words(context, CODE, name), words(context, CODE, f"{name}_not")
    columns = {id(column) for column in context.site.columns_for(CODE)}
    found: list[Document] = []
    for document in documents(context):
        title = document.title
        if (
            not has_any(title, wanted)
            or has_any(beside_own_names(context, title), unwanted)
            or _higher(context, document)
        ):
            continue
        if document.day is not None and document.day > context.monitoring_date:
            continue
        named = years_named(title)
        in_column = any(id(column) in columns for column in document.columns)
        recent = within_year(document.day, context.monitoring_date)
        # Outside the plans' column a general word needs the year beside it: 全市重点工作推进会 is news.
        if (named and set(named) & set(years)) or (not named and recent and in_column):
            found.append(document)
    return found


def _share_of(context: Context, code: str, parts: tuple[str, ...], found: dict[str, list[Document]]) -> Finding:
    columns = context.site.columns_for(CODE)
    there = [part for part in parts if found[part]]
    if not there:
        old = _newest_before(context, columns)
        return zero(context, code, f"未见{'、'.join(parts)}{old}", columns, anywhere=True)
    evidence: list[Evidence] = [document.see() for part in there for document in found[part][:2]]
    named = "；".join(f"{part}：《{found[part][0].title}》" for part in there)
    missing = [part for part in parts if part not in there]
    sentence = named + (f"；未见{'、'.join(missing)}" if missing else "")
    search = looked_through(context, columns)
    hidden = missing and (not search.complete or unread_entrances(context, code))
    files = any(only_attachment(found[part][0]) for part in there)
    broken = [fault for part in there for fault in broken_files(found[part][0])[:1]]
    in_place = all(_in_columns(found[part][0], columns) for part in there)
    sure = not hidden and not files and not broken and in_place
    sentence += f"（{broken[0]}）" if broken else ""
    if hidden:
        sentence += f"（未能看全：{'、'.join(search.gaps[:2]) or '部分栏目未读到'}）"
    value = share(there, parts)
    return settle(context, code, value, sentence + "。", evidence, sure=sure, confidence=0.85 if sure else 0.7)


def _in_columns(document: Document, columns: list[Column]) -> bool:
    places = {id(column) for column in columns}
    return any(id(column) in places for column in document.columns)


def _newest_before(context: Context, columns: list[Column]) -> str:
    newest = max((column.newest for column in columns if column.newest), default=None)
    if newest is None or newest > months_back(context.monitoring_date, 12):
        return ""
    return f"，规划计划栏目最新一条为{newest}"
