"""Menus: which short links stand together on a page, and which of them stand below which.

Nothing here goes by class names of one platform. A menu's shape is read from the tree alone: where a single
link or a short heading stands directly before a group of links, it heads the group. That holds for nested
lists (`li > a + ul`), definition lists, heading and box, and the lines of a site map. Column structure is
built from these entries by `reading.columns`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from turbohtml import Element, Text

from zhengping.reading.facts import MenuEntry, Region

LONGEST_NAME = 24
"""Characters of a menu entry's name at most; titles of documents are mostly longer."""
MOST_ANCHORS = 1500
MOST_DEPTH = 120

_REGIONS: tuple[tuple[re.Pattern[str], Region], ...] = (
    (re.compile(r"foot|copyright|bottom|yqlj|friend|flink|youqing", re.I), "footer"),
    (re.compile(r"bread|crumb|location|position|dqwz|weizhi|curr", re.I), "breadcrumb"),
    (re.compile(r"nav|menu|(?:^|[-_ ])(?:dh|daohang|header|head|top)(?:$|[-_ 0-9])", re.I), "nav"),
    (re.compile(r"left|side|(?:^|[-_ ])(?:lm|sub)(?:$|[-_ 0-9])", re.I), "side"),
)
_SPACE = re.compile(r"\s+")
_DECORATION = re.compile(r"^[\s·•>»›|◆■▪●★☆+\-—.\[【]+|[\s·•>»›|▼▲◆■+:：\]】]+$")
_LATIN_TAIL = re.compile(r"(?<=[\u4e00-\u9fff])[A-Za-z&'./]{4,}$")
_NO_NAME = re.compile(
    r"[>》]|当前位置|您的位置|所在位置|^[\d.…<>]+$|上一页|下一页|[第共]\d+[页条]|^今天是|^欢迎(?:您|光临|访问)"
)
_DATE = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}|\d{1,2}-\d{1,2}")
_HEADINGS = frozenset(
    ("h1", "h2", "h3", "h4", "h5", "h6", "dt", "strong", "b", "p", "span", "div", "th", "td", "tr", "em", "i", "label")
)
_MORE = re.compile(r"^[\[【(（<>＞»+·.…]*(?:查看)?(?:更多|more)(?:信息|内容)?[\]】)）>＞»+·.…]*$", re.I)
_CALLED = re.compile(
    r"""['"]((?:https?://|\.{0,2}/)[^'"\s]+|[\w\-./]+\.(?:s?html?|jsp|aspx?|php|do)[^'"\s]*)['"]""", re.I
)
_BOLD = ("strong", "b")


@lru_cache(maxsize=16384)
def entry_name(text: str) -> str:
    """The name of an entry without decoration and inner blanks; empty where it is no name (too long, a date)."""
    name = _LATIN_TAIL.sub("", _DECORATION.sub("", _SPACE.sub("", text)))
    if not name or len(name) > LONGEST_NAME or _DATE.search(name) or _NO_NAME.search(name):
        return ""
    return name


def is_more(text: str) -> bool:
    """Whether a link's text only says that there is more."""
    return _MORE.match(_SPACE.sub("", text)) is not None


class _Group:
    """An element below which links branch: `parts` are its links, headings and groups in document order."""

    __slots__ = ("element", "parts")

    def __init__(self, element: Element) -> None:
        self.element = element
        self.parts: list[_Part] = []


class _Heading:
    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name


_Part = _Group | _Heading | Element


