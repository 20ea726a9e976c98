"""Proof files: the list of a department, upload, a new version, its date and words, downloads and pictures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from zhengping.errors import InputError
from zhengping.office.assessment.drafts import open_for_change, self_assessment_of, why_closed
from zhengping.office.assessment.models import Proof
from zhengping.office.assessment.pictures import PICTURED, picture_of
from zhengping.office.assessment.proofs import check_date, content_of, current, take_proof
from zhengping.office.assessment.uploading import sent_file
from zhengping.office.assessment.who import person
from zhengping.office.core import clock
from zhengping.office.core.access import access
from zhengping.office.core.audit import record
from zhengping.office.core.downloads import as_download
from zhengping.office.core.roles import DEPARTMENT, EXPERTS, OFFICE, Role
from zhengping.office.rounds.models import Participation, Phase

MAY_SEE = DEPARTMENT | OFFICE | EXPERTS | {Role.AUDITOR}


class ProofDetails(forms.Form):
    """What is said of a file beside its content."""

    evidence_date = forms.DateField(
        label="材料日期",
        required=False,
        help_text="材料上写的日期，不是上传日期",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "材料日期请写成 2025-06-30 的样子"},
    )
    description = forms.CharField(
        label="说明",
        required=False,
        max_length=300,
        error_messages={"max_length": "说明不超过 300 字"},
    )

    def clean_evidence_date(self) -> Any:
        """The date lies between 2000 and today."""
        try:
            check_date(self.cleaned_data["evidence_date"])
        except InputError as error:
            raise forms.ValidationError(str(error)) from None
        return self.cleaned_data["evidence_date"]


def words_of(form: forms.Form) -> str:
    """All that is wrong with a form, in one line."""
    return "；".join(str(line) for lines in form.errors.values() for line in lines)


@access(DEPARTMENT, change={Role.REPORTER})
def listed(request: HttpRequest, participation: Participation) -> HttpResponse:
    """All proofs of the department in this round, and the form to upload one (or a new version of one)."""
    details, error, status = ProofDetails(), "", 200
    if request.method == "POST":
        details = ProofDetails(request.POST)
        try:
            proof = _upload(request, participation, details)
            messages.success(request, f"“{proof.name}”已上传")
            return redirect("assessment_proofs", participation.pk)
        except InputError as refused:
            error, status = str(refused), 422
    own = self_assessment_of(participation)
    proofs = current(own)
    points: dict[int, list[str]] = {}
    if own.pk:
        for claim in own.claims.prefetch_related("proofs").order_by("point"):
            for proof in claim.proofs.all():
                points.setdefault(proof.pk, []).append(claim.point)
    context = {
        "participation": participation,
        "own": own,
        "rows": [
            (
                proof,
                points.get(proof.pk, []),
                ProofDetails(
                    initial={"evidence_date": proof.evidence_date, "description": proof.description},
                    auto_id=f"id_{proof.pk}_%s",
                ),
            )
            for proof in proofs
        ],
        "earlier": list(own.proofs.exclude(pk__in=[proof.pk for proof in proofs]).order_by("-uploaded_at")[:100])
        if own.pk
        else [],
        "closed": why_closed(own),
        "may_write": person(request).role == Role.REPORTER and not why_closed(own),
        "upload": details,
        "error": error,
        "limit": settings.PROOF_LIMIT_MB,
    }
    return render(request, "assessment/proofs.html", context, status=status)


def _upload(request: HttpRequest, participation: Participation, details: ProofDetails) -> Proof:
    """Takes the uploaded file. Raises InputError with its line."""
    name, body = sent_file(request)
    if not details.is_valid():
        raise InputError(words_of(details))
    with transaction.atomic():
        own = open_for_change(participation, request.user)
        replaced = request.POST.get("replaces", "")
        return take_proof(
            own,
            name,
            body,
            request.user,
            evidence_date=details.cleaned_data["evidence_date"],
            description=details.cleaned_data["description"],
            replaces=own.proofs.filter(pk=replaced).first() if replaced.isdigit() else None,
            request=request,
        )


@access(DEPARTMENT, change={Role.REPORTER})
def change(request: HttpRequest, proof: Proof) -> HttpResponse:
    """The date and the words of a proof; the file stays as it is."""
    participation = proof.self_assessment.participation
    if request.method == "POST":
        details = ProofDetails(request.POST, auto_id=f"id_{proof.pk}_%s")
        try:
            if not details.is_valid():
                raise InputError(words_of(details))
            _keep_details(request, participation, proof, details.cleaned_data)
            messages.success(request, f"“{proof.name}”的日期和说明已保存")
        except InputError as refused:
            context = {"participation": participation, "proof": proof, "details": details, "error": str(refused)}
            return render(request, "assessment/proof_change.html", context, status=422)
    return redirect("assessment_proofs", participation.pk)


def _keep_details(request: HttpRequest, participation: Participation, proof: Proof, given: dict[str, Any]) -> None:
    with transaction.atomic():
        open_for_change(participation, request.user)
        row = Proof.objects.select_for_update().get(pk=proof.pk)
        before = {"evidence_date": str(row.evidence_date or ""), "description": row.description}
        row.evidence_date, row.description = given["evidence_date"], given["description"]
        after = {"evidence_date": str(row.evidence_date or ""), "description": row.description}
        if before == after:
            return
        row.save(update_fields=["evidence_date", "description"])
        record(
            request.user,
            "proof.changed",
            row,
            department=participation.department_id,
            request=request,
            before=before,
            after=after,
        )


@access(DEPARTMENT, change={Role.REPORTER}, during=(Phase.SELF_ASSESSMENT,))
def withdraw(request: HttpRequest, proof: Proof) -> HttpResponse:
    """Takes a proof out; the file and what was said of it are kept."""
    participation = proof.self_assessment.participation
    if request.method == "POST":
        try:
            with transaction.atomic():
                open_for_change(participation, request.user)
                row = Proof.objects.select_for_update().get(pk=proof.pk)
                if row.withdrawn_at is None:
                    row.withdrawn_at = clock.now()
                    row.save(update_fields=["withdrawn_at"])
                    row.claims.clear()
                    row.applications.clear()
                    record(
                        request.user,
                        "proof.withdrawn",
                        row,
                        department=participation.department_id,
                        request=request,
                        name=row.name,
                    )
            messages.success(request, f"“{proof.name}”已撤下，文件仍然保留")
        except InputError as refused:
            messages.error(request, str(refused))
    return redirect("assessment_proofs", participation.pk)


def _seen(request: HttpRequest, proof: Proof, how: str) -> None:
    """Writes down that somebody outside the department looked at a proof."""
    department = proof.self_assessment.participation.department_id
    if person(request).department_id != department:
        record(
            request.user,
            "proof.viewed",
            proof,
            department=department,
            request=request,
            name=proof.name,
            sha256=proof.sha256,
            how=how,
        )


@access(MAY_SEE, change=())
def download(request: HttpRequest, proof: Proof) -> HttpResponse:
    """The file as it was uploaded, to be saved and never shown by the browser."""
    body = content_of(proof)
    _seen(request, proof, "download")
    return as_download(body, proof.name)


@access(MAY_SEE, change=())
def picture(request: HttpRequest, proof: Proof) -> HttpResponse:
    """A picture made anew of a picture or of a PDF's first page; 404 for other kinds."""
    if proof.kind not in PICTURED:
        raise Http404("这种文件没有预览")
    made = picture_of(proof.kind, content_of(proof), Path(settings.MEDIA_ROOT) / "pictures")
    if made is None:
        raise Http404("这份文件画不出预览，请下载查看")
    _seen(request, proof, "picture")
    answer = HttpResponse(made, content_type="image/png")
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, no-store"
    return answer
