"""Blocks that no visitor sees and that lead to foreign sites: the trace of a site written into by others (暗链)."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from turbohtml import Element

from zhengping.reading.document import Document, text_of
from zhengping.reading.facts import HiddenBlock, Link

FEWEST = 5
"""A hidden block with fewer foreign hosts is a menu or a layer that a script opens, not a link farm."""

MOST = 50
MOST_BLOCKS = 20
MOST_TEXT = 300
_HIDES = (
    ("display", re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)),
    ("place", re.compile(r"(?:text-indent|left|top|margin(?:-left|-top)?)\s*:\s*-(?:999|\d{4,})", re.I)),
    ("size", re.compile(r"font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])", re.I)),
)
_TINY = re.compile(r"(?<![\w-])(?:height|width)\s*:\s*[01](?:px)?\s*(?:;|$|!)", re.I)
_CUT = re.compile(r"overflow\s*:\s*hidden", re.I)
_SCRIPT = re.compile(
    r"getElementById\(\s*[\"']([\w-]{1,40})[\"']\s*\)\.style\.(?:display|visibility)\s*=\s*[\"'](?:none|hidden)"
)
_LONGEST_HIDING_SCRIPT = 300
"""A script that only hides a block is short; longer ones move the tabs and layers of a page."""
_BLOCKS = "div[style], span[style], p[style], ul[style], dl[style], table[style], marquee"
_PUBLIC = (".gov.cn", ".edu.cn", ".org.cn", ".cn.gov", ".mil.cn", ".ac.cn")
_PRESS = frozenset(
    {"people.com.cn", "xinhuanet.com", "news.cn", "cctv.com", "cctv.cn", "cnr.cn", "gmw.cn", "china.com.cn",
     "china.com", "chinanews.com", "chinanews.com.cn", "chinadaily.com.cn", "youth.cn", "ce.cn", "cri.cn",
     "12371.cn", "xuexi.cn", "qstheory.cn", "dangjian.cn", "cnii.com.cn", "legaldaily.com.cn", "china.org.cn",
     "weibo.com", "qq.com", "baidu.com", "163.com", "sina.com.cn", "sohu.com", "12306.cn", "12377.cn",
     "miibeian.gov.cn", "beian.miit.gov.cn", "conac.cn", "bszs.conac.cn", "jiathis.com", "bdimg.com"}
)  # fmt: skip
"""Newspapers and platforms that offices everywhere link to, in tabs and share bars that a script opens."""


def read_hidden_blocks(document: Document) -> tuple[HiddenBlock, ...]:
    """The blocks hidden by their own style (or by a script that does nothing else) that hold foreign links."""
    known = document.shared.get("hidden_blocks")
    if known is not None:
        return tuple(known)
    found: list[HiddenBlock] = []
    own = urlsplit(document.url).hostname or ""
    for block in document.tree.select(_BLOCKS):
        how = _how(block)
        if how and (made := _block(block, how, own)) and len(found) < MOST_BLOCKS:
            found.append(made)
    for name in _hidden_by_script(document):
        for block in document.tree.select(f'[id="{name}"]'):
            if made := _block(block, "script", own):
                found.append(made)
    document.shared["hidden_blocks"] = found
    return tuple(found)


def read_hidden_links(document: Document) -> tuple[Link, ...]:
    """Links inside hidden blocks that lead to many foreign hosts.

    Only blocks with several such hosts count: tabs, pop-up layers and share bars hide one or two.
    """
    found: dict[str, Link] = {}
    for block in read_hidden_blocks(document):
        if len(block.hosts) >= FEWEST:
            for link in block.links:
                found.setdefault(link.url, link)
    return tuple(found.values())[:MOST]


def _block(block: Element, how: str, own: str) -> HiddenBlock | None:
    """The hidden block; None where it holds no foreign link."""
    links: dict[str, Link] = {}
    for anchor in block.find_all("a"):
        href = anchor.attr("href")
        if isinstance(href, str) and _is_foreign(href.strip(), own):
            links.setdefault(href.strip(), Link(href.strip(), text_of(anchor)[:80]))
    if not links:
        return None
    named = bool(block.attr("id") or block.attr("class"))
    hosts = tuple(dict.fromkeys(urlsplit(url).hostname or "" for url in links))
    return HiddenBlock(how, named, text_of(block)[:MOST_TEXT], tuple(links.values())[:MOST], hosts[:MOST])


def _how(block: Element) -> str:
    """How a block hides itself; empty where it does not."""
    style = block.attr("style")
    if isinstance(style, str) and (how := _hides(style)):
        return how
    if block.tag == "marquee" and (block.attr("height") or block.attr("width") or "").strip("px ") in ("0", "1", "2"):
        return "size"
    return ""


@lru_cache(maxsize=8192)
def _hides(style: str) -> str:
    """How a style hides its element; remembered, because an editor writes the same styles over and over."""
    found = next((how for how, hint in _HIDES if hint.search(style)), "")
    return found or ("size" if _TINY.search(style) and _CUT.search(style) else "")


def _hidden_by_script(document: Document) -> list[str]:
    """The ids of elements that a short script hides as soon as the page is read."""
    scripts = (
        text
        for text in document.scripts
        if len(text) <= _LONGEST_HIDING_SCRIPT and ".style." in text and "function" not in text
    )
    return list(dict.fromkeys(name for text in scripts for name in _SCRIPT.findall(text)))


def _is_foreign(href: str, own: str) -> bool:
    if not href.startswith(("http://", "https://", "//")):
        return False
    try:
        host = urlsplit(href).hostname or ""
    except ValueError:
        return False
    if not host or "." not in host or _domain(host) == _domain(own) or host.endswith(_PUBLIC):
        return False
    return not any(host == known or host.endswith("." + known) for known in _PRESS)


def _domain(host: str) -> str:
    """The host without www."""
    return host.removeprefix("www.")
