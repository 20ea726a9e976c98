from fractions import Fraction

import pytest

from tests.checks.sites import HOST, column, doc, judge
from zhengping.reading.facts import Page, Picture

NONE = {"has_administrative_services": False}
OTHERS = tuple(
    column(name, doc("我局召开会议", "2021-05-01"), serves="1.1.4") for name in ("要闻", "通知", "动态", "公告")
)


def test_topics_do_not_apply_to_a_department_with_services() -> None:
    assert judge("3.2-1", *OTHERS).state == "not-applicable"


def test_a_topic_with_content_of_the_year_is_full_and_a_finished_one_half() -> None:
    fresh = column("党史学习教育", doc("我局开展学习", "2021-05-01"), serves="3.2")
    stale = column("脱贫攻坚", doc("我局开展帮扶", "2018-05-01"), serves="3.2")
    assert judge("3.2-1", column("专题专栏", serves="3.2", children=[fresh, stale]), *OTHERS, facts=NONE).value == 1
    assert judge(
        "3.2-2", column("专题专栏", serves="3.2", children=[fresh, stale]), *OTHERS, facts=NONE
    ).value == Fraction(1, 2)


@pytest.mark.parametrize("code", ["3.2-1", "3.2-2", "3.2-3", "3.2-4", "3.2-5"])
def test_no_topics_on_a_site_seen_whole_is_a_judged_zero(code: str) -> None:
    finding = judge(code, *OTHERS, facts=NONE)
    assert (finding.state, finding.value) == ("judged", 0)


def test_a_kind_that_no_topic_is_named_for_is_only_a_proposed_zero() -> None:
    topics = column("专题专栏", serves="3.2", children=[column("节水宣传", doc("活动", "2021-05-01"), serves="3.2")])
    finding = judge("3.2-4", topics, *OTHERS, facts=NONE)
    assert (finding.state, finding.value) == ("suggested", 0)


def test_a_topic_listed_without_a_column_of_its_own_is_half() -> None:
    topics = column(
        "专题专栏", doc("党史学习教育", read=False), doc("我局召开两会精神学习会", "2021-05-01"), serves="3.2"
    )
    finding = judge("3.2-1", topics, *OTHERS, facts=NONE)
    assert (finding.state, finding.value) == ("suggested", Fraction(1, 2))


def test_where_there_is_a_topic_no_kind_is_judged_to_be_missing() -> None:
    only = column("节水宣传", doc("活动", "2021-05-01"), serves="3.2")
    finding = judge("3.2-4", only, *OTHERS, facts=NONE)
    assert (finding.state, finding.value) == ("suggested", 0)


def test_a_nameless_picture_on_the_home_page_could_be_a_topic() -> None:
    home = Page(url=HOST, pictures=(Picture(f"{HOST}banner.jpg"),))
    assert judge("3.2-1", *OTHERS, facts=NONE, home=home).state == "suggested"
