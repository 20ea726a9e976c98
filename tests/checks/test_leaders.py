"""1.1.2 负责人信息."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from tests.checks.sites import HOST, column, doc, edition, judge
from tests.checks.test_tools import others
from zhengping.checks.finding import Finding
from zhengping.checks.leader_names import name_in
from zhengping.reading.facts import DateFact, Person, Picture
from zhengping.reading.site import Column

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


# --- the pre-check of accuracy ---

LIST = f"{HOST}局领导/"
THREE = (Person("张三", "党组书记、局长"), Person("李四", "党组成员、副局长"), Person("王五", "总工程师"))


def leaders(*people: Person, **more: Any) -> Column:
    return column("局领导", serves="1.1.2", text="局领导", people=people or THREE, **more)


def accuracy(*columns: Column, **more: Any) -> Finding:
    finding = judge("1.1.2-3", *columns, **more)
    assert finding.state == "suggested"
    return finding


def notice(text: str, day: str = "2021-05-01", title: str = "安平市人民政府关于张某等职务任免的通知") -> Column:
    return column("人事任免", doc(title, day, text), serves="1.1.5")


def pairs(finding: Finding) -> list[list[str]]:
    marks = dict.fromkeys(piece.pair for piece in finding.evidence if piece.pair)
    return [[piece.url for piece in finding.evidence if piece.pair == mark] for mark in marks]


def test_leaders_who_agree_with_the_notices_are_a_full_proposal() -> None:
    finding = accuracy(leaders(), notice("任命张三为安平市水务局局长；免去赵六的安平市水务局副局长职务。"))
    assert (finding.value, pairs(finding)) == (1, [])
    assert "1条任免信息" in finding.finding


def test_a_leader_who_was_removed_and_is_still_listed_is_shown_with_the_notice() -> None:
    removal = notice("经研究决定，免去李四的安平市水务局副局长职务。")
    finding = accuracy(leaders(), removal)
    assert finding.value == Fraction(1, 2)
    assert pairs(finding) == [[LIST, f"{HOST}人事任免/0.html"]]
    assert "已免职的仍在列" in finding.finding


@pytest.mark.parametrize(
    "text",
    [
        "免去李四的安平市水利工程中心主任职务。",
        "免去李四的南宁市水务局副局长职务。",
        "任命李四为安平市水务局副局长，免去其安平市水务局办公室主任职务。",
        "免去李四的安平市水务局副局长职务；任命李四为安平市水务局副局长。",
        "免去李四喜的安平市水务局副局长职务。",
        "免去李四的安平市林业局副局长职务。",
    ],
)
def test_another_post_another_office_or_another_person_is_no_contradiction(text: str) -> None:
    assert pairs(accuracy(leaders(), notice(text))) == []


def test_a_page_that_is_newer_than_the_notice_has_the_last_word() -> None:
    newer = leaders(published=DateFact(date(2021, 5, 20), "label"))
    removal = notice("免去李四的安平市水务局副局长职务。", "2021-05-01")
    assert pairs(accuracy(newer, removal)) == []
    older = leaders(published=DateFact(date(2021, 4, 1), "label"))
    assert len(pairs(accuracy(older, removal))) == 1


def test_notices_of_long_ago_are_no_statements_of_today() -> None:
    assert pairs(accuracy(leaders(), notice("免去李四的安平市水务局副局长职务。", "2018-05-01"))) == []


def test_one_newly_appointed_and_not_listed_is_shown_with_the_list() -> None:
    finding = accuracy(leaders(), notice("任命赵六为安平市水务局副局长（试用期一年）。"))
    assert len(pairs(finding)) == 1
    assert "新任的未列出" in finding.finding


@pytest.mark.parametrize(
    "text",
    [
        "任命赵六为安平市水务局办公室主任。",
        "任命赵六为安平市林业局局长。",
        "任命李四为安平市水务局副局长。",
        "任命赵六为安平市水务局副局长；免去赵六的安平市水务局副局长职务。",
    ],
)
def test_posts_within_the_office_and_at_others_need_not_be_listed(text: str) -> None:
    assert pairs(accuracy(leaders(), notice(text))) == []


def test_a_list_that_was_not_read_whole_names_not_everybody() -> None:
    part = leaders(complete=False)
    assert pairs(accuracy(part, notice("任命赵六为安平市水务局副局长。"))) == []


def test_a_card_that_leads_to_a_page_under_another_spelling_is_shown_with_that_page() -> None:
    own = doc("个人简历", "2020-01-01", "王小凤，副局长。", people=(Person("王小风", "副局长"),))
    cards = (Person("王小凤", "副局长", url=LIST + "0.html"), Person("张三", "局长"))
    finding = accuracy(column("局领导", own, serves="1.1.2", people=cards))
    assert pairs(finding) == [[LIST, LIST + "0.html"]]
    assert "姓名不一致" in finding.finding


def news(*texts: str, day: str = "2021-05-1") -> Column:
    return column("工作动态", *(doc(f"动态{n}", f"{day}{n}", t) for n, t in enumerate(texts)), serves="1.1.4")


NEW_HEAD = "昨日，市水务局局长赵大海主持召开会议。"


def test_news_that_names_another_head_of_this_office_is_shown_with_the_list() -> None:
    finding = accuracy(leaders(), news(NEW_HEAD, "市水务局党组书记、局长赵大海到县里调研。"))
    assert len(pairs(finding)) == 1
    assert "局长姓名不一致" in finding.finding


@pytest.mark.parametrize(
    "texts",
    [
        (NEW_HEAD,),
        (NEW_HEAD, NEW_HEAD, "今天，市水务局局长张三出席会议。"),
        ("市林业局局长赵大海来访。", "市林业局局长赵大海出席。"),
        ("南宁市水务局局长赵大海来访。", "南宁市水务局局长赵大海出席。"),
        ("成立领导小组，市水务局局长任组长。", "市水务局局长任组长，各科参加。"),
        ("市水务局副局长赵大海主持会议。", "市水务局副局长赵大海到县里。"),
        ("市水务局原局长赵大海回忆往事。", "市水务局原局长赵大海回忆往事。"),
    ],
    ids=["once", "the-listed-one-later", "another-office", "another-city", "no-name", "deputy", "former"],
)
def test_other_heads_slips_and_deputies_are_no_contradiction(texts: tuple[str, ...]) -> None:
    assert pairs(accuracy(leaders(), news(*texts))) == []


def test_old_news_is_no_statement_of_today() -> None:
    assert pairs(accuracy(leaders(), news(NEW_HEAD, NEW_HEAD, day="2019-05-1"))) == []


def test_without_leaders_there_is_no_value_but_for_a_missing_column() -> None:
    assert judge("1.1.2-3", column("局领导", text="局领导" * 30, serves="1.1.2"), *others()).state == "person"
    none = judge("1.1.2-3", *others())
    assert (none.state, none.value) == ("suggested", 0)
