"""3.1.6 服务易用性: one entry, one platform and login, services by audience and scene, linked to each other."""

from __future__ import annotations

import re
from fractions import Fraction

from zhengping.checks.context import Context, check
from zhengping.checks.entries import LONGEST_LABEL, Entrance, entrances_named, labels, links_to, own_links, proposal
from zhengping.checks.finding import Finding
from zhengping.checks.services import FAIR, service_columns, services_missing, services_unread
from zhengping.checks.tools import (
    GUESS,
    LIKELY,
    has_any,
    looked_through,
    naming,
    number,
    see,
    settle,
    share,
    words,
    zero,
)
from zhengping.reading.facts import Page

_MOST_OTHERS = 30
"""Pages that are no guides whose links tell a menu from a guide's buttons."""

_PIECES = re.compile(r"[\s：:、|｜，,；;【】\[\]>]+")


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
    named = {column.name for column in halls or columns}
    others = [entrance for entrance in platform if entrance.label not in named]
    sentence = f"办事入口：{'、'.join(part for part in (what, labels(others)) if part)}；是否一站式由人工评判。"
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
    logins += [entrance for entrance in platform if has_any(entrance.label, words(context, "3.1.6", "platform_login"))]
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
        confidence=LIKELY if value == 1 else GUESS,
    )


@check("3.1.6-3")
def by_scene(context: Context) -> Finding:
    """场景式: services grouped by audience (half) and by scene of life, business or theme (half)."""
    audience = _groups(context, "audience")
    scene = _groups(context, "scene")
    if not audience and not scene:
        sentence = "首页和办事栏目未见按服务对象或场景分组的服务"
        # Groups stand where services are entered: on the home page and in menus. A platform's own do not count.
        finding = zero(context, "3.1.6-3", sentence, service_columns(context), anywhere=True)
        return finding if context.site.home is not None else services_missing(context, "3.1.6-3", sentence)
    parts = [name for name, there in (("对象", audience), ("场景", scene)) if there]
    sentence = f"按服务对象分组：{labels(audience) or '未见'}；按主题、场景分组：{labels(scene) or '未见'}。"
    places = [e.see() for e in [*audience[:3], *scene[:3]]]
    value = share(parts, ("对象", "场景"))
    return settle(context, "3.1.6-3", value, sentence, places, sure=False, confidence=LIKELY if value == 1 else GUESS)


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
    documents = {url for article in context.site.articles for url in (article.url, *article.copies)}
    named = [entrance for entrance in entrances_named(context, needles) if entrance.url not in documents]
    return list(dict.fromkeys([*named, *headings]))


def _menu(context: Context) -> set[tuple[str, str]]:
    """(label, address) of the links that pages around the guides show as well: menus of the site and of its services,
    though the page's structure may not tell them from the guide's own buttons."""
    guides = {guide.url for guide in context.site.guides}
    pages = [column.pages[0] for column in service_columns(context) if column.pages]
    others = [article.page for article in context.site.articles if article.url not in guides][:_MOST_OTHERS]
    return {(link.label, link.url) for page in [*pages, *others] if page.url not in guides for link in page.links}


def _links_in_text(page: Page) -> list[str]:
    """Labels of links that stand by themselves in the main text, though a menu of the page shows the same link."""
    pieces = set(_PIECES.split(page.text))
    return [label for label in dict.fromkeys(link.label.strip() for link in page.links) if label in pieces]


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
    menu = _menu(context)
    counts = dict.fromkeys(("表格", *kinds), 0)
    for guide in guides:
        texts = " ".join(link.label for link in own_links(context, guide.page) if (link.label, link.url) not in menu)
        texts += " ".join(_links_in_text(guide.page))
        there = [kind for kind, needles in kinds.items() if has_any(texts, needles)]
        forms = guide.page.attachments or has_any(texts, words(context, "3.1.6", "form_links"))
        there += ["表格"] if forms else []
        total += share(there, counts)
        for kind in there:
            counts[kind] += 1
    detail = "、".join(f"{kind}{count}篇" for kind, count in counts.items())
    sentence = f"{len(guides)}篇指南中，关联到{detail}。"
    whole = looked_through(context, service_columns(context)).complete
    places = [see(guide.url, guide.title) for guide in guides[:5]]
    return settle(
        context, "3.1.6-4", total / len(guides), sentence, places, sure=False, confidence=FAIR if whole else None
    )
