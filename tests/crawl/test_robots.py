from __future__ import annotations

import pytest

from zhengping.crawl.options import AGENT_TOKEN
from zhengping.crawl.robots import Robots


@pytest.mark.parametrize(
    ("status", "allowed"), [(200, True), (404, True), (403, True), (500, False), (503, False), (0, False)]
)
def test_the_status_decides_where_there_are_no_rules(status: int, allowed: bool) -> None:
    assert Robots(status, b"", AGENT_TOKEN).allows("http://x.cn/a") is allowed


def test_a_page_instead_of_a_file_has_no_rules() -> None:
    assert Robots(200, "<html>页面不存在</html>".encode(), AGENT_TOKEN).allows("http://x.cn/a")


def test_patterns_and_exceptions() -> None:
    robots = Robots(200, b"\xef\xbb\xbfUser-agent: *\nDisallow: /a/*.doc$\nAllow: /b/c\nDisallow: /b\n", AGENT_TOKEN)
    assert not robots.allows("http://x.cn/a/x.doc")
    assert robots.allows("http://x.cn/a/x.docx")
    assert robots.allows("http://x.cn/b/c.html")
    assert not robots.allows("http://x.cn/b/d.html")


@pytest.mark.parametrize("delay", ["inf", "nan", "-1", "x"])
def test_a_delay_that_is_no_number_is_none(delay: str) -> None:
    assert Robots(200, f"User-agent: *\nCrawl-delay: {delay}\n".encode(), "ZhengpingBot").delay == 0.0


def test_the_slower_of_delay_and_rate_is_kept() -> None:
    text = b"User-agent: *\nCrawl-delay: 2\nRequest-rate: 1/5\n"
    assert Robots(200, text, AGENT_TOKEN).delay == 5
