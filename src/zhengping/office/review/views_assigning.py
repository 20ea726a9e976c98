"""The office's pages: the proposal of who scores what, starting, reassigning, replacing an expert."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from zhengping.errors import InputError
from zhengping.office.accounts.models import User
from zhengping.office.core.access import access
from zhengping.office.core.roles import OFFICE
from zhengping.office.results.settling import edition_of
from zhengping.office.review.assigning import Proposal, begin, experts_of, propose, reassign, replace_expert
from zhengping.office.review.choosing import lead_to, others
from zhengping.office.review.conflicts import barred
from zhengping.office.review.models import Assignment
from zhengping.office.review.needs import indicator_of
from zhengping.office.rounds.models import Participation, Round


@access(OFFICE, change=())
def assigning(request: HttpRequest) -> HttpResponse:
    """Leads to the newest round."""
    return lead_to(request, "review_proposal")


@access(OFFICE)
def proposal(request: HttpRequest, round: Round) -> HttpResponse:
    """The proposal with the load of each expert; started by a button."""
    if request.method == "POST":
        try:
            made = begin(round, request.user, request.POST.get("mark", ""), request)
        except InputError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"已分配 {made} 项任务，并通知了专家")
        return redirect("review_proposal", round=round.pk)
    found = propose(round)
    people = {one.pk: one for one in User.objects.filter(expert_rounds__round=round)}
    pairs = barred(round)
    names = {one.department_id: str(one.department) for one in round.participations.select_related("department")}
    experts: list[dict[str, Any]] = [
        {
            "expert": expert,
            "now": found.before.get(expert.pk, 0),
            "new": found.loads.get(expert.pk, 0) - found.before.get(expert.pk, 0),
            "total": found.loads.get(expert.pk, 0),
            "departments": len({unit.participation for unit, one in found.given if one == expert.pk}),
            "done": 0,
            "barred": [
                (names[department], why)
                for (user, department), why in pairs.items()
                if user == expert.pk and department in names
            ],
        }
        for expert in experts_of(round)
    ]
    _count_done(round, experts)
    context = {
        "round": round,
        "others": others(request.user, round),
        "proposal": found,
        "experts": experts,
        "most": max([one["total"] for one in experts], default=0),
        "lacking": _lacking(found, round),
        "people": people,
        "participations": _progress(round),
        "assigned": sum(one["now"] for one in experts),
    }
    return render(request, "review/assigning.html", context)


@access((), change=OFFICE)
def replace(request: HttpRequest, round: Round) -> HttpResponse:
    """Takes an expert's work and gives it to the others."""
    expert = User.objects.filter(expert_rounds__round=round, pk=_number(request.POST.get("expert", ""))).first()
    if expert is None:
        messages.error(request, "专家：请从列表中选择要更换的专家")
    else:
        try:
            void = request.POST.get("void") == "on"
            made = replace_expert(round, expert, request.user, request.POST.get("why", ""), void=void, request=request)
        except InputError as error:
            messages.error(request, str(error))
        else:
            lacking = f"；仍有 {len(made.lacking)} 个指标缺专家，见下" if made.lacking else ""
            messages.success(request, f"{expert} 的任务已改派，共 {made.tasks} 项{lacking}")
    return redirect("review_proposal", round=round.pk)


@access(OFFICE)
def assigned(request: HttpRequest, participation: Participation) -> HttpResponse:
    """Who scores what of a department, with how far they are; single indicators are given to others here."""
    if request.method == "POST":
        old, new = (
            User.objects.filter(expert_rounds__round=participation.round, pk=_number(request.POST.get(key, ""))).first()
            for key in ("old", "new")
        )
        if old is None or new is None:
            messages.error(request, "改派：请选择原专家和新专家")
        else:
            code, why = request.POST.get("indicator", ""), request.POST.get("why", "")
            try:
                moved = reassign(participation, code, old, new, request.user, why, request)
            except InputError as error:
                messages.error(request, str(error))
            else:
                messages.success(request, f"{code} 的 {moved} 个采分点已由 {old} 改派给 {new}")
        return redirect("review_assigned", participation=participation.pk)
    edition = edition_of(participation.round.edition)
    indicators = indicator_of(edition)
    rows: dict[str, dict[int, dict[str, Any]]] = defaultdict(dict)
    tasks = Assignment.objects.filter(participation=participation, withdrawn_at__isnull=True).select_related("expert")
    for task in tasks.prefetch_related("scores"):
        cell = rows[indicators[task.point]].setdefault(
            task.expert_id, {"expert": task.expert, "points": 0, "done": 0, "again": 0}
        )
        cell["points"] += 1
        cell["done"] += any(one.current and one.value is not None for one in task.scores.all())
        cell["again"] += task.again_at is not None
    pairs = barred(participation.round)
    context = {
        "participation": participation,
        "rows": [
            (indicator.code, indicator.name, list(rows[indicator.code].values()))
            for indicator in edition.indicators
            if indicator.code in rows
        ],
        "experts": [
            one for one in experts_of(participation.round) if (one.pk, participation.department_id) not in pairs
        ],
    }
    return render(request, "review/assigned.html", context)


def _count_done(round: Round, experts: list[dict[str, Any]]) -> None:
    """How many values each has given."""
    done: dict[int, int] = defaultdict(int)
    for expert in Assignment.objects.filter(
        participation__round=round, withdrawn_at__isnull=True, scores__current=True, scores__value__isnull=False
    ).values_list("expert_id", flat=True):
        done[expert] += 1
    for one in experts:
        one["done"] = done[one["expert"].pk]


def _progress(round: Round) -> list[dict[str, Any]]:
    """Each department with its tasks and how many are done."""
    count: dict[int, int] = defaultdict(int)
    done: dict[int, int] = defaultdict(int)
    tasks = Assignment.objects.filter(participation__round=round, withdrawn_at__isnull=True)
    for place in tasks.values_list("participation_id", flat=True):
        count[place] += 1
    for place in tasks.filter(scores__current=True, scores__value__isnull=False).values_list(
        "participation_id", flat=True
    ):
        done[place] += 1
    return [
        {"participation": one, "count": count[one.pk], "done": done[one.pk]}
        for one in round.participations.select_related("department")
    ]


def _lacking(found: Proposal, round: Round) -> list[dict[str, Any]]:
    """What wants more experts than there are, with the points named."""
    edition = edition_of(round.edition)
    return [
        {
            "department": unit.department,
            "indicator": f"{unit.indicator} {edition.by_code[unit.indicator].name}",
            "points": "、".join(unit.points),
            "missing": missing,
        }
        for unit, missing in found.lacking
    ]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
