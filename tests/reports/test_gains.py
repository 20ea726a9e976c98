"""What if: exact gains by scoring again, in the order of points for effort."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from tests.reports.reporting import EDITION, found, judgement
from zhengping.checks.finding import Finding
from zhengping.evaluation.judgement import Judgement
from zhengping.reports.gains import Gain, what_if


def steps(made: Judgement) -> list[Gain]:
    return list(what_if(made).steps)


def observed(made: Judgement, **seen: Any) -> Judgement:
    return replace(made, observed={**made.observed, **seen})


def facts(made: Judgement, **given: bool) -> Judgement:
    return replace(made, department=replace(made.department, facts={**made.department.facts, **given}))


def test_gain_is_weight_times_share_times_what_is_missing() -> None:
    first = steps(judgement(p1_1_1_1=found("0.25")))[0]
    assert first.code == "1.1.1-1"
    assert first.points == 2 * Fraction(1, 3) * Fraction(3, 4)
    assert first.certain


def test_steps_stand_in_the_order_of_points_for_effort() -> None:
    given = steps(judgement(p1_1_1_1=found("0.25"), p1_2_4_1=found("0"), p5_3_1=found("0"), p4_1_3=found("0.5")))
    assert [step.worth for step in given] == sorted((step.worth for step in given), reverse=True)
    assert {step.effort.name for step in given} == {"较易", "一般", "较难"}


def test_a_small_step_that_costs_little_comes_before_a_great_one_that_costs_much() -> None:
    given = steps(judgement(p5_3_1=found("0"), p5_2_2_1=found("0"), p1_2_4_1=found("0")))
    by_code = {step.code: step for step in given}
    assert by_code["1.2.4-1"].points > by_code["5.3-1"].points
    assert given[0].code == "5.3-1"


def test_certain_loss_comes_before_an_equal_one_that_is_only_suggested() -> None:
    given = steps(judgement(p1_1_1_1=found("0", "suggested"), p1_1_1_2=found("0")))
    assert [step.code for step in given] == ["1.1.1-2", "1.1.1-1"]
    assert [step.certain for step in given] == [True, False]


def test_full_values_and_points_without_value_gain_nothing() -> None:
    unseen = Finding("person", None, "由人看。")
    assert steps(judgement(p1_1_1_1=found("1"), p1_1_1_2=unseen)) == []


def test_indicators_that_do_not_apply_gain_nothing() -> None:
    assert steps(facts(judgement(p3_1_1_1=found("0")), has_administrative_services=False)) == []


def test_a_weight_that_was_redistributed_counts_in_the_gain() -> None:
    made = judgement(p1_2_1_1=found("0"))
    plain, moved = steps(made)[0], steps(facts(made, has_key_area_tasks=False))[0]
    moved_weight = EDITION.by_code["1.2.4"].weight / 3
    assert moved.points - plain.points == moved_weight * EDITION.points["1.2.1-1"].share


def test_lifting_a_zero_rule_is_a_step_and_what_stands_under_it_comes_on_top() -> None:
    made = observed(judgement(p4_2_4=found("0.5"), p4_2_3=found("0.5")), surveys=[])
    given = {(step.code, bool(step.before)): step for step in steps(made)}
    assert set(given) == {("4.2-4", False), ("4.2-4", True), ("4.2-3", False)}
    half = EDITION.by_code["4.2"].weight * EDITION.points["4.2-4"].share / 2
    assert given["4.2-4", False].points == given["4.2-4", True].points == half
    assert "3次" in given["4.2-4", False].advice
    assert "3次" in given["4.2-4", True].before
    assert what_if(made).together == sum(step.points for step in given.values())


def test_a_zero_rule_over_a_whole_indicator_holds_back_all_its_points() -> None:
    made = observed(judgement(p4_1_1=found("1"), p4_1_2=found("0.5")), letters=[])
    given = steps(made)
    assert {(step.code, bool(step.before)) for step in given} == {("4.1", False), ("4.1-2", True)}
    assert next(step for step in given if step.code == "4.1").target == "p4.1-1"


def test_one_step_lifts_both_rules_of_letters() -> None:
    letters = [{"submitted": "2025-01-02", "answered": None}]
    made = observed(judgement(p4_1_1=found("1")), letters=letters)
    (step,) = steps(made)
    assert "仍未答复" in step.now
    assert "没有任何来信" in step.now
    assert step.points == EDITION.by_code["4.1"].weight * EDITION.points["4.1-1"].share


def test_a_rule_with_nothing_behind_it_yet_is_no_step() -> None:
    assert steps(observed(judgement(), surveys=[])) == []


def test_all_steps_together_are_scored_once_more() -> None:
    made = judgement(p1_1_1_1=found("0"), p5_3_1=found("0.25", "suggested"))
    result = what_if(made)
    assert result.now == made.rescored().total
    assert result.reachable - result.now == result.together == sum(step.points for step in result.steps)
