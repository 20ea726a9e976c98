from datetime import date
from typing import Any

from tests.checks.sites import HOST, column, context, doc, judge
from zhengping.checks.observations import observe, rows
from zhengping.reading.facts import Letter
from zhengping.reading.site import Column

OTHERS = tuple(
    column(name, doc("我局召开会议", "2021-05-01"), serves="1.1.4") for name in ("要闻", "通知", "动态", "公告")
)
MAILBOX = column("局长信箱", text="来信选登", serves="4.1")
BACK = date(2019, 1, 1)


def letter(submitted: date | None, answered: date | None = None, replied: bool = False) -> Letter:
    done = replied or answered is not None
    return Letter(f"{HOST}{submitted}.html", "咨询", submitted, answered, done, open=not done)


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


RECENT = letter(date(2021, 6, 1), date(2021, 6, 2))


def observed(
    *letters: Letter, columns: tuple[Column, ...] = (MAILBOX,), back_to: date | None = BACK, **more: Any
) -> Any:
    made = context(*columns, *OTHERS, letters=list(letters), letters_complete_back_to=back_to, **more)
    return observe(made).letters


def test_a_letter_of_which_no_answer_is_said_either_way_leaves_the_list_open() -> None:
    unknown = Letter(f"{HOST}u.html", "咨询", date(2021, 1, 5))
    assert observed(RECENT, unknown) is None


def test_a_letter_that_shows_only_the_day_of_answering_leaves_the_list_open() -> None:
    assert observed(RECENT, Letter(f"{HOST}u.html", "咨询", None, date(2021, 3, 1), True)) is None


def test_what_lies_before_the_window_and_is_not_fully_dated_is_left_out_and_hides_nothing() -> None:
    past = Letter(f"{HOST}u.html", "旧信", date(2019, 3, 1), None, True)
    answered = Letter(f"{HOST}v.html", "旧信二", None, date(2019, 3, 1), True)
    assert observed(RECENT, past, answered) == ((date(2021, 6, 1), date(2021, 6, 2)),)


def test_letters_paged_with_only_the_first_page_read_are_not_observed() -> None:
    assert observed(RECENT, back_to=date(2021, 5, 2)) is None
    assert observed(RECENT, back_to=None) is None


def test_a_second_mailbox_that_was_not_read_hides_letters() -> None:
    for state in ("unseen", "scripted", "elsewhere"):
        other = column("厅长信箱", serves="4.1", state=state)
        assert observed(RECENT, columns=(MAILBOX, other)) is None, state
    rules = column("写信须知", serves="4.1", state="unseen")
    assert observed(RECENT, columns=(MAILBOX, rules)) is not None


def test_a_second_list_whose_rows_were_not_read_as_letters_hides_letters() -> None:
    titles = column("留言选登", doc("关于用水的问题", "2021-05-01"), serves="4.1")
    assert observed(RECENT, columns=(MAILBOX, titles)) is None


def test_pages_that_were_refused_or_failed_hide_letters() -> None:
    assert observed(RECENT, outcomes={f"{HOST}a": "blocked"}) is None
    assert observed(RECENT, outcomes={f"{HOST}{n}": "timeout" for n in range(9)}) is None


def test_refused_and_trial_letters_are_left_out_with_the_reason() -> None:
    refused = Letter(f"{HOST}r.html", "广告", date(2021, 5, 1), status="不予受理", valid=False, replied=True)
    trial = Letter(f"{HOST}t.html", "测试", date(2020, 9, 1), open=True)
    made = context(MAILBOX, *OTHERS, letters=[RECENT, refused, trial], letters_complete_back_to=BACK)
    assert observe(made).letters == ((date(2021, 6, 1), date(2021, 6, 2)),)
    reasons = {row.title: row.reason for row in rows(made)}
    assert "不予受理" in reasons["广告"]
    assert "测试" in reasons["测试"]
    assert reasons["咨询"] == ""


def test_a_copy_in_another_list_is_left_out_with_the_reason() -> None:
    copy = Letter(f"{HOST}c.html", "咨询", date(2021, 6, 1))
    made = context(MAILBOX, *OTHERS, letters=[RECENT], letter_copies=[copy], letters_complete_back_to=BACK)
    assert observe(made).letters == ((date(2021, 6, 1), date(2021, 6, 2)),)
    assert [row.reason for row in rows(made) if row.url == copy.url] == ["与其他栏目中的同一封信重复"]


def test_the_finding_says_what_the_rules_were_given() -> None:
    finding = judge("4.1-3", MAILBOX, *OTHERS, letters=[RECENT], letters_complete_back_to=BACK)
    assert "零分规则按来信1封计" in finding.finding
    finding = judge("4.1-3", MAILBOX, *OTHERS, letters=[RECENT], letters_complete_back_to=date(2021, 5, 2))
    assert "不用于零分规则：来信列表只读到2021-05-02" in finding.finding
