# ruff: noqa: E501
"""Rules of reading one page: whose date, whose title, what kind, what it is to the crawl."""

from datetime import date

import pytest

from zhengping.reading.facts import Page
from zhengping.reading.furniture import begins_what_follows, is_control
from zhengping.reading.kinds import is_home_address
from zhengping.reading.page import PageReading, read_for_crawl, read_page

TEXT = "<p>各单位要高度重视，加强领导，明确责任，认真组织实施，确保各项工作按时完成，取得实实在在的成效。</p>"


def page(body: str, title: str = "关于做好工作的通知", url: str = "http://example.test/tzgg/1.html") -> Page:
    return reading(body, title, url).page


def reading(body: str, title: str = "关于做好工作的通知", url: str = "http://example.test/tzgg/1.html") -> PageReading:
    html = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return read_for_crawl(url, html.encode(), "text/html; charset=utf-8")


def rows(template: str) -> str:
    days = ("2019-10-01", "2019-10-02", "2019-10-03", "2019-10-04")
    return "".join(template.format(number=number, day=day) for number, day in enumerate(days))


@pytest.mark.parametrize(
    "template",
    [
        "<li><a href='{number}.html'>关于第{number}次活动的通知公告</a><span>{day}</span></li>",
        "<li><a href='{number}.html'>关于第{number}次活动的通知公告</a> [{day}]</li>",
        "<li><a href='{number}.html'>关于第{number}次活动的通知公告</a><p>发布时间：{day} 来源：办公室</p></li>",
        "<li><span>{day}</span><a href='{number}.html'>关于第{number}次活动的通知公告</a></li>",
    ],
)
def test_dates_of_list_rows_are_not_the_pages_own(template: str) -> None:
    found = page(f"<div>当前位置：首页 &gt; 通知公告</div><h2>通知公告</h2><ul>{rows(template)}</ul>", "通知公告")
    assert found.published is None
    assert found.kind == "list"
    assert found.text == ""


def test_dates_of_related_items_do_not_hide_the_articles_own() -> None:
    related = rows("<li><a href='{number}.html'>关于第{number}次活动的通知公告</a> {day}</li>")
    found = page(f"<h1>关于做好工作的通知</h1><p>发布时间：2020-05-06</p>{TEXT}<div>相关链接</div><ul>{related}</ul>")
    assert found.published is not None
    assert found.published.value == date(2020, 5, 6)
    assert found.kind == "article"


@pytest.mark.parametrize(
    "event",
    ["时间：2020年6月1日上午9时", "时间：2020年6月1日至6月5日", "报名时间：2020年6月1日", "截止日期：2020年6月1日"],
)
def test_the_hour_of_an_event_is_no_publication(event: str) -> None:
    assert page(f"<h1>关于做好工作的通知</h1><div id='zoom'><p>{event}</p>{TEXT}</div>").published is None


def test_time_before_a_place_is_an_event() -> None:
    body = f"<h1>关于做好工作的通知</h1><div id='zoom'><p>时间：2020年6月1日</p><p>地点：会议室</p>{TEXT}</div>"
    assert page(body).published is None


def test_the_addresss_date_is_never_the_answer() -> None:
    url = "http://example.test/tzgg/201705/t20170520_1.html"
    assert page(f"<h1>关于做好工作的通知</h1><div id='zoom'>{TEXT}</div>", url=url).published is None


def test_a_signature_never_beats_a_displayed_date() -> None:
    found = page(
        f"<h1>关于做好工作的通知</h1><p>时间：2020-05-06</p><div id='zoom'>{TEXT}<p>2010年1月2日</p></div>"
    ).published
    assert found is not None
    assert found.value == date(2020, 5, 6)


def test_every_fact_says_where_it_was_read() -> None:
    found = page(f"<h1>关于做好工作的通知</h1><p>发布时间：2020-05-06 来源：办公室</p><div id='zoom'>{TEXT}</div>")
    assert found.published is not None
    assert found.source is not None
    assert found.published.where == "label"
    assert "2020-05-06" in found.published.quote
    assert found.source.where == "strip"
    assert found.body_where == "container"


def test_a_footer_in_an_editors_container_is_not_the_text() -> None:
    body = (
        "<h1>关于做好工作的通知</h1><p>时间：2020-05-06</p><div class='TRS_Editor'>详见附件</div>"
        "<div class='TRS_Editor'>版权所有：某某局 某ICP备00000001号 网站标识码4500000000 地址：某某路1号</div>"
    )
    assert page(body).text == "详见附件"


@pytest.mark.parametrize(
    "line", ["相关文件精神要求，各单位要抓好落实。", "关于我们党的历史，要认真学习。", "主办单位：某某局"]
)
def test_sentences_that_begin_like_furniture_stay(line: str) -> None:
    assert not begins_what_follows(line)
    assert line in page(f"<h1>关于做好工作的通知</h1><p>时间：2020-05-06</p><p>{line}</p>{TEXT}").text


