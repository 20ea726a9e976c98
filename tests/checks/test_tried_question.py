"""What the question box makes of 5.2.2-1: opened is a proposal, answers judge."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.checks.sites import HOST, column, context
from zhengping.checks import judge_all
from zhengping.checks.finding import Finding
from zhengping.reading.probed import Probed
from zhengping.reading.probed.functions import Answered, QuestionTrial


def judged(trial: QuestionTrial | None, *, with_entrance: bool = True) -> Finding:
    columns = (column("智能问答", serves="5.2.2", text="智能问答。" * 20),) if with_entrance else ()
    return judge_all(replace(context(*columns), probed=Probed(question=trial)))["5.2.2-1"]


def opened(*asked: Answered, **more: Any) -> QuestionTrial:
    return QuestionTrial(page=HOST, kind="floating", opens=True, greeting="您好", asked=asked, **more)


def answers(*overlaps: str, same: bool = False) -> list[Answered]:
    return [
        Answered(f"问题{n}？", "请拨打热线" if same else f"第{n}个回答", overlap, f"{HOST}{n}.html")
        for n, overlap in enumerate(overlaps)
    ]


def test_a_box_that_opens_is_proposed() -> None:
    finding = judged(opened())
    assert (finding.state, finding.value) == ("suggested", 1)
    assert "没有提问" in finding.finding


def test_a_box_that_the_pages_did_not_show_is_proposed() -> None:
    assert judged(opened(), with_entrance=False).value == 1


def test_related_answers_are_judged_full() -> None:
    finding = judged(opened(*answers("0.90", "0.80", "0.40", "0.00", "0.00")))
    assert (finding.state, finding.value) == ("judged", 1)


def test_one_answer_to_every_question_is_judged_none() -> None:
    finding = judged(opened(*answers("0.05", "0.10", "0.00", same=True)))
    assert (finding.state, finding.value) == ("judged", 0)


def test_answers_beside_the_question_are_a_proposal() -> None:
    finding = judged(opened(*answers("0.90", "0.10", "0.00", "0.00", "0.00")))
    assert finding.state == "suggested"
    assert finding.value is not None
    assert 0 < finding.value < 1


def test_two_answers_are_too_few_to_judge() -> None:
    assert judged(opened(*answers("0.90", "0.90"))).state == "suggested"


def test_silence_is_no_proof() -> None:
    silent = [Answered(f"问题{n}？") for n in range(5)]
    assert judged(opened(*silent)).state == "suggested"


def test_a_box_that_posts_is_never_judged() -> None:
    finding = judged(opened(posted=True))
    assert (finding.state, finding.value) == ("suggested", 1)
    assert "POST" in finding.finding


def test_an_entrance_that_opens_nothing_is_proposed_as_none() -> None:
    trial = QuestionTrial(page=HOST, why="“智能问答”打开后没有可以提问的输入框", entrances=("智能问答",))
    finding = judged(trial)
    assert (finding.state, finding.value) == ("suggested", 0)


def test_what_was_hindered_keeps_the_value() -> None:
    trial = QuestionTrial(page=HOST, why="打开后没有输入框", entrances=("智能问答",), hindered=True)
    assert judged(trial).value == 1


def test_a_failed_trial_keeps_the_value_and_tells() -> None:
    finding = judged(QuestionTrial(state="failed", why="页面崩溃"))
    assert (finding.state, finding.value) == ("suggested", 1)
    assert "页面崩溃" in finding.finding
