"""Who sees which appeals: the office and its readers all, a department its own, experts none (they are asked anew)."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from zhengping.office.appeals.models import Appeal
from zhengping.office.core.access import hidden, resolves
from zhengping.office.core.roles import DEPARTMENT, OFFICE, READERS


def appeals_of(user: Any) -> QuerySet[Appeal]:
    """The appeals a person may see, with what lists show of them."""
    every = Appeal.objects.select_related("participation__department", "participation__round")
    if user.role in OFFICE | READERS:
        return every
    if user.role in DEPARTMENT:
        return every.filter(participation__department_id=user.department_id)
    return every.none()


@resolves("appeal")
def appeal_of(user: Any, number: int) -> Appeal:
    """The appeal of an address."""
    found = (
        appeals_of(user).select_related("filed_by", "answered_by", "asked_by").filter(pk=number).first()
        if user.is_authenticated
        else None
    )
    if found is None:
        raise hidden()
    return found
