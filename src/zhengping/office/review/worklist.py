"""An expert's work, what matters most first: undecided points by their weight times the machine's doubt."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from django.core.cache import cache
from django.db.models import Max, Sum

from zhengping.office.collection.models import PointFinding, SiteRun
from zhengping.office.results.models import PointStanding
from zhengping.office.results.settling import edition_of
from zhengping.office.review.conflicts import barred
from zhengping.office.review.models import Assignment, Draft, ExpertScore
from zhengping.office.review.needs import indicator_of, weights
from zhengping.office.review.visible import tasks_of
from zhengping.office.rounds.models import Participation, Round

STATES = {"open": "未评", "draft": "有草稿", "again": "再次评审", "done": "已评"}
_KEPT_SECONDS = 120


class MachineSays(NamedTuple):
    """The machine's state, value and confidence of a point."""

    state: str
    value: Decimal | None
    confidence: Decimal


class Planned(NamedTuple):
    """What of a line does not change by scoring. `urgency`: weight times doubt (1 where the machine has no value)."""

    pk: int
    participation: int
    department: int
    department_code: str
    department_name: str
    point: str
    again: bool
    finding: MachineSays | None
    weight: Fraction
    urgency: Fraction
    undecided: bool


@dataclass(frozen=True)
class Task:
    """A line of the list."""

    plan: Planned
    point_name: str
    indicator: str
    indicator_name: str
    value: Decimal | None
    draft: bool

    @property
    def state(self) -> str:
        """A key of `STATES`."""
        if self.value is not None:
            return "done"
        if self.plan.again:
            return "again"
        return "draft" if self.draft else "open"

    @property
    def state_words(self) -> str:
        """The state in Chinese."""
        return STATES[self.state]

    @property
    def urgency_words(self) -> str:
        """How much it matters: three steps."""
        return "高" if self.plan.urgency >= Fraction(1, 2) else ("中" if self.plan.urgency >= Fraction(1, 5) else "低")


@dataclass(frozen=True)
class Filters:
    """Narrows the list; empty = everything."""

    department: str = ""
    indicator: str = ""
    state: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filters:
        """From an address's query."""
        return cls(query.get("department", ""), query.get("indicator", ""), query.get("state", ""))

    @property
    def query(self) -> str:
        """As part of an address; only what is set."""
        from urllib.parse import urlencode

        given = {"department": self.department, "indicator": self.indicator, "state": self.state}
        return urlencode({name: value for name, value in given.items() if value})

    def take(self, task: Task) -> bool:
        """Whether the list shows it."""
        return (
            (not self.department or str(task.plan.participation) == self.department)
            and (not self.indicator or task.indicator == self.indicator)
            and (not self.state or task.state == self.state)
        )


def work_of(user: Any, round: Round) -> list[Task]:
    """All tasks of an expert in a round in the order of the list. A few queries however many there are."""
    edition = edition_of(round.edition)
    indicators = indicator_of(edition)
    pairs = barred(round)
    plan = [one for one in _planned(user, round) if (user.pk, one.department) not in pairs]
    mine = ExpertScore.objects.filter(
        assignment__expert=user, assignment__participation__round=round, current=True, value__isnull=False
    )
    scores = dict(mine.values_list("assignment_id", "value"))
    drafts = set(
        Draft.objects.filter(assignment__expert=user, assignment__participation__round=round).values_list(
            "assignment_id", flat=True
        )
    )
    order = {code: place for place, code in enumerate(edition.points)}
    found = [
        Task(
            plan=one,
            point_name=edition.points[one.point].name,
            indicator=indicators[one.point],
            indicator_name=edition.by_code[indicators[one.point]].name,
            value=scores.get(one.pk),  # type: ignore[arg-type]
            draft=one.pk in drafts,
        )
        for one in plan
    ]
    return sorted(
        found,
        key=lambda one: (
            one.value is not None,
            not one.plan.again,
            not one.plan.undecided,
            -one.plan.urgency,
            one.plan.department_code,
            order[one.plan.point],
        ),
    )


def _planned(user: Any, round: Round) -> list[Planned]:
    """What of the list does not change by scoring, kept for two minutes: thousands of lines at every value given.

    A task that was given or taken meanwhile shows at once, and so does a new run, for the key holds them.
    """
    tasks = tasks_of(user).filter(participation__round=round).order_by("pk")
    rows = list(tasks.values_list("pk", "participation_id", "point", "again_at"))
    runs = SiteRun.objects.filter(participation__round=round, current=True).aggregate(last=Max("pk"), total=Sum("pk"))
    key = hashlib.sha256(f"work {user.pk} {round.pk} {sorted(runs.items())} {rows}".encode()).hexdigest()
    kept: list[Planned] | None = cache.get(key)
    if kept is None:
        kept = _plan(rows, round)
        cache.set(key, kept, _KEPT_SECONDS)
    return kept


def _plan(rows: Sequence[tuple[int, int, str, Any]], round: Round) -> list[Planned]:
    edition = edition_of(round.edition)
    places = {one.pk: one for one in round.participations.select_related("round", "department")}
    worth = {pk: weights(places[pk], edition) for pk in {participation for _, participation, _, _ in rows}}
    findings = {
        (participation, point): MachineSays(state, None if value is None else Decimal(value), Decimal(confidence))
        for participation, point, state, value, confidence in PointFinding.objects.filter(
            run__participation__in=list(worth), run__current=True
        ).values_list("run__participation_id", "point", "state", "value", "confidence")
    }
    decided = set(
        PointStanding.objects.filter(participation__in=list(worth), value__isnull=False).values_list(
            "participation_id", "point"
        )
    )
    found = []
    for pk, participation, point, again_at in rows:
        finding = findings.get((participation, point))
        weight = worth[participation].get(point, Fraction(0))
        certain = Fraction(finding.confidence or 0) if finding is not None and finding.value is not None else 0
        department = places[participation].department
        found.append(
            Planned(
                *(pk, participation, department.pk, department.code, str(department), point, again_at is not None),
                *(finding, weight, weight * (1 - certain), (participation, point) not in decided),
            )
        )
    return found


def neighbours(tasks: Sequence[Task], current: Assignment) -> tuple[Task | None, Task | None, Task | None]:
    """Of a list the task before, the one after, and the next that is not done (round again from the beginning)."""
    place = next((at for at, one in enumerate(tasks) if one.plan.pk == current.pk), -1)
    before = tasks[place - 1] if place > 0 else None
    after = tasks[place + 1] if 0 <= place < len(tasks) - 1 else None
    rest = [*tasks[place + 1 :], *tasks[: max(place, 0)]]
    undone = next((one for one in rest if one.state != "done" and one.plan.pk != current.pk), None)
    return before, after, undone


def last_year(participation: Participation, point: str) -> tuple[Round, PointStanding] | None:
    """What held for this point of the department in the round before, by the same edition."""
    found = (
        PointStanding.objects.filter(
            participation__department=participation.department_id,
            participation__round__monitoring_date__lt=participation.round.monitoring_date,
            participation__round__edition=participation.round.edition,
            point=point,
        )
        .select_related("participation__round")
        .order_by("-participation__round__monitoring_date", "-participation__round_id")
        .first()
    )
    return (found.participation.round, found) if found is not None else None
