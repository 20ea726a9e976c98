from fractions import Fraction

from tests.checks.sites import HOST, column, doc, judge
from zhengping.reading.facts import Field, Form, Link, Page
from zhengping.reading.site import Guide

OTHERS = tuple(
    column(name, doc("我局召开会议", "2021-05-01"), serves="1.1.4") for name in ("要闻", "通知", "动态", "公告")
)


def home(*links: Link, **facts: object) -> Page:
    return Page(url=HOST, title_tag="安平市水务局", kind="home", links=links, **facts)  # type: ignore[arg-type]


def test_an_application_entrance_is_suggested_and_never_judged() -> None:
    finding = judge("3.1.3-1", *OTHERS, home=home(Link("https://zwfw.example/", "网上办事", region="nav")))
    assert (finding.state, finding.value) == ("suggested", 1)


def test_an_entrance_without_an_address_is_an_entrance_still() -> None:
    services = column("网上办事", serves="3.1.3", state="unseen")
    assert judge("3.1.3-1", services, *OTHERS).value == 1


def test_the_application_for_information_is_no_service_application() -> None:
    asking = column("依申请公开", serves="1.3.2", text="指南", links=(Link(f"{HOST}x.html", "网上申请结果查询"),))
    applying = column("在线申请", serves="3.1.3", state="unseen")
    applying.path = ("依申请公开", "在线申请")
    for code in ("3.1.3-1", "3.1.4-1"):
        finding = judge(code, asking, applying, *OTHERS)
        assert finding.value in (0, None), code


def test_a_headline_is_no_entrance() -> None:
    link = Link(f"{HOST}1.html", "我局全面推行取水许可网上办理工作取得新成效")
    assert judge("3.1.3-1", *OTHERS, home=home(link)).value == 0


def test_a_query_form_is_seen() -> None:
    form = Form(f"{HOST}q", "get", (Field("slbh", "text", "受理编号"),), "case-query", "办件查询")
    finding = judge("3.1.4-1", column("办件查询", serves="3.1.4", text="查询", forms=(form,)), *OTHERS)
    assert (finding.state, finding.value) == ("suggested", 1)


def test_fresh_results_are_full_and_stale_ones_half() -> None:
    fresh = judge("3.1.5-1", column("结果公示", doc("取水许可决定公示", "2021-05-20"), serves="3.1.5"))
    stale = judge("3.1.5-1", column("结果公示", doc("取水许可决定公示", "2019-05-20"), serves="3.1.5"))
    assert (fresh.state, fresh.value) == ("judged", 1)
    undated = judge("3.1.5-1", column("结果公示", doc("取水许可决定公示"), serves="3.1.5"))
    assert stale.value == Fraction(1, 2)
    assert (undated.state, undated.value) == ("suggested", Fraction(1, 2))


def test_a_result_column_that_was_not_read_is_for_a_person() -> None:
    for code in ("3.1.5-1", "3.1.5-2"):
        assert judge(code, column("双公示", serves="3.1.5", state="unseen"), *OTHERS).state == "person"


def test_delay_runs_from_the_decision_to_the_publication() -> None:
    soon = doc("甲公示", "2021-05-20", "许可决定日期：2021年5月18日。" + "公示内容。" * 20)
    late = doc("乙公示", "2021-05-20", "许可决定日期：2021-03-18。" + "公示内容。" * 20)
    finding = judge("3.1.5-2", column("结果公示", soon, late, serves="3.1.5"))
    assert finding.value == Fraction(1, 2)


def test_platform_and_login_are_half_each() -> None:
    login = Link("https://sso.example/", "登录")
    platform = Link("https://zwfw.example.gov.cn/", "政务服务网")
    services = column("办事服务", doc("取水许可办事指南"), serves="3.1.1")
    assert judge("3.1.6-2", services, *OTHERS, home=home(login)).value == Fraction(1, 2)
    assert judge("3.1.6-2", services, *OTHERS, home=home(login, platform)).value == 1


def test_groups_by_audience_and_by_scene_are_half_each() -> None:
    services = column("办事服务", doc("取水许可办事指南"), serves="3.1.1")
    by_audience = home(Link(f"{HOST}gr/", "个人办事"), Link(f"{HOST}fr/", "法人办事"))
    assert judge("3.1.6-3", services, *OTHERS, home=by_audience).value == Fraction(1, 2)
    finding = judge("3.1.6-3", services, *OTHERS)
    assert (finding.state, finding.value) == ("judged", 0)


