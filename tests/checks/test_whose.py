"""What another office, medium or year stands behind is not the department's: left out, or left to a person."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.checks.sites import OFFICE, column, doc, judge
from zhengping.reading.facts import Footer
from zhengping.reading.site import Column

PLAIN = [column(name, doc(f"{name}的消息", "2021-05-01")) for name in ("水利风采", "队伍建设", "领导关怀")]


def posted(title: str, *, office: str = OFFICE, source: str = "") -> tuple[object, object]:
    row = doc(title, "2021-03-01", source=source)
    finding = judge("1.1.5-2", column("通知公告", row, serves="1.1.4"), *PLAIN, name=office)
    return finding.state, finding.value


def test_another_offices_notice_before_appointment_is_not_counted_and_no_judged_zero() -> None:
    assert posted("石岭县教育局干部任前公示") == ("suggested", 0)


@pytest.mark.parametrize("title", [f"{OFFICE}干部任前公示", "水务局关于王某同志的任前公示", "干部任前公示"])
def test_the_departments_own_notice_before_appointment_is_judged(title: str) -> None:
    assert posted(title) == ("judged", 1)


def test_a_notice_that_only_its_source_gives_to_another_is_a_proposal() -> None:
    assert posted("干部任前公示", source="石岭县教育局") == ("suggested", 1)


def test_a_countys_offices_count_for_its_portal() -> None:
    assert posted("丰收县教育局干部任前公示", office="丰收县人民政府") == ("judged", 1)


@pytest.mark.parametrize("name", ["关于我们", "政府部门"])
def test_a_column_under_another_name_is_a_proposal(name: str) -> None:
    about = column(name, serves="1.1.1", text="本局负责全市水务工作。" * 10)
    finding = judge("1.1.1-1", about, *PLAIN)
    assert finding.state == "suggested"
    assert finding.value == 1
    assert name in finding.finding


def organization(text: str, **more: Footer) -> object:
    duties = "主要职责：负责全市水务工作；组织编制规划；监督工程建设。" * 6
    return judge("1.1.1-2", column("机构职能", serves="1.1.1", text=duties + "\n" + text), *PLAIN, **more).value


def test_the_governments_hotline_and_the_sites_keeper_are_not_the_offices_telephone() -> None:
    assert organization("办公电话：0771-5551234") == Fraction(1, 2)
    for line in ("统一热线：12345", "政务服务热线：12345", "网站维护电话：0771-5551234", "技术支持电话：0771-5551234"):
        assert organization(line) == Fraction(1, 4), line


def test_a_hotline_in_the_footer_is_not_the_offices_telephone() -> None:
    assert organization("", footer=Footer(telephone="0771-5551234", telephone_label="联系电话")) == Fraction(1, 2)
    assert organization("", footer=Footer(telephone="0771-5551234", telephone_label="技术支持")) == Fraction(1, 4)


def test_accounts_without_a_year_in_the_title_are_proposed_for_the_three_expenses() -> None:
    text = "因公出国（境）费0元，公务用车费3万元，公务接待费1万元，比上年减少，主要原因是厉行节约。" * 3
    finding = judge("1.2.1-3", column("预决算", doc("部门决算公开", "2020-10-12", text), serves="1.2.1"), *PLAIN)
    assert finding.state == "suggested"
    assert finding.value == 1


def reprints(*columns: Column) -> tuple[object, object]:
    finding = judge("1.1.4-3", *columns, *PLAIN)
    return finding.state, finding.value


def test_reprints_that_only_titles_tell_are_proposals() -> None:
    row = doc("国务院办公厅关于加强节水工作的意见", "2020-12-01")
    assert reprints(column("要闻", row, serves="1.1.4")) == ("suggested", Fraction(3, 4))


def test_a_column_of_reprints_that_stopped_years_ago_is_a_low_proposal() -> None:
    old = doc("某项工作的消息", "2015-03-01")
    assert reprints(column("国务院信息", old, serves="1.1.4")) == ("suggested", Fraction(1, 4))


def adjusted(*notices: str, listed: str, cancelled: str = "") -> tuple[object, object, str]:
    rows = [doc(f"关于取消第{n}批行政许可事项的公告", day, cancelled) for n, day in enumerate(notices)]
    items = "行政许可：取水许可、河道采砂许可、建设项目审批。" * 12
    powers = column("权责清单", doc("权责清单", listed, items), serves="1.2.2", text=items)
    finding = judge("1.2.2-3", column("通知公告", *rows, serves="1.1.4"), powers)
    return finding.state, finding.value, finding.finding


def test_each_adjustment_of_the_year_needs_a_newer_list() -> None:
    assert adjusted("2020-09-01", listed="2020-10-01")[1] == 1
    assert adjusted("2020-09-01", "2021-05-01", listed="2020-10-01")[1] == Fraction(1, 2)


def test_a_cancelled_item_that_the_list_still_holds_is_told_and_lowers_the_proposal() -> None:
    text = "现决定取消“取水许可”“水井登记备案”两项行政许可事项，自公布之日起施行，请遵照执行。" * 3
    state, value, said = adjusted("2020-09-01", listed="2020-10-01", cancelled=text)
    assert (state, value) == ("suggested", Fraction(1, 2))
    assert "仍列1项，如“取水许可”" in said


LEADERS = column(
    "领导信息",
    doc("局长 张建国", "2021-01-01", "张建国，男，汉族，1970年出生，大学学历，1990年参加工作。主持全面工作。"),
    serves="1.1.2",
)


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("在全市水务工作会议上的讲话", True),
        ("张建国局长在节水宣传活动上的致辞（2021年3月）", True),
        ("市水务局学习传达重要讲话精神", False),
        ("省厅领导在全省会议上发言", False),
    ],
)
def test_speeches_outside_a_column_of_speeches_are_found_and_proposed(title: str, found: bool) -> None:
    finding = judge("1.1.2-2", LEADERS, column("水务动态", doc(title, "2021-03-02"), serves="1.1.4"), *PLAIN)
    assert ("重要讲话1篇" in finding.finding) is found
    if found:
        assert finding.state == "suggested"


def comment(title: str, source: str) -> tuple[object, object]:
    policy = doc("安平市节水管理办法", "2021-04-01", document_number="安水发〔2021〕5号")
    row = doc(title, "2021-05-06", source=source)
    policies = column("政策文件", policy, serves="1.1.3")
    finding = judge("2.1-5", policies, column("政策解读", row, serves="2.1"), *PLAIN)
    return finding.state, finding.value


def test_comment_by_a_medium_on_the_departments_own_policy_is_full() -> None:
    assert comment("媒体评论：《安平市节水管理办法》让节水有章可循", "安平日报") == ("judged", 1)


def test_comment_on_another_policy_or_without_a_medium_is_a_half_for_a_person() -> None:
    half = ("suggested", Fraction(1, 2))
    assert comment("媒体评论：乡村振兴正当时", "安平日报") == half
    assert comment("媒体评论：《安平市节水管理办法》让节水有章可循", "") == half


def test_an_area_with_nothing_but_plans_within_the_year_is_a_half() -> None:
    plans = column("环境保护", doc("环境保护工作方案", "2021-03-01"), serves="1.2.4")
    results = column("社会救助", doc("2021年3月社会救助对象名单", "2021-04-01"), serves="1.2.4")
    assert judge("1.2.4-1", plans, *PLAIN, areas=("环境保护",)).value == Fraction(1, 2)
    assert judge("1.2.4-1", results, *PLAIN, areas=("社会救助",)).value == 1


def test_a_guide_without_a_date_says_what_was_seen_of_it() -> None:
    text = "信息公开指南：公开范围、申请、受理、答复、获取政府信息的方式和主动公开内容。" * 8
    guide = column("信息公开指南", doc("信息公开指南", "", text), serves="1.3.1")
    said = judge("1.3.1-1", guide, *PLAIN).finding
    assert "未见旧条例的期限" in said
    assert "符合现行条例" not in said


def test_a_late_yearly_report_is_told() -> None:
    late = column("通知公告", doc("2020年度政府网站工作年度报表", "2021-03-08"), serves="1.1.4")
    assert "晚于1月底" in judge("6.2.1-2", late, *PLAIN).finding


def test_a_blank_column_of_results_publishes_nothing() -> None:
    others = [column("办事指南", doc("取水许可办事指南", "2021-03-01"), serves="3.1.1"), *PLAIN]
    finding = judge("3.1.5-1", column("结果公示", serves="3.1.5"), *others)
    assert finding.value == 0
