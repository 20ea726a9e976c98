"""The department's pages: where one starts, the overview, one indicator."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from zhengping.office.assessment.drafts import self_assessment_of, why_closed
from zhengping.office.assessment.models import SelfAssessment
from zhengping.office.assessment.proofs import current
from zhengping.office.assessment.sheet import load_sheet
from zhengping.office.assessment.timeliness import deadline
from zhengping.office.assessment.who import person
from zhengping.office.core import clock
from zhengping.office.core.access import access, hidden
from zhengping.office.core.roles import DEPARTMENT, OFFICE, READERS
from zhengping.office.rounds.models import Participation
from zhengping.office.rounds.visible import participations_of, rounds_of


def writable(request: HttpRequest, own: SelfAssessment) -> bool:
    """Whether this person may write now: a reporter, while the self-assessment is open."""
    return person(request).role == "reporter" and not why_closed(own)


@access(DEPARTMENT | OFFICE | READERS, change=())
def home(request: HttpRequest) -> HttpResponse:
    """A department goes to its newest round, the office to the list of the newest."""
    if person(request).role in DEPARTMENT:
        mine = participations_of(request.user).order_by("round__archived", "-round__monitoring_date", "-pk")
        found = mine.first()
        if found is not None:
            return redirect("assessment_overview", found.pk)
    else:
        round = rounds_of(request.user).order_by("archived", "-monitoring_date", "-pk").first()
        if round is not None:
            return redirect("assessment_round", round.pk)
    return render(request, "assessment/none.html")


@access(DEPARTMENT, change=())
def overview(request: HttpRequest, participation: Participation) -> HttpResponse:
    """By first-level indicator: progress, what is claimed, what is missing."""
    own = self_assessment_of(participation)
    sheet = load_sheet(participation, own, beside=False)
    last = deadline(participation.round)
    context = {
        "participation": participation,
        "own": own,
        "sheet": sheet,
        "groups": [(name, parts, f"level-{at}") for at, (name, parts) in enumerate(sheet.by_level1())],
        "closed": why_closed(own),
        "deadline": last,
        "days_left": (last - clock.today()).days if last else None,
        "proof_count": len(current(own)),
        "application_count": own.applications.count() if own.pk else 0,
        "others": participations_of(request.user).exclude(pk=participation.pk).order_by("-round__monitoring_date")[:10],
    }
    return render(request, "assessment/overview.html", context)


@access(DEPARTMENT, change=())
def indicator(request: HttpRequest, participation: Participation, code: str) -> HttpResponse:
    """One indicator: each applicable point with requirement, finding, last round's value, claim and proofs."""
    own = self_assessment_of(participation)
    sheet = load_sheet(participation, own)
    part = sheet.part(code)
    if part is None:
        raise hidden()
    mine = [one for one in sheet.parts if one.applies or one is part]
    at = mine.index(part)
    context = {
        "participation": participation,
        "own": own,
        "sheet": sheet,
        "part": part,
        "before": mine[at - 1] if at else None,
        "after": mine[at + 1] if at + 1 < len(mine) else None,
        "closed": why_closed(own),
        "may_write": writable(request, own),
        "all_proofs": current(own),
    }
    return render(request, "assessment/indicator.html", context)
