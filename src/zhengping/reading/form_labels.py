"""The words that name a control of a form: its label, the words before it, the question above a choice."""

from __future__ import annotations

import re
from typing import Any

import turbohtml
from turbohtml import Element

from zhengping.reading.document import single_spaced
from zhengping.reading.form_purposes import CHOICES

CONTROLS = ("input", "textarea", "select", "button")
MOST_NEAR = 200
_LONGEST_BLOCK = 30
"""Characters of a block of its own before a field that are its label; a longer one is a text above it."""

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "table",
        "ul",
        "ol",
        "dl",
        "form",
        "fieldset",
        "section",
        "article",
        "header",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "br",
        "tr",
        "td",
        "th",
        "li",
    ]
)


def label_of(control: Element, kind: str, labels: dict[str, str]) -> tuple[str, bool]:
    """(label, whether it says that the field must be filled): <label>, placeholder, or the words before the field."""
    identity = control.attr("id")
    if kind in CHOICES:
        question = _question_above(control)
        if question:
            return question, False
    text = labels.get(identity, "") if identity else ""
    before = text or _words_before(control)
    if not before:
        before = single_spaced(control.attr("placeholder") or control.attr("title") or "")
        if not before and kind == "text":
            before = single_spaced(control.attr("value") or "")
    marked = "*" in before or "＊" in before or "必填" in before
    label = re.sub(r"[*＊：:()（）\s]+$|^[*＊\s]+", "", before)
    return label[-60:], marked


def _question_above(control: Element) -> str:
    """The question that a choice belongs to: the words before the first choice of its name."""
    node: Any = control.parent
    name = control.attr("name")
    for _ in range(5):
        if not isinstance(node, Element) or node.tag in ("form", "body"):
            break
        first = node.find("input", attrs={"name": name}) if name else None
        words = single_spaced(node.text)
        if first is not None and words:
            before = _text_before(node, first)
            if len(before) > 3:
                return before[-120:]
        node = node.parent
    return ""


def _text_before(box: Element, control: Element) -> str:
    parts = []
    for node in box.descendants:
        if node is control:
            break
        if isinstance(node, turbohtml.Text):
            parts.append(node.data)
    return single_spaced("".join(parts))


def _words_before(control: Element) -> str:
    """The words directly before a field: earlier in its cell, in the cell before, or in the element before its box."""
    node: Any = control
    for _ in range(3):
        sibling = node.previous_sibling
        parts: list[str] = []
        while sibling is not None:
            if isinstance(sibling, Element):
                if sibling.tag in CONTROLS or sibling.find(list(CONTROLS)) is not None:
                    break
                if sibling.tag in _BLOCKS and sibling.tag not in ("br", "td", "th"):
                    # A block of its own is the label only where it is short; a text above the field is none.
                    words = sibling.text if not "".join(parts).strip() else ""
                    if len(words) <= _LONGEST_BLOCK:
                        parts.append(words)
                    elif words:
                        return ""
                    if words.strip() or "".join(parts).strip():
                        break
                elif sibling.tag not in ("script", "style"):
                    parts.append(sibling.text[:200])
            elif isinstance(sibling, turbohtml.Text):
                parts.append(sibling.data)
            sibling = sibling.previous_sibling
        words = single_spaced(" ".join(reversed(parts)))
        if words:
            return words
        node = node.parent
        if not isinstance(node, Element) or node.tag in ("form", "body", "tr", "table"):
            break
    return ""


def inline_words(control: Element, *, forward: bool) -> str:
    """The words beside a control on its line, after it or before it, up to the next block."""
    parts: list[str] = []
    node = control.next_sibling if forward else control.previous_sibling
    while node is not None and len(parts) < 6:
        if isinstance(node, Element):
            if node.tag in _BLOCKS:
                break
            if node.tag not in ("script", "style"):
                parts.append(node.text[:MOST_NEAR])
        elif isinstance(node, turbohtml.Text):
            parts.append(node.data[:MOST_NEAR])
        node = node.next_sibling if forward else node.previous_sibling
    return single_spaced(" ".join(parts if forward else reversed(parts)))
