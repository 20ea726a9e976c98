"""The record of views and changes, and the notices of the person."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from zhengping.office.api.declaring import operation
from zhengping.office.api.pages import paged
from zhengping.office.core.audit import faults
from zhengping.office.core.models import AuditEntry
from zhengping.office.core.person import person
from zhengping.office.core.roles import EVERYONE, Role
from zhengping.office.notices.models import Notice

router = Router(tags=["audit"])
notices = Router(tags=["notices"])
READ = {Role.ADMIN, Role.AUDITOR}


def entry_shown(entry: AuditEntry) -> dict[str, Any]:
    """An entry with its hash and the one before."""
    return {
        "number": entry.number,
        "at": entry.at,
        "actor": entry.actor_name,
        "action": entry.action,
        "target": entry.target,
        "detail": entry.detail,
        "previous": entry.previous,
        "hash": entry.hash,
    }


@router.get("", summary="操作记录")
@operation("audit", READ)
def entries(request: HttpRequest, after: int = 0, limit: int = 100, offset: int = 0) -> Any:
    """Entries in the order of the chain, those after number `after`."""
    return paged(AuditEntry.objects.filter(number__gt=after), entry_shown, limit, offset)


@router.get("/check", summary="检查操作记录")
@operation("audit", READ)
def check(request: HttpRequest) -> Any:
    """Chinese lines for each place where the chain was tampered with; empty where it was not."""
    return {"faults": list(faults())}


@notices.get("", summary="我的提醒")
@operation("notices", EVERYONE)
def list_notices(request: HttpRequest, limit: int = 100, offset: int = 0) -> Any:
    """One's own notices, the newest first."""
    return paged(
        Notice.objects.filter(user=person(request)),
        lambda one: {"id": one.pk, "words": one.words, "url": one.url, "at": one.at, "read": one.read_at is not None},
        limit,
        offset,
    )
