"""What of a page only a browser draws: a list that a script fetches, a part that stays empty, a check by script.

`Page.scripted` says that the page's content is not in its HTML, so that nothing may be concluded from its being empty.
`Page.awaits` is the wider sign by which pages are chosen for drawing: it costs a page load where it errs, no point.
"""

from __future__ import annotations

import re
from functools import lru_cache

from turbohtml import Element

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
_HARDLY_ANY = 40
_FEW_LINKS = 3
_MOST_CHARACTERS = 3_000
"""A page with more text than this shows more than menus and footer, so its script draws at most a part of it."""


def is_scripted(document: Document) -> bool:
    """Whether a script fetches and draws what the page shows: a known platform's list service, a template with
    placeholders, or an empty page of an application. A page whose rows stand in it is not."""
    known: bool | None = document.shared.get("scripted")
    if known is None:
        known = document.shared["scripted"] = _is_scripted(document)
    return known


def _is_scripted(document: Document) -> bool:
    if blocks_of(document) or record_tree(document) is not None:
        return False
    if len(document.text) > _MOST_CHARACTERS:
        return False
    if _PLATFORMS.search(signs_of(document)) or any(_draws_rows(script) for script in live_scripts(document)):
        return True
    html = document.html
    if any(mark in html for mark in ("{{", "v-for", "ng-repeat")) and _TEMPLATE.search(html):
        return True
    return _is_application_shell(document) or _has_an_empty_list(document)


def _is_application_shell(document: Document) -> bool:
    """Whether the page is hardly more than a place for an application to be put into, with the scripts that do it."""
    if len(document.text) >= _FEW_CHARACTERS or not document.by_tag("script") or document.by_tag("frame"):
        return False
    if _APPLICATION_ROOT.search(document.html) is not None:
        return True
    if len(document.by_tag("a")) > _FEW_LINKS or len(document.text) >= _HARDLY_ANY:
        return False
    outside = any(element.attr("src") for element in document.by_tag("script"))
    return outside and _SENDS_ON.search(document.html) is None and not document.by_tag("img", "iframe", "form")


_SENDS_ON = re.compile(
    r"\blocation(?:\.href)?\s*=(?!=)|location\.(?:replace|assign)|http-equiv\s*=\s*[\"']?refresh", re.I
)


