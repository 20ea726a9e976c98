"""Private numbers: found however they are written, masked for showing, and no other number touched."""

import pytest

from zhengping.reading.private_numbers import is_identity, masked_address, masked_numbers, private_numbers

IDENTITY = "450103199001011238"
"""Made up; its check digit holds."""


@pytest.mark.parametrize(
    "text",
    [
        "138 0013 8000",
        "138-0013-8000",
        "１３８００１３８０００",
        "138　0013　8000",
        "1380013 8000",
        "1 3 8 0 0 1 3 8 0 0 0",
        "138－0013－8000",
    ],
)
def test_mobile_numbers_are_masked_however_they_are_written(text: str) -> None:
    assert masked_numbers(f"手机：{text}。") == "手机：138****8000。"


@pytest.mark.parametrize(
    "text",
    [
        IDENTITY,
        "450103 19900101 1238",
        "４５０１０３１９９００１０１１２３８",
        "450103-19900101-1238",
        " ".join(IDENTITY),
        "45010319900101123X",
    ],
)
def test_identity_numbers_are_masked_however_they_are_written(text: str) -> None:
    assert masked_numbers(f"身份证{text}") == "身份证450103************"


@pytest.mark.parametrize(
    "text",
    [
        "0771-5864325",
        "2021-06-09 2021-07-09",
        "合计 110000 20191231 1234",
        "标识码4501000017",
        "统一社会信用代码11450000007565000X",
        "项目编号GX45010319900101123X",
        "投资 15300 万元，其中 2000 万元",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert masked_numbers(text) == text


@pytest.mark.parametrize(
    "url",
    [
        "http://x.example/%E5%BC%A0%E4%B8%8913800138000.doc",
        "http://x.example/%D5%C5138%200013%208000.doc",
        "http://x.example/list?phone=13800138000",
        "http://x.example/%EF%BC%91%EF%BC%93%EF%BC%98%EF%BC%90%EF%BC%90%EF%BC%91%EF%BC%93%EF%BC%98%EF%BC%90%EF%BC%90%EF%BC%90.doc",
    ],
)
def test_numbers_inside_addresses_are_masked(url: str) -> None:
    shown = masked_address(url)
    assert "138****8000" in shown
    assert shown.startswith("http://x.example/")


@pytest.mark.parametrize(
    "url",
    [
        "http://x.example/art/2021/6/9/art_185_20210609.html",
        "http://x.example/t20210609_5551234.html",
        "http://x.example/138001234567890123.html",
        "http://x.example/1589123456789.jpg",
        "http://x.example/%E5%BC%A0.html",
    ],
)
def test_addresses_with_numbers_of_a_system_stay(url: str) -> None:
    assert masked_address(url) == url


def test_an_identity_number_needs_region_day_and_check_digit() -> None:
    assert is_identity(IDENTITY)
    assert not is_identity("450103199001011239")
    assert not is_identity("990103199001011238")
    assert not is_identity("450103199013011238")


def test_only_what_is_beyond_doubt_is_reported() -> None:
    found = private_numbers(f"张三 {IDENTITY} 13800138000；编号450103199001011239；电话0771-5864325")
    assert [(each.kind, each.shown) for each in found] == [
        ("identity", "450103************"),
        ("mobile", "138****8000"),
    ]
