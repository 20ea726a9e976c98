"""What other applications show on a department's page: each registers a function that gives its part."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from zhengping.office.departments.models import Department


@dataclass(frozen=True)
class Panel:
    """A part of the page: its heading, the template that draws it, what that needs (as `panel.about`)."""

    words: str
    template: str
    about: Mapping[str, Any]


Maker = Callable[[Department, Any], Panel | None]
_MAKERS: list[Maker] = []


def shows_on_departments(maker: Maker) -> Maker:
    """Registers a function of (department, user) that gives a panel, or None where there is nothing to show him."""
    if maker not in _MAKERS:
        _MAKERS.append(maker)
    return maker


def panels_of(department: Department, user: Any) -> list[Panel]:
    """The panels of a department's page for a person."""
    return [panel for maker in _MAKERS if (panel := maker(department, user)) is not None]
