"""Hostile and broken pages cost no more than an ordinary large one and raise nothing."""

import time

import pytest

from zhengping.reading.page import read_for_crawl

PAGES = {
    "empty body": b"",
    "white space": b" \n\t" * 1000,
    "binary": bytes(range(256)) * 2000,
    "zero bytes": b"\x00" * 100_000,
    "invalid utf-8": b"<html><body><p>\xe4\xbd\xff\xfe\x80</p>" * 2000,
    "only a tag begun": b"<" * 50_000,
    "unclosed attribute": b'<div class="' + b"x" * 500_000,
    "unclosed script": b"<script>" + b"var a='2020-01-02';" * 20_000,
    "unclosed comment": "<p>发布时间：</p><!--".encode() + b"x" * 500_000,
    "200,000 nested tags": b"<div>" * 200_000 + b"x",
    "200,000 nested tags with classes": b'<div class="content">' * 200_000 + "发布时间：2020-01-02".encode(),
    "nested links": b"<div><a href=x>" * 100_000,
    "100,000 attributes": b"<div " + b" ".join(b"a%d=1" % i for i in range(100_000)) + b">x</div>",
    "60,000 nested tables": b"<table><tr><td>" * 60_000 + "发布时间：2020-01-02".encode(),
    "100,000 links": b'<p>x<a href="/a/1.html">notice</a></p>' * 100_000,
    "100,000 dates": "<li>发布时间：2020-01-02 来源：</li>".encode() * 100_000,
    "100,000 empty labels": "<p>发布时间：<span></span></p>".encode() * 100_000,
    "one line of a million characters": "通知".encode() * 500_000,
    "a million spaces after a label": "<p>来源：".encode() + b" " * 1_000_000 + b"</p>",
    "digits": b"<p>" + b"20" * 1_000_000 + b"</p>",
    "many meta tags": b'<meta name="PubDate" content="x">' * 100_000,
    "many headings": b'<h1 class="title">notice of something</h1>' * 50_000,
    "many crumbs": "<div>当前位置：<a href=/>首页</a> &gt; ".encode() * 30_000,
    "separators in the title": b"<title>" + b"a - b _ c | " * 20_000 + b"</title>",
    "a script of jumps that wait": b"<script>function f(){" + b"location='a.html';" * 20_000 + b"}</script>",
    "a script of questions": b"<script>" + b"?" * 300_000 + b";location='a.html'</script>",
    "links written and never closed": b"<script>" + b"<a href=x>" * 30_000 + b"</script>",
    "a link written and never ended": b"<script><a " + b"href=x " * 50_000 + b"</script>",
    "comments begun and never closed": b"<script>" + b"/*a" * 100_000 + b"</script>",
    "one line of labels": b"<p>" + "发布时间：".encode() * 40_000 + b"</p>",
    "property names": "<table><tr><td>索引号</td><td>发布机构：</td></tr></table>".encode() * 20_000,
}
SECONDS = 6.0


@pytest.mark.parametrize("name", PAGES)
def test_is_read_quickly_and_without_an_exception(name: str) -> None:
    began = time.process_time()
    reading = read_for_crawl("http://example.test/a.html", PAGES[name], "text/html")
    assert time.process_time() - began < SECONDS
    assert reading.page.url == "http://example.test/a.html"


@pytest.mark.parametrize("url", ["", "http://", "http://[::1", "x:y", "http://example.test/\ud800"])
def test_odd_addresses_raise_nothing(url: str) -> None:
    body = '<base href="http://[bad"><div>当前位置：<a href="http://[bad">首页</a> &gt; <a href="//[">通知</a></div>'
    reading = read_for_crawl(url, body.encode(), "text/html")
    assert reading.page.url == url
    assert all(target.url.startswith(("http://", "https://")) for target in reading.targets)


def test_nothing_is_lost_on_a_page_that_is_only_large() -> None:
    text = "<p>各单位要认真贯彻执行。</p>" * 20_000
    body = f"<h1>关于做好工作的通知</h1><div>发布时间：2020-01-02</div><div id='zoom'>{text}</div>".encode()
    page = read_for_crawl("http://example.test/a.html", body, "text/html").page
    assert page.published is not None
    assert page.unread == ()
