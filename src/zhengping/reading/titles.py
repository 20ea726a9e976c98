"""The title of a page: the heading that is seen, checked against <title>, which may name only the site.

Order of trust: a visible heading or line that <title> repeats; the heading or line above the strip with the date;
a heading by its class; the ArticleTitle meta tag; what is left of <title> without the site's and the columns' names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from zhengping.reading.document import Document, text_of
from zhengping.reading.facts import Crumb, Fact, Row
from zhengping.reading.furniture import begins_what_follows

_HEADING_TAGS_IN_ORDER = ("ucaptitle", "h1", "h2", "h3", "h4")
_NO_HEADINGS = frozenset(
    "a li ul html body head title input form img script link table tr tbody meta".split()  # noqa: SIM905
)
_HEADING_WORDS = re.compile(r"tit|[.#_-]bt|biaoti|headline|subject|heading|#?topic", re.I)
_SEPARATORS = re.compile(r"\s*(?:[_|｜»>]|--+|——|\s[-–—]\s|[-–—](?=[^-–—]{2,40}$))\s*")
_FURNITURE = re.compile(
    r"(?:您|你)?(?:当前|现在|所在|目前).{0,6}位\s*置|^首页\s*[>＞»/\-]|^(?:首页|网站首页|返回|打印|关闭|正文|内容|字体|分享|搜索|登录|注册|大|中|小)$|"
    r"[：:]$|^\[?(?:打印|关闭|字体)|浏览次数|点击数|^今天是|欢迎(?:您|访问|光临)"
)
_STRIP_WORD = re.compile(
    r"(?:来\s*源|时\s*间|日\s*期|作\s*者|浏览|点击|阅读|字\s*[体号])[^:：]{0,4}[:：]|索\s*引\s*号|^【(?![^【】:：]{1,8}】[^【】]{6,}$)|【字体"
)
_SITE_LIKE = re.compile(
    r"^(?!.*(?:关于|的|《|通知|公告|办法)).{2,30}(?:局|厅|委|委员会|政府|办公室|管委会|办|中心|网|网站|门户|平台)$"
)
_NEAR = 8
_FEWEST_ROWS = 3
_PROSE = 60
_LONGEST = 160
_CUT = ("...", "…", "..", "。。。")


class Title(NamedTuple):
    """The title, and the index of the line where it is seen (None where it is not)."""

    fact: Fact | None
    line: int | None


def compact(text: str) -> str:
    """The text without white space, for comparing what may be broken differently."""
    return "".join(text.split())


def read_title(
    document: Document,
    strip_line: int | None,
    crumbs: tuple[Crumb, ...],
    site_name: str,
    meta: str,
    rows: Sequence[Row],
) -> Title:
    """The page's title.

    `strip_line`: index of the line with the labelled date or source, None where there is none; `site_name`: as known;
    `meta`: the ArticleTitle meta tag; `rows`: of the page's lists: a row's title is another page's, unless <title>
    has it.
    """
    lines = document.lines
    columns = [crumb.name for crumb in crumbs[:-1]] + [crumb.name for crumb in crumbs[-1:] if crumb.url]
    generic = {compact(name) for name in (site_name, *columns) if name}
    wanted = _wanted(document.title_tag, generic)
    if wanted and (fast := _repeated(lines, strip_line, document.title_tag, wanted)):
        return fast
    others = {compact(row.title) for row in rows} if len(rows) >= _FEWEST_ROWS else set()
    headings = [
        heading
        for heading in _headings(document)
        if not others or compact(heading.text) not in others or any(_agree(heading.text, want) for want in wanted)
    ]
    places = _places_of(lines, strip_line)
    above = _above_strip(lines, strip_line, headings, generic, others)
    if above is not None and any(_agree(above.fact.value, want) for want in wanted if above.fact):
        return above
    for want in (*wanted, meta):
        if want and (seen := _seen(want, headings, places)) and _outweighs(seen, above, lines, strip_line):
            return seen
    if above is not None:
        return above
    if meta:
        return Title(Fact(meta, "meta"), None)
    if by_class := _by_class(headings, places, generic):
        return by_class
    if wanted:
        return Title(Fact(wanted[0], "title-tag", document.title_tag), None)
    return Title(Fact(document.title_tag, "title-tag") if document.title_tag else None, None)


def _repeated(lines: list[str], strip_line: int | None, title_tag: str, wanted: list[str]) -> Title | None:
    """The line that says the same as most of <title>, next above the strip or, without one, anywhere: the usual case,
    told without looking at headings."""
    if strip_line is not None:
        places = range(strip_line - 1, max(-1, strip_line - 4), -1)
    else:
        places = range(len(lines) - 1, -1, -1)
        wanted = [want for want in wanted if 2 * len(want) >= len(title_tag)]
    for index in places:
        line = lines[index]
        if line in wanted and not _SITE_LIKE.search(line):
            return Title(Fact(line, "line"), index)
    return None


def _wanted(title_tag: str, generic: set[str]) -> list[str]:
    """What <title> may say of this page: whole, then cut at its separators from the right and from the left."""
    if not title_tag or compact(title_tag) in generic:
        return []
    cuts = list(_SEPARATORS.finditer(title_tag))
    found = [title_tag]
    if cuts:
        found += [title_tag[: cut.start()] for cut in reversed(cuts)]
        found += [title_tag[cut.end() :] for cut in cuts]
        found += sorted(filter(None, _SEPARATORS.split(title_tag)), key=len, reverse=True)
    return [text for text in dict.fromkeys(map(str.strip, found)) if len(text) > 1 and compact(text) not in generic]


class _Heading(NamedTuple):
    text: str
    level: int


def _headings(document: Document) -> list[_Heading]:
    """Texts of headings, by tag and then by class, without those that hold links or head what follows a text."""
    if "titles.headings" in document.shared:
        kept: list[_Heading] = document.shared["titles.headings"]
        return kept
    found = []
    elements = [element for tag in _HEADING_TAGS_IN_ORDER for element in document.by_tag(tag)[:20]]
    elements += [element for element, words in document.named if _names_a_heading(words)][:60]
    for element in elements:
        tag = element.tag
        if tag in _NO_HEADINGS:
            continue
        raw = element.text
        if not 2 < len(raw) < 600:
            continue
        text = text_of(element)
        if not 1 < len(text) <= _LONGEST or _STRIP_WORD.search(text) or begins_what_follows(text):
            continue
        if element.select_one("a,script,input") is None:
            found.append(_Heading(text, int(tag[1]) if tag in ("h1", "h2", "h3", "h4") else 5))
    document.shared["titles.headings"] = found
    return found


@lru_cache(maxsize=8192)
def _names_a_heading(words: str) -> bool:
    """Whether the class and id of an element are those of a heading; pages of a site share their words."""
    return _HEADING_WORDS.search(words) is not None


def _places_of(lines: list[str], strip_line: int | None) -> dict[str, int]:
    """Index of the line with a text (without white space): of several, the last above the strip, else the last of all;
    titles in menus and crumbs stand before the heading, repetitions in the text after the strip."""
    places = {compact(line): index for index, line in enumerate(lines) if len(line) <= _LONGEST}
    if strip_line is not None:
        places |= {compact(line): index for index, line in enumerate(lines[:strip_line]) if len(line) <= _LONGEST}
    return places


def _agree(seen: str, wanted: str) -> bool:
    a, b = compact(seen), compact(wanted)
    for cut in _CUT:
        b = b.removesuffix(cut)
    return a == b or (len(b) >= 8 and a.startswith(b))


def _outweighs(seen: Title, above: Title | None, lines: list[str], strip_line: int | None) -> bool:
    """Whether what <title> repeats is the title although something else stands above the strip.

    <title> may be the site's or the column's name, which the page shows too. It is the title where it stands above
    the strip with text between, because the strip then ends the text.
    """
    if above is None or above.fact is None or strip_line is None or seen.fact is None:
        return above is None
    if above.fact.where == "above-strip" and seen.fact.where == "heading" and not _SITE_LIKE.search(seen.fact.value):
        return True
    if seen.line is None or seen.line >= strip_line or _SITE_LIKE.search(seen.fact.value):
        return False
    return strip_line - seen.line <= _NEAR or any(len(line) > _PROSE for line in lines[seen.line + 1 : strip_line])


def _seen(wanted: str, headings: list[_Heading], places: dict[str, int]) -> Title | None:
    """The heading or line that shows the wanted text, which it may show whole where <title> cuts it."""
    key = compact(wanted)
    for heading in headings:
        if compact(heading.text) == key:
            return Title(Fact(heading.text, "heading"), _line_of(heading.text, places))
    if key in places:
        return Title(Fact(wanted, "line"), places[key])
    for heading in headings:
        if _agree(heading.text, wanted):
            return Title(Fact(heading.text, "heading"), _line_of(heading.text, places))
    return None


def _line_of(text: str, places: dict[str, int]) -> int | None:
    """The line with a heading's text; the last of its lines where it is broken over several."""
    key = compact(text)
    if key in places:
        return places[key]
    for size in range(len(key) - 1, 3, -1):
        if key[-size:] in places:
            return places[key[-size:]]
    return None


