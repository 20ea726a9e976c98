"""The breadcrumb (当前位置): the path of columns from the home page to this one."""

from __future__ import annotations

import re
from functools import lru_cache

from turbohtml import Element, Text

from zhengping.reading.anchors import joiner_of
from zhengping.reading.document import Document, single_spaced
from zhengping.reading.facts import Crumb

_LABEL = re.compile(
    r"(?:您|你)?(?:现|目前)?(?:当前|所在|现在|在)?的?(?:所在|当前)?(?:的)?(?:位\s*置|栏目)\s*(?:是|为|在)?\s*[:：>»]"
    r"|当前位置|所在位置|您的位置|您现在的位置"
)
_SEPARATOR = re.compile(r"\s*(?:-{1,2}>|={1,2}>|—>|>{1,2}|＞{1,2}|»|›|→|⇒|/|\\|｜|\||·|—|–|\s[-－]\s|::)\s*")
_CRUMB_WORDS = re.compile(
    r"crumb|curmb|bread|position|location|dqwz|weizhi|currchnl|place|lujing|"
    r"[.#](?:wz|path|local|dz|nowpos|sitepath|navpath)(?: |$)",
    re.I,
)
_ENDS = frozenset(
    {
        *(
            "正文",
            "详情",
            "内容",
            "详细内容",
            "信息内容",
            "文章正文",
            "详细信息",
            "内容详情",
            "文章内容",
            "列表",
            "查看",
        ),
        *("信息详情", "浏览文章", "详细页", "内容页", "阅读"),
    }
)
_HOMES = frozenset({"首页", "网站首页", "主页", "本站首页", "返回首页", "网站主页", "门户首页", "Home", "home"})
_PLAIN = re.compile(r"(?:网站|本站|返回)?(?:首页|主页) ?(?:>|＞|»|›|→|-{1,2}>|&gt;) ?\S")
_LONGEST_PREFIX = 10
"""Characters that stand before 位置 or 栏目 in a label at most."""
_LONGEST = 240
_MOST_CRUMBS = 10
_MOST_LABELS = 6
_MOST_LINKS = 1_500
_FIRST_LINES = 300
_SILENT = ("script", "style", "title", "option")


def read_crumbs(document: Document) -> tuple[Crumb, ...]:
    """The steps of the breadcrumb from the home page on, as they stand; empty where there is none.

    Found by its label (当前位置, 您所在的位置 …) in the page's text, else by the class names that crumbs
    have, where the first step is a home page. Steps that only say "text" (正文, 详情) are left out.
    """
    if crumbs := _of_lines(document):
        return crumbs
    for element in _labelled(document):
        if crumbs := _climb(document, element):
            return crumbs
    for element in [element for element, words in document.named if _names_a_crumb(words)][:12]:
        crumbs = _steps(document, element)
        if len(crumbs) > 1 and crumbs[0].name in _HOMES:
            return crumbs
    return _without_label(document)


@lru_cache(maxsize=8192)
def _names_a_crumb(words: str) -> bool:
    """Whether the class and id of an element are those of a breadcrumb; pages of a site share their words."""
    return _CRUMB_WORDS.search(words) is not None


def _without_label(document: Document) -> tuple[Crumb, ...]:
    """The steps of a short line that runs 首页 > … by arrows, with nothing to name it; menus use other separators."""
    if not any(_PLAIN.match(line) for line in document.lines[:80] if len(line) <= _LONGEST):
        return ()
    for link in document.by_tag("a")[:150]:
        parent = link.parent
        if len(link.text) >= 8 or single_spaced(link.text) not in _HOMES or not isinstance(parent, Element):
            continue
        if len(parent.text) < _LONGEST and _PLAIN.match(single_spaced(parent.text)):
            return _steps(document, parent)
    return ()


def _of_lines(document: Document) -> tuple[Crumb, ...]:
    """The steps in the first line that begins with a breadcrumb's label, or names it before arrows; the usual case.

    The addresses are those of the links that follow one another with the steps' names.
    """
    for line in document.lines[:_FIRST_LINES]:
        if "置" not in line or len(line) > _LONGEST or not (label := _label_in(line)):
            continue
        names = _names(line[label.end() :])
        if len(names) > 1 or (names and label.start() == 0 and _SEPARATOR.search(line[label.end() :])):
            return _addressed(document, names)
    return ()


