"""The lists of a drawn page that may be a search's results: like branches of one element, each led by a title."""

from __future__ import annotations

import base64
import binascii
import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from turbohtml import Element

from zhengping.reading.document import Document, single_spaced
from zhengping.reading.row_dates import whole_date

PRESSED = "data-press"
"""Set by the browser on elements that a visitor can press though they are no links."""
_MOST_LINKS = 600
_MOST_DEPTH = 14
_MOST_IN_ROW = 6
"""Titles in one branch; a branch with more is a part of the page and no row."""
_LONGEST_TITLE = 90
_LEAST_TITLE = 4
_STATE = re.compile(r"^(?:on|active|cur(?:rent)?|selected|hover|first|last|odd|even|is-.*|el-.*active)$", re.I)
_NO_TITLE = re.compile(
    r"^(?:上一页|下一页|首\s*页|尾\s*页|末\s*页|共?第?\d+[页条]?|更多.{0,4}|查看.{0,6}|点击.{0,4}|百度快照|快照|网页快照|"
    r"打印.{0,4}|收藏.{0,4}|展开.{0,6}|收起.{0,4}|设为首页|加入收藏|高级(?:搜索|检索)|无障碍.{0,4}|简体|繁体|登录|注册|返回.{0,4})$"
)
_ADDRESS = re.compile(r"^(?:https?://|www\.)|^[\w.-]+\.(?:cn|com|net|org)(?:/|$)", re.I)
_TITLE_PLACE = re.compile(r"title|\btit\b|\bbt\b|biaoti|headline|subject", re.I)
_CODED = re.compile(r"^aHR0c[\w+/=-]+$")
_GROUP = re.compile(r"^[\[【（(]\s*([一-龥A-Za-z、/·]{2,12})\s*[\]】）)]$")
_LABELLED_GROUP = re.compile(r"(?:所属栏目|所属分类|栏目|类型|类别|分类|频道)[：:]\s*([一-龥、/·>-]{2,20})")
_NO_GROUP = re.compile(r"时间|日期|来源|发布|浏览|点击|作者|收藏|分享|更多|查看|详情|快照|附件|下载|相关度")
_HIGHLIGHTS = frozenset({"em", "b", "strong", "font", "mark", "u"})
_SHORT_PIECE = 40


@dataclass(frozen=True)
class ResultRow:
    """A row: its link as it stands (`url`), where that leads in the end (`target`), its title, date (ISO), class."""

    url: str
    target: str
    title: str
    day: str = ""
    group: str = ""
    text: str = ""


@dataclass(frozen=True, eq=False)
class _Lead:
    """An element that may be a row's title."""

    element: Element
    url: str
    target: str
    title: str


def shown_links(document: Document, body: Element) -> list[tuple[str, str]]:
    """(title, where it leads in the end) of everything that can be pressed and has a title, in document order."""
    return [(lead.title, lead.target) for lead in _leads(document, body)]


def rows_of(document: Document, body: Element, query: str) -> dict[str, tuple[ResultRow, ...]]:
    """Place in the page -> rows, of everything that could be a list. Elements that stand at like places are one list.

    `query` is never taken for a class of a row, however often it is highlighted there.
    """
    branches: dict[Element, dict[Element, list[_Lead]]] = {}
    for lead in _leads(document, body):
        child = lead.element
        for _ in range(_MOST_DEPTH):
            above = child.parent
            if not isinstance(above, Element) or above.tag == "html":
                break
            branches.setdefault(above, {}).setdefault(child, []).append(lead)
            child = above
    found: dict[str, list[ResultRow]] = {}
    paths: dict[Element, str] = {}
    for container, members in branches.items():
        rows = _rows(container, members, query)
        if rows:
            found.setdefault(_path(container, paths), []).extend(rows)
    return {place: tuple(rows) for place, rows in found.items()}


