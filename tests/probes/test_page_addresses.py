"""Addresses of one page, and addresses that hand on a page's."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from zhengping.probes.page_addresses import carries, same_page


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://a.gov.cn/x/1.html", "https://www.a.gov.cn/x/1.html?from=weixin", True),
        ("http://m.a.gov.cn/tzgg/20210501.html", "http://a.gov.cn/tzgg/20210501.html", True),
        ("http://a.gov.cn/x/1.html", "http://a.gov.cn/x/2.html", False),
        ("http://a.gov.cn/show?id=1", "http://a.gov.cn/show?id=2", False),
        ("http://a.gov.cn/", "http://b.gov.cn/", False),
        ("微信", "http://a.gov.cn/", False),
    ],
)
def test_two_addresses_of_one_page(one: str, other: str, same: bool) -> None:
    assert same_page(one, other) is same


@pytest.mark.parametrize(
    "query",
    [
        "url=" + quote("http://a.gov.cn/tzgg/1.html", safe=""),
        "title=" + quote("关于防汛的通知"),
        "title=" + quote("关于防汛的通知".encode("gb18030")),
        "url=" + quote(quote("http://a.gov.cn/tzgg/1.html", safe=""), safe=""),
    ],
)
def test_an_address_carries_the_article(query: str) -> None:
    assert carries(
        f"https://service.weibo.com/share/share.php?{query}", "http://a.gov.cn/tzgg/1.html", "关于防汛的通知"
    )


def test_an_address_without_the_article_does_not() -> None:
    target = "https://service.weibo.com/share/share.php?title=" + quote("其他标题")
    assert not carries(target, "http://a.gov.cn/tzgg/1.html", "关于防汛的通知")
