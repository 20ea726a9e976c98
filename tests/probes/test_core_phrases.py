"""The few words of a long title that one would type."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.sites import OFFICE, column, context, doc
from zhengping.probes.core_phrases import LONGEST, SHORTEST, Phrases, inside_words


def phrases(*titles: str) -> Phrases:
    """Over a site with these titles."""
    return Phrases(context(column("通知公告", *(doc(title, "2021-03-01") for title in titles))))


@pytest.mark.parametrize(
    ("title", "core"),
    [
        ("关于印发《安平县森林防火应急预案》的通知", "安平县森林防火应急预案"),
        (f"{OFFICE}关于开展农村饮水安全排查的通知", "农村饮水安全排查"),
        ("2020年度水资源公报（第三期）", "水资源公报"),
        ("教师资格认定", "教师资格认定"),
        ("中华人民共和国森林法", "中华人民共和国森林法"),
    ],
)
def test_what_stands_around_the_name_goes(title: str, core: str) -> None:
    assert phrases(title).core(title) == core


def test_of_a_long_title_the_part_is_kept_that_no_other_shares() -> None:
    first, second = "安全生产监督检查和湖光浮桥", "安全生产监督检查和山色栈道"
    assert phrases(first, second).core(first) == "湖光浮桥"
    assert phrases(first).core(first) == "安全生产监督检查"


def test_a_common_word_is_not_cut() -> None:
    title = "大水利工程建设质量安全生产监督检查"
    core = phrases(title).core(title)
    start = title.index(core)
    assert len(title) - 1 in inside_words(title)
    assert not {start, start + len(core)} & inside_words(title)


@pytest.mark.parametrize("title", ["", "通知", "2020", "ABC", "（公示）", "关于的通知", "！？……"])
def test_a_title_without_words_has_no_core(title: str) -> None:
    assert phrases("教师资格认定").core(title) == ""


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="关于印发的通知《》〈〉（）()[]森林防火水库移民和与及第三批2020年 ，。a\n", max_size=80))
def test_a_core_is_a_short_piece_of_the_title(title: str) -> None:
    core = phrases("森林防火", title).core(title)
    assert core == "" or SHORTEST <= len(core) <= LONGEST
    assert core in title


def test_a_site_without_articles_has_no_titles() -> None:
    assert phrases().stands_in_titles("水") == 0
    assert phrases().core("教师资格认定") == "教师资格认定"
