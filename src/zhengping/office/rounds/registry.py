"""What applications below tell of a round: what is not done yet, figures per department, and who reacts to facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from zhengping.office.rounds.models import Participation, Phase, Round


@dataclass(frozen=True)
class Undone:
    """Something that should be done before a phase is left: words (Chinese), and where it is done."""

    words: str
    url: str = ""


@dataclass(frozen=True)
class Figures:
    """A column of the round's table of departments: its words, and what it says by participation."""

    words: str
    of: Callable[[Round], Mapping[int, Any]]
    number: bool = True
    order: int = 100


UndoneSource = Callable[[Round], Iterable[Undone]]
FactsReaction = Callable[[Participation, Any, str], object]
_UNDONE: dict[Phase, list[UndoneSource]] = {phase: [] for phase in Phase}
_FIGURES: dict[str, Figures] = {}
_REACTIONS: list[FactsReaction] = []


def undone_in(*phases: Phase) -> Callable[[UndoneSource], UndoneSource]:
    """Registers a function that names what is not done yet in these phases (from an application's `ready`)."""

    def register(source: UndoneSource) -> UndoneSource:
        for phase in phases:
            if source not in _UNDONE[phase]:
                _UNDONE[phase].append(source)
        return source

    return register


def undone(round: Round) -> list[Undone]:
    """What is not done yet in the phase in which the round stands."""
    return [one for source in _UNDONE[Phase(round.phase)] for one in source(round)]


def shows_figures(figures: Figures) -> None:
    """Registers a column of the table of departments; one a name."""
    _FIGURES[figures.words] = figures


def figures() -> list[Figures]:
    """The columns, in their order."""
    return sorted(_FIGURES.values(), key=lambda one: one.order)


def reacts_to_facts(reaction: FactsReaction) -> FactsReaction:
    """Registers a function of (participation, actor, why), called when a department joins or its facts change."""
    if reaction not in _REACTIONS:
        _REACTIONS.append(reaction)
    return reaction


def facts_changed(participation: Participation, actor: Any, why: str) -> None:
    """Lets everybody react, within the caller's transaction."""
    for reaction in _REACTIONS:
        reaction(participation, actor, why)
