"""What stands around a search's results: classes to choose from, orders, the total, what it would rather be asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote_plus, urljoin, urlsplit

from turbohtml import Element

from zhengping.reading.document import Document, single_spaced

_COUNT = re.compile(r"\s*[（(\[]?\s*\d[\d,]*\+?\s*(?:条|个|项)?\s*[）)\]]?$")
_TOTALS = (
    re.compile(
        r"(?:共|约|找到|搜索到|检索到|查询到|搜到|结果|记录)[^\d。；;]{0,24}?(\d[\d,]*)\s*(?:条|个|项|篇|件|则)"
    ),
    re.compile(
        r"(\d[\d,]*)\s*(?:条|个|项|篇|件)\s*(?:相关|匹配|符合)?的?(?:搜索|检索|查询)?(?:结果|记录|信息|数据|内容)"
    ),
    re.compile(r"(?:结果|记录|信息)(?:总?数|总?计|共)?[：:为]?\s*(\d[\d,]*)(?!\d|[-年/.]\d)"),
)
_MOST_SET = 40
_LONGEST_LABEL = 14
_LONGEST_SORT = 10
_SCOPES = re.compile(
    r"标题|正文|全文|一天|一周|一个?月|一年|三天|时间|日期|排序|年内|天内|页|相关度|相关性|精确|模糊|字号"
)
_ALL = re.compile(r"^(?:全部|所有|综合|全站|不限|全部(?:结果|分类|类型|信息))$")


@dataclass(frozen=True)
class SearchWords:
    """The edition's words by which answers are read.

    `classes`: parts of names of result classes; `relevance`, `time`: labels of orders; `nothing`: what a page says
    that found nothing; `corrections`: what stands before a better question.
    """

    classes: tuple[str, ...]
    relevance: tuple[str, ...]
    time: tuple[str, ...]
    nothing: tuple[str, ...]
    corrections: tuple[str, ...]


def total_of(text: str) -> int:
    """How many results the page states; -1 where it states none."""
    for pattern in _TOTALS:
        if found := pattern.search(text):
            return int(found[1].replace(",", ""))
    return -1


def choices_of(document: Document, body: Element, query: str, words: SearchWords) -> list[tuple[str, ...]]:
    """Sets of neighbouring labels that narrow the results to a class: with counts, or asking the same search again."""
    found = []
    for box in body.find_all(["ul", "ol", "dl", "div", "p", "td", "tr", "nav", "section", "form", "fieldset"]):
        children = [child for child in box.children if isinstance(child, Element)]
        if not 2 <= len(children) <= _MOST_SET:
            continue
        texts = [single_spaced(child.text) for child in children]
        shown = [text for text in texts if text]
        if len(shown) < 2 or any(len(text) > _LONGEST_LABEL for text in shown):
            continue
        labels = tuple(dict.fromkeys(_COUNT.sub("", text).strip("：:· ") for text in shown))
        labels = tuple(label for label in labels if len(re.sub(r"\W|\d", "", label)) >= 2)
        if len(labels) >= 2 and _are_classes(labels, words) and _narrow(document, children, shown, query):
            found.append(labels)
    return found


def _are_classes(labels: tuple[str, ...], words: SearchWords) -> bool:
    if any(_SCOPES.search(label) for label in labels):
        return False
    named = sum(any(word in label for word in words.classes) for label in labels)
    return named >= 2 or (named >= 1 and any(_ALL.match(label) for label in labels))


def _narrow(document: Document, children: list[Element], shown: list[str], query: str) -> bool:
    """Whether labels act on the results: they are counted, ask this search again, or are pressed on this page."""
    if sum(bool(re.search(r"\d", _tail(text))) for text in shown) >= 2:
        return True
    acting = 0
    for child in children:
        link = child if child.tag == "a" else child.find("a")
        reference = (link.attr("href") or "").strip() if isinstance(link, Element) else ""
        if not reference or reference.startswith(("#", "javascript:")):
            acting += isinstance(link, Element) or _pressed(child)
        else:
            acting += _asks_again(urljoin(document.base, reference), document.url, query)
    return acting * 3 >= len(children) * 2 and acting >= 2


def _tail(text: str) -> str:
    found = _COUNT.search(text)
    return found[0] if found else ""


def _pressed(child: Element) -> bool:
    pressed = child.attr("data-press") is not None or child.attr("onclick") is not None
    return pressed or child.tag in ("button", "label") or child.select_one("[data-press],button") is not None


def _asks_again(url: str, page: str, query: str) -> bool:
    one, other = urlsplit(url), urlsplit(page)
    same = (one.netloc, one.path) == (other.netloc, other.path) and bool(one.query or one.fragment)
    return same or (len(query) > 1 and query in unquote_plus(url))


def sorts_of(body: Element, words: SearchWords) -> list[str]:
    """Labels of orders that a visitor may choose (按相关度, 按时间)."""
    found = []
    for element in body.find_all(["a", "li", "span", "button", "label", "option", "div", "i", "input"]):
        if any(isinstance(child, Element) and child.text.strip() for child in element.children):
            continue
        text = single_spaced(element.text or (element.attr("value") or "" if element.tag == "input" else ""))
        if 0 < len(text) <= _LONGEST_SORT and any(word in text for word in (*words.relevance, *words.time)):
            found.append(text)
    return found


def correction_of(body: Element, query: str, words: SearchWords) -> str:
    """What the page proposes instead of the question (您要找的是不是…), else the empty string."""
    for lead in words.corrections:
        for element in body.find_all(True):
            text = single_spaced(element.text)
            if lead not in text or len(text) > 400:
                continue
            if any(isinstance(child, Element) and lead in child.text for child in element.children):
                continue  # a deeper element says it
            after = text.split(lead, 1)[1]
            following = element.next_sibling
            while not after.strip("：:“” ") and following is not None:
                after = single_spaced(
                    following.text if isinstance(following, Element) else str(getattr(following, "data", ""))
                )
                following = following.next_sibling
            if proposed := _proposed(after, query):
                return proposed
    return ""


def _proposed(after: str, query: str) -> str:
    quoted = re.search(r"[“\"「『‘']([^”\"」』’']{2,60})[”\"」』’']", after[:80])
    plain = quoted[1] if quoted else re.split(r"[？?。；;，,\s]|的(?:搜索|检索|查询)?结果", after.lstrip("：:“” "))[0]
    plain = plain.strip("：:“”\"' ")[:60]
    return "" if plain == query.strip() else plain
