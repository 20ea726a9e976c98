"""Forms of a register's rows: added, corrected and removed by hand, each with its trace."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from zhengping.errors import InputError
from zhengping.office.core.access import access
from zhengping.office.core.roles import OFFICE
from zhengping.office.departments.models import Department
from zhengping.office.registers.imports import faults_of
from zhengping.office.registers.keeping import add, correct, refuse_archived, remove, values_of
from zhengping.office.registers.kinds import KINDS, RegisterKind
from zhengping.office.registers.models import RegisterEntry
from zhengping.office.registers.views import kind_or_404
from zhengping.office.rounds.models import Round
from zhengping.office.sheets.clashes import clash_of, digest
from zhengping.office.sheets.forms import RowForm, shown


class EntryForm(RowForm):
    """A row with its department; for a correction with the reason."""

    def __init__(
        self, kind: RegisterKind, round: Round | None, *args: Any, reason: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(kind.fields, *args, **kwargs)
        self.kind = kind
        departments = Department.objects.filter(participations__round=round).order_by("code")
        errors = {"required": "请选择部门", "invalid_choice": "请选择参加本轮的部门"}
        box = forms.ModelChoiceField(departments, label="部门", empty_label="请选择", error_messages=errors)
        self.fields = {"department": box, **self.fields}
        if reason:
            self.fields["reason"] = forms.CharField(
                label="更正的理由", max_length=300, error_messages={"required": "请写明理由"}
            )

    def clean(self) -> dict[str, Any]:
        """What is wrong between the columns."""
        given = dict(self.cleaned_data)
        if not self.errors:
            for key, line in faults_of(self.kind, given).items():
                self.add_error(key, line)
        return given


def _page(
    request: HttpRequest, form: forms.Form, title: str, kind: RegisterKind, round: Round | None, **more: Any
) -> HttpResponse:
    back = reverse("register_kind", args=[round.pk, kind.key]) if round else reverse("registers")
    context = {"form": form, "title": title, "back": back, "back_words": kind.words, **more}
    bad = bool(form.errors) or more.get("clash") is not None
    answer: HttpResponse = render(request, "sheets/row_form.html", context, status=422 if bad else 200)
    return answer


@access(OFFICE)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, round: Round, kind: str) -> HttpResponse:
    """A row by hand."""
    of = kind_or_404(request, kind)
    if of.from_departments:
        raise Http404("权责清单事项在“部门”里登记")
    first = {field.key: field.show(field.empty) for field in of.fields}
    form = EntryForm(of, round, request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            add(of, round, form.cleaned_data["department"], form.cleaned_data, request.user, request)
        except InputError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "已登记。")
            return redirect("register_kind", round.pk, of.key)
    return _page(request, form, f"登记一条：{of.words}", of, round)


@access(OFFICE)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, register_entry: RegisterEntry) -> HttpResponse:
    """A correction; two who correct at once see each other's."""
    entry = register_entry
    kind, round = KINDS[entry.kind], entry.round
    now = {**values_of(entry), "department": entry.department_id}
    title = f"更正：{kind.words} {entry.key}"
    more: dict[str, Any] = {"seen": digest(now), "clash": None, "below": reverse("register_remove", args=[entry.pk])}
    if request.method != "POST":
        first = {**shown(kind.fields, now), "department": entry.department_id}
        return _page(request, EntryForm(kind, round, reason=True, initial=first), title, kind, round, **more)
    form = EntryForm(kind, round, request.POST, reason=True)
    more["seen"] = request.POST.get("seen", "")
    if form.is_valid():
        given: dict[str, Any] = {key: list(v) if isinstance(v, tuple) else v for key, v in form.cleaned_data.items()}
        department = given["department"]
        mine = {**{field.key: given[field.key] for field in kind.fields}, "department": department.pk}
        try:
            with transaction.atomic():
                locked = RegisterEntry.objects.select_for_update(of=("self",)).select_related("round").get(pk=entry.pk)
                if round is not None:
                    refuse_archived(round)
                now = {**values_of(locked), "department": locked.department_id}
                there = {key: now.get(key) for key in mine}
                if more["seen"] != digest(now) and mine != there:
                    more["clash"], more["seen"] = clash_of(locked, kind.fields, mine, now), digest(now)
                elif mine != there:
                    correct(locked, department, mine, given["reason"], request.user, request)
        except InputError as error:
            form.add_error(None, str(error))
        if not form.errors and more["clash"] is None:
            messages.success(request, "已更正。")
            return redirect("register_kind", round.pk, kind.key) if round else redirect("registers")
    return _page(request, form, title, kind, round, **more)


class ReasonForm(forms.Form):
    """A reason."""

    reason = forms.CharField(label="理由", max_length=300, error_messages={"required": "请写明理由"})


@access(OFFICE)
@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, register_entry: RegisterEntry) -> HttpResponse:
    """Takes a row out, with a reason."""
    entry = register_entry
    kind, round = KINDS[entry.kind], entry.round
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            remove(entry, form.cleaned_data["reason"], request.user, request)
        except InputError as error:
            raise PermissionDenied(str(error)) from None
        messages.success(request, "已删除，审计记录里留有原来的内容。")
        return redirect("register_kind", round.pk, kind.key) if round else redirect("registers")
    lead = f"{entry.department.name}：{entry.key}。删除后不再计分，内容留在审计记录里。"
    title = f"删除：{kind.words} {entry.key}"
    return _page(request, form, title, kind, round, lead=lead, button="删除", danger=True)