def read_menus(anchors: Sequence[Element], address: Callable[[str], str]) -> tuple[MenuEntry, ...]:
    """The menus of a page.

    `anchors`: its `a` elements in document order; `address`: from an href to an absolute http address, empty
    where it leads to none. Only the first 1,500 anchors are read.
    """
    below: dict[Element, list[Element]] = {}
    top: Element | None = None
    wanted = [anchor for anchor in anchors[:MOST_ANCHORS] if _anchor_name(anchor)]
    for anchor in wanted:
        child: Element = anchor
        for _ in range(MOST_DEPTH):
            parent = child.parent
            if not isinstance(parent, Element):
                break
            branches = below.get(parent)
            if branches is None:
                below[parent] = [child]
            else:
                if branches[-1] is not child:
                    branches.append(child)
                break
            child = parent
            if parent.tag == "body":
                top = parent
                break
    if top is None:
        return ()
    root = _grouped(top, below, 0)
    entries: list[MenuEntry] = []
    blocks = _Blocks()
    if isinstance(root, _Group):
        _collect(root, address, entries, blocks, 0, -1, "body")
    return tuple(entries)


def _anchor_name(anchor: Element) -> str:
    text = anchor.text
    if len(text) > 120:
        return ""
    name = entry_name(text)
    if not name:
        name = entry_name(anchor.attr("title") or "")
        if not name and (image := anchor.find("img")) is not None:
            name = entry_name(image.attr("alt") or "")
    return name


def _grouped(element: Element, below: dict[Element, list[Element]], depth: int) -> _Part:
    """The element as a part: runs of single-branch elements are passed through."""
    while True:
        branches = below.get(element)
        if branches is None:
            return element
        if len(branches) == 1 and not _text_before(element, branches[0]):
            if element.tag in ("ul", "ol", "dl", "dd") and branches[0].tag in ("li", "a", "dd"):
                break
            element = branches[0]
            continue
        break
    group = _Group(element)
    if depth > MOST_DEPTH:
        return group
    for branch in branches:
        if heading := _text_before(element, branch):
            group.parts.append(_Heading(heading))
        group.parts.append(_grouped(branch, below, depth + 1))
    return group


def _text_before(parent: Element, branch: Element) -> str:
    """The short text that stands directly before `branch` in its parent and is no link; empty where there is none."""
    node = branch.previous_sibling
    for _ in range(4):
        if node is None:
            return ""
        if isinstance(node, Text):
            text = node.data
            if not text.strip():
                node = node.previous_sibling
                continue
            return entry_name(text) if branch.tag in ("ul", "ol", "dl", "div") else ""
        if isinstance(node, Element):
            if node.tag in ("script", "style", "br", "img", "link", "input"):
                node = node.previous_sibling
                continue
            if node.tag not in _HEADINGS or node.find("a") is not None:
                return ""
            text = node.text
            if len(text) > 80:
                return ""
            if not text.strip():
                node = node.previous_sibling
                continue
            return entry_name(text)
        node = node.previous_sibling
    return ""


class _Blocks:
    __slots__ = ("count",)

    def __init__(self) -> None:
        self.count = 0


def _collect(
    group: _Group,
    address: Callable[[str], str],
    entries: list[MenuEntry],
    blocks: _Blocks,
    level: int,
    block: int,
    region: Region,
) -> None:
    """Entries of a group and below, depth first; a part that heads the next group stands one level above it."""
    region = _region_of(group.element, region)
    parts = group.parts
    if block < 0 and _is_menu(group):
        block = blocks.count
        blocks.count += 1
        level = 0
    heads_all = _heads_line(parts)
    for index, part in enumerate(parts):
        if isinstance(part, _Group):
            headed = index > 0 and not isinstance(parts[index - 1], _Group) and _heads(parts, index)
            _collect(part, address, entries, blocks, level + 1 if headed and block >= 0 else level, block, region)
            continue
        own_block = block
        if block < 0:
            # A heading or link that stands before a menu opens it.
            if index + 1 < len(parts) and isinstance(parts[index + 1], _Group) and _heads(parts, index + 1):
                following = parts[index + 1]
                assert isinstance(following, _Group)
                own_block = blocks.count
                blocks.count += 1
                entries.append(_entry(part, address, 0, own_block, region))
                _collect(following, address, entries, blocks, 1, own_block, region)
                parts[index + 1] = _Group(group.element)
            elif (
                index > 0
                and isinstance(part, Element)
                and isinstance(parts[index - 1], _Heading)
                and is_more(part.text)
            ):
                # A box's title with its "more" link: the title names what the link leads to.
                own_block = blocks.count
                blocks.count += 1
                entries.append(_entry(parts[index - 1], address, 0, own_block, region))
                entries.append(_entry(part, address, 0, own_block, region))
            continue
        here = level + 1 if heads_all and index > 0 else level
        entries.append(_entry(part, address, here, own_block, region))


