"""Forms: a department's facts, its sites, its former names. Two who edit at once see each other's changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from zhengping.office.core.access import access
from zhengping.office.core.audit import record
from zhengping.office.core.roles import OFFICE
from zhengping.office.departments import columns
from zhengping.office.departments.changing import (
    changed,
    faults_of_department,
    faults_of_site,
    settled,
    site_values,
    values_of,
)
from zhengping.office.departments.models import Department, FormerName, Site
from zhengping.office.sheets.clashes import Clash, changes, clash_of, digest
from zhengping.office.sheets.forms import RowForm, shown

_OWN = [field.key for field in columns.FORM]
_SITE = [field.key for field in columns.SITE]


class ReasonForm(forms.Form):
    """A reason."""

    reason = forms.CharField(label="理由", max_length=300, error_messages={"required": "请写明理由"})


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _page(request: HttpRequest, form: forms.Form, title: str, back: str, **context: Any) -> HttpResponse:
    shown_as = {"form": form, "title": title, "back": back, "back_words": "返回", **context}
    bad = bool(form.errors) or context.get("clash") is not None
    return render(request, "sheets/row_form.html", shown_as, status=422 if bad else 200)


def _add_faults(form: forms.Form, faults: Mapping[str, str]) -> bool:
    for key, line in faults.items():
        form.add_error(key if key in form.fields else None, line)
    return not faults


@access(OFFICE)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new department."""
    form = RowForm(columns.FORM, _posted(request), initial={"has_administrative_services": "是"})
    if request.method == "POST" and form.is_valid():
        values = settled(form.cleaned_data)
        with transaction.atomic():
            every = list(Department.objects.select_for_update())
            if _add_faults(form, faults_of_department(values, None, every)):
                made = Department.objects.create(**values)
                record(request.user, "department.added", made, department=made, request=request, after=values)
                changed([made], request.user, "新增部门")
                messages.success(request, f"已新增“{made.name}”。请登记它的网站。")
                return redirect("department", made.pk)
    return _page(request, form, "新增部门", reverse("departments"))


@access(OFFICE)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, department: Department) -> HttpResponse:
    """A department's facts."""
    own = _own(department)
    back = reverse("department", args=[department.pk])
    title = f"修改“{department.name}”"
    if request.method != "POST":
        return _page(request, _department_form(None, own), title, back, seen=digest(own))
    form = _department_form(request.POST, own)
    clash: Clash | None = None
    if form.is_valid():
        keep_name = bool(form.cleaned_data.pop("keep_name", False))
        values = settled(form.cleaned_data)
        with transaction.atomic():
            every = list(Department.objects.select_for_update())
            locked = next(one for one in every if one.pk == department.pk)
            own = _own(locked)
            if request.POST.get("seen") != digest(own) and values != own:
                clash = clash_of(locked, columns.FORM, values, own)
            elif _add_faults(form, faults_of_department(values, locked, every)):
                if values != own:
                    _save(request, locked, values, own, keep_name)
                    messages.success(request, "已保存。")
                return redirect(back)
    seen = digest(own) if clash else request.POST.get("seen", "")
    return _page(request, form, title, back, seen=seen, clash=clash)


def _own(department: Department) -> dict[str, Any]:
    values = values_of(department)
    return {key: values[key] for key in _OWN}


def _department_form(data: Any, own: Mapping[str, Any]) -> RowForm:
    form = RowForm(columns.FORM, data, initial=shown(columns.FORM, own))
    form.fields["keep_name"] = forms.BooleanField(
        required=False, label="改名时把原名称记为曾用名", initial=True, help_text="只是改正错字的，请不要勾选"
    )
    return form


def _save(
    request: HttpRequest, department: Department, values: Mapping[str, Any], own: Mapping[str, Any], keep_name: bool
) -> None:
    for key, value in values.items():
        setattr(department, key, value)
    department.save()
    if keep_name and values["name"] != own["name"]:
        FormerName.objects.get_or_create(department=department, name=own["name"])
    detail = changes(columns.FORM, own, values)
    record(request.user, "department.changed", department, department=department, request=request, **detail)
    changed([department], request.user, "修改部门")


@access(OFFICE)
@require_http_methods(["GET", "POST"])
def switch(request: HttpRequest, department: Department) -> HttpResponse:
    """Takes a department out of future rounds, or back in; nothing of it is deleted."""
    form = ReasonForm(_posted(request))
    back = reverse("department", args=[department.pk])
    if request.method == "POST" and form.is_valid():
        wanted = request.POST.get("seen") == "in"
        with transaction.atomic():
            locked = Department.objects.select_for_update().get(pk=department.pk)
            if locked.active != wanted:
                locked.active = wanted
                locked.save(update_fields=["active"])
                action = "department.activated" if wanted else "department.deactivated"
                reason = form.cleaned_data["reason"]
                record(request.user, action, locked, department=locked, request=request, reason=reason)
                changed([locked], request.user, reason)
        messages.success(request, "已恢复参加评估。" if wanted else "已停用，以后的轮次不再包括它。")
        return redirect(back)
    words = f"停用“{department.name}”" if department.active else f"恢复“{department.name}”"
    lead = "停用后，以后的轮次不再包括它；已有的轮次和记录不变。" if department.active else ""
    seen = "out" if department.active else "in"
    return _page(request, form, words, back, lead=lead, button=words[:2], danger=department.active, seen=seen)


