"""The conventions of judging: columns, zeros, documents; what judge_all promises."""

from fractions import Fraction

import pytest

from tests.checks.sites import HOST, column, context, doc, edition, judge
from zhengping.checks import judge_all
from zhengping.checks.context import REGISTER, Context
from zhengping.checks.finding import Finding
from zhengping.checks.tools import column_point, documents, titled, zero
from zhengping.reading.facts import Page, Picture


def others() -> tuple:  # type: ignore[type-arg]
    """Three filled columns, made anew: a site whose structure was read."""
    return (
        column("通知公告", doc("关于检查工作的通知", "2021-06-01"), serves="1.1.4"),
        column("工作动态", doc("会议召开", "2021-06-02"), serves="1.1.4"),
        column("政策法规", doc("中华人民共和国水法", "2020-06-02"), serves="1.1.3"),
    )


def test_a_filled_column_is_one() -> None:
    finding = column_point(context(column("规划计划", doc("规划", "2021-01-01"), serves="1.1.6")), "1.1.6-1")
    assert (finding.state, finding.value) == ("judged", 1)


def test_a_blank_column_is_half() -> None:
    finding = column_point(context(column("规划计划", serves="1.1.6")), "1.1.6-1")
    assert (finding.state, finding.value) == ("judged", Fraction(1, 2))


def test_a_column_over_columns_of_other_points_is_none_where_its_own_is_blank() -> None:
    own = column("机构职能", serves="1.1.1")
    leaders = column("领导信息", doc("张三", "2021-01-01"), serves="1.1.2")
    above = column("机构概况", serves="1.1.1", state="filled", children=[own, leaders])
    finding = judge("1.1.1-1", above, *others())
    assert (finding.state, finding.value) == ("judged", Fraction(1, 2))
    assert "机构概况" not in finding.finding


def test_a_column_over_unnamed_columns_is_filled_by_them() -> None:
    below = column("本厅发文", doc("通知", "2021-01-01"))
    above = column("政策文件", serves="1.1.3", state="filled", children=[below])
    assert judge("1.1.3-1", above).value == 1


def test_a_missing_column_is_zero_and_says_where_was_looked() -> None:
    finding = column_point(context(*others()), "1.1.6-1")
    assert (finding.state, finding.value) == ("judged", 0)
    assert finding.evidence[0].url == HOST


def test_a_linked_column_that_was_not_read_exists_but_is_only_suggested() -> None:
    finding = column_point(context(column("规划计划", serves="1.1.6", state="unseen", outcome="not-found")), "1.1.6-1")
    assert (finding.state, finding.value) == ("suggested", 1)


def test_a_column_that_refused_the_crawl_is_blocked_and_has_no_value() -> None:
    finding = column_point(context(column("规划计划", serves="1.1.6", state="unseen", outcome="blocked")), "1.1.6-1")
    assert (finding.state, finding.value) == ("blocked", None)


def test_a_column_of_pictures_is_not_blank() -> None:
    pictures = (Picture(f"{HOST}a.jpg"), Picture(f"{HOST}b.jpg"))
    shown = column("领导介绍", serves="1.1.2", state="blank", pictures=pictures)
    finding = column_point(context(shown, *others()), "1.1.2-1")
    assert (finding.state, finding.value) == ("suggested", 1)


def test_pictures_of_the_template_do_not_fill_a_blank_column() -> None:
    pictures = (Picture(f"{HOST}logo.png"), Picture(f"{HOST}bar.png"))
    home = Page(url=HOST, title_tag="首页", pictures=pictures)
    shown = column("领导介绍", serves="1.1.2", state="blank", pictures=pictures)
    assert column_point(context(shown, *others(), home=home), "1.1.2-1").value == Fraction(1, 2)


def test_an_unusual_column_name_keeps_the_zero_open() -> None:
    finding = column_point(context(*others(), column("本局班子", text="张三")), "1.1.2-1")
    assert (finding.state, finding.value) == ("suggested", 1)
    assert "本局班子" in finding.finding


@pytest.mark.parametrize("trap", ["领导信箱", "领导小组", "规划处"])
def test_a_look_alike_is_no_hint(trap: str) -> None:
    code = "1.1.6-1" if trap == "规划处" else "1.1.2-1"
    assert column_point(context(*others(), column(trap, text="内容")), code).value == 0


def test_a_zero_over_an_incomplete_list_is_only_suggested() -> None:
    half_read = column("通知公告", doc("通知", "2021-06-01"), serves="1.1.4", complete=False)
    finding = zero(context(half_read), "1.1.5-1", "未见任免", [half_read])
    assert finding.state == "suggested"
    assert "通知公告" in finding.finding


def test_a_list_read_in_part_hides_no_column_but_may_hide_a_document() -> None:
    half_read = column("通知公告", doc("通知", "2021-06-01"), serves="1.1.4", complete=False)
    site = context(half_read, *others())
    assert column_point(site, "1.1.8-1").state == "judged"
    assert zero(site, "1.1.7-1", "未见答复", anywhere=True).state == "suggested"


def test_a_zero_over_columns_seen_whole_is_judged_with_them_as_evidence() -> None:
    whole = column("通知公告", doc("通知", "2021-06-01"), serves="1.1.4")
    finding = zero(context(whole), "1.1.5-1", "未见任免", [whole])
    assert finding.state == "judged"
    assert [evidence.url for evidence in finding.evidence] == [whole.url]


def test_a_crawl_that_hit_its_budget_judges_no_zero() -> None:
    whole = column("通知公告", doc("通知", "2021-06-01"), serves="1.1.4")
    assert zero(context(whole, budget_reached=True), "1.1.5-1", "未见", [whole]).state == "suggested"


