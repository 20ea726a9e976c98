"""1.1.6 规划计划."""

from fractions import Fraction

import pytest

from tests.checks.sites import column, doc, judge
from tests.checks.test_tools import others


def test_a_column_that_holds_no_plan_at_all_is_half_and_for_a_person() -> None:
    finding = plans("1.1.6-1", "产权转让公告第1号", "产权转让公告第2号")
    assert (finding.state, finding.value) == ("suggested", Fraction(1, 2))


def test_one_plan_among_other_things_fills_the_column() -> None:
    assert plans("1.1.6-1", "产权转让公告第1号", "安平市水利发展“十四五”规划").value == 1


def plans(code: str, *titles: str, day: str = "2021-02-01"):  # type: ignore[no-untyped-def]
    return judge(code, column("规划计划", *[doc(title, day) for title in titles], serves="1.1.6"), *others())


def test_plan_interpretation_and_progress_are_full() -> None:
    finding = plans(
        "1.1.6-2",
        "安平市水利发展“十四五”规划",
        "《安平市水利发展“十四五”规划》解读",
        "“十三五”水利规划实施情况中期评估",
    )
    assert (finding.state, finding.value) == ("judged", 1)


def test_a_planning_office_may_publish_a_plan() -> None:
    title = "安平市自然资源和规划局关于印发《安平市国土空间生态修复“十四五”规划》的通知"
    assert plans("1.1.6-2", title).value == Fraction(1, 3)


def test_the_name_of_a_planning_office_makes_no_plan() -> None:
    assert plans("1.1.6-2", "安平市自然资源和规划局“十四五”工作纪要").value == 0


def test_each_of_the_three_is_a_third() -> None:
    assert plans("1.1.6-2", "关于印发安平市水利发展“十四五”规划的通知").value == Fraction(1, 3)


@pytest.mark.parametrize(
    "trap",
    [
        "我为水利“十四五”规划提建议",
        "“十四五”规划调研活动举行",
        "水利“十四五”规划编制服务采购公告",
        "国务院关于“十四五”发展规划的批复",
        "建设用地规划许可证公告",
        "产权转让公告",
    ],
)
def test_what_only_mentions_a_plan_is_none(trap: str) -> None:
    assert plans("1.1.6-2", trap).value == 0


def test_a_yearly_plan_and_its_summary_are_full() -> None:
    finding = plans("1.1.6-3", "安平市水务局2021年工作要点", "安平市水务局2020年工作总结和2021年工作打算")
    assert finding.value == 1


def test_one_text_may_be_summary_and_plan() -> None:
    assert plans("1.1.6-3", "安平市水务局2020年工作总结及2021年工作计划").value == 1


def test_a_summary_of_key_work_is_no_plan() -> None:
    assert plans("1.1.6-3", "2020年重点工作总结").value == Fraction(1, 2)


def test_a_plan_of_two_years_ago_does_not_count() -> None:
    assert plans("1.1.6-3", "2018年工作要点", day="2018-02-01").value == 0


@pytest.mark.parametrize(
    "trap", ["2020年政府信息公开工作报告", "主题教育总结大会召开", "2021年招聘工作安排", "全市重点工作推进会召开"]
)
def test_other_reports_and_meetings_are_no_yearly_plan(trap: str) -> None:
    finding = judge("1.1.6-3", column("工作动态", doc(trap, "2021-02-01"), serves="1.1.4"), *others())
    assert finding.value == 0
