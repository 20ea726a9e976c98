"""The column tree: where columns come from, what they are called, what stands above them."""

from datetime import date

from tests.reading.hand_made import (
    article,
    column,
    crumbs,
    home,
    listing,
    menu,
    missing,
    names,
    other,
    row,
    site,
)
from zhengping.reading.facts import MenuEntry, Paging

NAV = menu((0, "首页", ""), (0, "新闻动态", "xwdt/"), (1, "通知公告", "xwdt/tzgg/"), (0, "政策法规", "zcfg/"))


def test_a_column_stands_below_the_names_of_its_breadcrumb() -> None:
    made = site(home(), listing("a/b/", [row("a/b/1.html", "一条")], crumbs=crumbs(("信息公开", "a/"), "规划计划")))
    assert column(made, "信息公开", "规划计划").url.endswith("/a/b/")


def test_nested_navigation_gives_columns_their_parents() -> None:
    made = site(home(NAV), listing("xwdt/tzgg/", [row("1.html", "一条")]))
    assert column(made, "新闻动态", "通知公告").state == "filled"


def test_a_menu_entry_whose_page_is_missing_is_an_unseen_column() -> None:
    made = site(home(NAV), entries=[missing("zcfg/")])
    found = column(made, "政策法规")
    assert (found.state, found.outcome, found.in_navigation) == ("unseen", "not-found", True)


def test_a_menu_entry_without_an_address_is_an_unseen_column() -> None:
    made = site(home(menu((0, "新闻动态", "xwdt/"), (0, "政策解读", ""))))
    assert column(made, "政策解读").state == "unseen"
    assert column(made, "政策解读").incomplete_why


def test_home_and_tool_entries_are_no_columns() -> None:
    made = site(home(menu((0, "网站首页", ""), (0, "加入收藏", ""), (0, "繁体版", "big5/"), (0, "新闻动态", "xwdt/"))))
    assert names(made) == [("新闻动态",)]


def test_a_heading_without_a_link_is_the_parent_of_its_links() -> None:
    made = site(home(menu((0, "单位概况"), (1, "机构职责", "jgzz/"), (1, "领导分工", "ldfg/"))))
    assert names(made) == [("单位概况",), ("单位概况", "机构职责"), ("单位概况", "领导分工")]


def test_a_menu_name_that_leads_to_its_first_child_is_a_column_of_its_own_above_it() -> None:
    made = site(
        home(menu((0, "信息公开", "xxgk/bmwj/"), (0, "新闻动态", "xwdt/"))),
        listing("xxgk/bmwj/", [row("1.html", "一条")], crumbs=crumbs("信息公开", "部门文件")),
    )
    assert column(made, "信息公开", "部门文件").items
    assert not column(made, "信息公开").items
    assert column(made, "信息公开").state == "filled"


def test_a_second_name_of_a_column_is_an_alias_and_serves_indicators_too() -> None:
    made = site(
        home(menu((0, "互动交流", "mail/"), (0, "新闻动态", "xwdt/"))),
        listing("mail/", [row("1.html", "一封信")], crumbs=crumbs("园林之声")),
    )
    found = column(made, "园林之声")
    assert found.aliases == ("互动交流",)
    assert "4.1" in found.indicators


def test_a_side_menu_entry_without_address_for_the_open_column_is_that_column() -> None:
    side = menu((0, "信息公开"), (1, "部门文件", ""), (1, "规划计划", "ghjh/"), region="side")
    made = site(home(), listing("bmwj/", [row("1.html", "一条")], crumbs=crumbs("信息公开", "部门文件"), menus=side))
    assert names(made).count(("信息公开", "部门文件")) == 1


def test_a_side_menu_titled_by_the_open_column_does_not_make_it_its_sisters_parent() -> None:
    side = menu((0, "公文"), (1, "公文", ""), (1, "工作动态", "gzdt/"), region="side")
    made = site(home(), listing("gw/", [row("1.html", "一条")], crumbs=crumbs("公文"), menus=side))
    assert ("工作动态",) in names(made)


