"""The record as the auditor and the administrator read it: filtered, paged, exported, checked. Nothing changes it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from zhengping.office.core import clock
from zhengping.office.core.access import access, hidden, resolves
from zhengping.office.core.audit import faults, record
from zhengping.office.core.audit_words import FIELDS, action_words, target_words
from zhengping.office.core.downloads import as_csv, as_download, as_xlsx
from zhengping.office.core.lists import Column, Filter, show_list
from zhengping.office.core.models import AuditEntry, ChainHead
from zhengping.office.core.roles import Role

READERS = frozenset({Role.ADMIN, Role.AUDITOR})
FAULTS_SHOWN = 50
HEADS = ("序号", "时间", "人", "人的编号", "操作", "操作代码", "对象", "部门", "部门编号", "内容", "网络地址",
         "前一条的哈希", "哈希")  # fmt: skip


@resolves("logged")
def entry_of(user: Any, number: int) -> AuditEntry:
    """The entry of an address, by its place in the chain."""
    found = AuditEntry.objects.filter(number=number).first() if getattr(user, "role", None) in READERS else None
    if found is None:
        raise hidden()
    return found


def department_names() -> dict[int, str]:
    """Names of departments by number; looked up by the model's name, as `core` imports no other application."""
    return dict(apps.get_model("departments", "Department").objects.values_list("pk", "name"))


@access(READERS, change=())
def audit(request: HttpRequest) -> HttpResponse:
    """The list, newest first; `?format=csv|xlsx|jsonl` gives all that the filters leave, with hashes."""
    rows, wrong = _narrowed(request)
    names = department_names()
    if request.GET.get("format"):
        return _export(request, rows, names)
    actions = AuditEntry.objects.order_by("action").values_list("action", flat=True).distinct()
    people = get_user_model().objects.order_by("username").values_list("pk", "display_name", "username")
    columns = [
        Column(
            "number",
            "序号",
            lambda e: e.number,
            "number",
            number=True,
            link=lambda e: reverse("audit_entry", args=[e.number]),
        ),
        Column("at", "时间", lambda e: _moment(e.at), "at"),
        Column("actor", "人", lambda e: e.actor_name, "actor_name"),
        Column("action", "操作", lambda e: action_words(e.action), "action"),
        Column("target", "对象", lambda e: target_words(e.target)),
        Column("department", "部门", lambda e: names.get(e.department_number)),
        Column("detail", "内容", lambda e: _short(e.detail)),
    ]
    return show_list(
        request,
        rows,
        columns,
        title="操作记录",
        search=("actor_name", "action", "target", "address"),
        filters=(
            Filter("person", "人", "actor_number", [(pk, f"{name}（{login}）") for pk, name, login in people]),
            Filter("action", "操作", "action", [(action, action_words(action)) for action in actions]),
            Filter("department", "部门", "department_number", list(names.items())),
        ),
        template="audit/list.html",
        context={
            "from": request.GET.get("from", ""),
            "until": request.GET.get("until", ""),
            "wrong": wrong,
            "head": ChainHead.objects.filter(pk=1).first(),
        },
    )


@access(READERS, change=())
def audit_entry(request: HttpRequest, logged: AuditEntry) -> HttpResponse:
    """One entry with all its fields, and the entries about the same thing."""
    entry = logged
    same = AuditEntry.objects.filter(target=entry.target).exclude(pk=entry.pk) if entry.target else None
    context = {
        "entry": entry,
        "words": action_words(entry.action),
        "target": target_words(entry.target),
        "department": department_names().get(entry.department_number or 0, ""),
        "changes": _changes(entry.detail),
        "others": _lines(entry.detail),
        "same": [(one, action_words(one.action)) for one in same.order_by("-number")[:20]] if same is not None else [],
        "last": ChainHead.objects.filter(pk=1).values_list("last_number", flat=True).first() or 0,
    }
    return render(request, "audit/entry.html", context)


@access((), change=READERS)
def audit_check(request: HttpRequest) -> HttpResponse:
    """Goes along the whole chain and says what it finds; that it was checked is recorded."""
    found = []
    for fault in faults():
        found.append(fault)
        if len(found) > FAULTS_SHOWN:
            break
    head = ChainHead.objects.filter(pk=1).first()
    record(request.user, "audit.checked", request=request, faults=len(found), up_to=head.last_number if head else 0)
    if not found:
        messages.success(request, f"核对完毕：{head.last_number if head else 0} 条记录前后相接，没有改动过")
        return redirect("audit")
    return render(request, "audit/faults.html", {"faults": found[:FAULTS_SHOWN], "more": len(found) > FAULTS_SHOWN})


