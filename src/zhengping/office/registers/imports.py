"""Every register as a kind of import, for a round."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from zhengping.errors import InputError
from zhengping.office.core import clock
from zhengping.office.departments.columns import DEPARTMENT_OF
from zhengping.office.departments.models import Department
from zhengping.office.departments.names import Names
from zhengping.office.registers.keeping import data_of, settle_departments, values_of
from zhengping.office.registers.kinds import KINDS, RegisterKind
from zhengping.office.registers.ledgers import counts_in
from zhengping.office.registers.models import RegisterEntry
from zhengping.office.registers.windows import window_of
from zhengping.office.rounds.models import Participation, Round
from zhengping.office.sheets.fields import Field, Value
from zhengping.office.sheets.keeping import Keeper
from zhengping.office.sheets.kinds import Kind, Plan, Scope, register
from zhengping.office.sheets.tables import Row


def columns_of(kind: RegisterKind) -> tuple[Field, ...]:
    """The columns of the file: the department, then the register's own."""
    if not kind.by_site_code:
        return (DEPARTMENT_OF, *kind.fields)
    optional = Field(
        DEPARTMENT_OF.key,
        DEPARTMENT_OF.words,
        DEPARTMENT_OF.synonyms,
        longest=DEPARTMENT_OF.longest,
        help=f"{DEPARTMENT_OF.help}；不填的，按网站标识码认",
        example=DEPARTMENT_OF.example,
    )
    return (optional, *kind.fields)


def faults_of(kind: RegisterKind, values: Mapping[str, Value]) -> dict[str, str]:
    """What is wrong between the columns of one row; the same for files and for forms."""
    faults = kind.check(values)
    if not faults and not kind.number_of(values):
        key = next((one.key for one in kind.fields if one.required), "key")
        faults = {key: "没有填；请补上"}
    return faults


def _planner(kind: RegisterKind) -> Callable[[Sequence[Row], Scope], list[Plan]]:
    words = {field.key: field.words for field in columns_of(kind)}

    def plan(rows: Sequence[Row], scope: Scope) -> list[Plan]:
        round = _round(scope)
        names, window = Names(), window_of(round)
        taking_part = set(Participation.objects.filter(round=round).values_list("department_id", flat=True))
        there = {(e.department_id, e.key): e for e in RegisterEntry.objects.filter(round=round, kind=kind.key)}
        owners: dict[str, set[int]] = {}
        for number, key in there:
            owners.setdefault(key, set()).add(number)
        plans = []
        for row in rows:
            values = {**data_of(kind, row.values), **({"key": row.values["key"]} if "key" in row.values else {})}
            key = kind.number_of(values) if not row.errors else str(values.get("key", ""))
            if "key" in values:
                values["key"] = key
            one = Plan("", key)
            department = _department(kind, row, names, one)
            if department is not None and department.pk not in taking_part:
                one.errors.append(f"“部门”{department.name}不参加“{round.name}”；请核对部门，或先把它加入轮次")
            if department is not None and not row.errors:
                one.errors += [f"“{words[name]}”{line}" for name, line in faults_of(kind, values).items()]
                one.key, one.label, one.department = (
                    f"{department.pk} {key}",
                    f"{department.name}：{key}",
                    department.pk,
                )
                one.wanted = {**values, "department": department.name}
                one.object = there.get((department.pk, key))
                if one.object is not None:
                    now = values_of(one.object)
                    one.current = {"department": department.name, **{name: now.get(name, "") for name in values}}
                others = [names.departments[n].name for n in owners.get(key, ()) if n != department.pk]
                if kind.by_site_code and others:
                    one.told = f"编号“{key}”也登记在{others[0]}；请核对"
                if not counts_in(window, kind.key, values):
                    one.told = f"日期不在本轮期间（{window.words}），不计分"
            plans.append(one)
        return plans

    return plan


def _department(kind: RegisterKind, row: Row, names: Names, plan: Plan) -> Department | None:
    """The department of a row by its name, else by the code of its site."""
    words, code = row.values.get("department"), str(row.values.get("site_code") or "")
    if not words and kind.by_site_code:
        found = names.by_site_code(code) if code else None
        if found is None:
            why = f"没有网站的标识码是“{code}”" if code else "没有填，也没有网站标识码"
            plan.errors.append(f"“部门”{why}；请填部门")
        return found
    if not words:
        return None
    try:
        return names.find(str(words))
    except InputError as error:
        plan.errors.append(f"“部门”{error}")
        return None


def _applier(kind: RegisterKind) -> Callable[[Row, Plan, Scope, Keeper], None]:
    def apply(row: Row, plan: Plan, scope: Scope, keeper: Keeper) -> None:
        data = data_of(kind, plan.wanted)
        if plan.object is not None:
            keeper.change(plan.object, {"data": {**plan.object.data, **data}}, row.number, plan.label)
            return
        key = kind.number_of(plan.wanted)
        made = RegisterEntry(round_id=scope.round_number, department_id=plan.department, kind=kind.key, key=key,
                             data=data, batch_id=keeper.batch.pk if keeper.batch else None, row=row.number,
                             by=scope.actor, at=clock.now())  # fmt: skip
        keeper.create(made, row.number, plan.label)

    return apply


def _exporter(kind: RegisterKind) -> Callable[[Scope], Iterable[Mapping[str, Value]]]:
    def rows(scope: Scope) -> Iterable[Mapping[str, Value]]:
        entries = RegisterEntry.objects.filter(round=_round(scope), kind=kind.key)
        for entry in entries.select_related("department").order_by("department__code", "key"):
            yield {"department": entry.department.name, **values_of(entry)}

    return rows


def _after(touched: Sequence[Any], scope: Scope, why: str) -> None:
    settle_departments(_round(scope), {one.department_id for one in touched}, scope.actor, why)


def _round(scope: Scope) -> Round:
    found = Round.objects.filter(pk=scope.round_number or 0).first()
    if found is None:
        raise InputError("没有这一轮次；请从“登记”页面进入")
    return found


def _standing(scope: Scope) -> str:
    round = _round(scope)
    return f"“{round.name}”已归档，不能再导入登记" if round.archived else ""


def _name(number: int) -> str:
    found = Round.objects.filter(pk=number).first()
    return found.name if found else ""


for _at, _kind in enumerate(KINDS.values()):
    if not _kind.from_departments:
        register(
            Kind(
                _kind.import_key,
                _kind.words,
                _kind.about,
                columns_of(_kind),
                _planner(_kind),
                _applier(_kind),
                _exporter(_kind),
                _after,
                _standing,
                _name,
                by_round=True,
                order=200 + _at,
            )
        )
