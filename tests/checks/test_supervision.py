from datetime import date
from fractions import Fraction

import pytest

from tests.checks.sites import column, doc, judge
from zhengping.checks.supervision import due_quarters

OTHERS = tuple(
    column(name, doc("我局召开会议", "2021-05-01"), serves="1.1.4") for name in ("要闻", "通知", "动态", "公告")
)


def test_due_are_the_quarters_from_the_second_on_that_ended_within_the_year() -> None:
    assert due_quarters(date(2021, 6, 9), 2, 1) == [(2020, 2), (2020, 3), (2020, 4)]
    assert due_quarters(date(2021, 11, 30), 2, 1) == [(2020, 4), (2021, 2), (2021, 3)]


def test_the_yearly_report_alone_is_a_quarter() -> None:
    finding = judge("6.2.1-2", column("年报", doc("2020年度政府网站工作年度报表", "2021-01-08")), *OTHERS)
    assert (finding.state, finding.value) == ("suggested", Fraction(1, 4))


def test_all_due_quarters_and_the_report_are_full() -> None:
    found = [
        doc("安平市水务局2020年第二季度政府网站检查情况", "2020-07-10"),
        doc("安平市水务局2020年第三季度政府网站检查情况", "2020-10-10"),
        doc("安平市水务局2020年第四季度政府网站自查情况", "2021-01-05"),
        doc("2020年度政府网站工作年度报表", "2021-01-08"),
    ]
    assert judge("6.2.1-2", column("网站监管", *found, serves="6.2.1"), *OTHERS).value == 1


def test_the_report_of_open_information_is_not_the_sites_report() -> None:
    finding = judge("6.2.1-2", column("年报", doc("2020年政府信息公开工作年度报告", "2021-01-08")), *OTHERS)
    assert (finding.state, finding.value) == ("suggested", 0)


@pytest.mark.parametrize("title", ["2020年第三季度食品安全抽查情况", "关于开展政府网站检查的通知"])
def test_other_inspections_are_none(title: str) -> None:
    assert judge("6.2.1-2", column("公示", doc(title, "2020-10-10")), *OTHERS).value == 0


@pytest.mark.parametrize(
    "code",
    [
        "6.2.1-1",
        "6.2.1-3",
        "6.2.1-4",
        "6.2.2-1",
        "6.2.2-2",
        "6.2.3-1",
        "6.3.1-1",
        "7.1.1-1",
        "7.1.2-1",
        "7.1.3-1",
        "7.2-1",
    ],
)
def test_proofs_and_registers_are_never_guessed_from_the_site(code: str) -> None:
    finding = judge(code, column("在线访谈", doc("谈节水", "2021-05-01"), serves="4.3"), *OTHERS)
    assert (finding.state, finding.value) == ("person", None)
