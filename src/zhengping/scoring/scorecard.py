"""The scorecard: every figure exact, rounded only when printed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any


def two_decimals(value: Fraction) -> str:
    """Rounds half up (away from zero) to two decimals: 1.005 -> "1.01", -0.004 -> "0.00"."""
    numerator, denominator = value.numerator, value.denominator
    cents = (abs(numerator) * 200 + denominator) // (2 * denominator)
    sign = "-" if numerator < 0 and cents else ""
    return f"{sign}{cents // 100}.{cents % 100:02d}"


@dataclass(frozen=True, slots=True)
class IndicatorScore:
    """The score of one indicator. A deduction's score is negative; `reasons` are Chinese sentences."""

    code: str
    name: str
    weight: Fraction
    effective_weight: Fraction
    applicable: bool
    score: Fraction
    score_possible: Fraction
    reasons: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """The indicator as the score contract prints it."""
        return {
            "code": self.code,
            "name": self.name,
            "weight": two_decimals(self.weight),
            "effective_weight": two_decimals(self.effective_weight),
            "applicable": self.applicable,
            "score": two_decimals(self.score),
            "score_possible": two_decimals(self.score_possible),
            "reasons": list(self.reasons),
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
            "pending": list(self.pending),
            "rules": list(self.rules),
        }
