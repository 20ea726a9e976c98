"""Completeness of columns as figures, and what they mean for a zero."""

from datetime import date
from fractions import Fraction

import pytest

from zhengping.reading.coverage import coverage_of, figure, in_brief, meaning_for_zero, per_cent, totals
from zhengping.reading.facts import Page
from zhengping.reading.site import Article, Column, Item

HERE = "http://www.example.gov.cn/tzgg/"


def items(count: int, read: bool = True) -> list[Item]:
    made = []
    for number in range(count):
        url = f"{HERE}{number}.html"
        article = Article(url, "文", date(2025, 1, 1), "label", "", Page(url)) if read else None
        made.append(Item(url, "文", date(2025, 1, 1), article))
    return made


def column(seen: int, **facts: object) -> Column:
    made = Column(HERE, "通知公告", ("通知公告",), state="filled", outcome="ok", items=items(seen))
    for name, value in facts.items():
        setattr(made, name, value)
    return made


def test_a_column_seen_whole_is_all_there_is() -> None:
    whole = coverage_of(column(12, complete=True))
    assert (whole.seen, whole.there, whole.basis, whole.share) == (12, 12, "whole", 1)


def test_the_number_that_the_site_states_counts() -> None:
    stated = coverage_of(column(15, rows_stated=240, pages_stated=16, pages_seen=1))
    assert (stated.there, stated.basis, stated.share) == (240, "stated", Fraction(15, 240))
    assert figure(stated) == "共240条，见到15条（6%）"


def test_where_pages_only_are_stated_the_number_is_estimated_and_said_to_be() -> None:
    estimated = coverage_of(column(15, pages_stated=16, pages_seen=1))
    assert (estimated.there, estimated.basis) == (15 * 15 + 8, "estimated")
    assert figure(estimated) == "共约233条，见到15条（6%）"
    assert in_brief(estimated) == "约233条中见到15条"


def test_an_estimate_is_never_below_what_was_seen() -> None:
    assert coverage_of(column(44, pages_stated=3, pages_seen=2)).there == 55
    assert coverage_of(column(3, pages_stated=2, pages_seen=1)).there >= 3  # type: ignore[operator]


@pytest.mark.parametrize(
    "facts", [{"state": "unseen"}, {"state": "scripted"}, {"state": "elsewhere"}, {"outcome": "blocked"}, {}]
)
def test_where_nothing_tells_the_number_none_is_given(facts: dict[str, str]) -> None:
    unknown = coverage_of(column(0 if facts else 5, **facts))
    assert (unknown.there, unknown.basis, unknown.share) == (None, "unknown", None)
    assert figure(unknown) == ""


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"complete": True}, "可以据以判零分"),
        ({"complete": True, "items": items(5, read=False)}, "按正文只作建议"),
        ({"rows_stated": 30}, "还有25条没有看到，零分只作建议"),
        ({"incomplete_why": "列表翻页由脚本完成，未能读全"}, "列表翻页由脚本完成，未能读全"),
        ({"state": "scripted"}, "不据以判零分"),
        ({"outcome": "blocked"}, "拒绝访问，内容不知，不据以判零分"),
    ],
)
def test_each_figure_says_what_it_means_for_a_zero(facts: dict[str, object], words: str) -> None:
    made = column(5, **facts)
    assert words in meaning_for_zero(made, coverage_of(made))


def test_a_blank_column_seen_whole_bears_a_zero() -> None:
    blank = column(0, state="blank", complete=True)
    assert "空白" in meaning_for_zero(blank, coverage_of(blank))


@pytest.mark.parametrize(("share", "shown"), [("1", "100%"), ("999/1000", "99%"), ("1/1000", "1%"), ("0", "0%")])
def test_less_than_whole_is_never_shown_as_whole(share: str, shown: str) -> None:
    assert per_cent(Fraction(share)) == shown


def test_totals_count_only_what_is_known() -> None:
    every = totals([column(10, complete=True), column(10, rows_stated=40), column(0, state="scripted")])
    assert (every.columns, every.whole, every.seen, every.there, every.unknown) == (3, 1, 20, 50, 1)
    assert every.share == Fraction(2, 5)
