"""The list of departments and a department's page."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from zhengping.office.core.access import access
from zhengping.office.core.lists import Column, Filter, show_list
from zhengping.office.core.models import AuditEntry
from zhengping.office.core.roles import DEPARTMENT, OFFICE, READERS, Role
from zhengping.office.departments import columns
from zhengping.office.departments.changing import values_of
from zhengping.office.departments.models import Department, Site
from zhengping.office.departments.panels import panels_of
from zhengping.office.departments.visible import departments_of

_CHANGES = 10
_ITEMS = 300
"""Duties shown on the page; all of them are in the export."""


@access(OFFICE | READERS | DEPARTMENT, change=())
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All departments that a person may see."""
    user: Any = request.user
    rows: QuerySet[Any] = (
        departments_of(user)
        .prefetch_related(Prefetch("sites", Site.objects.filter(main=True), to_attr="mains"))
        .annotate(below=Count("sites", filter=Q(sites__main=False), distinct=True))
        .order_by("code")
    )
    groups = rows.exclude(group="").order_by("group").values_list("group", flat=True).distinct()
    yes_no = [("True", "是"), ("False", "否")]
    shown = [
        Column("code", "编码", lambda d: d.code, "code"),
        Column("name", "名称", lambda d: d.name, "name", link=lambda d: reverse("department", args=[d.pk])),
        Column("group", "类别", lambda d: d.group, "group"),
        Column("site", "主站", lambda d: d.mains[0].url if d.mains else "没有登记"),
        Column("below", "下属网站", lambda d: str(d.below), "below", number=True),
        Column("services", "办事服务", lambda d: "有" if d.has_administrative_services else "无"),
        Column("areas", "重点领域", _areas),
        Column(
            "active",
            "参加评估",
            lambda d: "参加" if d.active else "已停用",
            "active",
            badge=lambda d: "green" if d.active else "secondary",
        ),
    ]
    filters = [
        Filter("group", "类别", "group", [(group, group) for group in groups]),
        Filter("services", "有办事服务", "has_administrative_services", yes_no),
        Filter("active", "参加评估", "active", yes_no),
    ]
    return show_list(
        request,
        rows,
        shown,
        title="部门",
        search=("name", "code", "short_name", "former_names__name"),
        filters=filters,
        template="departments/index.html",
        context={"may": user.role in OFFICE},
    )


def _areas(department: Department) -> str:
    """The key areas, or what is known of them."""
    if department.has_key_areas is None:
        return "未知"
    return ("、".join(department.key_areas) or "有") if department.has_key_areas else "无"


@access(OFFICE | READERS | DEPARTMENT, change=())
@require_GET
def page(request: HttpRequest, department: Department) -> HttpResponse:
    """A department: facts, sites, names, duties, and what other applications know of it."""
    user: Any = request.user
    values = values_of(department)
    items = department.duty_items
    history = []
    if user.role in OFFICE | {Role.AUDITOR}:
        entries = AuditEntry.objects.filter(target=f"departments.department:{department.pk}").order_by("-number")
        history = [_change(entry) for entry in entries[:_CHANGES]]
    context = {
        "department": department,
        "facts": [(field.words, field.show(values[field.key]) or _unknown(field.key)) for field in columns.FORM[2:]],
        "sites": department.sites.all(),
        "names": department.former_names.order_by("name"),
        "items": (items or [])[:_ITEMS],
        "known_items": items is not None,
        "all_items": len(items or ()),
        "service_items": len(department.service_items()),
        "panels": panels_of(department, user),
        "history": history,
        "may": user.role in OFFICE,
    }
    return render(request, "departments/page.html", context)


def _unknown(key: str) -> str:
    """What an empty fact means."""
    return {"has_key_areas": "未知（1.2.4 待定）", "public_services": "没有给出"}.get(key, "—")


_FIELDS = {
    **{f.key: f for f in (*columns.FORM, *columns.SITE, *columns.FORMER_NAME)},
}
_ACTIONS = {
    "department.added": "新增",
    "department.changed": "修改",
    "department.activated": "恢复参加评估",
    "department.deactivated": "停用",
    "site.added": "新增网站",
    "site.changed": "修改网站",
    "site.removed": "删除网站",
    "former_name.added": "新增曾用名",
    "former_name.removed": "删除曾用名",
}


def _change(entry: AuditEntry) -> dict[str, Any]:
    """An entry of the record in words."""
    before, after = entry.detail.get("before", {}), entry.detail.get("after", {})
    lines = [
        (_FIELDS[key].words, _FIELDS[key].show(before.get(key)), _FIELDS[key].show(after.get(key)))
        for key in after or before
        if key in _FIELDS and before.get(key) != after.get(key)
    ]
    return {
        "at": entry.at,
        "who": entry.actor_name,
        "what": _ACTIONS.get(entry.action, entry.action),
        "reason": entry.detail.get("reason", ""),
        "lines": lines,
    }
