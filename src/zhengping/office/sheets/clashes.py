"""Two people at one record: a form carries what it saw, and is told apart from what is there when it comes back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils import timezone

from zhengping.office.core.models import AuditEntry
from zhengping.office.sheets.fields import Field, Value


def digest(values: Mapping[str, Value]) -> str:
    """A short mark of what a form showed."""
    return hashlib.sha256(json.dumps(values, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Difference:
    """A column that reads otherwise here and there."""

    words: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class Clash:
    """That a record changed while one was writing: by whom, and every column that differs."""

    who: str
    differences: tuple[Difference, ...]


def clash_of(thing: Model, columns: Sequence[Field], mine: Mapping[str, Value], there: Mapping[str, Value]) -> Clash:
    """What to show to the one who comes second."""
    last = AuditEntry.objects.filter(target=f"{thing._meta.label_lower}:{thing.pk}").order_by("-number").first()
    who = ""
    if last is not None:
        who = f"{last.actor_name}在 {timezone.localtime(last.at).strftime('%Y-%m-%d %H:%M')} 改过"
    differences = tuple(
        Difference(column.words, column.show(mine.get(column.key)), column.show(there.get(column.key)))
        for column in columns
        if mine.get(column.key) != there.get(column.key)
    )
    return Clash(who or "刚才有人改过", differences)


def changes(columns: Sequence[Field], before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """For the record: the columns that changed, before and after."""
    keys = [column.key for column in columns if before.get(column.key) != after.get(column.key)]
    return {"before": {key: before.get(key) for key in keys}, "after": {key: after.get(key) for key in keys}}
