# ruff: noqa: E501 - lines of HTML
"""Links in all the forms that such sites use, and where a page sends its reader on."""

from __future__ import annotations

from tests.reading.pages import page
from zhengping.reading.facts import Link
from zhengping.reading.links import read_links, read_redirect
from zhengping.reading.lists import read_rows


def links(body: str, **more: str) -> dict[str, Link]:
    document = page(body, **more)
    read_rows(document)
    return {link.url: link for link in read_links(document)}


def test_relative_rooted_and_protocol_relative_addresses_become_absolute() -> None:
    found = links(
        '<a href="../a/b.html#x">甲</a><a href="/c/">乙</a><a href="//other.example.cn/d">丙</a><a href="?page=2">丁</a>'
    )
    assert list(found) == [
        "https://dept.example.cn/zwgk/a/b.html",
        "https://dept.example.cn/c/",
        "https://other.example.cn/d",
        "https://dept.example.cn/zwgk/tzgg/index.html?page=2",
    ]


def test_base_element_is_obeyed() -> None:
    found = links('<a href="a.html">甲</a>', head='<base href="https://dept.example.cn/site2/">')
    assert list(found) == ["https://dept.example.cn/site2/a.html"]


def test_mail_telephone_and_empty_scripts_are_no_links() -> None:
    assert not links(
        '<a href="mailto:a@example.cn">信</a><a href="tel:10000">电</a><a href="javascript:void(0)">空</a>'
        '<a href="javascript:;">空</a>'
    )


def test_links_in_comments_do_not_exist() -> None:
    assert list(links('<!-- <a href="old.html">旧</a> --><a href="new.html">新</a>')) == [
        "https://dept.example.cn/zwgk/tzgg/new.html"
    ]


def test_empty_address_marks_the_current_column() -> None:
    found = links('<ul class="leftnav"><li><a href="">通知公告</a></li><li><a href="../ghjh/">规划计划</a></li></ul>')
    assert found["https://dept.example.cn/zwgk/tzgg/index.html"].text == "通知公告"


def test_onclick_gives_the_target_of_a_dead_link() -> None:
    found = links("""<a href="javascript:;" onclick="window.open('/hd/x.html')">访谈</a>
        <li onclick="location.href='../y.html'">征集</li>""")
    assert found["https://dept.example.cn/hd/x.html"].via == "onclick"
    assert found["https://dept.example.cn/zwgk/y.html"].text == "征集"


def test_script_address_in_href_is_read() -> None:
    assert "https://dept.example.cn/a/list.shtml" in links(
        """<a href="javascript:openPage('/a/list.shtml')">列表</a>"""
    )


def test_oldsrc_gives_the_target_of_a_dead_link() -> None:
    found = links('<a href="javascript:;" oldsrc="P020200101.pdf">附件</a>')
    assert found["https://dept.example.cn/zwgk/tzgg/P020200101.pdf"].via == "oldsrc"


def test_inline_script_that_names_the_link_gives_its_target() -> None:
    found = links("""<a id="mapLink" href="javascript:;">网站地图</a>
        <script>$("#mapLink").click(function(){ window.open("/wzdt/index.html"); });</script>""")
    assert found["https://dept.example.cn/wzdt/index.html"].text == "网站地图"


def test_links_that_a_script_writes_are_read() -> None:
    found = links("""<script>document.write('<a href="/n/1.html">下一篇题目</a>');</script>""")
    assert found["https://dept.example.cn/n/1.html"] == Link(
        "https://dept.example.cn/n/1.html", "下一篇题目", "", "script", "script"
    )


def test_addresses_put_together_by_a_script_or_commented_out_are_not_guessed() -> None:
    assert not links("""<script>var url = "/list.html?id=" + id; location.href = "/a/" + name + ".html";
        // window.open("/gone.html");
        /* var url = "/gone2.html"; */</script>""")


def test_frames_areas_and_options_are_links() -> None:
    found = links("""<iframe src="/frame.html" title="列表"></iframe><map><area href="/area.html" alt="图"></map>
        <select><option value="">友情链接</option><option value="http://www.other.example.cn/">某部</option></select>""")
    assert found["https://dept.example.cn/frame.html"].via == "frame"
    assert found["https://dept.example.cn/area.html"].via == "area"
    assert found["http://www.other.example.cn/"].region == "footer"


