"""Labels with their words where only the page's structure binds them: a tab with its pane, a term with its description,
two elements side by side.

In the lines of the text a bar of tabs stands apart from what each of them opens, and `<span>label</span><span>words`
runs together; a service guide made so cannot be read from its lines.
"""

from __future__ import annotations

import re

from turbohtml import Element, Text

from zhengping.reading.document import Document, single_spaced
from zhengping.reading.regions import regions_of

PICTURE = "（图）"
"""Stands for the words of a part that is a picture."""

_HINT = re.compile("条件|材料|资料|流程|程序|时限|期限|依据|收费|须知|对象|注意")
"""Only for speed: pages with fewer kinds of these words than a guide has are passed over."""
_FEWEST_HINTS = 2
_LONGEST_LABEL = 16
_LONGEST_WORDS = 600
_LONGEST_TAB = 12
_TABS = range(3, 15)
_MUCH = 200
"""Characters that may still be a label with much space around it; of more, the beginning tells."""
_MOST_BOXES = 3_000
_MOST_PAIRS = 80
_CLIMB = 3
_SILENT = frozenset({"script", "style", "br", "hr", "link", "input"})
_LABEL_TAGS = frozenset({"b", "strong", "label", "em", "dt", "h2", "h3", "h4", "h5", "h6"})
_BOXES = ("div", "li", "p", "dd", "section", "td")
_TARGETS = ("data-target", "data-id", "data-tab", "aria-controls", "rel", "href")


def read_labelled(document: Document) -> tuple[tuple[str, str], ...]:
    """(label, words) in the order of the page; the words of a picture alone are `PICTURE`."""
    if document.oversized or len(set(_HINT.findall(document.text))) < _FEWEST_HINTS:
        return ()
    found = dict.fromkeys([*_tabs(document), *_pairs(document)])
    return tuple(found)[:_MOST_PAIRS]


def _children(element: Element) -> list[Element]:
    return [child for child in element.children if isinstance(child, Element) and child.tag not in _SILENT]


def _words(element: Element) -> str:
    words = single_spaced(element.text)[:_LONGEST_WORDS]
    if not words and (element.tag == "img" or element.find("img") is not None):
        return PICTURE
    return words


def _tabs(document: Document) -> list[tuple[str, str]]:
    """Bars of short labels, each with the pane that it opens: by the pane's id, else as many panes as labels."""
    regions = regions_of(document)
    found: list[tuple[str, str]] = []
    for bar in document.by_tag("ul", "ol", "div", "dl", "tr", "nav")[:_MOST_BOXES]:
        children = bar.children
        if len(children) < _TABS.start:
            continue
        entries = [child for child in children if isinstance(child, Element) and child.tag not in _SILENT]
        if len(entries) not in _TABS:
            continue
        labels: list[str] = []
        for entry in entries:
            text = entry.text
            if len(text) > _MUCH and len(single_spaced(text[:_MUCH])) > _LONGEST_TAB + 1:
                break
            label = single_spaced(text)
            if not 2 <= len(label) <= _LONGEST_TAB:
                break
            labels.append(label)
        if len(set(labels)) != len(entries) or regions.of(bar) == "footer":
            continue
        panes = _panes_by_id(document, entries) or _panes_after(bar, len(entries))
        found += [(label, words) for label, pane in zip(labels, panes, strict=False) if (words := _words(pane))]
    return found


def _panes_by_id(document: Document, entries: list[Element]) -> list[Element]:
    panes: list[Element] = []
    for entry in entries:
        parts = [entry, *entry.find_all("a", limit=1)]
        names = [str(part.attr(name) or "").lstrip("#.") for part in parts for name in _TARGETS]
        pane = next((found for name in names if name and (found := _by_id(document, name)) is not None), None)
        if pane is None or pane is entry:
            return []
        panes.append(pane)
    return panes


def _by_id(document: Document, name: str) -> Element | None:
    ids: dict[str, Element] | None = document.shared.get("ids")
    if ids is None:
        ids = document.shared["ids"] = {
            str(identity): element for element, _ in reversed(document.named) if (identity := element.attr("id"))
        }
    return ids.get(name)


def _panes_after(bar: Element, number: int) -> list[Element]:
    """The panes below a bar: the children of the box after it, or the like elements that follow it."""
    node = bar
    for _ in range(_CLIMB):
        after = _following(node)
        for box in after[:2]:
            inner = box
            for _ in range(_CLIMB):
                panes = _children(inner)
                if len(panes) == number and len({pane.tag for pane in panes}) == 1:
                    return panes
                if len(panes) != 1:
                    break
                inner = panes[0]
        if len(after) >= number and len({(pane.tag, pane.attr("class")) for pane in after[:number]}) == 1:
            return after[:number]
        if len(after) == number and len({pane.tag for pane in after}) == 1:
            return after
        parent = node.parent
        if after or not isinstance(parent, Element) or parent.tag in ("body", "html"):
            break
        node = parent
    return []


def _following(element: Element) -> list[Element]:
    found: list[Element] = []
    node = element.next_sibling
    while node is not None and len(found) < 2 * _TABS.stop:
        if isinstance(node, Element) and node.tag not in _SILENT:
            found.append(node)
        node = node.next_sibling
    return found


def _pairs(document: Document) -> list[tuple[str, str]]:
    """Labels in the main text with the words beside them in the same box."""
    main = document.main
    if main is None:
        return []
    found: list[tuple[str, str]] = []
    for term in main.find_all("dt"):
        label = single_spaced(term.text)
        after = _following(term)[:1]
        if 2 <= len(label) <= _LONGEST_LABEL and after and after[0].tag == "dd" and (words := _words(after[0])):
            found.append((label, words))
    for box in main.find_all(list(_BOXES))[:_MOST_BOXES]:
        pair = _pair_of(box)
        if pair is not None:
            found.append(pair)
    return found


def _pair_of(box: Element) -> tuple[str, str] | None:
    """A box that begins with a label in an element of its own: one of two elements, or one set off by its tag."""
    first: Element | None = None
    for node in box.children:
        if isinstance(node, Text):
            if node.data.strip():
                return None
        elif isinstance(node, Element) and node.tag not in _SILENT:
            first = node
            break
    if first is None:
        return None
    label = single_spaced(first.text)
    if not 2 <= len(label) <= _LONGEST_LABEL:
        return None
    others = _following(first)
    if len(others) == 1:
        words = _words(others[0])
        return (label, words) if words else None
    if first.tag in _LABEL_TAGS:
        whole = single_spaced(box.text)
        words = whole.removeprefix(label).lstrip(" ：:")[:_LONGEST_WORDS]
        return (label, words) if words and len(words) < len(whole) else None
    return None
