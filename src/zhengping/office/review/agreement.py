"""How far experts agree: Krippendorff's alpha, each expert against the others, drift, outliers.

Alpha after K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): 1 less observed disagreement over
the disagreement that chance would give; 1 is perfect, 0 is chance. By his custom 0.8 is good and below 0.667 one
should not draw conclusions. Sums are exact; figures are for people to look at and enter no score.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Literal, NamedTuple

from zhengping.office.results.settling import edition_of
from zhengping.office.review.models import ExpertScore
from zhengping.office.review.needs import indicator_of
from zhengping.office.rounds.models import Round

Metric = Literal["interval", "nominal"]
GOOD, TOLERABLE = Fraction(4, 5), Fraction(667, 1000)
"""Krippendorff's customary marks."""
DRIFTED = Fraction(1, 10)
"""From which change of an expert's mean difference to the others the office is told."""
LENIENT = Fraction(1, 10)
PLACES = 10_000
"""Values are kept at four places."""
FEWEST = 10
"""Values that an expert must share with others before drift is worked out."""


def alpha(units: Iterable[Sequence[Fraction | Decimal | int]], metric: Metric = "interval") -> Fraction | None:
    """Krippendorff's alpha over units (each the values that its observers gave; missing ones left out).

    None where there is nothing to compare or all values are the same (alpha is not defined then). Exact.
    """
    pairable = [[value if isinstance(value, int) else Fraction(value) for value in unit] for unit in units]
    pairable = [unit for unit in pairable if len(unit) >= 2]
    every = [value for unit in pairable for value in unit]
    expected = _differences(every, metric)
    if not expected:
        return None
    # Units of the same size are added up before they are divided: whole numbers are quick, fractions are not.
    by_size: dict[int, int | Fraction] = {}
    for unit in pairable:
        by_size[len(unit)] = by_size.get(len(unit), 0) + _differences(unit, metric)
    observed = sum((Fraction(total) / (size - 1) for size, total in by_size.items()), Fraction(0))
    return 1 - (len(every) - 1) * observed / expected


def _differences(values: Sequence[int | Fraction], metric: Metric) -> int | Fraction:
    """The sum over all ordered pairs of the squared difference (`interval`) or of inequality (`nominal`)."""
    if metric == "nominal":
        return len(values) ** 2 - sum(count**2 for count in Counter(values).values())
    total = sum(values)
    return 2 * (len(values) * sum(value * value for value in values) - total * total)


@dataclass(frozen=True)
class Given:
    """One value that counts: of which point of which department, by whom, when."""

    participation: int
    department: str
    point: str
    indicator: str
    expert: int
    name: str
    value: Fraction
    at: datetime
    comment: str = ""


@dataclass(frozen=True)
class OfIndicator:
    """The agreement on an indicator; `spread`: mean of highest less lowest."""

    code: str
    name: str
    units: int
    alpha: Fraction | None
    spread: Fraction


@dataclass(frozen=True)
class OfExpert:
    """An expert against the others of the same points: `bias` mean of his value less theirs (positive: lenient),

    `distance` mean without sign; `early`, `late`: the bias in the first and the second half of his own scores.
    """

    expert: int
    name: str
    shared: int
    alpha: Fraction | None
    bias: Fraction | None
    distance: Fraction | None
    early: Fraction | None
    late: Fraction | None

    @property
    def drift(self) -> Fraction | None:
        """How far the bias moved."""
        return None if self.early is None or self.late is None else self.late - self.early

    @property
    def warnings(self) -> list[str]:
        """What the office should look at, in Chinese."""
        found = []
        if self.alpha is not None and self.alpha < TOLERABLE:
            found.append("一致性低")
        if self.bias is not None and abs(self.bias) >= LENIENT:
            found.append("偏宽" if self.bias > 0 else "偏严")
        if self.drift is not None and abs(self.drift) >= DRIFTED:
            found.append("尺度渐宽" if self.drift > 0 else "尺度渐严")
        return found


@dataclass(frozen=True)
class Outlier:
    """A value further from the mean of the others than the round allows."""

    given: Given
    others: Fraction

    @property
    def difference(self) -> Fraction:
        """The value less the mean of the others."""
        return self.given.value - self.others


@dataclass(frozen=True)
class Agreement:
    """All figures of a round. `units`: points with two values or more."""

    alpha: Fraction | None
    units: int
    values: int
    indicators: list[OfIndicator]
    experts: list[OfExpert]
    outliers: list[Outlier]