def test_further_pages_of_a_list_are_no_columns_of_their_own() -> None:
    first = listing(
        "a/index.html", [row("1.html", "一")], paging=Paging(pages=2, urls=("http://bureau.example/a/index_1.html",))
    )
    second = listing("a/index_1.html", [row("2.html", "二")], paging=Paging(pages=2, current=2))
    made = site(home(menu((0, "公告", "a/index.html"), (0, "动态", "b/"))), first, second)
    assert [item.title for item in column(made, "公告").items] == ["一", "二"]
    assert len([each for each in made.columns if each.pages]) == 1


def test_a_folder_stands_below_the_folder_that_holds_it() -> None:
    made = site(
        home(),
        listing("xxgk/", [row("1.html", "一")], crumbs=crumbs("信息公开")),
        listing("xxgk/nb/", [row("2.html", "二")], heading="年报"),
    )
    assert ("信息公开", "年报") in names(made)


def test_a_link_farm_in_the_body_makes_no_columns() -> None:
    farm = tuple(MenuEntry(f"友好单位{n}", f"http://friend{n}.example/", 0, 3, "body") for n in range(5))
    assert names(site(home((*NAV, *farm)))) == [("新闻动态",), ("新闻动态", "通知公告"), ("政策法规",)]


def test_a_site_name_above_the_navigation_is_no_column() -> None:
    made = site(home(menu((0, "某市园林局"), (1, "新闻动态", "xwdt/"), (1, "政策法规", "zcfg/"))))
    assert names(made) == [("新闻动态",), ("政策法规",)]


def test_results_of_a_search_are_no_column() -> None:
    made = site(home(NAV), listing("search/result.html?word=a", [row("1.html", "一")], heading="搜索结果"))
    assert ("搜索结果",) not in names(made)


def test_a_column_that_is_one_page_of_content_is_filled() -> None:
    made = site(
        home(menu((0, "职能介绍", "znjs/"), (0, "动态", "b/"))), other("znjs/", "主要职责是" + "负责园林绿化工作。" * 8)
    )
    assert column(made, "职能介绍").state == "filled"


def test_an_article_without_a_breadcrumb_stands_in_the_list_that_holds_it() -> None:
    made = site(
        home(),
        listing("b/", [row("x/1.html", "标题")], crumbs=crumbs("公告")),
        article("x/1.html", "标题", date(2024, 1, 2)),
    )
    assert [each.name for each in made.articles[0].columns] == ["公告"]


def test_the_breadcrumb_of_an_article_goes_before_the_lists_that_show_it() -> None:
    made = site(
        home(),
        listing("top/", [row("x/1.html", "标题")], crumbs=crumbs("要闻")),
        listing("x/", [row("x/1.html", "标题")], crumbs=crumbs("通知")),
        article("x/1.html", "标题", date(2024, 1, 2), crumbs=crumbs(("通知", "x/"), "正文")),
    )
    assert [each.name for each in made.articles[0].columns] == ["通知", "要闻"]


def test_a_breadcrumb_that_ends_in_the_title_names_the_step_before_it() -> None:
    made = site(
        home(), article("x/1.html", "关于公园开放的公告", date(2024, 1, 2), crumbs=crumbs("公告", "关于公园开放的公告"))
    )
    assert made.articles[0].columns[0].path == ("公告",)


def test_the_same_pages_in_another_order_give_the_same_tree() -> None:
    pages = [
        home(NAV),
        listing("xwdt/tzgg/", [row("1.html", "一")], crumbs=crumbs(("新闻动态", "xwdt/"), "通知公告")),
        listing("zcfg/", [row("2.html", "二")], crumbs=crumbs("政策法规")),
        article("1.html", "一", date(2024, 1, 1), crumbs=crumbs("通知公告")),
    ]
    assert names(site(*pages)) == names(site(*reversed(pages)))


