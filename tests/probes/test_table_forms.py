"""The points of forms and of the question box at every setting of the live samples: setting, expected, got."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tests.probes.browsing import browse, needs_browser
from tests.probes.contexts import crawled
from zhengping.checks import judge_all
from zhengping.checks.context import Context
from zhengping.probes.form_places import form_targets
from zhengping.probes.forms import form_words, try_target
from zhengping.probes.question_box import try_question_box
from zhengping.probes.session import Session
from zhengping.reading.probed import Probed
from zhengping.reading.probed.functions import FormTrial
from zhengping.sample import ServedSite, make_samples, serve
from zhengping.sample.live.scenarios import choices, live_plans
from zhengping.sample.live.truth import live_truth
from zhengping.sample.making import DEFAULT_DATE

pytestmark = [needs_browser, pytest.mark.slow]
FAMILIES = ("live-trs", "live-jcms", "live-aspnet")
POINTS = {
    "form_feedback": "1.2.2-4",
    "form_request": "1.3.2-2",
    "form_apply": "3.1.3-1",
    "form_letter": "4.1-2",
    "letter_query": "4.1-2",
    "form_opinion": "4.2-2",
    "form_question": "4.3-2",
}
LOOKS: tuple[tuple[str, Any], ...] = (
    ("form_labels", False),
    ("form_checks", False),
    ("form_submit", "xhr"),
    ("form_submit", "button"),
    ("form_autosave", True),
)
QUICK = {("form_request", "whole"), ("form_request", "blank"), ("form_request", "error"), ("letter_query", "error")}


@dataclass
class Sample:
    """A served sample and what the crawl saw of it at the default setting."""

    served: ServedSite
    context: Context
    folder: Path


@pytest.fixture(
    scope="module", params=[FAMILIES[0], *(pytest.param(each, marks=pytest.mark.slow) for each in FAMILIES[1:])]
)
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    folder = tmp_path_factory.mktemp("forms")
    make_samples(folder / "out", plans=[plan for plan in live_plans() if plan.key == request.param])
    with serve(folder / "out") as sites:
        served = next(iter(sites))
        yield Sample(served, crawled(served.url, folder / "crawl", on=DEFAULT_DATE), folder)


def trials_of(sample: Sample, point: str, **switches: Any) -> list[FormTrial]:
    sample.served.live.reset()
    sample.served.live.switch(**switches)

    async def use(session: Session) -> list[FormTrial]:
        words = form_words(sample.context)
        targets = [target for target in form_targets(sample.context) if target.purpose == point]
        return [trial for target in targets for trial in await try_target(session, sample.context, words, target)]

    name = "-".join(map(str, switches.values()))
    found = browse(sample.folder / f"{point}-{name}", use)
    assert not sample.served.live.submitted
    return found


def check(sample: Sample, point: str, probed: Probed, *, asked: bool = True) -> None:
    truth = live_truth(sample.served.directory, sample.served.live.setting)[point]
    finding = judge_all(replace(sample.context, probed=probed))[point]
    said = f"{finding.state} {finding.value} {truth.reason}: {finding.finding}"
    if truth.settled and asked:
        assert finding.value is not None, said
        assert truth.low <= finding.value <= truth.high, said
    if not truth.settled or not asked:
        assert finding.state == "suggested", said


@pytest.mark.parametrize(
    ("switch", "value"),
    [
        pytest.param(switch, value, marks=() if (switch, value) in QUICK else pytest.mark.slow)
        for switch in POINTS
        for value in choices(switch)
    ],
)
def test_a_form_at_each_setting(sample: Sample, switch: str, value: str) -> None:
    point = POINTS[switch]
    trials = trials_of(sample, point, **{switch: value})
    check(sample, point, Probed(forms=tuple(trials)))


@pytest.mark.parametrize(
    ("switch", "value"),
    [pytest.param(*pair, marks=() if pair[0] == "form_autosave" else pytest.mark.slow) for pair in LOOKS],
)
def test_a_form_is_the_same_however_it_is_made(sample: Sample, switch: str, value: Any) -> None:
    trials = trials_of(sample, "1.3.2-2", **{switch: value})
    assert trials[0].checks_seen is (switch != "form_checks")
    check(sample, "1.3.2-2", Probed(forms=tuple(trials)))


@pytest.mark.slow
def test_three_runs_see_the_same(sample: Sample) -> None:
    def seen() -> list[FormTrial]:
        trials = trials_of(sample, "4.1-2", form_letter="drawn")
        return [FormTrial(**{n: getattr(t, n) for n in t.__struct_fields__ if n != "records"}) for t in trials]

    first = seen()
    assert seen() == first
    assert seen() == first


@pytest.mark.parametrize("place", choices("robot_place"))
@pytest.mark.parametrize("robot", choices("robot"))
@pytest.mark.slow
def test_the_question_box_that_may_be_asked(sample: Sample, robot: str, place: str) -> None:
    sample.served.live.reset()
    sample.served.live.switch(robot=robot, robot_place=place)
    trial = browse(
        sample.folder / f"{robot}-{place}", lambda session: try_question_box(session, sample.context), may_ask=True
    )
    assert not sample.served.live.submitted
    check(sample, "5.2.2-1", Probed(question=trial))


@pytest.mark.parametrize("robot", ["answers"])
def test_a_question_box_without_leave_is_opened_and_not_asked(sample: Sample, robot: str) -> None:
    sample.served.live.reset()
    sample.served.live.switch(robot=robot)
    sample.served.live.clear()
    trial = browse(sample.folder / "unasked", lambda session: try_question_box(session, sample.context))
    assert trial.opens
    assert not [target for _, target in sample.served.live.requests if "question=" in target]
    check(sample, "5.2.2-1", Probed(question=trial), asked=False)
