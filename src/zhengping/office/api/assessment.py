"""Self-assessment: claims, proofs, declarations, applications, submission and receipt."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile

from zhengping.errors import InputError
from zhengping.office.api.declaring import operation
from zhengping.office.assessment import applying, claiming, declaring, proofs, submitting
from zhengping.office.assessment.completeness import missing
from zhengping.office.assessment.drafts import open_for_change, self_assessment_of
from zhengping.office.assessment.models import BonusApplication, Proof, SelfAssessment
from zhengping.office.assessment.sheet import load_sheet
from zhengping.office.assessment.views_proofs import MAY_SEE, download
from zhengping.office.core.audit import record
from zhengping.office.core.fields import plain
from zhengping.office.core.person import person
from zhengping.office.core.roles import DEPARTMENT, OFFICE, READERS, Role
from zhengping.office.rounds.models import Participation

router = Router(tags=["assessment"])


class ClaimBody(Schema):
    """A point's claim; `version` as it was read, so that nobody's text is overwritten unseen."""

    value: str = ""
    explanation: str = ""
    addresses: tuple[str, ...] = ()
    version: int


class Texts(Schema):
    """Declarations and the report; what is absent stays."""

    report: str | None = None
    no_hot_events: bool | None = None
    no_key_areas: bool | None = None
    other_declarations: str | None = None
    version: int


class Decision(Schema):
    """The office's decision on an application."""

    value: str
    reason: str
    version: int


class Submit(Schema):
    """`knowing`: what is missing was seen."""

    knowing: bool = False


def state_shown(own: SelfAssessment) -> dict[str, Any]:
    """Where a self-assessment stands."""
    return {
        "state": own.state,
        "version": own.version,
        "submitted_at": own.submitted_at,
        "late": own.late,
        "receipt": own.receipt,
    }


def proof_shown(proof: Proof) -> dict[str, Any]:
    """A proof without its content."""
    return {
        "id": proof.pk,
        "name": proof.name,
        "size": proof.size,
        "sha256": proof.sha256,
        "evidence_date": proof.evidence_date,
        "uploaded_at": proof.uploaded_at,
    }


@router.get("/{participation}", summary="自评")
@operation("assessment", DEPARTMENT | OFFICE | READERS)
def one(request: HttpRequest, participation: Participation) -> Any:
    """A department sees its draft; the others see what was submitted, once it was."""
    own = self_assessment_of(participation)
    user = person(request)
    if user.role not in DEPARTMENT:
        record(user, "self_assessment.viewed", participation, department=participation.department_id, request=request)
        return {**state_shown(own), "submitted": own.submitted_content if own.submitted_at else None}
    sheet = load_sheet(participation, own)
    claims = {
        line.code: {**claiming.as_record(line.claim), "version": line.claim.version} if line.claim else None
        for line in sheet.lines.values()
        if line.applies
    }
    texts = {name: getattr(own, name) for name in ("report", "no_hot_events", "no_key_areas", "other_declarations")}
    return {**state_shown(own), **texts, "claims": claims, "missing": [one.words for one in missing(sheet)]}


@router.put("/{participation}/points/{code}", summary="填写一个采分点")
@operation("assessment", DEPARTMENT, change={Role.REPORTER})
def claim(request: HttpRequest, participation: Participation, code: str, body: ClaimBody) -> Any:
    """Saves a claim where nobody changed it since `version`."""
    sheet = load_sheet(participation, self_assessment_of(participation))
    if code not in sheet.lines:
        raise InputError(f"{code}：本指标体系没有这一采分点")
    typed, errors = claiming.check_typed(body.value, body.explanation, "\n".join(body.addresses))
    if errors:
        raise ValidationError({name: [line] for name, line in errors.items()})
    saved = claiming.save_claim(participation, code, typed, body.version, person(request), request)
    return {"point": code, "value": plain(saved.value) or None, "version": saved.version}


@router.get("/{participation}/proofs", summary="证明材料")
@operation("assessment", DEPARTMENT)
def list_proofs(request: HttpRequest, participation: Participation) -> Any:
    """The proofs that hold now."""
    own = self_assessment_of(participation)
    return [proof_shown(proof) for proof in proofs.current(own)] if own.pk else []


@router.post("/{participation}/proofs", summary="上传证明材料")
@operation("assessment", DEPARTMENT, change={Role.REPORTER})
def upload(
    request: HttpRequest,
    participation: Participation,
    file: File[UploadedFile],
    evidence_date: Form[date | None] = None,
    description: Form[str] = "",
    point: Form[str] = "",
) -> Any:
    """Checks and keeps a file; with `point` it is attached to that point's claim."""
    user = person(request)
    proofs.check_date(evidence_date)
    with transaction.atomic():
        own = open_for_change(participation, user)
        proof = proofs.take_proof(
            own,
            file.name or "",
            file.read(),
            user,
            evidence_date=evidence_date,
            description=description,
            request=request,
        )
        if point:
            claiming.attach(participation, point, proof, user, on=True, request=request)
    return proof_shown(proof)


@router.get("/proofs/{proof}/file", summary="下载证明材料")
@operation("assessment", MAY_SEE)
def proof_file(request: HttpRequest, proof: Proof) -> Any:
    """The file as a download; recorded where others look."""
    return download(request, proof)


@router.put("/{participation}/texts", summary="声明和自评报告")
@operation("assessment", DEPARTMENT, change={Role.REPORTER})
def texts(request: HttpRequest, participation: Participation, body: Texts) -> Any:
    """Saves declarations and report."""
    given = {name: value for name, value in body.dict(exclude={"version"}).items() if value is not None}
    return state_shown(declaring.save_texts(participation, given, body.version, person(request), request))


@router.post("/{participation}/ready", summary="送审")
@operation("assessment", DEPARTMENT, change={Role.REPORTER})
def ready(request: HttpRequest, participation: Participation) -> Any:
    """The reporter sends it to the reviewer."""
    return state_shown(submitting.mark_ready(participation, person(request), request))


@router.post("/{participation}/submit", summary="提交")
@operation("assessment", DEPARTMENT, change={Role.REVIEWER})
def submit(request: HttpRequest, participation: Participation, body: Submit) -> Any:
    """The reviewer submits; the receipt is the hash over all that was submitted."""
    submitting.submit(participation, person(request), knowing=body.knowing, request=request)
    return state_shown(self_assessment_of(participation))


@router.post("/applications/{application}/decide", summary="认定加分申报")
@operation("assessment", OFFICE)
def decide(request: HttpRequest, application: BonusApplication, body: Decision) -> Any:
    """The office's decision with its reason."""
    row = applying.decide(application, body.value, body.reason, body.version, person(request), request)
    return {"id": row.pk, "decided": plain(row.decided), "reason": row.reason, "version": row.version}