def _label_in(line: str) -> re.Match[str] | None:
    """The first label, looked for only from shortly before the characters without which there is none."""
    places = [place for place in (line.find("位"), line.find("栏目")) if place >= 0]
    return _LABEL.search(line, max(0, min(places) - _LONGEST_PREFIX)) if places else None


def _names(text: str) -> list[str]:
    return [name for part in _SEPARATOR.split(text) if (name := part.strip(" :：>»[]【】"))]


def _addressed(document: Document, names: list[str]) -> tuple[Crumb, ...]:
    """The steps with their addresses: of the runs of links that carry the names in order, the longest."""
    wanted = names[0]
    links = document.links
    best: dict[str, Element] = {}
    for start, (link, text) in enumerate(links[:_MOST_LINKS]):
        if wanted not in text or len(text) > _LONGEST or single_spaced(text) != wanted:
            continue
        run = {wanted: link}
        for name, (following, words) in zip(names[1:], links[start + 1 : start + len(names)], strict=False):
            if single_spaced(words[:_LONGEST]) != name:
                break
            run[name] = following
        # Of runs of one length the last; but a page bar's 首页 that leads nowhere does not displace a link that does.
        if len(run) > len(best) or (len(run) == len(best) and (_address(document, link) or len(run) > 1)):
            best = run
    steps = [name for name in names if name not in _ENDS][:_MOST_CRUMBS]
    return tuple(Crumb(name, _address(document, best[name]) if name in best else "") for name in steps)


def _labelled(document: Document) -> list[Element]:
    """The elements in whose own text a breadcrumb's label stands."""
    text = document.text
    if "置" not in text and "所在栏目" not in text:
        return []
    found = []
    for node in document.tree.descendants:
        if type(node) is Text and ("置" in (text := node.data) or "栏目" in text) and len(text) < 4 * _LONGEST:
            parent = node.parent
            if isinstance(parent, Element) and parent.tag not in _SILENT and _LABEL.search(parent.text[: 4 * _LONGEST]):
                found.append(parent)
                if len(found) >= _MOST_LABELS:
                    break
    return found


def column_name(crumbs: tuple[Crumb, ...], title: str = "") -> str:
    """The name of the column that the page stands in: the last step that is neither the page's own title nor the home
    page."""
    for crumb in reversed(crumbs):
        if crumb.name and crumb.name != title and crumb.name not in _HOMES:
            return crumb.name
    return ""


def _climb(document: Document, element: Element) -> tuple[Crumb, ...]:
    """The steps in the smallest element around the label that holds any."""
    for _ in range(4):
        crumbs = _steps(document, element)
        if crumbs:
            return crumbs
        parent = element.parent
        if not isinstance(parent, Element):
            return ()
        element = parent
    return ()


def _steps(document: Document, element: Element) -> tuple[Crumb, ...]:
    text = single_spaced(element.text)
    if len(text) > _LONGEST:
        return ()
    addresses: dict[str, str] = {}
    for link in element.find_all("a"):
        name = single_spaced(link.text)
        if name and name not in addresses:
            addresses[name] = _address(document, link)
    label = _LABEL.search(text)
    if label:
        text = text[label.end() :].lstrip(" :：>»")
    names = _split_by_links(_names(text), addresses)
    crumbs = [Crumb(name, addresses.get(name, "")) for name in names if name not in _ENDS][:_MOST_CRUMBS]
    return tuple(crumbs)


def _split_by_links(names: list[str], addresses: dict[str, str]) -> list[str]:
    """Names again by the links' texts, where the separator is a picture or a blank and two links run together."""
    result: list[str] = []
    for name in names:
        rest = name
        while rest and rest not in addresses:
            head = next((text for text in addresses if rest.startswith(text)), "")
            if not head:
                break
            result.append(head)
            rest = rest[len(head) :].strip()
        if rest:
            result.append(rest)
    return result


def _address(document: Document, link: Element) -> str:
    href = (link.attr("href") or "").strip()
    if not href or href.startswith(("javascript:", "#")):
        return ""
    return joiner_of(document).join(href)
