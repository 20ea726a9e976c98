"""The main text of a page: the container of a known platform, else where the text is densest; furniture out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from turbohtml import Element

from zhengping.reading.document import lines_of
from zhengping.reading.facts import Row
from zhengping.reading.row_dates import without_date

if TYPE_CHECKING:
    from zhengping.reading.document import Document

_CONTAINERS = (
    (".TRS_Editor", ".TRS_UEDITOR", ".Custom_UnionStyle", "#UCAP-CONTENT", ".v_news_content", "#vsb_content", "#vsb_content_2",
     "#vsb_content_4", "#vsb_content_501", "#zoom", "#Zoom", "#zoomcon", "#ivs_content", "#fontzoom", "#BodyLabel"),
    (".pages_content", ".article-content", ".article_content", ".articleContent", ".article-con", ".xxgk_content", ".news_content",
     ".news-content", ".content-txt", ".content_txt", ".zwnr", ".xl_content", ".view_content", ".view-content", ".detail-content",
     ".detail_content", ".info-content", ".info_content", ".text-content", ".txt_content", ".conTxt", ".con_txt", ".bt-article-02",
     "#articleContent", "#article_content", "#articlecontent", "#newsContent", "#news_content", "#infoContent", "#detailContent",
     "#contentText", "#content_text", "#conText", "#zw", "#nr", "#neirong", "#artibody", "#mainText", "#J_content", ".TRS_PreAppend"),
    ("#content", "#article", ".article", ".content", ".zw", ".nr"),
)
"""Containers of the known platforms by how surely they hold the text and nothing else."""

_RANK = {selector: rank for rank, group in enumerate(_CONTAINERS) for selector in group}
_NO_CONTAINERS = frozenset({"html", "body", "form", "input", "a", "meta", "img", "ul", "li", "script", "iframe"})
_FEWEST_CHARACTERS = 12
_LONGEST_FOOTER = 500
_FEWEST_ROWS = 3
_LEAST_INTRODUCTION = 100
"""Characters beside the rows of a list from which on they are an introduction to it."""
_LONGEST_HEAD = 80
"""Characters that may stand above a strip beside the title (a breadcrumb, a subtitle) without being the text."""

_FURNITURE = re.compile(
    r"^(?:[【\[(（]?\s*(?:字\s*[体号]|字体大小|字号大小)\s*[:：]?.{0,16}|[【\[(（]?\s*(?:打\s*印|关\s*闭|收\s*藏|返\s*回|分\s*享|纠\s*错|复制链接)"
    r"(?:本页|本文|页面|窗口|此页|列表|上页|顶部|到)?\s*[】\])）]?(?:\s*[|｜]?\s*[【\[(（]?(?:打印|关闭|收藏|返回|分享|推荐)\S{0,4})*|"
    r"分享(?:到|至|给|文章|本文).{0,60}|(?:扫一扫|扫码|微信扫).{0,40}|(?:上|下|前|后)一[篇条页则]\s*[:：]?.{0,120}|"
    r"(?:浏览|点击|阅读|访问)(?:次数|量|数)\s*[:：]?\s*[\d\-次]{0,10}|(?:您|你)?(?:当前|现在|所在).{0,6}位\s*置\s*[:：].{0,160}|"
    r"(?:【|\[)?(?:大|中|小)(?:\s*(?:中|小|大))*(?:】|\])?|视力保护色?\s*[:：]?.{0,12}|背景色\s*[:：]?.{0,20}|(?:微信|微博|新浪微博|QQ空间|QQ|空间|朋友圈)|"
    r"(?:我要|网页)?纠错|返回(?:顶部|首页|上一页|列表)|TOP|语音(?:播报|朗读).{0,8}|\[\s*(?:大|中|小)\s*\].{0,12}|二维码|"
    r"(?:首页\s*)?(?:«|<|上一页|前页).{0,60}(?:下一页|后页|尾页|末页|»|>).{0,40}|共\s*\d+\s*[条页].{0,60}|(?:\d{1,3}\s+){1,12}(?:\d{1,3}|…|\.{3}|下一页|尾页).{0,20})$"
)
_END = re.compile(
    r"^(?:【?\s*)?(?:相关(?:链接|阅读|文章|新闻|信息|报道|稿件|内容|推荐|文档|解读|文件|附件列表)|(?:友情|网站|常用)链接|延伸阅读|推荐阅读|热门(?:文章|信息|新闻|推荐)|"
    r"版权所有|主办单位\s*[:：]|承办单位\s*[:：]|网站地图|关于我们|扫一扫(?:在手机|分享)|网友评论|我要评论|发表评论)"
)
_FURNITURE_STARTS = frozenset("«<共首【[(（0123456789字打关收返分纠复扫微上下前后浏点阅访您你当现所大中小视背新空朋我网语二T")
_END_STARTS = frozenset("【相友网常延推热版主承关扫我发")
_FOOT = re.compile(r"版权所有|ICP备|公网安备|网站标识码|(?:主办|承办)(?:单位)?\s*[:：]|Copyright|^(?:上|下)一[篇条]\s*[:：]", re.I)
_MOST_DEPTH = 40
_FOOTER_NEAR_END = re.compile(r"版权所有|ICP备|公网安备|网站标识码|技术支持|主办[:：]|Copyright", re.I)


class Body(NamedTuple):
    """The main text by lines, the rule that found it, its first and last line's index among the page's lines (None
    where unknown), and how many characters of it stand outside links."""

    lines: list[str]
    where: str
    first_line: int | None
    last_line: int | None
    prose: int


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
        if len(text) < _LONGEST_FOOTER and _FOOTER_NEAR_END.search(text):
            continue
        fewest = _FEWEST_CHARACTERS if rank else 1
        if len(text.strip()) < fewest and (rank > 1 or element.find("img") is None):
            continue
        key = (rank, -len(text), order, element)
        if best is None or key[:3] < best[:3]:
            best = key
    if best is not None and (best[0] < 2 or _is_text(best[3])):
        return best[3], "container" if best[0] < 2 else "wide-container"
    element = document.tree.main_content()
    return element, "density" if element is not None else ""


@lru_cache(maxsize=8192)
def _rank_of(words: str) -> int | None:
    """How surely the class and id of an element are those of a container; None where they are none of theirs."""
    return min((_RANK[word] for word in words.split(" ") if word in _RANK), default=None)


def _is_text(element: Element) -> bool:
    """Whether most of an element's text stands outside links."""
    length = len(element.text)
    linked = sum(len(link.text) for link in element.find_all("a")[:400])
    return linked * 2 < length


