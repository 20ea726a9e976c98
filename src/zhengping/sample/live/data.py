"""live.json: what the live server needs to know of a site, gathered when the sample is made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from pypinyin import Style, lazy_pinyin

from zhengping.sample.live.words import plain_words_of
from zhengping.sample.plan import Plan
from zhengping.sample.site import Article, SampleSite, Stored

_TAGS = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.I | re.S)
_TEXT_LENGTH = 240
FORM_ACTIONS = {
    "feedback": "/feedback",
    "request": "/ysqgk/submit",
    "apply": "/apply",
    "letter": "/mailbox/submit",
    "opinion": "/survey/submit",
    "question": "/interview/ask",
    "letter_query": "/mailbox/query",
    "status": "/status",
    "library": "/library/search",
    "catalogue": "/xxgk/search",
    "data_query": "/data/query",
    "open_query": "/opendata/query",
}
"""Where each form of the static pages leads; the live scripts find the forms by it."""


def live_data(site: SampleSite, plan: Plan, answers: Mapping[str, Stored]) -> dict[str, Any]:
    """Everything as plain data. `answers` are the rendered pages: the forms' places are read off them."""
    return {
        "office": site.office,
        "family": plan.family,
        "live": asdict(plan.live),
        "monitoring_date": site.monitoring_date.isoformat(),
        "menu": [
            {"name": column.name, "url": column.url}
            for column in site.columns.values()
            if column.parent is None and column.in_navigation
        ],
        "items": [_item(article) for article in site.articles],
        "plain_words": plain_words_of(site.service_items),
        "hall": site.columns["bsfw"].url if "bsfw" in site.columns else "/",
        "forms": {key: _pages_with(action, answers) for key, action in FORM_ACTIONS.items()},
        "columns": {
            column.key: {
                "name": column.name,
                "url": column.url,
                "number": column.number,
                "per_page": column.per_page,
                "rows": [_row(article) for article in _newest_first(column.articles)],
            }
            for column in site.columns.values()
            if column.key in dict(plan.drawn)
        },
        "drawn": [list(pair) for pair in plan.drawn if pair[0] in site.columns],
        "article_pages": [article.url for article in site.articles if article.is_article],
        "broken": _broken_pages(site),
        "facts": _facts(site, plan),
        **site.live.as_dict(),
    }


def _facts(site: SampleSite, plan: Plan) -> dict[str, Any]:
    """What stands on the static site, as far as the truth of the points needs it that only use can tell."""
    documents, data, services = plan.documents, plan.data, plan.services
    return {
        "fits_phone": plan.innovation.fits_phone,
        "search_form": plan.innovation.search_form,
        "robot": plan.innovation.robot,
        "share": list(plan.innovation.share),
        "accounts": plan.innovation.accounts == "home",
        "document_kinds": [documents.rules, documents.own_documents, documents.laws],
        "facets": documents.facets,
        "library_search": documents.library_search,
        "data": data.column == "filled",
        "themes": data.themes,
        "charts": data.charts,
        "data_query": data.query,
        "data_download": data.download,
        "open_query": data.open_column == "filled" and data.open_query,
        "open_download": data.open_column == "filled" and data.open_download,
        "catalogue_search": plan.openness.catalogue != "none" and plan.openness.catalogue_search,
        "feedback": plan.powers.column == "filled" and plan.powers.feedback,
        "request": bool(plan.openness.on_request) and plan.openness.on_request_form,
        "apply": services.apply_form,
        "status": services.status_query,
        "mailbox": plan.interaction.mailbox,
        "letter": plan.interaction.mail_form,
        "letter_query": plan.interaction.letter_query,
        "letters": plan.interaction.letters > 0,
        "opinion": bool(site.truth.surveys) and plan.interaction.survey_form,
        "preview": bool(site.truth.interviews) and plan.interaction.interview_preview,
        "question": bool(site.truth.interviews) and plan.interaction.interview_questions,
    }


def _item(article: Article) -> dict[str, str]:
    """An entry of the search index."""
    top = article.column.path[0]
    kind = "service" if article.column.key == "bsfw/bszn" else "article"
    if not article.is_article:
        kind = "letter"
    return {
        "title": article.title,
        "url": article.url,
        "group": "办事指南" if kind == "service" else top.name,
        "column": article.column.name,
        "day": article.day.isoformat(),
        "text": _text(article.body)[:_TEXT_LENGTH],
        "number": article.properties.get("文　　号", ""),
        "kind": kind,
        "pinyin": "".join(lazy_pinyin(article.title, style=Style.NORMAL)).lower(),
        "initials": "".join(lazy_pinyin(article.title, style=Style.FIRST_LETTER)).lower(),
    }


def _row(article: Article) -> dict[str, str]:
    return {
        "title": article.title,
        "url": article.url,
        "day": (article.listed or article.day).isoformat(),
        "source": article.source,
    }


def _newest_first(articles: list[Article]) -> list[Article]:
    return sorted(articles, key=lambda article: (article.day, article.url), reverse=True)


def _text(body: str) -> str:
    return re.sub(r"\s+", " ", _TAGS.sub(" ", body)).strip()


def _pages_with(action: str, answers: Mapping[str, Stored]) -> list[str]:
    mark = f'<form action="{action}"'.encode()
    return [url for url, stored in answers.items() if stored.content_type == "text/html" and mark in stored.body]


def _broken_pages(site: SampleSite) -> dict[str, str]:
    """The pages that `Live.broken` breaks: two that a visitor needs, so that a sampled look meets them."""
    wanted = [site.columns[key].url for key in ("hdjl/cjwt", "bsfw/bszn", "xwdt/tzgg") if key in site.columns]
    return dict(zip(("error-text", "nothing"), wanted, strict=False))
