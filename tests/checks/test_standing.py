"""When a zero or a measured value is the machine's own: unread entrances, dead links, short lists, confidence."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import pytest

from tests.checks.sites import column, context, doc
from zhengping.checks.finding import Finding
from zhengping.checks.looking import reaches_back, zero
from zhengping.checks.standing import stand_by
from zhengping.reading.site import Column

SINCE = date(2020, 6, 9)


def known_openness() -> list[Column]:
    """Three read columns of open information, so that the section's structure is known."""
    return [
        column("政策解读", doc("解读", "2021-01-01"), serves="2.1"),
        column("规划计划", doc("规划", "2021-01-01"), serves="1.1.6"),
        column("权责清单", doc("清单", "2021-01-01"), serves="1.2.2"),
    ]


def entrance(name: str, *, outcome: str = "", url: bool = False) -> Column:
    """A column of the navigation that was not read."""
    made = column(name, state="unseen", outcome=outcome)
    made.url = made.url if url else ""
    return made


def absent(*columns: Column) -> Finding:
    """The zero of a missing column of statistics on a site with these columns."""
    return zero(context(*columns), "1.1.8-1", "未找到数据发布栏目")


def test_an_unread_entrance_that_may_hide_the_column_leaves_a_zero_open() -> None:
    assert absent(*known_openness(), entrance("政务公开", outcome="timeout", url=True)).state == "suggested"


def test_an_unread_entrance_of_another_section_does_not() -> None:
    assert absent(*known_openness(), entrance("互动交流", outcome="timeout", url=True)).state == "judged"


def test_a_dead_link_hides_nothing_in_a_section_that_is_known_and_is_named() -> None:
    finding = absent(*known_openness(), entrance("政务公开"))
    assert finding.state == "judged"
    assert "“政务公开”的入口打不开" in finding.finding
    assert finding.confidence < 0.96


def test_a_dead_link_leaves_a_zero_open_where_the_section_is_not_known() -> None:
    others = [column(name, doc("文", "2021-05-01")) for name in ("水利风采", "队伍建设", "领导关怀")]
    assert absent(*others, entrance("政务公开")).state == "suggested"


def test_what_an_office_tells_of_itself_shows_nothing_of_open_information() -> None:
    itself = [column(name, text="本局负责全市水务工作。" * 5, serves="1.1.1") for name in ("概况", "职能", "科室")]
    assert absent(*itself, *known_openness()[:2], entrance("政务公开")).state == "suggested"


def test_a_dead_catalogue_may_hide_what_the_ordinance_puts_below_it() -> None:
    catalogue = column("政府信息公开", state="unseen", outcome="not-found", serves="1.3.1")
    report = column("信息公开年报", doc("2020年政府信息公开年度报告", "2021-01-20"), serves="1.3.3")
    site = [*known_openness(), catalogue]
    assert zero(context(*site), "1.3.2-2", "未见申请入口", anywhere="columns").state == "suggested"
    assert zero(context(*site, report), "1.3.2-2", "未见申请入口", anywhere="columns").state == "judged"


def test_unread_columns_about_the_office_hide_each_other() -> None:
    itself = column("机构概况", state="unseen", outcome="not-found", serves="1.1.1")
    assert zero(context(*known_openness(), itself), "1.1.2-1", "未找到负责人信息栏目").state == "suggested"
    assert zero(context(*known_openness(), itself), "1.1.8-1", "未找到数据发布栏目").state == "judged"


def test_a_catalogue_on_another_site_leaves_open_what_is_open_information() -> None:
    platform = column("政府信息公开", state="elsewhere", serves="1.3.1")
    assert absent(*known_openness(), platform).state == "suggested"


def test_documents_could_stand_in_a_list_of_notices_that_was_not_read_whole() -> None:
    part = column("通知公告", *[doc(f"文{n}", "2021-05-01") for n in range(6)], complete=False, serves="1.1.4")
    finding = zero(context(*known_openness(), part), "1.2.3-2", "未见收费清单", anywhere=True)
    assert finding.state == "suggested"


def test_documents_of_a_window_stand_in_no_older_page_of_a_list() -> None:
    days = ["2021-05-01", "2021-01-01", "2020-09-01", "2020-06-01", "2020-05-20", "2020-05-01"]
    part = column("通知公告", *[doc(f"文{day}", day) for day in days], complete=False, serves="1.1.4")
    assert reaches_back(part, SINCE)
    finding = zero(context(*known_openness(), part), "1.1.5-1", "未见", [part], anywhere=True, since=SINCE)
    assert finding.state == "judged"


@pytest.mark.parametrize(
    "days",
    [
        ["2020-01-01", "2021-05-01", "2021-04-01", "2021-03-01", "2021-02-01", "2021-01-01"],  # a pinned row above
        ["2020-01-01", "2020-03-01", "2020-05-01", "2020-08-01", "2021-01-01", "2021-05-01"],  # oldest first
        ["2021-05-01", "", "", "2020-05-01", "2020-04-01", "2020-03-01"],  # rows without a date
        ["2021-05-01", "2020-01-01"],  # too few rows to tell the order
    ],
)
def test_a_list_whose_order_is_not_plain_does_not_reach_back(days: list[str]) -> None:
    assert not reaches_back(column("通知公告", *[doc(f"文{n}", day) for n, day in enumerate(days)]), SINCE)


def proposed(
    code: str,
    confidence: float,
    value: Fraction,
    *,
    outcomes: dict[str, str] | None = None,
    columns: Sequence[Column] = (),
) -> str:
    """The state of a proposal after it was asked whether the machine stands by it."""
    made = context(column("通知公告", doc("甲", "2021-05-01")), *columns)
    made.site.outcomes.update(outcomes or {})
    point = made.edition.points[code]
    return stand_by(made, point, Finding("suggested", value, "有", "", confidence)).state


def test_a_measured_value_of_enough_confidence_is_judged() -> None:
    assert proposed("1.1.4-5", 0.8, Fraction(1, 2)) == "judged"


def test_a_value_of_less_confidence_stays_a_proposal() -> None:
    assert proposed("1.1.4-5", 0.79, Fraction(1, 2)) == "suggested"


def test_a_measured_zero_is_judged_where_the_columns_of_the_indicator_were_read_whole() -> None:
    assert proposed("1.1.4-5", 0.8, Fraction(0)) == "judged"


def test_a_measured_zero_stays_a_proposal_where_a_column_was_not_read_whole() -> None:
    part = column("工作动态", doc("甲", "2021-05-01"), serves="1.1.4", complete=False)
    assert proposed("1.1.4-5", 0.8, Fraction(0), columns=[part]) == "suggested"


@pytest.mark.parametrize("code", ["5.2.1-1", "1.3.2-2", "6.2.1-2", "6.1-1"])
def test_what_a_browser_a_register_or_a_proof_decides_stays_a_proposal(code: str) -> None:
    assert proposed(code, 0.9, Fraction(1)) == "suggested"


def test_nothing_measured_is_sure_where_pages_were_refused_or_failed() -> None:
    assert proposed("1.1.4-5", 0.9, Fraction(1, 2), outcomes={"https://bureau.example/x": "blocked"}) == "suggested"
