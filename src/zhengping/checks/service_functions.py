"""3.1.3 在线申请, 3.1.4 状态查询, 3.1.5 结果公示, 3.1.6 服务易用性.

An entrance proves that there is one; whether the function behind it works is for a browser or a person, so
what is seen is suggested. Nothing is ever submitted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from zhengping.checks.context import Context, check
from zhengping.checks.entries import (
    LONGEST_LABEL,
    Entrance,
    column_pages,
    entrances_named,
    forms_for,
    labels,
    links_to,
    own_links,
    proposal,
)
from zhengping.checks.finding import Finding
from zhengping.checks.guides import service_columns, services_missing, services_unread
from zhengping.checks.periods import days_between, within_months
from zhengping.checks.tools import (
    LIKELY,
    SURE,
    Place,
    has_any,
    looked_through,
    naming,
    needs_person,
    number,
    see,
    settle,
    share,
    unread,
    words,
    zero,
)
from zhengping.reading.facts import Link, Page
from zhengping.reading.site import Column

_DAY = r"((?:19|20)\d{2})[年./-](\d{1,2})[月./-](\d{1,2})"
_DECIDED = re.compile(r"(?:决定|许可|审批|批准)(?:日期|时间)[：:\s]*" + _DAY)
_MADE = re.compile(_DAY + r"日?(?:作出|做出)")
_DECISION_HEAD = re.compile(r"(?:决定|许可|审批|批准|作出).{0,4}(?:日期|时间)")
_WHOLE_DAY = re.compile(_DAY)
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
    found = entrances_named(context, needles, pages=column_pages(service_columns(context)))
    if found:
        sentence = f"办事服务下有帮助文档{labels(found)}。"
        return settle(context, "3.1.3-2", 1, sentence, [e.see() for e in found[:5]], sure=False, confidence=LIKELY)
    return services_missing(context, "3.1.3-2", "办事服务下未见在线申请的帮助文档或操作手册")


@check("3.1.3-3")
def application_in_time(context: Context) -> Finding:
    """服务时效性 (在线申请): promised limits are handed on; whether they are kept only records tell."""
    promised = [guide for guide in context.site.guides if "时限" in guide.elements]
    sentence = f"读到写明办理时限的指南{len(promised)}篇；承诺时限是否兑现须由办件登记数据判断。"
    return needs_person(
        context, "3.1.3-3", sentence, [see(guide.url, guide.elements["时限"]) for guide in promised[:5]]
    )


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
    return settle(context, "3.1.5-1", value, sentence, filled[:4], sure=fresh, confidence=SURE if fresh else LIKELY)


@check("3.1.5-2")
def results_in_time(context: Context) -> Finding:
    """服务时效性 (结果公示): share of results published within the limit after the decision."""
    columns = context.site.columns_for("3.1.5")
    if not columns:
        return services_missing(context, "3.1.5-2", "未见办事结果公示栏目，时效性无从判断")
    if unknown := _unread_results(context, "3.1.5-2", columns):
        return unknown
    limit = number(context, "3.1.5", "publication_delay")
    delays = [
        (days_between(decided, article.published), article)
        for column in columns
        for article in column.articles
        if article.published and (decided := _decision_day(article.page)) and decided <= article.published
    ]
    if not delays:
        return needs_person(context, "3.1.5-2", "公示内容中未读到决定日期，公示时效由人工核对。", columns[:4])
    in_time = [article for days, article in delays if days <= limit]
    sentence = f"{len(delays)}条公示读到决定日期，其中{len(in_time)}条在{limit}天内公示。"
    return settle(
        context,
        "3.1.5-2",
        Fraction(len(in_time), len(delays)),
        sentence,
        [a for _, a in delays[:5]],
        sure=False,
        confidence=LIKELY,
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
    return None


def _day(parts: Sequence[str]) -> date | None:
    year, month, day = (int(part) for part in parts[:3])
    try:
        return date(year, month, day)
    except ValueError:
        return None


@check("3.1.6-1")
def one_entry(context: Context) -> Finding:
    """一站式: a hall with sub-columns and a platform or guides (full), a hall or a platform (half), a column (1/4)."""
    columns = context.site.columns_for("3.1.1", "3.1.3", "3.1.6")
    platform = _platform(context)
    halls = [column for column in columns if len(column.children) >= number(context, "3.1.6", "hall_columns")]
    if not columns and not platform:
        return services_missing(context, "3.1.6-1", "未见办事服务的统一入口")
    if not halls and not platform and services_unread(context):
        return services_missing(context, "3.1.6-1", "办事服务的整合程度未能读到")
    value = Fraction(1) if halls and (platform or context.site.guides) else Fraction(1, 2 if halls or platform else 4)
    what = f"办事栏目{naming(halls or columns)}" if columns else ""
    sentence = f"办事入口：{'、'.join(part for part in (what, labels(platform)) if part)}；是否一站式由人工评判。"
    return settle(
        context, "3.1.6-1", value, sentence, [*(halls or columns)[:3], *(e.see() for e in platform[:3])], sure=False
    )


def _platform(context: Context) -> list[Entrance]:
    """Entrances to the government service platform of a higher level, by name or by address."""
    named = entrances_named(context, words(context, "3.1.6", "platform"))
    return list(dict.fromkeys([*named, *links_to(context, words(context, "3.1.6", "platform_hosts"))]))


@check("3.1.6-2")
def one_login(context: Context) -> Finding:
    """一体化: share of two: tied to the service platform, one login."""
    platform = _platform(context)
    logins = entrances_named(context, words(context, "3.1.6", "login"))
    logins += [entrance for entrance in platform if has_any(entrance.label, ("登录", "统一身份认证"))]
    scripts = [url for page in ([context.site.home] if context.site.home else []) for url in page.scripts]
    login_script = has_any(" ".join(scripts), words(context, "3.1.6", "login_scripts"))
    parts = [name for name, there in (("平台", platform), ("登录", logins or login_script)) if there]
    if not parts:
        return proposal(services_missing(context, "3.1.6-2", "未见接入政务服务平台和统一登录的入口"))
    value = share(parts, ("平台", "登录"))
    sentence = f"{'有政务服务平台入口' + labels(platform) if platform else '未见政务服务平台入口'}；"
    sentence += f"{'有登录入口' + labels(logins) if '登录' in parts else '未见统一登录入口'}。"
    return settle(
        context,
        "3.1.6-2",
        value,
        sentence,
        [*(e.see() for e in platform[:3]), *(e.see() for e in logins[:2])],
        sure=False,
    )


@check("3.1.6-3")
def by_scene(context: Context) -> Finding:
    """场景式: services grouped by audience (half) and by scene of life, business or theme (half)."""
    audience = _groups(context, "audience")
    scene = _groups(context, "scene")
    if not audience and not scene:
        sentence = "首页和办事栏目未见按服务对象或场景分组的服务"
        hidden = services_unread(context)
        columns = [column for column in service_columns(context) if column not in hidden]
        if hidden and not columns:
            return services_missing(context, "3.1.6-3", sentence)
        return zero(context, "3.1.6-3", sentence, service_columns(context))
    parts = [name for name, there in (("对象", audience), ("场景", scene)) if there]
    sentence = f"按服务对象分组：{labels(audience) or '未见'}；按主题、场景分组：{labels(scene) or '未见'}。"
    places = [e.see() for e in [*audience[:3], *scene[:3]]]
    return settle(context, "3.1.6-3", share(parts, ("对象", "场景")), sentence, places, sure=False)


def _groups(context: Context, name: str) -> list[Entrance]:
    """Groups of services by a word list: entrances, and headings on the service columns' own pages."""
    needles = words(context, "3.1.6", name)
    headings = [
        Entrance(line, page.url, page)
        for column in service_columns(context)
        for page in column.pages
        for line in page.text.split("\n")
        if len(line) <= LONGEST_LABEL and has_any(line, needles)
    ]
    return list(dict.fromkeys([*entrances_named(context, needles), *headings]))


