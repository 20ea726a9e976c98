"""Letters: lists and details joined, and how far back the lists were read."""

from datetime import date, timedelta

from tests.reading.hand_made import HOST, at, crumbs, home, listing, missing, other, site
from zhengping.reading.facts import Letter, Page, Paging


def _list(*days: date, paging: Paging | None = None) -> Page:
    letters = tuple(Letter(at(f"l/{n}.html"), f"信{n}", day) for n, day in enumerate(days))
    return listing("l/", letters=letters, paging=paging, crumbs=crumbs("局长信箱"), text="来信选登" * 10)


DAYS = (date(2024, 6, 1), date(2024, 5, 1), date(2024, 4, 1))


def test_a_row_and_its_page_are_one_letter() -> None:
    detail = Letter(at("l/0.html"), "信0", None, date(2024, 6, 3), True, reply="已处理")
    made = site(home(), _list(*DAYS), other("l/0.html", letters=(detail,)))
    first = made.letters[0]
    assert len(made.letters) == 3
    assert (first.submitted, first.answered, first.replied, first.reply) == (DAYS[0], date(2024, 6, 3), True, "已处理")


def test_a_list_read_to_its_end_hides_no_letter() -> None:
    assert site(home(), _list(*DAYS)).letters_complete_back_to == date.min


def test_a_list_read_in_part_is_complete_after_its_oldest_letter() -> None:
    paging = Paging(pages=9, urls=(HOST + "l/index_1.html",))
    made = site(home(), _list(*DAYS, paging=paging), entries=[missing("l/index_1.html")])
    assert made.letters_complete_back_to == DAYS[-1] + timedelta(days=1)


def test_a_list_in_no_order_read_in_part_tells_nothing() -> None:
    paging = Paging(pages=9, urls=(HOST + "l/index_1.html",))
    made = site(home(), _list(DAYS[1], DAYS[0], DAYS[2], paging=paging), entries=[missing("l/index_1.html")])
    assert made.letters_complete_back_to is None


def test_without_letters_nothing_is_known_complete() -> None:
    assert site(home()).letters_complete_back_to is None


def test_letters_on_a_citys_platform_count_only_where_they_name_this_office() -> None:
    letters = (
        Letter(at("p/1.html"), "甲", date(2024, 6, 1), office="市园林局"),
        Letter(at("p/2.html"), "乙", date(2024, 6, 1), office="市教育局"),
    )
    made = site(home(site_name="某市园林局"), listing("p/", letters=letters, site_name="某市人民政府"))
    assert [letter.title for letter in made.letters] == ["甲"]
