"""Who must not judge whom in a round."""

from __future__ import annotations

from typing import Any

from zhengping.office.accounts.models import User
from zhengping.office.core.roles import DEPARTMENT
from zhengping.office.rounds.models import Conflict, Participation, Round

_SHORTEST_NAME = 2


def barred(round: Round) -> dict[tuple[int, int], str]:
    """(user, department) -> why: declared conflicts, and experts who have an account of the department as well

    (the same name among its reporters and reviewers).
    """
    found = {
        (user, department): reason
        for user, department, reason in Conflict.objects.filter(round=round).values_list(
            "user_id", "department_id", "reason"
        )
    }
    experts: dict[str, list[int]] = {}
    for pk, name in User.objects.filter(expert_rounds__round=round).values_list("pk", "display_name"):
        if len(name.strip()) >= _SHORTEST_NAME:
            experts.setdefault(name.strip(), []).append(pk)
    theirs = User.objects.filter(
        role__in=DEPARTMENT, is_active=True, department__participations__round=round, display_name__in=list(experts)
    ).values_list("display_name", "department_id")
    for name, department in theirs:
        for pk in experts.get(name, []):
            if department is not None:
                found.setdefault((pk, department), "该部门有同名的填报人或审核人")
    return found


def why_barred(user: Any, participation: Participation) -> str:
    """Why this person must not judge this department; empty where he may."""
    return barred(participation.round).get((user.pk, participation.department_id), "")
