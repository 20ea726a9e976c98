"""The scorecard: every figure exact, rounded only when printed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

Ratio = tuple[int, int]
"""Numerator and positive denominator, not reduced: thousands of scores a second leave no time to reduce each."""


def two_decimals(value: Fraction) -> str:
    """Rounds half up (away from zero) to two decimals: 1.005 -> "1.01", -0.004 -> "0.00"."""
    return printed(value.as_integer_ratio()).text


class Printed(NamedTuple):
    """An exact figure and how it is printed: two decimals, half up."""

    ratio: Ratio
    text: str


def printed(ratio: Ratio) -> Printed:
    """Rounds a ratio for printing, once; the ratio itself stays exact."""
    numerator, denominator = ratio
    cents = (abs(numerator) * 200 + denominator) // (2 * denominator)
    sign = "-" if numerator < 0 and cents else ""
    return Printed(ratio, f"{sign}{cents // 100}.{cents % 100:02d}")


class IndicatorScore(NamedTuple):
    """The score of one indicator. A deduction's score is negative; `reasons` are Chinese sentences."""

    code: str
    name: str
    weight_text: str
    effective_weight_text: str
    effective_weight: Fraction
    applicable: bool
    exact: Printed
    exact_possible: Printed
    reasons: tuple[str, ...]

    @property
    def score(self) -> Fraction:
        """The exact score; a pending point counts as 0."""
        return Fraction(*self.exact.ratio)

    @property
    def score_possible(self) -> Fraction:
        """The exact score if every pending point were fully met."""
        return Fraction(*self.exact_possible.ratio)

    def as_dict(self) -> dict[str, Any]:
        """The indicator as the score contract prints it."""
        return {
            "code": self.code,
            "name": self.name,
            "weight": self.weight_text,
            "effective_weight": self.effective_weight_text,
            "applicable": self.applicable,
            "score": self.exact.text,
            "score_possible": self.exact_possible.text,
            "reasons": self.reasons,
        }


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All figures of one assessment, exact. Rank on `total`, never on what is printed (score contract, rule 9)."""

    standard: str
    total: Fraction
    total_possible: Fraction
    base: Fraction
    base_possible: Fraction
    bonus: Fraction
    deductions: Fraction
    indicators: tuple[IndicatorScore, ...]
    pending: tuple[str, ...]
    rules: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """The scorecard as the score contract prints it."""
        return {
            "standard": self.standard,
            "total": two_decimals(self.total),
            "total_possible": two_decimals(self.total_possible),
            "base": two_decimals(self.base),
            "base_possible": two_decimals(self.base_possible),
            "bonus": two_decimals(self.bonus),
            "deductions": two_decimals(self.deductions),
            "indicators": [indicator.as_dict() for indicator in self.indicators],
            "pending": self.pending,
            "rules": self.rules,
        }
