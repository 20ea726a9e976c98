"""From draft to receipt: sent for review, sent back, submitted. A submission is frozen and hashed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from zhengping.errors import InputError
from zhengping.office.accounts.models import User
from zhengping.office.assessment.applying import as_record as application_as_record
from zhengping.office.assessment.claiming import as_record as claim_as_record
from zhengping.office.assessment.completeness import missing
from zhengping.office.assessment.drafts import State, locked, open_for_change, reopened
from zhengping.office.assessment.errors import NotNow
from zhengping.office.assessment.models import Proof, SelfAssessment, Submission
from zhengping.office.assessment.proofs import current, hand_in
from zhengping.office.assessment.sheet import Sheet, facts_of, load_sheet
from zhengping.office.assessment.timeliness import is_late
from zhengping.office.core import clock
from zhengping.office.core.audit import record
from zhengping.office.core.fields import plain
from zhengping.office.core.roles import OFFICE, Role
from zhengping.office.notices.telling import tell
from zhengping.office.results.settling import settle
from zhengping.office.rounds.models import Participation, Phase
from zhengping.office.rounds.phases import is_open

FORM = 1
"""Form of the frozen content; a receipt names it."""


def mark_ready(participation: Participation, actor: Any, request: HttpRequest | None = None) -> SelfAssessment:
    """The reporter sends it to the department's reviewer. Doing it twice is doing it once."""
    with transaction.atomic():
        own = locked(participation)
        if own.state == State.READY:
            return own
        own = open_for_change(participation, actor)
        own.state, own.ready_at, own.ready_by = State.READY, clock.now(), actor
        own.save(update_fields=["state", "ready_at", "ready_by"])
        _record(own, "self_assessment.ready", actor, request)
        reviewers = User.objects.filter(department_id=participation.department_id, role=Role.REVIEWER)
        _tell(own, reviewers, "ready", f"{participation.round}的自评已经填好，请您审核", "assessment_check")
        return own


def take_back(
    participation: Participation, actor: Any, reason: str = "", request: HttpRequest | None = None
) -> SelfAssessment:
    """The reviewer sends it back with a reason; the reporter may call it back without one."""
    if actor.role == Role.REVIEWER and not reason.strip():
        raise InputError("请写退回的理由，填报人据此修改")
    with transaction.atomic():
        own = locked(participation)
        if own.state != State.READY:
            return own
        own.state = State.RETURNED if actor.role == Role.REVIEWER else State.DRAFT
        own.return_reason = reason.strip()[:500]
        own.save(update_fields=["state", "return_reason"])
        _record(own, "self_assessment.returned", actor, request, why=own.return_reason)
        if actor.role == Role.REVIEWER:
            reporters = User.objects.filter(department_id=participation.department_id, role=Role.REPORTER)
            _tell(own, reporters, "returned", f"自评被退回：{own.return_reason}", "assessment_overview")
        return own


def submit(
    participation: Participation, actor: Any, *, knowing: bool = False, request: HttpRequest | None = None
) -> Submission:
    """The reviewer submits: the content is frozen, hashed and received; late or not is decided here for good.

    Raises NotNow outside the phase or before it is ready; InputError where something lacks and the reviewer did not
    say that he knows (`knowing`). A second submission of the same gives the first one's receipt.
    """
    with transaction.atomic():
        own = locked(participation)
        if own.state == State.SUBMITTED and not reopened(own):
            return own.submissions.order_by("number").last() or _none()
        if not is_open(participation.round, [Phase.SELF_ASSESSMENT], participation):
            raise NotNow("自评期已经结束，不能提交；需要补交的，请联系评估办公室为本部门重新开放自评")
        if own.state != State.READY:
            raise NotNow("填报人还没有送审，请填报人先在“检查与送审”页送审")
        sheet = load_sheet(participation, own, beside=False)
        lacks = missing(sheet)
        if lacks and not knowing:
            raise InputError(f"还有 {len(lacks)} 处不完整；确要这样提交的，请勾选“我知道还不完整，仍然提交”")
        now = clock.now()
        late = own.late if own.first_submitted_at else is_late(participation.round, now)
        number = own.submissions.count() + 1
        content = frozen(sheet, number, actor, late, len(lacks))
        made = Submission.objects.create(
            self_assessment=own, number=number, content=content, receipt=digest(content), late=late, at=now, by=actor
        )
        own.state, own.submitted_at, own.submitted_by = State.SUBMITTED, now, actor
        own.first_submitted_at = own.first_submitted_at or now
        own.late, own.receipt, own.submitted_content, own.return_reason = late, made.receipt, content, ""
        own.version += 1
        own.save()
        hand_in(current(own))
        own.applications.filter(handed_in_at__isnull=True).update(handed_in_at=now)
        _record(own, "self_assessment.submitted", actor, request, number=number, receipt=made.receipt, late=late)
        settle(participation, actor, "提交自评")
        words = f"{participation.department}提交了自评{'（逾期）' if late else ''}"
        _tell(own, User.objects.filter(role__in=OFFICE), f"submitted-{number}", words, "assessment_submitted")
        return made


