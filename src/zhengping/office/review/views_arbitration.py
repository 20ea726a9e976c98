"""The chief expert's pages: points whose experts are too far apart, and the decision on one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from zhengping.office.assessment.visible import proofs_seen
from zhengping.office.collection.models import PointFinding
from zhengping.office.core.access import access, hidden
from zhengping.office.core.audit import record
from zhengping.office.core.roles import OFFICE, Role
from zhengping.office.evidence.pieces import pieces_of
from zhengping.office.results.settling import edition_of
from zhengping.office.review.arbitrating import DURING, LETTERS, decide, disputes, past_review, why_not
from zhengping.office.review.choosing import lead_to, others
from zhengping.office.review.models import Arbitration
from zhengping.office.review.needs import indicator_of
from zhengping.office.review.opinions import opinions
from zhengping.office.review.worklist import last_year
from zhengping.office.rounds.models import Participation, Round
from zhengping.office.rounds.phases import is_open

READ = OFFICE | {Role.CHIEF, Role.AUDITOR}


@access(READ, change=())
def any_disputes(request: HttpRequest) -> HttpResponse:
    """Leads to the newest round."""
    return lead_to(request, "review_dispute_list")


@access(READ, change=())
def dispute_list(request: HttpRequest, round: Round) -> HttpResponse:
    """The points whose experts are further apart than the round allows."""
    user: Any = request.user
    chief = user if user.role == Role.CHIEF else None
    blind = chief is not None and not past_review(round)
    found = [] if blind else disputes(round, chief)
    edition = edition_of(round.edition)
    rows = [{"dispute": one, "name": edition.points[one.point].name} for one in found]
    context = {
        "round": round,
        "others": others(request.user, round),
        "page_obj": Paginator(rows, 50).get_page(request.GET.get("page")),
        "open": sum(one.decided is None for one in found),
        "decided": sum(one.decided is not None for one in found),
        "may_decide": is_open(round, DURING),
        "blind": blind,
    }
    return render(request, "review/disputes.html", context)


@access(READ, change=(Role.CHIEF,), during=DURING)
def arbitration(request: HttpRequest, participation: Participation, code: str) -> HttpResponse:
    """All reasons, values and evidence of a point; the chief expert decides with a reason."""
    user: Any = request.user
    if user.role == Role.CHIEF and not past_review(participation.round):
        raise hidden()
    edition = edition_of(participation.round.edition)
    said = opinions([participation], code).get((participation.pk, code))
    decisions = list(
        Arbitration.objects.filter(participation=participation, point=code).select_related("by").order_by("-pk")
    )
    current = next((one for one in decisions if one.current), None)
    if code not in edition.points or (current is None and (said is None or not said.complete)):
        raise hidden()
    typed, faults, status = {"value": "", "reason": ""}, {}, 200
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in typed}
        seen = request.POST.get("seen", "")
        try:
            number = int(seen) if seen.isascii() and seen.isdigit() else 0
            decide(participation, code, typed["value"], typed["reason"], number, request.user, request)
        except ValidationError as error:
            faults, status = {name: lines[0] for name, lines in error.message_dict.items()}, 422
        else:
            messages.success(request, f"{participation.department} {code} 已裁决")
            return redirect("review_dispute_list", round=participation.round_id)
    return _page(request, participation, code, typed, faults, status, decisions)


def _page(
    request: HttpRequest,
    participation: Participation,
    code: str,
    typed: dict[str, str],
    faults: dict[str, str],
    status: int,
    decisions: list[Arbitration],
) -> HttpResponse:
    edition = edition_of(participation.round.edition)
    said = opinions([participation], code).get((participation.pk, code))
    finding = PointFinding.objects.filter(run__participation=participation, run__current=True, point=code).first()
    user: Any = request.user
    obstacle = why_not(user, participation, code) if user.role == Role.CHIEF else "只有首席专家可以裁决"
    if not obstacle and not is_open(participation.round, DURING, participation):
        obstacle = "仲裁阶段才能裁决：在此之前专家还可以修改分值"
    pieces = pieces_of(finding) if finding is not None else []
    record(
        *(request.user, "scores.viewed", participation),
        department=participation.department,
        request=request,
        point=code,
    )
    named = user.role in OFFICE | {Role.AUDITOR}
    context = {
        "participation": participation,
        "point": edition.points[code],
        "indicator": edition.by_code[indicator_of(edition)[code]],
        "said": said,
        "opinions": [
            (str(one.task.expert) if named else f"专家{LETTERS[at % len(LETTERS)]}", one.score)
            for at, one in enumerate(said.given if said else [])
        ],
        "finding": finding,
        "pieces": pieces,
        "first_piece": pieces[0] if pieces else None,
        "proofs": proofs_seen(request.user, participation).get(code, []),
        "last_year": last_year(participation, code),
        "decisions": decisions,
        "seen": next((one.pk for one in decisions if one.current), 0),
        "typed": typed,
        "faults": faults,
        "obstacle": obstacle,
    }
    return render(request, "review/arbitration.html", context, status=status)
