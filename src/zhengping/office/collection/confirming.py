"""The office stands by a machine value: all judged ones at once, or point by point after looking."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.http import HttpRequest

from zhengping.errors import InputError
from zhengping.office.collection.models import Confirmation, PointFinding
from zhengping.office.core import clock
from zhengping.office.core.audit import record
from zhengping.office.core.fields import plain
from zhengping.office.results.settling import settle
from zhengping.office.rounds.models import Participation, Phase, Round


def confirm(finding: PointFinding, note: str, actor: Any, request: HttpRequest | None = None) -> bool:
    """Confirms one value; False where the same finding is confirmed already. A suggested value needs a note

    that says on what it was confirmed.
    """
    if finding.value is None:
        raise InputError(f"{finding.point}：机器没有给出分值，不能确认")
    if finding.state == "suggested" and not note.strip():
        raise InputError(f"{finding.point}：建议值须核实后确认，请写明核实情况")
    with transaction.atomic():
        participation = _held(finding.run.participation_id)
        if not finding.run.current:
            raise InputError(f"{finding.point}：已有更新的采集结果，请按新的结果确认")
        done = _confirm(participation, [finding], note, actor, request)
    return done > 0


def confirm_judged(participation: Participation, actor: Any, request: HttpRequest | None = None) -> int:
    """Confirms every value that the machine stands by; gives how many are new or have changed."""
    with transaction.atomic():
        held = _held(participation.pk)
        findings = PointFinding.objects.filter(run__participation=held, run__current=True, state="judged")
        return _confirm(held, findings.exclude(value=None), "", actor, request)


def confirm_judged_of_round(round: Round, actor: Any, request: HttpRequest | None = None) -> int:
    """The same for all departments of a round."""
    return sum(confirm_judged(one, actor, request) for one in round.participations.filter(runs__current=True))


def withdraw(confirmation: Confirmation, reason: str, actor: Any, request: HttpRequest | None = None) -> None:
    """Takes a confirmation back, with a reason."""
    if not reason.strip():
        raise InputError("撤销确认须写明理由")
    with transaction.atomic():
        participation = _held(confirmation.participation_id)
        if not Confirmation.objects.filter(pk=confirmation.pk).exists():
            return
        record(
            actor, "machine_value.withdrawn", confirmation.finding, department=participation.department,
            request=request, point=confirmation.point, before=plain(confirmation.value), after=None, why=reason.strip(),
        )  # fmt: skip
        confirmation.delete()
        settle(participation, actor, f"撤销对机器结论的确认：{reason.strip()}"[:1000])


def _held(number: int) -> Participation:
    held = Participation.objects.select_for_update(of=("self",)).select_related("round", "department").get(pk=number)
    if held.round.archived or held.round.phase == Phase.PUBLICATION:
        raise InputError("本轮次已公布或归档，不再确认")
    return held


def _confirm(
    participation: Participation,
    findings: Iterable[PointFinding],
    note: str,
    actor: Any,
    request: HttpRequest | None,
) -> int:
    there = {one.point: one for one in participation.confirmations.all()}
    changed: dict[str, list[str]] = {}
    for finding in findings:
        old = there.get(finding.point)
        assert finding.value is not None
        if old is not None and old.finding_id == finding.pk:
            continue
        Confirmation.objects.update_or_create(
            participation=participation,
            point=finding.point,
            defaults={
                "finding": finding,
                "value": finding.value,
                "note": note.strip()[:300],
                "by": actor,
                "at": clock.now(),
            },
        )
        before: Decimal | None = old.value if old else None
        changed[finding.point] = [plain(before), plain(finding.value)]
    if changed:
        record(
            actor, "machine_value.confirmed", participation, department=participation.department, request=request,
            points=changed, note=note.strip(),
        )  # fmt: skip
        settle(participation, actor, note.strip() or "确认机器结论")
    return len(changed)
