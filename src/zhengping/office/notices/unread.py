"""How many notices wait, for the head of every page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from zhengping.office.core.person import person
from zhengping.office.notices.models import Notice


def unread(request: HttpRequest) -> dict[str, Any]:
    """The number of unread notices of the person."""
    return {"unread": Notice.objects.filter(user=person(request), read_at__isnull=True).count()}
