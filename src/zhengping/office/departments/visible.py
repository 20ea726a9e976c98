"""Which departments a person may see; the resolver of this part of addresses."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from zhengping.office.core.access import hidden, resolves
from zhengping.office.core.roles import DEPARTMENT, OFFICE, READERS
from zhengping.office.departments.models import Department


def departments_of(user: Any) -> QuerySet[Department]:
    """The office and its readers see all, a department itself, experts none (they see participations)."""
    if user.role in OFFICE | READERS:
        return Department.objects.all()
    if user.role in DEPARTMENT:
        return Department.objects.filter(pk=user.department_id)
    return Department.objects.none()


@resolves("department")
def department_of(user: Any, number: int) -> Department:
    """The department of an address."""
    found = departments_of(user).filter(pk=number).first() if user.is_authenticated else None
    if found is None:
        raise hidden()
    return found
