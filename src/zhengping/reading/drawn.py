"""Whether a page's list is drawn in the browser, so that its rows cannot be read from the page itself."""

from __future__ import annotations

import re
from functools import lru_cache

from zhengping.reading.document import Document
from zhengping.reading.lists import blocks_of
from zhengping.reading.records import record_tree
from zhengping.reading.script_text import live_scripts
from zhengping.reading.signs import signs_of

_PLATFORMS = re.compile(
    r"dataproxy\.jsp|jpaas-publish-server|page/build/unit|/gkmlpt/(?:index|policy|search|api)|/api-gateway/|gkmlpt.{0,40}\.js|"
    r"/interface-jcms|/common/(?:search|list)/[0-9a-f]{32}"
)
_TEMPLATE = re.compile(
    r"\{\{(?!\s*(?:comment|user))[^{}]{0,80}(?:title|name|subject|date|time|url|link)[^{}]{0,60}\}\}"
    r"|\b(?:v-for|ng-repeat)\s*=\s*[\"'](?!comment)",
    re.I,
)
_APPLICATION_ROOT = re.compile(
    r"""<div[^>]+id\s*=\s*["']?(?:app|root|__nuxt|__next)["']?[^>]*>\s*(?:<[^>]*>\s*)*</div>""", re.I
)
_FETCHES = re.compile(
    r"\$\.(?:ajax|get|post|getJSON)\s*\(|\bfetch\s*\(|axios[.(]|XMLHttpRequest|layui\.|laypage|\.bootstrapTable\(|\.datagrid\("
)
_WRITES_ROWS = re.compile(r"<li\b|<tr\b|<dd\b|\.append\(|\.html\(|innerHTML|insertAdjacentHTML")
_FEW_CHARACTERS = 200
_MOST_CHARACTERS = 3_000
"""A page with more text than this shows more than menus and footer, so its script draws at most a part of it."""


def is_scripted(document: Document) -> bool:
    """Whether a script fetches and draws what the page shows: a known platform's list service, a template with
    placeholders, or an empty page of an application. A page whose rows stand in it is not."""
    if blocks_of(document) or record_tree(document) is not None:
        return False
    if len(document.text) > _MOST_CHARACTERS:
        return False
    if _PLATFORMS.search(signs_of(document)) or any(_draws_rows(script) for script in live_scripts(document)):
        return True
    html = document.html
    if any(mark in html for mark in ("{{", "v-for", "ng-repeat")) and _TEMPLATE.search(html):
        return True
    return (
        len(document.text) < _FEW_CHARACTERS
        and bool(document.by_tag("script"))
        and _APPLICATION_ROOT.search(html) is not None
    )


@lru_cache(maxsize=1024)
def _draws_rows(script: str) -> bool:
    """Whether a script fetches a list and writes it into the page; remembered, as pages share their scripts."""
    if _PLATFORMS.search(script):
        return True
    return any(
        _WRITES_ROWS.search(script, match.start(), match.start() + 2_500) is not None
        and _is_a_list_service(script, match.end())
        for match in _FETCHES.finditer(script)
    )


_LIST_SERVICE = re.compile(r"list|page|rows|items|article|channel|column|catalog|news|info|query|search", re.I)
_NO_LIST_SERVICE = re.compile(r"hits?|click|count|visit|login|user|captcha|weather|statist", re.I)


def _is_a_list_service(script: str, place: int) -> bool:
    """Whether the address that is asked for sounds like that of a list and not of a counter, login or weather."""
    asked = re.search(r"""["']([^"'\n]{3,200})["']""", script[place : place + 400])
    if not asked:
        return False
    return _LIST_SERVICE.search(asked.group(1)) is not None and _NO_LIST_SERVICE.search(asked.group(1)) is None
