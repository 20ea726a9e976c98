"""The office's pages: the self-assessments of a round, one read-only, the decisions on bonus and key areas."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from zhengping.errors import InputError
from zhengping.office.assessment.applying import HIGHEST, decide, kept_in_registers, repeated
from zhengping.office.assessment.declaring import decide_key_areas
from zhengping.office.assessment.errors import Clash
from zhengping.office.assessment.models import BonusApplication, Proof, SelfAssessment
from zhengping.office.assessment.proofs import used_elsewhere
from zhengping.office.assessment.timeliness import deadline, is_late
from zhengping.office.assessment.visible import applications_of, proofs_of
from zhengping.office.assessment.who import person
from zhengping.office.core import clock
from zhengping.office.core.access import access, hidden
from zhengping.office.core.audit import record
from zhengping.office.core.fields import plain
from zhengping.office.core.lists import Column, Filter, show_list
from zhengping.office.core.roles import OFFICE, READERS
from zhengping.office.results.settling import edition_of
from zhengping.office.rounds.models import Participation, Round
from zhengping.office.rounds.visible import rounds_of
from zhengping.scoring import two_decimals

State = SelfAssessment.State
_COLOURS: dict[str, str] = {
    State.SUBMITTED: "green",
    State.READY: "blue",
    State.RETURNED: "orange",
    State.DRAFT: "secondary",
}


def _own(row: Participation) -> SelfAssessment | None:
    own: SelfAssessment | None = getattr(row, "self_assessment", None)
    return own


def _state(row: Participation) -> str:
    own = _own(row)
    return str(own.get_state_display()) if own else "未开始"


def _summary(row: Participation, name: str) -> Any:
    own = _own(row)
    return own.submitted_content.get("summary", {}).get(name) if own and own.submitted_at else None


def _claimed(row: Participation) -> str | None:
    claimed = _summary(row, "claimed")
    return None if claimed is None else two_decimals(Fraction(claimed or "0"))


def _filled(row: Participation) -> str | None:
    wanted, filled = _summary(row, "wanted"), _summary(row, "filled")
    return None if not wanted else f"{filled}/{wanted}（{100 * filled // wanted}%）"


def _in_time(row: Participation) -> str:
    own = _own(row)
    if own is not None and own.submitted_at:
        return "逾期" if own.late else "按时"
    return "逾期未交" if is_late(row.round, clock.now()) else "未交"


def _link(row: Participation) -> str:
    own = _own(row)
    return reverse("assessment_submitted", args=[row.pk]) if own and own.submitted_at else ""


def _colour(row: Participation) -> str:
    own = _own(row)
    return _COLOURS.get(own.state, "secondary") if own else "secondary"


def _time_colour(row: Participation) -> str:
    return {"按时": "green", "未交": "secondary"}.get(_in_time(row), "red")


def _submitted_at(row: Participation) -> str | None:
    own = _own(row)
    return f"{timezone.localtime(own.submitted_at):%Y-%m-%d %H:%M}" if own and own.submitted_at else None


def _submitted_by(row: Participation) -> Any:
    own = _own(row)
    return own.submitted_by if own else None


COLUMNS = [
    Column("code", "编码", lambda row: row.department.code, sort="department__code"),
    Column("name", "部门", lambda row: row.department.name, sort="department__name", link=_link),
    Column("state", "状态", _state, sort="self_assessment__state", badge=_colour),
    Column("time", "时限", _in_time, sort="self_assessment__late", badge=_time_colour),
    Column("filled", "提交时填好", _filled, number=True),
    Column("lacking", "不完整", lambda row: _summary(row, "lacking"), number=True),
    Column("claimed", "自评得分", _claimed, number=True),
    Column("at", "提交时间", _submitted_at, sort="self_assessment__submitted_at"),
    Column("by", "提交人", _submitted_by),
]


@access(OFFICE | READERS, change=())
def self_assessments(request: HttpRequest, round: Round) -> HttpResponse:
    """Every department's self-assessment: state, in time or late, how far it was filled, when and by whom."""
    rows = (
        Participation.objects.filter(round=round)
        .select_related("department", "round", "self_assessment__submitted_by")
        .prefetch_related("round__windows")
    )
    filters = [
        Filter("state", "状态", "self_assessment__state", State.choices),
        Filter("late", "时限", "self_assessment__late", [("True", "逾期"), ("False", "按时或未交")]),
    ]
    counts = {
        "all": rows.count(),
        "submitted": rows.filter(self_assessment__submitted_at__isnull=False).count(),
        "late": rows.filter(self_assessment__late=True).count(),
        "ready": rows.filter(self_assessment__state=State.READY).count(),
    }
    context = {
        "round": round,
        "rounds": rounds_of(request.user),
        "counts": counts,
        "deadline": deadline(round),
        "applications": applications_of(request.user).filter(self_assessment__participation__round=round).count(),
        "undecided": applications_of(request.user)
        .filter(self_assessment__participation__round=round, decided__isnull=True)
        .count(),
    }
    return show_list(
        request,
        rows,
        COLUMNS,
        title=f"{round}自评情况",
        search=("department__name", "department__code"),
        filters=filters,
        size=100,
        template="assessment/round.html",
        context=context,
    )