def clean_body(
    document: Document, title: str, title_line: int | None, strip_line: int | None, rows: Sequence[Row] = ()
) -> Body:
    """The main text without furniture, without the title and strip that some containers hold, and without what follows
    it (相关链接, 上一篇, footer).

    Where no container of a known platform holds it, it is what stands between the strip (or title) and the foot;
    pages with neither, and lists, are left to the density of their text. `document.main` is then set to the element
    around it.
    """
    if document.main_where != "container" and (strip_line is not None or (title_line is not None and not rows)):
        span = _between(document.lines, title_line, strip_line, rows)
        kept = _without_furniture(document.lines[span.start : span.stop])
        place = "below-strip" if strip_line is not None else "below-title"
        if kept or strip_line is not None:
            ends = (kept[0], kept[-1]) if kept else (document.lines[span.start - 1], document.lines[span.start - 1])
            element = _around(document, *ends)
            if element is not None:
                if not kept and isinstance(element.parent, Element):
                    element = element.parent
                document.set_main(element, place)
                return Body(kept, place, span.start, span.stop - 1, _prose(kept, element))
    main = document.main
    if main is None:
        return Body([], "", None, None, 0)
    lines = lines_of(main)
    first, last = _place(document.lines, lines, strip_line)
    head = strip_line if strip_line is not None else title_line
    if head is not None and first is not None and first <= head < first + len(lines):
        above, below = lines[: head - first], lines[head - first + 1 :]
        if sum(map(len, above)) > sum(map(len, below)) + len(title) + _LONGEST_HEAD:
            lines = above
        else:
            lines, first = below, head + 1
    if title_line is not None and first is not None and first <= title_line < first + len(lines) // 2:
        lines, first = lines[title_line - first + 1 :], title_line + 1
    kept = _without_furniture(lines)
    if len(rows) >= _FEWEST_ROWS:
        kept = _without_rows(kept, rows)
        if sum(map(len, kept)) < _LEAST_INTRODUCTION:
            return Body([], document.main_where, first, last, 0)
    prose = _prose(kept, main)
    if document.main_where == "density" and last is not None and _precedes_breadcrumb(document.lines, last):
        return Body([], "", None, None, 0)
    return Body(kept, document.main_where, first, last, prose)


