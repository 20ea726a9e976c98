"""The machine's findings of a department, indicator by indicator, and their confirmation by the office."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST

from zhengping.errors import InputError
from zhengping.office.collection import confirming
from zhengping.office.collection.forms import NoteForm
from zhengping.office.collection.models import Confirmation, PointFinding
from zhengping.office.collection.views import FINDING_STATES
from zhengping.office.collection.visible import may_see_findings
from zhengping.office.core.access import access
from zhengping.office.core.audit import record
from zhengping.office.core.person import person
from zhengping.office.core.roles import DEPARTMENT, OFFICE, READERS
from zhengping.office.results.settling import edition_of
from zhengping.office.rounds.models import Participation, Phase, Round

BADGES = {
    "judged": "green", "suggested": "yellow", "person": "secondary", "blocked": "orange",
    "failed": "red", "not-applicable": "secondary",
}  # fmt: skip
SHOWN_EVIDENCE = 8


@access(OFFICE | READERS | DEPARTMENT, change=())
def findings(request: HttpRequest, participation: Participation) -> HttpResponse:
    """All points of a department with the machine's state, value, confidence, evidence and advice."""
    user = person(request)
    if not may_see_findings(user, participation):
        raise PermissionDenied("本轮次自评期间不公开机器结论；反馈阶段开始后可以查看")
    run = participation.runs.filter(current=True).first()
    context = {
        "participation": participation,
        "round": participation.round,
        "run": run,
        "levels": _levels(participation, run, request.GET.get("state", "")),
        "state": request.GET.get("state", ""),
        "states": [(key, words, (run.summary.get("states", {}) if run else {}).get(key, 0))
                   for key, words in FINDING_STATES.items()],
        "may_confirm": _may_confirm(user, participation.round),
        "waiting": _waiting(participation, run),
        "is_office": user.role in OFFICE,
    }  # fmt: skip
    if run is not None and user.role not in OFFICE and user.role not in DEPARTMENT:
        record(user, "findings.viewed", run, department=participation.department, request=request)
    return render(request, "collection/findings.html", context)


def _may_confirm(user: Any, round: Round) -> bool:
    return user.role in OFFICE and not round.archived and round.phase != Phase.PUBLICATION


def _waiting(participation: Participation, run: Any) -> int:
    if run is None:
        return 0
    confirmed = set(participation.confirmations.values_list("point", flat=True))
    judged = run.findings.filter(state="judged", value__isnull=False).values_list("point", flat=True)
    return len(set(judged) - confirmed)


def _levels(participation: Participation, run: Any, state: str) -> list[tuple[str, list[dict[str, Any]]]]:
    """First-level indicators with their indicators and points, as the page shows them."""
    found = {one.point: one for one in run.findings.all()} if run else {}
    confirmed = {one.point: one for one in participation.confirmations.select_related("by", "finding")}
    levels: dict[str, list[dict[str, Any]]] = {}
    for indicator in edition_of(participation.round.edition).indicators:
        points = [
            point_row(point, found.get(point.code), confirmed.get(point.code))
            for point in indicator.points
            if point.code in found and (not state or found[point.code].state == state)
        ]
        if points:
            levels.setdefault(indicator.level1, []).append({"indicator": indicator, "points": points})
    return list(levels.items())


def point_row(point: Any, finding: PointFinding | None, confirmation: Confirmation | None) -> dict[str, Any]:
    """One point as the page shows it."""
    assert finding is not None
    older = confirmation is not None and confirmation.finding_id != finding.pk
    return {
        "point": point,
        "finding": finding,
        "state": FINDING_STATES.get(finding.state, finding.state),
        "badge": BADGES.get(finding.state, "secondary"),
        "confidence": f"{finding.confidence * 100:.0f}%" if finding.confidence is not None else "",
        "confirmation": confirmation,
        "older": older,
        "may_confirm": finding.value is not None and (confirmation is None or older),
        "evidence": [evidence_link(finding, at, one) for at, one in enumerate(finding.evidence[:SHOWN_EVIDENCE])],
        "more": max(0, len(finding.evidence) - SHOWN_EVIDENCE),
    }


def evidence_link(finding: PointFinding, at: int, one: dict[str, Any]) -> dict[str, str]:
    """Where a piece of evidence is looked at: in the viewer of archived pages."""
    address, quote = one.get("url", ""), one.get("quote", "")
    try:
        viewer = reverse("evidence_page", args=[finding.pk, at])
    except NoReverseMatch:
        viewer = ""
    return {"url": address, "quote": quote, "viewer": viewer}


@access(OFFICE)
@require_POST
def confirm_point(request: HttpRequest, finding: PointFinding) -> HttpResponse:
    """The office stands by one value."""
    participation = finding.run.participation
    form = NoteForm(request.POST)
    error = ""
    if form.is_valid():
        try:
            confirming.confirm(finding, form.cleaned_data["note"], request.user, request)
        except InputError as refused:
            error = str(refused)
    else:
        error = "核实情况最多写 300 字"
    return _point(request, participation, finding.point, error)


@access(OFFICE)
@require_POST
def withdraw_point(request: HttpRequest, confirmation: Confirmation) -> HttpResponse:
    """The office takes a confirmation back."""
    participation, point, error = confirmation.participation, confirmation.point, ""
    try:
        confirming.withdraw(confirmation, request.POST.get("note", "")[:300], request.user, request)
    except InputError as refused:
        error = str(refused)
    return _point(request, participation, point, error)


def _point(request: HttpRequest, participation: Participation, code: str, error: str) -> HttpResponse:
    """The point's part of the page alone, or the page again without htmx."""
    if not getattr(request, "htmx", False):
        if error:
            messages.error(request, error)
        return redirect(f"{reverse('findings', args=[participation.pk])}#p{code}")
    run = participation.runs.filter(current=True).first()
    found = run.findings.filter(point=code).first() if run else None
    confirmation = participation.confirmations.select_related("by", "finding").filter(point=code).first()
    point = edition_of(participation.round.edition).points[code]
    context = {
        "row": point_row(point, found, confirmation),
        "may_confirm": _may_confirm(person(request), participation.round),
        "is_office": True,
        "error": error,
        "note": request.POST.get("note", "") if error else "",
    }
    return render(request, "collection/point.html", context, status=422 if error else 200)


@access(OFFICE)
@require_POST
def confirm_department(request: HttpRequest, participation: Participation) -> HttpResponse:
    """All judged values of a department at once."""
    try:
        number = confirming.confirm_judged(participation, request.user, request)
        messages.success(request, f"已确认 {number} 个分值")
    except InputError as error:
        messages.error(request, str(error))
    return redirect("findings", participation.pk)


@access(OFFICE)
@require_POST
def confirm_round(request: HttpRequest, round: Round) -> HttpResponse:
    """All judged values of all departments at once."""
    try:
        number = confirming.confirm_judged_of_round(round, request.user, request)
        messages.success(request, f"已确认 {number} 个分值")
    except InputError as error:
        messages.error(request, str(error))
    return redirect("collection", round.pk)
