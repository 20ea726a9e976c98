# ruff: noqa: E501 - lines of HTML
"""How lists go on, in the forms that such sites use."""

from __future__ import annotations

from tests.reading.pages import page
from zhengping.reading.facts import Paging
from zhengping.reading.page_rules import MOST_PAGES
from zhengping.reading.paging import read_paging

HERE = "https://dept.example.cn/zwgk/tzgg/"
ROWS = "<ul><li><a href='a.html'>关于开展年度检查工作的通知</a><i>2020-03-15</i></li><li><a href='b.html'>关于公布评审结果的公告</a><i>2020-03-14</i></li></ul>"


def paging(body: str, url: str = HERE + "index.html") -> Paging:
    found = read_paging(page(ROWS + body, url))
    assert found is not None
    return found


def test_create_page_html_counts_from_zero() -> None:
    found = paging('<script>createPageHTML(4, 0, "index", "html");</script>')
    assert (found.pages, found.current) == (4, 1)
    assert found.urls == (HERE + "index_1.html", HERE + "index_2.html", HERE + "index_3.html")


def test_create_page_html_that_names_an_element_counts_from_one() -> None:
    found = paging("<script>createPageHTML('page_div',3, 1,'list','shtml',41);</script>", HERE + "list.shtml")
    assert (found.pages, found.rows, found.current) == (3, 41, 1)
    assert found.urls == (HERE + "list_2.shtml", HERE + "list_3.shtml")


def test_a_later_page_of_a_call_that_names_an_element_gives_what_both_countings_share() -> None:
    found = paging("<script>createPageHTML('page_div',5, 3,'list','shtml',41);</script>", HERE + "list_3.shtml")
    assert found.urls == (HERE + "list.shtml", HERE + "list_2.shtml", HERE + "list_4.shtml")


def test_count_page_and_current_page_with_written_links() -> None:
    found = paging("""<script>
        var currentPage = 0;//所在页从0开始
        var nextPage = currentPage+1//下一页
        var countPage = 4//共多少页
        document.write("<a href=\\"index_" + nextPage + ".html\\">下一页</a>");
        </script>""")
    assert (found.pages, found.current) == (4, 1)
    assert found.urls == (HERE + "index_1.html", HERE + "index_2.html", HERE + "index_3.html")


def test_a_commented_call_and_a_definition_are_no_paging() -> None:
    assert (
        read_paging(
            page("""<script>function createPageHTML(_nPageCount, _nCurrIndex) { }
        //createPageHTML(9, 0, "index", "html");
        </script>""")
        )
        is None
    )


def test_pager_with_settings() -> None:
    found = paging("<script>Pager({size:16, current:0, prefix:'index',suffix:'html'});</script>")
    assert found.pages == 16
    assert found.urls[0] == HERE + "index_1.html"
    assert found.urls[-1] == HERE + "index_15.html"


def test_numbered_links_with_next_and_last() -> None:
    found = paging("""<div class="page"><a class="current">1</a><a href="list_2.html">2</a><a href="list_3.html">3</a><a href="list_2.html">下一页</a>
        <a href="list_6.html">尾页</a><span>共 58 条 当前第 1 / 6 页</span></div>""")
    assert (found.pages, found.rows, found.current) == (6, 58, 1)
    assert found.urls == tuple(f"{HERE}list_{number}.html" for number in range(2, 7))


def test_the_first_page_is_among_the_further_pages_of_a_later_one() -> None:
    found = paging(
        """<div><a href="list.html">首页</a><a href="list_2.html">上一页</a><a href="list.html">1</a><a href="list_2.html">2</a>
        <span class="cur">3</span><a href="list_4.html">4</a><a href="list_4.html">下一页</a></div>""",
        HERE + "list_3.html",
    )
    assert found.current == 3
    assert found.urls == (HERE + "list.html", HERE + "list_2.html", HERE + "list_4.html")


