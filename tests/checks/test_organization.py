"""1.1.1 机构职能."""

from fractions import Fraction
from typing import Any

import pytest

from tests.checks.sites import HOST, column, doc, judge
from tests.checks.test_tools import others
from zhengping.checks.finding import Finding
from zhengping.reading.facts import Attachment, Footer, Link, Page
from zhengping.reading.site import Column

DUTIES = (
    "主要职责：（一）负责全市水利规划工作；（二）组织实施水资源管理；（三）指导河道治理；（四）承办市政府交办的其他事项。"
    * 3
)
UNITS = tuple(doc(name, "2019-01-01", text=f"{name}负责日常工作。") for name in ("办公室", "水政科", "建设管理科"))
PLACE = "地址：安平市民族大道12号。电话：0771-5864325。"


def test_all_four_elements_in_their_columns_are_full_and_judged() -> None:
    finding = judge(
        "1.1.1-2",
        column("机构职能", text=DUTIES + PLACE, serves="1.1.1"),
        column("内设机构", *UNITS, serves="1.1.1"),
    )
    assert (finding.state, finding.value) == ("judged", 1)


def test_each_element_is_a_quarter() -> None:
    finding = judge("1.1.1-2", column("机构职能", text=DUTIES, serves="1.1.1"))
    assert finding.value == Fraction(1, 4)
    assert "联系电话" in finding.advice


def test_the_word_duty_alone_is_no_duties() -> None:
    finding = judge("1.1.1-2", column("机构职能", text="主要职责 内设机构 联系我们 " + PLACE * 4, serves="1.1.1"))
    assert finding.value == Fraction(1, 2)


def test_address_and_telephone_of_the_footer_make_it_a_proposal() -> None:
    footer = Footer(address="安平市民族大道12号", telephone="0771-5864325")
    finding = judge("1.1.1-2", column("机构职能", text=DUTIES, serves="1.1.1"), footer=footer)
    assert (finding.state, finding.value) == ("suggested", Fraction(3, 4))
    assert "页脚" in finding.finding


def test_a_page_that_is_only_a_file_leaves_the_missing_elements_open() -> None:
    file = (Attachment(f"{HOST}三定.pdf", "三定规定.pdf", "pdf"),)
    finding = judge("1.1.1-2", column("三定规定", text="见附件 " + PLACE, serves="1.1.1", attachments=file))
    assert finding.state == "suggested"


def test_a_contact_column_alone_is_no_column_of_duties_and_a_person_confirms() -> None:
    finding = judge("1.1.1-1", column("联系我们", text=PLACE, serves="1.1.1"), *others())
    assert (finding.state, finding.value) == ("suggested", 0)


# --- the pre-check of accuracy ---

DUTY_PAGE = column("机构职能", text=DUTIES, serves="1.1.1")


def contact(text: str, name: str = "联系我们", **more: Any) -> Column:
    return column(name, text=text, serves="1.1.1", **more)


def accuracy(*columns: Column, **more: Any) -> Finding:
    finding = judge("1.1.1-3", DUTY_PAGE, *columns, **more)
    assert finding.state == "suggested"
    return finding


def pairs(finding: Finding) -> list[tuple[str, str]]:
    """The quotations side by side, of each pair."""
    marks = dict.fromkeys(piece.pair for piece in finding.evidence if piece.pair)
    return [tuple(piece.quote for piece in finding.evidence if piece.pair == mark) for mark in marks]  # type: ignore[misc]


def test_pages_that_agree_are_a_full_proposal() -> None:
    footer = Footer(address="安平市民族大道12号", telephone="（0771）5864325", telephone_label="电话")
    finding = accuracy(contact(PLACE), contact("办公室电话：5864325", "办公电话"), footer=footer)
    assert (finding.value, pairs(finding)) == (1, [])


def test_a_telephone_with_a_digit_too_many_is_shown_beside_the_right_one() -> None:
    footer = Footer(telephone="0771-58643258", telephone_label="电话")
    finding = accuracy(contact("电话：0771-5863258，0771-5898479（兼传真）"), footer=footer)
    assert finding.value == Fraction(1, 2)
    assert pairs(finding) == [("电话：0771-58643258", "电话：0771-5863258，0771-5898479")]
    assert {piece.url for piece in finding.evidence if piece.pair} == {HOST, contact("").url}
    assert "0771-58643258" in finding.finding