def given_in(round: Round) -> list[Given]:
    """The values that count in a round, oldest first; one query."""
    edition = edition_of(round.edition)
    indicators = indicator_of(edition)
    rows = (
        ExpertScore.objects.filter(
            assignment__participation__round=round,
            assignment__withdrawn_at__isnull=True,
            current=True,
            value__isnull=False,
        )
        .order_by("at", "pk")
        .values_list(
            "assignment__participation_id",
            "assignment__participation__department__name",
            "assignment__point",
            "assignment__expert_id",
            "assignment__expert__display_name",
            "value",
            "at",
            "comment",
        )
    )
    return [
        Given(place, department, point, indicators.get(point, ""), expert, name, Fraction(value or 0), at, comment)
        for place, department, point, expert, name, value, at, comment in rows
    ]


def agreement(given: Sequence[Given], difference: Fraction, names: dict[str, str] | None = None) -> Agreement:
    """The figures of these values; `difference`: from which distance to the others a value is an outlier."""
    units: dict[tuple[int, str], list[Given]] = defaultdict(list)
    for one in given:
        units[one.participation, one.point].append(one)
    shared = {key: found for key, found in units.items() if len(found) >= 2}
    by_indicator: dict[str, list[list[Given]]] = defaultdict(list)
    for found in shared.values():
        by_indicator[found[0].indicator].append(found)
    # One scale in which every value and every mean of the others is a whole number; alpha does not depend on it.
    scale = PLACES * lcm(*(len(found) - 1 for found in shared.values()))
    against: dict[int, list[Pair]] = defaultdict(list)
    for found in shared.values():
        own = [int(one.value * scale) for one in found]
        total = sum(own)
        for one, value in zip(found, own, strict=True):
            against[one.expert].append(Pair(one, value, (total - value) // (len(found) - 1)))
    limit = difference * scale
    order = {code: place for place, code in enumerate(names or {})}
    return Agreement(
        alpha(_whole(found) for found in shared.values()),
        len(shared),
        len(given),
        [
            _of_indicator(code, (names or {}).get(code, ""), found)
            for code, found in sorted(by_indicator.items(), key=lambda each: order.get(each[0], 0))
        ],
        sorted((_of_expert(pairs, scale) for pairs in against.values()), key=lambda one: (one.name, one.expert)),
        sorted(
            (
                Outlier(pair.given, Fraction(pair.others, scale))
                for pairs in against.values()
                for pair in pairs
                if abs(pair.own - pair.others) > limit
            ),
            key=lambda one: (-abs(one.difference), one.given.department, one.given.point, one.given.expert),
        ),
    )


class Pair(NamedTuple):
    """An expert's value and the mean of the others of the same point, both in the scale of the round."""

    given: Given
    own: int
    others: int


def _whole(unit: Sequence[Given]) -> list[int]:
    """The values of a unit as whole numbers of the fourth place."""
    return [int(one.value * PLACES) for one in unit]


def _of_indicator(code: str, name: str, units: Sequence[Sequence[Given]]) -> OfIndicator:
    values = [_whole(unit) for unit in units]
    spread = _mean([max(unit) - min(unit) for unit in values], PLACES)
    return OfIndicator(code, name, len(units), alpha(values), spread or Fraction(0))


def _of_expert(pairs: Sequence[Pair], scale: int) -> OfExpert:
    """`pairs`: the expert's values with the mean of the others."""
    ordered = sorted(pairs, key=lambda pair: pair.given.at)
    differences = [pair.own - pair.others for pair in ordered]
    half = len(differences) // 2
    enough = len(differences) >= FEWEST
    return OfExpert(
        ordered[0].given.expert,
        ordered[0].given.name,
        len(ordered),
        alpha([[pair.own, pair.others] for pair in ordered]),
        _mean(differences, scale),
        _mean([abs(each) for each in differences], scale),
        _mean(differences[:half], scale) if enough else None,
        _mean(differences[half:], scale) if enough else None,
    )


def _mean(values: Sequence[int], scale: int) -> Fraction | None:
    return Fraction(sum(values), len(values) * scale) if values else None


def agreement_of(round: Round) -> Agreement:
    """The figures of a round."""
    edition = edition_of(round.edition)
    names = {indicator.code: indicator.name for indicator in edition.indicators}
    return agreement(given_in(round), Fraction(round.difference), names)


def judged_alpha(value: Fraction | None) -> str:
    """What an alpha means, in Chinese."""
    if value is None:
        return "无法计算"
    return "良好" if value >= GOOD else ("尚可" if value >= TOLERABLE else "不足")
