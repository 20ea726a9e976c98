# ruff: noqa: E501 - lines of HTML
"""Marks of a page: footer, share controls, platform, validity."""

from __future__ import annotations

import pytest

from tests.reading.pages import page
from zhengping.reading.facts import Footer
from zhengping.reading.footer import read_footer
from zhengping.reading.marks import read_generator, read_insecure, read_scripts, read_validity, read_viewport
from zhengping.reading.sharing import read_share

FOOT = """<div class="footer"><a href="/wzdt.html">网站地图</a><a href="#" id="wza">无障碍浏览</a>
    <p>主办单位：某某自治区某某厅　承办：某某中心</p><p>地址：某市某路1号 邮编：530000 电话：0771-1234567</p>
    <p><a>桂ICP备12345678号-1</a> <a>桂公网安备 45010302000000号</a> 网站标识码：4500000001</p>
    <a href="https://bszs.conac.cn/sitename?method=show&id=1"><img src="blue.png"></a>
    <script src="https://zfwzzc.www.gov.cn/check_web/_scripts/jiucuo.js"></script></div>"""


def test_all_marks_of_a_footer() -> None:
    assert read_footer(page(FOOT)) == Footer(
        site_code="4500000001",
        icp="桂ICP备12345678号-1",
        police="桂公网安备45010302000000号",
        organizer="某某自治区某某厅",
        telephone="0771-1234567",
        telephone_label="电话",
        address="某市某路1号",
        conac=True,
        error_report="https://zfwzzc.www.gov.cn/check_web/_scripts/jiucuo.js",
        accessibility=True,
        site_map="https://dept.example.cn/wzdt.html",
    )


def test_a_ministry_code_is_a_site_code() -> None:
    assert read_footer(page("<p>网站标识码 bm12345678</p>")).site_code == "bm12345678"


def test_what_is_commented_out_is_not_there() -> None:
    footer = read_footer(
        page(
            """<p>某厅</p><!-- <a href="http://zfwzzc.www.gov.cn/x">找错</a> 网站标识码：4500000001 <a href="http://bszs.conac.cn/">x</a> -->"""
        )
    )
    assert footer == Footer()


def test_numbers_in_the_text_are_no_marks() -> None:
    assert read_footer(page("<p>合同编号4500000001，金额1234567元。</p>")) == Footer()


def test_share_controls_of_known_tools() -> None:
    assert read_share(
        page(
            """<div class="bdsharebuttonbox"><a class="bds_tsina" data-cmd="tsina"></a><a class="bds_weixin" data-cmd="weixin"></a></div>"""
        )
    ) == ("wechat", "weibo")
    assert read_share(page("""<div class="social-share" data-sites="weibo,wechat,qzone"></div>""")) == (
        "qzone",
        "wechat",
        "weibo",
    )
    assert read_share(page("""<p>分享到：<a href="http://service.weibo.com/share/share.php?url=x">微博</a></p>""")) == (
        "weibo",
    )


def test_share_tools_offer_what_their_buttons_name_and_no_more() -> None:
    one = """<div class="jiathis_style">分享到：<a class="jiathis_button_tsina" title="新浪微博"></a></div>"""
    other = """<div class="fx"><span class="bshare-weixin" title="微信好友">微信好友</span></div>"""
    assert read_share(page(one)) == ("weibo",)
    assert read_share(page(other)) == ("wechat",)


def test_accounts_and_qr_codes_are_no_share_controls() -> None:
    assert read_share(page("""<a href="https://weibo.com/u/1">新浪微博</a><img src="wx.png" alt="微信公众号">""")) == ()
    assert (
        read_share(page("""<p>分享改革成果</p><!-- <div class="bdsharebuttonbox"><a data-cmd="tsina"></a></div> -->"""))
        == ()
    )


def test_validity_from_properties_label_title_and_stamp() -> None:
    assert read_validity(page(""), "某办法", {"有效性": "有效"}) == "有效"
    assert read_validity(page(""), "某办法（已废止）", {}) == "已废止"
    assert read_validity(page("<p>时效性：失效</p>"), "某办法", {}) == "失效"
    assert read_validity(page('<img src="/images/feizhi.png">'), "某办法", {}) == "已废止"


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("本文件已于2020年5月1日废止", "已废止"),
        ("（此件已废止）", "已废止"),
        ("【该文件已失效】", "已失效"),
        ("此文件自2020年5月1日起停止执行", "已停止执行"),
        ("本办法已被《某新办法》代替", ""),
        ("本通知（某发〔2010〕3号）已废止。", "已废止"),
        ("本办法自2020年5月1日起施行，原办法同时废止", ""),
        ("《某旧办法》已于2020年废止", ""),
        ("该文件已废止，请按新文件执行，有关问题请与我局联系。", ""),
    ],
)
def test_a_short_line_in_which_the_page_speaks_of_itself_is_a_mark(line: str, mark: str) -> None:
    text = f"<h1>某办法</h1><p>{line}</p><p>第一条 为了规范管理，制定本办法。</p>"
    assert read_validity(page(text), "某办法", {}) == mark


def test_what_the_page_says_of_itself_goes_before_its_table() -> None:
    assert read_validity(page("<p>本文件已废止</p>"), "某办法", {"有效性": "有效"}) == "已废止"


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("某办法（自2020年5月1日起废止）", "自2020年5月1日起废止"),
        ("某办法[已失效]", "已失效"),
        ("某办法 已废止", "已废止"),
        ("关于废止《某办法》的决定", ""),
        ("某办法（试行）", ""),
    ],
)
def test_marks_in_titles(title: str, mark: str) -> None:
    assert read_validity(page(""), title, {}) == mark


def test_validity_is_never_read_from_prose() -> None:
    assert (
        read_validity(
            page("<p>本办法自印发之日起施行，原办法同时废止，长期有效。</p><p>对已失效的文件予以清理。</p>"),
            "某办法",
            {},
        )
        == ""
    )
    assert read_validity(page(""), "关于废止某办法的决定", {}) == ""


def test_platform_by_meta_tag_or_marks() -> None:
    assert read_generator(page("", head='<meta name="generator" content="某系统 3.1">')) == "某系统 3.1"
    assert read_generator(page('<div class="TRS_Editor"><p>正文文字正文文字正文文字正文文字</p></div>')) == "trs-wcm"
    assert read_generator(page("", url="https://dept.example.cn/col/col1234/index.html")) == "jcms"
    assert read_generator(page("<p>无标记</p>")) == ""


def test_viewport_and_scripts() -> None:
    document = page(
        '<script src="/js/jquery-1.8.2.min.js"></script><script>1</script>',
        head='<meta name="viewport" content="width=device-width">',
    )
    assert read_viewport(document) == "width=device-width"
    assert read_scripts(document) == ("https://dept.example.cn/js/jquery-1.8.2.min.js",)


def test_parts_loaded_by_http_on_an_https_page() -> None:
    body = '<img src="http://a.example.cn/1.jpg"><a href="http://b.example.cn/">链接</a><script src="//c.example.cn/x.js"></script>'
    assert read_insecure(page(body)) == ("http://a.example.cn/1.jpg",)
    assert read_insecure(page(body, url="http://dept.example.cn/")) == ()


def test_a_list_of_other_documents_states_is_no_mark() -> None:
    rows = "".join(f"<tr><td><p>办法{n}</p></td><td><p>失效</p></td></tr>" for n in range(3))
    assert read_validity(page(f"<table>{rows}</table>"), "清理结果", {}) == ""
    assert read_validity(page("<h1>某办法</h1><p>已失效</p><p>正文</p>"), "某办法", {}) == "已失效"
