"""Whose page it is: a wrong exclusion costs a department dearly, so only a clear name excludes alone."""

from datetime import date

from tests.reading.hand_made import article, at, body_link, column, crumbs, home, listing, menu, other, row, site
from zhengping.reading.facts import Footer
from zhengping.reading.ownership import core_name, same_name

NAV = menu((0, "概况", "gk/"), (0, "动态", "dt/"), (0, "公开", "gks/"), (0, "服务", "fw/"))
OWN = Footer(organizer="某市园林局")


def _home() -> object:
    return home(NAV, site_name="某市园林局", footer=OWN)


def test_another_site_name_makes_a_page_foreign() -> None:
    made = site(_home(), listing("city/", [row("1.html", "一")], site_name="某市人民政府门户网站"))  # type: ignore[arg-type]
    assert made.foreign_pages == {at("city/"): "某市人民政府门户网站"}
    assert at("city/") not in made.pages
    assert at("city/") in made.other_pages


def test_a_longer_form_of_the_own_name_is_no_other_site() -> None:
    made = site(_home(), listing("a/", [row("1.html", "一")], site_name="某省某市园林局网站"))  # type: ignore[arg-type]
    assert not made.foreign_pages


def test_without_meta_tags_another_name_and_another_frame_together_make_a_page_foreign() -> None:
    made = site(
        home(NAV, footer=OWN),
        listing(
            "p/",
            [row("1.html", "一")],
            title_tag="某市政府诉求平台",
            menus=menu((0, "诉求窗口", "p/w/"), (0, "排行", "p/r/")),
        ),
    )
    assert at("p/") in made.foreign_pages


def test_another_title_inside_the_own_navigation_is_not_foreign() -> None:
    made = site(home(NAV, footer=OWN), listing("p/", [row("1.html", "一")], title_tag="人事服务平台", menus=NAV))
    assert not made.foreign_pages


def test_two_signs_do_not_exclude_a_single_page_that_this_site_links_to() -> None:
    page = listing("p/", [row("1.html", "一")], title_tag="人事服务平台", menus=menu((0, "报名", "p/w/")))
    assert not site(home(NAV, footer=OWN, links=(body_link("p/", "人事服务"),)), page).foreign_pages


def test_another_site_name_inside_the_own_navigation_is_a_slip_of_the_template() -> None:
    made = site(_home(), listing("a/", [row("1.html", "一")], site_name="某市人民政府", menus=NAV))  # type: ignore[arg-type]
    assert not made.foreign_pages


def test_another_frame_alone_is_not_foreign() -> None:
    made = site(
        home(NAV, footer=OWN),
        listing("zt/", [row("1.html", "一")], title_tag="植树节专题", menus=menu((0, "首页", "zt/"))),
    )
    assert not made.foreign_pages


def test_a_navigation_entry_to_a_platform_is_an_elsewhere_column() -> None:
    nav = (*NAV, *menu((0, "互动交流", "p/")))
    made = site(home(nav, site_name="某市园林局"), other("p/", site_name="某市人民政府"))
    found = column(made, "互动交流")
    assert (found.state, found.platform) == ("elsewhere", "某市人民政府")
    assert [page.url for page in found.pages] == [at("p/")]


def test_a_section_that_a_platform_keeps_under_this_offices_name_is_its_own() -> None:
    made = site(
        _home(),  # type: ignore[arg-type]
        listing(
            "gkpt/yl/nb/",
            [row("gkpt/1.html", "年报")],
            site_name="某市人民政府",
            crumbs=crumbs(("市园林局", "gkpt/yl/"), "信息公开年报"),
        ),
    )
    found = column(made, "市园林局", "信息公开年报")
    assert (found.state, found.platform) == ("filled", "某市人民政府")


def test_an_english_edition_is_not_the_site() -> None:
    made = site(_home(), other("en/about.html", "About the bureau of parks and gardens. " * 20))  # type: ignore[arg-type]
    assert made.foreign_pages == {at("en/about.html"): "英文版"}


def test_names_are_one_where_only_the_place_before_them_differs() -> None:
    assert same_name("市园林局", "某省某某市园林局")
    assert not same_name("市教育局", "市体育局")


def test_the_core_of_a_name_is_without_its_places() -> None:
    assert core_name("某某省某某市市场监督管理局") == "市场监督管理局"


def test_a_document_of_another_site_is_told_apart_by_the_first_step_of_its_path() -> None:
    page = article("c/1.html", "城市简介", date(2024, 1, 2), site_name="某市人民政府", crumbs=crumbs("走进某市"))
    made = site(_home(), page)  # type: ignore[arg-type]
    assert not made.articles
    assert [place.column.path for place in made.other_documents if place.column] == [("某市人民政府", "走进某市")]


def test_a_thematic_site_whose_footer_names_this_office_is_its_own() -> None:
    frame = menu((0, "产业动态", "cy/d/"), (0, "产业政策", "cy/z/"))
    pages = [
        listing(f"cy/{n}/", [row("1.html", "一")], title_tag="某市花卉产业网", menus=frame, footer=OWN)
        for n in ("d", "z")
    ]
    assert not site(home(NAV, footer=OWN), *pages).foreign_pages


def test_the_word_for_home_page_is_no_part_of_the_sites_name() -> None:
    assert site(home(NAV, title_tag="首页-某市园林局")).name == "某市园林局"


def test_a_governments_own_platforms_under_other_names_are_its_own() -> None:
    pages = [
        listing(f"{path}/", [row(f"{path}/1.html", "一")], site_name=name)
        for path, name in (("gk", "园林县政府信息公开平台"), ("c", "中国·园林"), ("fw", "园林县政务服务网"))
    ]
    made = site(home(NAV, site_name="园林县人民政府"), *pages)
    assert not made.foreign_pages


def test_a_townships_and_a_linked_offices_site_are_not_the_countys() -> None:
    pages = [
        listing(f"{path}/", [row(f"{path}/1.html", "一")], site_name=name)
        for path, name in (("zf", "园林镇人民政府"), ("jy", "园林县教育局"), ("x", "小禾县人民政府"))
    ]
    made = site(home(NAV, site_name="园林县人民政府"), *pages)
    assert set(made.foreign_pages) == {at("zf/"), at("jy/"), at("x/")}


def test_two_governments_are_not_one_by_the_words_that_all_governments_share() -> None:
    assert not same_name("园林县人民政府", "小禾县人民政府")
    assert same_name("某市园林县人民政府", "园林县人民政府门户网站")