def test_query_pages_with_steps_of_rows() -> None:
    found = paging(
        """<div class="pages">第1页/共4页 <a href="?start=15&n=15">2</a><a href="?start=30&n=15">3</a><a href="?start=15&n=15">下一页</a></div>"""
    )
    assert found.urls == tuple(f"{HERE}index.html?start={15 * step}&n=15" for step in (1, 2, 3))


def test_a_single_next_link_and_a_stated_total_give_all_pages() -> None:
    found = paging('<div>共5页 1/5 <a href="/list?cid=3&page=2">下一页</a></div>')
    assert found.urls == tuple(f"https://dept.example.cn/list?cid=3&page={number}" for number in range(2, 6))


def test_pages_that_count_down() -> None:
    found = paging(
        """<div class="p_pages"><span class="p_no_d">1</span><a href="tzgg/11.htm">2</a><a href="tzgg/10.htm">3</a><a href="tzgg/11.htm">下页</a>
        <a href="tzgg/1.htm">尾页</a></div>""",
        "https://dept.example.cn/tzgg.htm",
    )
    assert found.pages == 12
    assert found.urls == tuple(f"https://dept.example.cn/tzgg/{number}.htm" for number in range(11, 0, -1))


def test_post_back_cannot_be_followed() -> None:
    found = paging(
        """<div>共3页 <a href="javascript:__doPostBack('pager','2')">2</a><a href="javascript:__doPostBack('pager','2')">下一页</a></div>"""
    )
    assert (found.pages, found.urls, found.unfollowable) == (3, (), "post")


def test_a_page_function_that_makes_an_address_is_followed() -> None:
    found = paging("""<script>function goPage(n) { location.href = "list.jsp?page=" + n; }</script>
        <div>共3页<a onclick="goPage(2)" href="javascript:;">2</a><a href="javascript:goPage(3)">3</a><a href="javascript:goPage(2)">下一页</a></div>""")
    assert found.urls == (HERE + "list.jsp?page=2", HERE + "list.jsp?page=3")
    assert found.unfollowable == ""


def test_a_page_function_that_is_not_there_hides_the_rest() -> None:
    found = paging('<div>共3页<a href="javascript:toPage(2)">下一页</a></div>')
    assert (found.pages, found.unfollowable) == (3, "script")


def test_records_in_a_script_state_totals_and_the_next_group() -> None:
    found = read_paging(
        page("""<script type="text/xml"><datastore><nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=2&columnid=7"></a>]]></nextgroup>
        <totalrecord>120</totalrecord><totalpage>8</totalpage><record><![CDATA[<li><a href="/art/1.html">某一条信息的标题</a></li>]]></record></datastore></script>""")
    )
    assert found == Paging(
        pages=8, rows=120, urls=("https://dept.example.cn/module/web/jpage/dataproxy.jsp?page=2&columnid=7",)
    )


def test_records_without_a_next_address_hide_the_rest() -> None:
    found = read_paging(
        page("""<script type="text/xml"><datastore><totalrecord>120</totalrecord>
        <record><![CDATA[<li><a href="/art/1.html">某一条信息的标题</a></li>]]></record></datastore></script>""")
    )
    assert found is not None
    assert (found.rows, found.unfollowable) == (120, "script")


def test_endless_paging_is_bounded() -> None:
    assert len(paging('<script>createPageHTML(90000, 0, "index", "html");</script>').urls) == MOST_PAGES


def test_a_page_without_signs_has_no_paging() -> None:
    assert read_paging(page("<p>正文，共3页的说明书。</p>")) is None
    assert read_paging(page(ROWS)) is None


def test_totals_of_rows_and_rows_a_page_give_the_pages() -> None:
    rows = "".join(
        f"<li><a href='{n}.html'>关于第{n}次会议有关事项的公告</a><span>2020-01-0{n}</span></li>" for n in range(1, 6)
    )
    script = '<script>var m_nRecordCount = "35"; var m_nPageSize = 15; var m_nCurrPage = 0;</script>'
    paging = read_paging(page(f"<ul>{rows}</ul>{script}"))
    assert paging is not None
    assert paging.pages == 3
