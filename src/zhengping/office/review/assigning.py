"""Giving experts their work: balanced by load, free of conflicts, by specialty, whole indicators kept together.

The unit is an indicator of a department: its points go to the same experts, who so see its context. Units are dealt
out one after the other, those with the fewest possible experts first, each to the experts with the least points so
far. With experts who may all score everything, loads so differ by no more than the largest unit. What chance decides
between equals is drawn from the round's number, so the same round gives the same proposal.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.urls import reverse

from zhengping.errors import InputError
from zhengping.office.accounts.models import User
from zhengping.office.core import clock
from zhengping.office.core.audit import record
from zhengping.office.core.roles import Role
from zhengping.office.notices.telling import tell
from zhengping.office.results.models import PointStanding
from zhengping.office.results.settling import edition_of, settle
from zhengping.office.review.conflicts import barred
from zhengping.office.review.models import Assignment, ExpertScore
from zhengping.office.review.needs import indicator_of, needed
from zhengping.office.rounds.models import Participation, Round


@dataclass(frozen=True)
class Unit:
    """An indicator of a department with the points that still need experts; `held`: who scores some of it already.

    `allowed`: who may score it. `wanted`: how many more experts each of its points needs.
    """

    participation: int
    department: str
    indicator: str
    points: tuple[str, ...]
    held: frozenset[int]
    allowed: frozenset[int]
    wanted: int


@dataclass
class Proposal:
    """Who is to get what: (unit, expert) pairs; the loads with them; units that want more experts than there are."""

    given: list[tuple[Unit, int]] = field(default_factory=list)
    loads: dict[int, int] = field(default_factory=dict)
    before: dict[int, int] = field(default_factory=dict)
    lacking: list[tuple[Unit, int]] = field(default_factory=list)

    @property
    def tasks(self) -> int:
        """How many points are given out, each expert's counted."""
        return sum(len(unit.points) for unit, _ in self.given)

    @property
    def mark(self) -> str:
        """A hash by which a page's proposal is known again when it is started."""
        text = ";".join(f"{u.participation},{','.join(u.points)}>{e}" for u, e in self.given)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def fits(specialty: str, indicator: str) -> bool:
    """Whether an expert's specialty (codes of indicators or of groups above them, blank-separated) takes it in.

    No specialty takes in everything.
    """
    codes = specialty.replace(",", " ").replace("，", " ").replace("、", " ").split()
    return not codes or any(indicator == code or indicator.startswith(f"{code}.") for code in codes)


def experts_of(round: Round) -> list[User]:
    """The active experts of a round who score; the chief decides and does not."""
    return list(
        User.objects.filter(expert_rounds__round=round, role=Role.EXPERT, is_active=True).order_by("pk").distinct()
    )


def deal(units: Sequence[Unit], loads: Mapping[int, int], seed: str) -> Proposal:
    """Deals the units out (see the module's words). Pure; the same input gives the same proposal."""
    found = Proposal(loads=dict(loads), before=dict(loads))
    departments: dict[int, set[int]] = defaultdict(set)

    def drawn(unit: Unit, expert: int) -> str:
        text = f"{seed}|{unit.participation}|{unit.indicator}|{expert}"
        return hashlib.sha256(text.encode()).hexdigest()

    def place(unit: Unit) -> tuple[Any, ...]:
        return len(unit.allowed - unit.held), -len(unit.points), drawn(unit, 0)

    for unit in sorted(units, key=place):
        able = sorted(
            unit.allowed - unit.held,
            key=lambda expert, unit=unit: (  # type: ignore[misc]
                found.loads[expert],
                unit.participation not in departments[expert],
                drawn(unit, expert),
            ),
        )
        for expert in able[: unit.wanted]:
            found.given.append((unit, expert))
            found.loads[expert] += len(unit.points)
            departments[expert].add(unit.participation)
        if len(able) < unit.wanted:
            found.lacking.append((unit, unit.wanted - len(able)))
    return found


