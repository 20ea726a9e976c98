"""Words and figures as pages show them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zhengping.office.core.fields import plain

register = template.Library()


@register.filter
def value(number: Decimal | None) -> str:
    """A value of a point; a dash for none."""
    return plain(number) or "—"


@register.filter
def two(number: Decimal | None) -> str:
    """A score to two decimals, half up; a dash for none."""
    from decimal import ROUND_HALF_UP

    return "—" if number is None else f"{Decimal(number).quantize(Decimal('0.01'), ROUND_HALF_UP):f}"


@register.filter
def lookup(table: Any, key: Any) -> Any:
    """A table's entry; empty where there is none."""
    return table.get(key, "")


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of Tabler's icons from the local sprite, hidden from screen readers (the words stand beside it)."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="/static/office/icons.svg#{}"></use></svg>',
        name,
    )


@register.simple_tag(takes_context=True)
def query(context: dict[str, Any], **changed: Any) -> str:
    """The address's query with some parts changed (None removes one): for paging, sorting and filters."""
    request = context["request"]
    parts = request.GET.copy()
    for name, new in changed.items():
        if new is None or new == "":
            parts.pop(name, None)
        else:
            parts[name] = str(new)
    return f"?{parts.urlencode()}" if parts else "?"


@register.simple_tag(takes_context=True)
def widget(context: dict[str, Any], field: Any) -> SafeString:
    """A form field's control with Tabler's class for its kind, and its help and error tied to it."""
    kinds = {"CheckboxInput": "form-check-input", "Select": "form-select", "SelectMultiple": "form-select"}
    kind = type(field.field.widget).__name__
    attributes: dict[str, Any] = {}
    if kind not in ("RadioSelect", "CheckboxSelectMultiple"):
        attributes["class"] = f"{field.field.widget.attrs.get('class', '')} {kinds.get(kind, 'form-control')}".strip()
    if field.errors:
        attributes["class"] = f"{attributes.get('class', '')} is-invalid".strip()
        attributes["aria-invalid"] = "true"
    return field.as_widget(attrs=attributes)  # type: ignore[no-any-return]


@register.filter
def action_words(action: str) -> str:
    """An action of the record in words."""
    from zhengping.office.core.audit_words import action_words as words

    return words(action)
