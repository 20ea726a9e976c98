"""One row of a list: its title, date, mark of being pinned, and cells."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any

import turbohtml
from turbohtml import Element

from zhengping.reading.anchors import Anchor
from zhengping.reading.document import single_spaced
from zhengping.reading.row_dates import split_date, whole_date, without_date

_WEAK = re.compile(
    r"[\[【(（<>»›+·]*\s*(?:更多|more|详细|详情|详细信息|查看|查看详情|查看全文|查看更多|阅读全文|全文|点击查看|点击进入|进入|下载|点击下载|"
    r"附件下载|下载附件|打印|关闭|收藏|预览|在线办理|查看原文|阅读更多|展开|\+|»|>+|·|…|\.+)[\]】)）>…\s.]*",
    re.I,
)
_CUT = re.compile(r"(?:…|\.{2,}|。。。|．．)\s*$")
_PINNED_TEXT = re.compile(r"[\[【(（<〔]?\s*(?:置顶|顶置)\s*[\]】)）>〕]?")
_PINNED_MARK = re.compile(r"zhiding|(?:^|[/_\-\s])(?:is[-_]?top|stick(?:y|ed)?|ontop|to_?top|zd)(?:$|[\s_.\-\d])", re.I)
_BULLET = re.compile(r"^(?:[·•●○■□◆◇▪▶►»>\-*]\s*)+")
_TITLE_PART = re.compile(r"标题[：:]\s*([^\n\r]+)")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "dt", "strong", "b")
MOST_ROW_TEXT = 1_500
_FEWEST_ALIKE = 3


class Item:
    """A row while it is read: the element it fills, its title's link, and all links in it."""

    __slots__ = (
        *("anchor", "anchors", "cells", "date_scripted", "day", "element", "label", "month_day"),
        *("path", "pinned", "raw"),
    )

    def __init__(self, anchor: Anchor, path: list[Any]) -> None:
        self.anchor = anchor
        self.anchors = [anchor]
        self.path = path
        self.element: Element = anchor.element
        self.raw = ""
        self.label = anchor.text
        self.day: date | None = None
        self.month_day = ""
        self.pinned = False
        self.cells: tuple[str, ...] = ()
        self.date_scripted = False


class Block:
    """Rows that stand under one another, the element around them, and a table's heading row."""

    __slots__ = ("container", "header", "items")

    def __init__(self, container: Any, items: list[Item], header: tuple[str, ...] = ()) -> None:
        self.container = container
        self.items = items
        self.header = header


@lru_cache(maxsize=8192)
def is_weak_text(text: str) -> bool:
    """Whether a link's text names no document: 更多, 详细, 下载 and the like."""
    return _WEAK.fullmatch(text) is not None


def is_weak(item: Item) -> bool:
    """Whether neither text nor title of a row's link names a document."""
    return is_weak_text(item.anchor.text) and len(item.anchor.title) < 5


def read_block(block: Block) -> None:
    """Reads titles, dates, marks and cells of a block's rows in place."""
    for item in block.items:
        _read_item(item)
    items = block.items
    if len(items) >= _FEWEST_ALIKE and all(item.pinned for item in items):
        # A mark that every row bears is the template's (热门, new) and pins none.
        for item in items:
            item.pinned = False
    if items[0].element.tag == "tr":
        _read_table(block)
    undated = sum(1 for item in items if item.day is None and not item.month_day)
    if undated * 2 > len(items) and items[0].element.tag not in ("tr", "li", "td"):
        _read_dates_beside(block)


def _read_item(item: Item) -> None:
    text = item.element.text
    anchor = item.anchor
    own = anchor.element.text
    if len(text) > MOST_ROW_TEXT:
        text = text[:MOST_ROW_TEXT]
    item.label = _title_beside(item) if is_weak(item) else title_of_anchor(anchor)
    label, day_in_label = without_date(item.label)
    outside = text.replace(own, " ", 1) if own else text
    if any(map(str.isdigit, outside)):
        item.day = whole_date(outside)
    if item.day is None and day_in_label is None and any(map(str.isdigit, text)):
        strings = [piece for raw in item.element.strings if (piece := raw.strip())]
        if len(strings) > 1:
            item.day, item.month_day = split_date(strings)
            if item.day is None and not item.month_day and len(own) > len(item.label) + 4:
                item.day = whole_date(own.replace(item.label, " ", 1))
    if day_in_label is not None:
        item.label = label
        item.day = item.day or day_in_label
    elif item.day is None and anchor.title and _TITLE_PART.search(anchor.title):
        item.day = whole_date(anchor.title)
    if "置顶" in text or "顶置" in text:
        item.pinned = True
        item.label = _PINNED_TEXT.sub("", item.label).strip()
    else:
        item.pinned = _is_marked_pinned(item.element)
    item.label = _BULLET.sub("", item.label)


def _title_beside(item: Item) -> str:
    """The title of a row whose link only says 查看 or 下载: its longest words that are no date."""
    pieces = [" ".join(raw[:400].split()) for raw in item.element.strings]
    words = [piece for piece in pieces if piece and not _is_date_only(piece) and not is_weak_text(piece)]
    return max(words, key=len, default=item.anchor.text)