@check("3.1.6-4")
def linked_services(context: Context) -> Finding:
    """关联化: mean share over the guides of links to form, application, query and result."""
    guides = context.site.guides
    if not guides:
        return services_missing(context, "3.1.6-4", "未读到办事指南，指南与表格、申请、查询的关联无从判断")
    kinds = {
        "申请": words(context, "3.1.3", "entrance"),
        "查询": words(context, "3.1.4", "entrance"),
        "结果": words(context, "3.1.6", "result"),
    }
    total = Fraction(0)
    pages = [column.pages[0] for column in service_columns(context) if column.pages]
    menu = {(link.label, link.url) for page in pages for link in page.links}
    counts = dict.fromkeys(("表格", *kinds), 0)
    for guide in guides:
        texts = " ".join(link.label for link in own_links(context, guide.page) if (link.label, link.url) not in menu)
        there = [kind for kind, needles in kinds.items() if has_any(texts, needles)]
        there += ["表格"] if guide.page.attachments else []
        total += share(there, counts)
        for kind in there:
            counts[kind] += 1
    detail = "、".join(f"{kind}{count}篇" for kind, count in counts.items())
    sentence = f"{len(guides)}篇指南中，关联到{detail}。"
    whole = looked_through(context, service_columns(context)).complete
    places = [see(guide.url, guide.title) for guide in guides[:5]]
    return settle(
        context, "3.1.6-4", total / len(guides), sentence, places, sure=False, confidence=LIKELY if whole else None
    )
