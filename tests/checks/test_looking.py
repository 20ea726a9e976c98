"""What a zero says of where it looked: only what was read was looked at, and why the rest was not."""

import pytest

from tests.checks.sites import column, context, doc, judge
from zhengping.checks.looking import undecided, zero
from zhengping.reading.site import Column


def said(*columns: Column) -> str:
    """The sentence of a zero after a search of these columns."""
    return zero(context(*columns), "1.1.5-1", "一年内未见人事任免信息", columns).finding


def test_columns_that_were_read_are_named() -> None:
    assert (
        said(column("通知公告", doc("甲", "2021-05-01"))) == "一年内未见人事任免信息（查看了“通知公告”栏目，见到1条）。"
    )


def test_a_column_that_was_not_read_was_not_looked_at() -> None:
    lost = column("公告", state="unseen", outcome="not-found")
    assert said(lost) == "一年内未见人事任免信息（未能看全：“公告”页面不存在，待人工确认）。"
    assert "查看了“通知公告”栏目，见到1条；" in said(column("通知公告", doc("甲", "2021-05-01")), lost)


@pytest.mark.parametrize(
    ("outcome", "why"),
    [("", "未抓取到"), ("timeout", "超时打不开"), ("server-error", "因服务器出错打不开")],
)
def test_the_reason_why_a_column_was_not_read_is_said(outcome: str, why: str) -> None:
    assert f"“公告”{why}" in said(column("公告", state="unseen", outcome=outcome))


def test_an_entrance_without_an_address_is_said_to_have_none() -> None:
    entrance = column("公告", state="unseen", outcome="")
    entrance.url = ""
    assert "“公告”没有可打开的地址" in said(entrance)


def test_a_list_read_in_part_says_how_many_pages() -> None:
    part = column("通知公告", doc("甲", "2021-05-01"), complete=False)
    part.pages_stated, part.pages_seen = 7, 1
    assert "“通知公告”共7页只读到1页（约7条中见到1条）" in said(part)
    part.rows_stated = 100
    assert "“通知公告”共7页只读到1页（100条中见到1条）" in said(part)


@pytest.mark.parametrize("code", ["4.2-1", "4.3-1"])
def test_a_site_map_that_is_not_there_was_not_looked_at(code: str) -> None:
    finding = judge(code, column("通知公告", doc("甲", "2021-05-01")))
    assert "首页和导航中均未见" in finding.finding
    assert "网站地图" not in finding.finding


@pytest.mark.parametrize("code", ["3.1.3-3", "6.2.3-1", "6.3.1-1", "1.1.2-3"])
def test_nothing_is_counted_where_nothing_was_found(code: str) -> None:
    assert "0篇" not in (said := judge(code, column("通知公告", doc("甲", "2021-05-01"))).finding)
    assert "0条" not in said
    assert "0个" not in said


def test_a_column_that_was_read_gives_no_reason_for_the_rest() -> None:
    read, lost = column("目录", doc("甲", "2021-05-01")), column("公开", state="unseen", outcome="timeout")
    finding = undecided(context(read, lost), "1.3.1-4", [read, lost], "目录未读到")
    assert finding.finding == "目录未读到：“公开”超时打不开，内容待人工查看。"
