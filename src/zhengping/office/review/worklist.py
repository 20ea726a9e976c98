"""An expert's work, what matters most first: undecided points by their weight times the machine's doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from zhengping.office.collection.models import PointFinding
from zhengping.office.results.models import PointStanding
from zhengping.office.results.settling import edition_of
from zhengping.office.review.conflicts import barred
from zhengping.office.review.models import Assignment, Draft, ExpertScore
from zhengping.office.review.needs import indicator_of, weights
from zhengping.office.review.visible import tasks_of
from zhengping.office.rounds.models import Participation, Round

STATES = {"open": "未评", "draft": "有草稿", "again": "再次评审", "done": "已评"}


@dataclass(frozen=True)
class Task:
    """A line of the list. `urgency`: weight times doubt (1 where the machine has no value)."""

    assignment: Assignment
    point_name: str
    indicator: str
    indicator_name: str
    score: ExpertScore | None
    finding: PointFinding | None
    draft: bool
    urgency: Fraction
    weight: Fraction
    undecided: bool

    @property
    def state(self) -> str:
        """A key of `STATES`."""
        if self.score is not None and self.score.value is not None:
            return "done"
        if self.assignment.again_at is not None:
            return "again"
        return "draft" if self.draft else "open"

    @property
    def state_words(self) -> str:
        """The state in Chinese."""
        return STATES[self.state]

    @property
    def urgency_words(self) -> str:
        """How much it matters: three steps."""
        return "高" if self.urgency >= Fraction(1, 2) else ("中" if self.urgency >= Fraction(1, 5) else "低")


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
            (not self.department or str(task.assignment.participation_id) == self.department)
            and (not self.indicator or task.indicator == self.indicator)
            and (not self.state or task.state == self.state)
        )


def work_of(user: Any, round: Round) -> list[Task]:
    """All tasks of an expert in a round in the order of the list. A few queries however many there are."""
    edition = edition_of(round.edition)
    indicators = indicator_of(edition)
    pairs = barred(round)
    tasks = [
        task
        for task in tasks_of(user).filter(participation__round=round)
        if (user.pk, task.participation.department_id) not in pairs
    ]
    places = {task.participation_id: task.participation for task in tasks}
    worth = {key: weights(one, edition) for key, one in places.items()}
    scores = {one.assignment_id: one for one in ExpertScore.objects.filter(assignment__in=tasks, current=True)}
    drafts = set(Draft.objects.filter(assignment__in=tasks).values_list("assignment_id", flat=True))
    findings = findings_of(places.values())
    decided = set(
        PointStanding.objects.filter(participation__in=places, value__isnull=False).values_list(
            "participation_id", "point"
        )
    )
    found = []
    for task in tasks:
        key = (task.participation_id, task.point)
        finding = findings.get(key)
        weight = worth[task.participation_id].get(task.point, Fraction(0))
        certain = Fraction(finding.confidence or 0) if finding is not None and finding.value is not None else 0
        indicator = edition.by_code[indicators[task.point]]
        found.append(
            Task(
                *(task, edition.points[task.point].name, indicator.code, indicator.name),
                *(scores.get(task.pk), finding, task.pk in drafts),
                *(weight * (1 - certain), weight, key not in decided),
            )
        )
    order = {code: place for place, code in enumerate(edition.points)}
    return sorted(
        found,
        key=lambda one: (
            one.state == "done",
            one.state != "again",
            not one.undecided,
            -one.urgency,
            one.assignment.participation.department.code,
            order[one.assignment.point],
        ),
    )


def findings_of(participations: Any) -> dict[tuple[int, str], PointFinding]:
    """The findings that hold, by department and point."""
    return {
        (one.run.participation_id, one.point): one
        for one in PointFinding.objects.filter(run__participation__in=participations, run__current=True)
        .select_related("run")
        .defer("evidence", "advice", "finding")
    }


def neighbours(tasks: Sequence[Task], current: Assignment) -> tuple[Task | None, Task | None, Task | None]:
    """Of a list the task before, the one after, and the next that is not done (round again from the beginning)."""
    place = next((at for at, one in enumerate(tasks) if one.assignment.pk == current.pk), -1)
    before = tasks[place - 1] if place > 0 else None
    after = tasks[place + 1] if 0 <= place < len(tasks) - 1 else None
    rest = [*tasks[place + 1 :], *tasks[: max(place, 0)]]
    undone = next((one for one in rest if one.state != "done" and one.assignment.pk != current.pk), None)
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
