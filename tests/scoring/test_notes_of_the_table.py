"""The table's notes (score contract, rules 5 and 6): one test a sentence, month ends and leap days among them."""

from fractions import Fraction

import pytest

from tests.scoring.assessments import ALL_MET, EDITION, indicator, points_of, scored

RECENT = {"submitted": "2019-11-29", "answered": "2019-11-30"}


def letter(submitted: str, answered: str | None) -> dict[str, str | None]:
    return {"submitted": submitted, "answered": answered}


def struck(date: str, *letters: dict[str, str | None]) -> tuple[str, ...]:
    return scored(date, points=ALL_MET, letters=list(letters)).rules


def test_letter_unanswered_for_more_than_three_months_zeroes_consultation() -> None:
    card = scored(points=ALL_MET, letters=[RECENT, letter("2019-08-29", None)])
    assert card.rules == ("unanswered-letter",)
    assert indicator(card, "4.1").score == 0
    assert indicator(card, "4.1").score_possible == 0


def test_letter_of_exactly_three_months_ago_is_not_yet_overdue() -> None:
    assert struck("2019-11-30", RECENT, letter("2019-08-30", None)) == ()


def test_letter_answered_after_the_monitoring_date_was_unanswered_on_it() -> None:
    assert struck("2019-11-30", RECENT, letter("2019-08-01", "2019-12-01")) == ("unanswered-letter",)


def test_letter_answered_on_the_monitoring_date_counts_as_answered() -> None:
    assert struck("2019-11-30", RECENT, letter("2019-08-01", "2019-11-30")) == ()


def test_no_letter_within_the_month_zeroes_consultation() -> None:
    assert struck("2019-11-30", letter("2019-10-30", "2019-11-01")) == ("no-recent-letter",)


def test_letter_of_the_day_after_a_month_ago_is_recent() -> None:
    assert struck("2019-11-30", letter("2019-10-31", "2019-11-01")) == ()


def test_letter_of_the_monitoring_date_is_recent() -> None:
    assert struck("2019-11-30", letter("2019-11-30", None)) == ()


def test_letter_after_the_monitoring_date_counts_for_nothing() -> None:
    assert struck("2019-11-30", letter("2019-12-01", None)) == ("no-recent-letter",)


def test_letters_known_to_be_none_zero_consultation() -> None:
    assert struck("2019-11-30") == ("no-recent-letter",)


@pytest.mark.parametrize("fields", [{}, {"letters": None}])
def test_letters_not_known_leave_the_rule_alone(fields: dict[str, None]) -> None:
    assert scored(points=ALL_MET, **fields).rules == ()


@pytest.mark.parametrize(
    ("date", "overdue", "not_overdue"),
    [
        ("2020-05-31", "2020-02-28", "2020-02-29"),
        ("2019-05-31", "2019-02-27", "2019-02-28"),
        ("2020-02-29", "2019-11-28", "2019-11-29"),
        ("2020-01-31", "2019-10-30", "2019-10-31"),
    ],
)
def test_three_months_back_from_a_month_end_is_the_last_day_there_is(date: str, overdue: str, not_overdue: str) -> None:
    assert "unanswered-letter" in struck(date, letter(overdue, None))
    assert "unanswered-letter" not in struck(date, letter(not_overdue, None))


@pytest.mark.parametrize(
    ("date", "too_old", "recent"),
    [("2020-03-31", "2020-02-29", "2020-03-01"), ("2019-03-30", "2019-02-28", "2019-03-01")],
)
def test_one_month_back_from_a_month_end_is_the_last_day_there_is(date: str, too_old: str, recent: str) -> None:
    assert struck(date, letter(too_old, date)) == ("no-recent-letter",)
    assert struck(date, letter(recent, date)) == ()


def test_reason_names_the_rule_the_letter_and_the_dates() -> None:
    card = scored(points=ALL_MET, letters=[RECENT, letter("2019-08-01", None)])
    reason = indicator(card, "4.1").reasons[0]
    for word in ("unanswered-letter", "2019-08-01", "2019-08-30", "2019-11-30"):
        assert word in reason


def test_points_of_a_zeroed_indicator_are_not_pending() -> None:
    card = scored(letters=[])
    assert not [point for point in card.pending if point.startswith("4.1-")]


@pytest.mark.parametrize(
    ("field", "point", "rule"), [("surveys", "4.2-4", "few-surveys"), ("interviews", "4.3-4", "few-interviews")]
)
class TestFewActivities:
    def test_fewer_than_three_in_the_year_zero_the_richness_point(self, field: str, point: str, rule: str) -> None:
        card = scored(points=ALL_MET, **{field: ["2019-01-01", "2019-05-01"]})
        assert card.rules == (rule,)
        points = len(EDITION.by_code[point[:3]].points)
        assert indicator(card, point[:3]).score == 3 - Fraction(3, points)

    def test_three_in_the_year_are_enough(self, field: str, point: str, rule: str) -> None:
        assert scored(points=ALL_MET, **{field: ["2018-12-01", "2019-05-01", "2019-11-30"]}).rules == ()

    def test_the_day_one_year_before_is_outside(self, field: str, point: str, rule: str) -> None:
        assert scored(points=ALL_MET, **{field: ["2018-11-30", "2019-05-01", "2019-11-30"]}).rules == (rule,)

    def test_after_the_monitoring_date_is_outside(self, field: str, point: str, rule: str) -> None:
        assert scored(points=ALL_MET, **{field: ["2019-12-01", "2019-05-01", "2019-11-30"]}).rules == (rule,)

    def test_leap_day_looks_back_to_the_last_of_february(self, field: str, point: str, rule: str) -> None:
        days = ["2019-06-01", "2020-02-29"]
        assert scored("2020-02-29", points=ALL_MET, **{field: ["2019-02-28", *days]}).rules == (rule,)
        assert scored("2020-02-29", points=ALL_MET, **{field: ["2019-03-01", *days]}).rules == ()

    def test_not_known_leaves_the_rule_alone(self, field: str, point: str, rule: str) -> None:
        assert scored(points=ALL_MET, **{field: None}).rules == ()

    def test_the_zeroed_point_is_not_pending(self, field: str, point: str, rule: str) -> None:
        assert point not in scored(**{field: []}).pending
        assert point in scored().pending

    def test_nobody_leaves_the_rule_by_declaring_the_point_away(self, field: str, point: str, rule: str) -> None:
        code = point[:3]
        given = {p: ("na" if p == point else "1") for p in points_of(code, *["1"] * 6)}
        assert indicator(scored(points=given, **{field: []}), code).score < 3
