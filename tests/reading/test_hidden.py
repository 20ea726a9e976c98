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
