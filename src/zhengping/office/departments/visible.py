"""Which departments a person may see; the resolvers of departments, sites and former names in addresses."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from zhengping.office.core.access import hidden, resolves
from zhengping.office.core.roles import DEPARTMENT, OFFICE, READERS
from zhengping.office.departments.models import Department, FormerName, Site


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


@resolves("site")
def site_of(user: Any, number: int) -> Site:
    """The site of an address, of a department that the person may see."""
    found = Site.objects.select_related("department").filter(pk=number).first() if user.is_authenticated else None
    if found is None or not departments_of(user).filter(pk=found.department_id).exists():
        raise hidden()
    return found


@resolves("former_name")
def former_name_of(user: Any, number: int) -> FormerName:
    """The former name of an address, of a department that the person may see."""
    found = FormerName.objects.select_related("department").filter(pk=number).first() if user.is_authenticated else None
    if found is None or not departments_of(user).filter(pk=found.department_id).exists():
        raise hidden()
    return found
