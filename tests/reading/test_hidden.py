"""Hidden links to foreign sites."""

import pytest

from zhengping.reading.page import read_page

FOREIGN = "".join(f'<a href="https://www.shop{n}.com/">店{n}</a>' for n in range(6))


def hidden(html: str) -> int:
    return len(read_page("http://www.example.gov.cn/", f"<html><body>{html}</body></html>".encode()).hidden_links)


@pytest.mark.parametrize(
    "style", ["display:none", "display: none;", "position:absolute;left:-9999px", "visibility:hidden"]
)
def test_block_hidden_by_its_style_with_many_foreign_links_is_found(style: str) -> None:
    assert hidden(f'<div style="{style}">{FOREIGN}</div>') == 6


def test_visible_links_are_not_hidden() -> None:
    assert hidden(f"<div>{FOREIGN}</div>") == 0


def test_hidden_tab_of_own_and_public_links_is_no_link_farm() -> None:
    links = "".join(f'<a href="http://www.city{n}.gov.cn/">市{n}</a><a href="/a{n}.html">文{n}</a>' for n in range(9))
    assert hidden(f'<div style="display:none">{links}</div>') == 0


def test_hidden_share_bar_with_a_few_foreign_links_is_no_link_farm() -> None:
    assert (
        hidden('<div style="display:none"><a href="https://weibo.com/">微博</a><a href="https://qq.com/">QQ</a></div>')
        == 0
    )


def blocks(html: str) -> list[tuple[str, bool]]:
    page = read_page("http://www.example.gov.cn/", f"<html><body>{html}</body></html>".encode())
    return [(block.how, block.named) for block in page.hidden_blocks]


@pytest.mark.parametrize(
    ("html", "how"),
    [
        ("<div style='display:none'>{}</div>", "display"),
        ("<div style='text-indent:-9999px'>{}</div>", "place"),
        ("<p style='font-size:0px'>{}</p>", "size"),
        ("<div style='height:1px;overflow:hidden'>{}</div>", "size"),
        ("<marquee height='1' width='5'>{}</marquee>", "size"),
        ("<div id='x'>{}</div><script>document.getElementById('x').style.display='none'</script>", "script"),
    ],
)
def test_every_way_of_hiding_is_told(html: str, how: str) -> None:
    assert blocks(html.format(FOREIGN))[0][0] == how


def test_a_block_with_a_name_of_its_own_is_told_from_one_without() -> None:
    assert blocks(f"<div class='tab' style='display:none'>{FOREIGN}</div>") == [("display", True)]
    assert blocks(f"<div style='display:none'>{FOREIGN}</div>") == [("display", False)]


@pytest.mark.parametrize(
    "html",
    [
        "<div style='display:none'><a href='http://www.people.com.cn/'>人民网</a><a href='https://weibo.com/x'>微博</a></div>",
        "<div style='left:-120px'>" + FOREIGN + "</div>",
        "<div style='height:100px;overflow:hidden'>" + FOREIGN + "</div>",
        "<div id='x'>"
        + FOREIGN
        + "</div><script>function t(){document.getElementById('x').style.display='none'}</script>",
    ],
)
def test_what_a_visitor_can_open_or_see_is_not_hidden(html: str) -> None:
    assert blocks(html) == []
