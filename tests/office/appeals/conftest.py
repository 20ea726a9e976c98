"""A round in feedback: three departments with values, an appeal period of five working days from 2025-12-01."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.office.making import World
from tests.office.results.conftest import Said, make_said
from zhengping.office.core import clock
from zhengping.office.rounds.models import Phase

OPENED = datetime(2025, 12, 1, 1, 0, tzinfo=UTC)


@pytest.fixture
def now() -> Iterator[None]:
    """It is Tuesday, the 2nd of December."""
    with clock.at(datetime(2025, 12, 2, 2, 0, tzinfo=UTC)):
        yield


@pytest.fixture
def feedback(world: World, monkeypatch: pytest.MonkeyPatch, now: None) -> Said:
    """The departments stand at 0.75, 0.5 and 1; the feedback opened on Monday, the 1st of December."""
    said = make_said(world, monkeypatch)
    for at, value in enumerate(("0.75", "0.5", "0.76")):
        said.all(at, value)
    world.round.phase = Phase.FEEDBACK
    world.round.feedback_opened_at = OPENED
    world.round.save()
    return said
