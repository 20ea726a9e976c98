"""Which rounds and participations a person may see; the resolvers of both parts of addresses."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet

from zhengping.office.core.access import hidden, resolves
from zhengping.office.core.roles import DEPARTMENT, EXPERTS, OFFICE, READERS, Role
from zhengping.office.rounds.models import Conflict, Participation, Reopening, Round


def rounds_of(user: Any) -> QuerySet[Round]:
    """The office and its readers see all; a department those it takes part in; an expert those he is named for."""
    if user.role in OFFICE | READERS:
        return Round.objects.all()
    if user.role in DEPARTMENT:
        return Round.objects.filter(participations__department_id=user.department_id).distinct()
    return Round.objects.filter(experts__user=user).distinct()


def participations_of(user: Any) -> QuerySet[Participation]:
    """Own department; for an expert the departments of his rounds but those that he must not judge."""
    every = Participation.objects.select_related("round", "department")
    if user.role in OFFICE | READERS:
        return every
    if user.role in DEPARTMENT:
        return every.filter(department_id=user.department_id)
    if user.role in EXPERTS:
        mine = every.filter(round__experts__user=user)
        barred = Participation.objects.filter(
            round__conflicts__user=user, round__conflicts__department_id=F("department_id")
        )
        return mine.exclude(pk__in=barred.values("pk")).distinct()
    return every.none()


@resolves("round")
def round_of(user: Any, number: int) -> Round:
    """The round of an address."""
    found = rounds_of(user).filter(pk=number).first() if user.is_authenticated else None
    if found is None:
        raise hidden()
    return found


@resolves("participation")
def participation_of(user: Any, number: int) -> Participation:
    """The participation of an address."""
    found = participations_of(user).filter(pk=number).first() if user.is_authenticated else None
    if found is None:
        raise hidden()
    return found


@resolves("reopening")
def reopening_of(user: Any, number: int) -> Reopening:
    """The reopening of an address: seen by those who see its participation."""
    found = Reopening.objects.select_related("participation__department", "participation__round").filter(pk=number)
    reopening = found.first() if user.is_authenticated else None
    if reopening is None or not participations_of(user).filter(pk=reopening.participation_id).exists():
        raise hidden()
    return reopening


@resolves("conflict")
def conflict_of(user: Any, number: int) -> Conflict:
    """The conflict of an address: for the office and its readers but observers, who see no names of experts."""
    allowed = user.is_authenticated and user.role in OFFICE | {Role.AUDITOR}
    found = Conflict.objects.select_related("round", "user", "department").filter(pk=number).first()
    if found is None or not allowed:
        raise hidden()
    return found
