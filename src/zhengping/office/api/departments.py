"""Departments and their sites; changed by import (`imports`) or on the pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from zhengping.office.api.declaring import operation
from zhengping.office.api.pages import paged
from zhengping.office.core.person import person
from zhengping.office.core.roles import DEPARTMENT, OFFICE, READERS
from zhengping.office.departments.models import Department
from zhengping.office.departments.visible import departments_of

router = Router(tags=["departments"])


def department_shown(department: Department) -> dict[str, Any]:
    """A department as the API gives it, in the form that `zhengping evaluate --department` reads under `evaluated`."""
    return {
        "id": department.pk,
        "code": department.code,
        "name": department.name,
        "active": department.active,
        "sites": [{"name": s.name, "url": s.url, "code": s.code, "main": s.main} for s in department.sites.all()],
        "evaluated": department.as_evaluated(),
    }


@router.get("", summary="部门")
@operation("departments", OFFICE | READERS | DEPARTMENT)
def list_departments(request: HttpRequest, limit: int = 100, offset: int = 0) -> Any:
    """The departments that one may see."""
    rows = departments_of(person(request)).prefetch_related("sites", "former_names")
    return paged(rows, department_shown, limit, offset)


@router.get("/{department}", summary="一个部门")
@operation("departments", OFFICE | READERS | DEPARTMENT)
def one_department(request: HttpRequest, department: Department) -> Any:
    """One department."""
    return department_shown(department)