def test_a_picture_link_takes_the_alt_text() -> None:
    assert (
        links('<a href="/zt/"><img src="a.jpg" alt="主题教育"></a>')["https://dept.example.cn/zt/"].text == "主题教育"
    )


def test_regions_by_tag_and_class() -> None:
    found = links("""<div class="main-nav"><a href="/n">政务公开</a></div>
        <div class="dqwz">当前位置：<a href="/">首页</a> &gt; <a href="/b">通知公告</a></div>
        <div class="left-menu"><a href="/s">子栏目</a></div><div class="con"><p>见<a href="/t">正文里的链接</a></p></div>
        <div id="footer"><a href="/f">关于我们</a></div>""")
    regions = {url.rpartition("/")[2]: link.region for url, link in found.items()}
    assert regions == {"n": "nav", "": "breadcrumb", "b": "breadcrumb", "s": "side", "t": "body", "f": "footer"}


def test_a_wrapper_with_a_navigation_name_does_not_swallow_the_page() -> None:
    found = links("""<div class="nav-wrap"><ul class="nav"><li><a href="/n">首页栏目</a></li></ul>
        <div>您所在的位置：首页</div><div class="con"><a href="/x">正文</a></div></div>""")
    assert found["https://dept.example.cn/x"].region == "body"


def test_a_box_of_news_named_like_a_head_is_body() -> None:
    titles = "".join(
        f'<li class="link"><a href="/{n}">关于开展某项年度检查工作的第{n}号通知</a></li>' for n in (1, 2, 3)
    )
    assert {link.region for link in links(f'<div class="main-top"><ul>{titles}</ul></div>').values()} <= {
        "body",
        "list",
    }


def test_link_farms_belong_to_the_footer() -> None:
    found = links("""<div class="box"><h3>相关链接</h3><ul><li><a href="http://tj.example.cn/">统计局</a></li>
        <li><a href="http://xw.example.cn/">新闻办</a></li></ul></div>""")
    assert {link.region for link in found.values()} == {"footer"}


def test_links_of_rows_stand_in_the_region_list() -> None:
    found = links('<ul><li><a href="1.html">关于做好某项工作的通知</a><span>2020-01-02</span></li></ul>')
    assert found["https://dept.example.cn/zwgk/tzgg/1.html"].region == "list"


def test_meta_refresh_is_a_redirect() -> None:
    document = page("", head='<meta http-equiv="Refresh" content="0; URL=\'/portal/index.html\'">')
    assert read_redirect(document) == "https://dept.example.cn/portal/index.html"


def test_a_page_that_only_reloads_itself_is_no_redirect() -> None:
    document = page("正文", head='<meta http-equiv="refresh" content="300;url=index.html">')
    assert read_redirect(document) == ""


def test_script_redirect_of_a_nearly_empty_page() -> None:
    for script in (
        'window.location.href="/web/index.html";',
        'top.location = "/web/index.html"',
        'location.replace("/web/index.html");',
        'window.onload = function(){ location.href = "/web/index.html"; }',
        'setTimeout(function(){ location.href="/web/index.html" }, 100);',
    ):
        assert read_redirect(page(f"<script>{script}</script>")) == "https://dept.example.cn/web/index.html", script


def test_a_redirect_that_a_condition_or_a_click_decides_is_none() -> None:
    for script in (
        'if (/Android|iPhone/.test(navigator.userAgent)) { location.href = "/mobile/"; }',
        'if (isMobile()) location.href = "/mobile/";',
        'function go() { location.href = "/x.html"; }',
        'location.href = "/x.html?id=" + id;',
    ):
        assert read_redirect(page(f"<script>{script}</script>")) == "", script


def test_a_full_page_is_not_left_by_script() -> None:
    text = "<p>" + "正文" * 400 + "</p>"
    assert read_redirect(page(text + '<script>location.href="/x.html"</script>')) == ""
