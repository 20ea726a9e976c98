"""Small sites of several systems: name, columns, what they serve, items, days, letters, whose pages."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from tests.reading.families import (
    county_empire,
    county_office_scripted,
    county_portal,
    prison_dede,
    school_site_factory,
    school_vsb,
    school_webplus,
)
from tests.reading.families.made_up import HOST, article_titled, column_named, put_together
from zhengping.reading.site import Site

SCHOOL_DAY = date(2021, 12, 1)


@cache
def school() -> Site:
    return put_together(school_site_factory.PAGES, SCHOOL_DAY, school_site_factory.MISSING)


@cache
def folder_school() -> Site:
    return put_together(school_vsb.PAGES, SCHOOL_DAY, school_vsb.MISSING)


@cache
def county() -> Site:
    return put_together(county_portal.PAGES, county_portal.UNTIL, county_portal.MISSING)


@cache
def scripted() -> Site:
    return put_together(county_office_scripted.PAGES, county_office_scripted.UNTIL, county_office_scripted.MISSING)


@cache
def prison() -> Site:
    return put_together(prison_dede.PAGES, prison_dede.UNTIL, prison_dede.MISSING)


@cache
def college() -> Site:
    return put_together(school_webplus.PAGES, SCHOOL_DAY, school_webplus.MISSING)


# --- a school with ASP.NET addresses by number ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("学校概览", "1.1.1"),
        ("管理团队", "1.1.2"),
        ("学校公告", "1.1.4"),
        ("丰中新闻", "1.1.4"),
        ("校务公开", "1.3.1"),
        ("校长信箱", "4.1"),
    ],
)
def test_a_schools_columns_serve_indicators_by_its_own_words(name: str, code: str) -> None:
    assert code in column_named(school(), name).indicators


def test_a_schools_menu_of_two_levels_gives_the_paths() -> None:
    assert column_named(school(), "学校概览").path == ("走进丰中", "学校概览")
    assert column_named(school(), "学校公告").path == ("新闻中心", "学校公告")


def test_the_home_page_under_a_second_address_boxes_of_related_items_and_the_clock_are_no_columns() -> None:
    names = {column.name for column in school().columns}
    assert not names & {"某市丰收中学", "推荐阅读", "今天是", "大扫除通知"}


def test_a_strip_of_empty_labels_gives_the_date_and_no_source() -> None:
    article = article_titled(school(), "失物招领")
    assert (article.published, article.source) == (date(2021, 11, 3), "")
    assert article.columns[0].path == ("新闻中心", "学校公告")


def test_a_guest_book_table_gives_letters() -> None:
    read = [(letter.submitted, letter.replied) for letter in school().letters]
    assert read == [(date(2021, 10, 9), True), (date(2021, 9, 12), False), (date(2021, 6, 26), True)]


def test_a_list_tells_how_far_it_goes_on() -> None:
    assert column_named(school(), "学校公告").pages_stated == 7


# --- a school with folders and lists that count downwards ------------------------------------------------------------


def test_further_pages_in_the_lists_folder_are_the_lists() -> None:
    found = column_named(folder_school(), "校园新闻")
    assert (len(found.items), found.newest, found.oldest) == (7, date(2021, 9, 2), date(2021, 4, 2))
    assert found.pages_stated == 3


def test_a_strip_without_labels_and_an_owners_number_give_the_displayed_day() -> None:
    article = article_titled(folder_school(), "暑期教师培训圆满结束")
    assert (article.published, article.source) == (date(2021, 7, 28), "")


def test_cut_titles_of_rows_are_taken_whole() -> None:
    titles = [item.title for item in column_named(folder_school(), "通知公告").items]
    assert titles == ["关于2021年国庆节放假安排的通知", "关于公布2021年招生计划的公告", "关于做好期末考试工作的通知"]


# --- a county portal ------------------------------------------------------------------------------------------------


def test_a_portal_kept_by_the_governments_office_is_the_governments() -> None:
    assert (county().name, county().office) == ("丰收县人民政府门户网站", "丰收县人民政府")


def test_columns_of_offices_and_townships_are_the_portals_own() -> None:
    for name, day in (("丰收要闻", date(2018, 3, 12)), ("部门动态", date(2018, 3, 9)), ("乡镇动态", date(2018, 3, 5))):
        found = column_named(county(), name)
        assert "1.1.4" in found.indicators
        assert (found.state, len(found.items), found.newest) == ("filled", 3, day)


def test_a_townships_own_site_under_the_address_is_another() -> None:
    assert county().foreign_pages == {HOST + "szz/": "丰收镇人民政府网站"}


def test_what_a_county_is_like_is_no_office() -> None:
    assert not column_named(county(), "丰收概况").indicators
    assert "1.1.1" in column_named(county(), "政府机构").indicators
    assert "1.1.2" in column_named(county(), "县政府领导").indicators


def test_articles_between_comments_in_tables_are_read() -> None:
    article = article_titled(county(), "县教育局：扎实做好开学工作")
    assert (article.published, article.source) == (date(2018, 3, 9), "县教育局")


# --- an office whose dates are filled in by script --------------------------------------------------------------------


def test_dates_that_inline_scripts_state_are_read_in_lists_and_articles() -> None:
    found = column_named(scripted(), "通知公告")
    assert [item.day for item in found.items] == [date(2021, 9, 6), date(2021, 7, 5), date(2021, 5, 24)]
    assert not any(item.date_scripted for item in found.items)
    assert found.complete
    assert article_titled(scripted(), "关于征集技术需求的公告").source == "农技站"


def test_where_an_outside_script_fills_them_in_the_address_stands_in_and_the_column_is_not_known_whole() -> None:
    found = column_named(scripted(), "新闻动态")
    assert [item.day for item in found.items] == [
        date(2021, 9, 14),
        date(2021, 8, 26),
        date(2021, 7, 30),
        date(2021, 6, 18),
    ]
    assert all(item.date_scripted for item in found.items)
    assert not found.complete
    assert article_titled(scripted(), "局领导检查农资市场").published_where == "url"


def test_addresses_that_disagree_with_shown_dates_stand_in_for_none() -> None:
    pages = dict(county_office_scripted.PAGES)
    for number, (path, html) in enumerate(county_office_scripted.PAGES.items()):
        if path.startswith("tz/2"):
            for copy in range(2):
                pages[f"tz/201501/t20150101_{number}{copy}.html"] = html
    site = put_together(pages, county_office_scripted.UNTIL, county_office_scripted.MISSING)
    assert article_titled(site, "局领导检查农资市场").published is None
    assert column_named(site, "新闻动态").newest is None
    assert not column_named(site, "新闻动态").complete


# --- a prison administration ------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("监狱要闻", "1.1.4"),
        ("基层动态", "1.1.4"),
        ("内设机构", "1.1.1"),
        ("局领导", "1.1.2"),
        ("狱务公开", "1.3.1"),
        ("减刑假释公示", "3.1.5"),
        ("会见须知", "3.1.1"),
    ],
)
def test_a_prisons_columns_serve_indicators_by_its_own_words(name: str, code: str) -> None:
    assert code in column_named(prison(), name).indicators


def test_rows_led_by_a_units_name_keep_title_and_day() -> None:
    rows = [(item.title, item.day) for item in column_named(prison(), "基层动态").items]
    assert rows[0] == ("第一监狱开展春季消防演练", date(2019, 3, 11))
    assert [day for _, day in rows] == [date(2019, 3, 11), date(2019, 3, 5), date(2019, 2, 27)]


def test_a_breadcrumb_that_ends_in_a_sign_gives_the_column_and_an_unknown_source_is_none() -> None:
    article = article_titled(prison(), "第一监狱罪犯减刑建议公示（2019年第3批）")
    assert article.columns[0].path == ("狱务公开", "减刑假释公示")
    assert (article.published, article.source) == (date(2019, 3, 8), "")


def test_a_prisons_own_site_under_the_address_is_another() -> None:
    assert prison().foreign_pages == {HOST + "dyjy/": "某省第一监狱网站"}


# --- a college with portlets ------------------------------------------------------------


def test_a_text_column_with_a_strip_of_its_own_stays_a_column() -> None:
    assert column_named(college(), "学校简介").path == ("学院概况", "学校简介")
    assert "1.1.1" in column_named(college(), "学校简介").indicators


def test_the_publisher_of_a_strip_is_no_source() -> None:
    article = article_titled(college(), "学院举行校企合作签约仪式")
    assert (article.published, article.source) == (date(2021, 10, 27), "")


def test_counts_in_boxes_tell_how_far_a_list_goes_on() -> None:
    found = column_named(college(), "新闻动态")
    assert (found.pages_stated, found.pages_seen, len(found.items)) == (3, 2, 6)


# --- a county portal of old tables ------------------------------------------------------------


@cache
def old_county() -> Site:
    return put_together(county_empire.PAGES, county_empire.UNTIL, county_empire.MISSING)


def test_tabs_whose_boxes_stand_elsewhere_are_all_columns() -> None:
    served = {
        name: column_named(old_county(), name).indicators for name in ("领导信息", "组织机构", "政府公告", "县长信箱")
    }
    assert served == {"领导信息": ("1.1.2",), "组织机构": ("1.1.1",), "政府公告": ("1.1.4",), "县长信箱": ("4.1",)}


def test_the_total_of_rows_in_a_bar_is_no_page() -> None:
    found = column_named(old_county(), "政务动态")
    assert (found.path, found.pages_stated, found.rows_stated) == (("丰收政务", "政务动态"), 2, 8)


def test_a_strip_whose_labels_run_on_gives_date_and_source() -> None:
    article = article_titled(old_county(), "县领导督查防汛工作")
    assert (article.published, article.source) == (date(2018, 6, 4), "县政府办")