def _heads(parts: list[_Part], index: int) -> bool:
    """Whether the part before `index` heads the group at `index` alone: no link stands beside it on its own level."""
    before = parts[index - 1]
    if isinstance(before, _Heading):
        return True
    group = parts[index]
    if isinstance(group, _Group) and _is_led(group.parts):
        return False
    return index == 1 or isinstance(parts[index - 2], _Group)


def _is_led(parts: list[_Part]) -> bool:
    """Whether a group brings its own heading: a text, a link before a group, or the first link of a site map's line."""
    if not parts:
        return False
    if isinstance(parts[0], _Heading):
        return True
    if isinstance(parts[0], _Group):
        return False
    return (len(parts) == 2 and isinstance(parts[1], _Group)) or _heads_line(parts)


def _heads_line(parts: list[_Part]) -> bool:
    """A site map's line: the first link is bold or a term and the others are not, or a heading stands first."""
    if len(parts) < 2 or any(isinstance(part, _Group) for part in parts):
        return False
    first = parts[0]
    if isinstance(first, _Heading):
        return not any(isinstance(part, _Heading) for part in parts[1:])
    rest = [part for part in parts[1:] if isinstance(part, Element)]
    return _is_bold(first) and not any(_is_bold(part) for part in rest)


def _is_bold(part: _Part) -> bool:
    if not isinstance(part, Element):
        return False
    parent = part.parent
    if isinstance(parent, Element) and parent.tag in ("strong", "b", "dt", "h2", "h3", "h4", "th"):
        return True
    return part.find(_BOLD[0]) is not None or part.find(_BOLD[1]) is not None


def _is_menu(group: _Group) -> bool:
    """Links of one list: most branches are links themselves or a link with its own group."""
    links = sum(1 for part in group.parts if isinstance(part, Element))
    groups = [part for part in group.parts if isinstance(part, _Group)]
    if links >= 2 and links >= len(groups):
        return True
    led = [part for part in groups if part.parts and not isinstance(part.parts[0], _Group)]
    return group.element.tag in ("ul", "ol", "dl") and bool(groups) and len(led) + links >= 2


@lru_cache(maxsize=4096)
def _marked_region(marks: str) -> Region | None:
    """The region that an element's class and id name; None where they name none."""
    return next((name for pattern, name in _REGIONS if pattern.search(marks)), None)


def _region_of(element: Element, region: Region) -> Region:
    if region == "footer":
        return region
    tag = element.tag
    if tag == "footer":
        return "footer"
    if tag == "nav":
        return "nav"
    node: Element = element
    for _ in range(3):
        marks = f"{node.attr('class') or ''} {node.attr('id') or ''}"
        if marks != " " and (named := _marked_region(marks)) is not None:
            return named
        parent = node.parent
        if not isinstance(parent, Element) or parent.tag == "body":
            break
        node = parent
    return region


def _entry(part: _Part, address: Callable[[str], str], level: int, block: int, region: Region) -> MenuEntry:
    if isinstance(part, _Heading):
        return MenuEntry(part.name, "", level, block, region, link=False)
    assert isinstance(part, Element)
    href = part.attr("href") or ""
    url = address(href) if href else ""
    if not url and (other := part.attr("oldsrc")):
        url = address(other)
    if not url and (called := _CALLED.search(part.attr("onclick") or "")):
        url = address(called.group(1))
    return MenuEntry(_anchor_name(part), url, level, block, region)
