"""The page bar of a list: page numbers, 下一页, 尾页, and what hides their addresses."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from turbohtml import Element

from zhengping.reading.anchors import anchors_of, joiner_of
from zhengping.reading.document import Document, single_spaced
from zhengping.reading.lists import blocks_of
from zhengping.reading.page_rules import Step
from zhengping.reading.script_text import script_text

TEXT_PAGES = re.compile(
    r"共\s*(\d{1,5})\s*页|第\s*\d+\s*(?:页)?\s*[/／]\s*(?:共\s*)?(\d{1,5})\s*页?|(?:页次|页码|页数|当前页?)[：:]?\s*第?\s*\d+\s*页?\s*[/／]\s*(\d{1,5})"
    r"|总页数[：:]?\s*(\d{1,5})|(?<![\d/／\-.])\d{1,4}\s*[/／]\s*(\d{1,5})\s*页|总共\s*(\d{1,5})\s*页|分\s*(\d{1,5})\s*页"
)
BARE_OF = re.compile(r"(?<![\d/／\-.])(\d{1,4})\s*[/／]\s*(\d{1,5})(?![\d/／\-.])")
TEXT_ROWS = re.compile(
    r"(?:总?共(?:有|计)?|合计|总计)\s*(\d{1,7})\s*(?:条|篇|项|件|则|个记录|个(?!页)|封|笔)|(?:总记录数?|记录总数|总条数|信息总数|总数)[：:]?\s*(\d{1,7})"
)
TEXT_CURRENT = re.compile(
    r"(?:当前|目前)?第\s*(\d{1,5})\s*(?:页|[/／])|(?:页次|页码|当前页?)[：:]?\s*第?\s*(\d{1,5})\s*页?\s*[/／]"
)
_NEXT = re.compile(r"\W*(?:下一?[页頁]|后一?页|next(?:\s*page)?|下页|[>›»＞]+)\W*", re.I)
_MAY_BE_NEXT = re.compile("[页頁]|ext|ast|NEXT|LAST")
_LAST = re.compile(r"\W*(?:尾\s*页|末\s*页|最[后末]一?页|last(?:\s*page)?|尾頁)\W*", re.I)
_FIRST = re.compile(r"\W*(?:首\s*页|第一页|first(?:\s*page)?)\W*", re.I)
_TOTAL = re.compile(r"总\s*(?:数|记录|条)|total\s*record", re.I)
_NUMBER = re.compile(r"\W{0,2}(\d{1,5})\W{0,2}|第\s*(\d{1,5})\s*页")
_BOX = re.compile(
    r"(?:^|[\s_\-])(?:page[rs]?|pagination|pag(?:e|ing)\w*|fenye|fy|pz_fy|pageinfo|page_?div|laypage|yema|digg|quotes|manu|flickr|easyui-pagination)(?:$|[\s_\-\d])",
    re.I,
)
_BOX_SELECTOR = (
    "[class*=page],[id*=page],[class*=pagi],[id*=pagi],[class*=fenye],[id*=fenye],[class*=Page],[id*=Page],[class*=fy]"
)
_CALLED = re.compile(r"(?:javascript:)?\s*(?:return\s+)?([A-Za-z_$][\w$.]*)\s*\(\s*['\"]?([^)'\"]*)")
_PASSED_OVER = frozenset({"void", "document", "window", "history"})
_PUT_TOGETHER = r"""["']([^"'\n]*[=/_\-])["']\s*\+\s*%s\s*(?:\+\s*["']([^"'\n]*)["'])?"""


class Bar(NamedTuple):
    """The page bar: its links that say a page number, its text, next and last address, what hides the rest, and the
    highest number and the total of rows that it shows."""

    steps: list[Step]
    text: str
    next_url: str
    last_url: str
    current: int
    hidden: str
    highest: int
    rows: int = 0


def page_bar(document: Document) -> Bar | None:
    """The page bar, found by its link 下一页 or 尾页, or by its class; of several that with the most links."""
    boxes: dict[int, Element] = {}
    for element, word in _words(document):
        if not (_NEXT.fullmatch(word) or _LAST.fullmatch(word)):
            continue
        box = _box_around(element)
        if box is not None:
            boxes.setdefault(id(box), box)
    if not boxes and blocks_of(document):
        for element in document.tree.select(_BOX_SELECTOR)[:40]:
            words = f"{element.attr('class') or ''} {element.attr('id') or ''}"
            if _BOX.search(words) and len(element.text) < 600 and _looks_like_a_bar(element):
                boxes.setdefault(id(element), element)
    if not boxes:
        tail = (
            [line for line in document.lines if len(line) < 80 and "页" in line and TEXT_PAGES.search(line)]
            if blocks_of(document)
            else []
        )
        return Bar([], " ".join(tail[-2:]), "", "", 0, "", 0) if tail else None
    bars = [_read_bar(document, box) for box in boxes.values()]
    return max(
        bars,
        key=lambda bar: (len({step.url for step in bar.steps}), bool(bar.next_url), bool(bar.hidden), len(bar.text)),
    )


@lru_cache(maxsize=8192)
def _may_be_next(text: str) -> bool:
    return 0 < len(text) < 15 and _MAY_BE_NEXT.search(text) is not None


def _words(document: Document) -> list[tuple[Element, str]]:
    """Short words of links and buttons that may be 下一页 or 尾页."""
    words = [(anchor.element, anchor.text) for anchor in anchors_of(document) if _may_be_next(anchor.text)]
    for element in document.by_tag("input", "button"):
        word = (element.attr("value") or "") if element.tag == "input" else element.text
        if word and len(word) < 15 and _MAY_BE_NEXT.search(word):
            words.append((element, word))
    if not words:
        for element in document.by_tag("a", "span", "li"):
            if len(element.children) == 1 and len(word := element.text) < 15 and _MAY_BE_NEXT.search(word):
                words.append((element, word))
    return words


def _looks_like_a_bar(element: Element) -> bool:
    words = [single_spaced(anchor.text) for anchor in element.find_all("a")]
    numbers = sum(1 for word in words if _NUMBER.fullmatch(word))
    text = element.text
    return numbers >= 2 or TEXT_PAGES.search(text) is not None or TEXT_ROWS.search(text) is not None


def _box_around(anchor: Element) -> Element | None:
    """The element that holds the whole bar: the highest around 下一页 with little text."""
    box: Any = anchor.parent
    best = box if isinstance(box, Element) else None
    for _ in range(4):
        if not isinstance(box, Element) or box.tag == "body":
            break
        if len(single_spaced(box.text)) > 260 and box.find("select") is None:
            break
        best = box
        box = box.parent
    return best


def _read_bar(document: Document, box: Element) -> Bar:
    join = joiner_of(document).join
    steps: list[Step] = []
    next_url = last_url = hidden = ""
    current = highest = rows = 0
    previous = 0
    for element in box.find_all(["a", "span", "em", "strong", "b", "li", "font", "i"]):
        word = single_spaced(element.text)
        if not word or len(word) > 16:
            continue
        number = _NUMBER.fullmatch(word)
        if number and (total := _total(element)):
            rows = rows or total
            continue
        if element.tag != "a":
            if (
                number
                and element.find("a") is None
                and (
                    _is_marked_current(element)
                    or (previous and int(number.group(1) or number.group(2)) == previous + 1 and not current)
                )
            ):
                current = int(number.group(1) or number.group(2))
                highest = max(highest, current) if _is_marked_current(element) else highest
            continue
        url, why = _target(document, element, join)
        if number:
            value = int(number.group(1) or number.group(2))
            previous = value
            highest = max(highest, value)
            if _is_marked_current(element) or (not url and not why and not current and not element.attr("href")):
                current = value
            if url:
                steps.append(Step(value, url))
            hidden = hidden or why
        elif _NEXT.fullmatch(word) and word not in (">>", "»"):
            next_url = url or next_url
            hidden = hidden or why
        elif _LAST.fullmatch(word):
            last_url = url or last_url
            hidden = hidden or why
        elif _FIRST.fullmatch(word) and url:
            steps.append(Step(1, url))
    for option in box.find_all("option"):
        address = (option.attr("value") or "").strip()
        shown = _NUMBER.fullmatch(single_spaced(option.text))
        if shown:
            number_shown = int(shown.group(1) or shown.group(2))
            highest = max(highest, number_shown)
            if "." in address or "/" in address or "=" in address:
                steps.append(Step(number_shown, join(address)))
            if "selected" in option.attrs:
                current = current or number_shown
    return Bar(steps, single_spaced(box.text), next_url, last_url, current, hidden, highest, rows)


def _total(element: Element) -> int:
    """The total of rows, where a number of the bar is that by its title (<a title="总数"><b>48</b></a>); else 0."""
    for node in (element, element.parent):
        if not isinstance(node, Element) or node.tag not in ("a", "span") or node.attr("href"):
            continue
        digits = re.search(r"\d+", node.text) if _TOTAL.search(node.attr("title") or "") else None
        if digits is not None:
            return int(digits.group())
    return 0


def _is_marked_current(element: Element) -> bool:
    for node in (element, element.parent):
        if isinstance(node, Element) and node.tag in ("a", "span", "li", "em", "strong", "b", "font", "i"):
            name = (node.attr("class") or "").lower()
            if name and re.search(r"cur|active|\bon\b|here|sel|now|this|thispage|hover", name):
                return True
            if (node.tag == "font" and node.attr("color")) or "color" in (node.attr("style") or ""):
                return True
    return False


def _target(document: Document, anchor: Element, join: Any) -> tuple[str, str]:
    """(address, what hides it) of a link of the bar."""
    href = (anchor.attr("href") or "").strip()
    onclick = (anchor.attr("onclick") or "").strip()
    if href and href[0] != "#" and not href.lower().startswith("javascript:"):
        return join(href), ""
    script = onclick or href[11:]
    if "__doPostBack" in script:
        return "", "post"
    called = _CALLED.match(script)
    if called and called.group(1).split(".")[0] not in _PASSED_OVER:
        template = _template_of(document, called.group(1).rpartition(".")[2])
        argument = called.group(2).strip()
        if template is None:
            return "", "script"
        if argument.isdigit() and template[0]:
            return join(template[0] + argument + template[1]), ""
        return "", "post" if template == ("", "") else "script"
    if "location" in script or "open" in script:
        quoted = re.search(r"""["']([^"']+)["']""", script)
        if quoted:
            return join(quoted.group(1)), ""
    return "", "script" if script and "void" not in script and script.strip("; ") else ""


def _template_of(document: Document, name: str) -> tuple[str, str] | None:
    """How a page function of the script makes an address: ("list.jsp?page=", ""); ("", "") where it posts a form."""
    text = script_text(document)
    place = re.search(
        rf"function\s+{re.escape(name)}\s*\(\s*(\w+)|\b{re.escape(name)}\s*=\s*function\s*\(\s*(\w+)", text
    )
    if not place:
        return None
    parameter = place.group(1) or place.group(2)
    body = text[place.end() : place.end() + 800]
    following = re.search(r"\n\s*function\s", body)
    body = body[: following.start()] if following else body
    made = re.search(_PUT_TOGETHER % re.escape(parameter), body)
    if made and ("location" in body or "open" in body) and "ajax" not in body:
        return made.group(1), made.group(2) or ""
    return ("", "") if ".submit(" in body else None
