"""Changes of registers: rows by hand, the state of a register; each recorded, and the values settled in one step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest

from zhengping.errors import InputError
from zhengping.office.core import clock
from zhengping.office.core.audit import record
from zhengping.office.departments.changing import on_change
from zhengping.office.departments.models import Department
from zhengping.office.registers.kinds import KINDS, RegisterKind
from zhengping.office.registers.models import RegisterEntry, RegisterState
from zhengping.office.registers.rules import parse_steps
from zhengping.office.results.settling import settle
from zhengping.office.rounds.models import Participation, Round
from zhengping.office.sheets.clashes import changes
from zhengping.office.sheets.fields import Value


def refuse_archived(round: Round) -> None:
    """InputError where a round takes no change any more."""
    if round.archived:
        raise InputError(f"“{round.name}”已归档，登记不能再改")


def settle_departments(round: Round, departments: Iterable[int], actor: Any, why: str) -> None:
    """Settles these departments' values in a round."""
    concerned = Participation.objects.filter(round=round, department_id__in=set(departments))
    for participation in concerned.select_related("round", "department"):
        settle(participation, actor, why)


def settle_all(round: Round, actor: Any, why: str) -> None:
    """Settles every department of a round."""
    for participation in Participation.objects.filter(round=round).select_related("round", "department"):
        settle(participation, actor, why)


def data_of(kind: RegisterKind, values: Mapping[str, Value]) -> dict[str, Value]:
    """What is kept of a row: its columns, lists as lists."""
    return {
        column.key: list(values[column.key]) if isinstance(values[column.key], tuple) else values[column.key]
        for column in kind.columns
        if column.key in values
    }


def values_of(entry: RegisterEntry) -> dict[str, Value]:
    """A row by its columns, with its number."""
    return {**entry.data, "key": entry.key}


def add(
    kind: RegisterKind,
    round: Round,
    department: Department,
    values: Mapping[str, Value],
    actor: Any,
    request: HttpRequest | None = None,
) -> RegisterEntry:
    """A row by hand; InputError where it is there already."""
    refuse_archived(round)
    key = kind.number_of(values)
    with transaction.atomic():
        try:
            with transaction.atomic():
                entry = RegisterEntry.objects.create(
                    round=round,
                    department=department,
                    kind=kind.key,
                    key=key,
                    data=data_of(kind, values),
                    by=actor,
                    at=clock.now(),
                )
        except IntegrityError:
            raise InputError(f"{department.name}已有“{key}”这一条；请到列表里修改它") from None
        record(actor, "register.added", entry, department=department, request=request, kind=kind.key, key=entry.key,
               after=entry.data)  # fmt: skip
        settle_departments(round, [department.pk], actor, f"登记“{kind.words}”新增“{entry.key}”")
    return entry


def correct(
    entry: RegisterEntry,
    department: Department,
    values: Mapping[str, Value],
    reason: str,
    actor: Any,
    request: HttpRequest | None = None,
) -> None:
    """Corrects a row that the caller has locked; InputError where another row is the same."""
    kind = KINDS[entry.kind]
    before, former = values_of(entry), entry.department_id
    entry.data = {**entry.data, **data_of(kind, values)}
    entry.key = kind.number_of({**entry.data, "key": values.get("key", entry.key)})
    entry.department = department
    try:
        with transaction.atomic():
            entry.save(update_fields=["data", "key", "department"])
    except IntegrityError:
        raise InputError(f"{department.name}已有“{entry.key}”这一条；请核对编号") from None
    detail = changes(kind.fields, before, values_of(entry))
    record(actor, "register.changed", entry, department=department, request=request, kind=kind.key, key=entry.key,
           reason=reason, **detail)  # fmt: skip
    if entry.round is not None:
        settle_departments(entry.round, {former, department.pk}, actor, f"更正登记“{entry.key}”：{reason}")


def remove(entry: RegisterEntry, reason: str, actor: Any, request: HttpRequest | None = None) -> None:
    """Takes a row out; the record keeps what it was."""
    kind, round = KINDS[entry.kind], entry.round
    if round is not None:
        refuse_archived(round)
    with transaction.atomic():
        locked = RegisterEntry.objects.select_for_update().filter(pk=entry.pk).first()
        if locked is None:
            return
        record(actor, "register.removed", locked, department=locked.department, request=request, kind=kind.key,
               key=locked.key, before=locked.data, reason=reason)  # fmt: skip
        locked.delete()
        if round is not None:
            settle_departments(round, [entry.department_id], actor, f"删除登记“{entry.key}”：{reason}")


def set_complete(round: Round, kind: RegisterKind, complete: bool, actor: Any, request: HttpRequest | None) -> None:
    """Says that a register is complete, or takes that back; the values follow at once."""
    refuse_archived(round)
    with transaction.atomic():
        state = _state(round, kind, actor)
        if state.complete == complete:
            return
        state.complete, state.by, state.at = complete, actor, clock.now()
        state.save()
        action = "register.completed" if complete else "register.reopened"
        record(actor, action, state, request=request, kind=kind.key, round=round.pk)
        settle_all(round, actor, f"登记“{kind.words}”{'已齐全' if complete else '又要补充'}")


def set_settings(
    round: Round, kind: RegisterKind, settings: Mapping[str, Value], actor: Any, request: HttpRequest | None
) -> None:
    """What the office sets for a register of a round; InputError where the rule can't read it."""
    refuse_archived(round)
    if settings.get("steps"):
        parse_steps(str(settings["steps"]))
    if settings.get("full") == 0:
        raise InputError("满分次数至少 1 次")
    with transaction.atomic():
        state = _state(round, kind, actor)
        before = dict(state.chosen)
        if before == dict(settings):
            return
        state.chosen, state.by, state.at = dict(settings), actor, clock.now()
        state.save()
        record(actor, "register.set", state, request=request, kind=kind.key, round=round.pk, before=before,
               after=dict(settings))  # fmt: skip
        if state.complete:
            settle_all(round, actor, f"登记“{kind.words}”的规则设置改动")


def _state(round: Round, kind: RegisterKind, actor: Any) -> RegisterState:
    RegisterState.objects.get_or_create(round=round, kind=kind.key, defaults={"by": actor, "at": clock.now()})
    return RegisterState.objects.select_for_update().get(round=round, kind=kind.key)


@on_change
def follow_duties(departments: list[Department], actor: Any, why: str) -> None:
    """Settles anew where a department's duties count: in the rounds under way with that register complete."""
    rounds = Round.objects.filter(
        archived=False, register_states__kind="service-items", register_states__complete=True
    ).distinct()
    for round in rounds:
        settle_departments(round, [one.pk for one in departments], actor, why)