def title_of_anchor(anchor: Anchor) -> str:
    """The whole title of a link: its heading where it holds more than a title, its `title` where the text is cut."""
    element = anchor.element
    text = anchor.text
    children = element.children
    if len(children) > 1 or (children and not isinstance(children[0], turbohtml.Text)):
        text = _heading_within(element) or text
    title = anchor.title
    if title:
        part = _TITLE_PART.search(title)
        if part:
            title = part.group(1)
        elif "\n" in title:
            title = title.strip().split("\n")[0]
        title = single_spaced(title)
        stem = _CUT.sub("", text).strip()
        if not stem:
            return title
        if len(title) > len(stem) and (title.startswith(stem[:12]) or stem[:8] in title):
            return title
    return text


def _heading_within(element: Element) -> str:
    """The title among the parts of a link that also holds a summary or a date; empty where it is all title."""
    for tag in _HEADINGS[:7]:
        heading = element.find(tag)
        if heading is not None:
            text = single_spaced(heading.text)
            if len(text) > 1 and not split_date([text])[0] and not text.isdigit():
                return text
    blocks = element.find_all(["div", "p", "span", "i", "em", "font", "label"])
    if not blocks:
        return ""
    strings = [piece for raw in element.strings if (piece := single_spaced(raw))]
    words = [piece for piece in strings if not _is_date_only(piece)]
    if len(words) == len(strings) and all(block.tag in ("span", "font", "i", "em") for block in blocks):
        return ""
    if len(words) <= 1 or all(block.tag in ("span", "font", "i", "em") for block in blocks):
        return "".join(words)
    for block in blocks:
        if "title" in (block.attr("class") or "") or "tit" in (block.attr("class") or "").split():
            text = single_spaced(block.text)
            if text:
                return text
    return words[0] if len(words[0]) > 3 else max(words[:3], key=len)


def _is_date_only(piece: str) -> bool:
    if not any(map(str.isdigit, piece)):
        return False
    found, month_day = split_date([piece])
    return bool(found or month_day) or bool(re.fullmatch(r"[\[(（]?[\d\-/.年月日:： ]+[\])）]?", piece))


def _is_marked_pinned(row: Element) -> bool:
    marked = row.attr("class")
    if marked and _PINNED_MARK.search(marked):
        return True
    picture = row.find("img")
    if picture is None:
        return False
    source = (picture.attr("src") or "").rpartition("/")[2]
    return bool(_PINNED_MARK.search(source)) or "置顶" in (picture.attr("alt") or "")


def _read_table(block: Block) -> None:
    """Cells and heading row of a table; its heading says which column is the title and which the date."""
    table = block.container
    first = block.items[0].element
    header: tuple[str, ...] = ()
    node = first.previous_sibling
    rows_before = 0
    while node is not None and rows_before < 3:
        if type(node) is Element and node.tag == "tr":
            rows_before += 1
            header = _cells(node)
        node = node.previous_sibling
    if not header and isinstance(table, Element) and table.tag == "tbody" and isinstance(table.parent, Element):
        head = table.parent.find("thead")
        row = head.find("tr") if head is not None else None
        header = _cells(row) if row is not None else ()
    if len(header) > 1:
        block.header = header
    column = next(
        (
            place
            for place, name in enumerate(header)
            if re.search("发布|公布|公开", name) and re.search("日期|时间", name)
        ),
        -1,
    )
    for item in block.items:
        if item.element.tag != "tr":
            continue
        item.cells = _cells(item.element)
        if 0 <= column < len(item.cells):
            item.day = whole_date(item.cells[column]) or item.day


def _cells(row: Element) -> tuple[str, ...]:
    return tuple(
        " ".join(cell.text[:MOST_ROW_TEXT].split())
        for cell in row.children
        if type(cell) is Element and cell.tag in ("td", "th")
    )


def _read_dates_beside(block: Block) -> None:
    """Dates that stand between the rows of a flat list: `<a>title</a> <span>date</span> <br>`, `<dt>` and `<dd>`."""
    if block.container is None:
        return
    place_of = {id(item.element): place for place, item in enumerate(block.items)}
    between: list[tuple[int, date | None, str]] = []
    current = -1
    for node in block.container.children:
        place = place_of.get(id(node))
        if place is not None:
            current = place
            continue
        text = node.data if type(node) is turbohtml.Text else node.text if type(node) is Element else ""
        text = text.strip()
        if not text or len(text) > 400 or not any(map(str.isdigit, text)):
            continue
        found = whole_date(text)
        month_day = ""
        if found is None:
            found, month_day = split_date([piece for raw in text.split("\n") if (piece := raw.strip())])
        if found or month_day:
            between.append((current, found, month_day))
    if not between:
        return
    shift = 1 if between[0][0] == -1 and between[-1][0] < len(block.items) - 1 else 0
    for place, found, month_day in between:
        if 0 <= place + shift < len(block.items):
            item = block.items[place + shift]
            if item.day is None and not item.month_day:
                item.day, item.month_day = found, month_day
