from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengping.crawl.addresses import canonical, host_of, join, page_key, parse_start, path_of


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("HTTP://WWW.X.gov.cn:80", "http://www.x.gov.cn/"),
        ("https://x.cn:443/A?", "https://x.cn/A"),
        ("http://x.cn:8080/a#top", "http://x.cn:8080/a"),
        ("http://x.cn/a/../b/./c", "http://x.cn/b/c"),
        ("http://x.cn/政务 公开.html", "http://x.cn/%E6%94%BF%E5%8A%A1%20%E5%85%AC%E5%BC%80.html"),
        ("http://x.cn/%7ea%2fb", "http://x.cn/~a%2Fb"),
        ("http://x.cn/100%.html", "http://x.cn/100%25.html"),
        ("http://x.cn\\a\\b", "http://x.cn/a/b"),
        ("http://x.cn/a?b=&amp;c=2", "http://x.cn/a?b=&c=2"),
        ("http://user:secret@x.cn/", "http://x.cn/"),
        ("http://政务.cn/", "http://xn--fiqv19c.cn/"),
    ],
)
def test_one_form_for_each_address(address: str, form: str) -> None:
    made = canonical(address)
    assert made == form or (form.startswith("http://xn--") and made.startswith("http://xn--"))


@pytest.mark.parametrize(
    "address",
    [
        "http://x.cn/a;jsessionid=12AB",
        "http://x.cn/a?PHPSESSID=1",
        "http://x.cn/a?ASPSESSIONIDQQ=zz",
        "http://x.cn/a?_=1600000000000",
    ],
)
def test_session_ids_and_time_stamps_are_dropped(address: str) -> None:
    assert canonical(address) == "http://x.cn/a"


def test_parameters_that_mean_something_stay() -> None:
    assert canonical("http://x.cn/a?sid=12&t=5&page=2") == "http://x.cn/a?sid=12&t=5&page=2"


@pytest.mark.parametrize(
    "address", ["", "x.cn/a", "ftp://x.cn/", "javascript:;", "http://", "http://x.cn:99999/", "http://a b/"]
)
def test_what_is_no_web_address_has_no_form(address: str) -> None:
    assert canonical(address) == ""


@given(st.text(max_size=60))
def test_the_form_of_a_form_is_itself(text: str) -> None:
    form = canonical("http://x.cn/" + text)
    assert canonical(form) == form


def test_pages_are_the_same_under_www_and_https() -> None:
    assert page_key("http://www.x.cn/a?b=1#c") == page_key("https://x.cn/a?b=1")


def test_a_location_is_joined_to_where_it_was_found() -> None:
    assert join("http://x.cn/a/b.html?c", "../d.html#e") == "http://x.cn/d.html"
    assert join("http://x.cn/", "http://[") == ""


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("www.x.gov.cn", "http://www.x.gov.cn/"),
        (" https://x.cn/a ", "https://x.cn/a"),
        ("x.cn:8080", "http://x.cn:8080/"),
        ("ftp://x.cn", ""),
        ("mailto:a@x.cn", ""),
        ("", ""),
    ],
)
def test_a_start_address_may_be_typed_short(text: str, start: str) -> None:
    assert parse_start(text) == start


def test_host_and_path() -> None:
    assert host_of("http://X.cn:81?a") == "x.cn:81"
    assert path_of("http://x.cn/a/b?c=/d") == "/a/b"
