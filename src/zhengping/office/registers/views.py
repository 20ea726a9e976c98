"""Pages of registers: a round's registers and their states, a register's rows and rule, what each department gets."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhengping.errors import InputError
from zhengping.office.core.access import access
from zhengping.office.core.audit import record
from zhengping.office.core.fields import exact, plain
from zhengping.office.core.lists import Column, Filter, show_list
from zhengping.office.core.roles import DEPARTMENT, OFFICE, READERS
from zhengping.office.registers.keeping import set_complete, set_settings
from zhengping.office.registers.kinds import KINDS, RegisterKind
from zhengping.office.registers.ledgers import Said, counts_in, entries_of, said_of, states_of
from zhengping.office.registers.models import RegisterEntry
from zhengping.office.registers.rules import EVENTS, rules_of
from zhengping.office.registers.visible import kinds_for
from zhengping.office.registers.windows import window_of
from zhengping.office.rounds.models import Participation, Round
from zhengping.office.rounds.visible import rounds_of
from zhengping.office.sheets.fields import Field
from zhengping.office.sheets.forms import RowForm, shown
from zhengping.reading.private_numbers import masked_numbers

SEE = OFFICE | READERS


def kind_or_404(request: HttpRequest, key: str) -> RegisterKind:
    """The register of an address; hidden from those who may not see its rows."""
    user: Any = request.user
    kind = KINDS.get(key)
    if kind is None:
        raise Http404("没有这一种登记")
    if user.role not in DEPARTMENT and kind not in kinds_for(user):
        raise PermissionDenied("安全检测和安全事件的登记只有评估办公室和审计员能看")
    return kind


@access(SEE, change=())
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The registers of the newest round."""
    newest = rounds_of(request.user).order_by("archived", "-monitoring_date").first()
    if newest is None:
        return render(request, "registers/none.html")
    return redirect("register_round", newest.pk)


@access(SEE, change=())
@require_GET
def of_round(request: HttpRequest, round: Round) -> HttpResponse:
    """All registers of a round with their states."""
    user: Any = request.user
    counts = dict(
        RegisterEntry.objects.filter(Q(round=round) | Q(round=None))
        .values_list("kind")
        .annotate(n=Count("pk"))
        .values_list("kind", "n")
    )
    states = states_of(round)
    lines = []
    for kind in kinds_for(user):
        state = states.get(kind.key)
        lines.append(
            {
                "kind": kind,
                "fills": "、".join((*kind.points, *kind.indicators)),
                "count": None if kind.from_departments else counts.get(kind.key, 0),
                "complete": state is not None and state.complete,
                "decides": state is None or state.chosen.get("decides", True),
                "state": state,
            }
        )
    done = sum(bool(line["complete"]) for line in lines)
    context = {
        "round": round,
        "rounds": rounds_of(user),
        "window": window_of(round).words,
        "lines": lines,
        "done": done,
        "may": user.role in OFFICE and not round.archived,
    }
    return render(request, "registers/round.html", context)


def rules_in_words(kind: RegisterKind) -> list[tuple[str, str]]:
    """The rules of a register as the page shows them: what it fills, the text."""
    words = [(rule.point, rule.words) for rule in rules_of(kind.key)]
    return [*words, EVENTS[kind.key]] if kind.key in EVENTS else words


@access(SEE, change=())
@require_GET
def of_kind(request: HttpRequest, round: Round, kind: str) -> HttpResponse:
    """A register: its rule, its state, its rows."""
    user: Any = request.user
    of = kind_or_404(request, kind)
    state = states_of(round).get(of.key)
    may = user.role in OFFICE and not round.archived
    settings = state.chosen if state else {}
    context = {
        "round": round,
        "kind": of,
        "state": state,
        "complete": state is not None and state.complete,
        "rules": rules_in_words(of),
        "settings": [(f.words, f.show(settings.get(f.key, f.empty)) or "没有定") for f in of.settings],
        "window": window_of(round).words,
        "may": may,
        "plain_kind": not of.from_departments,
    }
    if of.from_departments:
        return render(request, "registers/from_departments.html", {**context, "title": of.words})
    if request.GET.get("format"):
        record(user, "register.exported", round, request=request, kind=of.key)
    elif user.role not in OFFICE:
        record(user, "register.viewed", round, request=request, kind=of.key)
    window = window_of(round)
    columns = [
        Column("department", "部门", lambda e: e.department.name, "department__code"),
        Column("key", "编号", lambda e: e.key, "key", link=_edit if may else None),
        *(_column(field) for field in of.columns if field.key != "note"),
    ]
    if of.day:
        columns.append(
            Column(
                "inside",
                "计分",
                lambda e: "计" if counts_in(window, e.kind, e.data) else "期间之外，不计",
                badge=lambda e: "green" if counts_in(window, e.kind, e.data) else "secondary",
            )
        )
    departments = Participation.objects.filter(round=round).values_list("department_id", "department__name")
    rows = entries_of(round, [of.key]).select_related("department").order_by("department__code", "key")
    return show_list(
        request,
        rows,
        columns,
        title=of.words,
        search=("key", "department__name"),
        filters=[Filter("department", "部门", "department_id", list(departments))],
        template="registers/kind.html",
        context=context,
    )


def _edit(entry: RegisterEntry) -> str:
    return reverse("register_entry", args=[entry.pk])


