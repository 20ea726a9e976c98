"""What the review tells the round's page: departments without experts, tasks without a value, open disputes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from zhengping.office.review.arbitrating import disputes
from zhengping.office.review.models import Assignment
from zhengping.office.rounds.models import Phase, Round
from zhengping.office.rounds.registry import Figures, Undone, shows_figures, undone_in

_SCORED = Q(scores__current=True, scores__value__isnull=False)


@undone_in(Phase.REVIEW)
def not_reviewed(round: Round) -> Iterable[Undone]:
    """Departments for which no expert has a task, and tasks that wait for a value, by expert."""
    tasks = Assignment.objects.filter(participation__round=round, withdrawn_at__isnull=True)
    without = round.participations.exclude(pk__in=tasks.values("participation")).count()
    if without:
        yield Undone(f"{without} 个部门还没有分配专家", reverse("review_proposal", args=[round.pk]))
    rows = (
        tasks.exclude(pk__in=tasks.filter(_SCORED).values("pk"))
        .values("expert__display_name")
        .annotate(number=Count("pk"))
        .order_by("-number")
    )
    left = [(row["expert__display_name"], row["number"]) for row in rows]
    if left:
        words = "、".join(f"{name} {number} 个" for name, number in left[:5])
        total = sum(number for _, number in left)
        yield Undone(f"{total} 个评审任务还没有评分：{words}", reverse("review_round_agreement", args=[round.pk]))


@undone_in(Phase.ARBITRATION)
def not_arbitrated(round: Round) -> Iterable[Undone]:
    """Points whose experts are too far apart and that the chief expert has not decided."""
    opened = sum(one.decided is None for one in disputes(round))
    if opened:
        yield Undone(f"{opened} 个采分点专家分歧超过界限，等待裁决", reverse("review_dispute_list", args=[round.pk]))


def scored(round: Round) -> Mapping[int, Any]:
    """Tasks with a value of all tasks, by participation."""
    tasks = Assignment.objects.filter(participation__round=round, withdrawn_at__isnull=True)
    rows = tasks.values("participation").annotate(
        given=Count("pk", filter=_SCORED, distinct=True), every=Count("pk", distinct=True)
    )
    return {row["participation"]: f"{row['given']}/{row['every']}" for row in rows}


shows_figures(Figures("专家评分", scored, order=40))