@access(OFFICE | READERS, change=())
def submitted(request: HttpRequest, participation: Participation) -> HttpResponse:
    """One self-assessment as it was submitted, read-only; before the submission there is nothing to see."""
    own = SelfAssessment.objects.filter(participation=participation).select_related("submitted_by").first()
    if own is None or own.submitted_at is None:
        raise hidden()
    content = own.submitted_content
    edition = edition_of(participation.round.edition)
    proofs = {proof.pk: proof for proof in proofs_of(request.user).filter(self_assessment=own)}
    claims = {claim["point"]: claim for claim in content["claims"]}
    groups: list[tuple[str, list[tuple[Any, list[tuple[Any, Any, list[Proof]]]]]]] = []
    for indicator in edition.indicators:
        lines = [
            (point, claims[point.code], [proofs[pk] for pk in claims[point.code]["proofs"] if pk in proofs])
            for point in indicator.points
            if point.code in claims
        ]
        if lines:
            if not groups or groups[-1][0] != indicator.level1:
                groups.append((indicator.level1, []))
            groups[-1][1].append((indicator, lines))
    record(
        request.user,
        "self_assessment.viewed",
        own,
        department=participation.department_id,
        request=request,
        number=content["number"],
        how="page",
    )
    context = {
        "participation": participation,
        "own": own,
        "content": content,
        "groups": groups,
        "proofs": [(one, proofs.get(one["id"])) for one in content["proofs"]],
        "elsewhere": used_elsewhere(proofs.values()) if person(request).role in OFFICE else {},
        "may_decide": person(request).role in OFFICE,
    }
    return render(request, "assessment/submitted.html", context)


@access(OFFICE)
def key_areas(request: HttpRequest, participation: Participation) -> HttpResponse:
    """Confirms or refuses the declaration that there are no key areas."""
    if request.method == "POST":
        try:
            confirmed = request.POST.get("decision") == "confirmed"
            decide_key_areas(participation, confirmed, request.POST.get("reason", ""), request.user, request)
            messages.success(request, "已认定，得分已重新计算")
        except InputError as refused:
            messages.error(request, str(refused))
    return redirect("assessment_submitted", participation.pk)


@access(OFFICE | READERS, change=())
def bonus_applications(request: HttpRequest, round: Round) -> HttpResponse:
    """All applications for bonus of a round that were handed in, with the decisions."""
    return _applications_page(request, round)


def _applications_page(
    request: HttpRequest, round: Round, wrong: BonusApplication | None = None, words: str = "", status: int = 200
) -> HttpResponse:
    every = list(
        applications_of(request.user)
        .filter(self_assessment__participation__round=round)
        .select_related("self_assessment__participation__department", "decided_by")
        .prefetch_related(Prefetch("proofs", queryset=proofs_of(request.user), to_attr="seen_proofs"))
        .order_by("self_assessment__participation__department__code", "kind", "pk")
    )
    same: dict[int, str] = {}
    by_department: dict[int, list[BonusApplication]] = {}
    for one in every:
        by_department.setdefault(one.self_assessment_id, []).append(one)
    for mine in by_department.values():
        same |= repeated(mine)
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    shown = [
        one
        for one in every
        if (not kind or one.kind == kind) and (not state or (one.decided is None) == (state == "open"))
    ]
    context = {
        "round": round,
        "rows": [
            {
                "one": one,
                "same": same.get(one.pk, ""),
                "highest": plain(HIGHEST[BonusApplication.Kind(one.kind)]),
                "typed": request.POST.get("value", "") if wrong and wrong.pk == one.pk else plain(one.decided),
                "reason": request.POST.get("reason", "") if wrong and wrong.pk == one.pk else one.reason,
                "words": words if wrong and wrong.pk == one.pk else "",
            }
            for one in shown
        ],
        "kinds": BonusApplication.Kind.choices,
        "by_register": [kind.label for kind in kept_in_registers(round.pk)],
        "kind": kind,
        "state": state,
        "all": len(every),
        "open": sum(one.decided is None for one in every),
        "may_decide": person(request).role in OFFICE,
    }
    return render(request, "assessment/round_applications.html", context, status=status)


@access(OFFICE)
def decide_application(request: HttpRequest, application: BonusApplication) -> HttpResponse:
    """Records the decision on one application; what was typed comes back where it is refused."""
    round = application.self_assessment.participation.round
    if request.method == "POST":
        seen = request.POST.get("version", "0")
        try:
            decide(
                application,
                request.POST.get("value", ""),
                request.POST.get("reason", ""),
                int(seen) if seen.isdigit() else 0,
                request.user,
                request,
            )
            messages.success(request, f"“{application.title}”已认定，得分已重新计算")
        except (InputError, Clash) as refused:
            return _applications_page(request, round, application, str(refused), 422)
    return redirect("assessment_round_applications", round.pk)
