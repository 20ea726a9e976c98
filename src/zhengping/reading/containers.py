"""Which element holds a page's main text: the container of a known platform, else where the text is densest."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from turbohtml import Element

from zhengping.reading.furniture import is_footer

if TYPE_CHECKING:
    from zhengping.reading.document import Document

_SURE = """
.TRS_Editor .TRS_UEDITOR .Custom_UnionStyle #UCAP-CONTENT .v_news_content #vsb_content #vsb_content_2 #vsb_content_4
#vsb_content_501 #zoom #Zoom #zoomcon #ivs_content #fontzoom #BodyLabel
"""
_LIKELY = """
.pages_content .article-content .article_content .articleContent .article-con .xxgk_content .news_content .news-content
.content-txt .content_txt .zwnr .xl_content .view_content .view-content .detail-content .detail_content .info-content
.info_content .text-content .txt_content .conTxt .con_txt .bt-article-02 .TRS_PreAppend #articleContent #article_content
#articlecontent #newsContent #news_content #infoContent #detailContent #contentText #content_text #conText #zw #nr
#neirong #artibody #mainText #J_content
"""
_WIDE = "#content #article .article .content .zw .nr"
"""Class names and ids of the platforms' containers, by how surely they hold the text and nothing else."""

_RANK = {name: rank for rank, names in enumerate((_SURE, _LIKELY, _WIDE)) for name in names.split()}
_NO_CONTAINERS = frozenset({"html", "body", "form", "input", "a", "meta", "img", "ul", "li", "script", "iframe"})
_FEWEST_CHARACTERS = 12
_LONGEST_FOOTER = 500


def find_main(document: Document) -> tuple[Element | None, str]:
    """The element that holds the main text, and the rule that found it ("" where none stands out)."""
    if document.oversized:
        return None, ""
    best: tuple[int, int, int, Element] | None = None
    for order, (element, words) in enumerate(document.named):
        rank = _rank_of(words)
        if rank is None or element.tag in _NO_CONTAINERS:
            continue
        if best is not None and rank > best[0]:
            continue
        text = element.text
        if len(text) < _LONGEST_FOOTER and is_footer(text):
            continue
        fewest = _FEWEST_CHARACTERS if rank else 1
        if len(text.strip()) < fewest and (rank > 1 or element.find("img") is None):
            continue
        key = (rank, -len(text), order, element)
        if best is None or key[:3] < best[:3]:
            best = key
    if best is not None and (best[0] < 2 or _is_text(best[3])):
        return best[3], "container" if best[0] < 2 else "wide-container"
    densest = document.tree.main_content()
    return densest, "density" if densest is not None else ""


@lru_cache(maxsize=8192)
def _rank_of(words: str) -> int | None:
    """How surely the class and id of an element are those of a container; None where they are none of theirs."""
    return min((_RANK[word] for word in words.split(" ") if word in _RANK), default=None)


def _is_text(element: Element) -> bool:
    """Whether most of an element's text stands outside links."""
    length = len(element.text)
    linked = sum(len(link.text) for link in element.find_all("a")[:400])
    return linked * 2 < length
