"""The self-assessment's tests begin in its phase, on a day within its window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.office.making import World
from zhengping.office.core import clock
from zhengping.office.rounds.models import Phase

IN_TIME = datetime(2025, 12, 5, 2, 0, tzinfo=UTC)
"""Within the window of the tests' round (4 to 6 December)."""
TOO_LATE = datetime(2025, 12, 7, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_folder(settings: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Files are kept in a folder of the test."""
    settings.MEDIA_ROOT = tmp_path / "files"  # type: ignore[attr-defined]


@pytest.fixture
def begun(world: World) -> Iterator[World]:
    """The round in its self-assessment, a day before the deadline's last."""
    world.phase(Phase.SELF_ASSESSMENT)
    with clock.at(IN_TIME):
        yield world
