"""Points whose experts are too far apart, and the chief expert's decision on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max, Min

from zhengping.office.core import clock
from zhengping.office.core.audit import record
from zhengping.office.core.fields import exact, plain
from zhengping.office.results.settling import settle
from zhengping.office.review.conflicts import barred, why_barred
from zhengping.office.review.models import Arbitration, Assignment, ExpertScore
from zhengping.office.review.opinions import Opinions, holds, opinions
from zhengping.office.rounds.models import Participation, Phase, Round

DURING = (Phase.ARBITRATION, Phase.FEEDBACK)
"""Before, experts may still change their values and are blind to each other."""
_LONGEST_REASON = 2000
LETTERS = "甲乙丙丁戊己庚辛壬癸"
"""By which experts are called where their names are not to be seen."""


def past_review(round: Round) -> bool:
    """Whether the experts' blindness to each other has ended: the review is over."""
    return list(Phase).index(Phase(round.phase)) > list(Phase).index(Phase.REVIEW)


@dataclass(frozen=True)
class Dispute:
    """A point for the chief expert. `decided`: the decision that holds; `obstacle`: why this chief may not decide."""

    participation: Participation
    point: str
    said: Opinions
    decided: Arbitration | None
    obstacle: str


def disputes(round: Round, chief: Any = None) -> list[Dispute]:
    """The points whose experts are further apart than the round allows, open ones first, then by spread."""
    participations = {one.pk: one for one in round.participations.select_related("department", "round")}
    decisions = {
        (one.participation_id, one.point): one
        for one in Arbitration.objects.filter(participation__round=round, current=True)
    }
    pairs = barred(round)
    own = _own_points(round, chief)
    found = []
    wanted = set(decisions) | _perhaps_apart(round)
    for key, said in opinions({place for place, _ in wanted}, only=wanted).items():
        decided = decisions.get(key)
        if decided is not None and not holds(decided, said):
            decided = None
        if decided is None and not said.apart(round.difference):
            continue
        participation = participations[key[0]]
        reason = pairs.get((chief.pk, participation.department_id), "") if chief is not None else ""
        obstacle = f"须回避：{reason}" if reason else ("您评过这一采分点" if key in own else "")
        found.append(Dispute(participation, key[1], said, decided, obstacle))
    return sorted(
        found,
        key=lambda one: (
            one.decided is not None,
            -(one.said.spread or 0),
            one.participation.department.code,
            one.point,
        ),
    )


def _perhaps_apart(round: Round) -> set[tuple[int, str]]:
    """Points whose experts may be further apart than the round allows: by their current values, or asked anew.

    Values from 0 to 1 in their plain form stand in the same order as texts and as numbers.
    """
    tasks = Assignment.objects.filter(participation__round=round, withdrawn_at__isnull=True)
    anew = set(tasks.filter(again_at__isnull=False).values_list("participation_id", "point"))
    rows = (
        ExpertScore.objects.filter(assignment__in=tasks, current=True, value__isnull=False)
        .values_list("assignment__participation_id", "assignment__point")
        .annotate(low=Min("value"), high=Max("value"))
    )
    return anew | {(place, point) for place, point, low, high in rows if high - low > round.difference}


def _own_points(round: Round, chief: Any) -> set[tuple[int, str]]:
    """Points that this person scored himself."""
    if chief is None:
        return set()
    tasks = Assignment.objects.filter(participation__round=round, expert=chief, scores__isnull=False)
    return set(tasks.values_list("participation_id", "point"))


def why_not(chief: Any, participation: Participation, point: str) -> str:
    """Why this chief expert may not decide this point; empty where he may."""
    reason = why_barred(chief, participation)
    if reason:
        return f"您须回避{participation.department}：{reason}。请由另一位首席专家裁决"
    if Assignment.objects.filter(participation=participation, point=point, expert=chief, scores__isnull=False).exists():
        return "您评过这一采分点，不能再裁决。请由另一位首席专家裁决"
    if not participation.round.experts.filter(user=chief).exists():
        return "您不是本轮的首席专家"
    return ""


def decide(
    participation: Participation, point: str, value: str, reason: str, seen: int, chief: Any, request: Any = None
) -> Arbitration:
    """The chief expert's decision. ValidationError by field; PermissionDenied where he may not; a decision of

    somebody else since the page was opened (`seen`: its number, 0 for none) is not overwritten.
    """
    obstacle = why_not(chief, participation, point)
    if obstacle:
        raise PermissionDenied(obstacle)
    faults = {}
    number = None
    try:
        number = exact(value.strip() or "x")
    except ValidationError:
        faults["value"] = "裁决分值：请填 0 到 1 之间的小数，例如 0.75"
    if not reason.strip():
        faults["reason"] = "理由：请写明裁决的依据"
    elif len(reason) > _LONGEST_REASON:
        faults["reason"] = f"理由：请不超过 {_LONGEST_REASON} 字"
    if faults or number is None:
        raise ValidationError(faults)
    with transaction.atomic():
        locked = Participation.objects.select_for_update(of=("self",)).select_related("round", "department")
        participation = locked.get(pk=participation.pk)
        now = Arbitration.objects.filter(participation=participation, point=point, current=True).first()
        if now is not None and (now.value, now.reason) == (number, reason.strip()):
            return now
        if (now.pk if now else 0) != seen:
            raise ValidationError({"value": "这一采分点刚才已有裁决，请看过之后再决定是否改"})
        said = opinions([participation], point).get((participation.pk, point))
        if now is None and (said is None or not said.apart(participation.round.difference)):
            raise ValidationError({"value": "专家的分值现在没有超过差异界限，不用裁决"})
        Arbitration.objects.filter(participation=participation, point=point, current=True).update(current=False)
        made = Arbitration.objects.create(
            participation=participation,
            point=point,
            value=plain(number),
            reason=reason.strip(),
            by=chief,
            at=clock.now(),
        )
        record(
            *(chief, "arbitration.decided", made),
            department=participation.department,
            request=request,
            point=point,
            before=plain(now.value) if now else None,
            after=plain(number),
            why=reason.strip(),
        )
        settle(participation, chief)
    return made
