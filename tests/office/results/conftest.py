"""A round in which departments have values: what each authority says is a table that a test fills in."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest

from tests.office.making import World
from zhengping.office.results import sources
from zhengping.office.results.models import Authority, Score
from zhengping.office.results.settling import settle
from zhengping.office.results.sources import Proposed
from zhengping.office.rounds.models import Participation
from zhengping.standard import load_edition

CODES = tuple(load_edition("guangxi-departments").points)


@dataclass
class Said:
    """What the machine says, by participation and point; `extras` by participation."""

    world: World
    values: dict[int, dict[str, Proposed]] = field(default_factory=dict)
    extras: dict[int, dict[str, Any]] = field(default_factory=dict)

    def all(self, at: int, value: str, **others: str) -> Score:
        """Gives every point of a department `value` (others by code with `_` for `.` and `-`), and settles it."""
        participation = self.world.participations[at]
        table = {code: Proposed(Decimal(value), "机器核验") for code in CODES}
        for code, other in others.items():
            parts = code.removeprefix("p").split("_")
            table[".".join(parts[:-1]) + "-" + parts[-1]] = Proposed(Decimal(other), "机器核验")
        self.values[participation.pk] = table
        return settle(participation, self.world.users["staff"], "测试")


def make_said(world: World, monkeypatch: pytest.MonkeyPatch) -> Said:
    """A machine that says what the test wants, and of the other sources the arbitration and appeals only."""
    said = Said(world)

    def machine(participation: Participation) -> dict[str, Proposed]:
        return said.values.get(participation.pk, {})

    def extras(participation: Participation) -> dict[str, Any]:
        return said.extras.get(participation.pk, {})

    arbitration = list(sources._SOURCES[Authority.ARBITRATION])
    table = {Authority.RULE: [], Authority.ARBITRATION: arbitration, Authority.EXPERT: [], Authority.MACHINE: [machine]}
    monkeypatch.setattr(sources, "_SOURCES", table)
    monkeypatch.setattr(sources, "_EXTRAS", [extras])
    return said


@pytest.fixture
def said_of(world: World, monkeypatch: pytest.MonkeyPatch) -> Said:
    """Three departments; the test says their values."""
    return make_said(world, monkeypatch)