def _without_rows(lines: list[str], rows: Sequence[Row]) -> list[str]:
    """The words of a list page beside its rows: an introduction, where there is one."""
    titles = {"".join(row.title.split())[:10] for row in rows}
    return [line for line in lines if len(line) > 20 and "".join(without_date(line)[0].split())[:10] not in titles]


def _precedes_breadcrumb(lines: list[str], last: int) -> bool:
    """Whether all of a text stands above the breadcrumb: the head of the page, mistaken for its text."""
    return any("位置" in line and len(line) < 240 for line in lines[last + 1 :])


def _without_furniture(lines: list[str]) -> list[str]:
    """Lines up to the heading of what follows a text, without the controls of the page and the footer."""
    kept: list[str] = []
    for line in lines:
        if len(line) < 200 and line[0] in _END_STARTS and _END.match(line):
            break
        if len(line) <= 160 and (len(line) <= 24 or line[0] in _FURNITURE_STARTS) and _FURNITURE.match(line):
            continue
        kept.append(line)
    while kept and len(kept[-1]) < 160 and _FOOTER_NEAR_END.search(kept[-1]):
        kept.pop()
    return kept


def _prose(lines: list[str], element: Element) -> int:
    """Characters of the text outside links."""
    linked = sum(len(link.text) for link in element.find_all("a")[:400])
    return max(0, sum(map(len, lines)) - linked)


def _between(lines: list[str], title_line: int | None, strip_line: int | None, rows: Sequence[Row]) -> range:
    """The lines of the text: from the strip, or from the title where the strip ends the text, to the foot of the page or
    to a list of dated items."""
    others = {row.title for row in rows if row.day is not None or row.month_day}
    head = strip_line if strip_line is not None else title_line
    assert head is not None
    stop = len(lines)
    for index in range(head + 1, len(lines)):
        line = lines[index]
        if len(line) < 200 and (
            (line[0] in _END_STARTS and _END.match(line)) or _FOOT.search(line) or without_date(line)[0] in others
        ):
            stop = index
            break
    if strip_line is not None and title_line is not None and title_line < strip_line:
        above = sum(len(line) for line in lines[title_line + 1 : strip_line])
        if above > sum(len(line) for line in lines[strip_line + 1 : stop]) + _LONGEST_HEAD:
            return range(title_line + 1, strip_line)
    return range(head + 1, stop)


def _around(document: Document, first: str, last: str) -> Element | None:
    """The smallest element that holds the first and the last line of the text."""
    probes = tuple(max(line.split(" "), key=len)[:40] for line in (first, last))
    bodies = document.by_tag("body")
    if not bodies:
        return None
    element = bodies[0]
    for _ in range(_MOST_DEPTH):
        inner = next(
            (
                child
                for child in element.children
                if isinstance(child, Element) and len(text := child.text) >= len(probes[0]) and all(p in text for p in probes)
            ),
            None,
        )
        if inner is None:
            break
        element = inner
    return None if element.tag == "body" and len(document.lines) > 400 else element


def _place(page_lines: list[str], lines: list[str], strip_line: int | None) -> tuple[int | None, int | None]:
    """Where the main text's lines stand among the page's."""
    if not lines:
        return None, None
    for probe in range(min(3, len(lines))):
        try:
            start = page_lines.index(lines[probe])
        except ValueError:
            continue
        if strip_line is not None and start < strip_line and lines[probe] in page_lines[strip_line + 1 : strip_line + 4]:
            start = page_lines.index(lines[probe], strip_line + 1)
        start = max(0, start - probe)
        return start, start + len(lines) - 1
    return None, None
