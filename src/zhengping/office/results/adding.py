"""What other applications show at a point of a scorecard: evidence, claims, experts' values, appeals; and actions.

`results` stands above them and knows none of them; each registers a function here from its `ready`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from zhengping.office.rounds.models import Participation


@dataclass(frozen=True)
class Link:
    """Words and where they lead; `icon` of the local set."""

    words: str
    url: str
    icon: str = "link"


@dataclass(frozen=True)
class Shown:
    """A part shown at a point: its title, lines of text, links. `action`: the links are things to do."""

    title: str
    lines: tuple[str, ...] = ()
    links: tuple[Link, ...] = field(default_factory=tuple)
    action: bool = False
    order: int = 50


Adds = Callable[[Any, Participation, Sequence[str]], Mapping[str, Sequence[Shown]]]
"""From the viewer, a participation and codes of points to what is shown at each."""
_ADDED: list[Adds] = []
Describes = Callable[[Any, Participation, Mapping[str, Any]], Link | None]
"""From the viewer, a participation and one basis of a value to its words and address (empty address = no link)."""
_BASES: dict[str, Describes] = {}


def adds_to_points(adds: Adds) -> Adds:
    """Registers a function; it is called once a page, whatever the number of points."""
    if adds not in _ADDED:
        _ADDED.append(adds)
    return adds


def describes_basis(*kinds: str) -> Callable[[Describes], Describes]:
    """Registers what a kind of basis (`{"kind": "register", …}`) reads and links to."""

    def register(describes: Describes) -> Describes:
        for kind in kinds:
            _BASES[kind] = describes
        return describes

    return register


def shown_at(viewer: Any, participation: Participation, codes: Sequence[str]) -> dict[str, list[Shown]]:
    """All parts of these points, in their order."""
    found: dict[str, list[Shown]] = {code: [] for code in codes}
    for adds in _ADDED:
        for code, parts in adds(viewer, participation, codes).items():
            if code in found:
                found[code].extend(parts)
    for parts in found.values():
        parts.sort(key=lambda part: part.order)
    return found


def bases_shown(viewer: Any, participation: Participation, basis: Sequence[Mapping[str, Any]]) -> list[Link]:
    """The bases of a value as the viewer may read them; those that nobody describes are named by their words only."""
    found = []
    for one in basis:
        describes = _BASES.get(str(one.get("kind", "")))
        link = describes(viewer, participation, one) if describes else Link(str(one.get("words") or ""), "")
        if link is not None and link.words:
            found.append(link)
    return found
