"""What every page may use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from zhengping.office.core.menu import menu_for

_FACTS: list[Callable[[HttpRequest], dict[str, Any]]] = []


def page_facts(facts: Callable[[HttpRequest], dict[str, Any]]) -> None:
    """Adds a function that gives every page of a signed-in person something more (cheap, or lazily)."""
    if facts not in _FACTS:
        _FACTS.append(facts)


def office(request: HttpRequest) -> dict[str, Any]:
    """The office's name and the menu of the person's role."""
    user = getattr(request, "user", None)
    shown: dict[str, Any] = {"office_name": settings.OFFICE_NAME, "menu": []}
    if user is not None and user.is_authenticated:
        shown["menu"] = menu_for(user, request)
        for facts in _FACTS:
            shown.update(facts(request))
    return shown
