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


def _second_list(*letters: Letter) -> Page:
    return listing("m/", letters=letters, crumbs=crumbs("来信选登"), text="来信选登" * 10)


FILLER = Letter(at("m/9.html"), "另一封信", date(2024, 1, 5), date(2024, 1, 6), True)


def test_a_letter_shown_in_two_lists_is_one_and_answered_where_one_says_so() -> None:
    stale = Letter(at("l/0.html"), "关于浇水的问题", DAYS[0], open=True, status="处理中")
    fresh = Letter(at("m/0.html"), "关于浇水的问题", DAYS[0], date(2024, 6, 3), True)
    first = listing("l/", letters=(stale, Letter(at("l/1.html"), "信1", DAYS[1])), crumbs=crumbs("局长信箱"))
    made = site(home(), first, _second_list(fresh, FILLER))
    found = [letter for letter in made.letters if letter.title == "关于浇水的问题"]
    assert [(letter.answered, letter.open) for letter in found] == [(date(2024, 6, 3), False)]
    assert [letter.url for letter in made.letter_copies] == [at("m/0.html")]


def test_a_list_that_shows_only_the_day_of_answering_joins_the_one_that_shows_both() -> None:
    both = Letter(at("l/0.html"), "关于浇水的问题", DAYS[0], date(2024, 6, 3), True)
    only = Letter(at("m/0.html"), "关于浇水的问题", None, date(2024, 6, 3), True)
    first = listing("l/", letters=(both, Letter(at("l/1.html"), "信1", DAYS[1])), crumbs=crumbs("局长信箱"))
    made = site(home(), first, _second_list(only, FILLER))
    assert [letter.submitted for letter in made.letters if letter.title == "关于浇水的问题"] == [DAYS[0]]


def test_two_letters_of_one_title_in_one_list_stay_two() -> None:
    rows = (Letter(at("l/0.html"), "咨询", DAYS[0], open=True), Letter(at("l/1.html"), "咨询", DAYS[0], DAYS[0], True))
    made = site(home(), listing("l/", letters=rows, crumbs=crumbs("局长信箱"), text="来信选登" * 10))
    assert len(made.letters) == 2
