from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from tests.checks.sites import HOST, column, context, doc, judge
from zhengping.checks.observations import observe, rows
from zhengping.reading.facts import Fact, Field, Form, Link, Page
from zhengping.reading.site import Activity, Column, ColumnState

OTHERS = tuple(
    column(name, doc("我局召开会议", "2021-05-01"), serves="1.1.4") for name in ("要闻", "通知", "动态", "公告")
)
POINTS = ("4.2-1", "4.2-2", "4.2-3", "4.2-4", "4.2-5")


def survey(
    day: str, title: str = "节水条例征求意见", ends: str = "", results: tuple[str, ...] = (), excluded: str = ""
) -> Activity:
    url = f"{HOST}{day or 'x'}{title}.html"
    return Activity(
        url,
        title,
        date.fromisoformat(day) if day else None,
        "survey",
        date.fromisoformat(ends) if ends else None,
        Page(url=url),
        list(results),
        excluded,
    )


COLUMN = column("征集调查", doc("节水条例征求意见", "2021-05-01"), serves="4.2")
THREE = [survey("2021-05-01"), survey("2021-01-01"), survey("2020-07-01")]


@pytest.mark.parametrize("code", POINTS)
def test_no_column_on_a_site_seen_whole_is_a_judged_zero(code: str) -> None:
    finding = judge(code, *OTHERS)
    assert (finding.state, finding.value) == ("judged", 0)


@pytest.mark.parametrize("code", POINTS[1:])
def test_a_column_that_was_not_read_is_for_a_person(code: str) -> None:
    assert judge(code, column("征集调查", serves="4.2", state="unseen"), *OTHERS).state == "person"


@pytest.mark.parametrize("code", POINTS)
def test_an_interaction_platform_hides_activities(code: str) -> None:
    platform = column("互动交流", serves="4.1", state="elsewhere")
    finding = judge(code, platform, *OTHERS)
    assert (finding.state, finding.value) == ("suggested", 0)


def test_three_in_the_year_are_full_and_two_are_two_thirds() -> None:
    assert judge("4.2-3", COLUMN, *OTHERS, surveys=THREE).value == 1
    finding = judge("4.2-3", COLUMN, *OTHERS, surveys=THREE[:2])
    assert (finding.state, finding.value) == ("judged", Fraction(2, 3))


def test_the_year_ends_on_the_monitoring_date_and_leaves_out_its_first_day() -> None:
    edge = [survey("2020-06-09"), survey("2020-06-10", "甲"), survey("2021-06-09", "乙"), survey("2021-06-10", "丙")]
    assert judge("4.2-3", COLUMN, *OTHERS, surveys=edge).value == Fraction(2, 3)


def test_recruitment_that_says_collection_does_not_count() -> None:
    trap = survey("2021-05-01", "征集青年就业见习岗位", excluded="标题含“见习”，不是意见征集或访谈")
    finding = judge("4.2-3", COLUMN, *OTHERS, surveys=[trap])
    assert finding.value == 0
    assert "见习" in finding.finding


def test_fewer_than_three_are_zero_by_rule() -> None:
    finding = judge("4.2-4", COLUMN, *OTHERS, surveys=THREE[:2])
    assert (finding.state, finding.value) == ("judged", 0)
    assert judge("4.2-4", COLUMN, *OTHERS, surveys=THREE).value != 0


def test_fewer_than_three_in_a_list_read_in_part_are_not_judged() -> None:
    part = column("征集调查", doc("节水条例征求意见", "2021-05-01"), serves="4.2", complete=False)
    assert judge("4.2-4", part, *OTHERS, surveys=THREE[:1]).state == "suggested"


def test_results_are_the_share_of_closed_collections() -> None:
    closed = [
        survey("2021-01-01", "甲", "2021-02-01", (f"{HOST}jg.html",)),
        survey("2021-02-01", "乙", "2021-03-01"),
        survey("2021-05-30", "丙", "2021-07-30"),
    ]
    finding = judge("4.2-5", COLUMN, *OTHERS, surveys=closed)
    assert finding.value == Fraction(1, 2)
    assert "乙" in finding.finding


def test_a_link_to_the_menu_of_results_is_no_result() -> None:
    menu = [survey("2021-01-01", "甲", "2021-02-01", (COLUMN.url,))]
    assert judge("4.2-5", COLUMN, *OTHERS, surveys=menu).value == 0


def test_a_page_with_a_form_that_asks_for_suggestions_is_a_collection() -> None:
    form = Form("", "post", (Field("c", "textarea", "内容"),), "mailbox", "留言")
    page = Page(url=f"{HOST}jy.html", title=Fact("我为节水规划提建议", "heading"), forms=(form,))
    asking = column("提建议", serves=(), text="提建议")
    asking.pages = [page]
    assert judge("4.2-2", asking, *OTHERS).value == 1


def test_mail_and_telephone_are_no_online_submission() -> None:
    by_mail = survey("2021-05-01")
    by_mail.page = Page(url=by_mail.url, text="意见请发至邮箱 sw@anping.gov.cn。")
    finding = judge("4.2-2", COLUMN, *OTHERS, surveys=[by_mail])
    assert (finding.state, finding.value) == ("suggested", 0)


