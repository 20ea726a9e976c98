import re

from tests.sample.conftest import Sample


def test_gbk_pages_decode_as_gbk_and_not_as_utf8(samples: dict[str, Sample]) -> None:
    poor = samples["poor"]
    assert poor.truth["charset"] == "gbk"
    for url in poor.pages():
        body = poor.body(url)
        body.decode("gbk")
        assert b"charset=gb2312" in body
        try:
            body.decode("utf-8")
        except UnicodeDecodeError:
            continue
        raise AssertionError(f"{url} is valid UTF-8")


def test_charset_stands_in_the_page_and_not_in_the_header(sample: Sample) -> None:
    for url in sample.pages():
        assert sample.routes[url]["type"] == "text/html"
        assert re.search(rb"charset=[\"']?(utf-8|gb2312)", sample.body(url))


def test_no_slot_of_a_template_is_left_open(sample: Sample) -> None:
    for url in sample.pages():
        assert not re.search(r"\{(office|theme|place|leader|number|year|small|big)\}|\[\[", sample.html(url)), url
