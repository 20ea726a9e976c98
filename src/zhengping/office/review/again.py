"""Experts are asked anew about a point, after an appeal."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.urls import reverse

from zhengping.errors import InputError
from zhengping.office.accounts.models import User
from zhengping.office.core import clock
from zhengping.office.core.audit import record
from zhengping.office.notices.telling import tell
from zhengping.office.review.models import Assignment, ExpertScore
from zhengping.office.rounds.models import Participation


def ask_again(participation: Participation, point: str, question: str, actor: Any, request: Any = None) -> int:
    """Asks the point's experts to score anew, with a question (up to 500 characters). Gives how many were asked.

    Until all have answered what held before holds on; then their new values count, an earlier arbitration no longer.
    InputError where the question is empty or the point has no expert (it was decided without).
    """
    question = question.strip()
    if not question:
        raise InputError("问题：请写明要专家再看什么")
    with transaction.atomic():
        tasks = list(
            Assignment.objects.select_for_update().filter(
                participation=participation, point=point, withdrawn_at__isnull=True
            )
        )
        if not tasks:
            raise InputError(f"采分点 {point} 没有评审专家，不能请专家再评；请由办公室直接答复")
        keys = [task.pk for task in tasks]
        now = clock.now()
        Assignment.objects.filter(pk__in=keys).update(again=question[:500], again_at=now)
        ExpertScore.objects.filter(assignment__in=keys, current=True).update(current=False)
        record(
            *(actor, "review.asked_again", participation),
            department=participation.department,
            request=request,
            point=point,
            question=question[:500],
            experts=len(tasks),
        )
        for task in tasks:
            tell(
                User.objects.filter(pk=task.expert_id),
                "review",
                f"again {task.pk} {now:%Y%m%d%H%M%S}",
                f"{participation.department} {point}：请再次评审",
                reverse("review_score", args=[task.pk]),
            )
    return len(tasks)


def answered(participation: Participation, point: str) -> bool:
    """Whether all experts asked anew about this point have given a new value."""
    waiting = Assignment.objects.filter(
        participation=participation, point=point, withdrawn_at__isnull=True, again_at__isnull=False
    ).exclude(scores__current=True, scores__value__isnull=False)
    return not waiting.exists()
