"""Menus read from small pieces of HTML: which entry stands below which."""

from __future__ import annotations

from urllib.parse import urljoin

import turbohtml

from zhengping.reading.facts import MenuEntry
from zhengping.reading.menus import read_menus

HOST = "http://bureau.example/"


def _address(href: str) -> str:
    return "" if href.startswith(("javascript:", "#")) else urljoin(HOST, href)


def _read(html: str) -> tuple[MenuEntry, ...]:
    return read_menus(turbohtml.parse(f"<html><body>{html}</body></html>").find_all("a"), _address)


def _shape(html: str) -> list[tuple[int, str]]:
    return [(entry.level, entry.name) for entry in _read(html)]


def test_nested_lists() -> None:
    html = (
        "<ul><li><a href=a>新闻</a><ul><li><a href=b>公告</a></li><li><a href=c>动态"
        "</a></li></ul></li><li><a href=d>政策</a></li></ul>"
    )
    assert _shape(html) == [(0, "新闻"), (1, "公告"), (1, "动态"), (0, "政策")]


def test_a_heading_without_a_link_before_a_box() -> None:
    html = "<div><h3>单位概况</h3><div><a href=a>职责</a><a href=b>领导</a></div></div>"
    assert _shape(html) == [(0, "单位概况"), (1, "职责"), (1, "领导")]
    assert [entry.link for entry in _read(html)] == [False, True, True]


def test_a_definition_list() -> None:
    html = (
        "<div><dl><dt>公开</dt><dd><a href=a>指南</a><a href=b>年报</a></dd>"
        "</dl><dl><dt>服务</dt><dd><a href=c>办事</a></dd></dl></div>"
    )
    assert _shape(html) == [(0, "公开"), (1, "指南"), (1, "年报"), (0, "服务"), (1, "办事")]


def test_lines_of_a_site_map_with_the_first_link_bold() -> None:
    html = (
        "<div><p><a href=a><b>机构</b></a> <a href=b>职能</a> <a href=c>领导"
        "</a></p><p><a href=d><b>新闻</b></a> <a href=e>公告</a></p></div>"
    )
    assert _shape(html) == [(0, "机构"), (1, "职能"), (1, "领导"), (0, "新闻"), (1, "公告")]


def test_an_entry_of_a_script_has_no_address() -> None:
    assert [
        entry.url for entry in _read("<ul><li><a href='javascript:;'>甲</a></li><li><a href=b>乙</a></li></ul>")
    ] == ["", HOST + "b"]


def test_the_true_address_may_stand_in_onclick_or_oldsrc() -> None:
    html = """<ul><li><a href="#" onclick="window.open('/jd/index.html')">解读</a></li>
        <li><a oldsrc="/b/">乙</a></li></ul>"""
    assert [entry.url for entry in _read(html)] == [HOST + "jd/index.html", HOST + "b/"]


def test_commented_links_are_not_there() -> None:
    assert _shape("<ul><li><a href=a>甲</a></li><!--<li><a href=x>专题</a></li>--><li><a href=b>乙</a></li></ul>") == [
        (0, "甲"),
        (0, "乙"),
    ]


def test_long_titles_dates_and_page_numbers_are_no_entries() -> None:
    html = (
        "<ul><li><a href=a>2024-01-02</a></li><li><a href=b>关于公布一批非常长的文件标题以至于不会是栏目名称的通知"
        "</a></li><li><a href=c>下一页</a></li></ul>"
    )
    assert _shape(html) == []


def test_english_under_a_chinese_heading_is_left_out() -> None:
    heading = "<div>信息公开<br><span>News information</span></div>"
    assert _shape(f"<div>{heading}<ul><li><a href=a>甲</a></li><li><a href=b>乙</a></li></ul></div>")[0] == (
        0,
        "信息公开",
    )


def test_regions_by_their_marks() -> None:
    html = (
        "<div class=nav><ul><li><a href=a>甲</a></li><li><a href=b>乙</a></li>"
        "</ul></div><div class=footer><a href=c>丙</a><a href=d>丁</a></div>"
    )
    assert {entry.name: entry.region for entry in _read(html)} == {
        "甲": "nav",
        "乙": "nav",
        "丙": "footer",
        "丁": "footer",
    }


def test_the_title_of_a_box_stands_before_its_more_link() -> None:
    html = "<div class=box><div><h2>通知公告</h2><a href=tzgg/>更多&gt;&gt;</a></div></div>"
    assert [(entry.name, entry.url) for entry in _read(html)] == [("通知公告", ""), ("更多", HOST + "tzgg/")]


def test_deep_nesting_costs_no_recursion() -> None:
    assert _read("<div>" * 5000 + "<a href=a>甲</a><a href=b>乙</a>" + "</div>" * 5000) is not None
