"""Who may see the evidence of a finding; the resolver of the part `evidence` (a finding's number) of addresses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from zhengping.office.collection.models import PointFinding
from zhengping.office.core.access import hidden, resolves
from zhengping.office.core.roles import DEPARTMENT, EXPERTS, OFFICE, Role
from zhengping.office.rounds.models import Participation, Phase

LOOKERS = OFFICE | DEPARTMENT | EXPERTS | {Role.AUDITOR}
"""Roles that may see archived pages at all; an observer sees none."""
_OPEN_TO_DEPARTMENT = frozenset({Phase.FEEDBACK, Phase.CONFIRMATION, Phase.PUBLICATION})
_ASSIGNED: list[Callable[[Any, Participation], bool]] = []


def tells_who_is_assigned(
    question: Callable[[Any, Participation], bool],
) -> Callable[[Any, Participation], bool]:
    """Registers the function that says whether an expert has work with a department (the review knows)."""
    if question not in _ASSIGNED:
        _ASSIGNED.append(question)
    return question


def may_see(user: Any, participation: Participation) -> bool:
    """The office and the auditor always; an expert where he is assigned; a department its own, where the round
    shows findings while it assesses itself, and from the feedback on."""
    if user.role in OFFICE or user.role == Role.AUDITOR:
        return True
    if user.role in DEPARTMENT:
        round = participation.round
        return user.department_id == participation.department_id and (
            round.show_findings or round.phase in _OPEN_TO_DEPARTMENT
        )
    return user.role in EXPERTS and any(asked(user, participation) for asked in _ASSIGNED)


@resolves("evidence")
def finding_of(user: Any, number: int) -> PointFinding:
    """The finding whose evidence an address names."""
    found = (
        PointFinding.objects.select_related("run__participation__round", "run__participation__department")
        .filter(pk=number)
        .first()
        if user.is_authenticated
        else None
    )
    if found is None or not may_see(user, found.run.participation):
        raise hidden()
    return found