def _column(field: Field) -> Column:
    def cell(entry: RegisterEntry) -> str:
        text = field.show(entry.data.get(field.key))
        return masked_numbers(text) if field.kind == "text" else text

    return Column(field.key, field.words, cell, f"data__{field.key}" if field.kind in ("date", "choice") else "",
                  number=field.kind == "whole")  # fmt: skip


@access(SEE, change=())
@require_GET
def verdicts(request: HttpRequest, round: Round, kind: str) -> HttpResponse:
    """What each department gets by a register, and why."""
    of = kind_or_404(request, kind)
    settings = {key: state.chosen for key, state in states_of(round).items()}
    # One event counts once within 8.2, so those registers are looked at together.
    together = [key for key in EVENTS if key in KINDS] if of.key in EVENTS else [of.key]
    by_department: dict[int, list[RegisterEntry]] = {}
    for entry in entries_of(round, together).order_by("pk"):
        by_department.setdefault(entry.department_id, []).append(entry)
    lines = []
    for participation in Participation.objects.filter(round=round).select_related("round", "department"):
        said = said_of(participation, together, settings, by_department.get(participation.department_id, []))
        lines.append({"participation": participation, **line_of(of, said)})
    context = {"round": round, "kind": of, "lines": lines, "rules": rules_in_words(of)}
    return render(request, "registers/verdicts.html", context)


def line_of(kind: RegisterKind, said: Said) -> dict[str, Any]:
    """What a department gets by a register, as pages show it."""
    results = []
    for point in kind.points:
        verdict = said.verdicts[point]
        value = "" if verdict.value is None else plain(exact(verdict.value))
        results.append({"code": point, "value": value, "why": verdict.why})
    for code in kind.indicators:
        one = said.counted[kind.key]
        words = f"计 {one.times} 次"
        if code.startswith("8.2"):
            words += f"：本部门网站 {one.own} 次，组织填报网站 {one.subordinate} 次"
        if one.twice:
            words += f"；{one.twice} 次的事件已在别处扣过，不再扣"
        results.append({"code": code, "value": f"{one.times} 次", "why": words})
    return {"results": results, "inside": said.inside[kind.key], "outside": said.outside[kind.key]}


@access(OFFICE)
@require_POST
def complete(request: HttpRequest, round: Round, kind: str) -> HttpResponse:
    """Says that a register is complete, or takes it back."""
    of = kind_or_404(request, kind)
    wanted = request.POST.get("complete") == "1"
    try:
        set_complete(round, of, wanted, request.user, request)
    except InputError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, "已标为齐全，各部门的分值已按规则更新。" if wanted else "已改为未齐全，规则不再定分。"
        )
    return redirect("register_kind", round.pk, of.key)


@access(OFFICE)
@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest, round: Round, kind: str) -> HttpResponse:
    """What the office sets for a register's rule in a round."""
    of = kind_or_404(request, kind)
    if not of.settings:
        raise Http404("这一登记没有可设置的")
    state = states_of(round).get(of.key)
    now = {field.key: (state.chosen if state else {}).get(field.key, field.empty) for field in of.settings}
    form = RowForm(of.settings, request.POST if request.method == "POST" else None, initial=shown(of.settings, now))
    back = reverse("register_kind", args=[round.pk, of.key])
    if request.method == "POST" and form.is_valid():
        try:
            set_settings(round, of, form.cleaned_data, request.user, request)
        except InputError as error:
            form.add_error("steps" if "steps" in form.fields else of.settings[-1].key, str(error))
        else:
            messages.success(request, "已保存。")
            return redirect(back)
    context = {
        "form": form,
        "title": f"规则设置：{of.words}",
        "back": back,
        "back_words": of.words,
        "lead": f"只对“{round.name}”。改动会立即更新各部门的分值，并留下记录。",
    }
    return render(request, "sheets/row_form.html", context, status=422 if form.errors else 200)


@access(SEE | DEPARTMENT, change=())
@require_GET
def of_participation(request: HttpRequest, participation: Participation) -> HttpResponse:
    """All that the registers hold of one department; the department itself sees it once feedback has begun."""
    user: Any = request.user
    if user.role in DEPARTMENT and participation.round.feedback_opened_at is None:
        raise PermissionDenied("登记和依据在“反馈与申诉”阶段开始后可以查看")
    kinds = list(KINDS.values()) if user.role in DEPARTMENT else kinds_for(user)
    states = states_of(participation.round)
    entries = list(entries_of(participation.round, [k.key for k in kinds]).filter(
        department_id=participation.department_id).order_by("kind", "key"))  # fmt: skip
    said = said_of(participation, [k.key for k in kinds], {k: s.chosen for k, s in states.items()}, entries)
    window = window_of(participation.round)
    parts = []
    for kind in kinds:
        rows = [
            {
                "key": entry.key,
                "cells": [masked_numbers(field.show(entry.data.get(field.key))) for field in kind.columns],
                "inside": counts_in(window, kind.key, entry.data),
            }
            for entry in entries
            if entry.kind == kind.key
        ]
        state = states.get(kind.key)
        speaks = state is not None and state.complete and state.chosen.get("decides", True)
        parts.append(
            {"kind": kind, "rows": rows, "rules": rules_in_words(kind), "speaks": speaks, **line_of(kind, said)}
        )
    if user.role not in OFFICE:
        record(user, "register.viewed", participation, department=participation.department, request=request)
    return render(request, "registers/participation.html", {"participation": participation, "parts": parts})
