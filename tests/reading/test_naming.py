"""From a column's name to the indicators it serves, on a small edition made for the test."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.reading.hand_made import edition
from zhengping.reading.naming import Naming, normalised
from zhengping.standard.model import ColumnNames, Edition


def _naming(**columns: ColumnNames) -> Naming:
    """A naming in which only the given indicators (code with _ for .) have column names."""
    wanted = {code.strip("_").replace("_", "."): names for code, names in columns.items()}
    indicators = tuple(
        replace(indicator, columns=wanted.get(indicator.code, ColumnNames())) for indicator in edition().indicators
    )
    made: Edition = replace(edition(), indicators=indicators)
    return Naming(made)


def test_a_whole_name_serves_every_indicator_that_lists_it() -> None:
    naming = _naming(_1_2_4=ColumnNames(names=("双公示",)), _3_1_5=ColumnNames(names=("双公示",)))
    assert naming.codes("双公示") == ("1.2.4", "3.1.5")


def test_blanks_quotes_and_full_width_forms_do_not_matter() -> None:
    assert normalised(" 通知 公告 ") == normalised("“通知公告”") == normalised("通知公告栏目") == "通知公告"


def test_the_longest_name_inside_a_longer_one_counts() -> None:
    naming = _naming(_1_1_6=ColumnNames(names=("年度计划",)), _1_2_1=ColumnNames(names=("年度计划预算",)))
    assert naming.codes("园林局年度计划预算公开") == ("1.2.1",)


def test_of_two_names_inside_one_the_last_is_its_head() -> None:
    naming = _naming(_1_1_3=ColumnNames(names=("政策文件",)), _2_1=ColumnNames(names=("文件解读",)))
    assert naming.codes("政策文件解读") == ("2.1",)


def test_a_title_of_two_characters_counts_only_whole() -> None:
    naming = _naming(_1_1_3=ColumnNames(names=("通知",)))
    assert naming.codes("通知") == ("1.1.3",)
    assert naming.codes("会议通知") == ()


def test_a_units_name_is_no_column_of_its_subject() -> None:
    naming = _naming(_1_1_3=ColumnNames(names=("政策法规",)))
    assert naming.codes("政策法规科") == ()
    assert naming.codes("国家政策法规") == ("1.1.3",)


def test_a_shorter_form_of_a_known_name_counts() -> None:
    naming = _naming(_1_3_1=ColumnNames(names=("政府信息公开指南",)))
    assert naming.codes("信息公开指南") == ("1.3.1",)
    assert naming.codes("公开指南") == ()


def test_a_look_alike_is_excluded() -> None:
    naming = _naming(_1_1_2=ColumnNames(names=("领导之窗",), exclude=("信箱",)))
    assert naming.codes("领导之窗信箱") == ()


def test_a_name_in_context_counts_only_below_such_a_parent() -> None:
    naming = _naming(_1_3_3=ColumnNames(context={"年度报告": ("信息公开",)}))
    assert naming.codes("年度报告", ("政府信息公开",)) == ("1.3.3",)
    assert naming.codes("年度报告", ("新闻动态",)) == ()


@pytest.mark.parametrize(
    ("url", "codes"),
    [
        ("http://a.example/xxgk/zcwj_123/", ("1.1.3",)),
        ("http://a.example/zcwj/index.html", ("1.1.3",)),
        ("http://a.example/zcwj/other/", ()),
        ("http://a.example/xx/", ()),
    ],
)
def test_an_address_part_counts_only_where_the_name_says_nothing(url: str, codes: tuple[str, ...]) -> None:
    naming = _naming(_1_1_3=ColumnNames(names=("政策文件",), slugs=("zcwj", "xx")))
    assert naming.codes("资料之页", (), url) == codes


def test_strength_tells_a_verified_name_from_a_part_of_a_name() -> None:
    naming = _naming(_1_1_3=ColumnNames(names=("政策文件",), names_unverified=("文件汇编",)))
    assert [naming.match(name)[0].strength for name in ("政策文件", "文件汇编", "本局政策文件")] == [3, 2, 1]
