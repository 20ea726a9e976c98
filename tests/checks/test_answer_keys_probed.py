"""Floors of judging where a browser tries the labelled captures too (`python -m bench.points --probes FOLDER`)."""

from __future__ import annotations

import pytest
from bench.points import Compared, compare_probed

from tests.checks.captures import DATES, REAL
from tests.checks.test_answer_keys import disagreeing
from tests.probes.browsing import needs_browser

pytestmark = [
    pytest.mark.slow,
    needs_browser,
    pytest.mark.skipif(not REAL.is_dir(), reason="the shared captures are not here"),
]


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> list[Compared]:
    folder = tmp_path_factory.mktemp("probed")
    return [point for name in sorted(DATES) for point in compare_probed(name, folder)]


def test_judged_values_agree_with_the_readers(everything: list[Compared]) -> None:
    sure = [point for point in everything if point.state == "judged"]
    assert len(sure) >= 0.60 * len(everything)
    assert not disagreeing(sure), disagreeing(sure)


def test_what_the_browser_adds_is_judged_and_right(everything: list[Compared]) -> None:
    states = {(point.site, point.code): point.state for point in everything}
    forms = [("education-bureau", "1.3.2-2"), ("education-bureau", "4.2-2"), ("forestry-bureau", "1.1.3-2")]
    assert {states[form] for form in forms} == {"judged"}
