"""Policies and what explains them: which documents are policies, and how interpretations and they belong together."""

from __future__ import annotations

import re
from datetime import date

from zhengping.checks.context import Context
from zhengping.checks.offices import is_own
from zhengping.checks.tools import Document, has_any, words
from zhengping.reading.site import Article

_INDICATOR = "2.1"
_NAMED = re.compile(r"《([^《》]{4,80})》")
_FRAME = re.compile(r"^关于(?:印发|发布|公布|转发)?|的?(?:政策解读|图文解读|解读|图解|通知|起草说明)$|[《》“”\s]")


def _core(title: str) -> str:
    """A title without its frame: "《关于印发甲办法的通知》政策解读" and "甲办法" have the core "甲办法"."""
    named = _NAMED.search(title)
    core, before = named[1] if named else title, ""
    while core != before:
        before, core = core, _FRAME.sub("", core)
    return core


def policies_of(context: Context, article: Article) -> list[Article]:
    """The site's own policy documents that an interpretation links to in its body or beside it."""
    by_url = _articles_by_url(context)
    found: dict[str, Article] = {}
    for link in article.page.links:
        target = by_url.get(link.url)
        if (
            target is not None
            and target is not article
            and link.region in ("body", "side", "list")
            and _is_policy(context, target)
        ):
            found.setdefault(target.url, target)
    return list(found.values())


def _articles_by_url(context: Context) -> dict[str, Article]:
    memory = context.site.memory
    if "articles_by_url" not in memory:
        by_url = {article.url: article for article in context.site.articles}
        for article in context.site.articles:
            by_url.update((copy, article) for copy in article.copies if copy not in by_url)
        memory["articles_by_url"] = by_url
    known: dict[str, Article] = memory["articles_by_url"]
    return known


def _is_policy(context: Context, article: Article) -> bool:
    in_library = any("1.1.3" in column.indicators for column in article.columns)
    return (
        bool(article.page.document_number)
        or in_library
        or article.title.endswith(words(context, _INDICATOR, "policy_titles"))
    )


def links_to_policy(context: Context, document: Document) -> bool:
    """Whether an interpretation leads to the policy it explains: a document of the site, or a named one elsewhere."""
    if document.article is None:
        return False
    if policies_of(context, document.article):
        return True
    named = {_core(name) for name in _NAMED.findall(document.title + document.text[:600])}
    label_words = words(context, _INDICATOR, "policy_link")
    return any(
        link.region in ("body", "list")
        and (has_any(link.label, label_words) or (len(link.label) > 8 and _core(link.label) in named))
        for link in document.article.page.links
    )


def is_own_normative(context: Context, article: Article) -> bool:
    """Whether a document is a numbered normative one that the department itself issued."""
    library = any("1.1.3" in column.indicators for column in article.columns)
    kind = has_any(article.title, words(context, _INDICATOR, "normative"))
    other = has_any(article.title, words(context, _INDICATOR, "not_normative"))
    return (
        bool(article.page.document_number)
        and library
        and bool(kind)
        and not other
        and is_own(context, article.source or context.site.office)
    )


def explained_within(context: Context, policy: Document, found: list[Document], limit: int) -> date | None:
    """The day of an interpretation of this policy that is not later than `limit` working days after it."""
    core = _core(policy.title)
    links = {link.url for link in policy.article.page.links} if policy.article else set()
    for document in found:
        same = document.url in links or (
            len(core) > 5 and (core in _core(document.title) or _core(document.title) in core)
        )
        if (
            same
            and document.url != policy.url
            and document.day
            and policy.day
            and context.calendar.count(policy.day, document.day) <= limit
        ):
            return document.day
    return None