def test_collections_without_a_form_in_sight_are_only_a_proposed_zero() -> None:
    finding = judge("4.2-2", COLUMN, *OTHERS, surveys=THREE)
    assert (finding.state, finding.value) == ("suggested", 0)


# --- the lists of the zero rules ---


def test_complete_lists_are_observed_with_the_days_within_the_year() -> None:
    seen = observe(context(COLUMN, *OTHERS, surveys=[*THREE, survey("2019-01-01", "旧")]))
    assert seen.surveys == (date(2020, 7, 1), date(2021, 1, 1), date(2021, 5, 1))


def test_a_site_without_such_a_column_seen_whole_has_none() -> None:
    seen = observe(context(*OTHERS))
    assert (seen.surveys, seen.interviews) == ((), ())


@pytest.mark.parametrize(
    "hidden",
    [
        column("互动交流", serves="4.1", state="elsewhere"),
        column("征集调查", serves="4.2", state="unseen"),
        column("征集调查", doc("甲", "2021-05-01"), serves="4.2", complete=False),
        column("网上互动", serves=(), state="unseen"),
    ],
    ids=["platform", "unseen", "half-list", "menu"],
)
def test_half_a_list_is_not_observed(hidden: object) -> None:
    assert observe(context(hidden, *OTHERS)).surveys is None  # type: ignore[arg-type]


def test_a_list_read_back_beyond_the_year_is_observed() -> None:
    back = column("征集调查", doc("甲", "2021-05-01"), doc("乙", "2019-05-01"), serves="4.2", complete=False)
    assert observe(context(back, *OTHERS, surveys=[survey("2021-05-01")])).surveys == (date(2021, 5, 1),)


def test_a_crawl_that_hit_its_budget_observes_nothing() -> None:
    seen = observe(context(COLUMN, *OTHERS, surveys=THREE, budget_reached=True))
    assert (seen.surveys, seen.interviews, seen.letters) == (None, None, None)


def test_refused_pages_hide_activities() -> None:
    assert observe(context(COLUMN, *OTHERS, surveys=THREE, outcomes={f"{HOST}a": "blocked"})).surveys is None


def test_undated_activities_that_could_tip_the_count_leave_it_open() -> None:
    assert observe(context(COLUMN, *OTHERS, surveys=[*THREE[:2], survey("", "无日期")])).surveys is None
    assert observe(context(COLUMN, *OTHERS, surveys=[*THREE, survey("", "无日期")])).surveys is not None


def test_a_blank_column_beside_a_collection_elsewhere_is_full_and_never_judged() -> None:
    blank = column("征集调查", serves="4.2")
    assert judge("4.2-1", blank, *OTHERS).value == Fraction(1, 2)
    finding = judge("4.2-1", blank, *OTHERS, surveys=[survey("2021-05-01")])
    assert (finding.state, finding.value) == ("suggested", 1)


def test_a_column_of_a_few_words_is_a_proposed_half() -> None:
    finding = judge("4.2-1", column("征集调查", serves="4.2", text="欢迎光临本局网站"), *OTHERS)
    assert (finding.state, finding.value) == ("suggested", Fraction(1, 2))


def test_an_unknown_name_that_hints_at_a_collection_keeps_the_zero_from_being_judged() -> None:
    home = Page(url=HOST, links=(Link(f"{HOST}x/", "民情问卷吧"),))
    finding = judge("4.2-1", *OTHERS, home=home)
    assert (finding.state, finding.value) == ("suggested", 0)
    assert observe(context(*OTHERS, home=home)).surveys is None
    recruitment = Page(url=HOST, links=(Link(f"{HOST}x/", "征集青年见习岗位"),))
    assert judge("4.2-1", *OTHERS, home=recruitment).state == "judged"


def test_an_undated_form_whose_text_names_this_year_counts_but_is_not_judged() -> None:
    form = Form("", "post", (Field("text", "textarea"),), "mailbox")
    page = Page(
        url=f"{HOST}plan.html",
        title=Fact("为水务规划提建议", "title"),
        text="即日起至2021年底征集建议。",
        forms=(form,),
    )
    old = Page(
        url=f"{HOST}old.html", title=Fact("为旧规划提建议", "title"), text="截至2019年底征集建议。", forms=(form,)
    )
    asked = Activity(page.url, "为水务规划提建议", None, "survey", page=page)
    past = Activity(old.url, "为旧规划提建议", None, "survey", page=old)
    finding = judge("4.2-3", COLUMN, surveys=[survey("2021-05-01"), asked, past])
    assert (finding.state, finding.value) == ("suggested", Fraction(2, 3))