def _narrowed(request: HttpRequest) -> tuple[QuerySet[AuditEntry], str]:
    """The entries within the days asked for, newest first, and what is wrong with the days."""
    rows = AuditEntry.objects.order_by("-number")
    wrong = ""
    for key, words in (("from", "开始日期"), ("until", "结束日期")):
        text = request.GET.get(key, "").strip()
        if not text:
            continue
        try:
            day = date.fromisoformat(text)
            moment = timezone.make_aware(datetime.combine(day, time.min) + timedelta(days=key == "until"))
        except (ValueError, OverflowError):
            wrong = f"{words}“{text}”不是日期，应如 2025-12-01；没有按它筛选"
            continue
        rows = rows.filter(at__gte=moment) if key == "from" else rows.filter(at__lt=moment)
    return rows, wrong


def _export(request: HttpRequest, rows: QuerySet[AuditEntry], names: dict[int, str]) -> HttpResponse:
    """What the page's filters leave, as a file; that it was taken out is recorded."""
    form = request.GET["format"]
    if form not in ("csv", "xlsx", "jsonl"):
        raise Http404(form)
    words = request.GET.get("q", "").strip()
    if words:
        rows = rows.filter(
            Q(actor_name__icontains=words) | Q(action__icontains=words)
            | Q(target__icontains=words) | Q(address__icontains=words)
        )  # fmt: skip
    for key, field in (("person", "actor_number"), ("department", "department_number")):
        if request.GET.get(key, "").isdigit():
            rows = rows.filter(**{field: int(request.GET[key])})
    if request.GET.get("action"):
        rows = rows.filter(action=request.GET["action"])
    asked = {key: value for key, value in request.GET.items() if value and key != "page"}
    record(request.user, "audit.exported", request=request, asked=asked)
    name = f"操作记录{clock.today():%Y%m%d}"
    if form == "jsonl":
        lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in _as_lines(rows))
        return as_download(lines.encode(), f"{name}.jsonl", "application/x-ndjson")
    cells = (
        (e.number, e.at.isoformat(), e.actor_name, e.actor_number, action_words(e.action), e.action, e.target,
         names.get(e.department_number or 0, ""), e.department_number, json.dumps(e.detail, ensure_ascii=False),
         e.address, e.previous, e.hash)
        for e in rows.iterator(chunk_size=2000)
    )  # fmt: skip
    return as_csv(HEADS, cells, name) if form == "csv" else as_xlsx(HEADS, cells, name)


def _as_lines(rows: QuerySet[AuditEntry]) -> Iterator[dict[str, Any]]:
    """Entries with all that their hash covers, so that the chain can be checked outside (docs/office/audit.md)."""
    for entry in rows.iterator(chunk_size=2000):
        yield {
            "number": entry.number,
            "at": entry.at.isoformat(),
            "actor_number": entry.actor_number,
            "actor_name": entry.actor_name,
            "action": entry.action,
            "target": entry.target,
            "department_number": entry.department_number,
            "detail": entry.detail,
            "address": entry.address,
            "previous": entry.previous,
            "hash": entry.hash,
        }


def _moment(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M:%S")


def _plain(value: Any) -> str:
    """A value of the detail in words."""
    if value is None or value == "":
        return "（空）"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _changes(detail: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Field, before and after of a change."""
    before, after = detail.get("before"), detail.get("after")
    if isinstance(before, dict) or isinstance(after, dict):
        old, new = before if isinstance(before, dict) else {}, after if isinstance(after, dict) else {}
        return [(FIELDS.get(name, name), _plain(old.get(name)), _plain(new.get(name))) for name in sorted({*old, *new})]
    if "before" in detail or "after" in detail:
        return [("值", _plain(before), _plain(after))]
    return []


def _lines(detail: dict[str, Any]) -> list[tuple[str, str]]:
    """What else the entry tells."""
    return [
        (FIELDS.get(name, name), _plain(value)) for name, value in detail.items() if name not in ("before", "after")
    ]


def _short(detail: dict[str, Any]) -> str:
    """The detail in a line for the list."""
    told = [f"{name}：{old} → {new}" for name, old, new in _changes(detail)]
    told += [f"{name}：{value}" for name, value in _lines(detail)]
    text = "；".join(told)
    return f"{text[:79]}…" if len(text) > 80 else text
