# ruff: noqa: E501
"""List rows of many systems: each shows title, address and day in its own way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from tests.reading.families.article_pages import page
from zhengping.reading.facts import Page
from zhengping.reading.page import read_page

TITLES = [
    "关于开展春季植树活动的通知",
    "关于召开丰收工作会议的通知",
    "我县举办第三届丰收文化节活动",
    "全县秋粮收购工作动员会召开",
    "丰收局到乡镇调研指导工作",
]
DAYS = ["2021-03-12", "2021-03-10", "2021-02-08", "2021-01-25", "2020-12-30"]


def _stamp(day: str) -> int:
    return int(datetime.fromisoformat(f"{day}T12:00:00+08:00").timestamp() * 1000)


def _read(row: Callable[[int, str, str], str], around: str = '<ul class="list">{}</ul>') -> Page:
    rows = "".join(row(index, title, day) for index, (title, day) in enumerate(zip(TITLES, DAYS, strict=True)))
    crumb = '<div class="wz">当前位置：<a href="/">首页</a> &gt; <a href="/tzgg/">通知公告</a></div>'
    html = page(f'{crumb}<div class="main">{around.format(rows)}</div>', title="通知公告-某某县人民政府")
    return read_page("http://site.example/tzgg/index.html", html.encode(), "text/html; charset=utf-8")


LISTS = {
    "written in place": _read(
        lambda i, t, d: f'<li><a href="{i}.html">{t}</a><span><script>document.write("{d}")</script></span></li>'
    ),
    "a cut of a written time": _read(
        lambda i, t, d: (
            f'<li><span><script>document.write("{d} 10:00:00.0".substring(0,10));</script></span><a href="{i}.html">{t}</a></li>'
        )
    ),
    "a call with slashes": _read(
        lambda i, t, d: f'<li><a href="{i}.html">{t}</a><script>showDate("{d.replace("-", "/")} 8:00:00")</script></li>'
    ),
    "a call with a time stamp": _read(
        lambda i, t, d: (
            f'<li><a href="{i}.html">{t}</a><em><script>document.write(local({_stamp(d)}))</script></em></li>'
        )
    ),
    "a data attribute": _read(lambda i, t, d: f'<li><a href="{i}.html">{t}</a><em data-time="{d}"></em></li>'),
    "a time stamp in the row's attribute": _read(
        lambda i, t, d: f'<li data-date="{_stamp(d)}"><a href="{i}.html">{t}</a><em></em></li>'
    ),
    "the year in the title attribute only": _read(
        lambda i, t, d: f'<li><a href="{i}.html">{t}</a><span title="{d}">{d[5:]}</span></li>'
    ),
    "the link's title tells all": _read(
        lambda i, t, d: (
            f'<li><a href="{i}.html" title="标题：{t}&#13;点击数：3&#13;发表时间：{d[:4]}年{d[5:7]}月{d[8:]}日">{t[:8]}...</a></li>'
        )
    ),
    "day and month in boxes": _read(
        lambda i, t, d: (
            f'<li><div class="date"><b>{d[8:]}</b><span>{d[:7]}</span></div><div><a href="{i}.html">{t}</a><p>为进一步做好有关工作，现将有关事项通知如下</p></div></li>'
        )
    ),
    "month and day above the year": _read(
        lambda i, t, d: f'<li><div class="date"><p>{d[5:]}</p><p>{d[:4]}</p></div><a href="{i}.html">{t}</a></li>'
    ),
    "boxes inside the link": _read(
        lambda i, t, d: f'<li><a href="{i}.html"><span>{d[8:]}</span><span>{d[:4]}/{d[5:7]}</span><h3>{t}</h3></a></li>'
    ),
    "English months": _read(
        lambda i, t, d: (
            f'<li><a href="{i}.html"><i>{d[8:]}</i><em>{"JanFebMarAprMayJunJulAugSepOctNovDec"[int(d[5:7]) * 3 - 3 : int(d[5:7]) * 3]},{d[:4]}</em><h3>{t}</h3></a></li>'
        )
    ),
    "a table of one row each": _read(
        lambda i, t, d: (
            f'<table width="100%"><tr><td width="3%"><img src="/d.gif"></td><td><a href="{i}.html">{t}</a></td><td>[{d}]</td></tr></table>'
        ),
        "<td>{}</td>",
    ),
    "terms and definitions": _read(lambda i, t, d: f'<dd><a href="{i}.html">{t}</a></dd><dt>{d}</dt>', "<dl>{}</dl>"),
    "folders by day, spans of a school's system": _read(
        lambda i, t, d: (
            f'<li class="news n{i}"><span class="news_title"><a href="/{d[:4]}/{d[5:7]}{d[8:]}/c12a{i}/page.htm" title="{t}">{t}</a></span><span class="news_meta">{d}</span></li>'
        ),
        '<div id="wp_news_w6"><ul class="news_list">{}</ul></div>',
    ),
    "cards with a strip": _read(
        lambda i, t, d: (
            f'<div class="card"><a href="{i}.html"><img src="{i}.jpg"></a><div><h4><a href="{i}.html">{t}</a></h4><p>来源：办公室　发布时间：{d}　浏览：<span>12</span></p></div></div>'
        ),
        '<div class="cards">{}</div>',
    ),
    "a grid of labels": _read(
        lambda i, t, d: (
            f'<tr><td><a id="g_{i}" href="Show.aspx?id={i}">{t}</a></td><td><span id="l_{i}">{d} 0:00:00</span></td></tr>'
        ),
        '<form action="List.aspx" method="post"><table>{}</table></form>',
    ),
    "a hot mark on every row": _read(
        lambda i, t, d: f'<li><span>{d}</span><img src="/i/ontop1.gif" alt="热门"><a href="{i}.html">{t}</a></li>'
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_titles_and_days_of_the_rows(name: str) -> None:
    assert [(row.title, str(row.day)) for row in LISTS[name].rows] == list(zip(TITLES, DAYS, strict=True))


@pytest.mark.parametrize("name", LISTS)
def test_no_row_is_pinned_and_no_date_awaited(name: str) -> None:
    assert not any(row.pinned or row.date_scripted for row in LISTS[name].rows)
    assert LISTS[name].kind == "list"


def test_rows_whose_date_an_outside_script_knows_say_so() -> None:
    rows = _read(lambda i, t, d: f'<li><a href="{i}.html">{t}</a><span class="date"></span></li>').rows
    assert len(rows) == len(TITLES)
    assert all(row.day is None and row.date_scripted for row in rows)


def _drawn(records: str) -> Page:
    script = f'<ul id="l"></ul><script>var list=[{records}];for(var i=0;i<list.length;i++){{$("#l").append("<li>"+list[i].title+"</li>")}}</script>'
    html = page(
        f'<div class="wz">当前位置：<a href="/">首页</a> &gt; 通知公告</div>{script}', title="通知公告-某某县人民政府"
    )
    return read_page("http://site.example/tzgg/index.html", html.encode(), "text/html; charset=utf-8")


def test_rows_that_a_script_draws_from_its_own_data_are_read() -> None:
    records = ",".join(
        f'{{"title":"{t}","url":"\\/a\\/{i}.html","time":"{d} 10:00:00"}}'
        for i, (t, d) in enumerate(zip(TITLES, DAYS, strict=True))
    )
    read = _drawn(records)
    assert [(row.title, str(row.day)) for row in read.rows] == list(zip(TITLES, DAYS, strict=True))
    assert [row.url for row in read.rows] == [f"http://site.example/a/{i}.html" for i in range(5)]
    assert (read.kind, read.scripted) == ("list", False)


def test_data_without_dates_or_of_pictures_is_no_list() -> None:
    assert not _drawn(
        '{"title":"走进丰收","url":"/a/"},{"title":"政务公开","url":"/b/"},{"title":"新闻中心","url":"/c/"}'
    ).rows
    assert not _drawn(
        ",".join(f'{{"title":"图片{n}的标题","url":"/i/{n}.jpg","time":"2021-01-0{n}"}}' for n in range(1, 5))
    ).rows
