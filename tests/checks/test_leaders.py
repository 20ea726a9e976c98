"""1.1.2 负责人信息."""

from fractions import Fraction

import pytest

from tests.checks.sites import HOST, column, doc, edition, judge
from tests.checks.test_tools import others
from zhengping.checks.leaders import name_in
from zhengping.reading.facts import Person, Picture

POSTS = edition().indicator("1.1.2").words["posts"]
UNITS = edition().indicator("1.1.1").words["unit_endings"]
RESUME = "张三，男，汉族，1970年3月出生，大学学历，1992年参加工作。"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("张三", "张三"),
        ("张　三", "张三"),
        ("党组书记、局长：欧阳小明", "欧阳小明"),
        ("副局长 李四", "李四"),
        ("王五（副局长）", "王五"),
        ("张 三 党组书记、局长", "张三"),
        ("局长", ""),
        ("局领导", ""),
        ("我局召开党组扩大会议部署防汛工作", ""),
        ("办公室", ""),
        ("人事科", ""),
    ],
)
def test_the_name_in_a_row_of_leaders(title: str, name: str) -> None:
    assert name_in(title, POSTS, UNITS) == name


def test_a_complete_leader_and_a_speech_are_full() -> None:
    picture = (Picture(f"{HOST}zhang.jpg", in_body=True),)
    leader = doc("局长：张三", "2020-01-01", text=RESUME + "主持全面工作，分管办公室。", pictures=picture)
    finding = judge(
        "1.1.2-2",
        column("局领导", leader, serves="1.1.2"),
        column("领导讲话", doc("在全市水利工作会议上的讲话", "2021-02-01"), serves="1.1.2"),
    )
    assert (finding.state, finding.value) == ("judged", 1)


def test_each_missing_part_costs_a_fifth_over_the_leaders() -> None:
    bare = doc("局长：张三", "2020-01-01", text="分管办公室、人事科。")
    finding = judge("1.1.2-2", column("局领导", bare, serves="1.1.2"))
    assert finding.value == Fraction(2, 5)
    assert "照片" in finding.advice
    assert "简历" in finding.advice


def test_leaders_whose_pages_were_not_read_stand_in_the_middle() -> None:
    people = (Person("张三", photo="a.jpg", url=f"{HOST}1.html"), Person("李四", photo="b.jpg", url=f"{HOST}2.html"))
    finding = judge("1.1.2-2", column("领导介绍", serves="1.1.2", people=people))
    assert finding.state == "suggested"
    assert finding.value == Fraction(3, 5)


def test_a_leaders_mailbox_or_news_is_no_column_of_leaders() -> None:
    finding = judge("1.1.2-1", column("领导活动", doc("局长调研", "2021-06-01"), serves="1.1.2"), *others())
    assert finding.value == 0


def test_accuracy_names_the_notice_that_mentions_a_leader() -> None:
    finding = judge(
        "1.1.2-3",
        column("局领导", doc("张三", "2020-01-01", text=RESUME), serves="1.1.2"),
        column("通知公告", doc("关于张三等同志职务任免的通知", "2021-05-01"), serves="1.1.4"),
    )
    assert finding.state == "person"
    assert "职务任免" in finding.finding
