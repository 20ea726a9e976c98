"""5.2 个性化服务: the search form and the question robot, as far as a page without a browser shows them."""

from __future__ import annotations

from zhengping.checks.context import Context, check
from zhengping.checks.entries import (
    absent,
    entrance_pages,
    entrances_named,
    forms_for,
    front,
    home_gaps,
    labels,
    of_this_site,
    pages_of_platforms,
)
from zhengping.checks.finding import Evidence, Finding
from zhengping.checks.tools import LIKELY, has_any, needs_person, number, see, settle, words


def _search_entrances(context: Context) -> list[Evidence]:
    """Search forms (home page first) and links to a search page; queries of cases and of catalogues are none."""
    platforms = pages_of_platforms(context)
    forms = forms_for([page for page in entrance_pages(context) if page.url not in platforms], "search")
    found = [see(page, form.text or form.action) for page, form in forms]
    names = words(context, "5.2.1", "entrance")
    entrances = entrances_named(context, names, without=words(context, "5.2.1", "no_entrance"))
    found += [entrance.see() for entrance in of_this_site(context, entrances)]
    return found


def _none(context: Context, code: str, sentence: str) -> Finding:
    pages = entrance_pages(context)
    return absent(context, code, sentence, pages[:4] or front(context), home_gaps(context))


@check("5.2.1-1")
def site_search(context: Context) -> Finding:
    """可用、分类、相关性排序、办事直达: the search form is there; its results are tried by a browser."""
    found = _search_entrances(context)
    if not found:
        return _none(context, "5.2.1-1", "首页和各栏目页未见站内搜索框")
    first = number(context, "5.2.1", "first_results")
    sentence = f"有站内搜索框；是否可用、已有标题是否在前{first}条结果内、分类和排序由浏览器实测，本值只表示入口存在。"
    return settle(context, "5.2.1-1", 1, sentence, found[:3], sure=False, confidence=LIKELY)


@check("5.2.1-2")
def forgiving_search(context: Context) -> Finding:
    """纠错、推荐词、拼音、通俗语言: only a live search tells; none without a search."""
    found = _search_entrances(context)
    if not found:
        return _none(context, "5.2.1-2", "首页和各栏目页未见站内搜索框，谈不上纠错和推荐")
    hot = entrances_named(context, words(context, "5.2.1", "suggestions"))
    note = f"页面有推荐词{labels(hot)}；" if hot else "页面上未见推荐词；"
    return needs_person(
        context, "5.2.1-2", f"{note}纠错、拼音、通俗语言搜索须实测。", [*(e.see() for e in hot[:3]), *found[:2]]
    )


@check("5.2.2-1")
def question_robot(context: Context) -> Finding:
    """智能问答: an entrance to a question robot; a message board under that name is for a person to tell."""
    names, unwanted = words(context, "5.2.2", "entrance"), words(context, "5.2.2", "no_entrance")
    found = of_this_site(context, entrances_named(context, names, without=unwanted))
    hosts = words(context, "5.2.2", "scripts")
    scripts = [
        see(page, url) for page in entrance_pages(context)[:3] for url in page.scripts if has_any(url.lower(), hosts)
    ]
    columns = [
        column
        for column in context.site.columns_for("5.2.2")
        if column.name not in words(context, "5.2.2", "boards") and not column.platform
    ]
    if found or scripts or columns:
        sentence = f"有智能问答入口{labels(found)}；能否自动回答由浏览器实测，本值只表示入口存在。"
        return settle(
            context, "5.2.2-1", 1, sentence, [*(e.see() for e in found[:3]), *scripts[:2], *columns[:2]], sure=False
        )
    return _none(context, "5.2.2-1", "首页和各栏目页未见智能问答入口")
