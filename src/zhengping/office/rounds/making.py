"""Rounds are made, changed, and copied into the next year's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from zhengping.errors import InputError
from zhengping.office.accounts.models import User
from zhengping.office.core import clock
from zhengping.office.core.audit import record
from zhengping.office.core.fields import plain
from zhengping.office.core.models import AuditEntry
from zhengping.office.departments.models import Department
from zhengping.office.rounds.calendar import Days, keep_windows
from zhengping.office.rounds.models import Conflict, Phase, Round
from zhengping.office.rounds.people import name_experts
from zhengping.office.rounds.taking_part import join

SETTINGS = (
    "name", "year", "edition", "monitoring_date", "experts_a_point", "difference", "blind_to_claims",
    "show_findings", "appeal_days", "answer_days", "pass_mark", "top_mark", "note",
)  # fmt: skip
"""What a person may choose of a round."""


def make(
    settings: Mapping[str, Any],
    windows: Mapping[Phase, Days],
    departments: Iterable[Department],
    experts: Iterable[User],
    actor: Any,
    request: HttpRequest | None = None,
) -> Round:
    """A new round in preparation, with its calendar, departments (facts as they hold now) and experts."""
    with transaction.atomic():
        made = Round.objects.create(**settings, made_at=clock.now(), made_by=actor)
        keep_windows(made, windows)
        record(actor, "round.made", made, request=request, name=made.name)
        join(made, departments, actor, request)
        name_experts(made, experts, actor, request)
    return made


class Clash(InputError):
    """Somebody else changed the round since it was opened; `theirs` says what is kept now (words, value)."""

    def __init__(self, message: str, theirs: list[tuple[str, str]]) -> None:
        super().__init__(message)
        self.theirs = theirs


def change(
    round: Round,
    settings: Mapping[str, Any],
    windows: Mapping[Phase, Days],
    version: int,
    actor: Any,
    request: HttpRequest | None = None,
) -> bool:
    """Saves settings and calendar where nobody changed the round since `version`; False where nothing differs."""
    with transaction.atomic():
        held = Round.objects.select_for_update().get(pk=round.pk)
        kept = {window.phase: (window.starts, window.ends) for window in held.windows.all()}
        before = {name: getattr(held, name) for name in SETTINGS}
        changed = {name: value for name, value in settings.items() if before.get(name) != value}
        moved = {phase: days for phase, days in windows.items() if kept.get(phase) != days}
        if not changed and not moved:
            return False
        if held.version != version:
            raise Clash(*_clash(held, changed, moved))
        if held.archived:
            raise InputError("本轮次已归档，不再修改")
        if held.phase != Phase.PREPARATION and ({"edition", "monitoring_date"} & set(changed)):
            raise InputError("指标体系和监测点只能在“准备”阶段修改")
        for name, value in changed.items():
            setattr(held, name, value)
        held.version += 1
        held.save()
        keep_windows(held, moved)
        record(
            actor, "round.changed", held, request=request,
            before={**{n: before[n] for n in changed}, **{f"calendar.{p}": kept.get(p) for p in moved}},
            after={**changed, **{f"calendar.{p}": moved[p] for p in moved}},
        )  # fmt: skip
    return True


def _clash(held: Round, changed: Mapping[str, Any], moved: Mapping[Phase, Days]) -> tuple[str, list[tuple[str, str]]]:
    last = AuditEntry.objects.filter(
        target=f"{Round._meta.label_lower}:{held.pk}", action__in=("round.changed", "round.moved")
    ).last()
    who = f"{last.actor_name} 在 {timezone.localtime(last.at):%Y-%m-%d %H:%M} 改过" if last else "别人改过"
    theirs = [
        (str(getattr(Round._meta.get_field(name), "verbose_name", name)), _words(getattr(held, name)))
        for name in changed
    ]
    for phase in moved:
        window = held.windows.filter(phase=phase).first()
        theirs.append((phase.label, f"{window.starts} 至 {window.ends}" if window else "（没有）"))
    return f"您打开以后，{who}本轮次；没有保存，您填的还在下面。核对后再次保存即以您填的为准", theirs


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return plain(value) if hasattr(value, "quantize") else str(value)


def a_year_later(day: date) -> date:
    """The same day a year later; 29 February becomes 28."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def name_of_next(round: Round) -> str:
    """The name for next year's round: the year in it counted up, or the next year put before it."""
    year, following = str(round.year), str(round.year + 1)
    return round.name.replace(year, following) if year in round.name else f"{following}年{round.name}"


def copy(round: Round, actor: Any, request: HttpRequest | None = None) -> Round:
    """Next year's round: dates a year later, departments that still take part with their facts as they hold now,

    experts, conflicts and settings as before. InputError where there is one of that name.
    """
    name = name_of_next(round)
    if Round.objects.filter(name=name).exists():
        raise InputError(f"已有名为“{name}”的轮次；要再复制，请先给那一轮次改名")
    settings = {one: getattr(round, one) for one in SETTINGS}
    settings |= {
        "name": name, "year": round.year + 1, "note": "",
        "monitoring_date": a_year_later(round.monitoring_date),
    }  # fmt: skip
    windows = {Phase(w.phase): (a_year_later(w.starts), a_year_later(w.ends)) for w in round.windows.all()}
    departments = Department.objects.filter(participations__round=round, active=True).prefetch_related(
        "sites", "former_names"
    )
    experts = User.objects.filter(expert_rounds__round=round, is_active=True)
    with transaction.atomic():
        made = make(settings, windows, departments, experts, actor, request)
        there = set(made.participations.values_list("department_id", flat=True))
        Conflict.objects.bulk_create(
            [
                Conflict(round=made, user_id=one.user_id, department_id=one.department_id, reason=one.reason)
                for one in round.conflicts.filter(user__is_active=True)
                if one.department_id in there
            ]
        )
        record(actor, "round.copied", made, request=request, source=round.pk)
    return made