def propose(round: Round, without: frozenset[int] = frozenset()) -> Proposal:
    """The proposal for what is not assigned yet; what is assigned stays. `without`: experts who get nothing more."""
    experts = [expert for expert in experts_of(round) if expert.pk not in without]
    held: dict[tuple[int, str], set[int]] = defaultdict(set)
    loads = {expert.pk: 0 for expert in experts}
    for participation, point, expert in Assignment.objects.filter(
        participation__round=round, withdrawn_at__isnull=True
    ).values_list("participation_id", "point", "expert_id"):
        held[participation, point].add(expert)
        if expert in loads:
            loads[expert] += 1
    return deal(_units(round, experts, held), loads, f"round {round.pk}")


def _units(round: Round, experts: Sequence[User], held: Mapping[tuple[int, str], set[int]]) -> list[Unit]:
    """The units of all departments; an indicator whose points are held by different experts becomes several."""
    indicator = indicator_of(edition_of(round.edition))
    barred_pairs = barred(round)
    standings: dict[int, dict[str, str]] = defaultdict(dict)
    for participation_id, point, authority in PointStanding.objects.filter(participation__round=round).values_list(
        "participation_id", "point", "authority"
    ):
        standings[participation_id][point] = authority
    found = []
    for participation in round.participations.select_related("round", "department"):
        groups: dict[tuple[str, frozenset[int]], list[str]] = defaultdict(list)
        for code in needed(participation, standings[participation.pk]):
            groups[indicator[code], frozenset(held.get((participation.pk, code), set()))].append(code)
        for (name, already), codes in groups.items():
            if len(already) >= round.experts_a_point:
                continue
            allowed = frozenset(
                expert.pk
                for expert in experts
                if (expert.pk, participation.department_id) not in barred_pairs and fits(expert.specialty, name)
            )
            found.append(
                Unit(
                    *(participation.pk, str(participation.department), name, tuple(codes)),
                    *(already, allowed, round.experts_a_point - len(already)),
                )
            )
    return found


def begin(round: Round, actor: Any, mark: str, request: Any = None) -> int:
    """Gives the work out as proposed; InputError where the proposal is no longer the one that was looked at."""
    with transaction.atomic():
        Round.objects.select_for_update().get(pk=round.pk)
        proposal = propose(round)
        if proposal.mark != mark:
            raise InputError("专家、回避关系或采分点在您查看之后有变化，方案已重新生成，请核对后再开始")
        made = _assign(proposal)
        record(actor, "review.assigned", round, request=request, tasks=made, lacking=len(proposal.lacking))
        _tell(round, {expert for _, expert in proposal.given}, f"tasks {proposal.mark}")
    return made


def _assign(proposal: Proposal) -> int:
    """Writes the tasks; one that was withdrawn from the same expert before is given back to him."""
    now = clock.now()
    wanted = {(unit.participation, point, expert) for unit, expert in proposal.given for point in unit.points}
    back = [
        one
        for one in Assignment.objects.filter(
            withdrawn_at__isnull=False, participation__in={participation for participation, _, _ in wanted}
        )
        if (one.participation_id, one.point, one.expert_id) in wanted
    ]
    Assignment.objects.filter(pk__in=[one.pk for one in back]).update(withdrawn_at=None, withdrawn_why="")
    again = {(one.participation_id, one.point, one.expert_id) for one in back}
    Assignment.objects.bulk_create(
        [
            Assignment(participation_id=participation, point=point, expert_id=expert, made_at=now)
            for participation, point, expert in sorted(wanted - again)
        ],
        batch_size=500,
    )
    return len(wanted)


def _tell(round: Round, experts: set[int], key: str) -> None:
    people = User.objects.filter(pk__in=experts)
    tell(people, "review", f"{key} {round.pk}", f"{round}：有评审任务分配给您", reverse("review_list", args=[round.pk]))


