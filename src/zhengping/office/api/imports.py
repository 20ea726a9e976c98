"""Imports by spreadsheet: trial, applying, undoing, export; the kinds are those of the pages."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from ninja import File, Router, Schema
from ninja.files import UploadedFile

from zhengping.office.api.declaring import operation
from zhengping.office.core.person import person
from zhengping.office.core.roles import OFFICE, Role
from zhengping.office.sheets import files, importing
from zhengping.office.sheets.kinds import Kind, Scope, kind_of, kinds
from zhengping.office.sheets.models import ImportBatch

router = Router(tags=["imports"])


class Apply(Schema):
    """Whether wrong rows are left out; without it nothing is imported where a row is wrong."""

    leave_out_wrong: bool = False


def batch_shown(batch: ImportBatch) -> dict[str, Any]:
    """A batch as the API gives it, with every row's fate."""
    return {
        "id": batch.pk,
        "kind": batch.kind,
        "round": batch.round_number,
        "file": batch.file_name,
        "sha256": batch.sha256,
        "state": batch.state,
        "counts": importing.counts_of(batch.fates),
        "rows": batch.fates,
    }


def _kind(request: HttpRequest, key: str) -> Kind:
    kind = kind_of(key)
    if kind is None:
        raise Http404
    if person(request).role not in kind.roles:
        raise PermissionDenied(f"“{kind.words}”不能由您的角色导入和导出")
    return kind


def _scope(request: HttpRequest, kind: Kind, round_number: int | None) -> Scope:
    if not kind.by_round:
        return Scope(person(request))
    if round_number is None or not kind.about_round(round_number):
        raise Http404
    return Scope(person(request), round_number)


@router.get("", summary="可以导入的种类")
@operation("departments", OFFICE)
def list_kinds(request: HttpRequest) -> Any:
    """The kinds with their columns."""
    mine = [kind for kind in kinds() if person(request).role in kind.roles]
    return [
        {
            "key": kind.key,
            "words": kind.words,
            "by_round": kind.by_round,
            "columns": [field.words for field in kind.fields],
        }
        for kind in mine
    ]


@router.post("/{kind}", summary="试导入")
@operation("departments", OFFICE)
def try_out(request: HttpRequest, kind: str, file: File[UploadedFile], round_number: int | None = None) -> Any:
    """Reads a file and says what each row would do; changes nothing yet."""
    of = _kind(request, kind)
    scope = _scope(request, of, round_number)
    return batch_shown(importing.try_out(of, file.read(), file.name or "", scope, request))


@router.get("/{kind}/export/{format}", summary="导出")
@operation("departments", OFFICE)
def export(request: HttpRequest, kind: str, format: str, round_number: int | None = None) -> Any:
    """What is there, in the columns of the import, as `xlsx` or `csv`."""
    of = _kind(request, kind)
    if format not in ("xlsx", "csv"):
        raise Http404
    return files.export(of, _scope(request, of, round_number), format)


@router.get("/batches/{batch}", summary="一批导入")
@operation("departments", OFFICE | {Role.AUDITOR})
def one_batch(request: HttpRequest, batch: ImportBatch) -> Any:
    """A batch with every row's fate."""
    return batch_shown(batch)


@router.post("/batches/{batch}/apply", summary="导入")
@operation("departments", OFFICE)
def apply(request: HttpRequest, batch: ImportBatch, body: Apply) -> Any:
    """Does what was tried out."""
    return batch_shown(importing.apply(batch, person(request), body.leave_out_wrong, request))


@router.post("/batches/{batch}/undo", summary="撤销导入")
@operation("departments", OFFICE)
def undo(request: HttpRequest, batch: ImportBatch) -> Any:
    """Puts back what was there before."""
    return batch_shown(importing.take_back(batch, person(request), request))