@lru_cache(maxsize=1024)
def _draws_rows(script: str) -> bool:
    """Whether a script fetches a list and writes it into the page; remembered, as pages share their scripts."""
    if _PLATFORMS.search(script):
        return True
    return any(
        _WRITES_ROWS.search(script, max(0, match.start() - 2_500), match.start() + 2_500) is not None
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
    return _LIST_SERVICE.search(asked.group(1)) is not None and is_beside_the_point(asked.group(1)) is False


def is_beside_the_point(address: str) -> bool:
    """Whether an address that a script asks is that of a counter, a login, the weather: no content of the page."""
    return _NO_LIST_SERVICE.search(address) is not None


# --- what else a browser may show ------------------------------------------------------------------------------

_SELECTORS = re.compile(
    r"""getElementById\(\s*["']([\w-]+)["']|["']([#.][A-Za-z][\w-]*)["' ]|getElementsByClassName\(\s*["']([\w-]+)["']"""
)
_LISTS = frozenset({"ul", "ol", "tbody", "table", "dl"})
_HOLDERS = frozenset({"div", "section", "article", "main"})
_NAMED_AS_CONTENT = re.compile(r"list|news|cont|data|info|item|main|tab|article|row|result|xxgk|wz|nr\b|lb\b", re.I)
_NAMED_AS_FURNITURE = re.compile(
    r"hit|click|count|visit|login|user|weather|tq|today|clock|share|qr|ewm|code|banner|slide|swiper|pic|img|(?:^|\W)ad|"
    r"float|layer|tip|msg|captcha|yzm|foot|copyright|search|keyword|play|video|nav|menu|map|pag(?:e|ing|ination)|fenye|"
    r"related|xgxx|comment",
    re.I,
)


_WRITES = re.compile(
    r"document\.write|innerHTML|insertAdjacentHTML|createElement|appendChild|\.(?:append|html|load|prepend)\s*\(|\bel\s*:|\.src\s*="
)


def read_awaits(document: Document) -> str:
    """What a browser is likely to show that the HTML does not: "list" (see `is_scripted`), "part" where a container
    for a list stands empty and a script names it as what it fills, "write" where only a script of the page's own
    writes something, which matters where nothing else stands in the page; empty where nothing points to any."""
    if is_scripted(document):
        return "list"
    if _has_an_empty_list(document):
        return "part"
    return "write" if any(_WRITES.search(script) for script in live_scripts(document)) else ""


def _has_an_empty_list(document: Document) -> bool:
    wanted = {name for script in live_scripts(document) for name in _filled_by(script)}
    if not wanted:
        return False
    for element, words in document.named:
        if not (wanted & set(words.split())) or _NAMED_AS_FURNITURE.search(words):
            continue
        if (element.tag in _LISTS or (element.tag in _HOLDERS and _NAMED_AS_CONTENT.search(words))) and _is_empty(
            element
        ):
            return True
    return False


def _is_empty(element: Element) -> bool:
    return not element.text.strip() and element.find("img") is None and element.find("iframe") is None


@lru_cache(maxsize=1024)
def _filled_by(script: str) -> frozenset[str]:
    """The selectors (#id, .class) of what a script may fill, where it asks a server for something."""
    if _FETCHES.search(script) is None or _WRITES.search(script) is None:
        return frozenset()
    found = _SELECTORS.findall(script)
    return frozenset(f"#{by_id}" if by_id else selector or f".{by_class}" for by_id, selector, by_class in found)


# --- checks of the visitor -------------------------------------------------------------------------------------

_ASKS_A_PERSON = re.compile(
    r"验证码|captcha|geetest|(?:滑动|拖动|拼图|点击).{0,12}(?:验证|滑块|完成)|人机|请完成.{0,6}验证|图形验证|短信|登录|"
    r"拦截|阻断|禁止访问|拒绝访问|防火墙|过于频繁|forbidden|denied",
    re.I,
)
_ANSWERS_ITSELF = re.compile(
    r"document\.cookie\s*=|\.cookie\s*=|setCookie|location\.reload|location(?:\.href)?\s*=|location\.replace|"
    r"\$_ts\s*=|__jsl_clearance|acw_sc__v2|\beval\s*\(|_0x[0-9a-f]{4,}|http-equiv\s*=\s*[\"']?refresh",
    re.I,
)
_SETS_COOKIE = re.compile(r"document\s*(?:\.\s*cookie|\[\s*[\"']cookie[\"']\s*\])\s*\+?=(?!=)")
_RETURNS = re.compile(r"location\s*\.\s*(?:reload|replace|assign)|location(?:\.href)?\s*=(?!=)|history\.go\(\s*0")
_MOST_OF_A_CHECK = 60
_TAG = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<[^>]*>", re.S | re.I)


def is_cookie_check(document: Document) -> bool:
    """Whether a page holds nothing but a script that sets a cookie and loads again."""
    if len(document.text) > _MOST_OF_A_CHECK or len(document.by_tag("a")) > 1:
        return False
    scripts = "\n".join(live_scripts(document))
    return _SETS_COOKIE.search(scripts) is not None and _RETURNS.search(scripts) is not None


def answers_itself(html: str) -> bool:
    """Whether a refusal is a check that any browser passes without a person: a script that sets a cookie and loads
    again. Not where it asks for a captcha or a login, or says that the visitor was turned away."""
    beginning = html[:60_000]
    if _ASKS_A_PERSON.search(_TAG.sub(" ", beginning)) or re.search(r"captcha|geetest|验证码", beginning, re.I):
        return False
    return "<script" in beginning.lower() and _ANSWERS_ITSELF.search(beginning) is not None
