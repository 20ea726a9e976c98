"""What the search answers under each quality."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from urllib.parse import quote

import pytest

from tests.sample.live.conftest import Visitor
from zhengping.sample.live.search import find
from zhengping.sample.live.switches import Live
from zhengping.standard import load_edition

SERVICE = "取水许可审批"
THEME = "高标准农田建设"
LISTS = r'<ul class="jglb">.*?</ul>|<table width="98%".*?</table>|<div class="results">.*</div>'


def hits(page: str) -> list[str]:
    """Addresses of the results, whatever the template."""
    rows = re.findall(LISTS, re.split(r'<div class="(?:fy|side)">', page)[0], re.S)
    return re.findall(r'href="([^"]+)"', rows[0]) if rows else []


def days(page: str) -> list[str]:
    return re.findall(r"(?:class=\"rq\">|<td>|发布时间：)(\d{4}-\d\d-\d\d)", page)


def test_a_known_title_stands_first_in_every_template(visitor: Visitor) -> None:
    item = visitor.first(column="通知公告")
    assert hits(visitor.search(item["title"]))[0] == item["url"]


@pytest.mark.parametrize("template", ["list", "table", "blocks"])
def test_templates_show_the_same_results(trs: Visitor, template: str) -> None:
    expected = hits(trs.search(THEME))
    trs.live.switch(search_template=template)
    assert hits(trs.search(THEME)) == expected
    assert len(expected) == 10


def test_a_document_is_found_by_its_number(trs: Visitor) -> None:
    document = trs.first(column="规范性文件")
    assert hits(trs.search(document["number"]))[0] == document["url"]


def test_a_question_in_gbk_is_understood(visitor: Visitor) -> None:
    guide = visitor.first(kind="service", title=SERVICE)
    page = visitor.get(f"/Search.aspx?KeyWord={quote(SERVICE.encode('gbk'))}").text
    assert hits(page)[0] == guide["url"]


@pytest.mark.parametrize(
    ("switch", "question"),
    [
        ("search_typo", "取水许司审批"),
        ("search_typo", "取水许审批"),
        ("search_pinyin", "qushuixuke"),
        ("search_plain", "打井取水"),
    ],
)
def test_a_clever_question_finds_the_guide_only_with_its_switch(trs: Visitor, switch: str, question: str) -> None:
    guide = trs.first(title=SERVICE)["url"]
    assert hits(trs.search(question))[0] == guide
    trs.live.switch(**{switch: False})
    assert guide not in hits(trs.search(question))


def test_a_corrected_question_says_what_was_asked_instead(trs: Visitor) -> None:
    assert re.search(rf"您要找的是不是：.*{SERVICE}", trs.search("取水许司审批"))


def test_nonsense_finds_nothing(trs: Visitor) -> None:
    page = trs.search("龘靐齉爩鱻")
    assert hits(page) == []
    assert "没有找到" in page


def test_suggestions_begin_with_what_was_typed(trs: Visitor) -> None:
    target = f"/search/suggest?q={quote('水产')}"
    assert json.loads(trs.get(target).body)["list"][0].startswith("水产")
    trs.live.switch(search_suggest=False)
    assert json.loads(trs.get(target).body)["list"] == []


@pytest.mark.parametrize(("known", "place"), [("first", 0), ("late", 6)])
def test_the_known_item_stands_where_the_switch_says(trs: Visitor, known: str, place: int) -> None:
    item = trs.first(column="通知公告")
    trs.live.switch(search_known=known)
    assert hits(trs.search(item["title"])).index(item["url"]) == place


def test_beyond_ten_the_known_item_stands_on_the_second_page(trs: Visitor) -> None:
    item = trs.first(column="通知公告")
    trs.live.switch(search_known="beyond")
    assert item["url"] not in hits(trs.search(item["title"]))
    assert item["url"] in hits(trs.search(item["title"], p="2"))


def test_by_relevance_the_dates_do_not_fall_and_newest_first_they_do(trs: Visitor) -> None:
    by_relevance = days(trs.search(THEME))
    assert by_relevance != sorted(by_relevance, reverse=True)
    trs.live.switch(search_order="newest")
    newest = days(trs.search(THEME))
    assert newest == sorted(newest, reverse=True)
    assert len(newest) == 10


def test_the_visitor_may_order_by_time(trs: Visitor) -> None:
    found = days(trs.search(THEME, sort="time"))
    assert found == sorted(found, reverse=True)


def test_classes_have_counts_and_keep_to_their_class(trs: Visitor) -> None:
    page = trs.search("许可")
    total = re.search(r"找到相关结果<b>(\d+)", page)
    counts = dict(re.findall(r">([^<>]+)\((\d+)\)</a>", page))
    assert total
    assert int(counts.pop("全部")) == int(total[1]) == sum(map(int, counts.values()))
    guides = {item["url"] for item in trs.data["items"] if item["kind"] == "service"}
    kept = hits(trs.search("许可", group="办事指南"))
    assert set(kept) <= guides
    assert kept
    trs.live.switch(search_classes=False)
    assert "tabs" not in trs.search("许可")


def test_a_service_leads_to_its_guide_or_only_to_the_hall(trs: Visitor) -> None:
    guide = trs.first(title=SERVICE)["url"]
    assert re.search(rf'办事直达</h3><a href="{guide}"', trs.search(SERVICE))
    trs.live.switch(search_service=False)
    page = trs.search(SERVICE)
    assert "办事直达" not in page
    assert trs.data["hall"] in hits(page)
    assert guide not in hits(page)


@pytest.mark.parametrize(
    ("mode", "status", "words"),
    [("error", 500, "500"), ("captcha", 200, "请完成安全验证"), ("refused", 403, "拦截"), ("post", 405, "请求方式")],
)
def test_refusals(trs: Visitor, mode: str, status: int, words: str) -> None:
    trs.live.switch(search=mode)
    got = trs.get(f"/search?q={quote(THEME)}")
    assert (got.status, words in got.text) == (status, True)


def test_the_same_list_answers_every_question(trs: Visitor) -> None:
    trs.live.switch(search="same-list")
    same = hits(trs.search(THEME))
    assert same
    assert same == hits(trs.search("绝无此词甲乙"))


def test_robots_txt_closes_the_search_only_with_the_switch(trs: Visitor) -> None:
    assert "/search" not in trs.get("/robots.txt").text
    trs.live.switch(search="robots")
    assert "Disallow: /search\n" in trs.get("/robots.txt").text


def test_another_host_answers_with_addresses_of_the_site(trs: Visitor) -> None:
    trs.live.switch(search="other-host")
    target = f"/search?q={quote(SERVICE)}"
    got = trs.get(target)
    assert (got.status, got.headers["location"]) == (302, trs.live.other_url.rstrip("/") + target)
    there = trs.get(target, url=trs.live.other_url).text
    assert hits(there)[0] == trs.served.url.rstrip("/") + trs.first(title=SERVICE)["url"]
    assert trs.live.requests[-1][1].startswith(trs.live.other_url)
    assert trs.get("/", url=trs.live.other_url).status == 404


def test_redirect_links_lead_to_the_item_and_nowhere_else(trs: Visitor) -> None:
    trs.live.switch(search_links="redirect")
    link = hits(trs.search(SERVICE))[0].replace("&amp;", "&")
    assert link.startswith("/search/goto?url=")
    assert trs.get(link).headers["location"] == trs.first(title=SERVICE)["url"]
    for elsewhere in ("https%3A%2F%2Fevil.example%2F", "%2F%2Fevil.example%2F"):
        assert trs.get(f"/search/goto?url={elsewhere}").headers["location"] == "/"


def test_a_drawn_page_has_no_results_before_its_script_asks(trs: Visitor) -> None:
    trs.live.switch(search_drawn=True)
    assert hits(trs.search(SERVICE)) == []
    data = json.loads(trs.get(f"/search/api?q={quote(SERVICE)}").body)
    assert data["rows"][0]["url"] == trs.first(title=SERVICE)["url"]
    assert data["total"] >= 1


@pytest.mark.parametrize(
    ("switch", "words"),
    [
        ("search_snippet", 'class="zy"'),
        ("search_date", 'class="rq"'),
        ("search_count", "找到相关结果"),
        ("search_paging", 'class="fy"'),
    ],
)
def test_looks(trs: Visitor, switch: str, words: str) -> None:
    assert words in trs.search(THEME)
    trs.live.switch(**{switch: False})
    assert words not in trs.search(THEME)


@pytest.mark.parametrize("template", ["list", "table", "blocks"])
def test_what_is_asked_cannot_write_into_the_page(visitor: Visitor, template: str) -> None:
    visitor.live.switch(search_template=template)
    assert "<script>x" not in visitor.search("<script>x</script>")


def test_plain_words_of_the_edition_find_what_they_mean(trs: Visitor) -> None:
    plain = load_edition().by_code["5.2.1"].plain_words
    assert plain
    titles = {item["title"] for item in trs.data["items"]}

    def answered(live: Live, saying: str, names: Sequence[str]) -> bool:
        return any(name in hit["title"] for name in names for hit in find(trs.data, live, saying).hits[:10])

    fitting = {saying: names for saying, names in plain.names.items() if any(n in t for n in names for t in titles)}
    assert len(fitting) > 3
    assert {saying for saying, names in fitting.items() if not answered(Live(), saying, names)} == set()
    without = Live(search_plain=False)
    assert {saying for saying, names in fitting.items() if answered(without, saying, names)} == set()
