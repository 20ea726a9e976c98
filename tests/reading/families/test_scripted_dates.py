# ruff: noqa: E501
"""Dates that no text shows: each way in which a script states one, and what only an outside script knows."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading.families.article_pages import TEXT, TITLE, page
from zhengping.reading.facts import Page
from zhengping.reading.page import read_page

DAY = date(2019, 10, 8)
_CRUMB = '<div class="wz">当前位置：<a href="/">首页</a> &gt; <a href="/tzgg/">通知公告</a></div>'
_EMPTY = '<div class="info">发布时间：<span id="pubtime"></span> 来源：办公室</div>'
_NONE = '<div class="info">来源：办公室</div>'


def _read(head: str, tail: str = "", top: str = "") -> Page:
    html = page(
        f'{_CRUMB}<h1>{TITLE}</h1>{head}<div class="text">{TEXT}</div>{tail}', title=f"{TITLE}-某某县人民政府", head=top
    )
    return read_page("http://site.example/zwgk/201910/t20191009_12.html", html.encode(), "text/html; charset=utf-8")


STATED = {
    "an element filled by its id": _read(_EMPTY, '<script>$("#pubtime").html("2019-10-08 10:11");</script>'),
    "an element filled by innerHTML": _read(
        _EMPTY, '<script>document.getElementById("pubtime").innerHTML="2019年10月08日";</script>'
    ),
    "an element filled from a variable": _read(
        _EMPTY,
        '<script>var t="2019-10-08 08:00:00"; document.getElementById("pubtime").innerText=t.substr(0,10);</script>',
    ),
    "a call with a variable of the head": _read(
        '<div class="info">来源：办公室 发布时间：<script>document.write(fmt(time))</script></div>',
        top='<script>var time="2019-10-08 08:00:00.0";function fmt(s){return s.substring(0,10)}</script>',
    ),
    "a time stamp": _read(
        '<div class="info">发布时间：<script>document.write(new Date(1570500000000).format("yyyy-MM-dd"))</script> 来源：办公室</div>'
    ),
    "year, month from zero, day": _read(
        '<div class="info">发布时间：<script>var d=new Date(2019,9,8);document.write(d.getFullYear())</script> 来源：办公室</div>'
    ),
    "year, month, day as arguments": _read(
        '<div class="info">发布时间：<script>writeDate("2019","10","08")</script> 来源：办公室</div>'
    ),
    "a date of JavaScript": _read(
        '<div class="info">时间：<script>document.write(show(new Date("2019/10/8 10:00:00")))</script> 来源：办公室</div>'
    ),
    "digits run together": _read(
        '<div class="info">发布时间：<script>document.write(toDate("20191008103000"))</script> 来源：办公室</div>'
    ),
    "a data attribute": _read(
        '<div class="info">发布时间：<span class="date" data-time="1570500000000"></span> 来源：办公室</div>'
    ),
    "a title attribute beside a time in words": _read(
        '<div class="info">发布时间：<span title="2019-10-08 10:00">3个月前</span> 来源：办公室</div>'
    ),
    "a time element": _read('<div class="info"><time datetime="2019-10-08T10:00:00+08:00"></time> 来源：办公室</div>'),
    "a record of the article": _read(
        _EMPTY, '<script>var article={"id":12,"publishTime":"2019-10-08 10:00:00","source":"办公室"};</script>'
    ),
    "a record with a time stamp": _read(_EMPTY, '<script>var info={"id":12,"createTime":1570500000000};</script>'),
    "a variable with a time stamp": _read(
        _EMPTY, '<script>var releaseTime = 1570500000000; $("#pubtime").text(f(releaseTime));</script>'
    ),
    "a hidden field": _read(_EMPTY, '<input type="hidden" id="createDate" value="2019-10-08">'),
    "linked data": _read(
        _NONE,
        top='<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2019-10-08T10:00:00"}</script>',
    ),
    "a script in the strip without a label": _read(
        '<div class="info"><script>document.write("2019-10-08".replace(/-/g,"/"))</script>　来源：办公室</div>'
    ),
    "a label in a cell of its own": _read(
        '<ul class="info"><li>发布时间</li><li><script>document.write("2019-10-08")</script></li></ul>'
    ),
    "another system's meta tag": _read(
        _NONE, top='<meta property="article:published_time" content="2019-10-08T10:00:00+08:00">'
    ),
}
OUTSIDE = {
    "an outside script after an empty element": _read(_EMPTY, '<script src="/js/date.js"></script>'),
    "an outside script at the place": _read(
        '<div class="info">发布时间：<script src="/getTime.jsp?id=12"></script> 来源：办公室</div>'
    ),
    "a placeholder": _read('<div class="info">发布时间：{{publishTime}} 来源：办公室</div>'),
}
NEITHER = {
    "no date at all": _read(_NONE),
    "the clock of the visitor": _read(
        _NONE, top='<script>var d=new Date();document.write("今天是"+d.getFullYear())</script>'
    ),
    "other days of a script": _read(_NONE, top='<script>var endTime="2019-12-31"; var now="2019-10-01";</script>'),
    "an owner's number that counts clicks": _read(
        '<div class="info">来源：办公室 点击：[<script>_showDynClicks("wbnews", 1423556954, 12)</script>]</div>'
    ),
    "a field that asks for a date": _read(
        '<div class="info">来源：办公室</div>',
        '<form>发布时间：<input name="from" value="2019-01-01"> 至 <input name="to"></form>',
    ),
}


@pytest.mark.parametrize("name", STATED)
def test_a_date_that_a_script_states_is_read(name: str) -> None:
    read = STATED[name]
    assert read.published is not None
    assert (read.published.value, read.kind) == (DAY, "article")
    assert read.published.where in ("script", "meta")
    assert not read.date_scripted


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_date_that_only_an_outside_script_knows_is_said_to_be_unknown(name: str) -> None:
    read = OUTSIDE[name]
    assert read.published is None
    assert read.date_scripted


@pytest.mark.parametrize("name", NEITHER)
def test_other_days_are_no_publication_and_nothing_is_awaited(name: str) -> None:
    read = NEITHER[name]
    assert read.published is None
    assert not read.date_scripted


def test_a_source_that_a_script_fills_in_is_read() -> None:
    read = _read(
        '<div class="info">发布时间：2019-10-08 来源：<em id="ly"></em></div>',
        '<script>$("#ly").text("农技站");</script>',
    )
    assert read.source is not None
    assert read.source.value == "农技站"


_SIDE = (
    "<div class='right'><h3>最新公告</h3><ul>"
    + "".join(f"<li><a href='{n}.html'>关于第{n}次会议有关事项的公告</a></li>" for n in range(1, 7))
    + "</ul></div>"
)


def test_an_article_beside_a_list_stays_an_article_where_its_date_is_filled_in() -> None:
    read = _read(_EMPTY, _SIDE + '<script src="/js/date.js"></script>')
    assert (read.kind, read.date_scripted) == ("article", True)
    assert "为进一步规范" in read.text


def test_a_list_whose_rows_have_labels_awaits_no_date_of_its_own() -> None:
    rows = "".join(
        f"<li><a href='{n}.html'>关于第{n}次会议有关事项的公告</a><p>发布时间：<span id='d{n}'></span></p></li>"
        for n in range(1, 7)
    )
    html = page(f'{_CRUMB}<ul>{rows}</ul><script src="/js/date.js"></script>', title="通知公告-某某县人民政府")
    read = read_page("http://site.example/tzgg/", html.encode(), "text/html; charset=utf-8")
    assert (read.kind, read.date_scripted, len(read.rows)) == ("list", False, 6)
