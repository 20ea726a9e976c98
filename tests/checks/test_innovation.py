from fractions import Fraction
from typing import Any

import pytest

from tests.checks.sites import HOST, column, doc, judge
from zhengping.reading.facts import Field, Footer, Form, Link, MenuEntry, Page, Picture

OTHERS = tuple(
    column(name, doc("我局召开会议", "2021-05-01"), serves="1.1.4") for name in ("要闻", "通知", "动态", "公告")
)


def home(*links: Link, **facts: Any) -> Page:
    return Page(url=HOST, title_tag="安平市水务局", kind="home", links=links, **facts)


def test_a_link_to_an_account_is_an_entrance() -> None:
    finding = judge("5.1.1-1", *OTHERS, home=home(Link("https://weibo.com/anpingshuiwu", "官方微博")))
    assert (finding.state, finding.value) == ("judged", 1)


def test_a_qr_code_by_its_caption_is_an_entrance() -> None:
    page = home(pictures=(Picture(f"{HOST}x.png", "微信公众号二维码"),))
    assert judge("5.1.1-1", *OTHERS, home=page).value == 1


@pytest.mark.parametrize(
    "link",
    [
        Link("http://service.weibo.com/share/share.php?url=x", "新浪微博"),
        Link("http://v.t.sina.com.cn/share/share.php", "微博"),
        Link("javascript:;", "微信好友"),
    ],
)
def test_share_buttons_are_no_accounts(link: Link) -> None:
    assert judge("5.1.1-1", *OTHERS, home=home(link)).value == 0


def test_words_without_an_address_are_half() -> None:
    assert judge("5.1.1-1", *OTHERS, home=home(Link("", "官方微信"))).value == Fraction(1, 2)


def test_a_home_page_without_account_or_nameless_picture_is_a_judged_zero() -> None:
    assert judge("5.1.1-1", *OTHERS, home=home()).state == "judged"
    assert judge("5.1.1-1", *OTHERS, home=home(pictures=(Picture(f"{HOST}1.png"),))).state == "suggested"
    assert judge("5.1.1-1", *OTHERS, home=home(scripted=True)).state == "suggested"


def test_a_mobile_entrance_is_full_and_a_viewport_alone_is_not() -> None:
    assert judge("5.1.2-1", *OTHERS, home=home(Link(f"{HOST}m/", "手机版"))).value == 1
    adapting = home(viewport="width=device-width, initial-scale=1.0")
    finding = judge("5.1.2-1", *OTHERS, home=adapting)
    assert finding.value == Fraction(1, 2)
    assert finding.state == "suggested"


def test_a_viewport_of_a_fixed_width_does_not_adapt() -> None:
    finding = judge("5.1.2-1", *OTHERS, home=home(viewport="width=1200"))
    assert (finding.state, finding.value) == ("judged", 0)
    assert judge("5.1.2-2", *OTHERS, home=home(viewport="width=1200")).value == 0


def test_a_search_form_is_an_entrance_and_no_more() -> None:
    form = Form("/search", "get", (Field("q", "text"),), "search")
    found = judge("5.2.1-1", *OTHERS, home=home(forms=(form,)))
    assert (found.state, found.value) == ("suggested", 1)
    assert judge("5.2.1-2", *OTHERS, home=home(forms=(form,))).state == "person"
    none = judge("5.2.1-1", *OTHERS, home=home())
    assert (none.state, none.value) == ("judged", 0)
    assert judge("5.2.1-2", *OTHERS, home=home()).value == 0


def test_a_robot_of_a_contest_is_no_question_robot() -> None:
    assert judge("5.2.2-1", *OTHERS, home=home(Link(f"{HOST}1.html", "青少年机器人大赛"))).value == 0
    assert judge("5.2.2-1", *OTHERS, home=home(Link("https://robot.example/", "智能问答"))).value == 1


def test_the_robot_of_a_portal_under_the_same_host_is_not_the_sites_own() -> None:
    url = f"{HOST}qa.html"
    link = Link(url, "智能问答", region="nav")
    assert judge("5.2.2-1", *OTHERS, home=home(link)).value == 1
    assert judge("5.2.2-1", *OTHERS, home=home(link), foreign_pages={url: "安平市智能问答平台"}).value == 0


