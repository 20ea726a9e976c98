"""An archived page loses all that runs, leads away or asks the network; images and styles come from the archive."""

import time

import pytest

from tests.office.archives import png
from zhengping.office.evidence.cleaning import shown_page, shown_text

URL = "http://lyj.example.gov.cn/a/index.html"


def page(html: str, quotation: str = "", kept: dict[str, tuple[str, bytes]] | None = None) -> str:
    return shown_page(html.encode(), "text/html; charset=utf-8", URL, quotation, (kept or {}).get).html


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>evil()</script>",
        "<img src=x onerror=evil()>",
        "<a href='javascript:evil()'>a</a>",
        "<iframe src='http://evil/'></iframe>",
        "<meta http-equiv=refresh content='0;url=http://evil/'>",
        "<form action='http://evil/'><input name=a></form>",
        "<object data='http://evil/'></object>",
        "<svg><script>evil()</script></svg>",
        "<base href='http://evil/'><img src='a.png'>",
        "<style>@import url(http://evil/a.css); p{background:url(http://evil/b.png)}</style>",
        "<p style=\"background:url('http://evil/b.png')\">x</p>",
        "<style></style><script>evil()</script></style>",
        "<img srcset='http://evil/a.png 2x' src='http://evil/b.png'>",
        '<noscript><p title="</noscript><img src=x onerror=evil()>"></noscript>',
    ],
)
def test_nothing_hostile_stays(hostile: str) -> None:
    shown = page(f"<p>前</p>{hostile}<p>后</p>")
    assert "evil" not in shown
    assert "<p>前</p>" in shown


def test_an_image_of_the_archive_is_put_into_the_page() -> None:
    shown = page("<img src='../b.png' alt='图'>", kept={"http://lyj.example.gov.cn/b.png": ("image/png", png())})
    assert 'src="data:image/png;base64,' in shown
    assert 'alt="图"' in shown


def test_an_image_that_is_no_image_is_left_out() -> None:
    shown = page("<img src='b.png'>", kept={"http://lyj.example.gov.cn/a/b.png": ("image/png", b"<script>evil()")})
    assert "src=" not in shown


def test_a_style_of_the_archive_is_put_into_the_page() -> None:
    kept = {"http://lyj.example.gov.cn/s.css": ("text/css", b".a{color:red}</style><script>evil()")}
    shown = page("<link rel=stylesheet href='/s.css'><p class=a>x</p>", kept=kept)
    assert ".a{color:red}" in shown
    assert "<script" not in shown
    assert '<p class="a">' in shown


def test_the_quotation_is_marked_over_elements_and_can_be_led_to() -> None:
    shown = page("<p>本局<b>负责</b>林业 &amp; 草原</p>", "负责林业&草原")
    assert '<b><mark id="zhengping-quote">负责</mark></b><mark>林业 &amp; 草原</mark>' in shown


def test_a_quotation_that_is_the_title_is_told() -> None:
    shown = shown_page("<title>机构-林业局</title><p>x</p>".encode(), "text/html", URL, "机构-林业局", lambda _: None)
    assert (shown.found, shown.in_title) == ("none", True)


def test_a_private_number_in_the_text_and_in_attributes_is_hidden() -> None:
    shown = page("<p title='13877112345'>138<b>7711</b>2345</p><input value='13877112345'>")
    assert "7711" not in shown


def test_a_page_that_nests_too_deep_is_shown_as_text_in_time() -> None:
    begun = time.process_time()
    shown = shown_page(b"<div>" * 200_000 + "正文".encode(), "text/html", URL, "正文", lambda _: None)
    assert shown.simplified
    assert shown.found == "whole"
    assert time.process_time() - begun < 5


def test_a_text_is_escaped() -> None:
    assert "<script>" not in shown_text(b'{"a": "<script>"}', "application/json", "").html


def test_of_several_places_the_heading_is_marked_and_not_the_menu() -> None:
    shown = page("<ul class='main-nav'><li>规划<br></li></ul><a>规划</a><p>规划</p><h2>规划</h2>", "规划")
    assert '<h2><mark id="zhengping-quote">规划</mark></h2>' in shown
    shown = page("<div id=menu><p>规划</p></div><a>规划</a>", "规划")
    assert '<a><mark id="zhengping-quote">规划</mark></a>' in shown
