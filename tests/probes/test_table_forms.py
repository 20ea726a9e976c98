"""The points of forms and of the question box at every setting of the live samples: setting, expected, got."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from tests.probes.browsing import needs_browser
from tests.probes.live_sample import Sample
from zhengping.probes.form_places import form_targets
from zhengping.probes.forms import form_words, try_target
from zhengping.probes.question_box import try_question_box
from zhengping.probes.session import Session
from zhengping.reading.probed import Probed
from zhengping.reading.probed.functions import FormTrial
from zhengping.sample.live.scenarios import choices

pytestmark = [needs_browser, pytest.mark.slow]
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


def tried(sample: Sample, point: str, **switches: Any) -> list[FormTrial]:
    sample.switch(**switches)

    async def use(session: Session) -> list[FormTrial]:
        words = form_words(sample.context)
        targets = [target for target in form_targets(sample.context) if target.purpose == point]
        return [trial for target in targets for trial in await try_target(session, sample.context, words, target)]

    return sample.browse(use)


@pytest.mark.parametrize(("switch", "value"), [(switch, value) for switch in POINTS for value in choices(switch)])
def test_a_form_at_each_setting(sample: Sample, switch: str, value: str) -> None:
    point = POINTS[switch]
    trials = tried(sample, point, **{switch: value})
    # A form that fails is a proposal where another entrance is left untried.
    sample.check(Probed(forms=tuple(trials)), point, judged=False)


@pytest.mark.parametrize(("switch", "value"), LOOKS)
def test_a_form_is_the_same_however_it_is_made(sample: Sample, switch: str, value: Any) -> None:
    trials = tried(sample, "1.3.2-2", **{switch: value})
    assert trials[0].checks_seen is (switch != "form_checks")
    sample.check(Probed(forms=tuple(trials)), "1.3.2-2", judged=False)


def test_three_runs_see_the_same(sample: Sample) -> None:
    runs = [
        [msgspec.structs.replace(trial, records={}) for trial in tried(sample, "4.1-2", form_letter="drawn")]
        for _ in range(3)
    ]
    assert runs[0] == runs[1] == runs[2]


@pytest.mark.parametrize("place", choices("robot_place"))
@pytest.mark.parametrize("robot", choices("robot"))
def test_the_question_box_that_may_be_asked(sample: Sample, robot: str, place: str) -> None:
    sample.switch(robot=robot, robot_place=place)
    trial = sample.browse(lambda session: try_question_box(session, sample.context), may_ask=True)
    # Silence and an absent box are left to a person: the box may be busy or stand where none was looked for.
    sample.check(Probed(question=trial), "5.2.2-1", judged=False)


def test_a_question_box_without_leave_is_opened_and_not_asked(sample: Sample) -> None:
    sample.switch(robot="answers")
    sample.served.live.clear()
    trial = sample.browse(lambda session: try_question_box(session, sample.context))
    assert trial.opens
    assert not [target for _, target in sample.served.live.requests if "question=" in target]
    finding = sample.judged("5.2.2-1", Probed(question=trial))
    assert finding.state == "suggested", finding.finding
