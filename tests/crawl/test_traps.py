from __future__ import annotations

import pytest

from zhengping.crawl.traps import MAX_CALENDAR_PER_SHAPE, MAX_REPEATS, MAX_SEARCHES_PER_PATH, Traps, malformed


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://x.cn/" + "a" * 2000, "too-long"),
        ("http://x.cn/a/b/a/b/a/b/c.html", "repeated-path"),
        ("http://x.cn/zwgk/zwgk/zwgk/zwgk/1/2/c.html", "repeated-path"),
        ("http://x.cn/art/2011/11/11/11/1/1/1.html", ""),
        ("http://x.cn/a/b/c/d/e/f/g/h/index.html", ""),
    ],
)
def test_the_form_alone_can_tell(address: str, reason: str) -> None:
    assert malformed(address) == reason


def test_articles_by_number_are_no_trap() -> None:
    traps = Traps()
    assert {traps.admit(f"http://x.cn/NewsView.aspx?ID={n}") for n in range(20_000)} == {""}


def test_one_presentation_of_a_page_will_do() -> None:
    traps = Traps()
    assert traps.admit("http://x.cn/a.jsp?id=5") == ""
    assert traps.admit("http://x.cn/a.jsp?id=5&print=1") == ""
    assert traps.admit("http://x.cn/a.jsp?id=5&fontsize=big") == "presentation"
    assert traps.admit("http://x.cn/a.jsp?id=6&print=1") == ""


def test_combinations_of_filters_end() -> None:
    traps = Traps()
    reasons = [traps.admit(f"http://x.cn/list?a={a}&b={b}&c=1") for a in range(100) for b in range(100)]
    assert reasons.count("") == 600


def test_ever_new_parameter_names_end() -> None:
    traps = Traps()
    assert [traps.admit(f"http://x.cn/list?f{n}=1") for n in range(100)].count("") == 30


def test_a_few_searches_show_that_it_works() -> None:
    traps = Traps()
    reasons = [traps.admit(f"http://x.cn/search?keyword=w{n}") for n in range(100)]
    assert reasons.count("") == MAX_SEARCHES_PER_PATH


@pytest.mark.parametrize("form", ["/cal?month={y}-{m}", "/calendar/{y}/{m}/", "/list.jsp?date={y}{m:02}01"])
def test_a_calendar_ends(form: str) -> None:
    traps = Traps()
    reasons = [traps.admit("http://x.cn" + form.format(y=y, m=m)) for y in range(1900, 2100) for m in range(1, 13)]
    assert reasons.count("") == MAX_CALENDAR_PER_SHAPE


def test_pages_of_articles_by_date_are_no_calendar() -> None:
    traps = Traps()
    assert {traps.admit(f"http://x.cn/art/2020/{m}/{d}/art_{m}_{d}.html") for m in range(1, 13) for d in range(28)} == {
        ""
    }


def test_a_list_that_repeats_itself_is_closed() -> None:
    traps = Traps()
    chain = 0
    for page in range(2, 3 + MAX_REPEATS):
        url = f"http://x.cn/list?page={page}"
        chain = traps.chain(url, f"http://x.cn/list?page={page - 1}", chain)
        assert not traps.closed(url, chain)
        traps.observe(url, chain, f"<html>第{page}页 <a href='?page={page + 1}'>".encode())
    assert traps.closed("http://x.cn/list?page=99", chain + 1)
    assert not traps.closed("http://x.cn/list?page=99", 0)


def test_a_list_with_ever_new_rows_stays_open() -> None:
    traps = Traps()
    chain = 0
    for page in range(2, 300):
        url = f"http://x.cn/list?page={page}"
        chain = traps.chain(url, f"http://x.cn/list?page={page - 1}", chain)
        traps.observe(url, chain, f"<html>{chr(0x4E00 + page)}".encode())
        assert not traps.closed(url, chain)


def test_a_list_leads_to_articles_without_a_chain() -> None:
    assert Traps().chain("http://x.cn/t1.html", "http://x.cn/index_2.html", 7) == 0
