"""Indicators 8.1.1 to 8.2.3, one test a sentence (score contract, rule 7)."""

from fractions import Fraction

import pytest

from tests.scoring.assessments import ALL_MET, indicator, scored


def bonus(code: str, **given: object) -> Fraction:
    return indicator(scored(bonus=given), code).score


def deduction(code: str, **given: object) -> Fraction:
    return indicator(scored(deductions=given), code).score


def test_cases_add_up() -> None:
    assert bonus("8.1.1", cases=["2", "1.5"]) == Fraction("3.5")


def test_cases_add_at_most_six() -> None:
    assert bonus("8.1.1", cases=["2", "2", "2", "0.5"]) == 6


def test_each_award_adds_one() -> None:
    assert bonus("8.1.2", awards=2) == 2


def test_awards_add_at_most_three() -> None:
    assert bonus("8.1.2", awards=4) == 3


def test_each_media_report_adds_half() -> None:
    assert bonus("8.1.3", media_reports=1) == Fraction(1, 2)


def test_media_reports_add_at_most_one() -> None:
    assert bonus("8.1.3", media_reports=3) == 1


@pytest.mark.parametrize(
    ("code", "field", "own", "subordinate", "cap"),
    [
        ("8.2.1", "security_incidents", 2, 1, 5),
        ("8.2.2", "criticisms", 1, Fraction(1, 2), 3),
        ("8.2.3", "exposures", 1, Fraction(1, 2), 2),
    ],
)
class TestDeductions:
    def test_own_site(self, code: str, field: str, own: Fraction, subordinate: Fraction, cap: int) -> None:
        assert deduction(code, **{field: {"own": 1}}) == -own

    def test_subordinate_site(self, code: str, field: str, own: Fraction, subordinate: Fraction, cap: int) -> None:
        assert deduction(code, **{field: {"own": 0, "subordinate": 1}}) == -subordinate

    def test_both(self, code: str, field: str, own: Fraction, subordinate: Fraction, cap: int) -> None:
        assert deduction(code, **{field: {"own": 1, "subordinate": 2}}) == -(own + 2 * subordinate)

    def test_cap(self, code: str, field: str, own: Fraction, subordinate: Fraction, cap: int) -> None:
        assert deduction(code, **{field: {"own": 9, "subordinate": 9}}) == -cap

    def test_printed_negative(self, code: str, field: str, own: Fraction, subordinate: Fraction, cap: int) -> None:
        card = scored(deductions={field: {"own": 9}})
        assert indicator(card, code).as_dict()["score"] == f"-{cap}.00"


def test_nothing_printed_is_never_minus_zero() -> None:
    assert indicator(scored(), "8.2.1").as_dict()["score"] == "0.00"


def test_total_is_base_plus_bonus_minus_deductions() -> None:
    card = scored(points=ALL_MET, bonus={"awards": 2}, deductions={"criticisms": {"own": 1}})
    assert (card.base, card.bonus, card.deductions, card.total) == (90, 2, 1, 91)


def test_total_is_never_under_zero() -> None:
    card = scored(deductions={"security_incidents": {"own": 3}})
    assert card.total == 0
    assert card.total_possible == 85


def test_caps_are_told_in_the_reasons() -> None:
    reasons = indicator(scored(bonus={"media_reports": 3}), "8.1.3").reasons
    assert reasons == ("加分：3 次报道 × 0.5 = 1.5，最高 1，取 1",)
