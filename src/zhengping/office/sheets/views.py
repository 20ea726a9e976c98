"""Pages of importing: the kinds and the batches, trying out a file, a batch's rows, applying and undoing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhengping.errors import InputError
from zhengping.office.core.access import access
from zhengping.office.core.audit import record
from zhengping.office.core.downloads import as_download
from zhengping.office.core.lists import Column, Filter, show_list
from zhengping.office.core.roles import OFFICE, Role
from zhengping.office.sheets import files
from zhengping.office.sheets.forms import UploadForm
from zhengping.office.sheets.importing import FATES, apply, counts_of, take_back, try_out
from zhengping.office.sheets.kinds import Kind, Scope, kind_of, kinds
from zhengping.office.sheets.models import ImportBatch

SEE = OFFICE | {Role.AUDITOR}
_BADGES = {"new": "green", "changed": "blue", "same": "secondary", "wrong": "red"}
_STATES = {"tried": "yellow", "applied": "green", "undone": "secondary"}
_ROWS = 50


@access(SEE, change=())
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What can be imported, and what was."""
    role = _role(request)
    mine = [kind for kind in kinds() if role in kind.roles or role == Role.AUDITOR]
    names = {kind.key: kind.words for kind in kinds()}
    columns = [
        Column("number", "批次", lambda b: str(b.pk), "pk", link=lambda b: reverse("import_batch", args=[b.pk])),
        Column("kind", "种类", lambda b: names.get(b.kind, b.kind), "kind"),
        Column("file", "文件", lambda b: b.file_name, "file_name"),
        Column("by", "上传人", lambda b: str(b.by), "by__display_name"),
        Column("at", "上传时间", lambda b: _time(b.at), "at"),
        Column("state", "状态", lambda b: b.get_state_display(), "state", badge=lambda b: _STATES[b.state]),
    ]
    filters = [
        Filter("kind", "种类", "kind", [(kind.key, kind.words) for kind in mine]),
        Filter("state", "状态", "state", ImportBatch.State.choices),
    ]
    batches = (
        ImportBatch.objects.filter(kind__in=[kind.key for kind in mine])
        .select_related("by")
        .defer("content", "fates", "before", "told")
    )
    return show_list(
        request,
        batches,
        columns,
        title="导入与导出",
        search=("file_name",),
        filters=filters,
        template="sheets/index.html",
        context={"kinds": [kind for kind in mine if not kind.by_round], "may": role in OFFICE},
    )


def _role(request: HttpRequest) -> Role:
    """The role of the person, who is signed in by the view's declaration."""
    user: Any = request.user
    return Role(user.role)


def _time(moment: Any) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else ""


def _kind(request: HttpRequest, key: str) -> Kind:
    kind = kind_of(key)
    if kind is None:
        raise Http404("没有这一种导入")
    if _role(request) not in kind.roles:
        raise PermissionDenied(f"“{kind.words}”只能由平台管理员导入和导出")
    return kind


def _scope(request: HttpRequest, kind: Kind) -> tuple[Scope, str]:
    """What the import is for, and the name of its round."""
    given = request.POST.get("round") or request.GET.get("round") or ""
    if not kind.by_round:
        return Scope(request.user), ""
    name = kind.about_round(int(given)) if given.isdecimal() and len(given) < 12 else ""
    if not name:
        raise Http404("没有这一轮次")
    return Scope(request.user, int(given)), name


@access(OFFICE)
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, kind: str) -> HttpResponse:
    """The form for a file; posted, the file is tried out and its batch shown."""
    of = _kind(request, kind)
    scope, round_name = _scope(request, of)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    closed = of.standing(scope)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            batch = try_out(of, file.read(), file.name, scope, request)
        except InputError as error:
            form.add_error("file", str(error))
        else:
            return redirect("import_batch", batch.pk)
    context = {
        "kind": of,
        "form": form,
        "round": scope.round_number,
        "round_name": round_name,
        "closed": closed,
        "columns": [(field, files.form_of(field)) for field in of.fields],
    }
    return render(request, "sheets/upload.html", context, status=422 if form.errors else 200)


@access(OFFICE, change=())
@require_GET
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """The template file of a kind."""
    return files.template(_kind(request, kind))


@access(OFFICE, change=())
@require_GET
def export(request: HttpRequest, kind: str, format: str) -> HttpResponse:
    """What is there, in the columns of the import."""
    of = _kind(request, kind)
    if format not in ("csv", "xlsx"):
        raise Http404("只有 csv 和 xlsx")
    scope, _ = _scope(request, of)
    record(request.user, "sheet.exported", of.key, request=request, round=scope.round_number, format=format)
    return files.export(of, scope, format)


@access(SEE, change=())
@require_GET
def batch(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """Every row's fate; what can be done with the batch."""
    return _show(request, batch)


def _show(request: HttpRequest, batch: ImportBatch, error: str = "") -> HttpResponse:
    kind = kind_of(batch.kind)
    counts = counts_of(batch.fates)
    only = request.GET.get("fate", "")
    fates = [one for one in batch.fates if only not in FATES or one["fate"] == only]
    page = Paginator(fates, _ROWS).get_page(request.GET.get("page"))
    context = {
        "batch": batch,
        "kind": kind,
        "round_name": kind.about_round(batch.round_number) if kind and batch.round_number else "",
        "counts": [(fate, FATES[fate], counts[fate], _BADGES[fate]) for fate in FATES],
        "total": len(batch.fates),
        "wrong": counts["wrong"],
        "useful": counts["new"] + counts["changed"],
        "only": only if only in FATES else "",
        "page_obj": page,
        "rows": [{**one, "fate_words": FATES[one["fate"]], "badge": _BADGES[one["fate"]]} for one in page],
        "may": kind is not None and _role(request) in kind.roles,
        "state_badge": _STATES[batch.state],
        "error": error,
    }
    return render(request, "sheets/batch.html", context, status=422 if error else 200)


@access(OFFICE)
@require_POST
def apply_batch(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """Imports what was tried out."""
    try:
        apply(batch, request.user, bool(request.POST.get("leave_out")), request)
    except InputError as error:
        batch.refresh_from_db()
        return _show(request, batch, str(error))
    kind = kind_of(batch.kind)
    if kind is not None and kind.handover is not None:
        batch.refresh_from_db()
        rows = kind.handover(batch, request.user, request)
        if rows:
            answer = render(request, "sheets/handover.html", {"batch": batch, "rows": rows})
            answer["Cache-Control"] = "no-store"
            return answer
    messages.success(request, "已导入。")
    return redirect("import_batch", batch.pk)


@access(OFFICE)
@require_POST
def undo_batch(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """Undoes an import."""
    try:
        take_back(batch, request.user, request)
    except InputError as error:
        batch.refresh_from_db()
        return _show(request, batch, str(error))
    messages.success(request, "已撤销，恢复到导入之前。")
    return redirect("import_batch", batch.pk)


@access(SEE, change=())
@require_GET
def original(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """The file as it was uploaded."""
    record(request.user, "import.file_viewed", batch, request=request, file=batch.file_name)
    return as_download(bytes(batch.content), batch.file_name)
