"""Spans of time: calendar months back, within the year, years that titles name."""

from datetime import date

import pytest

from zhengping.checks.periods import (
    calendar_known,
    months_back,
    within_months,
    within_year,
    working_days,
    years_named,
)


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


def test_working_days_leave_weekends_and_holidays_out_and_take_shifted_ones_in() -> None:
    assert working_days(date(2021, 6, 4), date(2021, 6, 7)) == 1
    assert working_days(date(2020, 9, 30), date(2020, 10, 9)) == 1
    assert working_days(date(2020, 9, 26), date(2020, 9, 27)) == 1
    assert working_days(date(2021, 6, 7), date(2021, 6, 4)) == 0


def test_a_year_without_official_data_counts_monday_to_friday_and_is_known_as_such() -> None:
    assert working_days(date(1999, 10, 1), date(1999, 10, 8)) == 5
    assert not calendar_known(date(2021, 6, 4), date(1999, 10, 1))
    assert calendar_known(date(2021, 6, 4))
