"""Spans of time: calendar months back, within the year, years that titles name."""

from datetime import date

import pytest

from zhengping.checks.periods import (
    estimate_note,
    months_back,
    within_months,
    within_year,
    years_named,
)
from zhengping.standard.working_calendar import shipped_calendar


@pytest.mark.parametrize(
    ("day", "months", "back"),
    [
        (date(2021, 6, 9), 3, date(2021, 3, 9)),
        (date(2021, 5, 31), 3, date(2021, 2, 28)),
        (date(2020, 5, 31), 3, date(2020, 2, 29)),
        (date(2021, 1, 15), 1, date(2020, 12, 15)),
        (date(2020, 2, 29), 12, date(2019, 2, 28)),
    ],
)
def test_a_month_back_keeps_the_day_or_takes_the_months_last(day: date, months: int, back: date) -> None:
    assert months_back(day, months) == back


def test_within_the_year_begins_after_the_day_one_year_before_and_ends_on_the_monitoring_date() -> None:
    on = date(2021, 6, 9)
    assert not within_year(date(2020, 6, 9), on)
    assert within_year(date(2020, 6, 10), on)
    assert within_year(on, on)
    assert not within_year(date(2021, 6, 10), on)


@pytest.mark.parametrize(
    ("on", "last_outside", "first_inside"),
    [
        (date(2020, 2, 29), date(2019, 2, 28), date(2019, 3, 1)),
        (date(2021, 2, 28), date(2020, 2, 28), date(2020, 2, 29)),
        (date(2021, 3, 1), date(2020, 3, 1), date(2020, 3, 2)),
    ],
)
def test_the_year_before_a_leap_day_begins_after_the_last_of_february(
    on: date, last_outside: date, first_inside: date
) -> None:
    assert not within_year(last_outside, on)
    assert within_year(first_inside, on)


def test_an_undated_item_is_never_within_the_year() -> None:
    assert not within_year(None, date(2021, 6, 9))


def test_within_months_excludes_the_first_day() -> None:
    assert not within_months(date(2021, 5, 9), date(2021, 6, 9), 1)


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("2020年度部门决算公开", (2020,)),
        ("二〇二〇年工作要点", (2020,)),
        ("“十四五”规划（2021-2025年）", (2021, 2025)),
        ("水发〔2019〕12号", (2019,)),
        ("电话07712019888", ()),
        ("第20201号公告", ()),
    ],
)
def test_years_that_a_title_names(title: str, years: tuple[int, ...]) -> None:
    assert years_named(title) == years


def test_an_estimated_year_is_named_in_the_remark_and_a_known_one_makes_none() -> None:
    calendar = shipped_calendar()
    assert estimate_note(calendar, [(date(2021, 6, 4), date(2021, 6, 9))]) == ""
    note = estimate_note(calendar, [(date(2021, 6, 4), date(2021, 6, 9)), (date(1999, 10, 1), date(1999, 10, 8))])
    assert note == "（1999年没有节假日数据，按周一至周五估算）"
