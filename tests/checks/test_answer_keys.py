"""Floors of judging over all labelled captures (`python -m bench.points` prints the figures). Only to be raised."""

from __future__ import annotations

import pytest
from bench.points import AGREE, Compared, compare

from tests.checks.captures import DATES, REAL

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the shared captures are not here")


@pytest.fixture(scope="module")
def everything() -> list[Compared]:
    return [point for name in sorted(DATES) for point in compare(name)]


def disagreeing(points: list[Compared]) -> list[str]:
    return [
        f"{p.site} {p.code} {p.state} {p.value}, readers {p.answer}"
        for p in points
        if p.value is not None and p.distance > AGREE
    ]


def test_judged_values_agree_with_the_readers(everything: list[Compared]) -> None:
    sure = [point for point in everything if point.state == "judged"]
    assert len(sure) >= 0.59 * len(everything)
    assert len(disagreeing(sure)) <= 0.01 * len(sure), disagreeing(sure)


def test_all_values_agree_with_the_readers(everything: list[Compared]) -> None:
    valued = [point for point in everything if point.value is not None]
    assert len(valued) >= 0.98 * len(everything)
    assert len(disagreeing(valued)) <= 0.015 * len(valued), disagreeing(valued)
