"""A page's charset is what its bytes bear out, not what it says."""

import pytest

from zhengping.reading.decoding import decode
from zhengping.reading.limits import MOST_BYTES

TEXT = "<html><head>{meta}</head><body><p>各市、县人民政府，自治区农垦局：现将有关事项通知如下。</p></body></html>"
GBK_META = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
UTF8_META = '<meta charset="utf-8">'


def text(meta: str = "") -> str:
    return TEXT.format(meta=meta)


@pytest.mark.parametrize(
    "content_type", ["text/html; charset=GBK", "text/html;charset=gb2312", 'text/html; charset="gb18030"']
)
def test_header_declares_gbk(content_type: str) -> None:
    found = decode(text().encode("gb18030"), content_type)
    assert found == (text(), "gb18030", "header")


@pytest.mark.parametrize("meta", [GBK_META, "<meta charset=gbk>", "<META CHARSET='GB18030'/>"])
def test_meta_declares_gbk(meta: str) -> None:
    found = decode(text(meta).encode("gb18030"), "text/html")
    assert found == (text(meta), "gb18030", "meta")


def test_xml_declaration() -> None:
    page = '<?xml version="1.0" encoding="gb2312"?>' + text()
    assert decode(page.encode("gbk"), "text/html").text == page


def test_gbk_declared_but_utf8_sent() -> None:
    found = decode(text(GBK_META).encode(), "text/html; charset=GBK")
    assert found.text == text(GBK_META)
    assert found.charset == "utf-8"


def test_utf8_declared_but_gbk_sent() -> None:
    found = decode(text(UTF8_META).encode("gbk"), "text/html; charset=utf-8")
    assert found.text == text(UTF8_META)
    assert found.charset == "gb18030"


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_nothing_declared(charset: str) -> None:
    assert decode(text().encode(charset)).text == text()


def test_latin_1_in_the_header_is_a_servers_default_and_proves_nothing() -> None:
    assert decode(text().encode("gbk"), "text/html; charset=ISO-8859-1").text == text()


def test_unknown_charset_name_is_passed_over() -> None:
    assert decode(text('<meta charset="gbk2312">').encode("gbk"), "text/html; charset=x-none").charset == "gb18030"


def test_header_wins_over_meta_where_both_are_borne_out_by_nothing_else() -> None:
    page = text('<meta charset="big5">')
    assert decode(page.encode("gbk"), "text/html; charset=gbk").text == page


@pytest.mark.parametrize(("mark", "charset"), [("utf-8-sig", "utf-8"), ("utf-16", "utf-16-le")])
def test_byte_order_mark(mark: str, charset: str) -> None:
    found = decode(text(GBK_META).encode(mark), "text/html; charset=gbk")
    assert found == (text(GBK_META), charset, "bom")


def test_a_character_cut_in_the_middle_does_not_change_the_charset() -> None:
    whole = text(UTF8_META) * 20
    damaged = whole.encode().replace("农垦局".encode(), "农垦局".encode()[:-1], 1)
    found = decode(damaged, "text/html; charset=utf-8")
    assert found.charset == "utf-8"
    assert found.text.count("\ufffd") == 1


def test_a_page_cut_in_the_middle_of_its_last_character_is_utf8() -> None:
    assert decode("通知公告".encode()[:-1]).text == "通知公"


def test_a_few_broken_bytes_in_undeclared_gbk() -> None:
    body = (text() * 20).encode("gbk") + b"\xff\xff"
    assert "各市、县人民政府" in decode(body).text


@pytest.mark.parametrize("body", [b"", b"\x00\x01\xff\xfe\x80" * 500, bytes(range(256)) * 40, b"%PDF-1.4\n\xe2\xe3"])
def test_what_is_no_text_is_decoded_without_an_exception(body: bytes) -> None:
    assert isinstance(decode(body, "text/html").text, str)


def test_ascii_is_utf8() -> None:
    assert decode(b"<html>ok</html>", "text/html; charset=gbk").charset == "utf-8"


def test_a_huge_page_is_read_up_to_the_limit() -> None:
    assert len(decode(b"a" * (MOST_BYTES + 1000)).text) == MOST_BYTES
