"""A department appeals against the value of a point, or takes its appeal back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from zhengping.errors import InputError
from zhengping.office.accounts.models import User
from zhengping.office.appeals.deadlines import due_day, why_closed
from zhengping.office.appeals.models import Appeal
from zhengping.office.assessment.models import Proof, SelfAssessment
from zhengping.office.assessment.proofs import take_proof
from zhengping.office.core import clock
from zhengping.office.core.audit import record
from zhengping.office.core.fields import plain
from zhengping.office.core.roles import OFFICE
from zhengping.office.notices.telling import tell
from zhengping.office.results.models import PointStanding
from zhengping.office.rounds.models import Participation

OPEN = (Appeal.State.FILED, Appeal.State.EXPERTS)


@dataclass(frozen=True)
class NewFile:
    """A proof that comes with the appeal: its name as it was sent, its bytes."""

    name: str
    body: bytes


def file_appeal(
    participation: Participation,
    point: str,
    actor: Any,
    *,
    reason: str,
    wanted: Decimal | None = None,
    proofs: Iterable[Proof] = (),
    files: Sequence[NewFile] = (),
    evidence_date: date | None = None,
    request: HttpRequest | None = None,
) -> Appeal:
    """Files an appeal with its proofs, in one transaction.

    The same form sent twice gives the appeal that is there. InputError (one Chinese line) where the period is over,
    an appeal on the point is open, the wanted value is not above what holds, or a proof is refused.
    """
    with transaction.atomic():
        held = Participation.objects.select_for_update(of=("self",)).select_related("round", "department")
        own = held.get(pk=participation.pk)
        if closed := why_closed(own):
            raise InputError(closed)
        there = Appeal.objects.filter(participation=own, point=point, state__in=OPEN).first()
        if there is not None:
            if there.reason == reason and there.wanted == wanted:
                return there
            raise InputError("这一采分点已有一件申诉等待答复；要改写的，请先撤回那一件")
        standing = PointStanding.objects.filter(participation=own, point=point).first()
        value = standing.value if standing else None
        if wanted is not None and value is not None and wanted <= value:
            raise InputError(f"认为应得的分值应高于现在的 {plain(value)}")
        filed = clock.now()
        appeal = Appeal.objects.create(
            participation=own,
            point=point,
            reason=reason,
            wanted=wanted,  # type: ignore[misc]
            value_then=value,
            filed_by=actor,
            filed_at=filed,
            due=due_day(own.round, clock.today()),
        )
        appeal.proofs.set([*proofs, *_taken(own, files, evidence_date, actor, request)])
        record(
            actor,
            "appeal.filed",
            appeal,
            department=own.department,
            request=request,
            point=point,
            value=plain(value),
            wanted=plain(wanted),
            why=reason,
            proofs=list(appeal.proofs.values_list("pk", flat=True)),
        )
        tell(
            User.objects.filter(role__in=OFFICE),
            "appeal",
            f"appeal:{appeal.pk}:filed",
            f"{own.department} 对 {point} 提出申诉，请在 {appeal.due} 前答复",
            reverse("appeal", args=[appeal.pk]),
        )
    return appeal


def _taken(
    participation: Participation, files: Sequence[NewFile], day: date | None, actor: Any, request: HttpRequest | None
) -> list[Proof]:
    """New proofs, kept by the self-assessment's own service."""
    if not files:
        return []
    own, _ = SelfAssessment.objects.get_or_create(participation=participation)
    return [
        take_proof(own, one.name, one.body, actor, evidence_date=day, description="申诉材料", request=request)
        for one in files
    ]


def withdraw(appeal: Appeal, actor: Any, request: HttpRequest | None = None) -> bool:
    """Takes an open appeal back; False where it is withdrawn already. InputError where it was answered."""
    with transaction.atomic():
        held = Appeal.objects.select_for_update(of=("self",)).select_related("participation__department")
        own = held.get(pk=appeal.pk)
        if own.state == Appeal.State.WITHDRAWN:
            return False
        if not own.is_open:
            raise InputError(f"这件申诉已经答复（{own.get_state_display()}），不能再撤回")
        before, own.state = own.state, Appeal.State.WITHDRAWN
        own.withdrawn_at = clock.now()
        own.version += 1
        own.save(update_fields=["state", "withdrawn_at", "version"])
        department = own.participation.department
        record(actor, "appeal.withdrawn", own, department=department, request=request, before=before, after=own.state)
        tell(
            User.objects.filter(role__in=OFFICE),
            "appeal",
            f"appeal:{own.pk}:withdrawn",
            f"{department} 撤回了对 {own.point} 的申诉",
            reverse("appeal", args=[own.pk]),
        )
    return True