def _leads(document: Document, body: Element) -> list[_Lead]:
    kept = document.shared.get("search-leads")
    if kept is None:
        elements = body.select(f"a,[{PRESSED}]")[:_MOST_LINKS]
        read = [lead for element in elements if (lead := _lead(document, element)) is not None]
        often = Counter(lead.title for lead in read)
        # The name of a row's class stands in many rows; a title does not.
        kept = [lead for lead in read if often[lead.title] < 3 or len(lead.title) > 8]
        document.shared["search-leads"] = kept
    return list(kept)


def _lead(document: Document, element: Element) -> _Lead | None:
    reference = (element.attr("href") or element.attr("data-href") or element.attr("data-url") or "").strip()
    script = reference.lower().startswith(("javascript:", "#")) or not reference
    url = "" if script else urljoin(document.base, reference)
    if url and not url.startswith(("http://", "https://")):
        return None
    title = _title(element)
    letters = re.sub(r"[\W\d_]+", "", title)
    if len(letters) < _LEAST_TITLE or _NO_TITLE.match(title) or _ADDRESS.match(title):
        return None
    target = redirect_target(url) if url else ""
    if url and target == url and _same_search(url, document.url):
        return None
    return _Lead(element, url, target, title)


def _title(element: Element) -> str:
    """The title that an element shows; the whole one of its attribute where the text is a shortened form of it."""
    text = single_spaced(element.text)
    if len(text) > _LONGEST_TITLE or any(isinstance(child, Element) for child in element.children):
        text = _heading_in(element) or text
    whole = single_spaced(re.sub(r"<[^>]*>", "", element.attr("title") or ""))
    start = re.sub(r"[\W_]+", "", text)[:6]
    return (whole if len(whole) > len(text) and start and start in re.sub(r"[\W_]+", "", whole) else text)[:200]


def _heading_in(element: Element) -> str:
    """The title of a row that can be pressed as a whole: its heading, else its first block."""
    for part in element.find_all(["h1", "h2", "h3", "h4", "h5"]):
        return single_spaced(part.text)
    if len(single_spaced(element.text)) <= _LONGEST_TITLE:
        return ""
    for part in element.find_all(True):
        words = f"{part.attr('class') or ''} {part.attr('id') or ''}"
        if _TITLE_PLACE.search(words) and part.text.strip():
            return single_spaced(part.text)
    for child in element.children:
        if isinstance(child, Element) and (text := single_spaced(child.text)):
            return text
    return ""


def redirect_target(url: str) -> str:
    """Where a counting or redirecting link leads: the whole address that one of its parameters holds, else itself."""
    for part in (urlsplit(url).query, urlsplit(url).fragment.partition("?")[2]):
        for name, value in parse_qsl(part):
            if name.lower() in ("q", "keyword", "searchword", "referer", "ref", "from"):
                continue
            plain = _decoded(value)
            if re.match(r"https?://[^/]+", plain):
                return plain
            if plain.startswith("/") and len(plain) > 1 and re.search("url|link|goto|target|href|path", name, re.I):
                return urljoin(url, plain)
    return url


def _decoded(value: str) -> str:
    plain = unquote(value) if re.match(r"https?%3A|%2F", value, re.I) else value
    if _CODED.match(plain):
        try:
            return base64.b64decode(plain + "=" * (-len(plain) % 4), altchars=b"-_").decode()
        except (binascii.Error, UnicodeDecodeError):
            return value
    return plain


def _same_search(url: str, page: str) -> bool:
    """Whether a link asks the same search again: further pages, tabs, related questions."""
    one, other = urlsplit(url), urlsplit(page)
    if (one.netloc, one.path) != (other.netloc, other.path):
        return False
    return bool(one.query) or one.fragment.startswith(("/", "!"))


def _path(element: Element, known: dict[Element, str]) -> str:
    """The way to an element by tags and classes, without what changes from row to row and from page to page."""
    if element in known:
        return known[element]
    parent = element.parent
    above = _path(parent, known) if isinstance(parent, Element) and element.tag != "body" else ""
    classes = (element.attr("class") or "").split()
    names = sorted({re.sub(r"\d+", "", name) for name in classes if not _STATE.match(name)})
    known[element] = f"{above}>{element.tag}{''.join(f'.{name}' for name in names if name)}"
    return known[element]


