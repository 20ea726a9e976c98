"""What every page may use."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from zhengping.office.core.menu import menu_for


def office(request: HttpRequest) -> dict[str, Any]:
    """The office's name and the menu of the person's role."""
    user = getattr(request, "user", None)
    return {
        "office_name": settings.OFFICE_NAME,
        "menu": menu_for(user, request) if user is not None and user.is_authenticated else [],
    }
