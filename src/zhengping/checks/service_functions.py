"""3.1.3 在线申请, 3.1.4 状态查询, 3.1.5 结果公示.

An entrance proves that there is one; whether the function behind it works is for a browser or a person, so
what is seen is suggested. Nothing is ever submitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from zhengping.checks.context import Context, check
from zhengping.checks.entries import (
    Entrance,
    column_pages,
    entrances_named,
    forms_for,
    labels,
    own_links,
)
from zhengping.checks.finding import Finding
from zhengping.checks.periods import estimate_note, within_months
from zhengping.checks.services import FAIR, service_columns, services_missing, services_unread
from zhengping.checks.tools import (
    GUESS,
    LIKELY,
    SURE,
    Place,
    has_any,
    named_columns,
    naming,
    needs_person,
    number,
    see,
    settle,
    titled,
    unread,
    words,
    zero,
)
from zhengping.reading.facts import Link, Page
from zhengping.reading.site import Article, Column

_DAY = r"((?:19|20)\d{2})[年./-](\d{1,2})[月./-](\d{1,2})"
_DECIDED = re.compile(r"(?:决定|许可|审批|批准)(?:日期|时间)[：:\s]*" + _DAY)
_MADE = re.compile(_DAY + r"日?(?:作出|做出)")
_DECISION_HEAD = re.compile(r"(?:决定|许可|审批|批准|作出).{0,4}(?:日期|时间)")
_WHOLE_DAY = re.compile(_DAY)
_SIGNED = re.compile(r"((?:19|20)\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
DEAD = frozenset({"not-found", "soft-not-found", "server-error"})
"""Outcomes by which the site itself says that there is nothing."""


def _entrances(context: Context, code: str) -> list[Entrance]:
    """Entrances of a service function, those of the application for information (依申请公开) left out."""
    found = entrances_named(context, words(context, code, "entrance"), without=words(context, code, "no_entrance"))
    pages = {page.url for column in context.site.columns_for("1.3.2") for page in column.pages}
    return [entrance for entrance in found if entrance.page.url not in pages and entrance.url not in pages]


def _columns(context: Context, code: str) -> list[Column]:
    """Columns of the code, those under 依申请公开 left out."""
    return [
        column
        for column in context.site.columns_for(code)
        if "1.3.2" not in column.indicators and not any("申请公开" in name for name in column.path)
    ]


@check("3.1.3-1")
def online_application(context: Context) -> Finding:
    """在线预约、网上申请: an entrance or an application form; its working is not tried."""
    columns = _columns(context, "3.1.3")
    found = _entrances(context, "3.1.3")
    if not columns and not found and (halls := _halls(context)):
        sentence = f"有办事入口{naming(halls)}，但{unread(halls[0])}，按有入口计，能否在线申请由人工或浏览器实测。"
        return settle(context, "3.1.3-1", 1, sentence, halls[:3], sure=False)
    if not columns and not found:
        return services_missing(context, "3.1.3-1", "未见在线申请、预约的入口")
    names = labels(found) or naming(columns)
    if hollow := _leads_nowhere(context, columns):
        sentence = (
            f"在线办理入口{names}所列“{hollow[0].label}”等{len(hollow)}处只通向办事指南或失效页面，未见申请页面。"
        )
        return settle(context, "3.1.3-1", 0, sentence, columns[:3], sure=False, confidence=LIKELY)
    sentence = f"有在线办理入口{names}；未提交任何申请，功能是否可用由人工或浏览器实测。"
    places: list[Place] = [*columns[:3], *(entrance.see() for entrance in found[:4])]
    return settle(context, "3.1.3-1", 1, sentence, places, sure=False, confidence=LIKELY)


def _halls(context: Context) -> list[Column]:
    """Service columns named as a hall for doing business whose pages lie elsewhere or were not read: entries."""
    return named_columns(services_unread(context), words(context, "3.1.3", "halls"))


def _leads_nowhere(context: Context, columns: Sequence[Column]) -> list[Link]:
    """The application links of columns that were read, where every one of them ends at a guide or a dead page."""
    pages = column_pages([column for column in columns if column.state == "filled"])
    if not pages or any(form.purpose not in ("search", "login") for page in pages for form in page.forms):
        return []
    guides = {guide.url for guide in context.site.guides}
    buttons = words(context, "3.1.3", "buttons")
    found = [link for page in pages for link in own_links(context, page) if has_any(link.label, buttons)]
    ends = [link.url in guides or context.site.outcomes.get(link.url) in DEAD for link in found]
    return found if found and all(ends) else []


@check("3.1.3-2")
def help_documents(context: Context) -> Finding:
    """帮助文档: a help or manual for applying online."""
    needles = words(context, "3.1.3", "help")
    columns = [column for column in named_columns(_columns(context, "3.1.3"), needles) if column.state == "filled"]
    if columns:
        sentence = f"办事服务下有帮助文档栏目{naming(columns)}。"
        return settle(context, "3.1.3-2", 1, sentence, columns[:3], sure=False, confidence=FAIR)
    found = entrances_named(context, needles, pages=column_pages(service_columns(context)))
    if found:
        sentence = f"办事服务下有帮助文档{labels(found)}。"
        return settle(context, "3.1.3-2", 1, sentence, [e.see() for e in found[:5]], sure=False, confidence=FAIR)
    return services_missing(context, "3.1.3-2", "办事服务下未见在线申请的帮助文档或操作手册")


@check("3.1.3-3")
def application_in_time(context: Context) -> Finding:
    """服务时效性 (在线申请): promised limits are handed on; whether they are kept only records tell."""
    promised = [guide for guide in context.site.guides if "时限" in guide.elements]
    said = f"读到写明办理时限的指南{len(promised)}篇" if promised else "未读到写明办理时限的指南"
    sentence = f"{said}；承诺时限是否兑现须由办件登记数据判断。"
    return needs_person(
        context, "3.1.3-3", sentence, [see(guide.url, guide.elements["时限"]) for guide in promised[:5]]
    )


def case_query_entrances(context: Context) -> list[Entrance]:
    """Short links to a query of a case's state."""
    return _entrances(context, "3.1.4")


