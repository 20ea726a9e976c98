"""What the experts of a point say together: whose values count, their mean or how far they are apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from zhengping.office.core.fields import exact
from zhengping.office.review.models import Arbitration, Assignment, ExpertScore
from zhengping.office.rounds.models import Participation


@dataclass(frozen=True)
class Opinion:
    """One expert's value that counts; `scored` False: his earlier value, while he is asked anew."""

    task: Assignment
    score: ExpertScore | None
    fresh: bool


@dataclass
class Opinions:
    """All experts of one point of one department."""

    participation: int
    point: str
    given: list[Opinion] = field(default_factory=list)

    @property
    def values(self) -> list[Decimal]:
        """The values that count."""
        return [one.score.value for one in self.given if one.score is not None and one.score.value is not None]

    @property
    def complete(self) -> bool:
        """Whether every expert gave a value."""
        return bool(self.given) and len(self.values) == len(self.given)

    @property
    def fresh(self) -> bool:
        """Whether all values are those of the last time that experts were asked."""
        return all(one.fresh for one in self.given)

    @property
    def spread(self) -> Decimal | None:
        """Highest less lowest; None while one is missing."""
        return max(self.values) - min(self.values) if self.complete else None

    @property
    def mean(self) -> Decimal | None:
        """The mean at four places, half up; None while one is missing."""
        if not self.complete:
            return None
        return exact(sum((Fraction(value) for value in self.values), Fraction(0)) / len(self.values))

    def apart(self, difference: Decimal) -> bool:
        """Whether the values are so far apart that the chief expert decides."""
        return self.spread is not None and self.spread > difference


def opinions(
    participations: Iterable[Participation | int], point: str = "", only: Set[tuple[int, str]] | None = None
) -> dict[tuple[int, str], Opinions]:
    """By department and point what its experts say; two queries however many there are. `only`: these points alone.

    An expert asked anew counts with his value from before until all experts of the point have scored anew; then the
    new values count together.
    """
    keys = [one if isinstance(one, int) else one.pk for one in participations]
    tasks = Assignment.objects.filter(participation__in=keys, withdrawn_at__isnull=True).select_related("expert")
    if point:
        tasks = tasks.filter(point=point)
    if only is not None:
        tasks = tasks.filter(point__in={code for _, code in only})
    by_point: dict[tuple[int, str], list[Assignment]] = defaultdict(list)
    for task in tasks.order_by("pk"):
        if only is None or (task.participation_id, task.point) in only:
            by_point[task.participation_id, task.point].append(task)
    scores: dict[int, list[ExpertScore]] = defaultdict(list)
    wanted = ExpertScore.objects.filter(
        assignment__participation__in=keys, assignment__withdrawn_at__isnull=True, undone=False
    )
    if point:
        wanted = wanted.filter(assignment__point=point)
    if only is not None:
        wanted = wanted.filter(assignment__point__in={code for _, code in only})
    for score in wanted.order_by("at", "pk"):
        scores[score.assignment_id].append(score)
    return {
        key: Opinions(*key, given=_counting([(task, scores[task.pk]) for task in found]))
        for key, found in by_point.items()
    }


def _counting(given: Sequence[tuple[Assignment, list[ExpertScore]]]) -> list[Opinion]:
    """Which of each expert's values counts."""
    current = [next((one for one in scores if one.current), None) for _, scores in given]
    if all(score is not None and score.value is not None for score in current):
        return [Opinion(task, score, True) for (task, _), score in zip(given, current, strict=True)]
    if not any(task.again_at for task, _ in given):
        return [Opinion(task, score, True) for (task, _), score in zip(given, current, strict=True)]
    found = []
    for (task, scores), now in zip(given, current, strict=True):
        before = [one for one in scores if task.again_at and one.at < task.again_at and one.value is not None]
        earlier = before[-1] if before else (None if task.again_at else now)
        found.append(Opinion(task, earlier, task.again_at is None))
    return found


def holds(arbitration: Arbitration, said: Opinions | None) -> bool:
    """Whether a decision of the chief still holds: not where all experts, asked anew after it, have scored anew."""
    if said is None or not said.complete or not said.fresh:
        return True
    asked = [one.task.again_at for one in said.given if one.task.again_at is not None]
    return not any(moment > arbitration.at for moment in asked)
