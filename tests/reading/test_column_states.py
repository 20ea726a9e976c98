"""What a column holds and how much of it was read."""

from datetime import date

from tests.reading.hand_made import (
    HOST,
    TODAY,
    article,
    at,
    column,
    crumbs,
    edition,
    home,
    listing,
    menu,
    missing,
    other,
    row,
    site,
)
from zhengping.crawl.model import Entry
from zhengping.reading.build import build_site
from zhengping.reading.facts import Field, Form, Link, Paging, Picture

NAV = menu((0, "公告", "a/"), (0, "动态", "b/"))


def test_a_column_that_says_nothing_yet_is_blank() -> None:
    made = site(home(NAV), other("a/", "栏目建设中，敬请期待"))
    assert column(made, "公告").state == "blank"


def test_a_column_without_rows_and_text_is_blank() -> None:
    assert column(site(home(NAV), other("a/")), "公告").state == "blank"


def test_a_column_whose_list_a_script_draws_is_not_whole_though_articles_name_it() -> None:
    found = column(
        site(
            home(NAV),
            other("a/", scripted=True),
            article("a/1.html", "关于水利工程的通知", TODAY, crumbs=crumbs(("公告", "a/"))),
        ),
        "公告",
    )
    assert [item.title for item in found.items] == ["关于水利工程的通知"]
    assert "脚本" in found.incomplete_why


def test_a_column_that_a_script_draws_is_scripted_and_not_blank() -> None:
    assert column(site(home(NAV), other("a/", scripted=True)), "公告").state == "scripted"


def test_a_form_is_content() -> None:
    form = Form("", "post", (), "mailbox")
    assert column(site(home(NAV), other("a/", kind="form", forms=(form,))), "公告").state == "filled"


def test_a_guest_book_is_content_whatever_its_words() -> None:
    form = Form("save.asp", "post", (Field("content", "textarea"),), "other")
    assert column(site(home(NAV), other("a/", forms=(form,))), "公告").state == "filled"


def test_a_column_on_another_host_is_elsewhere() -> None:
    made = site(home(menu((0, "公告", "a/"), (0, "政务服务", "http://platform.example/"), (0, "动态", "b/"))))
    assert column(made, "政务服务").state == "elsewhere"
    assert column(made, "政务服务").url == "http://platform.example/"


def test_a_list_read_to_its_stated_end_is_complete() -> None:
    page = listing("a/", [row("1.html", "一")], paging=Paging(pages=1))
    assert column(site(home(NAV), page), "公告").complete


def test_a_list_of_which_a_page_is_missing_is_incomplete_and_says_why() -> None:
    page = listing("a/", [row("1.html", "一")], paging=Paging(pages=3, urls=(HOST + "a/index_1.html",)))
    found = column(site(home(NAV), page, entries=[missing("a/index_1.html", "blocked")]), "公告")
    assert (found.complete, found.pages_stated, found.pages_seen) == (False, 3, 1)
    assert "共3页，只读到1页" in found.incomplete_why
    assert "拒绝访问" in found.incomplete_why


def test_a_list_that_only_a_script_turns_over_is_incomplete() -> None:
    page = listing("a/", [row("1.html", "一")], paging=Paging(unfollowable="script"))
    assert "脚本" in column(site(home(NAV), page), "公告").incomplete_why


def test_newest_and_oldest_are_the_items_days() -> None:
    rows = [row("1.html", "一", date(2024, 1, 5)), row("2.html", "二", date(2024, 3, 1)), row("3.html", "三")]
    found = column(site(home(NAV), listing("a/", rows)), "公告")
    assert (found.newest, found.oldest) == (date(2024, 3, 1), date(2024, 1, 5))


def test_a_row_that_leads_to_another_site_is_foreign() -> None:
    found = column(site(home(NAV), listing("a/", [row("http://elsewhere.example/1.html", "转载")])), "公告")
    assert found.items[0].foreign


def test_a_list_repeated_on_the_pages_of_several_columns_is_none_of_theirs() -> None:
    newest = [row(f"new{n}.html", f"最新{n}", block=1) for n in range(2)]
    first = listing("a/", [row(f"a{n}.html", f"甲{n}") for n in range(3)] + newest, crumbs=crumbs("公告"))
    second = listing("b/", [row(f"b{n}.html", f"乙{n}") for n in range(3)] + newest, crumbs=crumbs("动态"))
    made = site(home(NAV), first, second)
    assert [item.title for item in column(made, "公告").items] == ["甲0", "甲1", "甲2"]


def test_columns_of_an_indicator_come_with_content_first() -> None:
    nav = menu((0, "通知公告", "a/"), (0, "工作动态", "b/"))
    made = site(home(nav), other("a/"), listing("b/", [row("1.html", "一")]))
    assert [each.name for each in made.columns_for("1.1.4")] == ["工作动态", "通知公告"]


def test_a_column_of_nothing_but_a_frame_shows_what_the_frame_holds() -> None:
    frame = Link(at("frame/list.html"), "", via="frame")
    made = site(
        home(NAV), other("a/", links=(frame,)), listing("frame/list.html", [row("1.html", "一"), row("2.html", "二")])
    )
    assert [item.title for item in column(made, "公告").items] == ["一", "二"]


def test_a_page_that_only_says_not_found_is_no_content() -> None:
    page = other("a/", "您访问的页面不存在，请返回首页查看其他内容。" * 3)
    made = build_site(HOST, [home(NAV), page], [Entry(page.url, "soft-not-found", 200)], edition(), TODAY)
    assert column(made, "公告").state == "unseen"


def test_a_column_that_only_the_footer_leads_to_is_found_by_its_name() -> None:
    foot = menu((0, "联系我们", "lx/"), (0, "版权声明", "bq/"), region="footer", block=7)
    assert column(site(home((*NAV, *foot)), other("lx/", "电话和地址" * 10)), "联系我们").state == "filled"


def test_separators_alone_are_no_content() -> None:
    assert column(site(home(NAV), other("a/", "|")), "公告").state == "blank"


def test_pictures_that_many_columns_show_are_no_content_of_any() -> None:
    badge = Picture(at("badge.png"), "", in_body=True)
    names = ("甲", "乙", "丙", "丁")
    nav = menu(*((0, name, f"{number}/") for number, name in enumerate(names)))
    pages = [other(f"{number}/", pictures=(badge,)) for number in range(3)]
    made = site(home(nav), *pages, other("3/", pictures=(badge, Picture(at("own.png"), "", in_body=True))))
    assert [column(made, name).state for name in names] == ["blank", "blank", "blank", "filled"]


def test_a_menu_without_addresses_headed_by_its_column_names_what_stands_below_it() -> None:
    entries = ((0, "计划科"), (1, "规划计划", ""), (1, "内部事务", ""), (1, "植树活动", ""), (1, "结对帮扶", ""))
    nav = menu((0, "公告", "a/"), (0, "动态", "b/"), (0, "计划科", "c/"))
    page = other("c/", "本科室的介绍。" * 10, crumbs=crumbs("计划科"), menus=menu(*entries, region="body"))
    assert column(site(home(nav), page), "计划科", "规划计划").state == "unseen"
