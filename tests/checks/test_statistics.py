"""1.1.8 数据发布 and 1.1.9 数据开放."""

from datetime import date
from fractions import Fraction

import pytest

from tests.checks.sites import HOST, column, context, doc, judge
from tests.checks.test_tools import others
from zhengping.checks.statistics import issues
from zhengping.checks.tools import documents
from zhengping.reading.facts import Attachment, Form, Link, Page

MONTHS = [doc(f"2021年1-{month}月水利统计数据", f"2021-{month + 1:02d}-10") for month in range(2, 5)]


def test_a_website_without_data_is_zero_on_all_four() -> None:
    for number in range(1, 5):
        assert judge(f"1.1.8-{number}", *others()).value == 0


def test_monthly_titles_make_twelve_issues_due() -> None:
    finding = judge("1.1.8-2", column("统计数据", *MONTHS, serves="1.1.8"))
    assert finding.value == Fraction(4, 12)
    assert "月度" in finding.finding


@pytest.mark.parametrize(
    ("titles", "period", "due"),
    [
        (["2020年一季度水利数据", "2020年第二季度水利数据", "2020年三季度数据"], "季度", 4),
        (["2020年水利统计公报", "2019年水利统计公报"], "年度", 1),
        (["2021年1月数据", "2021年2月数据", "2021年3月数据"], "月度", 12),
    ],
)
def test_the_period_is_read_from_the_titles(titles: list[str], period: str, due: int) -> None:
    found = documents(context(column("统计数据", *[doc(title, "2021-04-01") for title in titles], serves="1.1.8")))
    assert issues(found, date(2021, 6, 9), 2)[:2] == (period, due)


def test_months_count_by_what_they_report_not_by_their_day_of_issue() -> None:
    late = [doc(f"{month}月水利数据", f"2021-0{month + 1}-28") for month in range(1, 4)]
    found = documents(context(column("统计数据", *late, serves="1.1.8")))
    assert issues(found, date(2021, 6, 9), 2) == ("月度", 12, 3)


def test_november_is_not_january() -> None:
    titles = [doc(f"2020年{month}月水利数据", f"2020-{month}-28") for month in (10, 11, 12)]
    found = documents(context(column("统计数据", *titles, serves="1.1.8")))
    assert issues(found, date(2020, 12, 31), 2) == ("月度", 12, 1)
    assert issues(found, date(2021, 2, 28), 2) == ("月度", 12, 3)


def test_half_years_and_three_quarters_are_the_second_and_third_quarter() -> None:
    titles = {"2020年上半年数据": "2020-07-20", "2020年前三季度数据": "2020-10-20", "2021年一季度数据": "2021-04-20"}
    found = documents(context(column("统计数据", *[doc(t, d) for t, d in titles.items()], serves="1.1.8")))
    assert issues(found, date(2021, 6, 9), 2) == ("季度", 4, 3)


def test_data_that_stopped_years_ago_are_zero() -> None:
    finding = judge("1.1.8-2", column("统计数据", doc("2016年统计公报", "2017-03-01"), serves="1.1.8"), *others())
    assert finding.value == 0


def test_charts_and_classes_are_halves_and_a_proposal() -> None:
    drawn = column("统计数据", *MONTHS, serves="1.1.8", scripts=("/js/echarts.min.js",))
    finding = judge("1.1.8-3", drawn)
    assert (finding.state, finding.value) == ("suggested", Fraction(1, 2))


def test_query_charts_and_files_are_thirds() -> None:
    form = (Form("/q", "get", (), "data-query"),)
    file = (Attachment(f"{HOST}a.xls", "数据.xls", "xls"),)
    finding = judge("1.1.8-4", column("统计数据", *MONTHS, serves="1.1.8", forms=form, attachments=file))
    assert finding.value == Fraction(2, 3)


def test_charts_in_pages_that_were_not_read_are_not_ruled_out() -> None:
    rows = [doc(f"2021年{month}月水利数据", f"2021-0{month + 1}-10", read=False) for month in (2, 3, 4)]
    finding = judge("1.1.8-3", column("统计数据", *rows, serves="1.1.8"))
    assert (finding.state, finding.value) == ("suggested", 0)


def test_counts_of_letters_are_no_statistics() -> None:
    assert judge("1.1.8-1", column("办理统计", doc("信件", "2021-01-01"), serves="1.1.8"), *others()).value == 0


def test_an_entrance_to_the_open_data_platform_is_a_proposal() -> None:
    home = Page(url=HOST, title_tag="首页", links=(Link("https://data.example/", "数据开放"),))
    finding = judge("1.1.9-1", *others(), home=home)
    assert (finding.state, finding.value) == ("suggested", 1)
    assert judge("1.1.9-3", *others(), home=home).state == "person"


def test_a_link_to_an_office_of_data_is_no_entrance() -> None:
    home = Page(url=HOST, title_tag="首页", links=(Link("https://dsj.example/", "市大数据资源管理局"),))
    assert judge("1.1.9-1", *others(), home=home).value == 0


def test_no_open_data_is_zero_on_all_three() -> None:
    assert [judge(f"1.1.9-{n}", *others()).value for n in (1, 2, 3)] == [0, 0, 0]
