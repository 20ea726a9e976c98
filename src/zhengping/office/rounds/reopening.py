"""A phase opened again for one department: by the administrator, with a reason, until a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from zhengping.errors import InputError
from zhengping.office.accounts.models import User
from zhengping.office.core import clock
from zhengping.office.core.audit import record
from zhengping.office.notices.telling import tell
from zhengping.office.rounds.calendar import previous_phases
from zhengping.office.rounds.models import Participation, Phase, Reopening


def reopen(
    participation: Participation, phase: str, until: date, reason: str, actor: Any, request: HttpRequest | None = None
) -> Reopening:
    """Opens a phase again for a department; the same asked twice is done once. InputError where it makes no sense."""
    with transaction.atomic():
        held = Participation.objects.select_for_update(of=("self",)).select_related("round", "department")
        held_participation = held.get(pk=participation.pk)
        round = held_participation.round
        if round.archived:
            raise InputError("本轮次已归档，不能重开")
        if phase not in previous_phases(round.phase):
            raise InputError("只能重开已经过去的阶段")
        if until < clock.today():
            raise InputError("到期日已过，请填今天或以后的日期")
        same = held_participation.reopenings.filter(
            phase=phase, until=until, reason=reason.strip(), closed_at__isnull=True
        ).first()
        if same is not None:
            return same
        made = Reopening.objects.create(
            participation=held_participation, phase=phase, until=until, reason=reason.strip(), by=actor, at=clock.now()
        )
        department = held_participation.department
        record(
            actor, "phase.reopened", made, department=department, request=request,
            phase=phase, until=until, why=made.reason,
        )  # fmt: skip
        words = f"{round.name}：“{Phase(phase).label}”阶段为本部门重开到 {until}，理由：{made.reason}"
        url = reverse("round", args=[round.pk])
        tell(User.objects.filter(department=department), "phase", f"reopened:{made.pk}", words, url)
    return made


def close(reopening: Reopening, actor: Any, request: HttpRequest | None = None) -> bool:
    """Ends a reopening before its day; False where it was closed already."""
    with transaction.atomic():
        held = Reopening.objects.select_for_update().get(pk=reopening.pk)
        if held.closed_at is not None:
            return False
        held.closed_at = clock.now()
        held.save(update_fields=["closed_at"])
        department = reopening.participation.department
        record(actor, "phase.closed", held, department=department, request=request, phase=held.phase)
    return True
