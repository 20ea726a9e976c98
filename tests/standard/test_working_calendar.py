"""Working days: national days, a region's table, the office's own file, years without data."""

from datetime import date
from pathlib import Path

import pytest

from zhengping.errors import InputError
from zhengping.standard.working_calendar import load_calendar, parse_calendar, shipped_calendar, shipped_calendars

NATIONAL, GUANGXI = shipped_calendar(), shipped_calendar("guangxi")


@pytest.mark.parametrize(
    ("earlier", "later", "days"),
    [
        (date(2021, 6, 4), date(2021, 6, 4), 0),
        (date(2021, 6, 4), date(2021, 6, 5), 0),
        (date(2021, 6, 4), date(2021, 6, 7), 1),
        (date(2020, 9, 30), date(2020, 10, 9), 1),
        (date(2020, 9, 26), date(2020, 9, 27), 1),
        (date(2020, 2, 28), date(2020, 3, 2), 1),
        (date(2020, 12, 31), date(2021, 1, 4), 1),
        (date(2021, 6, 7), date(2021, 6, 4), 0),
    ],
)
def test_holidays_and_weekends_are_left_out_and_shifted_working_days_taken_in(
    earlier: date, later: date, days: int
) -> None:
    assert NATIONAL.count(earlier, later) == days


def test_counting_over_years_is_the_sum_of_its_days() -> None:
    days = [date.fromordinal(n) for n in range(date(2018, 11, 5).toordinal() + 1, date(2021, 2, 9).toordinal() + 1)]
    assert GUANGXI.count(date(2018, 11, 5), date(2021, 2, 9)) == sum(map(GUANGXI.is_working, days))


def test_guangxis_holiday_rests_there_and_works_elsewhere() -> None:
    assert NATIONAL.count(date(2021, 4, 13), date(2021, 4, 16)) == 3
    assert GUANGXI.count(date(2021, 4, 13), date(2021, 4, 16)) == 0
    assert GUANGXI.is_working(date(2021, 4, 18))
    assert not NATIONAL.is_working(date(2021, 4, 18))


def test_a_national_working_saturday_can_be_a_regional_day_of_rest() -> None:
    assert NATIONAL.is_working(date(2017, 4, 1))
    assert not GUANGXI.is_working(date(2017, 4, 1))


@pytest.mark.parametrize("year", range(2014, 2027))
def test_the_holiday_of_every_year_takes_two_working_days_at_least_from_the_national_ones(year: int) -> None:
    first, last = date(year, 3, 1), date(year, 4, 30)
    assert NATIONAL.count(first, last) - GUANGXI.count(first, last) == 2


def test_a_year_without_data_counts_monday_to_friday_and_is_named() -> None:
    assert NATIONAL.count(date(1999, 10, 1), date(1999, 10, 8)) == 5
    assert NATIONAL.unknown_years([(date(1999, 10, 1), date(1999, 10, 8))]) == (1999,)


def test_a_span_that_only_crosses_into_an_unknown_year_is_estimated() -> None:
    assert not NATIONAL.unknown_years([(date(2003, 12, 31), date(2004, 1, 2))])
    assert NATIONAL.unknown_years([(date(2003, 12, 30), date(2004, 1, 2))]) == (2003,)


def test_a_year_that_the_office_gives_whole_is_known(tmp_path: Path) -> None:
    file = tmp_path / "calendar.yaml"
    file.write_text(
        "name: 某市\ncomplete_years: [2091]\nrest:\n  - {from: 2091-02-05, to: 2091-02-09, why: 春节}\n"
        "work:\n  - {day: 2091-02-10}\n",
        encoding="utf-8",
    )
    calendar = load_calendar(file, "guangxi")
    assert not calendar.unknown_years([(date(2091, 1, 1), date(2091, 3, 1))])
    assert calendar.count(date(2091, 2, 4), date(2091, 2, 10)) == 1
    assert not calendar.is_working(date(2021, 4, 14))


def test_the_offices_own_day_overrules_the_shipped_one() -> None:
    own = parse_calendar("name: 某市\nwork:\n  - {day: 2021-04-14}\n", "own.yaml")
    assert GUANGXI.under(own).is_working(date(2021, 4, 14))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("rest:\n  - {day: 2027-02-30}", "own.yaml:2：“2027-02-30”不是日期"),
        ("rest:\n  - {day: 2027.2.3}", "不是日期"),
        ("rest:\n  - 2027-02-03", "own.yaml:2：应写成一组"),
        ("rest: 2027-02-03", "rest 应是列表"),
        ("rest:\n  - {from: 2027-02-03}", "要么写 day"),
        ("rest:\n  - {day: 2027-02-03, from: 2027-02-03, to: 2027-02-04}", "要么写 day"),
        ("rest:\n  - {from: 2027-02-09, to: 2027-02-03}", "不像一次放假"),
        ("rest:\n  - {from: 2027-02-09, to: 2037-02-09}", "不像一次放假"),
        ("rest:\n  - {day: 2027-02-03, reason: 春节}", "不认识“reason”"),
        ("holidays: []", "不认识“holidays”"),
        ("complete_years: [27]", "“27”不是年份"),
        ("complete_years: 2027", "应是年份的列表"),
        ("name: [甲]", "name 应是一段文字"),
        ("rest:\n  - {day: 2027-02-03}\nwork:\n  - {day: 2027-02-03}", "既写了放假"),
        ("- 2027-02-03", "整个文件应是一组"),
        ("rest: [", "不是合法的 YAML"),
    ],
)
def test_a_slip_is_one_line_with_file_line_and_remedy(text: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_calendar(text, "own.yaml")
    message = str(caught.value)
    assert message.startswith("own.yaml")
    assert words in message
    assert "；" in message
    assert "\n" not in message


def test_a_file_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="没有这个文件"):
        load_calendar(tmp_path / "none.yaml")
    bad = tmp_path / "gbk.yaml"
    bad.write_bytes("name: 某市".encode("gbk"))
    with pytest.raises(InputError, match="UTF-8"):
        load_calendar(bad)


def test_every_shipped_calendar_can_be_read() -> None:
    assert [shipped_calendar(name).name for name in shipped_calendars()]
    with pytest.raises(InputError, match="没有名为"):
        shipped_calendar("nowhere")
