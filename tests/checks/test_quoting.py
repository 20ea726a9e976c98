"""Quotations of evidence: short, on one line, without private numbers."""

import pytest

from zhengping.checks.quoting import masked, masked_values, quote, sentence


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("身份证号45010319900101123X", "身份证号450103************"),
        ("证号450103900101123", "证号450103*********"),
        ("联系人手机13800138000", "联系人手机138****8000"),
        ("手机138 0013 8000", "手机138****8000"),
        ("手机+8613800138000", "手机+86138****8000"),
        ("手机0086-13800138000", "手机0086-138****8000"),
        ("卡号6222021234567890123", "卡号6222********0123"),
        ("邮箱zhangsan@163.com", "邮箱z***@163.com"),
    ],
)
def test_private_numbers_are_masked(text: str, shown: str) -> None:
    assert masked(text) == shown


@pytest.mark.parametrize(
    "text", ["电话：0771-5864325", "电话(0432)64606800", "标识码4501000017", "水发〔2019〕12号", "2021-06-09"]
)
def test_office_telephones_codes_and_dates_stay(text: str) -> None:
    assert masked(text) == text


def test_values_of_json_are_masked_wherever_they_stand() -> None:
    value = {"text": "证号\n45010319900101123X", "rows": [{"n": 13800138000}, ("手机13800138000",)]}
    shown = {"text": "证号\n450103************", "rows": [{"n": 13800138000}, ["手机138****8000"]]}
    assert masked_values(value) == shown


def test_a_quotation_is_short_and_on_one_line() -> None:
    cut = quote("第一行\n第二行　" + "字" * 100, length=20)
    assert "\n" not in cut
    assert len(cut) <= 21
    assert cut.endswith("…")


def test_a_quotation_is_cut_around_the_words_that_count() -> None:
    assert "办公地址" in quote("前" * 100 + "办公地址：民族大道1号", "办公地址")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("未见目录", "未见目录。"),
        ("未见目录。", "未见目录。"),
        ("另有“我为“十四五”规划提建议”", "另有“我为‘十四五’规划提建议”。"),
        ("因《关于印发《细则》的通知》而失效", "因《关于印发〈细则〉的通知》而失效。"),
        ("《甲》和《乙》", "《甲》和《乙》。"),
        ("“我为“十四五”规划", "“我为“十四五”规划。"),
        ("甲》和《乙", "甲》和《乙。"),
    ],
)
def test_a_finding_has_paired_marks_and_a_full_stop(text: str, shown: str) -> None:
    assert sentence(text) == shown
