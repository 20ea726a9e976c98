"""What would gain most."""

from dataclasses import replace
from fractions import Fraction

from tests.reports.reporting import EDITION, found, judgement
from zhengping.reports.gains import EFFORT_ORDER, gains


def test_gain_is_weight_times_share_times_what_is_missing() -> None:
    first = gains(judgement(p1_1_1_1=found("0.25")))[0]
    assert first.point.code == "1.1.1-1"
    assert first.points == 2 * Fraction(1, 3) * Fraction(3, 4)
    assert first.certain


def test_greater_gains_come_first() -> None:
    found_gains = gains(judgement(p1_1_1_1=found("0.25"), p1_2_2_1=found("0"), p5_3_1=found("0")))
    assert [gain.points for gain in found_gains] == sorted((gain.points for gain in found_gains), reverse=True)


def test_with_equal_gain_the_lesser_effort_comes_first() -> None:
    codes = {point.code: found("0") for point in EDITION.by_code["1.1.4"].points}
    given = {"p" + code.replace(".", "_").replace("-", "_"): finding for code, finding in codes.items()}
    efforts = [EFFORT_ORDER[gain.point.effort] for gain in gains(judgement(**given))]
    assert len(efforts) == 6
    assert efforts == sorted(efforts)


def test_certain_loss_comes_before_a_greater_one_that_is_only_suggested() -> None:
    found_gains = gains(judgement(p3_3_1=found("1/4", "suggested"), p5_3_1=found("0")))
    assert [gain.point.code for gain in found_gains] == ["5.3-1", "3.3-1"]


def test_suggested_losses_are_marked_as_uncertain() -> None:
    assert not gains(judgement(p1_1_1_1=found("0", "suggested")))[0].certain


def test_full_values_and_points_without_value_gain_nothing() -> None:
    assert gains(judgement(p1_1_1_1=found("1"))) == []


def test_what_a_zero_rule_struck_gains_nothing_by_itself() -> None:
    made = judgement(p4_1_1=found("0.5"), p4_2_3=found("0.5"), p4_2_4=found("0.5"))
    made = replace(made, scorecard=replace(made.scorecard, rules=("few-surveys", "no-recent-letter")))
    assert [gain.point.code for gain in gains(made)] == ["4.2-3"]