@pytest.mark.parametrize("state", ["blank", "unseen"])
@pytest.mark.parametrize(
    ("day", "text", "purpose", "expected"),
    [
        ("2021-05-01", "", "opinion", "judged"),
        ("", "即日起至2021年底征集建议。", "mailbox", "judged"),
        ("", "截至2019年底征集建议。", "mailbox", "suggested"),
        ("2021-05-01", "", "search", "suggested"),
    ],
)
def test_a_collection_with_its_form_is_a_channel_whatever_the_column_holds(
    state: ColumnState, day: str, text: str, purpose: str, expected: str
) -> None:
    form = Form("", "post", (Field("text", "textarea"),), purpose)
    page = Page(url=f"{HOST}plan.html", title=Fact("为水务规划提建议", "title"), text=text, forms=(form,))
    asked = Activity(page.url, "为水务规划提建议", date.fromisoformat(day) if day else None, "survey", page=page)
    finding = judge("4.2-1", column("意见征集", serves="4.2", state=state), *OTHERS, surveys=[asked])
    assert (finding.state, finding.value) == (expected, 1)


# --- made-up cases in which a zero rule must not strike ---


def observed(*surveys: Activity, columns: tuple[Column, ...] = (COLUMN,), **more: Any) -> object:
    return observe(context(*columns, *OTHERS, surveys=list(surveys), **more)).surveys


def test_a_survey_that_began_before_the_year_and_ended_within_it_leaves_the_zero_open() -> None:
    reaching = survey("2020-05-20", "跨年度的征集意见", ends="2020-07-20")
    assert observed(*THREE[:2], reaching) is None
    assert observed(THREE[0], reaching) == (date(2021, 5, 1),)
    finding = judge("4.2-4", COLUMN, *OTHERS, surveys=[*THREE[:2], reaching])
    assert (finding.state, finding.value) == ("suggested", 0)
    assert "始于周期之前" in finding.finding


def test_a_survey_that_ended_before_the_year_is_past() -> None:
    past = survey("2020-03-01", "去年的征集意见", ends="2020-06-09")
    assert observed(*THREE[:2], past) == (date(2021, 1, 1), date(2021, 5, 1))


def test_a_doubtful_exclusion_never_brings_about_the_zero() -> None:
    left_out = survey("2021-04-01", "征集专家库管理的意见", excluded="标题含“专家”，不是意见征集或访谈")
    left_out.doubtful = True
    assert observed(*THREE[:2], left_out) is None
    left_out.doubtful = False
    assert observed(*THREE[:2], left_out) == (date(2021, 1, 1), date(2021, 5, 1))


def test_notices_that_were_not_read_may_hold_collections_and_leave_the_zero_open() -> None:
    notices = column("通知公告", doc("停水通知", "2021-05-01"), serves="1.1.4", complete=False)
    assert observed(*THREE[:2], columns=(COLUMN, notices)) is None
    assert observed(*THREE, columns=(COLUMN, notices)) is not None
    old = doc("停水通知", "2019-05-01")
    back = column("通知公告", doc("停水通知", "2021-05-01"), old, serves="1.1.4", complete=False)
    assert observed(*THREE[:2], columns=(COLUMN, back)) is not None


def test_an_old_row_pinned_on_top_does_not_make_a_list_read_back() -> None:
    pinned = column(
        "征集调查",
        doc("甲", "2018-05-01"),
        doc("乙", "2021-05-01"),
        doc("丙", "2021-04-01"),
        serves="4.2",
        complete=False,
    )
    assert observed(survey("2021-05-01"), columns=(pinned,)) is None


def test_a_platform_of_interaction_may_hold_activities_and_leaves_the_zero_open() -> None:
    platform = column("互动交流", serves="4.1", text="互动交流")
    platform.platform = "某市人民政府"
    assert observed(THREE[0], columns=(COLUMN, platform)) is None
    assert observed(*THREE, columns=(COLUMN, platform)) is not None


def test_pages_that_failed_leave_the_zero_open() -> None:
    assert observed(THREE[0], outcomes={f"{HOST}{n}": "timeout" for n in range(9)}) is None


def test_every_activity_stands_in_the_rows_with_its_page_and_what_is_left_out_with_the_reason() -> None:
    trap = survey("2021-05-01", "政府采购意向征集", excluded="标题含“采购”，不是意见征集或访谈")
    made = context(COLUMN, *OTHERS, surveys=[THREE[0], trap, survey("2019-01-01", "旧"), survey("", "无日期")])
    found = [(row.title, row.url, row.reason) for row in rows(made)]
    assert found == [
        (THREE[0].title, THREE[0].url, ""),
        (trap.title, trap.url, trap.excluded),
        ("旧", f"{HOST}2019-01-01旧.html", "不在监测点前一年内"),
        ("无日期", f"{HOST}x无日期.html", "未注明日期"),
    ]
    finding = judge("4.2-3", COLUMN, *OTHERS, surveys=[THREE[0], trap])
    assert trap.url in {piece.url for piece in finding.evidence}
    assert trap.excluded in finding.finding


def test_exclusions_of_other_years_are_not_spoken_of() -> None:
    trap = survey("2019-05-01", "政府采购意向征集", excluded="标题含“采购”，不是意见征集或访谈")
    assert "采购" not in judge("4.2-3", COLUMN, *OTHERS, surveys=[*THREE, trap]).finding
