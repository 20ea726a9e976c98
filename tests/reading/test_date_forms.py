"""Dates in the forms that these sites write them, and what is none."""

from datetime import date

import pytest

from zhengping.reading.date_forms import first_date, plausible

DAY = date(2020, 1, 2)


@pytest.mark.parametrize(
    "text",
    [
        "2020-01-02",
        "2020-1-2",
        "2020/1/2 8:30:00",
        "2020.01.02",
        "2020年1月2日",
        "2020 年 1 月 2 日",
        "[2020-01-02 08:30]",
        "2020-01-0208:30",
        "发布时间：2020-01-02来源",
        "2020-01-02T08:30:00+08:00",
        "2020-01-02 08:30:00.0",
        "20200102",
        "1577926800000",
        "1577926800",
        "Thu Jan 02 08:30:00 CST 2020",
        "二〇二〇年一月二日",
        "二○二○年一月二日",
    ],
)
def test_is_read(text: str) -> None:
    assert first_date(text) == DAY


@pytest.mark.parametrize(
    ("text", "day"), [("二〇一九年十月二十一日", date(2019, 10, 21)), ("1998年12月31日", date(1998, 12, 31))]
)
def test_tens_in_numerals_and_the_last_century(text: str, day: date) -> None:
    assert first_date(text) == day


@pytest.mark.parametrize(
    "text", ["", "1970-01-01", "2020-13-01", "2020-02-30", "0771-5863258", "12020-01-023456", "第2020号"]
)
def test_is_no_date(text: str) -> None:
    assert first_date(text) is None


@pytest.mark.parametrize(("year", "month", "day"), [(1989, 12, 31), (1990, 1, 1), (2100, 1, 1), (2019, 2, 29)])
def test_outside_the_bounds_or_the_calendar(year: int, month: int, day: int) -> None:
    assert plausible(year, month, day) is None


def test_the_first_plausible_one_is_taken() -> None:
    assert first_date("1970-01-01 2020-01-02 2021-01-02") == DAY
