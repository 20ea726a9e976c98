"""The course of an import: tried out, applied, undone. Each step is one transaction; nothing is half saved."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.http import HttpRequest

from zhengping.errors import InputError
from zhengping.office.core import clock
from zhengping.office.core.audit import record
from zhengping.office.sheets.keeping import Keeper, reasons_against_undoing, undo
from zhengping.office.sheets.kinds import Kind, Plan, Scope, kind_of
from zhengping.office.sheets.models import ImportBatch
from zhengping.office.sheets.tables import Row, Table, read_table

FATES = {"new": "新增", "changed": "修改", "same": "无变化", "wrong": "有误"}


def try_out(
    kind: Kind, content: bytes, file_name: str, scope: Scope, request: HttpRequest | None = None
) -> ImportBatch:
    """Reads a file, works out what each row would do and keeps that; changes nothing else.

    Raises InputError (one line) where the file as a whole can't be used.
    """
    refuse_where_closed(kind, scope)
    table = read_table(content, file_name, kind.fields)
    plans = planned(kind, table, scope)
    digest = hashlib.sha256(content).hexdigest()
    told = list(table.told)
    earlier = (
        ImportBatch.objects.filter(
            kind=kind.key, sha256=digest, state=ImportBatch.State.APPLIED, round_number=scope.round_number
        )
        .select_related("by")
        .first()
    )
    if earlier is not None:
        told.insert(0, f"同一份文件已由 {earlier.by} 在 {_local(earlier.applied_at)} 导入过（第 {earlier.pk} 批）")
    with transaction.atomic():
        batch = ImportBatch.objects.create(
            kind=kind.key,
            round_number=scope.round_number,
            file_name=file_name[-200:],
            sha256=digest,
            content=content,
            by=scope.actor,
            at=clock.now(),
            fates=fates_of(kind, table.rows, plans),
            told=told,
        )
        record(scope.actor, "import.tried", batch, request=request, kind=kind.key, file=file_name, sha256=digest)
    return batch


def _local(moment: Any) -> str:
    from django.utils import timezone

    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else "以前"


def refuse_where_closed(kind: Kind, scope: Scope) -> None:
    """InputError where this kind takes no import now."""
    if reason := kind.standing(scope):
        raise InputError(reason)


def planned(kind: Kind, table: Table, scope: Scope) -> list[Plan]:
    """The plan of every row; what is wrong in a row's cells and rows that say the same twice come on top."""
    plans = list(kind.plan(table.rows, scope))
    first: dict[str, int] = {}
    for at, (row, plan) in enumerate(zip(table.rows, plans, strict=True)):
        plan.errors[:0] = row.errors
        if not plan.key:
            continue
        if plan.key not in first:
            first[plan.key] = at
            continue
        earlier = first[plan.key]
        number = table.rows[earlier].number
        if plans[earlier].wanted == plan.wanted and not plan.errors:
            plan.current = plan.wanted
            plan.told = f"与第 {number} 行重复，只导入一次"
        else:
            plan.errors.append(f"与第 {number} 行是同一条（{plan.label}）而内容不同；请只留一行")
    return plans


def fate_of(plan: Plan) -> str:
    """new, changed, same or wrong."""
    if plan.errors:
        return "wrong"
    if plan.current is None:
        return "new"
    return "changed" if changes_of(plan) else "same"


def changes_of(plan: Plan) -> list[str]:
    """The columns in which a row differs from what is there."""
    current = plan.current or {}
    return [key for key, value in plan.wanted.items() if key in current and current[key] != value]


def fates_of(kind: Kind, rows: Sequence[Row], plans: Sequence[Plan]) -> list[dict[str, Any]]:
    """What is kept and shown of each row."""
    by_key = {one.key: one for one in kind.fields}
    fates = []
    for row, plan in zip(rows, plans, strict=True):
        fate = fate_of(plan)
        words = "；".join(plan.errors) if plan.errors else plan.told
        changes = [
            [by_key[key].words, by_key[key].show((plan.current or {})[key]), by_key[key].show(plan.wanted[key])]
            for key in (changes_of(plan) if fate == "changed" else ())
        ]
        fates.append(
            {"row": row.number, "fate": fate, "key": plan.key, "label": plan.label, "words": words, "changes": changes}
        )
    return fates