@check("3.1.4-1")
def case_query(context: Context) -> Finding:
    """办理状态查询: a query form or an entrance to one; no number is tried."""
    columns = _columns(context, "3.1.4")
    found = _entrances(context, "3.1.4")
    forms = forms_for(column_pages([*columns, *service_columns(context)]), "case-query")
    if forms:
        page, form = forms[0]
        sentence = f"有办件查询表单{len(forms)}处（“{form.text[:20] or page.title_tag}”），查询结果由浏览器实测。"
        return settle(context, "3.1.4-1", 1, sentence, [page for page, _ in forms[:4]], sure=False, confidence=LIKELY)
    if columns or found:
        names = labels(found) or naming(columns)
        sentence = f"有办理状态查询入口{names}，查询功能由浏览器或人工实测。"
        return settle(context, "3.1.4-1", 1, sentence, [*columns[:3], *(e.see() for e in found[:4])], sure=False)
    return services_missing(context, "3.1.4-1", "未见办理状态查询的入口")


@check("3.1.4-2")
def query_in_time(context: Context) -> Finding:
    """服务时效性 (状态查询): only records or an expert tell."""
    return needs_person(
        context, "3.1.4-2", "状态查询的时效性须由办件登记数据或专家判断。", _columns(context, "3.1.4")[:4]
    )


def _unread_results(context: Context, code: str, columns: Sequence[Column]) -> Finding | None:
    hidden = [column for column in columns if unread(column) and column.state != "filled"]
    if not hidden or any(column.state == "filled" for column in columns):
        return None
    reasons = "、".join(unread(column) for column in hidden[:3])
    return needs_person(context, code, f"有结果公示栏目，但{reasons}，内容由人工查看。", hidden)