def _rows(container: Element, members: dict[Element, list[_Lead]], query: str) -> list[ResultRow]:
    shapes = Counter(_shape(child, leads[0]) for child, leads in members.items())
    most = max(shapes.values())
    shape = next(each for each in shapes if shapes[each] == most)
    heads = [child for child, leads in members.items() if _shape(child, leads[0]) == shape]
    if any(len(members[head]) > _MOST_IN_ROW for head in heads):
        return []
    # What follows a head belongs to its row, as long as other rows are: the last one would take the whole page's foot.
    following = _following(container, set(heads))
    longest = max((len(following[head]) for head in heads[:-1]), default=3)
    return [_row(head, following[head][:longest], members[head], query) for head in heads]


def _shape(child: Element, lead: _Lead) -> str:
    """The tags from a branch down to its title: the same in every row of a list."""
    tags = [lead.element.tag]
    node = lead.element
    while node is not child and isinstance(node.parent, Element):
        node = node.parent
        tags.append(node.tag)
    return "/".join(reversed([tag for tag in tags if tag not in _HIGHLIGHTS]))


def _following(container: Element, heads: set[Element]) -> dict[Element, list[object]]:
    found: dict[Element, list[object]] = {head: [] for head in heads}
    current: Element | None = None
    for node in container.children:
        if isinstance(node, Element) and node in heads:
            current = node
        elif current is not None:
            found[current].append(node)
    return found


def _row(head: Element, rest: list[object], leads: list[_Lead], query: str) -> ResultRow:
    lead = next((each for each in leads if _stands_as_title(each.element, head)), leads[0])
    parts = [head, *rest]
    pieces = [piece for part in parts for piece in _pieces(part)]
    text = single_spaced(" ".join(piece for piece, _ in pieces))[:600]
    return ResultRow(lead.url, lead.target, lead.title, _day(pieces, lead.title), _group(pieces, lead, query), text)


def _stands_as_title(element: Element, head: Element) -> bool:
    node: object = element
    while isinstance(node, Element):
        if node.tag in ("h1", "h2", "h3", "h4", "h5", "dt"):
            return True
        if _TITLE_PLACE.search(f"{node.attr('class') or ''} {node.attr('id') or ''}"):
            return True
        if node is head:
            return False
        node = node.parent
    return False


def _pieces(part: object) -> list[tuple[str, str]]:
    """(text, tag of the element that holds it) of every text below a part, single-spaced."""
    if not isinstance(part, Element):
        text = single_spaced(str(getattr(part, "data", "")))
        return [(text, "")] if text else []
    found = []
    for node in part.descendants:
        if not isinstance(node, Element):
            text = single_spaced(str(getattr(node, "data", "")))
            parent = node.parent
            if text:
                found.append((text, parent.tag if isinstance(parent, Element) else ""))
    return found


def _day(pieces: list[tuple[str, str]], title: str) -> str:
    """The date that stands by itself or after its label; one in the middle of a text is none of the row's."""
    for piece, _ in pieces:
        if len(piece) <= _SHORT_PIECE and piece not in title and (found := whole_date(piece)):
            return found.isoformat()
    rest = " ".join(piece for piece, _ in pieces if piece not in title)
    labelled = re.search(r"(?:时间|日期)[：:]\s*(.{6,24})", rest)
    found = whole_date(labelled[1]) if labelled else whole_date(rest[-_SHORT_PIECE:]) or whole_date(rest[:24])
    return found.isoformat() if found else ""


def _group(pieces: list[tuple[str, str]], lead: _Lead, query: str) -> str:
    """The class that a row names: in brackets or after its label, else a short text that stands by itself."""
    for piece, _ in pieces:
        if (named := _GROUP.match(piece)) and not _NO_GROUP.search(piece):
            return named[1]
        if named := _LABELLED_GROUP.search(piece):
            return named[1]
    for piece, tag in pieces:
        alone = re.fullmatch(r"[一-龥、/·]{2,8}", piece) and tag not in _HIGHLIGHTS
        known = piece in query or query in piece or piece in lead.title
        if alone and not known and not _NO_GROUP.search(piece):
            return piece
    return ""
