"""Links that no visitor sees: blocks hidden by their style that lead to foreign sites (暗链)."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from zhengping.reading.document import Document, text_of
from zhengping.reading.facts import Link

FEWEST = 5
"""A hidden block with fewer foreign links is a menu or a layer that a script opens, not a link farm."""

MOST = 50
_HINT = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|text-indent\s*:\s*-\d{3}|left\s*:\s*-\d{3}", re.I)
_WORDS = ("none", "hidden", "-indent", "left:-", "left: -", "NONE", "HIDDEN", "-INDENT", "LEFT:-", "LEFT: -")
"""Words of which one stands in a page with such a style: a quick test before the styles are read one by one."""
_PUBLIC = (".gov.cn", ".edu.cn", ".org.cn", ".cn.gov")


def read_hidden_links(document: Document) -> tuple[Link, ...]:
    """Links inside blocks hidden by their own style that lead to hosts neither public nor the page's own.

    Only blocks with several such links count: tabs, pop-up layers and share bars hide one or two.
    """
    html = document.html
    if not any(word in html for word in _WORDS):
        return ()
    own = urlsplit(document.url).hostname or ""
    found: dict[str, Link] = {}
    for block in document.tree.select("div[style], span[style], p[style], ul[style], marquee[style], table[style]"):
        style = block.attr("style")
        if not isinstance(style, str) or not _hides(style):
            continue
        links = [
            Link(href, text_of(anchor))
            for anchor in block.find_all("a")
            if isinstance(href := anchor.attr("href"), str) and _is_foreign(href, own)
        ]
        if len({urlsplit(link.url).hostname for link in links}) >= FEWEST:
            for link in links:
                found.setdefault(link.url, link)
    return tuple(found.values())[:MOST]


@lru_cache(maxsize=8192)
def _hides(style: str) -> bool:
    """Whether a style hides its element; remembered, because an editor writes the same styles over and over."""
    return _HINT.search(style) is not None


def _is_foreign(href: str, own: str) -> bool:
    if not href.startswith(("http://", "https://", "//")):
        return False
    try:
        host = urlsplit(href).hostname or ""
    except ValueError:
        return False
    return bool(host) and host != own and not host.endswith(_PUBLIC)
