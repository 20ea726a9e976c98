"""The rows of list pages: title, address, date, block by block, whatever elements they are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import turbohtml
from turbohtml import Element

from zhengping.reading.anchors import Anchor, anchors_of, click_anchors
from zhengping.reading.data_rows import data_anchors
from zhengping.reading.document import Document
from zhengping.reading.facts import Row
from zhengping.reading.records import record_anchors
from zhengping.reading.row_dates import WHOLE
from zhengping.reading.row_hints import read_hints
from zhengping.reading.rows import MOST_ROW_TEXT, Block, Item, is_weak, is_weak_text, read_block

_PAGER = re.compile(
    r"(?:\d+|[<>«»‹›|＜＞]+|\[?\d+\]|首\s*页|上一?[页頁]|下一?[页頁]|尾\s*页|末\s*页|最[后末]一?页|前一?页|后一?页|第\d+页|\.{2,}|…|"
    r"跳转|转到|go|确定|prev(?:ious)?|next|first|last|返回顶部|返回首页|网站首页)",
    re.I,
)
_NEIGHBOUR = re.compile(r"\W*(?:[上下]一?[篇条则](?:\W|$)|[上下前后]一[篇条则])")
_NO_TITLE = re.compile(r"\{\{|^[A-Za-z]?[0-9a-fA-F_\-]{10,}(?:\.\w{2,4})?$")
_RELATED = re.compile(
    r"^\W*(?:相关(?:新闻|文章|信息|阅读|文档|稿件|内容|报道|推荐)|热点(?:新闻|文章|推荐)?|推荐阅读|为您推荐|点击排行|猜你喜欢)"
)
_LONG_LABEL = 8
_MOST_TITLE = 200
_MOST_BESIDE = 40
"""Characters that may stand beside the title in a list of one row: date, source, a category."""
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|jpe?g|png)(?:$|\?)", re.I)
_MOST_ANCHORS_READ = 1_500


def read_rows(document: Document) -> tuple[Row, ...]:
    """The rows of all lists in the page's body, in order; `block` counts the lists. Menus, breadcrumbs, side menus,
    link farms and "related" boxes are left out; rows without a known address keep an empty `url`."""
    rows = []
    for number, block in enumerate(blocks_of(document)):
        for item in block.items:
            rows.append(
                Row(
                    url=item.anchor.url,
                    title=item.label,
                    day=item.day,
                    month_day=item.month_day,
                    pinned=item.pinned,
                    block=number,
                    cells=item.cells,
                    date_scripted=item.date_scripted,
                )
            )
    return tuple(rows)


def blocks_of(document: Document) -> list[Block]:
    """The page's lists with their elements, worked out once a page."""
    blocks: list[Block] | None = document.shared.get("blocks")
    if blocks is None:
        blocks = []
        anchors = [anchor for anchor in anchors_of(document)[:_MOST_ANCHORS_READ] if anchor.region in ("body", "list")]
        if not document.oversized:
            blocks = _blocks(anchors, document)
            blocks = blocks or _blocks(click_anchors(document), document)
        if record_anchors(document):
            blocks += _blocks(record_anchors(document), None, lenient=True)
        if not blocks and not document.oversized:
            blocks = _blocks(data_anchors(document), None)
        for block in blocks:
            for item in block.items:
                for anchor in item.anchors:
                    anchor.is_list_row = True
        document.shared["blocks"] = blocks
    return blocks


def _blocks(anchors: Iterable[Anchor], document: Document | None, lenient: bool = False) -> list[Block]:
    """`document`: the page whose attributes may hold dates of the rows; None where they cannot."""
    items = _items(anchors)
    _widen(items)
    items = _merge_rows(items)
    grouped: dict[Any, list[Item]] = {}
    for item in items:
        grouped.setdefault(_container(item.element), []).append(item)
    blocks = []
    for container, members in grouped.items():
        if len(members) == 1:
            _shrink(members[0])
        block = Block(container, members)
        read_block(block)
        read_hints(block.items, document)
        _drop_repeats(block)
        if _is_list(block, lenient) and not _is_related(block):
            blocks.append(block)
    return _joined(blocks)


