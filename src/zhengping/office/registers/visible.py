"""Which rows of registers a person may see; the resolver of this part of addresses."""

from __future__ import annotations

from typing import Any

from zhengping.office.core.access import hidden, resolves
from zhengping.office.core.roles import OFFICE, READERS, Role
from zhengping.office.registers.kinds import KINDS, RegisterKind
from zhengping.office.registers.models import RegisterEntry


def kinds_for(user: Any) -> list[RegisterKind]:
    """The registers whose rows a person may see: security only for the office and the auditor (reference, f)."""
    if user.role in OFFICE | {Role.AUDITOR}:
        return list(KINDS.values())
    return [kind for kind in KINDS.values() if not kind.sensitive]


@resolves("register_entry")
def entry_of(user: Any, number: int) -> RegisterEntry:
    """The entry of an address."""
    every = RegisterEntry.objects.select_related("round", "department")
    found = every.filter(pk=number).first() if user.is_authenticated else None
    if found is None or user.role not in OFFICE | READERS or found.kind not in {k.key for k in kinds_for(user)}:
        raise hidden()
    return found