def _above_strip(
    lines: list[str], strip_line: int | None, headings: list[_Heading], generic: set[str], others: set[str]
) -> Title | None:
    """The heading, else the line, that stands nearest above the strip; a heading broken over lines is taken whole."""
    if strip_line is None:
        return None
    by_end = {compact(heading.text): heading for heading in reversed(headings)}
    plain: int | None = None
    for index in range(strip_line - 1, max(-1, strip_line - 8), -1):
        line = lines[index]
        if len(line) > _LONGEST or _FURNITURE.search(line):
            if plain is not None:
                break
            continue
        if _STRIP_WORD.search(line):
            continue
        key = compact(line)
        for text, heading in by_end.items():
            if (
                text.endswith(key)
                and len(text) >= len(key)
                and _ends_at(lines, index, text)
                and (text not in generic or strip_line - index <= 2)
            ):
                return Title(Fact(heading.text, "heading"), index)
        if plain is None and len(line) > 1 and key not in others:
            plain = index
    if plain is None:
        return None
    return Title(Fact(lines[plain], "above-strip"), plain)


def _ends_at(lines: list[str], index: int, text: str) -> bool:
    """Whether a heading's text (without blanks) is made of the lines that end at `index`."""
    whole = ""
    for back in range(index, max(-1, index - 5), -1):
        whole = compact(lines[back]) + whole
        if whole == text:
            return True
        if not text.endswith(whole):
            return False
    return False


def _by_class(headings: list[_Heading], places: dict[str, int], generic: set[str]) -> Title | None:
    """The best heading of a page without a strip and with a <title> that says nothing."""
    fit = [h for h in headings if len(h.text) >= 4 and compact(h.text) not in generic and not _FURNITURE.search(h.text)]
    if not fit:
        return None
    best = min(fit, key=lambda heading: heading.level)
    return Title(Fact(best.text, "heading"), _line_of(best.text, places))