def test_an_unread_catalogue_leaves_a_zero_anywhere_open() -> None:
    catalogue = column("政府信息公开", serves="1.3.1", state="elsewhere")
    assert zero(context(*others(), catalogue), "1.1.8-1", "未见", anywhere=True).state == "suggested"


def test_a_notice_column_that_was_not_read_leaves_a_zero_anywhere_open() -> None:
    unread = column("公示公告", serves="1.1.4", state="scripted")
    assert zero(context(*others(), unread), "1.1.7-1", "未见", anywhere=True).state == "suggested"


def test_one_refused_page_leaves_a_zero_anywhere_open() -> None:
    site = context(*others())
    site.site.outcomes[f"{HOST}x.html"] = "blocked"
    assert zero(site, "1.1.7-1", "未见", anywhere=True).state == "suggested"


@pytest.mark.parametrize("outcome", ["timeout", "server-error", "cut-off", "damaged", "robots", "redirect-loop"])
def test_a_site_that_often_failed_judges_no_zero_anywhere(outcome: str) -> None:
    site = context(*others())
    site.site.outcomes[f"{HOST}x.html"] = outcome
    assert "未能打开" in zero(site, "1.1.7-1", "未见", anywhere=True).finding


def test_dead_links_leave_a_zero_as_it_is() -> None:
    site = context(*others())
    site.site.outcomes[f"{HOST}x.html"] = "not-found"
    assert zero(site, "1.1.7-1", "未见", anywhere=True).state == "judged"


def test_a_column_filled_by_its_children_whose_own_page_was_lost_is_not_seen_whole() -> None:
    child = column("粮食统计", doc("数据", "2021-06-01"))
    lost = column("统计数据", serves="1.1.8", state="filled", outcome="not-found", children=[child])
    lost.pages = []
    assert zero(context(lost, *others()), "1.1.8-4", "未见", [lost]).state == "suggested"


def test_with_too_few_columns_nothing_is_absent_for_sure() -> None:
    assert (
        zero(context(column("工作动态", doc("新闻", "2021-06-01"), serves="1.1.4")), "1.1.8-1", "未见").state
        == "suggested"
    )


def test_an_unread_row_in_two_columns_is_one_document() -> None:
    row = doc("2021年部门预算", "2021-02-01", read=False)
    site = context(column("财政信息", row, serves="1.2.1"), column("通知公告", row, serves="1.1.4"))
    found = titled(site, ["预算"])
    assert len(found) == 1
    assert {place.name for place in found[0].columns} == {"财政信息", "通知公告"}


def test_documents_run_newest_first_and_undated_last() -> None:
    site = context(column("动态", doc("旧", "2020-01-01"), doc("无日期"), doc("新", "2021-01-01"), serves="1.1.4"))
    assert [document.title for document in documents(site)] == ["新", "旧", "无日期"]


def test_every_point_of_the_edition_gets_a_finding() -> None:
    findings = judge_all(context(*others()))
    assert list(findings) == list(edition().points)
    assert len(findings) == 127


def test_no_check_fails_on_an_empty_site() -> None:
    assert not [finding.finding for finding in judge_all(context()).values() if finding.state == "failed"]


def test_every_value_has_evidence_and_a_finding_in_words() -> None:
    for code, finding in judge_all(context(*others())).items():
        assert finding.finding, code
        if finding.value is not None:
            assert finding.evidence, code
            assert 0 <= finding.value <= 1
            assert 0 < finding.confidence <= 1


def test_only_judged_and_suggested_carry_a_value() -> None:
    for code, finding in judge_all(context(*others())).items():
        assert (finding.value is not None) == (finding.state in ("judged", "suggested")), code


def test_a_check_that_raises_is_failed_and_costs_no_other_point(monkeypatch: pytest.MonkeyPatch) -> None:
    judge_all(context())

    def broken(_: Context) -> Finding:
        raise KeyError("坏了")

    monkeypatch.setitem(REGISTER, "1.1.6-1", broken)
    findings = judge_all(context(*others()))
    assert findings["1.1.6-1"].state == "failed"
    assert "KeyError" in findings["1.1.6-1"].finding
    assert findings["1.1.4-1"].state == "judged"


def test_facts_take_indicators_out() -> None:
    findings = judge_all(context(*others(), facts={"has_administrative_services": False, "has_key_area_tasks": False}))
    assert findings["3.1.1-1"].state == "not-applicable"
    assert findings["3.2-1"].state != "not-applicable"
    assert findings["1.2.4-1"].state == "not-applicable"


def test_with_services_the_topics_do_not_apply() -> None:
    findings = judge_all(context(*others()))
    assert findings["3.2-1"].state == "not-applicable"
    assert findings["3.1.1-1"].state != "not-applicable"


def test_a_site_that_refused_every_page_is_blocked_where_pages_decide() -> None:
    refused = context()
    refused.site.home = None
    refused.site.outcomes = {HOST: "blocked"}
    findings = judge_all(refused)
    assert findings["1.1.1-1"].state == "blocked"
    assert findings["1.1.1-1"].value is None


def test_the_same_site_gives_the_same_findings() -> None:
    assert judge_all(context(*others())) == judge_all(context(*others()))


def test_findings_hold_no_private_numbers() -> None:
    listed = column(
        "通知公告", doc("关于张三（450103199001011234）等任免的通知", "2021-06-01"), serves=("1.1.4", "1.1.5")
    )
    finding = judge("1.1.5-1", listed)
    assert "19900101" not in finding.finding
    assert all("19900101" not in evidence.quote for evidence in finding.evidence)
