"""The calendar of a round is in order and without overlap."""

from __future__ import annotations

from datetime import date, timedelta

from zhengping.office.rounds.calendar import faults
from zhengping.office.rounds.models import Phase

START = date(2025, 12, 1)


def plan() -> dict[Phase, tuple[date, date]]:
    """Each phase three days, one after the other."""
    return {p: (START + timedelta(3 * at), START + timedelta(3 * at + 2)) for at, p in enumerate(Phase)}


def test_phases_one_after_the_other_have_no_fault() -> None:
    assert faults(plan()) == {}


def test_an_end_before_the_beginning_is_named() -> None:
    windows = plan()
    windows[Phase.REVIEW] = (windows[Phase.REVIEW][0], windows[Phase.REVIEW][0] - timedelta(1))
    assert list(faults(windows)) == [Phase.REVIEW]


def test_a_phase_that_begins_on_the_last_day_of_the_one_before_overlaps() -> None:
    windows = plan()
    last = windows[Phase.COLLECTION][1]
    windows[Phase.REVIEW] = (last, windows[Phase.REVIEW][1])
    assert "重叠" in faults(windows)[Phase.REVIEW]