def test_a_guide_that_links_form_and_application_is_half_linked() -> None:
    page = Page(url=f"{HOST}g.html", links=(Link(f"{HOST}s/", "我要办"), Link(f"{HOST}q/", "进度查询")))
    finding = judge(
        "3.1.6-4", column("办事指南", doc("指南"), serves="3.1.1"), guides=[Guide(page.url, "指南", {}, page)]
    )
    assert finding.value == Fraction(1, 2)


def test_an_application_column_that_only_leads_to_guides_is_a_proposed_zero() -> None:
    guide = Guide(f"{HOST}g.html", "取水许可", {}, Page(url=f"{HOST}g.html"))
    applying = column(
        "在线申请", serves="3.1.3", text="取水许可", links=(Link(guide.url, "取水许可 我要申请", region="list"),)
    )
    finding = judge("3.1.3-1", applying, *OTHERS, guides=[guide])
    assert (finding.state, finding.value) == ("suggested", 0)


def test_a_menu_is_no_link_of_the_guide() -> None:
    menu = Link(f"{HOST}s/", "在线申请")
    page = Page(url=f"{HOST}g.html", links=(menu,))
    guides = column("办事指南", doc("指南"), serves="3.1.1", links=(menu,))
    assert judge("3.1.6-4", guides, guides=[Guide(page.url, "指南", {}, page)]).value == 0


def test_a_menu_that_other_pages_show_is_no_link_of_the_guide() -> None:
    menu = Link(f"{HOST}s/", "在线申请")
    page = Page(url=f"{HOST}g.html", links=(menu, Link(f"{HOST}q/?id=1", "进度查询")))
    news = column("动态", doc("会议", links=(menu,)), serves="1.1.4")
    guides = column("办事指南", doc("指南"), serves="3.1.1")
    assert judge("3.1.6-4", guides, news, guides=[Guide(page.url, "指南", {}, page)]).value == Fraction(1, 4)


def test_a_hall_whose_page_was_not_read_is_an_entrance_to_apply() -> None:
    finding = judge("3.1.3-1", column("政务服务", serves="3.1.1", state="unseen", outcome=""), *OTHERS)
    assert (finding.state, finding.value) == ("suggested", 1)


def test_groups_of_a_platform_do_not_count_but_leave_the_zero_to_a_person() -> None:
    finding = judge("3.1.6-3", column("政务服务", serves="3.1.1", state="elsewhere"), *OTHERS)
    assert (finding.state, finding.value) == ("suggested", 0)


def test_buttons_in_the_text_of_a_guide_are_its_own_though_a_menu_shows_them_too() -> None:
    menu = (Link(f"{HOST}s/", "在线申请"), Link(f"{HOST}q/", "进度查询"))
    guides = column("办事指南", doc("指南"), serves="3.1.1", links=menu)
    page = Page(url=f"{HOST}g.html", links=menu, text="办理材料\n相关服务：在线申请 进度查询")
    prose = Page(url=f"{HOST}g.html", links=menu, text="申请人可通过在线申请办理。")
    assert judge("3.1.6-4", guides, guides=[Guide(page.url, "指南", {}, page)]).value == Fraction(1, 2)
    assert judge("3.1.6-4", guides, guides=[Guide(page.url, "指南", {}, prose)]).value == 0


def test_a_headline_about_an_audience_is_no_group_of_services() -> None:
    services = column("办事服务", doc("取水许可办事指南"), serves="3.1.1")
    news = column("基层动态", doc("做好中小企业服务", "2021-05-01"), serves="1.1.4")
    front = home(Link(f"{HOST}基层动态/0.html", "做好中小企业服务"))
    assert judge("3.1.6-3", services, news, *OTHERS, home=front).value == 0


def test_a_help_column_is_help_though_the_home_page_shows_it_too() -> None:
    helping = column("帮助文档", text="一、注册登录；二、选择事项；三、填写表单。", serves="3.1.3")
    finding = judge("3.1.3-2", helping, *OTHERS, home=home(Link(helping.url, "帮助文档")))
    assert (finding.state, finding.value) == ("suggested", 1)
    blank = judge("3.1.3-2", column("帮助文档", serves="3.1.3"), *OTHERS, home=home(Link(helping.url, "帮助文档")))
    assert blank.value == 0
