"""Adding to the record and checking it. Each entry's hash covers the one before: a change shows from there on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.http import HttpRequest

from zhengping.office.core import clock
from zhengping.office.core.models import AuditEntry, ChainHead


def record(
    actor: Any,
    action: str,
    target: Any = "",
    *,
    department: Any = None,
    request: HttpRequest | None = None,
    **detail: Any,
) -> AuditEntry:
    """Adds one entry in the caller's transaction. `action`: a word with a dot (`proof.viewed`, `score.changed`);

    `target`: an object or a text; `detail`: what JSON can hold (from, to, why).
    """
    with transaction.atomic():
        ChainHead.objects.get_or_create(pk=1)
        head = ChainHead.objects.select_for_update().get(pk=1)
        entry = AuditEntry(
            number=head.last_number + 1,
            at=clock.now(),
            actor=actor if getattr(actor, "pk", None) else None,
            actor_number=getattr(actor, "pk", None),
            actor_name=str(actor) if actor else "系统",
            action=action,
            target=target if isinstance(target, str) else f"{target._meta.label_lower}:{target.pk}",
            department_number=getattr(department, "pk", department),
            detail=json.loads(json.dumps(detail, default=str, ensure_ascii=False)),
            address=(request.META.get("REMOTE_ADDR") or "") if request else "",
            previous=head.last_hash,
        )
        entry.hash = digest(entry)
        entry.save(force_insert=True)
        ChainHead.objects.filter(pk=1).update(last_number=entry.number, last_hash=entry.hash)
    return entry


def digest(entry: AuditEntry) -> str:
    """The hash of an entry: SHA-256 over all its fields and the hash before, in a fixed form."""
    fields = [
        entry.number,
        entry.at.timestamp().hex() if hasattr(entry.at, "timestamp") else entry.at,
        entry.actor_number,
        entry.actor_name,
        entry.action,
        entry.target,
        entry.department_number,
        entry.detail,
        entry.address,
        entry.previous,
    ]
    return hashlib.sha256(json.dumps(fields, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def faults() -> Iterator[str]:
    """Goes along the chain and gives a Chinese line for each place where it was tampered with."""
    previous, expected = "", 1
    for entry in AuditEntry.objects.order_by("number").iterator(chunk_size=2000):
        if entry.number != expected:
            yield f"第 {expected} 条到第 {entry.number - 1} 条缺失"
        if entry.previous != previous:
            yield f"第 {entry.number} 条与前一条不相接"
        if digest(entry) != entry.hash:
            yield f"第 {entry.number} 条的内容被改动过"
        previous, expected = entry.hash, entry.number + 1
    head = ChainHead.objects.filter(pk=1).first()
    if head is not None and (head.last_number, head.last_hash) != (expected - 1, previous):
        yield f"末尾缺失：记录应到第 {head.last_number} 条，现在到第 {expected - 1} 条"
