"""Which part of a page an element stands in: navigation, breadcrumb, side menu, footer or body.

Judged by tag names, by the words of class and id that such sites use, and by a few words of the text.
"""

from __future__ import annotations

import re
from typing import Any

from turbohtml import Element

from zhengping.reading.document import Document
from zhengping.reading.facts import Region

_CONTAINERS = frozenset(
    [
        "div",
        "ul",
        "ol",
        "nav",
        "header",
        "footer",
        "section",
        "aside",
        "table",
        "td",
        "tr",
        "tbody",
        "dl",
        "center",
        "p",
        "span",
        "menu",
        "main",
        "article",
        "h1",
        "h2",
        "h3",
        "h4",
        "form",
        "select",
        "template",
        "noscript",
        "li",
        "body",
    ]
)
_BY_TAG: dict[str, Region] = {"nav": "nav", "header": "nav", "footer": "footer", "aside": "side", "select": "footer"}

_BREADCRUMB = re.compile(
    r"(?:\w*[-_])?(?:(?:bread|mian|curr?|now|your|site|page|web|sub|list|art|nav|dq)?[-_]?"
    r"(?:crumbs?|curmbs?|breadcrumbs?|position|location|postion|positon|where|dqwz|weizhi|wzdh|mbx|mianbaoxie|dangqian"
    r"|addre?ss?nav|sitepath|dqwzdh|place|wz|path))(?:[-_]?(?:nav|box|wrap|con|bar|inner|left|right|list|\d+))?"
)
_SIDE = re.compile(
    r"(?:\w*[-_])?(?:side[-_]?(?:bar|nav|menu|box|list)?|(?:left|right|l|r)[-_]?(?:nav|menu|daohang|dh)|sub[-_]?(?:nav|menu)"
    r"|(?:nav|menu)[-_]?(?:left|right|side|l)|aside)(?:[-_]?(?:box|wrap|con|list|inner|ul|\d+))?"
)
_TABS = re.compile(r".*tabs?(?:[-_]|$).*|.*[-_]tab.*")
_NAV = re.compile(r".*(?:nav(?!el)|menu|daohang).*")
_HEADER = re.compile(
    r"(?:site|page|index|web|gov|main|common|public|pc|wap|m|w|pz)?[-_]?(?:head(?:er)?|top(?:bar|er|s)?|logo|banner)"
    r"(?:[-_]?(?:top|wrap(?:per)?|box|bar|con(?:tent|tainer)?|inner|main|bg|area|info|links?|m|left|right|\d+))*"
)
_FOOTER = re.compile(
    r"(?:\w*[-_])?foot\w*(?:-\w+)*|(?:\w*[-_])?copy(?:right)?s?(?:[-_]?\w*)?|(?:\w*[-_])?(?:banquan|yejiao)\w*"
    r"|(?:page|web|site|index|main|gov|public|pc|w)?[-_]?bottom(?:[-_]?(?:nav|wrap|box|con|bg|main|in|inner|info|links?|\d+))*"
    r"|(?:\w*[-_])?(?:friend|yqlj|xglj|youlian|youqing|blogroll|flink)\w*"
    r"|(?:index|web|site|out)?[-_]?links?(?:[-_]?(?:box|list|wrap|con|area|select|\d+))?"
)
_WRAPS_THE_PAGE = re.compile("位置\\s*[：:]|所在的?位置|当前位置|现在的?位置|网站标识码|ICP备|版权所有")
_BREADCRUMB_TEXT = re.compile("位置|首页|[>»›→]")
_BREADCRUMB_START = re.compile(r"[\s\W]*(?:您|你)?(?:的)?(?:现在|当前|目前|所在)*(?:的|所在)*(?:位置|栏目)")
_LINK_FARM = re.compile("(?:相关|友情|网站|常用|快速|部门)链接|部委网站|部门网站|市县网站|各市网站|区县网站")

_SMALL = frozenset({"li", "span", "p", "h1", "h2", "h3", "h4"})
"""Elements that hold one entry: their class says nothing of the part of the page (li.link, span.top)."""
_LONG_LABEL = 16
_FEWEST_TITLES = 3

