"""Applications for bonus (8.1.1 case, 8.1.2 award, 8.1.3 media): made by the department, decided by the office."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from zhengping.errors import InputError
from zhengping.office.assessment.drafts import locked, open_for_change
from zhengping.office.assessment.errors import Clash
from zhengping.office.assessment.models import BonusApplication, Proof
from zhengping.office.core import clock
from zhengping.office.core.audit import record
from zhengping.office.core.fields import exact, plain
from zhengping.office.registers.models import RegisterState
from zhengping.office.results.settling import settle
from zhengping.office.results.sources import gives_extras
from zhengping.office.rounds.models import Participation

Kind = BonusApplication.Kind
FIELDS = ("kind", "title", "explanation", "issuer", "day", "address")
HIGHEST = {Kind.CASE: Decimal(2), Kind.AWARD: Decimal(1), Kind.MEDIA: Decimal(1)}
MOST = 40
_NOISE = re.compile(r"[\W_]+")


def save_application(
    participation: Participation,
    given: Mapping[str, Any],
    proofs: Iterable[Proof],
    actor: Any,
    *,
    application: BonusApplication | None = None,
    seen: int = 0,
    request: HttpRequest | None = None,
) -> BonusApplication:
    """Makes or changes an application. Raises NotNow, or Clash where another person changed it since version `seen`.

    A change takes an earlier decision back: what was decided was another application.
    """
    with transaction.atomic():
        own = open_for_change(participation, actor)
        chosen = {proof.pk for proof in proofs}
        if application is None:
            same = own.applications.filter(**{name: given[name] for name in FIELDS}).first()
            if same is not None:
                return same
            if own.applications.count() >= MOST:
                raise InputError(f"加分申报已有 {MOST} 项，请先删去不必要的")
            row = BonusApplication(self_assessment=own)
            before = None
        else:
            row = own.applications.select_for_update().get(pk=application.pk)
            before = as_record(row)
            if before == {**before, **_texts(given)} and {proof.pk for proof in row.proofs.all()} == chosen:
                return row
            if row.version != seen:
                raise Clash("同部门的另一位填报人刚刚改过这项申报，下面是您填的内容；请核对后再保存")
            row.version += 1
        for name in FIELDS:
            setattr(row, name, given[name])
        counted = row.decided is not None
        row.decided, row.reason, row.decided_by, row.decided_at, row.handed_in_at = None, "", None, None, None
        row.save()
        row.proofs.set(own.proofs.filter(pk__in=chosen))
        record(
            actor,
            "application.saved",
            row,
            department=participation.department_id,
            request=request,
            before=before,
            after=as_record(row),
        )
        if counted:
            settle(participation, actor, "加分申报有改动，原认定作废")
        return row


def remove_application(application: BonusApplication, actor: Any, request: HttpRequest | None = None) -> None:
    """Takes an application out before the submission; the record keeps what it was."""
    participation = application.self_assessment.participation
    with transaction.atomic():
        open_for_change(participation, actor)
        row = BonusApplication.objects.filter(pk=application.pk).first()
        if row is None:
            return
        record(
            actor,
            "application.removed",
            row,
            department=participation.department_id,
            request=request,
            before=as_record(row),
        )
        counted = row.decided is not None
        row.delete()
        if counted:
            settle(participation, actor, "撤下加分申报")


def decide(
    application: BonusApplication, value: str, reason: str, seen: int, actor: Any, request: HttpRequest | None = None
) -> BonusApplication:
    """The office's decision: a case's score from 0 to 2, an award's or a report's 1 or 0; always with a reason."""
    participation = application.self_assessment.participation
    with transaction.atomic():
        locked(participation)
        row = BonusApplication.objects.select_for_update().get(pk=application.pk)
        highest = HIGHEST[Kind(row.kind)]
        try:
            number = exact(value, int(highest))
        except ValidationError as error:
            raise InputError(f"认定：{error.messages[0]}") from None
        if row.kind != Kind.CASE and number not in (0, 1):
            raise InputError("认定：表彰和媒体报道按次计，请填 1（认定）或 0（不认定）")
        if not reason.strip():
            raise InputError("理由：请写认定的理由，部门能看到")
        if (row.decided, row.reason) == (number, reason.strip()):
            return row
        if row.version != seen:
            raise Clash("这项申报刚刚被改过或认定过，请看过新的内容再认定")
        before = {"decided": plain(row.decided), "reason": row.reason}
        row.decided, row.reason = number, reason.strip()[:500]
        row.decided_by, row.decided_at = actor, clock.now()
        row.version += 1
        row.save()
        record(
            actor,
            "application.decided",
            row,
            department=participation.department_id,
            request=request,
            before=before,
            after={"decided": plain(row.decided), "reason": row.reason},
        )
        settle(participation, actor, f"加分申报“{row.title}”：{row.reason}"[:1000])
        return row


def event_keys(application: BonusApplication) -> set[str]:
    """What tells an event: its title with its day, and its address; without spaces, marks and width."""
    title = _NOISE.sub("", unicodedata.normalize("NFKC", application.title)).lower()
    keys = {f"{application.kind}|{title}|{application.day or ''}"}
    if application.address:
        address = re.sub(r"^https?://(www\.)?", "", application.address.strip().lower()).rstrip("/")
        keys.add(f"{application.kind}|{address}")
    return keys


def repeated(applications: Iterable[BonusApplication]) -> dict[int, str]:
    """For each application that repeats an earlier one of the same kind: a Chinese line that names it."""
    seen: dict[str, BonusApplication] = {}
    found: dict[int, str] = {}
    for application in sorted(applications, key=lambda one: one.pk):
        keys = event_keys(application)
        first = next((seen[key] for key in keys if key in seen), None)
        if first is not None:
            found[application.pk] = f"与“{first.title}”是同一事件，只计一次"
        for key in keys:
            seen.setdefault(key, first or application)
    return found


REGISTERS = {Kind.AWARD: "awards", Kind.MEDIA: "media-reports"}
"""Registers of the same events, kept by the office."""


def kept_in_registers(round_number: int) -> set[Kind]:
    """Kinds whose register the office declared complete: then the register alone counts, so no event counts twice."""
    complete = set(
        RegisterState.objects.filter(round=round_number, complete=True, kind__in=REGISTERS.values()).values_list(
            "kind", flat=True
        )
    )
    return {kind for kind, register in REGISTERS.items() if register in complete}


@gives_extras
def bonus_of(participation: Participation) -> dict[str, Any]:
    """The bonus of the decided applications; an event once, by its highest decision.

    Awards and media reports are left to the office's register where that is complete.
    """
    by_register = kept_in_registers(participation.round_id)
    decided = BonusApplication.objects.filter(
        self_assessment__participation=participation, decided__isnull=False, handed_in_at__isnull=False
    ).order_by("pk")
    best: list[tuple[set[str], BonusApplication, Decimal]] = []
    for application in decided:
        value = application.decided or Decimal(0)
        keys = event_keys(application)
        same = next((at for at, (known, _, _) in enumerate(best) if known & keys), None)
        if same is None:
            best.append((keys, application, value))
        else:
            known, first, before = best[same]
            best[same] = (known | keys, first, max(before, value))
    bonus: dict[str, Any] = {}
    for kind, name in ((Kind.CASE, "cases"), (Kind.AWARD, "awards"), (Kind.MEDIA, "media_reports")):
        values = [value for _, one, value in best if one.kind == kind]
        if values and kind not in by_register:
            counted = [plain(value) for value in values if value]
            bonus[name] = counted if kind == Kind.CASE else len(counted)
    return {"bonus": bonus} if bonus else {}


def _texts(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: str(given[name] or "") for name in FIELDS}


def as_record(application: BonusApplication) -> dict[str, Any]:
    """An application as the record and the submission keep it."""
    return {name: str(getattr(application, name) or "") for name in FIELDS}
