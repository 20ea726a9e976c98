"""1.3.3 信息公开年报: the legal date by the year of the report, and the days around it."""

from datetime import date

import pytest

from tests.checks.sites import column, context, doc, judge
from zhengping.checks.annual_report import due_date, due_year
from zhengping.reading.site import Column


def report(year: int, day: str) -> Column:
    return column("信息公开年报", doc(f"{year}年政府信息公开工作年度报告", day), serves="1.3.3")


@pytest.mark.parametrize(
    ("year", "due"),
    [(2017, date(2018, 3, 31)), (2018, date(2019, 3, 31)), (2019, date(2020, 1, 31)), (2023, date(2024, 1, 31))],
)
def test_the_legal_date_follows_the_ordinance_of_the_year_reported(year: int, due: date) -> None:
    assert due_date(context(), year) == due


def test_a_governments_own_report_is_due_at_the_end_of_march() -> None:
    assert due_date(context(name="安平县人民政府"), 2021) == date(2022, 3, 31)
    assert due_date(context(name="安平县司法局"), 2021) == date(2022, 1, 31)


@pytest.mark.parametrize(
    ("on", "year"),
    [
        (date(2019, 3, 30), 2017),
        (date(2019, 3, 31), 2017),
        (date(2019, 4, 1), 2018),
        (date(2020, 1, 31), 2018),
        (date(2020, 2, 1), 2019),
        (date(2020, 2, 29), 2019),
    ],
)
def test_a_report_is_missed_only_after_its_day(on: date, year: int) -> None:
    assert due_year(context(on=on)) == year


@pytest.mark.parametrize(
    ("year", "published", "in_time"),
    [
        (2018, "2019-03-30", True),
        (2018, "2019-03-31", True),
        (2018, "2019-04-01", False),
        (2019, "2020-01-31", True),
        (2019, "2020-02-01", False),
        (2019, "2020-03-31", False),
    ],
)
def test_the_day_itself_is_in_time_and_the_next_is_late(year: int, published: str, in_time: bool) -> None:
    finding = judge("1.3.3-1", report(year, published), on=date(year + 1, 6, 9))
    assert (finding.value == 1) is in_time
    assert ("晚1天" in finding.finding) is (published in ("2019-04-01", "2020-02-01"))
