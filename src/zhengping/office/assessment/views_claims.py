"""Saving a point as one types, and its proofs; answers are parts of the page."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from zhengping.errors import InputError
from zhengping.office.assessment.claiming import ClaimClash, attach, check_typed, save_claim
from zhengping.office.assessment.completeness import anchor
from zhengping.office.assessment.drafts import open_for_change, self_assessment_of, why_closed
from zhengping.office.assessment.errors import NotNow
from zhengping.office.assessment.models import Proof
from zhengping.office.assessment.proofs import current, take_proof
from zhengping.office.assessment.sheet import PointLine, load_sheet
from zhengping.office.assessment.uploading import sent_file
from zhengping.office.assessment.views import writable
from zhengping.office.assessment.views_proofs import ProofDetails, words_of
from zhengping.office.core.access import access, hidden
from zhengping.office.core.roles import DEPARTMENT, Role
from zhengping.office.results.settling import edition_of
from zhengping.office.rounds.models import Participation

FIELDS = ("value", "explanation", "addresses")


def _line(participation: Participation, code: str) -> tuple[Any, PointLine]:
    """The sheet and the point's line; 404 where the edition has no such point."""
    sheet = load_sheet(participation, self_assessment_of(participation))
    if code not in sheet.lines:
        raise hidden()
    return sheet, sheet.lines[code]


@access(DEPARTMENT, change=())
def card(request: HttpRequest, participation: Participation, code: str) -> HttpResponse:
    """One point as it is kept: what a person takes who chooses the other's text."""
    sheet, line = _line(participation, code)
    context = {
        "participation": participation,
        "own": sheet.own,
        "line": line,
        "closed": why_closed(sheet.own),
        "may_write": writable(request, sheet.own),
        "all_proofs": current(sheet.own),
    }
    return render(request, "assessment/claim_card.html", context)


@access(DEPARTMENT, change={Role.REPORTER})
def save(request: HttpRequest, participation: Participation, code: str) -> HttpResponse:
    """Saves what was typed; answers with the state of saving, the errors at their fields, or both texts at a clash.

    The phase is looked at here, under the lock, and not before the view: what was typed must come back.
    """
    if request.method != "POST":
        return redirect("assessment_point", participation.pk, code)
    if code not in edition_of(participation.round.edition).points:
        raise hidden()
    raw = {name: request.POST.get(name, "") for name in FIELDS}
    typed, errors = check_typed(**raw)
    seen = request.POST.get("over") or request.POST.get("version") or "0"
    version = int(seen) if seen.isdigit() else 0
    context: dict[str, Any] = {
        "participation": participation,
        "code": code,
        "raw": raw,
        "version": version,
        "errors": errors,
        "fields": [(name, f"{anchor(code)}-{name}", errors.get(name, "")) for name in FIELDS],
    }
    if errors:
        return _state(request, context, "error", 422)
    try:
        claim = save_claim(participation, code, typed, version, request.user, request)
    except NotNow as error:
        return _state(request, {**context, "words": str(error)}, "closed", 422)
    except ClaimClash as clash:
        return _state(request, {**context, "words": str(clash), "theirs": clash.theirs}, "clash", 422)
    return _state(request, {**context, "claim": claim, "version": claim.version}, "saved", 200)


def _state(request: HttpRequest, context: dict[str, Any], outcome: str, status: int) -> HttpResponse:
    """The part of the page under a point that says how saving went; a whole page for a browser without htmx."""
    context = {**context, "outcome": outcome}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "assessment/claim_state.html", context, status=status)
    if outcome == "saved":
        code = context["code"]
        return redirect("assessment_indicator", context["participation"].pk, code.rpartition("-")[0])
    return render(request, "assessment/claim_not_saved.html", context, status=status)


@access(DEPARTMENT, change={Role.REPORTER})
def proofs(request: HttpRequest, participation: Participation, code: str) -> HttpResponse:
    """A point's proofs: uploads one, attaches one that is there, takes one off."""
    sheet, line = _line(participation, code)
    details, error, status = ProofDetails(), "", 200
    if request.method == "POST":
        details = ProofDetails(request.POST)
        try:
            _change_proofs(request, participation, code, details)
            details = ProofDetails()
            sheet, line = _line(participation, code)
        except InputError as refused:
            error, status = str(refused), 422
    if not request.htmx and not error:  # type: ignore[attr-defined]
        return redirect("assessment_indicator", participation.pk, line.indicator.code)
    context = {
        "participation": participation,
        "line": line,
        "may_write": writable(request, sheet.own),
        "all_proofs": current(sheet.own),
        "upload": details,
        "error": error,
    }
    template = "assessment/claim_proofs.html" if request.htmx else "assessment/claim_proofs_page.html"  # type: ignore[attr-defined]
    return render(request, template, context, status=status)


def _change_proofs(request: HttpRequest, participation: Participation, code: str, details: ProofDetails) -> None:
    """One change of a point's proofs. Raises InputError with its line."""
    if number := request.POST.get("add") or request.POST.get("remove"):
        own = self_assessment_of(participation)
        chosen = Proof.objects.filter(self_assessment_id=own.pk, pk=number if number.isdigit() else 0).first()
        if chosen is None:
            raise InputError("没有这份材料，请刷新页面再选")
        attach(participation, code, chosen, request.user, on="add" in request.POST, request=request)
        return
    name, body = sent_file(request)
    if not details.is_valid():
        raise InputError(words_of(details))
    with transaction.atomic():
        own = open_for_change(participation, request.user)
        proof = take_proof(
            own,
            name,
            body,
            request.user,
            evidence_date=details.cleaned_data["evidence_date"],
            description=details.cleaned_data["description"],
            request=request,
        )
        attach(participation, code, proof, request.user, on=True, request=request)
