"""Which tasks an expert sees, and that he sees the evidence of where he is assigned. Experts see only their own."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from zhengping.office.core.access import hidden, resolves
from zhengping.office.core.roles import EXPERTS
from zhengping.office.evidence.visible import tells_who_is_assigned
from zhengping.office.review.conflicts import why_barred
from zhengping.office.review.models import Assignment
from zhengping.office.rounds.models import Participation


def tasks_of(user: Any) -> QuerySet[Assignment]:
    """An expert's own tasks that were not taken from him; of everybody else none, whatever his role."""
    if not user.is_authenticated or user.role not in EXPERTS:
        return Assignment.objects.none()
    return Assignment.objects.filter(expert=user, withdrawn_at__isnull=True).select_related(
        "participation__round", "participation__department"
    )


@resolves("assignment")
def task_of(user: Any, number: int) -> Assignment:
    """The task of an address: one's own, of a department that one may judge."""
    found = tasks_of(user).filter(pk=number).first()
    if found is None or why_barred(user, found.participation):
        raise hidden()
    return found


@tells_who_is_assigned
def works_there(user: Any, participation: Participation) -> bool:
    """Whether an expert scores this department, or is the chief of its round; never where he must not judge."""
    if why_barred(user, participation):
        return False
    if tasks_of(user).filter(participation=participation).exists():
        return True
    return is_chief_of(user, participation)


def is_chief_of(user: Any, participation: Participation) -> bool:
    """Whether this person is the chief expert of the department's round."""
    return user.role == "chief" and participation.round.experts.filter(user=user).exists()
