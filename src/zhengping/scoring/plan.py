"""An edition prepared for scoring: shares as whole numbers, points grouped by indicator. Made once an edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from zhengping.scoring.rules import Ruling, apply_facts
from zhengping.scoring.scorecard import IndicatorScore, Printed, two_decimals
from zhengping.standard.model import Edition, Indicator


@dataclass(frozen=True)
class IndicatorPlan:
    """A base indicator: its points' codes and their shares as whole numbers over one denominator."""

    indicator: Indicator
    name: str
    codes: tuple[str, ...]
    shares: tuple[int, ...]
    equal: bool
    weight_text: str
    remembered: dict[tuple[object, ...], tuple[IndicatorScore, list[str]]]

    def scored(
        self, weight: Fraction, score: Printed, possible: Printed, reasons: tuple[str, ...], *, applicable: bool = True
    ) -> IndicatorScore:
        """The indicator's score under its effective weight."""
        own = self.indicator.weight
        text = self.weight_text if weight is own else two_decimals(weight)
        return IndicatorScore(
            self.indicator.code, self.name, self.weight_text, text, weight, applicable, score, possible, reasons
        )


@dataclass(frozen=True)
class Plan:
    """All indicators of an edition in the table's order; `base` by code; the rest is remembered work."""

    edition: Edition
    base: dict[str, IndicatorPlan]
    by_facts: dict[tuple[tuple[str, bool], ...], Ruling]
    extras: dict[object, dict[str, IndicatorScore]]

    def ruling_of(self, facts: Mapping[str, bool]) -> Ruling:
        """What these facts decide; a table has few facts, so each combination is worked out once."""
        key = tuple(facts.items())
        if key not in self.by_facts:
            self.by_facts[key] = apply_facts(facts, self.edition)
        return self.by_facts[key]


_PLANS: dict[int, Plan] = {}


def plan_of(edition: Edition) -> Plan:
    """The plan of an edition; the edition is kept, so its identity stays its own."""
    plan = _PLANS.get(id(edition))
    if plan is None:
        base = {i.code: _plan_indicator(i) for i in edition.indicators if i.kind == "base"}
        plan = Plan(edition, base, {}, {})
        _PLANS[id(edition)] = plan
    return plan


def _plan_indicator(indicator: Indicator) -> IndicatorPlan:
    unit = lcm(*(point.share.denominator for point in indicator.points))
    shares = tuple(int(point.share * unit) for point in indicator.points)
    return IndicatorPlan(
        indicator,
        indicator.name,
        tuple(point.code for point in indicator.points),
        shares,
        set(shares) == {1},
        two_decimals(indicator.weight),
        {},
    )