@pytest.mark.parametrize(
    "line",
    [
        "字体：大 中 小",
        "打印本页",
        "【打印】【关闭】",
        "上一篇：关于某事的通知",
        "下一条：没有了",
        "浏览次数：12",
        "1 2 3 下一页",
    ],
)
def test_controls_are_no_text(line: str) -> None:
    assert is_control(line)


@pytest.mark.parametrize(
    "line", ["共3条意见，采纳2条。", "大中小学要开展活动", "下一步，我局将继续努力", "返回人员要登记"]
)
def test_sentences_are_no_controls(line: str) -> None:
    assert not is_control(line)


@pytest.mark.parametrize(
    ("title", "body", "number"),
    [
        ("关于印发方案的通知（某政发〔2019〕12号）", "", "某政发〔2019〕12号"),
        ("关于做好工作的通知", "<p>某丰发〔2019〕12号</p>", "某丰发〔2019〕12号"),
        ("转发某体群〔2019〕9号文件", "", ""),
        ("关于做好工作的通知", "<p>根据某丰发〔2019〕12号文件要求，现通知如下。</p>", ""),
    ],
)
def test_document_number_is_the_documents_own(title: str, body: str, number: str) -> None:
    found = page(f"<h1>{title}</h1><p>发布时间：2020-05-06</p><div id='zoom'>{body}{TEXT}</div>", title)
    assert found.document_number == number


def test_properties_are_read_with_their_empty_values() -> None:
    table = (
        "<table><tr><td>索引号：</td><td>A-1</td><td>文号：</td><td></td></tr>"
        "<tr><td>发布机构：</td><td>某局</td><td>发布日期：</td><td>2020-05-06</td></tr></table>"
    )
    found = page(f"{table}<h1>关于做好工作的通知</h1><div id='zoom'>{TEXT}</div>")
    assert found.properties == {"索引号": "A-1", "文号": "", "发布机构": "某局", "发布日期": "2020-05-06"}


@pytest.mark.parametrize("path", ["", "/", "/index.html", "/index.shtml", "/Default.aspx", "/main.jsp"])
def test_home_addresses(path: str) -> None:
    assert is_home_address("http://example.test" + path)


@pytest.mark.parametrize("path", ["/tzgg/", "/tzgg/index.html", "/index.php?id=3"])
def test_other_addresses_are_no_home(path: str) -> None:
    assert not is_home_address("http://example.test" + path)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("404 Not Found", "<p>x</p>"),
        ("提示", "<p>您访问的页面不存在或已删除</p>"),
        ("错误", "<h1>抱歉，找不到页面</h1><a href='/'>首页</a>"),
    ],
)
def test_soft_not_found(title: str, body: str) -> None:
    assert reading(body, title).soft_not_found


@pytest.mark.parametrize(
    "body", [f"<h1>关于做好工作的通知</h1>{TEXT * 10}<p>如页面不存在请联系我们</p>", "<p>暂无信息</p>", ""]
)
def test_a_page_with_content_or_an_honest_blank_is_found(body: str) -> None:
    assert not reading(body).soft_not_found


@pytest.mark.parametrize(
    "body",
    [
        "<script>$_ts=window['$_ts'];if(!$_ts)$_ts={};</script>",
        "<script>document.cookie='__jsl_clearance=1';location.href=location.pathname</script>",
        "<p>请完成安全验证后继续访问</p><input name='captcha'>",
        "<p>您的请求存在风险，您的访问已被拦截</p>",
    ],
)
def test_challenges(body: str) -> None:
    assert reading(body, "").challenge


def test_an_article_about_verification_is_no_challenge() -> None:
    assert not reading(f"<h1>关于滑动验证的通知</h1>{TEXT * 10}").challenge


def test_the_crawl_is_told_where_the_page_leads() -> None:
    body = "<ul class='nav'><li><a href='/zwgk/'>政务公开</a></li></ul><a href='a.pdf'>附件</a><a href='javascript:;'>空</a>"
    targets = {target.url: target.hint for target in reading(body).targets}
    assert targets == {"http://example.test/zwgk/": "page", "http://example.test/tzgg/a.pdf": "file"}


def test_same_bytes_same_facts() -> None:
    body = f"<h1>关于做好工作的通知</h1><p>发布时间：2020-05-06</p>{TEXT}".encode()
    assert read_page("http://example.test/1.html", body) == read_page("http://example.test/1.html", body)


def test_the_heading_of_the_links_at_the_foot_is_no_title_and_the_footer_below_it_no_text() -> None:
    body = "<div class='content'><p>暂无相关信息</p></div><div><h3>相关链接</h3><a href='http://b.test/'>乙局</a></div>"
    found = page(
        f"{body}<div class='footer'><p> | <img src='badge.png'></p><p>网站标识码：9900000011</p></div>", "规划计划-某局"
    )
    assert found.title is None or found.title.value != "相关链接"
    assert "|" not in found.text
    assert not any(picture.in_body for picture in found.pictures)
