"""What would gain most: for each point not fully met, how much of the total it is worth."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from zhengping.checks.finding import Finding
from zhengping.evaluation.judgement import Judgement
from zhengping.standard.model import Point

EFFORT_ORDER = {"low": 0, "middle": 1, "high": 2}
UNCERTAIN = Fraction(1, 2)
EFFORT_NAMES = {"low": "较易", "middle": "一般", "high": "较难"}


@dataclass(frozen=True)
class Gain:
    """A point that can still gain `points` of the total (exact); `certain` where the loss is judged."""

    point: Point
    finding: Finding
    points: Fraction
    certain: bool

    @property
    def effort(self) -> str:
        """The edition's estimate of the effort, in Chinese."""
        return EFFORT_NAMES[self.point.effort]


def gains(judgement: Judgement) -> list[Gain]:
    """All points valued under 1, the greatest gain first; with equal gain the lesser effort, then the table's order.

    A loss that is only suggested counts half in this order: what is certain is worth doing first.

    Points that a zero rule struck are left out: they gain nothing before what the rule asks for is there.
    """
    struck = _struck(judgement)
    weights = {score.code: score.effective_weight for score in judgement.scorecard.indicators}
    found = []
    for indicator in judgement.edition.indicators:
        for point in indicator.points:
            if not struck.isdisjoint((indicator.code, point.code)):
                continue
            finding = judgement.findings[point.code]
            if finding.value is None or finding.state not in ("judged", "suggested") or finding.value >= 1:
                continue
            lost = weights[indicator.code] * point.share * (1 - finding.value)
            if lost:
                found.append(Gain(point, finding, lost, finding.state == "judged"))
    return sorted(
        found, key=lambda gain: (-gain.points * (1 if gain.certain else UNCERTAIN), EFFORT_ORDER[gain.point.effort])
    )


def _struck(judgement: Judgement) -> set[str]:
    """Indicators and points that the zero rules of the scorecard made zero."""
    rules = judgement.edition.rules
    targets = {rule.name: rule.target for rule in rules.letters} | {rule.name: rule.target for rule in rules.activities}
    return {targets[name] for name in judgement.scorecard.rules}
