"""Documents: each once, with the date that is displayed."""

from datetime import date

import pytest

from tests.reading.hand_made import TODAY, article, at, crumbs, home, listing, row, site
from zhengping.reading.articles import ListedRows, decide_published
from zhengping.reading.facts import DateFact, Page

LONG = "第一条 为了规范公园管理，根据有关规定制定本办法。第二条 公园应当按时开放。第三条 本办法自公布之日起施行。" * 3


def test_one_document_in_three_columns_is_one_document_with_three_places() -> None:
    copies = [
        article(f"{name}/1.html", "公园管理办法", date(2024, 1, 2), text=LONG, crumbs=crumbs(name))
        for name in ("甲", "乙", "丙")
    ]
    made = site(home(), *copies)
    assert len(made.articles) == 1
    assert len(made.articles[0].copies) == 2
    assert {each.name for each in made.articles[0].columns} == {"甲", "乙", "丙"}
    assert {(place.url, place.column.name) for place in made.articles[0].places if place.column} == {
        (at(f"{name}/1.html"), name) for name in ("甲", "乙", "丙")
    }


def test_a_long_text_word_for_word_the_same_on_two_days_is_one_document_of_the_earlier_day() -> None:
    made = site(home(), *(article(f"{9 - n}.html", "公园管理办法", date(2024, 1, n), text=LONG) for n in (2, 8)))
    assert [(each.published, len(each.places)) for each in made.articles] == [(date(2024, 1, 2), 2)]
    assert {(place.url, place.published) for place in made.articles[0].places} == {
        (at("7.html"), date(2024, 1, 2)),
        (at("1.html"), date(2024, 1, 8)),
    }


def test_a_short_notice_repeated_on_another_day_is_another_document() -> None:
    made = site(home(), *(article(f"{n}.html", "一周天气", date(2024, 1, n), text="详见附件。" * 10) for n in (1, 8)))
    assert len(made.articles) == 2


def test_pages_that_share_a_generic_title_and_no_text_are_different_documents() -> None:
    made = site(home(), *(article(f"{n}.html", "简介", date(2024, 1, 1), text=" ") for n in (1, 8)))
    assert len(made.articles) == 2


def test_the_same_title_and_day_with_another_text_is_another_document() -> None:
    made = site(
        home(),
        article("1.html", "行政许可公示", date(2024, 1, 2), text="甲公司获准移植树木三株，地点在东街。" * 5),
        article("2.html", "行政许可公示", date(2024, 1, 2), text="乙公司获准占用绿地十平方米，期限三月。" * 5),
    )
    assert len(made.articles) == 2


def test_near_identical_texts_are_copies() -> None:
    made = site(
        home(),
        article("1.html", "公园管理办法", date(2024, 1, 2), text=LONG),
        article("2.html", "公园管理办法", date(2024, 1, 2), text=LONG + "责任编辑：某某"),
    )
    assert len(made.articles) == 1


@pytest.mark.parametrize(
    ("shown", "listed", "expected"),
    [
        (DateFact(date(2024, 1, 2), "label"), ListedRows(days=[date(2024, 1, 5)]), (date(2024, 1, 2), "label")),
        (None, ListedRows(days=[date(2024, 1, 5)]), (date(2024, 1, 5), "list")),
        (DateFact(date(2017, 5, 20), "url"), ListedRows(days=[date(2010, 3, 1)]), (date(2010, 3, 1), "list")),
        (DateFact(date(2017, 5, 20), "url"), None, (None, "")),
        (DateFact(date(2023, 3, 1), "url"), ListedRows(month_days=["03-01"]), (date(2023, 3, 1), "list+url")),
        (DateFact(date(2023, 3, 1), "url"), ListedRows(month_days=["04-09"]), (None, "")),
        (None, ListedRows(month_days=["04-09"]), (None, "")),
        (None, ListedRows(days=[date(2031, 1, 1)]), (None, "")),
    ],
)
def test_the_displayed_date_goes_first_and_the_addresss_date_is_only_a_hint(
    shown: DateFact | None, listed: ListedRows | None, expected: tuple[date | None, str]
) -> None:
    assert decide_published(Page(url="u", published=shown), listed, TODAY) == expected


def test_a_page_that_a_list_leads_to_is_a_document_even_without_much_text() -> None:
    page = Page(url=at("p/1.html"), kind="other", title_tag="图片新闻")
    made = site(home(), listing("p/", [row("p/1.html", "公园里的花", date(2024, 2, 3))], crumbs=crumbs("图片")), page)
    assert [(each.title, each.published) for each in made.articles] == [("公园里的花", date(2024, 2, 3))]


def test_a_cut_title_is_completed_from_the_list() -> None:
    page = article("1.html", "关于公园夏季开放时间…", date(2024, 1, 2))
    made = site(home(), listing("p/", [row("1.html", "关于公园夏季开放时间的公告")], crumbs=crumbs("公告")), page)
    assert made.articles[0].title == "关于公园夏季开放时间的公告"


def test_a_document_that_names_its_column_but_stands_in_no_list_read_is_an_item_of_it() -> None:
    made = site(home(), article("1.html", "公告一", date(2024, 1, 2), crumbs=crumbs("公告")))
    (found,) = made.columns
    assert [item.title for item in found.items] == ["公告一"]
