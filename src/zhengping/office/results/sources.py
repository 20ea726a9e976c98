"""Where values come from: each application registers a function that gives what it says of a department's points.

One order of authority: rule, arbitration, expert, confirmed machine value. What a department claims decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from zhengping.office.results.models import Authority

ORDER = (Authority.RULE, Authority.ARBITRATION, Authority.EXPERT, Authority.MACHINE)


@dataclass(frozen=True)
class Proposed:
    """A value with its reason (Chinese) and what it rests on (`{"kind": "register", "id": 3}` …).

    `value` None from the rule: the register is there and cannot tell yet, which leaves the point to the others.
    """

    value: Decimal
    why: str
    basis: tuple[Mapping[str, Any], ...] = field(default_factory=tuple)
    at: datetime | None = None
    """When it was decided: of two decisions of the same authority the later one holds."""


Source = Callable[[Any], Mapping[str, Proposed]]
"""From a participation to what is proposed, by point."""
Extras = Callable[[Any], Mapping[str, Any]]
"""From a participation to parts of the assessment: facts, letters, surveys, interviews, bonus, deductions."""
_SOURCES: dict[Authority, list[Source]] = {authority: [] for authority in ORDER}
_EXTRAS: list[Extras] = []


def gives_values(authority: Authority) -> Callable[[Source], Source]:
    """Registers a source of values (import its module from the application's `ready`)."""

    def register(source: Source) -> Source:
        if source not in _SOURCES[authority]:
            _SOURCES[authority].append(source)
        return source

    return register


def gives_extras(extras: Extras) -> Extras:
    """Registers a source of the other parts of the assessment; a later one wins on the same key."""
    if extras not in _EXTRAS:
        _EXTRAS.append(extras)
    return extras


def proposals(participation: Any) -> dict[str, tuple[Authority, Proposed]]:
    """What holds for each point by the order of authority; points of which nobody says anything are not in it.

    Within one authority a dated decision goes before an undated one, a later before an earlier, else the first named.
    """
    held: dict[str, tuple[Authority, Proposed]] = {}
    for authority in ORDER:
        for source in _SOURCES[authority]:
            for code, proposed in source(participation).items():
                before = held.get(code)
                if before is None or (before[0] == authority and _is_later(proposed, before[1])):
                    held[code] = (authority, proposed)
    return held


def _is_later(new: Proposed, held: Proposed) -> bool:
    """Whether `new` was decided after what is held."""
    return new.at is not None and (held.at is None or new.at > held.at)


def extras_of(participation: Any) -> dict[str, Any]:
    """All other parts of the assessment, merged (dictionaries key by key)."""
    merged: dict[str, Any] = {}
    for extras in _EXTRAS:
        for name, given in extras(participation).items():
            merged[name] = {**merged.get(name, {}), **given} if isinstance(given, Mapping) else given
    return merged