def _items(anchors: Iterable[Anchor]) -> list[Item]:
    """One item for each run of links with the same target or, where the target is unknown, the same text."""
    items: list[Item] = []
    last_key = ""
    for anchor in anchors:
        text = anchor.text
        if (not text and not anchor.title and not anchor.url) or anchor.current:
            continue
        if text and _is_no_title(text):
            continue
        key = anchor.url or text
        path = list(anchor.element.ancestors)
        path.reverse()
        path.append(anchor.element)
        if items and key == last_key and _share_a_row(items[-1].path, path):
            item = items[-1]
            item.anchors.append(anchor)
            if len(text) > len(item.anchor.text) and not is_weak_text(text):
                item.anchor, item.path = anchor, path
            continue
        items.append(Item(anchor, path))
        last_key = key
    return items


@lru_cache(maxsize=8192)
def _is_no_title(text: str) -> bool:
    """Whether a link's text is a page number, 下一页, 上一篇 and the like."""
    return _NEIGHBOUR.match(text) is not None or (len(text) < 14 and _PAGER.fullmatch(text) is not None)


def _share_a_row(one: list[Any], other: list[Any]) -> bool:
    """Whether two links with the same target stand close: a few levels of each other, and in no two rows."""
    common = _common_depth(one, other)
    if len(one) - common > 5 or len(other) - common > 5:
        return False
    return not any(type(node) is Element and node.tag in ("li", "tr") for node in (*one[common:], *other[common:]))


def _common_depth(one: list[Any], other: list[Any]) -> int:
    depth = 0
    for left, right in zip(one, other, strict=False):
        if left is not right:
            break
        depth += 1
    return depth


def _widen(items: list[Item]) -> None:
    """Give each item the largest element that holds no other item's link."""
    before = 0
    for place, item in enumerate(items):
        after = _common_depth(item.path, items[place + 1].path) if place + 1 < len(items) else 0
        depth = max(before, after, 3)
        item.element = item.path[min(depth, len(item.path) - 1)]
        before = after


def _merge_rows(items: list[Item]) -> list[Item]:
    """Within one <li> or <tr>, a title and lesser links (category, download) are one row; several titles are not."""
    rows: list[Item] = []
    place = 0
    while place < len(items):
        row = _nearest_row(items[place])
        end = place + 1
        if row is not None:
            while end < len(items) and any(node is row for node in items[end].path):
                end += 1
        members = items[place:end]
        place = end
        if row is None:
            rows += [item for item in members if not is_weak(item)]
            continue
        if len(members) == 1:
            item = members[0]
            if is_weak(item):
                if row.tag != "tr" and not _says_a_title(row, item):
                    continue
                item.element = row
            rows.append(item)
            continue
        strong = [item for item in members if not is_weak(item)]
        longest = max(strong or members, key=lambda item: len(item.anchor.text))
        length = len(longest.anchor.text)
        rivals = [item for item in strong if len(item.anchor.text) >= _LONG_LABEL and item is not longest]
        if len(members) <= 5 and not rivals and (length >= _LONG_LABEL or (row.tag == "tr" and not strong)):
            longest.element = row
            longest.anchors = [anchor for item in members for anchor in item.anchors]
            rows.append(longest)
        else:
            rows += strong
    return rows


def _says_a_title(row: Element, item: Item) -> bool:
    """Whether a row whose link says 查看 or 下载 has a title of its own beside it."""
    text = "".join(row.text[:MOST_ROW_TEXT].split())
    return _LONG_LABEL <= len(text) - len(item.anchor.text) <= _MOST_TITLE


def _nearest_row(item: Item) -> Element | None:
    """The <li> or <tr> closest around an item, unless the item's own element already holds it whole."""
    for node in reversed(item.path):
        if type(node) is Element and node.tag in ("li", "tr"):
            return node
    return None


def _container(row: Element) -> Any:
    parent = row.parent
    if row.tag in ("td", "th") and isinstance(parent, Element):
        return parent.parent or parent
    return parent