def test_share_buttons_and_neighbours_under_an_article_are_no_columns() -> None:
    bar = menu(
        (0, "关于公园开放的公告"), (1, "微信", ""), (1, "政府采购", "http://shop.example/"), region="body", block=1
    )
    made = site(
        home(NAV), article("1.html", "关于公园开放的公告", date(2024, 1, 2), menus=bar, crumbs=crumbs("政策法规"))
    )
    assert names(made) == [("新闻动态",), ("新闻动态", "通知公告"), ("政策法规",)]


def test_a_page_of_content_whose_breadcrumb_ends_in_its_name_is_a_column_where_menus_lead_to_it() -> None:
    page = article("gk/zn/", "公开指南", crumbs=crumbs(("信息公开", "gk/"), ("公开指南", "gk/zn/")))
    made = site(home(menu((0, "信息公开", "gk/"), (1, "公开指南", "gk/zn/"))), page)
    assert column(made, "信息公开", "公开指南").state == "filled"
    assert not made.articles


def test_a_further_page_known_by_its_addresss_page_number_belongs_to_the_first() -> None:
    first = listing("col1/index.html", [row("1.html", "一")], crumbs=crumbs("公告"))
    second = listing("col1/index.html?uid=7&pageNum=2", [row("2.html", "二")], crumbs=crumbs("公告"))
    made = site(home(), first, second)
    assert [item.title for item in column(made, "公告").items] == ["一", "二"]


def test_the_title_of_a_home_page_box_names_the_column_of_its_more_link() -> None:
    box = menu((0, "规划计划"), (0, "更多", "list.aspx?id=3"), region="body", block=4)
    made = site(home((*NAV, *box)), entries=[missing("list.aspx?id=3")])
    assert column(made, "规划计划").url.endswith("list.aspx?id=3")


def test_a_linked_title_above_documents_is_a_column() -> None:
    rows = tuple((1, f"关于公布第{n}批名单的通知", f"d/{n}.html") for n in range(3))
    box = menu((0, "公示公告", "gs/"), *rows, region="body", block=4)
    made = site(home((*NAV, *box)), listing("gs/", [row("d/1.html", "一")]))
    assert column(made, "公示公告").in_navigation


def test_a_further_page_with_its_parameters_in_another_order_belongs_to_the_first() -> None:
    nav = menu((0, "公告", "list.jsp?urltype=tree&id=7"), (0, "动态", "list.jsp?urltype=tree&id=8"))
    first = listing("list.jsp?urltype=tree&id=7", [row("1.html", "一")])
    second = listing("list.jsp?totalpage=2&PAGENUM=2&id=7&urltype=tree", [row("2.html", "二")])
    assert [item.title for item in column(site(home(nav), first, second), "公告").items] == ["一", "二"]


def test_an_undated_page_of_content_that_menus_lead_to_is_no_document() -> None:
    made = site(
        home(menu((0, "机构职能", "content.jsp?id=2"), (0, "动态", "b/"))), article("content.jsp?id=2", "机构职能")
    )
    assert not made.articles
    assert column(made, "机构职能").state == "filled"


def test_a_side_menu_of_a_content_page_names_the_columns_beside_it() -> None:
    side = menu((0, "关于我们"), (1, "机构设置", "jg/"), (1, "领导介绍", "ld/"), region="body", block=2)
    made = site(home(), article("jg/", "机构设置", menus=side))
    assert names(made) == [("关于我们",), ("关于我们", "机构设置"), ("关于我们", "领导介绍")]


def test_a_link_to_the_last_page_of_a_list_is_no_column() -> None:
    bar = menu((0, "首页", "a/"), (0, "尾页", "a/?page=9"), region="body", block=3)
    first = listing("a/", [row("1.html", "一")], menus=bar, crumbs=crumbs("公告"))
    last = listing("a/?page=9", [row("2.html", "二")], menus=bar)
    assert names(site(home(), first, last)) == [("公告",)]
