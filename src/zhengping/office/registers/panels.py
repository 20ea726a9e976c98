"""The registers on a department's page."""

from __future__ import annotations

from typing import Any

from zhengping.office.core.roles import OFFICE, READERS
from zhengping.office.departments.models import Department
from zhengping.office.departments.panels import Panel, shows_on_departments
from zhengping.office.rounds.models import Participation

_MOST = 8


@shows_on_departments
def registers_of(department: Department, user: Any) -> Panel | None:
    """Links to what the registers hold of the department, round by round."""
    if user.role not in OFFICE | READERS:
        return None
    rounds = Participation.objects.filter(department=department).select_related("round")
    newest = list(rounds.order_by("-round__monitoring_date")[:_MOST])
    return Panel("登记", "registers/panel.html", {"participations": newest}) if newest else None
