# ruff: noqa: E501 - lines of HTML
"""Files, pictures, video, tables, and whether a script draws the page."""

from __future__ import annotations

from tests.reading.pages import page
from zhengping.reading.drawn import is_scripted
from zhengping.reading.media import read_attachments, read_media, read_pictures
from zhengping.reading.tables import read_tables

HERE = "https://dept.example.cn/zwgk/tzgg/"


def files(body: str) -> list[tuple[str, str]]:
    return [(each.url.removeprefix("https://dept.example.cn"), each.extension) for each in read_attachments(page(body))]


def test_files_by_extension_and_by_download_service() -> None:
    assert (
        files("""<p><a href="./P020200315.pdf">附件1</a><a href="/a/表.XLSX?v=1">附件2</a><a href="/module/download/downfile.jsp?filename=a.docx">附件3</a>
        <a href="/system/_content/download.jsp?urltype=news&wbfileid=9">附件4.doc</a><a href="x.html">网页</a></p>""")
        == [
            ("/zwgk/tzgg/P020200315.pdf", "pdf"),
            ("/a/%E8%A1%A8.XLSX?v=1", "xlsx"),
            ("/module/download/downfile.jsp?filename=a.docx", "docx"),
            ("/system/_content/download.jsp?urltype=news&wbfileid=9", "doc"),
        ]
    )


def test_files_shown_in_frames_objects_and_viewers() -> None:
    assert files(
        """<iframe src="/pdfjs/web/viewer.html?file=/f/a.pdf"></iframe><object data="b.pdf#page=1"></object><embed src="c.pdf">"""
    ) == [
        ("/f/a.pdf", "pdf"),
        ("/zwgk/tzgg/c.pdf", "pdf"),
        ("/zwgk/tzgg/b.pdf", "pdf"),
    ]


def test_files_whose_address_a_script_writes() -> None:
    assert files(
        """<script>var fj="关于某事的通知.doc"; document.write('<a href="./P0202.doc">'+fj+'</a>');</script>"""
    ) == [("/zwgk/tzgg/P0202.doc", "doc")]


def test_files_in_comments_and_menus_are_not_counted() -> None:
    assert files('<!-- <a href="a.pdf">附件</a> --><div class="footer"><a href="b.pdf">手册</a></div>') == []


def test_pictures_of_the_text_and_of_the_template() -> None:
    body = """<div class="TRS_Editor"><p>正文文字正文文字正文文字正文文字正文文字</p><img src="photo.jpg" alt="现场"><img src="/images/hand.gif"><img src="/fileTypeImages/icon_doc.gif">
        <img src="a.png" width="1" height="1"><img src="blank.gif" data-src="lazy.jpg"></div><img src="/images/logo.png">"""
    document = page(body)
    found = {each.url.rpartition("/")[2]: each.in_body for each in read_pictures(document, document.main)}
    assert found == {
        "photo.jpg": True,
        "hand.gif": False,
        "icon_doc.gif": False,
        "a.png": False,
        "lazy.jpg": True,
        "logo.png": False,
    }
    assert read_pictures(document, document.main)[0].alt == "现场"


def test_pictures_in_comments_do_not_exist() -> None:
    assert read_pictures(page('<!-- <img src="a.jpg"> -->')) == ()


def test_video_tags_players_and_scripts() -> None:
    found = read_media(
        page("""<video><source src="a.mp4"></video><audio src="b.mp3"></audio><iframe src="https://player.bilibili.com/player.html?bvid=1"></iframe>
        <script>new ckplayer({video: '/v/c.mp4'});</script>""")
    )
    assert [(each.url.rpartition("/")[2], each.kind) for each in found] == [
        ("a.mp4", "video"),
        ("b.mp3", "audio"),
        ("player.html?bvid=1", "frame"),
        ("c.mp4", "video"),
    ]


def test_tables_of_the_text() -> None:
    document = page(
        """<div class="TRS_Editor"><p>正文文字正文文字正文文字正文文字</p><table><tr><th>事项</th><th>依据</th></tr><tr><td>甲</td><td>某法</td></tr></table></div>"""
    )
    assert read_tables(document) == ((("事项", "依据"), ("甲", "某法")),)


def test_a_list_that_a_script_draws_is_told() -> None:
    assert is_scripted(
        page("""<ul id="list"></ul><script>$.ajax({url: "/module/web/jpage/dataproxy.jsp?col=1"});</script>""")
    )
    assert is_scripted(page('<ul><li v-for="item in list">{{ item.title }}</li></ul>'))
    assert is_scripted(
        page(
            """<ul id="l"></ul><script>$.get("/api/newsList?page=1", function(d){ $("#l").append("<li>"+d+"</li>"); });</script>"""
        )
    )


def test_counters_and_weather_draw_no_list() -> None:
    assert not is_scripted(
        page("""<p>正文</p><script>$.get("/api/hits?id=1", function(d){ $("#hits").html(d); });</script>""")
    )
    assert not is_scripted(page("<p>普通的页面</p>"))
    assert not is_scripted(page("<p>正文</p><div><a>支持 ({{ comment.goodCount }})</a></div>"))
