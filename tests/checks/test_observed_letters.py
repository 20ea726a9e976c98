from datetime import date

from tests.checks.sites import HOST, column, context, doc
from zhengping.checks.observations import observe
from zhengping.reading.facts import Letter

OTHERS = tuple(
    column(name, doc("我局召开会议", "2021-05-01"), serves="1.1.4") for name in ("要闻", "通知", "动态", "公告")
)
MAILBOX = column("局长信箱", doc("来信", "2021-05-01"), serves="4.1")


def letter(submitted: date | None, answered: date | None = None, replied: bool = False) -> Letter:
    return Letter(f"{HOST}{submitted}.html", "咨询", submitted, answered, replied or answered is not None)


def test_letters_read_back_over_the_window_are_observed_in_order() -> None:
    letters = [letter(date(2021, 6, 1), date(2021, 6, 2)), letter(date(2021, 2, 1))]
    seen = observe(context(MAILBOX, *OTHERS, letters=letters, letters_complete_back_to=date(2020, 1, 1)))
    assert seen.letters == ((date(2021, 2, 1), None), (date(2021, 6, 1), date(2021, 6, 2)))
    assert seen.as_dict()["letters"] == [
        {"submitted": "2021-02-01", "answered": None},
        {"submitted": "2021-06-01", "answered": "2021-06-02"},
    ]


def test_letters_read_back_too_little_are_not_observed() -> None:
    letters = [letter(date(2021, 6, 1), date(2021, 6, 2))]
    assert (
        observe(context(MAILBOX, *OTHERS, letters=letters, letters_complete_back_to=date(2021, 1, 1))).letters is None
    )
    assert observe(context(MAILBOX, *OTHERS, letters=letters)).letters is None


def test_a_reply_without_its_day_leaves_the_list_open() -> None:
    letters = [letter(date(2021, 6, 1), replied=True)]
    assert observe(context(MAILBOX, *OTHERS, letters=letters, letters_complete_back_to=date.min)).letters is None


def test_a_mailbox_that_shows_no_letter_is_never_an_empty_list() -> None:
    assert observe(context(MAILBOX, *OTHERS, letters_complete_back_to=date.min)).letters is None
