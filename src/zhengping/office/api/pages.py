"""Paging, the same for every list of the API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

LARGEST = 500
"""Rows that one answer holds at most."""


def paged(rows: QuerySet[Any], show: Callable[[Any], dict[str, Any]], limit: int, offset: int) -> dict[str, Any]:
    """`items` from `offset`, at most `limit` (1 to 500), and how many there are in all."""
    limit, offset = max(1, min(limit, LARGEST)), max(0, offset)
    return {"count": rows.count(), "items": [show(row) for row in rows[offset : offset + limit]]}
