"""Who may see results, and when: the office and its readers always, a department its own once feedback has begun."""

from __future__ import annotations

from typing import Any

from zhengping.office.core.access import hidden, resolves
from zhengping.office.core.roles import DEPARTMENT, EXPERTS, OFFICE, READERS, Role
from zhengping.office.rounds.models import Participation, Phase
from zhengping.office.rounds.phases import is_open
from zhengping.office.rounds.visible import participations_of

FROM_FEEDBACK = frozenset({Phase.FEEDBACK, Phase.CONFIRMATION, Phase.PUBLICATION})
"""The phases in which a department sees its results."""


def is_of_department(user: Any) -> bool:
    """Whether a person reports or reviews for a department."""
    return user.role in DEPARTMENT


def may_see_result(user: Any, participation: Participation) -> bool:
    """Whether this person may see the department's scorecard; experts see none (a total seen is a total aimed at)."""
    if user.role in OFFICE | READERS:
        return True
    if user.role not in DEPARTMENT or user.department_id != participation.department_id:
        return False
    return participation.round.phase in FROM_FEEDBACK or is_open(participation.round, [Phase.FEEDBACK], participation)


@resolves("result")
def result_of(user: Any, number: int) -> Participation:
    """The participation of an address whose results the person may see; 404 otherwise."""
    found = participations_of(user).filter(pk=number).first() if user.is_authenticated else None
    if found is None or not may_see_result(user, found):
        raise hidden()
    return found


def person_shown(viewer: Any, person: Any) -> str:
    """A person's name as `viewer` may read it: names of experts only for the office and the auditor.

    Departments and observers read the role in its place, so that no expert is put under pressure.
    """
    if person is None:
        return "系统"
    if person.role in EXPERTS and viewer.role not in OFFICE | {Role.AUDITOR}:
        return str(Role(person.role).label)
    if person.role in OFFICE and viewer.role in DEPARTMENT:
        return "评估办公室"
    return str(person)