def test_two_pages_that_give_the_office_different_numbers_contradict_each_other() -> None:
    finding = accuracy(contact("联系电话：0771-5551234"), contact("联系电话：0771-6669876", "办公地址"))
    assert len(pairs(finding)) == 1


@pytest.mark.parametrize(
    "other",
    [
        "办公室电话：0771-6669876",
        "监督电话：0771-6669876",
        "执法大队联系电话：0771-6669876",
        "传真：0771-6669876",
        "政务服务热线：12345",
        "联系电话：5551234、6669876",
        "联系电话：0771－5551234转8001",
        "联系人：张三 13800001234",
        "咨询电话：0771-6669876",
    ],
)
def test_another_purpose_unit_or_spelling_is_no_contradiction(other: str) -> None:
    finding = accuracy(contact("联系电话：0771-5551234"), contact(other, "办公电话"))
    assert pairs(finding) == []


def test_the_footers_number_for_the_web_sites_upkeep_is_no_contradiction() -> None:
    footer = Footer(telephone="0771-6669876", telephone_label="网站维护电话")
    assert pairs(accuracy(contact("联系电话：0771-5551234"), footer=footer)) == []


def test_a_footers_number_that_a_page_gives_to_a_unit_is_no_contradiction() -> None:
    footer = Footer(telephone="0771-6669876", telephone_label="电话")
    finding = accuracy(contact("联系电话：0771-5551234"), contact("办公室：0771-6669876", "通讯录"), footer=footer)
    assert pairs(finding) == []


def test_one_unit_with_two_numbers_on_two_pages_is_a_contradiction() -> None:
    finding = accuracy(contact("水政科：0771-5551234"), contact("水政科电话：0771-5559999", "通讯录"))
    assert len(pairs(finding)) == 1
    assert "水政科" in finding.finding


def test_units_below_other_units_are_other_units() -> None:
    below = contact("联系电话：0771-6669876", "直属单位")
    assert pairs(accuracy(contact("联系电话：0771-5551234"), below)) == []


def test_three_numbers_for_one_thing_are_a_choice() -> None:
    three = [contact(f"联系电话：0771-{n}", name) for n, name in ((5551234, "甲"), (6669876, "乙"), (7773456, "丙"))]
    for page in three:
        page.name = page.name + "联系方式"
    assert pairs(accuracy(*three)) == []


def test_two_addresses_in_different_roads_contradict_each_other() -> None:
    footer = Footer(address="安平市江南区星光大道8号")
    finding = accuracy(contact("办公地址：安平市民族大道12号"), footer=footer)
    assert pairs(finding) == [("地址：安平市江南区星光大道8号", "办公地址：安平市民族大道12号")]


@pytest.mark.parametrize(
    "other",
    [
        "广西安平市青秀区民族大道12号水利大厦",
        "安平市民族大道东段12号",
        "安平市水利大厦5楼",
        "安平市民族大道（市政府旁）",
    ],
)
def test_an_address_told_at_more_or_less_length_is_no_contradiction(other: str) -> None:
    assert pairs(accuracy(contact("地址：安平市民族大道12号"), footer=Footer(address=other))) == []


def test_the_window_in_the_service_hall_has_its_own_address() -> None:
    window = contact("窗口地址：安平市星光大道8号政务服务中心", "办事窗口联系方式")
    assert pairs(accuracy(contact("地址：安平市民族大道12号"), window)) == []


def test_office_hours_that_differ_from_the_guide_to_open_information_contradict_each_other() -> None:
    guide = column("信息公开指南", text="办公时间：9:00-12:00，13:00-17:00。", serves="1.3.1")
    finding = accuracy(contact("办公时间：上午8:30-12:00，下午2:30-5:30"), guide)
    assert len(pairs(finding)) == 1
    same = column("信息公开指南", text="工作时间：8:30-12:00，14:30-17:30。", serves="1.3.1")
    assert pairs(accuracy(contact("办公时间：上午8:30-12:00，下午2:30-5:30"), same)) == []


