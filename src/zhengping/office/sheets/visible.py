"""Which batches a person may see; the resolver of this part of addresses."""

from __future__ import annotations

from typing import Any

from zhengping.office.core.access import hidden, resolves
from zhengping.office.core.roles import OFFICE, Role
from zhengping.office.sheets.kinds import kind_of
from zhengping.office.sheets.models import ImportBatch


@resolves("batch")
def batch_of(user: Any, number: int) -> ImportBatch:
    """The batch of an address: for the office (of the kinds that its role may import) and the auditor."""
    found = ImportBatch.objects.select_related("by").filter(pk=number).first() if user.is_authenticated else None
    if found is None or user.role not in OFFICE | {Role.AUDITOR}:
        raise hidden()
    kind = kind_of(found.kind)
    if user.role in OFFICE and kind is not None and user.role not in kind.roles:
        raise hidden()
    return found
