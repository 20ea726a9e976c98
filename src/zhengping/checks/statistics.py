"""1.1.8 数据发布: column, issues by their period, classes and charts, query and download."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from zhengping.checks.context import Context, check
from zhengping.checks.finding import Finding
from zhengping.checks.periods import closed_year, months_back, within_year, years_named
from zhengping.checks.tools import (
    GUESS,
    LIKELY,
    Document,
    column_point,
    core_columns,
    fresh,
    graded,
    has_any,
    in_columns,
    number,
    pageless,
    pages_of,
    reaches_back,
    seen,
    settle,
    titled,
    undecided,
    unread,
    unread_columns,
    words,
    zero,
)
from zhengping.reading.facts import Page
from zhengping.reading.site import Column

CODE = "1.1.8"
_MONTH = re.compile(
    r"(?<!\d)(?:(?:1|一|元)月?份?[-—–－至～~])?(1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?:份|末|底)?(?!\d{1,2}日)"
)
_TELLS_THE_PERIOD = 3
_QUARTER = re.compile(r"[第]?([一二三四1-4])季度|(上半年|前三季度)")


@check("1.1.8-1")
def column(context: Context) -> Finding:
    """统计数据 column, with content."""
    return column_point(context, "1.1.8-1", data_columns(context))


@check("1.1.8-2")
def periodic(context: Context) -> Finding:
    """Share of the due issues that are there, by the period that the titles show."""
    columns = data_columns(context)
    found = in_columns(context, columns) if columns else []
    if not found:
        if missing := unread_columns(columns):
            return undecided(context, "1.1.8-2", missing, "数据发布栏目未能读到条目")
        elsewhere = fresh(context, titled(context, words(context, CODE, "data_titles")))
        if elsewhere:
            sentence = f"无数据发布栏目，仅在其他栏目见统计信息{len(elsewhere)}条，如《{elsewhere[0].title}》。"
            evidence = seen(*(document.see() for document in elsewhere[:4]))
            return settle(context, "1.1.8-2", Fraction(1, 4), sentence, evidence, sure=False, confidence=GUESS)
        return zero(context, "1.1.8-2", "未见统计数据", columns, anywhere=True)
    period, due, there = issues(found, context.monitoring_date, number(context, CODE, "issue_lag"))
    recent = fresh(context, found)
    newest = found[0]
    if not there and not recent:
        sentence = f"数据发布栏目一年内没有更新，最新一条为{newest.day or '未注日期'}《{newest.title}》"
        return zero(context, "1.1.8-2", sentence, columns)
    value = Fraction(min(there, due), due) if due else Fraction(1)
    sentence = f"数据发布栏目一年内{len(recent)}条，最新{newest.day or '未注日期'}《{newest.title}》；"
    sentence += f"按标题判断为{period}发布，应有{due}期，见到{there}期（{graded(value)}）。"
    year_before = months_back(context.monitoring_date, 12)
    below = [deep for column in columns for deep in column.walk()]
    partly = any(unread(column) and not reaches_back(column, year_before) for column in below)
    # From a title or two no period can be told, and what further pages hold may be the issues that are missing.
    confidence = GUESS if partly or len(found) < _TELLS_THE_PERIOD else LIKELY
    return settle(context, "1.1.8-2", value, sentence, [*columns[:2], newest.see()], sure=False, confidence=confidence)


def issues(found: list[Document], monitoring_date: date, lag: int) -> tuple[str, int, int]:
    """The period that the titles show (月度, 季度, 年度), the issues due before the date, and those of them there.

    Due are the twelve months or four quarters that ended `lag` months before the monitoring date's month or earlier;
    what covers January and February (1-2月) stands for both.
    """
    months: set[int] = set()
    quarters: set[int] = set()
    kinds: Counter[str] = Counter()
    yearly = False
    for document in found:
        title, day = document.title, document.day
        if day is None or day > monitoring_date:
            continue
        named = next(iter(years_named(title)), 0)
        if quarter := _QUARTER.search(title):
            in_quarter = _quarter_number(quarter.group())
            kinds["季度"] += 1
            quarters.add((named or _year_by_day(day, in_quarter * 3)) * 4 + in_quarter)
        elif month := _MONTH.search(title):
            in_year = _number(month.group(1))
            kinds["月度"] += 1
            last_month = (named or _year_by_day(day, in_year)) * 12 + in_year
            months |= {last_month, last_month - 1} if in_year == 2 else {last_month}
        elif closed_year(monitoring_date) in years_named(title) or within_year(day, monitoring_date):
            yearly = True
    newest = monitoring_date.year * 12 + monitoring_date.month - lag
    if kinds["月度"] >= 3 and kinds["月度"] >= kinds["季度"]:
        return "月度", 12, len(months & set(range(newest - 11, newest + 1)))
    if kinds["季度"] >= 2:
        year, before = divmod(newest - 1, 12)
        last = year * 4 + (before + 1) // 3
        return "季度", 4, len(quarters & set(range(last - 3, last + 1)))
    return "年度", 1, int(yearly or bool(months) or bool(quarters))


def _quarter_number(words_there: str) -> int:
    if "上半年" in words_there:
        return 2
    return 3 if "前三" in words_there else _number(words_there.removeprefix("第")[0])


def _year_by_day(day: date, month: int) -> int:
    """The year of a month that a title names without its year: the last such month before the day of issue."""
    return day.year if month <= day.month else day.year - 1


def _number(word: str) -> int:
    return int(word) if word.isdigit() else "零一二三四五六七八九十".find(word[-1]) + (10 if len(word) > 1 else 0)


@check("1.1.8-3")
def charts(context: Context) -> Finding:
    """Share of two: classes by theme or area, and charts or maps; how they work is for a browser."""
    columns, pages, nothing = _data_pages(context, "1.1.8-3", "未见统计数据的分类和图表")
    if nothing is not None:
        return nothing
    classes = sorted_data(context, columns, pages)
    drawn = [page for page in pages if _drawn(context, page)]
    titles = [document for document in in_columns(context, columns) if _charted(context, document)]
    value = Fraction(classes + bool(drawn or titles), 2)
    sentence = f"统计数据{'有' if classes else '未见'}分类，{'有' if drawn or titles else '未见'}图表展示"
    sentence += f"（如《{titles[0].title}》）" if titles else ""
    shown = [page for page in pages if any(picture.in_body for picture in page.pictures)]
    if value == 0 and shown:
        # A picture in a statistical text may be a chart; what it shows only a person sees.
        sentence += f"；{len(shown)}个页面的正文配有图片，是否为图表由人工确认"
        return settle(context, "1.1.8-3", Fraction(1, 4), sentence, [*columns[:2], *shown[:3]], sure=False)
    if value == 0:
        return zero(context, "1.1.8-3", sentence, columns, contents=True)
    evidence = seen(*columns[:2], *drawn[:2], *(document.see() for document in titles[:2]))
    confidence = LIKELY if value == 1 else GUESS
    return settle(context, "1.1.8-3", value, sentence + "。", evidence, sure=False, confidence=confidence)


@check("1.1.8-4")
def query(context: Context) -> Finding:
    """Share of three: a query form over the data, charts drawn on the page, files; that they work is for a browser."""
    columns, pages, nothing = _data_pages(context, "1.1.8-4", "未见统计数据的查询、动态图表和下载")
    if nothing is not None:
        return nothing
    forms, drawn, files = query_parts(context, pages)
    value = Fraction(bool(forms) + bool(drawn) + bool(files), 3)
    there = [name for name, place in (("查询表单", forms), ("动态图表", drawn), ("数据下载", files)) if place]
    if not there:
        sentence = "统计数据栏目未见查询表单、动态图表和数据文件下载"
        return zero(context, "1.1.8-4", sentence, columns, contents=True)
    sentence = f"统计数据有{'、'.join(there)}，能否正常使用需浏览器实测。"
    return settle(context, "1.1.8-4", value, sentence, [*columns[:2], *forms[:1], *drawn[:1], *files[:1]], sure=False)


def query_parts(context: Context, pages: Sequence[Page]) -> tuple[list[Page], list[Page], list[Page]]:
    """The pages with a form that asks for data, with a chart library, with data files."""
    kinds = words(context, "1.1.9", "file_types")
    return (
        [page for page in pages if any(form.purpose == "data-query" for form in page.forms)],
        [page for page in pages if _drawn(context, page)],
        [page for page in pages if any(attachment.extension in kinds for attachment in page.attachments)],
    )


def sorted_data(context: Context, columns: Sequence[Column], pages: Sequence[Page]) -> bool:
    """Whether the data are sorted: a menu says by what, or a column of data has two columns below it."""
    names = [entry.name for page in pages for entry in page.menus]
    names += [child.name for column in columns for child in column.children]
    theme = has_any(" ".join(names), words(context, CODE, "theme_words"))
    return bool(theme) or any(len(column.children) >= 2 for column in columns)


def data_columns(context: Context) -> list[Column]:
    """Columns of statistics, by a name that says so."""
    return core_columns(context, CODE)


def _data_pages(context: Context, code: str, nothing: str) -> tuple[list[Column], list[Page], Finding | None]:
    columns = data_columns(context)
    if not columns:
        return [], [], zero(context, code, f"未找到数据发布栏目，{nothing}", anywhere="columns")
    pages = pages_of(columns)
    if not pages:
        if missing := pageless(columns):
            return columns, [], undecided(context, code, missing, "数据发布栏目未能读到内容")
        return columns, [], zero(context, code, nothing, columns, contents=True)
    return columns, pages, None


def _drawn(context: Context, page: Page) -> bool:
    return bool(has_any(" ".join(page.scripts).lower(), words(context, CODE, "chart_scripts")))


def _charted(context: Context, document: Document) -> bool:
    return bool(has_any(document.title, words(context, CODE, "chart_titles")))