def _none() -> Submission:
    raise NotNow("自评已经提交")


def frozen(sheet: Sheet, number: int, actor: Any, late: bool, lacking: int) -> dict[str, Any]:
    """All that is submitted, in a fixed order, as JSON holds it."""
    participation, own = sheet.participation, sheet.own
    proofs = sorted(current(own), key=lambda proof: proof.pk)
    return {
        "form": FORM,
        "number": number,
        "round": {"id": participation.round_id, "name": participation.round.name, "year": participation.round.year},
        "edition": sheet.edition.id,
        "monitoring_date": participation.round.monitoring_date.isoformat(),
        "department": {
            "id": participation.department_id,
            "code": participation.department.code,
            "name": participation.department.name,
        },
        "site": participation.site_url,
        "facts": facts_of(participation, own),
        "submitted_at": timezone.localtime(clock.now()).isoformat(timespec="seconds"),
        "submitted_by": str(actor),
        "reported_by": str(own.ready_by or ""),
        "late": late,
        "summary": {
            "wanted": sheet.wanted,
            "filled": sheet.filled,
            "lacking": lacking,
            "claimed": plain(sheet.claimed),
            "weight": plain(sheet.weight),
        },
        "declarations": {
            "no_hot_events": own.no_hot_events,
            "no_key_areas": own.no_key_areas,
            "other": own.other_declarations,
        },
        "claims": [
            {
                "point": line.code,
                "name": line.point.name,
                "applies": line.applies,
                **claim_as_record(line.claim),
                "proofs": [proof.pk for proof in line.proofs],
            }
            for line in sheet.lines.values()
            if line.claim is not None
        ],
        "proofs": [_proof(proof) for proof in proofs],
        "applications": [
            {"id": one.pk, **application_as_record(one), "proofs": sorted(proof.pk for proof in one.proofs.all())}
            for one in own.applications.order_by("pk").prefetch_related("proofs")
        ],
        "report": own.report,
    }


def _proof(proof: Proof) -> dict[str, Any]:
    return {
        "id": proof.pk,
        "name": proof.name,
        "kind": proof.kind,
        "size": proof.size,
        "sha256": proof.sha256,
        "evidence_date": proof.evidence_date.isoformat() if proof.evidence_date else "",
        "description": proof.description,
        "uploaded_at": timezone.localtime(proof.uploaded_at).isoformat(timespec="seconds"),
    }


def digest(content: Mapping[str, Any]) -> str:
    """SHA-256 over the content in a fixed form (sorted keys, no spaces, UTF-8); anybody can work it out again."""
    fixed = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(fixed.encode()).hexdigest()


def verify(submission: Submission) -> list[str]:
    """Chinese lines for what no longer agrees with the receipt: the content, or a proof file on the disk."""
    faults = []
    if digest(submission.content) != submission.receipt:
        faults.append("提交的内容与回执不一致，内容在提交之后被改动过")
    kept = {proof.pk: proof for proof in Proof.objects.filter(self_assessment=submission.self_assessment_id)}
    for one in submission.content.get("proofs", []):
        proof = kept.get(one["id"])
        path = Path(settings.MEDIA_ROOT) / proof.stored if proof else None
        if path is None or not path.is_file():
            faults.append(f"证明材料“{one['name']}”的文件不在了")
        elif _hash_of(path) != one["sha256"]:
            faults.append(f"证明材料“{one['name']}”的文件与提交时不一致")
    return faults


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _record(own: SelfAssessment, action: str, actor: Any, request: HttpRequest | None, **detail: Any) -> None:
    record(actor, action, own, department=own.participation.department_id, request=request, **detail)


def _tell(own: SelfAssessment, users: Any, step: str, words: str, page: str) -> None:
    from django.urls import reverse

    key = f"assessment-{step}-{own.pk}-{clock.now():%Y%m%d%H%M%S}"
    tell(users, "assessment", key, words, reverse(page, args=[own.participation_id]))
