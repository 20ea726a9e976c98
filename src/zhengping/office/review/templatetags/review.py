"""Figures of the review as pages show them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django import template

register = template.Library()


@register.filter
def weighed(number: Fraction | None) -> str:
    """A weight to two decimals at most, half up; a dash for none."""
    if number is None:
        return "—"
    text = f"{(Decimal(number.numerator) / number.denominator).quantize(Decimal('0.01'), ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".") or "0"


@register.filter
def machine_state(state: str) -> str:
    """What the machine's state of a point means."""
    return {
        "judged": "机器判定",
        "suggested": "机器建议，须人工判断",
        "person": "须人工判断",
        "blocked": "网页拒绝访问，无法判断",
        "failed": "程序出错，无法判断",
        "not-applicable": "不适用",
    }.get(state, state)
