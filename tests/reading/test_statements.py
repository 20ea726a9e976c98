"""Telephones, addresses, hours and names as texts state them."""

import pytest

from zhengping.reading.statements import (
    addresses,
    hours,
    nearly_same,
    own_names,
    roads_of,
    same_address,
    telephones,
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("联系电话：(0771)5864321", [("", ("5864321",))]),
        ("电话：0771-5864321，0771-5864322（兼传真）", [("", ("5864321", "5864322"))]),
        ("局办公室 电话：0771-5864321 传真：0771-5864399", [("办公室", ("5864321",))]),
        ("办公室：5864321\n政策法规科 5864322", [("办公室", ("5864321",)), ("政策法规科", ("5864322",))]),
        ("监督投诉电话：5864321", [("监督", ("5864321",))]),
        ("执法大队联系电话：5864321", [("执法大队", ("5864321",))]),
        ("电 话：010-66554433", [("", ("66554433",))]),
        ("传真：0771-5864399", []),
        ("邮编：530022", []),
        ("文号2021005864321号", []),
    ],
)
def test_telephones_with_what_they_are_said_of(text: str, said: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(each.subject, each.values) for each in telephones(text)] == said


def test_a_table_with_a_column_of_telephones_is_a_directory() -> None:
    rows = (("科室", "职责", "电话"), ("办公室", "综合", "5864321"), ("水政科", "执法", "0771-5864322"))
    assert [(each.subject, each.values) for each in telephones("", rows)] == [
        ("办公室", ("5864321",)),
        ("水政科", ("5864322",)),
    ]


def test_addresses_are_their_roads_without_the_places_before_them() -> None:
    (said,) = addresses("办公地址：广西某市江南区民族大道东段103号 邮编：530022")
    assert said.values == ("民族大道|103",)
    assert said.quote == "办公地址：广西某市江南区民族大道东段103号"
    assert addresses("邮箱地址：a@b.cn 网站地址：www.b.cn") == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("某市丰满区吉林大街78号", "某市吉林大街78号", True),
        ("解放路1号", "解放路", True),
        ("解放路1号", "解放路12号", False),
        ("解放路1号", "人民路1号", False),
    ],
)
def test_addresses_of_one_place(one: str, other: str, same: bool) -> None:
    assert same_address(roads_of(one), roads_of(other)) is same


def test_hours_are_times_of_the_day_and_seasons_are_left_out() -> None:
    (said,) = hours("办公时间：上午8:30-12:00，下午2:30-5:30")
    assert said.values == ("08:30", "12:00", "14:30", "17:30")
    assert hours("办公时间：夏季8:00-12:00，15:00-18:00") == []


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("58643258", "5863258", True),
        ("5551243", "5551234", True),
        ("5551234", "5551235", False),
        ("5551234", "5551234", False),
    ],
)
def test_slips_of_typing_are_told_from_neighbouring_numbers(one: str, other: str, slip: bool) -> None:
    assert nearly_same(one, other) is slip


def test_the_office_that_duties_are_those_of() -> None:
    assert [each.values for each in own_names("某市水务局是市人民政府工作部门。")] == [("某市水务局",)]
    assert own_names("会同某市财政局开展检查。") == []
