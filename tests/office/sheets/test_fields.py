"""What people write in a cell, and what it means."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhengping.errors import InputError
from zhengping.office.sheets.fields import Field

DAY = Field("d", "日期", kind="date")
WAYS = [
    "2025-3-1", "2025-03-01", "2025/3/1", "2025.3.1", "2025年3月1日", "2025年3月1号", "２０２５年３月１日", "20250301",
    "2025-03-01 10:22", "2025-03-01T10:22:05", "2025年3月1日（星期六）", "2025 年 3 月 1 日", "二〇二五年三月一日",
    "二零二五年三月一日", "2025年3月1日上午9时30分", "45717", 45717, 45717.4, date(2025, 3, 1),
    datetime(2025, 3, 1, 9, 5), " 2025-03-01 ",
]  # fmt: skip


@pytest.mark.parametrize("raw", WAYS, ids=map(str, WAYS))
def test_a_day_is_read_in_every_usual_form(raw: object) -> None:
    assert DAY.read(raw) == "2025-03-01"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("2025年3月", "没有写全年月日"),
        ("3月1日", "没有写全年月日"),
        ("2025-02-30", "不是日历上的日子"),
        ("2025-13-01", "不是日历上的日子"),
        ("上周", "不是日期；请写成 2025-03-01"),
        ("1/3/25", "不是日期"),
        ("2025-03-01至2025-03-05", "不是日期"),
        ("1025-03-01", "年份不对"),
        (12.5, "没有写全年月日"),
        (7, "不是日期"),
    ],
)
def test_what_is_no_day_is_told_with_the_remedy(raw: object, words: str) -> None:
    with pytest.raises(InputError, match=words):
        DAY.read(raw)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dates(date(1950, 1, 1), date(2100, 12, 31)))
def test_every_day_reads_the_same_in_chinese_figures(day: date) -> None:
    digits = "〇一二三四五六七八九"
    year = "".join(digits[int(one)] for one in str(day.year))

    def small(number: int) -> str:
        tens, ones = divmod(number, 10)
        return ("" if tens == 0 else "十" if tens == 1 else digits[tens] + "十") + (digits[ones] if ones else "")

    assert DAY.read(f"{year}年{small(day.month)}月{small(day.day)}日") == day.isoformat()


@pytest.mark.parametrize("raw", ["3", "３", "3次", " 3 ", 3, 3.0, "1,000"])
def test_a_whole_number_is_read(raw: object) -> None:
    assert Field("n", "次数", kind="whole").read(raw) in (3, 1000)


@pytest.mark.parametrize("raw", ["-1", "1.5", 1.5, "三次", "x"])
def test_what_is_no_whole_number_is_refused(raw: object) -> None:
    with pytest.raises(InputError, match="不是整数"):
        Field("n", "次数", kind="whole").read(raw)


@pytest.mark.parametrize(
    ("raw", "means"), [("是", True), ("√", True), ("有", True), (1, True), ("Y", True), ("否", False), ("无", False)]
)
def test_yes_and_no_are_read(raw: object, means: bool) -> None:
    assert Field("y", "有效", kind="yesno").read(raw) is means


def test_full_width_figures_and_letters_become_usual_ones_in_codes() -> None:
    assert Field("c", "编号", kind="code").read("ＺＣ－２０２５ ００１") == "ZC-2025001"


def test_text_keeps_its_chinese_marks() -> None:
    assert Field("t", "标题").read("关于“Ａ１”的通知（试行）") == "关于“A1”的通知（试行）"


def test_long_numbers_that_excel_spoiled_are_told() -> None:
    with pytest.raises(InputError, match="Excel 可能已改掉末几位"):
        Field("c", "编号", kind="code").read(4.5e17)


def test_a_list_is_split_at_every_usual_mark_and_holds_each_once() -> None:
    assert Field("l", "领域", kind="list").read("教育、卫生,扶贫；教育\n就业") == ["教育", "卫生", "扶贫", "就业"]


@pytest.mark.parametrize(
    ("raw", "url"),
    [
        ("www.example.gov.cn", "http://www.example.gov.cn/"),
        ("https://www.example.gov.cn/a?b=1", "https://www.example.gov.cn/a?b=1"),
    ],
)
def test_an_address_is_read_with_and_without_http(raw: str, url: str) -> None:
    assert Field("u", "网址", kind="url").read(raw) == url


@pytest.mark.parametrize("raw", ["javascript:alert(1)", "没有", "ftp://example.gov.cn/", "http://"])
def test_what_is_no_address_is_refused(raw: str) -> None:
    with pytest.raises(InputError, match="不是网址"):
        Field("u", "网址", kind="url").read(raw)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=50))
def test_no_text_in_a_cell_breaks_a_reader(text: str) -> None:
    for kind in ("text", "code", "date", "whole", "yesno", "choice", "list", "url"):
        field = Field("k", "列", kind=kind, choices={"a": ("甲",)})
        with suppress(InputError):
            value = field.read(text)
            assert value in ("", []) or field.read(field.show(value)) == value
