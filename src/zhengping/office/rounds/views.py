"""The list of rounds, a round's page, its settings and calendar, its phases, its copy for next year."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhengping.errors import InputError
from zhengping.office.core.access import access
from zhengping.office.core.lists import Column, Filter, show_list
from zhengping.office.core.models import AuditEntry
from zhengping.office.core.person import person
from zhengping.office.core.roles import DEPARTMENT, EVERYONE, EXPERTS, OFFICE, READERS, Role
from zhengping.office.rounds import making, moving
from zhengping.office.rounds.calendar import next_phase, previous_phases, steps
from zhengping.office.rounds.forms import MoveForm, NewRoundForm, RoundForm
from zhengping.office.rounds.models import Phase, Round
from zhengping.office.rounds.registry import figures, undone
from zhengping.office.rounds.visible import participations_of, rounds_of

COLOURS = {Phase.PREPARATION: "secondary", Phase.CONFIRMATION: "yellow", Phase.PUBLICATION: "green"}


@access(EVERYONE, change=())
def round_list(request: HttpRequest) -> HttpResponse:
    """All rounds that a person sees, the newest first."""
    rows = (
        rounds_of(request.user)
        .annotate(taking_part=Count("participations", distinct=True))
        .order_by("-monitoring_date", "-pk")
    )
    columns = [
        Column("name", "轮次", lambda r: r.name, "name", link=lambda r: reverse("round", args=[r.pk])),
        Column("year", "年度", lambda r: r.year, "year", number=True),
        Column("date", "监测点", lambda r: r.monitoring_date.isoformat(), "monitoring_date"),
        Column(
            "phase", "阶段", lambda r: "已归档" if r.archived else Phase(r.phase).label, "",
            badge=lambda r: "secondary" if r.archived else COLOURS.get(r.phase, "blue"),
        ),
        Column("departments", "部门", lambda r: r.taking_part, "taking_part", number=True),
    ]  # fmt: skip
    return show_list(
        request,
        rows,
        columns,
        title="评估轮次",
        search=("name",),
        filters=(Filter("phase", "阶段", "phase", Phase.choices),),
        template="rounds/list.html",
    )


@access(OFFICE)
def new_round(request: HttpRequest) -> HttpResponse:
    """Makes a round."""
    form = NewRoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        made = making.make(
            form.settings(), form.windows(), chosen["departments"], chosen["experts"], request.user, request
        )
        messages.success(request, f"已建立“{made.name}”")
        return redirect("round", made.pk)
    context = {"form": form, "title": "新建轮次"}
    return render(request, "rounds/edit.html", context, status=422 if form.is_bound else 200)


@access(OFFICE)
def edit_round(request: HttpRequest, round: Round) -> HttpResponse:
    """Settings and calendar of a round; what somebody else saved meanwhile is shown, nothing is lost."""
    form = RoundForm(request.POST or None, instance=Round.objects.get(pk=round.pk))
    theirs: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            seen = -1 if version is None else version
            done = making.change(round, form.settings(), form.windows(), seen, request.user, request)
            messages.success(request, "已保存" if done else "没有改动")
            return redirect("round", round.pk)
        except making.Clash as clash:
            form.add_error(None, str(clash))
            theirs = clash.theirs
            again = request.POST.copy()
            again["version"] = str(Round.objects.get(pk=round.pk).version)
            form.data = again
        except InputError as error:
            form.add_error(None, str(error))
    context = {"form": form, "title": "设置与日程", "round": round, "theirs": theirs}
    return render(request, "rounds/edit.html", context, status=422 if form.is_bound else 200)


@access(EVERYONE, change=())
def show_round(request: HttpRequest, round: Round) -> HttpResponse:
    """Where a round stands, what is next, and figures per department for those who see all departments."""
    role = person(request).role
    sees_all = role in OFFICE | READERS
    context: dict[str, Any] = {
        "round": round,
        "phase": Phase(round.phase),
        "steps": steps(round),
        "next": next_phase(round.phase),
        "may_change": role in OFFICE and not round.archived,
        "is_admin": role == Role.ADMIN,
        "sees_all": sees_all,
        "mine": [],
    }
    if sees_all:
        columns = figures()
        shown = [(column, column.of(round)) for column in columns]
        rows = round.participations.select_related("department").prefetch_related("reopenings")
        context |= {
            "undone": undone(round),
            "columns": columns,
            "rows": [
                (one, [(column, table.get(one.pk, "—")) for column, table in shown], _reopened(one)) for one in rows
            ],
            "experts": round.experts.count() if role != Role.OBSERVER else None,
            "history": _history(round),
        }
    elif role in DEPARTMENT | EXPERTS:
        context["mine"] = list(participations_of(request.user).filter(round=round).prefetch_related("reopenings"))
        context["open_again"] = [(one, _reopened(one)) for one in context["mine"] if _reopened(one)]
    return render(request, "rounds/round.html", context)


def _reopened(participation: Any) -> list[Any]:
    from zhengping.office.core import clock

    today = clock.today()
    return [one for one in participation.reopenings.all() if one.closed_at is None and one.until >= today]


def _history(round: Round) -> list[dict[str, Any]]:
    target = f"{Round._meta.label_lower}:{round.pk}"
    entries = AuditEntry.objects.filter(target=target, action__in=("round.made", "round.moved", "round.copied"))
    return [
        {
            "at": entry.at,
            "who": entry.actor_name,
            "what": (
                f"{Phase(entry.detail['before']).label} → {Phase(entry.detail['after']).label}"
                if entry.action == "round.moved"
                else {"round.made": "建立", "round.copied": "由上一轮次复制"}[entry.action]
            ),
            "why": entry.detail.get("why", ""),
            "undone": entry.detail.get("undone", []),
        }
        for entry in entries.order_by("-number")[:20]
    ]


@access(OFFICE)
def move_round(request: HttpRequest, round: Round) -> HttpResponse:
    """To the next phase, or back with a reason; what is not done yet is named and must be confirmed."""
    form = MoveForm(request.POST or None, initial={"seen": round.phase, "to": next_phase(round.phase)})
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        try:
            moved = moving.move(
                round, chosen["to"], chosen["seen"], request.user,
                reason=chosen["reason"], confirmed=chosen["confirmed"], request=request,
            )  # fmt: skip
            if moved:
                messages.success(request, f"已进入“{Phase(chosen['to']).label}”阶段")
            return redirect("round", round.pk)
        except InputError as error:
            words = str(error)
            field = "reason" if "理由" in words else "confirmed" if "勾选" in words else None
            form.add_error(field, words)
    context = {
        "form": form,
        "round": round,
        "phase": Phase(round.phase),
        "next": next_phase(round.phase),
        "earlier": previous_phases(round.phase),
        "undone": undone(round),
    }
    return render(request, "rounds/move.html", context, status=422 if form.is_bound else 200)


@access(OFFICE)
@require_POST
def copy_round(request: HttpRequest, round: Round) -> HttpResponse:
    """Makes next year's round out of this one."""
    try:
        made = making.copy(round, request.user, request)
    except InputError as error:
        messages.error(request, str(error))
        return redirect("round", round.pk)
    messages.success(request, f"已复制为“{made.name}”：日期顺延一年，部门情况按现在的取，请核对日程")
    return redirect("edit_round", made.pk)
