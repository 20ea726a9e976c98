"""Forms as they stand in a page: fields with their labels, and by these the purpose. Nothing is ever sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import turbohtml
from turbohtml import Element

from zhengping.reading.anchors import joiner_of
from zhengping.reading.document import Document, single_spaced
from zhengping.reading.facts import Field, Form
from zhengping.reading.form_labels import CONTROLS, MOST_NEAR, inline_words, label_of
from zhengping.reading.form_purposes import CHOICES, purpose_of

_MOST_FIELDS = 200
_MOST_TEXT = 1_500
_CAPTCHA = re.compile(
    r"验证码|校验码|captcha|checkcode|verif(?:y|ication)_?code|vcode|yzm|randcode|authcode|validcode", re.I
)
_SILENT: list[Any] = ["script", "style", "option"]
_PAGE = frozenset({"body", "html", "form"})
_MOST_AROUND_ONE = 400
"""Characters that a box may hold beside a single control."""

_MOST_BOX = 1_200
"""Characters that a box of controls may hold; more is the page around them."""

_BUTTON_KINDS = frozenset({"submit", "button", "image", "reset"})


def read_forms(document: Document) -> tuple[Form, ...]:
    """The page's forms; controls outside any <form> that a button's script sends are one form by their nearest box."""
    if not document.by_tag("form") and not document.by_tag("input") and not document.by_tag("textarea"):
        return ()
    inside: dict[Element, list[Element]] = {form: [] for form in document.by_tag("form")}
    outside: list[Element] = []
    for control in document.tree.select(",".join(CONTROLS))[: _MOST_FIELDS * 5]:
        form = _form_around(control)
        (inside.setdefault(form, []) if form is not None else outside).append(control)
    forms = []
    for element, controls in inside.items():
        if len(inside) == 1 and _holds_the_page(element):
            forms += [_read_form(document, box, None, members) for box, members in _boxes(controls)]
        elif controls:
            forms.append(_read_form(document, element, element, controls))
    forms += [_read_form(document, box, None, members) for box, members in _boxes(outside)]
    return tuple(form for form in forms if form is not None)


def _form_around(control: Element) -> Element | None:
    node: Any = control.parent
    while isinstance(node, Element):
        if node.tag == "form":
            return node
        node = node.parent
    return None


def _holds_the_page(form: Element) -> bool:
    """ASP.NET wraps the whole page into one form: its real forms are the boxes inside."""
    return form.find("input", attrs={"name": "__VIEWSTATE"}) is not None or len(form.find_all("a")) > 40


def _boxes(controls: list[Element]) -> list[tuple[Element, list[Element]]]:
    """Controls without a form of their own, by the box that holds them together with a button."""
    boxes: dict[Any, list[Element]] = {}
    for control in controls:
        if control.tag == "input" and (control.attr("type") or "").lower() == "hidden":
            continue
        box: Any = control.parent
        for _ in range(6):
            above = box.parent if isinstance(box, Element) else None
            if (
                not isinstance(above, Element)
                or box.tag in _PAGE
                or above.tag in _PAGE
                or len(above.text) > _MOST_AROUND_ONE
            ):
                break
            if len(box.find_all(list(CONTROLS), limit=3)) >= 2:
                break
            box = above
        boxes.setdefault(box, []).append(control)
    return [(box, members) for box, members in _merged(boxes) if any(_is_entry(member) for member in members)]


def _merged(boxes: dict[Any, list[Element]]) -> list[tuple[Element, list[Element]]]:
    """Boxes that stand close under one element, as the rows of one questionnaire do, are one."""
    if len(boxes) < 2:
        return [(box, members) for box, members in boxes.items() if isinstance(box, Element)]
    merged: dict[Any, list[Element]] = {}
    for box, members in boxes.items():
        outer: Any = box
        for _ in range(3):
            above = outer.parent if isinstance(outer, Element) else None
            if not isinstance(above, Element) or above.tag in ("body", "form", "html"):
                break
            if sum(1 for other in boxes if other is not box and _is_inside(other, above)) >= 1:
                outer = above
                break
            outer = above
        merged.setdefault(outer, []).extend(members)
    return [(box, members) for box, members in merged.items() if isinstance(box, Element)]


def _is_inside(node: Any, above: Element) -> bool:
    for _ in range(4):
        if node is above:
            return True
        if not isinstance(node, Element):
            return False
        node = node.parent
    return False


def _is_entry(control: Element) -> bool:
    kind = (control.attr("type") or "text").lower()
    return control.tag in ("textarea", "select") or (
        control.tag == "input" and kind not in _BUTTON_KINDS and kind != "hidden"
    )


_read_before: dict[tuple[str, str], Form | None] = {}
_MOST_REMEMBERED = 256


def _read_form(document: Document, box: Element, form: Element | None, controls: list[Element]) -> Form | None:
    """A form; remembered by its source, because the search box of a site stands on all its pages."""
    if form is None:
        return _reading(document, box, form, controls)
    action = form.attr("action") or ""
    key = (form.html, joiner_of(document).join(action) if action else "")
    if key not in _read_before:
        if len(_read_before) >= _MOST_REMEMBERED:
            _read_before.clear()
        _read_before[key] = _reading(document, box, form, controls)
    return _read_before[key]


def _reading(document: Document, box: Element, form: Element | None, controls: list[Element]) -> Form | None:
    fields: list[Field] = []
    buttons: list[str] = []
    choices: dict[str, int] = {}
    labels = _labels(box) if box.find("label") is not None else {}
    for control in controls[:_MOST_FIELDS]:
        field = _read_field(control, labels)
        if field is None:
            continue
        if field.kind in CHOICES:
            choices[field.name] = choices.get(field.name, 0) + 1
            if choices[field.name] > 1:
                continue
        if field.kind == "submit":
            buttons.append(field.label)
        fields.append(field)
    if not any(field.kind not in ("submit", "hidden") for field in fields):
        return None
    raw = (form.attr("action") or "").strip() if form is not None else ""
    action = joiner_of(document).join(raw) if raw else ""
    method = ((form.attr("method") if form is not None else "") or ("get" if form is not None else "script")).lower()
    text = _visible_text(box) if form is not None or not _is_wide(box) else _near_text(controls)
    name = (
        f"{(form or box).attr('name') or ''} {(form or box).attr('id') or ''} {(form or box).attr('class') or ''} {raw}"
    )
    purpose = purpose_of(fields, buttons, text, name)
    if purpose == "other" and form is None and not buttons and all(field.kind == "select" for field in fields):
        return None
    return Form(action=action, method=method, fields=tuple(fields), purpose=purpose, text=text)


def _is_wide(box: Element) -> bool:
    """Whether a box holds much of the page beside its controls: what stands there says nothing of them."""
    return box.tag in _PAGE or len(box.text) > _MOST_BOX


def _near_text(controls: list[Element]) -> str:
    """The words on the lines of the controls: the neighbours of each up to the next block."""
    parts: list[str] = []
    for control in controls:
        parts.append(inline_words(control, forward=False))
        parts.append(inline_words(control, forward=True))
    return single_spaced(" ".join(dict.fromkeys(part for part in parts if part)))[:MOST_NEAR]


def _labels(box: Element) -> dict[str, str]:
    return {identity: single_spaced(label.text) for label in box.find_all("label") if (identity := label.attr("for"))}


def _visible_text(box: Element) -> str:
    if box.tag == "body":
        return _read_visible_text(box)
    source = box.html
    text = _texts.get(source)
    if text is None:
        if len(_texts) >= _MOST_REMEMBERED:
            _texts.clear()
        text = _texts[source] = _read_visible_text(box)
    return text


_texts: dict[str, str] = {}
"""Source of a form -> its text: the search box of a site stands on all its pages."""


def _read_visible_text(box: Element) -> str:
    parts: list[str] = []
    size = 0
    for raw in _shown_strings(box):
        words = raw.split()
        if words:
            parts.append(" ".join(words))
            size += len(parts[-1])
            if size > _MOST_TEXT:
                break
    return " ".join(parts)[:_MOST_TEXT]


def _shown_strings(box: Element) -> Iterator[str]:
    """The texts below a box in document order, without those of scripts, styles and options."""
    silent = box.find_all(_SILENT)
    if any(len(element.children) > 1 for element in silent):
        yield from _strings_outside(box)
        return
    # Each holds one text at most: they are passed over as they come, in the same order.
    waiting = iter([text for element in silent if (text := element.text)])
    passed = next(waiting, None)
    for text in box.strings:
        if text == passed:
            passed = next(waiting, None)
        else:
            yield text


def _strings_outside(box: Element) -> Iterator[str]:
    for node in box.descendants:
        if isinstance(node, turbohtml.Text):
            parent = node.parent
            if not isinstance(parent, Element) or parent.tag not in _SILENT:
                yield node.data


def _read_field(control: Element, labels: dict[str, str]) -> Field | None:
    tag = control.tag
    attributes = control.attrs
    name = str(attributes.get("name") or attributes.get("id") or "")
    kind = (
        tag
        if tag in ("textarea", "select")
        else (str(attributes.get("type") or ("submit" if tag == "button" else "text"))).lower()
    )
    if kind in _BUTTON_KINDS:
        if kind == "reset":
            return None
        label = (
            attributes.get("value")
            or attributes.get("alt")
            or attributes.get("title")
            or (control.text if tag == "button" else "")
        )
        return Field(name=name, kind="submit", label=single_spaced(str(label))[:40])
    if kind == "hidden":
        return Field(name=name, kind="hidden")
    if kind not in ("textarea", "select", "file", "password", "checkbox", "radio"):
        kind = "text"
    label, marked = label_of(control, kind, labels)
    hint = f"{name} {label} {attributes.get('placeholder') or ''}"
    if kind == "text" and _CAPTCHA.search(hint):
        kind = "captcha"
    required = (
        marked or "required" in attributes or bool(re.search("required|notnull", str(attributes.get("class") or "")))
    )
    return Field(name=name, kind=kind, label=label, required=required)