def _shrink(item: Item) -> None:
    """A lone item may have been widened to half the page: take the smallest element around it that shows a date."""
    for node in reversed(item.path[3:]):
        if type(node) is not Element:
            continue
        text = node.text
        if len(text) > MOST_ROW_TEXT or node is item.element:
            break
        if node.tag in ("li", "tr") or (node is not item.anchor.element and WHOLE.search(text)):
            item.element = node
            return
    if len(item.element.text) > MOST_ROW_TEXT or item.element.find("script") is not None:
        item.element = item.anchor.element


def _drop_repeats(block: Block) -> None:
    """A headline that the list repeats below it is one row: the first, with the date of the second."""
    kept: dict[str, Item] = {}
    items = []
    for item in block.items:
        earlier = kept.get(item.anchor.url) if item.anchor.url else None
        if earlier is None or earlier.label[:10] != item.label[:10]:
            kept[item.anchor.url] = item
            items.append(item)
        elif earlier.day is None and not earlier.month_day:
            earlier.day, earlier.month_day = item.day, item.month_day
    block.items = items


def _is_list(block: Block, lenient: bool) -> bool:
    """Whether linked lines are a list of items rather than a menu: they carry dates, or titles of some length."""
    items = block.items = [
        item
        for item in block.items
        if len(item.label) > 1 and not _NO_TITLE.search(item.label) and not _is_neighbour(item.element)
    ]
    if not items:
        return False
    if lenient:
        return True
    if len(items) == 1 and not _is_lone_row(items[0]):
        return False
    dated = sum(1 for item in items if item.day or item.month_day)
    if dated * 2 >= len(items):
        return True
    if len(items) < 2:
        return False
    own = sum(len(item.label) for item in items)
    if own < 10 * len(items):
        return False
    if items[0].element.tag in ("li", "tr"):
        return True
    return sum(len(" ".join(item.element.text.split())) for item in items) < 2 * own and items[0].element.tag != "p"


def _is_neighbour(row: Element) -> bool:
    """Whether a row is 上一篇 or 下一篇 of an article, the words standing before the link."""
    if _NEIGHBOUR.match(row.text[:40].strip()):
        return True
    before = row.previous_sibling
    return (
        before is not None
        and not isinstance(before, turbohtml.Comment)
        and "一" in (text := before.text[-12:] if isinstance(before, Element) else getattr(before, "data", "")[-12:])
        and _NEIGHBOUR.match(text.strip()) is not None
    )


def _is_lone_row(item: Item) -> bool:
    """Whether a single link is a list of one row: with little else beside its date, and no file within a text."""
    beside = len("".join(item.element.text.split())) - len(item.label)
    if item.element.tag in ("p", "h1", "h2", "strong", "span") or _FILE.search(item.anchor.url):
        return item.element.tag in ("li", "tr") and beside < _MOST_BESIDE
    return beside < _MOST_BESIDE + (len(item.label) if item.element.tag == "a" else 0)


def _is_related(block: Block) -> bool:
    """Whether the block is a box of related or much-read pages."""
    node = block.container
    for _ in range(2):
        if not isinstance(node, Element) or node.tag == "body":
            return False
        if _RELATED.match(node.text[:80].strip()[:20]):
            return True
        node = node.parent
    return False


def _joined(blocks: list[Block]) -> list[Block]:
    """Lists that were cut into pieces (a new <ul> every five rows) are one; tabs and neighbouring lists are not.

    Pieces follow one another under the same element, look alike, and their dates go on where the last ended.
    """
    joined: list[Block] = []
    for block in blocks:
        if joined and _goes_on(joined[-1], block):
            joined[-1].items += block.items
            joined[-1].container = block.container
        else:
            joined.append(block)
    return joined


def _goes_on(one: Block, other: Block) -> bool:
    before, after = one.container, other.container
    if not (type(before) is Element and type(after) is Element) or before.tag != after.tag:
        return False
    if before.parent is not after.parent or before.attr("class") != after.attr("class"):
        return False
    last = next((item.day for item in reversed(one.items) if item.day), None)
    first = next((item.day for item in other.items if item.day), None)
    if last is None or first is None:
        return len(other.items) == 1 and len(one.items) == 1
    return first <= last
