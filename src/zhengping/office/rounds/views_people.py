"""A round's departments with their facts, its experts and conflicts, and phases opened again for one department."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from zhengping.errors import InputError
from zhengping.office.core import clock
from zhengping.office.core.access import access
from zhengping.office.core.person import person
from zhengping.office.core.roles import OFFICE, READERS, Role
from zhengping.office.rounds import people, reopening, taking_part
from zhengping.office.rounds.forms import ConflictForm, DepartmentsForm, ExpertsForm, ReopenForm
from zhengping.office.rounds.models import Conflict, Participation, Phase, Reopening, Round

ADMIN = frozenset({Role.ADMIN})
NAMES = OFFICE | {Role.AUDITOR}
"""Who sees which expert must not judge whom; an observer sees no names of experts."""


@access(OFFICE | READERS, change=OFFICE)
def round_departments(request: HttpRequest, round: Round) -> HttpResponse:
    """The departments of a round, what has changed of their facts since they joined; others join here."""
    form = DepartmentsForm(round, request.POST or None)
    if request.method == "POST":
        if round.archived or round.phase == Phase.PUBLICATION:
            form.add_error(None, "本轮次已公布或归档，不能再加入部门")
        elif form.is_valid():
            number = taking_part.join(round, form.cleaned_data["departments"], request.user, request)
            messages.success(request, f"已加入 {number} 个部门")
            return redirect("round_departments", round.pk)
    rows = round.participations.select_related("department").prefetch_related(
        "department__sites", "department__former_names"
    )
    context = {
        "round": round,
        "form": form,
        "rows": [(one, taking_part.differences(one)) for one in rows],
        "may_change": person(request).role in OFFICE and not round.archived,
        "preparing": round.phase == Phase.PREPARATION,
    }
    return render(request, "rounds/departments.html", context, status=422 if form.is_bound else 200)


@access(OFFICE | READERS, change=OFFICE)
def participation_facts(request: HttpRequest, participation: Participation) -> HttpResponse:
    """The facts by which a department is evaluated in a round; a POST takes those of today."""
    if request.method == "POST":
        try:
            changed = taking_part.refresh(participation, request.user, request)
            messages.success(request, f"已更新 {len(changed)} 项" if changed else "没有变化")
        except InputError as error:
            messages.error(request, str(error))
        return redirect("participation_facts", participation.pk)
    data = {**participation.department_data, **participation.facts}
    facts = [
        (words, taking_part.shown(data.get(key, getattr(participation, key, None))))
        for key, words in taking_part.WORDS.items()
    ]
    today = clock.today()
    context = {
        "participation": participation,
        "round": participation.round,
        "facts": facts,
        "differences": taking_part.differences(participation),
        "reopenings": [
            (one, one.closed_at is None and one.until >= today)
            for one in participation.reopenings.select_related("by").order_by("-at")
        ],
        "may_change": person(request).role in OFFICE and not participation.round.archived,
        "may_reopen": person(request).role == Role.ADMIN and not participation.round.archived,
    }
    return render(request, "rounds/facts.html", context)


@access(OFFICE)
@require_POST
def leave_round(request: HttpRequest, participation: Participation) -> HttpResponse:
    """Takes a department out of a round in preparation."""
    round = participation.round
    try:
        taking_part.leave(participation, request.user, request)
        messages.success(request, f"已移出{participation.department}")
    except InputError as error:
        messages.error(request, str(error))
    return redirect("round_departments", round.pk)


@access(ADMIN)
def reopen_phase(request: HttpRequest, participation: Participation) -> HttpResponse:
    """Opens a past phase again for this department."""
    form = ReopenForm(participation, request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        try:
            reopening.reopen(participation, chosen["phase"], chosen["until"], chosen["reason"], request.user, request)
            messages.success(request, f"已为{participation.department}重开“{Phase(chosen['phase']).label}”阶段")
            return redirect("participation_facts", participation.pk)
        except InputError as error:
            form.add_error("until" if "到期" in str(error) else None, str(error))
    context = {"form": form, "participation": participation, "round": participation.round}
    return render(request, "rounds/reopen.html", context, status=422 if form.is_bound else 200)


@access(ADMIN)
@require_POST
def close_reopening(request: HttpRequest, reopening: Reopening) -> HttpResponse:
    """Ends a reopening at once."""
    from zhengping.office.rounds.reopening import close

    if close(reopening, request.user, request):
        messages.success(request, "已结束重开")
    return redirect("participation_facts", reopening.participation_id)


@access(NAMES, change=OFFICE)
def round_experts(request: HttpRequest, round: Round) -> HttpResponse:
    """The experts of a round and their conflicts."""
    form = ExpertsForm(round, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            people.name_experts(round, form.cleaned_data["experts"], request.user, request)
            messages.success(request, "已保存专家名单")
            return redirect("round_experts", round.pk)
        except InputError as error:
            form.add_error("experts", str(error))
    return _experts_page(request, round, form, ConflictForm(round), form.is_bound)


@access(OFFICE)
@require_POST
def add_conflict(request: HttpRequest, round: Round) -> HttpResponse:
    """An expert must not judge a department any more."""
    form = ConflictForm(round, request.POST)
    if form.is_valid():
        chosen = form.cleaned_data
        people.add_conflict(round, chosen["user"], chosen["department"], chosen["reason"], request.user, request)
        messages.success(request, f"已登记：{chosen['user']}回避{chosen['department']}")
        return redirect("round_experts", round.pk)
    return _experts_page(request, round, ExpertsForm(round), form, True)


def _experts_page(
    request: HttpRequest, round: Round, form: ExpertsForm, conflict_form: ConflictForm, wrong: bool
) -> HttpResponse:
    context = {
        "round": round,
        "form": form,
        "conflict_form": conflict_form,
        "experts": round.experts.select_related("user").order_by("user__role", "user__username"),
        "conflicts": round.conflicts.select_related("user", "department").order_by("user__username", "department"),
        "may_change": person(request).role in OFFICE and not round.archived,
    }
    return render(request, "rounds/experts.html", context, status=422 if wrong else 200)


@access(OFFICE)
@require_POST
def drop_conflict(request: HttpRequest, conflict: Conflict) -> HttpResponse:
    """Lifts a conflict."""
    people.drop_conflict(conflict, request.user, request)
    messages.success(request, f"已撤销：{conflict.user}对{conflict.department}的回避")
    return redirect("round_experts", conflict.round_id)
