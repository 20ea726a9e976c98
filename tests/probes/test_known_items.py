"""What is known to be on a site, drawn by seed."""

from dataclasses import replace
from typing import Any

import pytest

from tests.checks.sites import HOST, Doc, column, context, doc
from zhengping.checks.context import Context
from zhengping.errors import EditionError
from zhengping.probes.known_items import draw_broad_questions, draw_known_items, draw_plain_questions
from zhengping.probes.variants import KnownItem
from zhengping.reading.facts import Page
from zhengping.reading.site import Guide

LATE = ("水库移民避险解困", "农村饮水安全排查", "河道采砂许可审批")
EARLY = ("防汛物资储备检查", "节水型企业评选", "取水许可延续办理")


def guide(name: str, number: int) -> Guide:
    url = f"{HOST}guides/{number}.html"
    return Guide(url, name, {}, Page(url=url))


def notices(year: int, topics: tuple[str, ...]) -> list[Doc]:
    return [doc(f"关于做好{topic}工作的通知", f"{year}-03-0{number}") for number, topic in enumerate(topics, 1)]


def site(**more: Any) -> Context:
    numbered = doc("安平市城镇供水价格管理办法", "2020-05-01", document_number="安水发〔2020〕15号")
    return context(
        column("通知公告", *notices(2021, LATE)), column("政策文件", *notices(2019, EARLY), numbered), **more
    )


def kinds(items: list[KnownItem]) -> set[str]:
    return {item.kind for item in items}


def test_the_same_seed_draws_the_same_and_another_seed_others() -> None:
    assert draw_known_items(site(), "a", 6) == draw_known_items(site(), "a", 6)
    assert draw_known_items(site(), "a", 6) != draw_known_items(site(), "b", 6)


def test_the_order_in_which_the_site_was_read_draws_nothing_else() -> None:
    turned = site()
    turned.site.articles.reverse()
    assert draw_known_items(turned, "a", 6) == draw_known_items(site(), "a", 6)


def test_guides_and_documents_are_among_the_articles() -> None:
    items = draw_known_items(site(guides=[guide("取水许可新办", 1), guide("河道管理范围内建设审批", 2)]), "a", 8)
    assert kinds(items) == {"article", "document", "guide"}
    assert len(items) == 8


def test_each_kind_is_first_asked_for_plainly() -> None:
    items = draw_known_items(site(guides=[guide("取水许可新办", 1)]), "a", 8)
    first = {item.kind: item.questions[0] for item in items}
    assert first["document"].kind == "number"
    assert first["document"].text == "安水发〔2020〕15号"
    assert (first["guide"].kind, first["guide"].text) == ("service", "取水许可新办")
    assert first["article"].kind == "title"


def test_what_stands_twice_is_not_known_by_its_title() -> None:
    twice = context(column("通知公告", doc("停水通知与安排", "2021-03-01"), doc("停水通知与安排", "2021-03-02")))
    assert draw_known_items(twice, "a", 5) == []


def test_a_number_that_two_bear_finds_neither() -> None:
    number = "安水发〔2020〕15号"
    two = (doc(title, "2020-05-01", document_number=number) for title in ("供水管理办法全文", "节约用水管理规定"))
    assert "document" not in kinds(draw_known_items(context(column("政策文件", *two)), "a", 5))


def test_items_are_spread_over_columns_and_years() -> None:
    items = [item for item in draw_known_items(site(), "a", 5) if item.kind == "article"]
    assert {item.column for item in items} == {"通知公告", "政策文件"}


def test_copies_are_addresses_of_the_same_item() -> None:
    whole = site()
    whole.site.articles[0].copies.append(f"{HOST}copy.html")
    items = {item.url: item for item in draw_known_items(whole, "a", 20)}
    assert f"{HOST}copy.html" in items[whole.site.articles[0].url].addresses


def test_a_mark_before_a_title_is_not_typed() -> None:
    (item,) = draw_known_items(context(column("动态", doc("[图]水库大坝安全鉴定完成", "2021-03-01"))), "a", 5)
    assert item.questions[0].text == "水库大坝安全鉴定完成"


def test_a_site_without_articles_has_no_known_items() -> None:
    assert draw_known_items(context(), "a", 5) == []
    assert draw_plain_questions(context(), "a", 5) == []


def test_a_plain_word_asks_for_an_official_name_of_the_site() -> None:
    (item,) = draw_plain_questions(context(guides=[guide("居民身份证补领", 1)]), "a", 5)
    (question,) = item.questions
    assert (item.kind, question.kind, question.text) == ("guide", "plain", "身份证丢了")
    assert question.original in item.title


def test_a_guide_answers_a_plain_word_before_an_article() -> None:
    news = (doc(f"全市结婚登记数据发布{number}", "2021-03-01") for number in range(20))
    found = context(column("动态", *news), guides=[guide("内地居民结婚登记", 1)])
    (item,) = draw_plain_questions(found, "a", 1)
    assert (item.kind, item.questions[0].text) == ("guide", "领证结婚")


def test_a_saying_that_the_site_writes_itself_tests_nothing() -> None:
    found = context(column("动态", doc("领证结婚指引发布", "2021-03-01")), guides=[guide("内地居民结婚登记", 1)])
    assert draw_plain_questions(found, "a", 5) == []


def test_a_site_of_no_official_name_is_asked_nothing_in_plain_words() -> None:
    assert draw_plain_questions(context(column("动态", doc("湖光山色摄影展", "2021-03-01"))), "a", 5) == []


def newer_texts(count: int, text: str = "水库") -> list[Doc]:
    return [
        doc(f"农村工作安排之{chr(0x4E00 + n)}", f"2021-03-{n + 1:02d}", text=f"抓好{text}安全") for n in range(count)
    ]


def test_a_broad_word_stands_in_an_old_title_and_in_newer_texts() -> None:
    old = doc("小型水库除险加固完工", "2019-03-01")
    (item,) = draw_broad_questions(context(column("动态", old, *newer_texts(5))), "a", 2)
    (question,) = item.questions
    assert (item.title, question.kind, question.text) == ("小型水库除险加固完工", "broad", "水库")


@pytest.mark.parametrize(
    "docs",
    [
        [doc("小型水库除险加固完工", "2019-03-01"), *newer_texts(3)],
        [doc("小型水库除险加固完工", "2021-05-01"), *newer_texts(6)],
        [doc("小型水库除险加固完工", "2019-03-01"), doc("水库巡查", "2021-05-01"), *newer_texts(6)],
    ],
    ids=["few texts", "no newer text", "a newer title"],
)
def test_a_word_that_would_show_no_order_is_not_asked(docs: list[Doc]) -> None:
    assert draw_broad_questions(context(column("动态", *docs)), "a", 2) == []


def test_an_edition_without_plain_words_says_so() -> None:
    whole = site()
    bare = [
        replace(indicator, plain_words=None) if indicator.code == "5.2.1" else indicator
        for indicator in whole.edition.indicators
    ]
    with pytest.raises(EditionError, match="plain_words"):
        draw_plain_questions(replace(whole, edition=replace(whole.edition, indicators=tuple(bare))), "a", 5)
