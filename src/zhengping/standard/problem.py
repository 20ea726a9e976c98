"""What a breach of an edition's rules is, and how figures and kinds are written in messages."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from zhengping.standard.model import Kind

Path = tuple[str | int, ...]
"""Where a value stands: keys and list positions from the top of the file."""

KIND_NAMES: dict[Kind, str] = {"base": "基础", "bonus": "加分", "deduction": "扣分"}


@dataclass(frozen=True)
class Problem:
    """What is wrong at `path`, and what to do about it; both in Chinese, for the author of the edition."""

    path: Path
    wrong: str
    remedy: str


def show(value: Fraction) -> str:
    """An exact number as a reader writes it: 2, 0.5, 1/3."""
    decimal = f"{value.numerator / value.denominator:g}"
    return decimal if Fraction(decimal) == value else str(value)
