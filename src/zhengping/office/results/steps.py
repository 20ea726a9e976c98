"""The score step by step, as one would work it out by hand: each point's share, value and product, then the sums."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from zhengping.office.core.fields import plain
from zhengping.scoring import Scorecard, two_decimals
from zhengping.standard.model import Edition, Indicator


@dataclass(frozen=True)
class PointStep:
    """One point: its part of the indicator's weight, the value, what it brings. `value` as text, 待定 or 不适用."""

    code: str
    name: str
    share: str
    value: str
    product: str


@dataclass(frozen=True)
class Step:
    """One indicator: `by_hand`: the sum of its points; `score`: the scorecard's; `note`: why they differ."""

    indicator: Indicator
    effective: str
    points: tuple[PointStep, ...]
    by_hand: str
    score: str
    reasons: tuple[str, ...]
    note: str
    same: bool


def steps(assessment: Mapping[str, Any], card: Scorecard, edition: Edition) -> list[Step]:
    """All indicators in the table's order."""
    values: Mapping[str, Any] = assessment.get("points", {})
    return [
        _base_step(edition.indicators[at], values, one)
        if edition.indicators[at].kind == "base"
        else _extra_step(edition.indicators[at], one)
        for at, one in enumerate(card.indicators)
    ]


def _base_step(indicator: Indicator, values: Mapping[str, Any], scored: Any) -> Step:
    """Weight times share times value, point by point."""
    shares = {point.code: point.share for point in indicator.points if values.get(point.code) != "na"}
    whole = sum(shares.values(), start=Fraction(0))
    found, total = [], Fraction(0)
    for point in indicator.points:
        value = values.get(point.code)
        if value == "na":
            found.append(PointStep(point.code, point.name, "0", "不适用", "0.00"))
            continue
        share = shares[point.code] / whole
        product = scored.effective_weight * share * (Fraction(str(value)) if value is not None else 0)
        total += product
        shown = "待定" if value is None else str(value)
        found.append(PointStep(point.code, point.name, str(share), shown, two_decimals(product)))
    same = total == scored.score
    note = "" if same else ("这一指标不适用" if not scored.applicable else "规则另有规定，见右侧理由")
    return Step(
        indicator,
        str(scored.effective_weight),
        tuple(found),
        two_decimals(total),
        scored.exact.text,
        scored.reasons,
        note,
        same,
    )


def _extra_step(indicator: Indicator, scored: Any) -> Step:
    """A bonus or a deduction: counted from the register; the reasons say how."""
    return Step(indicator, plain(None), (), "", scored.exact.text, scored.reasons, "", True)