def replace_expert(
    round: Round, expert: User, actor: Any, why: str, *, void: bool = False, request: Any = None
) -> Proposal:
    """Takes an expert's work and deals it out among the others.

    What he has scored stays, unless `void` (a conflict came to light): then his values count no longer and these
    points are dealt out too. InputError without a reason.
    """
    if not why.strip():
        raise InputError("理由：请写明为什么更换专家，例如“因病退出”或“发现回避关系”")
    with transaction.atomic():
        Round.objects.select_for_update().get(pk=round.pk)
        tasks = Assignment.objects.filter(participation__round=round, expert=expert, withdrawn_at__isnull=True)
        if not void:
            tasks = tasks.exclude(scores__current=True, scores__value__isnull=False)
        keys = list(tasks.values_list("pk", flat=True))
        touched = set(Assignment.objects.filter(pk__in=keys).values_list("participation_id", flat=True))
        Assignment.objects.filter(pk__in=keys).update(withdrawn_at=clock.now(), withdrawn_why=why.strip()[:300])
        if void:
            ExpertScore.objects.filter(assignment__in=keys, current=True).update(current=False)
        proposal = propose(round, frozenset({expert.pk}))
        _assign(proposal)
        record(
            *(actor, "review.expert_replaced", expert),
            request=request,
            round=round.pk,
            taken=len(keys),
            given=proposal.tasks,
            void=void,
            why=why,
        )
        _tell(round, {one for _, one in proposal.given}, f"replaced {expert.pk} {clock.now():%Y%m%d%H%M%S}")
        for participation in Participation.objects.filter(pk__in=touched):
            settle(participation, actor, f"更换专家：{why}")
    return proposal


def reassign(
    participation: Participation, indicator: str, old: User, new: User, actor: Any, why: str, request: Any = None
) -> int:
    """Gives one expert's unscored points of an indicator to another. InputError where that may not be, with why."""
    round = participation.round
    if new.pk not in {one.pk for one in experts_of(round)}:
        raise InputError(f"{new} 不是本轮的评审专家，请先在轮次中加入")
    reason = barred(round).get((new.pk, participation.department_id))
    if reason:
        raise InputError(f"{new} 须回避{participation.department}（{reason}），请另选专家")
    if not why.strip():
        raise InputError("理由：请写明为什么改派")
    codes = indicator_of(edition_of(round.edition))
    with transaction.atomic():
        Round.objects.select_for_update().get(pk=round.pk)
        tasks = [
            task
            for task in Assignment.objects.filter(
                participation=participation, expert=old, withdrawn_at__isnull=True
            ).exclude(scores__current=True, scores__value__isnull=False)
            if codes.get(task.point) == indicator
        ]
        taken = set(
            Assignment.objects.filter(participation=participation, expert=new, withdrawn_at__isnull=True).values_list(
                "point", flat=True
            )
        )
        if any(task.point in taken for task in tasks):
            raise InputError(f"{new} 已经评这一指标，请另选专家")
        if not tasks:
            raise InputError(f"{old} 在这一指标下没有未评的采分点，不用改派")
        Assignment.objects.filter(pk__in=[task.pk for task in tasks]).update(
            withdrawn_at=clock.now(), withdrawn_why=why.strip()[:300]
        )
        unit = Unit(
            *(participation.pk, str(participation.department), indicator, tuple(task.point for task in tasks)),
            *(frozenset(), frozenset({new.pk}), 1),
        )
        _assign(Proposal(given=[(unit, new.pk)]))
        record(
            *(actor, "review.reassigned", participation),
            department=participation.department,
            request=request,
            indicator=indicator,
            before=old.pk,
            after=new.pk,
            why=why,
        )
        _tell(round, {new.pk}, f"reassigned {participation.pk} {indicator} {clock.now():%Y%m%d%H%M%S}")
        settle(participation, actor, f"改派专家：{why}")
    return len(tasks)
