# ruff: noqa: E501 - lines of HTML
"""Rows of list pages in the shapes that such sites give them."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading.pages import page
from zhengping.reading.facts import Row
from zhengping.reading.lists import read_rows

ONE, TWO = "关于开展年度检查工作的通知", "关于公布评审结果的公告"
HERE = "https://dept.example.cn/zwgk/tzgg/"


def rows(body: str) -> tuple[Row, ...]:
    return read_rows(page(body))


def pairs(body: str) -> list[tuple[str, date | None]]:
    return [(row.title, row.day) for row in rows(body)]


SHAPES = {
    "li, date behind": "<ul>{}</ul>|<li><a href='{u}'>{t}</a><span>{y}-{m}-{d}</span></li>",
    "li, date in front": "<ul>{}</ul>|<li><span>[{y}-{m}-{d}]</span><a href='{u}'>{t}</a></li>",
    "li, date in words": "<ul>{}</ul>|<li><a href='{u}'>{t}</a> {y}年{m}月{d}日</li>",
    "li, date with slashes": "<ul>{}</ul>|<li><a href='{u}'>{t}</a><em>{y}/{m}/{d}</em></li>",
    "li, date with dots": "<ul>{}</ul>|<li><a href='{u}'>{t}</a><em>{y}.{m}.{d}</em></li>",
    "li, date within the link": "<ul>{}</ul>|<li><a href='{u}'><span>{t}</span><i>{y}-{m}-{d}</i></a></li>",
    "li, run together": "<ul>{}</ul>|<li><a href='{u}'>{t}{y}-{m}-{d}</a></li>",
    "li, run together in brackets": "<ul>{}</ul>|<li><a href='{u}'>{t}({y}-{m}-{d})</a></li>",
    "li, labelled": "<ul>{}</ul>|<li><a href='{u}'>{t}</a><p>发布时间：{y}-{m}-{d} 09:30 浏览：12</p></li>",
    "table row": "<table>{}</table>|<tr><td>·</td><td><a href='{u}'>{t}</a></td><td>{y}-{m}-{d}</td></tr>",
    "table for each row": "<div>{}</div>|<table><tr><td><a href='{u}'>{t}</a></td><td>{y}-{m}-{d}</td></tr></table>",
    "div": "<div>{}</div>|<div class='item'><div><a href='{u}'>{t}</a></div><div>{y}-{m}-{d}</div></div>",
    "links and dates side by side": "<div>{}</div>|<a href='{u}'>{t}</a><span>{y}-{m}-{d}</span><br>",
    "dates before links": "<div>{}</div>|<span>{y}-{m}-{d}</span><a href='{u}'>{t}</a><br>",
    "dt and dd": "<dl>{}</dl>|<dt><a href='{u}'>{t}</a></dt><dd>{y}-{m}-{d}</dd>",
    "day over month": "<ul>{}</ul>|<li><div><b>{d}</b><p>{y}-{m}</p></div><a href='{u}'>{t}</a></li>",
    "month-day over year": "<ul>{}</ul>|<li><div><b>{m}-{d}</b><p>{y}</p></div><a href='{u}'>{t}</a></li>",
    "card with summary": "<ul>{}</ul>|<a href='{u}'><img src='x.jpg'><h3>{t}({y}-{m}-{d})</h3><p>摘要的文字</p></a>",
    "with category and summary": "<ul>{}</ul>|<li><a href='/c/'>[要闻]</a><a href='{u}'>{t}</a><span>{y}-{m}-{d}</span></li>",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_title_and_date_of_a_row(shape: str) -> None:
    frame, row = SHAPES[shape].split("|")
    body = row.format(u="1.html", t=ONE, y="2020", m="03", d="15") + row.format(
        u="2.html", t=TWO, y="2019", m="12", d="31"
    )
    found = rows(frame.format(body))
    assert [(each.url, each.title, each.day) for each in found] == [
        (HERE + "1.html", ONE, date(2020, 3, 15)),
        (HERE + "2.html", TWO, date(2019, 12, 31)),
    ]


def test_month_and_day_alone_give_no_date() -> None:
    found = rows(
        f"<ul><li><a href='1.html'>{ONE}</a><span>[03-15]</span></li><li><a href='2.html'>{TWO}</a><span>12-31</span></li></ul>"
    )
    assert [(row.day, row.month_day) for row in found] == [(None, "03-15"), (None, "12-31")]


def test_a_cut_title_is_taken_from_the_title_attribute() -> None:
    found = pairs(f"<ul><li><a href='1.html' title='{ONE}'>关于开展年度检…</a><span>2020-03-15</span></li></ul>")
    assert found == [(ONE, date(2020, 3, 15))]


def test_a_title_attribute_that_tells_more_is_taken_apart() -> None:
    found = pairs(
        f"<ul><li><a href='1.html' title='文章标题：{ONE}\n作者：某\n发布时间：2020/3/15'>关于开展年度检…</a></li></ul>"
    )
    assert found == [(ONE, date(2020, 3, 15))]


def test_the_day_of_an_event_in_the_title_is_no_date_of_the_row() -> None:
    found = pairs(
        f"<ul><li><a href='1.html'>2019年5月1日新闻发布会实录</a><span>2020-03-15</span></li>"
        f"<li><a href='2.html'>{TWO}</a><span>2020-03-14</span></li></ul>"
    )
    assert found[0] == ("2019年5月1日新闻发布会实录", date(2020, 3, 15))
    undated = pairs(
        "<ul><li><a href='1.html'>2019年5月1日新闻发布会实录</a></li><li><a href='2.html'>关于节假日值班安排的通知</a></li></ul>"
    )
    assert undated[0] == ("2019年5月1日新闻发布会实录", None)


def test_pinned_rows_are_marked_and_keep_their_titles() -> None:
    found = rows(f"""<ul><li><a href='1.html'>[置顶]{ONE}</a><span>2018-01-01</span></li>
        <li class="is-top"><a href='2.html'>{TWO}</a><span>2017-01-01</span></li>
        <li><a href='3.html'>第三条普通的信息标题</a><span>2020-01-01</span></li></ul>""")
    assert [(row.title, row.pinned) for row in found] == [(ONE, True), (TWO, True), ("第三条普通的信息标题", False)]


def test_rows_without_a_known_address_stay_rows() -> None:
    found = rows(
        f"<ul><li><a href='javascript:;'>{ONE}</a><span>2020-03-15</span></li><li><a href='javascript:;'>{TWO}</a><span>2020-03-14</span></li></ul>"
    )
    assert [(row.url, row.title) for row in found] == [("", ONE), ("", TWO)]


def test_two_links_of_one_row_are_one_row() -> None:
    found = rows(
        f"<ul><li><a href='1.html'><img src='a.jpg'></a><h4><a href='1.html'>{ONE}</a></h4><p>摘要</p><a href='1.html'>[详细]</a> 2020-03-15</li></ul>"
    )
    assert [(row.title, row.day) for row in found] == [(ONE, date(2020, 3, 15))]


def test_neighbouring_lists_are_blocks_of_their_own() -> None:
    found = rows(f"""<div class="a"><h2>通知</h2><ul><li><a href='1.html'>{ONE}</a><i>2020-03-15</i></li><li><a href='2.html'>{TWO}</a><i>2020-03-01</i></li></ul></div>
        <div class="b"><h2>要闻</h2><ul><li><a href='3.html'>某领导到基层调研指导工作</a><i>2020-04-15</i></li><li><a href='4.html'>全系统会议在某地召开</a><i>2020-04-01</i></li></ul></div>""")
    assert [row.block for row in found] == [0, 0, 1, 1]


def test_a_list_cut_into_pieces_is_one_block_and_tabs_are_not() -> None:
    piece = "<ul class='l'><li><a href='{a}.html'>{t}一则</a><i>{d}</i></li><li><a href='{a}b.html'>{t}二则</a><i>{d}</i></li></ul>"
    cut = piece.format(a=1, t=ONE, d="2020-03-15") + piece.format(a=2, t=TWO, d="2020-02-15")
    tabs = piece.format(a=1, t=ONE, d="2020-03-15") + piece.format(a=2, t=TWO, d="2020-04-15")
    assert {row.block for row in rows(cut)} == {0}
    assert {row.block for row in rows(tabs)} == {0, 1}


def test_menus_breadcrumbs_and_link_farms_are_no_rows() -> None:
    assert not rows("""<div class="nav"><ul><li><a href="/a/">政务公开与政策文件发布平台</a></li><li><a href="/b/">互动交流与公众参与服务平台</a></li></ul></div>
        <div class="dqwz">当前位置：<a href="/">首页</a> &gt; <a href="/x/">公共资源配置领域信息公开专栏</a></div>
        <div><h3>友情链接</h3><ul><li><a href="http://a.example.cn/">中华人民共和国某某部</a></li><li><a href="http://b.example.cn/">中华人民共和国某委员会</a></li></ul></div>
        <ul class="cols"><li><a href="/1/">办公室</a></li><li><a href="/2/">人事处</a></li></ul>""")


def test_previous_next_and_page_numbers_are_no_rows() -> None:
    assert not rows(
        "<ul><li><a href='1.html'>上一篇：某单位关于某项工作的通知</a></li><li><a href='2.html'>下一篇：某单位关于另一项工作的通知</a></li></ul>"
    )


def test_related_boxes_are_no_rows() -> None:
    assert not rows(
        f"<div><h3>相关新闻</h3><ul><li><a href='1.html'>{ONE}</a><i>2020-03-15</i></li><li><a href='2.html'>{TWO}</a><i>2020-03-14</i></li></ul></div>"
    )


def test_links_in_prose_are_no_rows() -> None:
    assert not rows(
        f"<div><p>根据有关规定和要求，按照<a href='1.html'>{ONE}</a>的安排，现将有关事项说明如下，请认真贯彻执行。</p>"
        f"<p>参照上级部门印发的文件精神，结合我区实际情况，见<a href='2.html'>{TWO}</a>，特此通知。</p></div>"
    )


def test_the_heading_row_says_which_date_is_that_of_publication() -> None:
    found = rows(f"""<table><tr><th>名称</th><th>成文日期</th><th>发布日期</th></tr>
        <tr><td><a href='1.html'>{ONE}</a></td><td>2020-01-01</td><td>2020-03-15</td></tr>
        <tr><td><a href='2.html'>{TWO}</a></td><td>2020-01-02</td><td>2020-03-16</td></tr></table>""")
    assert [row.day for row in found] == [date(2020, 3, 15), date(2020, 3, 16)]
    assert found[0].cells == (ONE, "2020-01-01", "2020-03-15")


def test_a_row_whose_link_says_download_takes_its_title_from_the_cell() -> None:
    found = rows(
        "<table><tr><td>申请表格样本</td><td><a href='a.doc'>下载</a></td><td>2020-03-15</td></tr>"
        "<tr><td>承诺书样本</td><td><a href='b.doc'>下载</a></td><td>2020-03-15</td></tr></table>"
    )
    assert [row.title for row in found] == ["申请表格样本", "承诺书样本"]


def test_records_inside_a_script_are_rows() -> None:
    found = rows(f"""<div id="1"><script type="text/xml"><datastore><recordset>
        <record><![CDATA[<li><a href="/art/2020/3/15/art_1_2.html" title="{ONE}">关于开展…</a><span>2020-03-15</span></li>]]></record>
        <record><![CDATA[<li><a href="/art/2020/3/14/art_1_1.html">{TWO}</a><span>2020-03-14</span></li>]]></record>
        </recordset></datastore></script></div>""")
    assert [(row.url, row.title, row.day) for row in found] == [
        ("https://dept.example.cn/art/2020/3/15/art_1_2.html", ONE, date(2020, 3, 15)),
        ("https://dept.example.cn/art/2020/3/14/art_1_1.html", TWO, date(2020, 3, 14)),
    ]


def test_the_zero_of_the_clock_is_no_date() -> None:
    assert pairs(
        f"<ul><li><a href='1.html'>{ONE}</a><i>1970-01-01</i></li><li><a href='2.html'>{TWO}</a><i>2020-03-14</i></li></ul>"
    )[0] == (ONE, None)


def test_a_headline_that_the_list_repeats_is_one_row() -> None:
    found = pairs(f"""<ul><li><h4><a href='1.html'>{ONE}</a></h4><a href='1.html'>查看详情</a></li>
        <li><a href='1.html'>{ONE}</a><i>2020-03-15</i></li><li><a href='2.html'>{TWO}</a><i>2020-03-14</i></li></ul>""")
    assert found == [(ONE, date(2020, 3, 15)), (TWO, date(2020, 3, 14))]


def test_a_link_that_says_more_is_no_row() -> None:
    found = pairs(
        f"<ul><li><a href='1.html'>{ONE}</a><i>2020-03-15</i></li><li><a href='2.html'>{TWO}</a><i>2020-03-14</i></li><li><a href='more/'>更多</a></li></ul>"
    )
    assert [title for title, _ in found] == [ONE, TWO]


def test_rows_that_open_by_a_click_are_rows() -> None:
    found = rows(f"""<ul><li onclick="window.open('1.html')"><p>{ONE}</p><span>2020-03-15</span></li>
        <li onclick="window.open('2.html')"><p>{TWO}</p><span>2020-03-14</span></li></ul>""")
    assert [(row.url, row.title, row.day) for row in found] == [
        (HERE + "1.html", ONE, date(2020, 3, 15)),
        (HERE + "2.html", TWO, date(2020, 3, 14)),
    ]


def test_a_list_row_whose_link_says_look_takes_its_title_from_beside() -> None:
    found = pairs(
        f"<ul><li>{ONE} <a href='1.html'>[查看]</a> 2020-03-15</li><li>{TWO} <a href='2.html'>[查看]</a> 2020-03-14</li></ul>"
    )
    assert [title for title, _ in found] == [ONE, TWO]
