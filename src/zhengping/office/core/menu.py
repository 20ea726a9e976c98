"""The menu: each application adds its entries; a person sees those of his role."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from zhengping.office.core.roles import Role


@dataclass(frozen=True)
class Entry:
    """One line of the menu: words, the name of its address (without parts), a Tabler icon's name, who sees it."""

    words: str
    name: str
    icon: str
    roles: frozenset[Role]
    order: int


@dataclass(frozen=True)
class Shown:
    """A line as the page shows it."""

    words: str
    url: str
    icon: str
    active: bool


_ENTRIES: list[Entry] = []


def menu_entry(words: str, name: str, icon: str, roles: Iterable[Role], order: int) -> None:
    """Adds a line (from an application's `ready`); lines stand by `order`."""
    if not any(entry.name == name for entry in _ENTRIES):
        _ENTRIES.append(Entry(words, name, icon, frozenset(roles), order))


def menu_for(user: Any, request: HttpRequest) -> list[Shown]:
    """The lines that a person sees; the active one is that whose address the page's begins with, the longest."""
    mine = [entry for entry in sorted(_ENTRIES, key=lambda entry: entry.order) if user.role in entry.roles]
    urls = [reverse(entry.name) for entry in mine]
    within = [url for url in urls if request.path == url or (url != "/" and request.path.startswith(url))]
    active = max(within, key=len, default="")
    return [Shown(entry.words, url, entry.icon, url == active) for entry, url in zip(mine, urls, strict=True)]