def test_hours_of_summer_and_winter_are_no_contradiction() -> None:
    guide = column("信息公开指南", text="办公时间：夏季8:00-12:00，15:00-18:00。", serves="1.3.1")
    assert pairs(accuracy(contact("办公时间：8:30-12:00，14:30-17:30"), guide)) == []


def test_an_old_name_of_the_office_stands_beside_the_new_one() -> None:
    finding = accuracy(contact("安平市水利局是市人民政府工作部门。", "机构简介"))
    assert pairs(finding) == [("安平市水务局", "安平市水利局是市人民政府工作部门")]
    for text in (
        "安平市水务局是市人民政府工作部门。",
        "市水务局贯彻落实中央方针。",
        "安平市林业局是市人民政府工作部门。",
    ):
        assert pairs(accuracy(contact(text, "机构简介"))) == [], text


def test_dated_notices_are_no_statements_of_today() -> None:
    notices = column("办公室", doc("关于调整值班的通知", "2017-01-01", "联系电话：0771-6669876"), serves="1.1.1")
    assert pairs(accuracy(contact("联系电话：0771-5551234"), notices)) == []


@pytest.mark.parametrize(
    "text", ["联系我们\n栏目建设中", "测试页面", "办公地址：此处填写地址", "Lorem ipsum dolor", "负责人：xxxx"]
)
def test_placeholder_text_is_pointed_out(text: str) -> None:
    finding = accuracy(contact(text))
    assert finding.value == Fraction(3, 4)
    assert "占位文字" in finding.finding


@pytest.mark.parametrize("text", ["组织开展水质测试工作", "制度有待完善，正在建设中的水库三座。", "本局设测试中心。"])
def test_words_of_placeholders_in_sentences_are_none(text: str) -> None:
    assert accuracy(contact(text)).value == 1


def test_a_label_without_anything_behind_it_is_pointed_out() -> None:
    assert accuracy(contact("联系电话：\n传真：\n邮编：530022")).value == Fraction(3, 4)
    assert accuracy(contact("联系电话：\n0771-5551234\n传真：\n0771-5551235")).value == 1


def test_a_number_longer_than_any_telephone_is_pointed_out() -> None:
    assert "位数异常" in accuracy(contact("联系电话：0771-555123456")).finding


def test_a_dead_link_inside_the_text_is_pointed_out_and_one_in_the_frame_is_not() -> None:
    dead = [(f"{HOST}gone.html", HOST, "not-found", 404)]
    link = Link(f"{HOST}gone.html", "三定规定", region="body")
    finding = accuracy(contact(PLACE, links=(link,)), broken_links=dead)
    assert (finding.value, "失效链接" in finding.finding) == (Fraction(3, 4), True)
    frame = Page(url=HOST, kind="home", links=(link,))
    assert accuracy(contact(PLACE, links=(link,)), broken_links=dead, home=frame).value == 1


def test_without_anything_to_check_the_zero_is_a_proposal() -> None:
    finding = judge("1.1.1-3", *others())
    assert (finding.state, finding.value) == ("suggested", 0)
    assert judge("1.1.1-3", column("机构职能", serves="1.1.1", state="unseen"), *others()).state == "person"


def test_private_numbers_in_a_pair_are_masked() -> None:
    finding = accuracy(contact("联系电话：13800001234"), contact("联系电话：13900004321", "办公电话"))
    assert "13800001234" not in finding.finding + "".join(piece.quote for piece in finding.evidence)
    assert len(pairs(finding)) == 1


def test_pages_of_other_offices_speak_for_those() -> None:
    titled = [
        contact(f"联系电话：0771-{n}", name)
        for n, name in ((5551234, "县教育局机构职能"), (6669876, "县农业局机构职能"))
    ]
    assert pairs(accuracy(*titled)) == []
    duties = contact("安平市林业局是市人民政府工作部门。联系电话：0771-6669876", "机构简介")
    assert pairs(accuracy(contact("联系电话：0771-5551234"), duties)) == []
