"""Years of list rows that show month and day only: given where the order of the list leaves no choice."""

from __future__ import annotations

from datetime import date

from tests.reading.hand_made import article, column, home, listing, menu, row, site
from zhengping.reading.years import with_years

LATEST = date(2018, 6, 30)


def test_rows_below_a_known_day_go_down_and_cross_the_new_year() -> None:
    days = with_years([date(2018, 2, 3), None, None, None], ["", "01-20", "12-28", "11-02"], LATEST)
    assert days == [date(2018, 2, 3), date(2018, 1, 20), date(2017, 12, 28), date(2017, 11, 2)]


def test_rows_above_a_known_day_take_the_only_year_that_fits() -> None:
    days = with_years([None, None, date(2018, 2, 3)], ["05-09", "03-12", ""], LATEST)
    assert days == [date(2018, 5, 9), date(2018, 3, 12), date(2018, 2, 3)]


def test_a_row_above_that_could_be_of_two_years_keeps_none() -> None:
    assert with_years([None, date(2016, 2, 3)], ["05-09", ""], LATEST) == [None, date(2016, 2, 3)]


def test_between_two_known_days_a_row_must_fit() -> None:
    days = with_years([date(2018, 5, 1), None, date(2018, 4, 1)], ["", "03-12", ""], LATEST)
    assert days == [date(2018, 5, 1), None, date(2018, 4, 1)]


def test_a_list_in_no_order_or_without_a_known_day_tells_nothing() -> None:
    assert with_years([date(2017, 1, 1), date(2018, 1, 1), None], ["", "", "02-02"], LATEST)[2] is None
    assert with_years([None, None], ["02-02", "01-01"], LATEST) == [None, None]


def test_rows_whose_pages_are_missing_get_their_years_from_those_that_were_read() -> None:
    rows = [
        row("dt/3.html", "三", month_day="06-03"),
        row("dt/2.html", "二", month_day="05-20"),
        row("dt/1.html", "一", month_day="12-30"),
    ]
    made = site(
        home(menu((0, "动态", "dt/"), (0, "公告", "gg/"))),
        listing("dt/", rows),
        article("dt/2.html", "二", date(2024, 5, 20)),
    )
    assert [item.day for item in column(made, "动态").items] == [
        date(2024, 6, 3),
        date(2024, 5, 20),
        date(2023, 12, 30),
    ]