def test_functions_in_the_frame_of_a_platform_are_the_platforms() -> None:
    search = Form("/s", "get", (Field("word", "text", "关键字"),), "search")
    section = column("市水务局", serves="1.3.1", text="目录", links=(Link(f"{HOST}q", "智能问答"),), forms=(search,))
    section.platform = "安平市人民政府"
    assert judge("5.2.2-1", *OTHERS, section, home=home()).value == 0
    assert judge("5.2.1-1", *OTHERS, section, home=home()).value == 0
    assert judge("5.2.1-1", *OTHERS, section, home=home(forms=(search,))).value == 1


def site_map(*names: str) -> dict[str, Any]:
    links = tuple(Link(f"{HOST}{name}/", name) for name in names)
    page = column("网站地图", serves="5.3", text="地图", links=links)
    return {"page": page, "home": home(Link(page.url, "网站地图", region="footer"))}


NAMES = ("要闻", "通知", "动态", "公告", "甲", "乙", "丙", "丁")


def test_a_map_of_all_main_columns_is_full_and_one_that_misses_some_is_not() -> None:
    whole = site_map(*NAMES, "网站地图")
    part = site_map("要闻", "通知", "动态", "甲", "乙", "丙", "丁", "戊", "网站地图")
    full = judge("5.3-1", *OTHERS, whole["page"], home=whole["home"])
    missing = judge("5.3-1", *OTHERS, part["page"], home=part["home"])
    assert (full.state, full.value) == ("judged", 1)
    assert missing.value == Fraction(3, 4)
    assert "公告" in missing.finding


def test_columns_that_only_the_frame_of_the_map_page_names_are_not_listed() -> None:
    frame = tuple(MenuEntry(one.name, one.url) for one in OTHERS)
    listed = tuple(
        MenuEntry(name, f"{HOST}{name}/", block=1) for name in ("要闻", "通知", "甲", "乙", "丙", "丁", "戊", "己")
    )
    links = tuple(Link(entry.url, entry.name) for entry in (*frame, *listed))
    page = column("网站地图", serves="5.3", text="地图", links=links, menus=(*frame, *listed))
    finding = judge("5.3-1", *OTHERS, page, home=home(Link(page.url, "网站地图", region="footer"), menus=frame))
    assert finding.value == Fraction(1, 2)
    assert "动态" in finding.finding


def test_a_heading_called_navigation_is_no_map() -> None:
    finding = judge("5.3-1", *OTHERS, home=home(Link(HOST, "网站导航")))
    assert (finding.state, finding.value) == ("judged", 0)


def test_the_map_of_another_site_is_no_map() -> None:
    url = "https://bureau.example/city/map.html"
    finding = judge("5.3-1", *OTHERS, home=home(Link(url, "网站地图")), foreign_pages={url: "安平市人民政府"})
    assert finding.value == 0


def test_a_map_that_was_not_read_is_never_judged() -> None:
    finding = judge("5.3-1", *OTHERS, home=home(), footer=Footer(site_map=f"{HOST}map.html"))
    assert finding.state == "suggested"


def articles(*share: str, count: int = 6) -> Any:
    return column("新闻", *(doc(f"会议{n}", "2021-05-01", share=share) for n in range(count)), serves="1.1.4")


def test_sharing_to_both_is_full_and_to_one_is_half() -> None:
    assert judge("5.4-1", articles("wechat", "weibo")).value == 1
    assert judge("5.4-1", articles("weibo", "qzone")).value == Fraction(1, 2)


def test_no_sharing_on_enough_articles_is_a_judged_zero() -> None:
    assert judge("5.4-1", articles()).state == "judged"
    assert judge("5.4-1", articles(count=2)).state == "suggested"


def test_a_map_is_not_judged_against_fewer_columns_than_a_navigation_has() -> None:
    whole = site_map(*NAMES, "网站地图")
    finding = judge("5.3-1", *OTHERS[:2], whole["page"], home=whole["home"])
    assert (finding.state, finding.value) == ("suggested", 1)
