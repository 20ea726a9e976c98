from datetime import date
from fractions import Fraction

import pytest

from tests.checks.sites import HOST, column, doc, judge
from zhengping.reading.facts import Field, Form, Letter, Link, Page
from zhengping.standard.working_calendar import shipped_calendar

OTHERS = tuple(
    column(name, doc("我局召开会议", "2021-05-01"), serves="1.1.4") for name in ("要闻", "通知", "动态", "公告")
)
WRITE = Form(
    f"{HOST}send", "post", (Field("title", "text", "标题"), Field("text", "textarea", "内容")), "mailbox", "我要写信"
)


def letter(submitted: str, answered: str = "", reply: str = "按规定办理，并已于当日答复来信人。" * 3) -> Letter:
    return Letter(
        f"{HOST}{submitted}.html",
        "咨询停水",
        date.fromisoformat(submitted),
        date.fromisoformat(answered) if answered else None,
        bool(answered),
        reply=reply if answered else "",
    )


def test_a_mailbox_form_is_a_channel() -> None:
    finding = judge("4.1-1", column("局长信箱", serves="4.1", text="信箱", forms=(WRITE,)), *OTHERS)
    assert (finding.state, finding.value) == ("judged", 1)


def test_a_mailbox_of_the_navigation_that_was_not_read_is_a_channel() -> None:
    finding = judge("4.1-1", column("局长信箱", serves="4.1", state="elsewhere"), *OTHERS)
    assert (finding.state, finding.value) == ("suggested", 1)


def test_the_mail_of_the_staff_and_the_box_of_open_information_are_no_channel() -> None:
    home = Page(url=HOST, links=(Link("https://mail.example/", "政务邮箱"), Link(f"{HOST}yjx/", "公开意见箱")))
    finding = judge("4.1-1", *OTHERS, home=home)
    assert finding.value == 0


def test_functions_are_the_share_of_three() -> None:
    query = Form(f"{HOST}q", "get", (Field("no", "text", "信件编号"),), "letter-query", "信件查询")
    mailbox = column("局长信箱", serves="4.1", text="信箱", forms=(WRITE, query))
    assert judge("4.1-2", mailbox, *OTHERS).value == Fraction(2, 3)
    assert judge("4.1-2", mailbox, *OTHERS, letters=[letter("2021-06-01", "2021-06-02")]).value == 1


def test_a_form_of_a_platform_is_found_by_its_labels() -> None:
    fields = (Field("xm", "text", "姓 名"), Field("bt", "text", "标 题"), Field("nr", "textarea", "具体内容"))
    form = Page(url="https://bureau.example/platform/f.html", forms=(Form("", "post", fields, "other"),))
    mailbox = column("互动交流", serves="4.1", state="elsewhere")
    mailbox.platform = "安平市人民政府"
    more = {"other_pages": {form.url: form}, "foreign_pages": {form.url: "安平市人民政府"}}
    assert judge("4.1-2", mailbox, *OTHERS, **more).value == Fraction(1, 3)
    assert judge("4.1-2", mailbox, *OTHERS).state == "person"


def test_replies_are_the_share_within_the_working_days() -> None:
    letters = [letter("2021-05-06", "2021-05-10"), letter("2021-03-01", "2021-04-01"), letter("2021-05-07")]
    finding = judge("4.1-3", column("局长信箱", doc("来信"), serves="4.1"), *OTHERS, letters=letters)
    assert finding.value == Fraction(1, 3)
    assert "未见答复1封" in finding.finding


def test_replies_after_the_monitoring_date_are_open_on_it() -> None:
    finding = judge(
        "4.1-3", column("局长信箱", doc("来信"), serves="4.1"), *OTHERS, letters=[letter("2021-05-20", "2021-06-20")]
    )
    assert finding.value == 0


def test_without_public_letters_a_person_decides() -> None:
    assert judge("4.1-3", column("局长信箱", serves="4.1", text="信箱"), *OTHERS).state == "person"


@pytest.mark.parametrize(
    ("earlier", "later", "days"),
    [("2018-09-28", "2018-09-29", 1), ("2018-09-30", "2018-10-08", 1), ("2026-02-13", "2026-02-25", 3)],
)
def test_working_days_know_holidays_and_adjusted_days(earlier: str, later: str, days: int) -> None:
    assert shipped_calendar().count(date.fromisoformat(earlier), date.fromisoformat(later)) == days


def test_working_days_without_a_calendar_are_monday_to_friday() -> None:
    assert shipped_calendar().count(date(2041, 1, 4), date(2041, 1, 7)) == 1


def test_common_questions_with_classes_are_full_and_without_half() -> None:
    text = "用水业务\n问：如何报装？\n答：到窗口办理。\n水价政策\n问：水价多少？\n答：见公告。"
    assert judge("4.1-4", column("常见问题", serves="4.1", text=text), *OTHERS).value == 1
    plain = "问：如何报装？\n答：到窗口办理。"
    assert judge("4.1-4", column("常见问题", serves="4.1", text=plain), *OTHERS).value == Fraction(1, 2)


def test_no_common_questions_on_a_site_seen_whole_is_a_judged_zero() -> None:
    finding = judge("4.1-4", column("局长信箱", serves="4.1", text="信箱", forms=(WRITE,)), *OTHERS)
    assert (finding.state, finding.value) == ("judged", 0)


def test_where_there_is_surely_no_channel_nobody_was_answered() -> None:
    finding = judge("4.1-3", *OTHERS)
    assert (finding.state, finding.value) == ("judged", 0)


def test_a_channel_that_may_be_there_under_another_name_leaves_the_replies_open() -> None:
    home = Page(url=HOST, links=(Link(f"{HOST}x/", "网上咨询台"),))
    assert judge("4.1-1", *OTHERS, home=home).state == "suggested"
    finding = judge("4.1-3", *OTHERS, home=home)
    assert (finding.state, finding.value) == ("suggested", 0)
