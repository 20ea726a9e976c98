from dataclasses import replace
from fractions import Fraction

from tests.checks.sites import HOST, column, context, doc, judge
from zhengping.checks import judge_all
from zhengping.reading.facts import Link, Page
from zhengping.reading.site import Guide

OTHERS = tuple(
    column(name, doc("我局召开会议", "2021-05-01"), serves="1.1.4") for name in ("要闻", "通知", "动态", "公告")
)


def test_the_share_of_registered_services_found() -> None:
    home = Page(url=HOST, links=(Link(f"{HOST}sq/", "水情查询"),))
    given = context(*OTHERS, home=home)
    finding = judge_all(replace(given, department=replace(given.department, services=("水情查询", "水质公报"))))[
        "3.3-1"
    ]
    assert finding.value == Fraction(1, 2)
    assert "水质公报" in finding.finding


def test_without_the_register_nothing_is_judged() -> None:
    found = judge("3.3-1", column("便民服务", doc("停水信息", "2021-05-01"), serves="3.3"), *OTHERS)
    none = judge("3.3-1", *OTHERS)
    assert (found.state, found.value) == ("suggested", 1)
    assert (none.state, none.value) == ("suggested", 0)


def test_stale_services_lose_half() -> None:
    assert judge("3.3-2", column("便民服务", doc("停水信息", "2017-05-01"), serves="3.3")).value == Fraction(1, 2)
    assert judge("3.3-2", column("便民服务", doc("停水信息", "2021-05-01"), serves="3.3")).value == 1


def test_services_scattered_over_columns_are_a_proposed_half_and_kept_one_by_one() -> None:
    lively = column("节水预约", doc("预约须知", "2021-05-01"))
    left = column("供水服务平台", doc("平台说明", "2019-05-01"))
    news = column("动态", doc("会议", "2021-05-01"), serves="1.1.4")
    offered = judge("3.3-1", lively, left, news)
    assert (offered.state, offered.value) == ("suggested", Fraction(1, 2))
    assert judge("3.3-2", lively, news).value == 1
    assert judge("3.3-2", lively, left, news).value == Fraction(3, 4)


def test_an_office_that_bears_a_services_name_is_no_service() -> None:
    assert judge("3.3-1", column("招生办公室", doc("会议", "2021-05-01"))).value == 0


def test_a_dead_link_among_the_few_of_a_service_page_is_not_outweighed_by_the_menu() -> None:
    menu = tuple(Link(f"{HOST}{n}/", f"栏目{n}", region="nav") for n in range(60))
    tool = column("便民查询", doc("停水信息", "2017-05-01"), serves="3.3", links=(*menu, Link(f"{HOST}x/", "查询系统")))
    dead = [(f"{HOST}x/", tool.url, "not-found", 404)]
    assert judge("3.3-2", tool, broken_links=dead).value == 0


def test_public_services_on_another_site_are_an_entry_as_a_proposal() -> None:
    finding = judge("3.3-1", column("便民查询", serves="3.3", state="elsewhere"), *OTHERS)
    assert (finding.state, finding.value) == ("suggested", Fraction(1, 2))


def test_guides_that_stand_apart_are_a_proposed_quarter() -> None:
    page = Page(url=f"{HOST}hj.html")
    finding = judge("3.3-1", *OTHERS, guides=[Guide(page.url, "会见指南", {"流程": "登记"}, page)])
    assert (finding.state, finding.value) == ("suggested", Fraction(1, 4))


def test_a_side_menu_in_the_body_does_not_outweigh_a_dead_link() -> None:
    menu = tuple(Link(f"{HOST}{n}/", f"栏目{n}") for n in range(60))
    tool = column("便民查询", doc("停水信息", "2017-05-01"), serves="3.3", links=(*menu, Link(f"{HOST}x/", "查询系统")))
    others = [column(name, doc("会议", "2021-05-01"), links=menu) for name in ("服务一", "服务二")]
    dead = [(f"{HOST}x/", tool.url, "not-found", 404)]
    assert judge("3.3-2", tool, *others, broken_links=dead).value == 0