@access(OFFICE)
@require_http_methods(["GET", "POST"])
def add_site(request: HttpRequest, department: Department) -> HttpResponse:
    """A new site of a department."""
    first = {"main": "否" if department.main_site else "是", "name": f"{department.name}网站"}
    form = RowForm(columns.SITE, _posted(request), initial=first)
    back = reverse("department", args=[department.pk])
    if request.method == "POST" and form.is_valid():
        values = settled(form.cleaned_data)
        with transaction.atomic():
            locked = Department.objects.select_for_update().get(pk=department.pk)
            if _add_faults(form, faults_of_site(values, None, locked)):
                Site.objects.create(department=locked, **values)
                record(request.user, "site.added", locked, department=locked, request=request, after=values)
                changed([locked], request.user, "新增网站")
                messages.success(request, "已新增网站。")
                return redirect(back)
    return _page(request, form, f"新增网站：{department.name}", back)


@access(OFFICE)
@require_http_methods(["GET", "POST"])
def edit_site(request: HttpRequest, site: Site) -> HttpResponse:
    """A site."""
    own = site_values(site)
    back = reverse("department", args=[site.department_id])
    title = f"修改网站“{site.name}”"
    if request.method != "POST":
        form = RowForm(columns.SITE, initial=shown(columns.SITE, own))
        return _page(request, form, title, back, seen=digest(own))
    form = RowForm(columns.SITE, request.POST)
    clash: Clash | None = None
    if form.is_valid():
        values = settled(form.cleaned_data)
        with transaction.atomic():
            department = Department.objects.select_for_update().get(pk=site.department_id)
            locked = Site.objects.select_for_update().get(pk=site.pk)
            own = site_values(locked)
            if request.POST.get("seen") != digest(own) and values != own:
                clash = clash_of(department, columns.SITE, values, own)
            elif _add_faults(form, faults_of_site(values, locked, department)):
                if values != own:
                    for key, value in values.items():
                        setattr(locked, key, value)
                    locked.save()
                    detail = changes(columns.SITE, own, values)
                    record(request.user, "site.changed", department, department=department, request=request, **detail)
                    changed([department], request.user, "修改网站")
                    messages.success(request, "已保存。")
                return redirect(back)
    seen = digest(own) if clash else request.POST.get("seen", "")
    return _page(request, form, title, back, seen=seen, clash=clash)


@access(OFFICE)
@require_http_methods(["GET", "POST"])
def remove_site(request: HttpRequest, site: Site) -> HttpResponse:
    """Takes a site out of the register; rounds keep the address that they were made with."""
    form = ReasonForm(_posted(request))
    back = reverse("department", args=[site.department_id])
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            department = site.department
            reason = form.cleaned_data["reason"]
            before = site_values(site)
            site.delete()
            record(request.user, "site.removed", department, department=department, request=request, reason=reason,
                   before=before)  # fmt: skip
            changed([department], request.user, reason)
        messages.success(request, "已删除网站。")
        return redirect(back)
    lead = f"{site.url}。已有的轮次按当时登记的网址评估，不受影响。"
    return _page(request, form, f"删除网站“{site.name}”", back, lead=lead, button="删除", danger=True)


@access(OFFICE)
@require_http_methods(["GET", "POST"])
def add_name(request: HttpRequest, department: Department) -> HttpResponse:
    """A former name of a department."""
    form = RowForm(columns.FORMER_NAME, _posted(request))
    back = reverse("department", args=[department.pk])
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        with transaction.atomic():
            locked = Department.objects.select_for_update().get(pk=department.pk)
            if locked.former_names.filter(name=values["name"]).exists():
                form.add_error("name", "已经登记过这个旧名称；请核对")
            else:
                FormerName.objects.create(department=locked, **values)
                record(request.user, "former_name.added", locked, department=locked, request=request, after=values)
                changed([locked], request.user, "新增曾用名")
                return redirect(back)
    return _page(request, form, f"新增曾用名：{department.name}", back)


@access(OFFICE)
@require_http_methods(["GET", "POST"])
def remove_name(request: HttpRequest, former_name: FormerName) -> HttpResponse:
    """Takes a former name out."""
    form = ReasonForm(_posted(request))
    back = reverse("department", args=[former_name.department_id])
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            department = former_name.department
            reason = form.cleaned_data["reason"]
            before = {"name": former_name.name, "until": former_name.until}
            former_name.delete()
            record(request.user, "former_name.removed", department, department=department, request=request,
                   reason=reason, before=before)  # fmt: skip
            changed([department], request.user, reason)
        return redirect(back)
    lead = "以后用这个名称登记的记录将认不出是本部门。"
    return _page(request, form, f"删除曾用名“{former_name.name}”", back, lead=lead, button="删除", danger=True)
