"""Who asks."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def person(request: HttpRequest) -> Any:
    """The signed-in user of a view whose declaration lets nobody else in."""
    return request.user
