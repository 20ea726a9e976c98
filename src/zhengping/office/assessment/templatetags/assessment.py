"""Words and figures of the self-assessment's pages."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import template

from zhengping.office.assessment import completeness
from zhengping.office.assessment.pictures import PICTURED
from zhengping.office.core.fields import plain
from zhengping.reading.private_numbers import masked_address, masked_numbers
from zhengping.reports.html import STATES
from zhengping.scoring import two_decimals

register = template.Library()
register.filter("anchor", completeness.anchor)


@register.filter
def masked(text: str) -> str:
    """Identity numbers, mobile numbers and bank cards of private persons starred."""
    return masked_numbers(text)


@register.filter
def masked_url(url: str) -> str:
    """The same in an address."""
    return masked_address(url)


@register.filter
def exactly(number: Fraction) -> str:
    """A weight or score to two decimals, half up."""
    return two_decimals(Fraction(number))


@register.filter
def value_or_nothing(number: Decimal | None) -> str:
    """A value as it stands in its box; empty for none."""
    return plain(number) if isinstance(number, Decimal) else ""


@register.filter
def size(count: int) -> str:
    """A file's size as people read it."""
    return f"{count / (1 << 20):.1f} MB" if count >= 1 << 20 else f"{-(-count // 1024)} KB"


@register.filter
def state_words(state: str) -> str:
    """What the machine's state is called."""
    return STATES.get(state, (state, ""))[0]


@register.filter
def state_means(state: str) -> str:
    """What the machine's state means for the value."""
    return STATES.get(state, ("", ""))[1]


@register.filter
def pictured(kind: str) -> bool:
    """Whether a preview can be made of this kind of file."""
    return kind in PICTURED


@register.filter
def places(evidence: list[dict[str, Any]]) -> list[str]:
    """The first addresses that a finding rests on."""
    found = [str(one.get("url") or "") for one in evidence if isinstance(one, dict)]
    return list(dict.fromkeys(url for url in found if url.startswith(("http://", "https://"))))[:5]