@check("3.1.5-1")
def results_published(context: Context) -> Finding:
    """结果公示: a list of results; full where the newest is within the rhythm, half where it is older or undated."""
    columns = context.site.columns_for("3.1.5")
    empty = all(column.state == "blank" for column in columns)
    if empty and (elsewhere := titled(context, words(context, "3.1.5", "titles"))):
        months = number(context, "3.1.5", "rhythm")
        recent = [d for d in elsewhere if within_months(d.day, context.monitoring_date, months)]
        first = (recent or elsewhere)[0]
        missing = f"结果公示栏目{naming(columns)}为空白" if columns else "未设结果公示栏目"
        sentence = f"{missing}，但有{first.day or '未注日期'}“{first.title}”等公示{len(elsewhere)}条"
        sentence += f"（更新周期按{months}个月计），是否属于办事结果由人工确认。"
        value = Fraction(3, 4) if recent else Fraction(1, 2)
        return settle(context, "3.1.5-1", value, sentence, [d.see() for d in (recent or elsewhere)[:5]], sure=False)
    if not columns:
        return services_missing(context, "3.1.5-1", "未见办事结果公示栏目")
    if unknown := _unread_results(context, "3.1.5-1", columns):
        return unknown
    filled = [column for column in columns if column.state == "filled"]
    if not filled:
        return zero(context, "3.1.5-1", f"结果公示栏目{naming(columns)}为空白", columns)
    months = number(context, "3.1.5", "rhythm")
    days = [item.day for column in filled for item in column.items if item.day and item.day <= context.monitoring_date]
    newest = max(days, default=None)
    count = sum(len(column.items) for column in filled)
    fresh = within_months(newest, context.monitoring_date, months)
    sentence = f"{naming(filled)}读到公示{count}条，最新为{newest or '未注明日期'}（更新周期按{months}个月计）。"
    value = Fraction(1) if fresh else Fraction(1, 2)
    # Without a date nothing says that the list is old.
    confidence = SURE if fresh else LIKELY if newest else GUESS
    return settle(context, "3.1.5-1", value, sentence, filled[:4], sure=fresh, confidence=confidence)


@check("3.1.5-2")
def results_in_time(context: Context) -> Finding:
    """服务时效性 (结果公示): share of results published within the limit after the decision."""
    columns = context.site.columns_for("3.1.5")
    if not columns:
        sentence = "未见办事结果公示栏目，时效性无从判断"
        if elsewhere := titled(context, words(context, "3.1.5", "titles")):
            return _in_time(context, [d.article for d in elsewhere if d.article]) or needs_person(
                context, "3.1.5-2", sentence, [document.see() for document in elsewhere[:5]]
            )
        return services_missing(context, "3.1.5-2", sentence)
    if unknown := _unread_results(context, "3.1.5-2", columns):
        return unknown
    finding = _in_time(context, [article for column in columns for article in column.articles])
    return finding or needs_person(context, "3.1.5-2", "公示内容中未读到决定日期，公示时效由人工核对。", columns[:4])


def _in_time(context: Context, articles: Iterable[Article]) -> Finding | None:
    """The share of results published within the limit after the day of the decision, or of the signature where the
    text ends in one; None where no such day was read."""
    limit = number(context, "3.1.5", "publication_delay")
    delays = [
        (decided, article.published, article)
        for article in articles
        if article.published and (decided := _decision_day(article.page)) and decided <= article.published
    ]
    if not delays:
        return None
    in_time = [article for decided, shown, article in delays if context.calendar.count(decided, shown) <= limit]
    note = estimate_note(context.calendar, [(decided, shown) for decided, shown, _ in delays])
    sentence = f"{len(delays)}条公示读到决定日期，其中{len(in_time)}条在{limit}个工作日内公示{note}。"
    return settle(
        context,
        "3.1.5-2",
        Fraction(len(in_time), len(delays)),
        sentence,
        [a for _, _, a in delays[:5]],
        sure=False,
        confidence=FAIR,
    )


def _decision_day(page: Page) -> date | None:
    """The day of the decision: after its label or before 作出 in the text, or under its heading in a table."""
    match = _DECIDED.search(page.text) or _MADE.search(page.text)
    if match is not None:
        return _day(match.groups())
    for table in page.tables:
        for index, head in enumerate(table[0] if table else ()):
            if _DECISION_HEAD.search(head):
                cells = [row[index] for row in table[1:] if index < len(row)]
                found = next((m for cell in cells if (m := _WHOLE_DAY.search(cell))), None)
                if found is not None:
                    return _day(found.groups())
    # A line that is a date alone is the signature's; an attachment's text may stand below it.
    signed = next((match for line in page.text.split("\n") if (match := _SIGNED.fullmatch(line.strip()))), None)
    return _day(signed.groups()) if signed is not None else None


def _day(parts: Sequence[str]) -> date | None:
    year, month, day = (int(part) for part in parts[:3])
    try:
        return date(year, month, day)
    except ValueError:
        return None