_of_words: dict[str, Region | None] = {}


def _region_of_words(words: str) -> Region | None:
    """The region that a class and id name; None where they name none. Remembered: a site repeats its words."""
    if words in _of_words:
        return _of_words[words]
    if len(_of_words) > 50_000:
        _of_words.clear()
    found: Region | None = None
    for token in words.lower().split():
        if len(token) > 40 or _TABS.fullmatch(token):
            continue
        if _BREADCRUMB.fullmatch(token):
            found = "breadcrumb"
        elif _SIDE.fullmatch(token):
            found = found or "side"
        elif _FOOTER.fullmatch(token):
            found = found or "footer"
        elif _NAV.fullmatch(token) or _HEADER.fullmatch(token):
            found = found or "nav"
    _of_words[words] = found
    return found


class Regions:
    """The regions of one page's elements, each worked out once; `settled` holds those known so far."""

    def __init__(self, document: Document) -> None:
        self._known: dict[Any, Region] = {}
        self.settled = self._known
        self._oversized = document.oversized
        if not self._oversized:
            self._mark_breadcrumbs(document)

    def of(self, element: Element) -> Region:
        """The region that an element stands in; "script" stands for what is not shown (templates)."""
        known = self._known
        path = []
        node: Any = element.parent if element.tag == "a" else element
        if node in known:
            return known[node]
        while node is not None and node not in known:
            path.append(node)
            node = node.parent
        region: Region = known[node] if node is not None else "body"
        for node in reversed(path):
            if region == "body" and type(node) is Element:
                region = self._own(node)
            known[node] = region
        return region

    def _own(self, element: Element) -> Region:
        tag = element.tag
        if tag not in _CONTAINERS or tag == "body":
            return "body"
        if tag == "template":
            return "script"
        name, identity = element.attr("class"), element.attr("id")
        words = f"{name or ''} {identity or ''}" if name or identity else ""
        region = _BY_TAG.get(tag) or (_region_of_words(words) if words and not self._oversized else None)
        if region is None:
            return "body"
        if region == "breadcrumb":
            text = element.text
            return "breadcrumb" if len(text) < 400 and _BREADCRUMB_TEXT.search(text) else "body"
        if tag in _SMALL:
            return "body"
        if region in ("footer", "breadcrumb") or self._oversized:
            return region
        return "body" if _WRAPS_THE_PAGE.search(element.text) or _holds_titles(element) else region

    def _mark_breadcrumbs(self, document: Document) -> None:
        """Breadcrumbs without a telling class: a short element that starts with 当前位置 or runs 首页 > … ."""
        for anchor, text in document.links:
            if len(text) > 8 or not ("首" in text or "主页" in text):
                continue
            parent = anchor.parent
            for _ in range(3):
                if not isinstance(parent, Element) or parent.tag in ("body", "ul", "ol"):
                    break
                around = parent.text
                if len(around) > 300:
                    break
                if _BREADCRUMB_START.match(around) or (">" in around and len(around) < 160):
                    self._known[parent] = "breadcrumb"
                    break
                parent = parent.parent


def _holds_titles(element: Element) -> bool:
    """Whether what is named like a menu or a page's head holds titles of documents: a box of news at the top."""
    titles = sum(1 for link in element.find_all("a", limit=80) if len(link.text.strip()) >= _LONG_LABEL)
    return titles >= _FEWEST_TITLES


def is_link_farm(element: Element, headed: dict[Element, bool]) -> bool:
    """Whether the element, or one close above it, is headed 相关链接, 友情链接 and the like.

    `headed` keeps what was found for the elements looked at, which neighbouring links share.
    """
    node: Any = element
    for _ in range(3):
        if not isinstance(node, Element) or node.tag == "body":
            return False
        if node not in headed:
            headed[node] = _LINK_FARM.search(node.text[:60].strip()[:30]) is not None
        if headed[node]:
            return True
        node = node.parent
    return False


def regions_of(document: Document) -> Regions:
    """The page's regions, worked out once a page."""
    regions: Regions | None = document.shared.get("regions")
    if regions is None:
        regions = document.shared["regions"] = Regions(document)
    return regions