def counts_of(fates: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """How many rows have which fate, in the order of `FATES`."""
    counts = Counter(one["fate"] for one in fates)
    return {fate: counts[fate] for fate in FATES}


def apply(batch: ImportBatch, actor: Any, leave_out_wrong: bool, request: HttpRequest | None = None) -> ImportBatch:
    """Does what was tried out. InputError where it was done already, where what is there has changed since the trial

    (the new fates are kept, to be looked at again), or where rows are wrong and were not said to be left out.
    """
    changed_since = ""
    with transaction.atomic():
        locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if locked.state != ImportBatch.State.TRIED:
            raise InputError(f"这一批{ImportBatch.State(locked.state).label}，不能再导入")
        kind = _kind(locked)
        scope = Scope(actor, locked.round_number)
        refuse_where_closed(kind, scope)
        table = read_table(bytes(locked.content), locked.file_name, kind.fields)
        plans = planned(kind, table, scope)
        fates = fates_of(kind, table.rows, plans)
        wrong = counts_of(fates)["wrong"]
        if fates != locked.fates:
            numbers = [one["row"] for one, other in zip(fates, locked.fates, strict=False) if one != other] or ["全部"]
            shown = "、".join(map(str, numbers[:8])) + ("等" if len(numbers) > 8 else "")
            changed_since = f"试导入之后数据有变化（第 {shown} 行），没有导入；下面是新的结果，请看过再导入"
            locked.fates = fates
            locked.save(update_fields=["fates"])
        elif wrong and not leave_out_wrong:
            raise InputError(f"有 {wrong} 行有误，没有导入；请改好文件重新上传，或勾选“跳过有误的行”")
        else:
            _apply(locked, kind, table.rows, plans, scope, request)
    if changed_since:
        raise InputError(changed_since)
    return locked


def _apply(
    batch: ImportBatch,
    kind: Kind,
    rows: Sequence[Row],
    plans: Sequence[Plan],
    scope: Scope,
    request: HttpRequest | None,
) -> None:
    keeper = Keeper(batch)
    done = Counter[str]()
    for row, plan in zip(rows, plans, strict=True):
        fate = fate_of(plan)
        done[fate] += 1
        if fate in ("new", "changed"):
            kind.apply(row, plan, scope, keeper)
    if not done["new"] + done["changed"]:
        raise InputError("没有可以导入的行：全部有误或与现有内容相同")
    batch.before = keeper.write()
    batch.state = ImportBatch.State.APPLIED
    batch.applied_at, batch.applied_by = clock.now(), scope.actor
    batch.left_out = done["wrong"]
    batch.save(update_fields=["before", "state", "applied_at", "applied_by", "left_out"])
    kind.after(keeper.touched(), scope, f"导入“{kind.words}”（第 {batch.pk} 批）")
    record(scope.actor, "import.applied", batch, request=request, kind=kind.key, counts=dict(done), sha256=batch.sha256)


def take_back(batch: ImportBatch, actor: Any, request: HttpRequest | None = None) -> ImportBatch:
    """Undoes an applied import; InputError with the reasons where rows were changed since."""
    with transaction.atomic():
        locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if locked.state != ImportBatch.State.APPLIED:
            raise InputError(f"这一批{ImportBatch.State(locked.state).label}，没有可撤销的")
        kind = _kind(locked)
        scope = Scope(actor, locked.round_number)
        refuse_where_closed(kind, scope)
        reasons = reasons_against_undoing(locked.before)
        if reasons:
            more = f"等 {len(reasons)} 处" if len(reasons) > 5 else ""
            raise InputError(f"不能撤销：{'；'.join(reasons[:5])}{more}。请先把这些内容改回，或逐条处理")
        touched = undo(locked.before)
        locked.state = ImportBatch.State.UNDONE
        locked.undone_at, locked.undone_by = clock.now(), actor
        locked.save(update_fields=["state", "undone_at", "undone_by"])
        kind.after(touched, scope, f"撤销导入“{kind.words}”（第 {locked.pk} 批）")
        record(actor, "import.undone", locked, request=request, kind=kind.key, rows=len(touched))
    return locked


def _kind(batch: ImportBatch) -> Kind:
    kind = kind_of(batch.kind)
    if kind is None:
        raise InputError("这一种类已不再支持导入")
    return kind
