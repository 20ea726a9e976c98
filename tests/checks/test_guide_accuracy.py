"""3.1.1-6: guides held against the office's own pages, against each other, and against repealed law."""

from fractions import Fraction
from typing import Any

import pytest

from tests.checks.sites import HOST, column, doc, judge
from tests.checks.test_tools import others
from zhengping.checks.finding import Finding
from zhengping.reading.facts import Footer, Link, Page
from zhengping.reading.site import Column, Guide

SERVICES = column("办事指南", doc("取水许可办事指南"), serves="3.1.1")
DIRECTORY = column("通讯录", text="水政科：0771-5551234\n建设科：0771-5555678", serves="1.1.1")


def guide(name: str, text: str, unit: str = "安平市水务局水政科", basis: str = "《水法》", **facts: Any) -> Guide:
    url = f"{HOST}{name}.html"
    elements = {"机构": unit, "依据": basis}
    return Guide(url, f"{name}办事指南", elements, Page(url=url, text=f"{text}。", **facts))


def accuracy(*guides: Guide, columns: tuple[Column, ...] = (SERVICES, DIRECTORY), **more: Any) -> Finding:
    finding = judge("3.1.1-6", *columns, guides=list(guides), **more)
    assert finding.state == "suggested"
    return finding


def pairs(finding: Finding) -> list[list[str]]:
    marks = dict.fromkeys(piece.pair for piece in finding.evidence if piece.pair)
    return [[piece.url for piece in finding.evidence if piece.pair == mark] for mark in marks]


def test_guides_that_agree_are_a_full_proposal() -> None:
    finding = accuracy(guide("取水许可", "联系电话：0771-5551234"), guide("采砂许可", "联系电话：5551234"))
    assert (finding.value, pairs(finding)) == (1, [])


def test_a_units_number_in_a_guide_that_its_directory_does_not_give_is_shown_with_it() -> None:
    finding = accuracy(guide("取水许可", "联系电话：0771-6669876"))
    assert finding.value == Fraction(1, 2)
    assert pairs(finding) == [[f"{HOST}取水许可.html", DIRECTORY.url]] or pairs(finding) == [
        [DIRECTORY.url, f"{HOST}取水许可.html"]
    ]


def test_two_guides_of_one_unit_with_different_numbers_contradict_each_other() -> None:
    finding = accuracy(
        guide("取水许可", "联系电话：0771-5551111"), guide("采砂许可", "联系电话：0771-6669876"), columns=(SERVICES,)
    )
    assert len(pairs(finding)) == 1


def test_units_have_numbers_of_their_own() -> None:
    finding = accuracy(
        guide("取水许可", "联系电话：0771-5551234"),
        guide("开工备案", "联系电话：0771-5555678", unit="建设科"),
        guide("窗口办理", "联系电话：0771-7778888", unit="安平市水务局"),
        guide("网上办理", "联系电话：0771-9990000", unit="安平市水务局"),
    )
    assert pairs(finding) == []


def test_consulting_and_complaints_have_numbers_of_their_own() -> None:
    text = "咨询电话：0771-5551234，监督投诉电话：0771-6669876"
    assert pairs(accuracy(guide("取水许可", text), guide("采砂许可", text))) == []


def test_a_number_with_a_digit_too_many_is_shown_with_the_right_one() -> None:
    finding = accuracy(
        guide("取水许可", "联系电话：0771-58643258", unit="安平市水务局"), footer=Footer(telephone="5863258")
    )
    assert pairs(finding) == [[HOST, f"{HOST}取水许可.html"]]


def test_one_guide_with_another_number_for_complaints_is_shown_with_the_others() -> None:
    whole = "安平市水务局"
    many = [guide(f"第{n}项", "监督电话：0771-5550000", unit=whole) for n in range(3)]
    other = guide("取水许可", "监督电话：0771-6669876", unit=whole)
    assert len(pairs(accuracy(*many, other))) == 1
    assert pairs(accuracy(*many[:2], other)) == []


def test_a_window_in_the_hall_has_its_own_address_and_hours() -> None:
    own = column("联系我们", text="办公地址：安平市民族大道12号\n办公时间：8:30-12:00，14:30-17:30", serves="1.1.1")
    hall = guide("取水许可", "办理地点：安平市星光大道8号政务服务中心\n办公时间：9:00-17:00")
    labelled = guide("采砂许可", "办公地址：安平市星光大道8号政务服务大厅水务窗口")
    assert pairs(accuracy(hall, labelled, columns=(SERVICES, own))) == []


def test_the_offices_own_address_in_a_guide_must_be_the_one_of_today() -> None:
    own = column("联系我们", text="办公地址：安平市民族大道12号", serves="1.1.1")
    finding = accuracy(guide("取水许可", "办公地址：安平市解放路3号"), columns=(SERVICES, own))
    assert len(pairs(finding)) == 1


def test_hours_of_one_place_that_differ_between_guides_contradict_each_other() -> None:
    finding = accuracy(
        guide("取水许可", "地址：安平市星光大道8号\n工作时间：9:00-17:00"),
        guide("采砂许可", "地址：安平市星光大道8号\n工作时间：8:30-12:00，14:30-17:30"),
        columns=(SERVICES,),
    )
    assert len(pairs(finding)) == 1


def test_an_old_name_of_the_office_in_a_guide_is_shown_with_the_new_one() -> None:
    finding = accuracy(guide("取水许可", "办理流程", unit="安平市水利局"))
    assert pairs(finding) == [[HOST, f"{HOST}取水许可.html"]]
    assert pairs(accuracy(guide("取水许可", "办理流程", unit="安平市林业局"))) == []


def test_a_law_is_repealed_from_its_day_on() -> None:
    basis = "《中华人民共和国合同法》《劳动合同法》"
    finding = accuracy(guide("取水许可", "办理流程", basis=basis))
    assert finding.value == Fraction(3, 4)
    assert "《中华人民共和国合同法》2021-01-01起废止，由《民法典》替代" in finding.finding
    before = accuracy(guide("取水许可", "办理流程", basis="《信访条例》"))
    assert before.value == 1


def test_a_basis_that_its_own_page_marks_as_repealed_is_shown_with_that_page() -> None:
    rule = column("政策文件", doc("《安平市取水办法》", "2015-01-01", validity="废止"), serves="1.1.3")
    finding = accuracy(guide("取水许可", "办理流程", basis="《安平市取水办法》第三条"), columns=(SERVICES, rule))
    assert pairs(finding) == [[f"{HOST}取水许可.html", f"{HOST}政策文件/0.html"]]


def test_placeholders_and_dead_links_of_guides_are_pointed_out() -> None:
    dead = [(f"{HOST}b.doc", HOST, "not-found", 404)]
    link = Link(f"{HOST}b.doc", "申请表", region="body")
    finding = accuracy(guide("取水许可", "办理时限：此处填写时限", links=(link,)), broken_links=dead)
    assert finding.value == Fraction(1, 2)


@pytest.mark.parametrize("state", ["unseen", "elsewhere"])
def test_guides_that_were_not_read_leave_it_to_a_person(state: Any) -> None:
    finding = judge("3.1.1-6", column("办事指南", serves="3.1.1", state=state), *others())
    assert finding.value in (None, 0)
    assert finding.state != "judged"
