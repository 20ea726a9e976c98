"""1.1.7 建议提案结果公开."""

from datetime import date
from fractions import Fraction

from tests.checks.sites import HOST, column, doc, judge
from tests.checks.test_tools import others
from zhengping.reading.facts import Attachment


def replies(code: str, *docs):  # type: ignore[no-untyped-def]
    return judge(code, column("建议提案办理", *docs, serves="1.1.7"), *others())


def test_a_reply_in_full_within_the_year_is_full_and_judged() -> None:
    finding = replies("1.1.7-1", doc("对市十四届人大一次会议第17号建议的答复", "2020-08-01"))
    assert (finding.state, finding.value) == ("judged", 1)


def test_a_reply_to_one_body_is_none_to_the_other() -> None:
    assert replies("1.1.7-2", doc("对市十四届人大一次会议第17号建议的答复", "2020-08-01")).value == 0
    assert replies("1.1.7-1", doc("对市政协九届二次会议第254号提案的答复", "2020-08-01")).value == 0


def test_an_overview_without_replies_is_half_and_a_proposal() -> None:
    finding = replies("1.1.7-1", doc("2020年建议提案办理情况", "2020-12-01"))
    assert (finding.state, finding.value) == ("suggested", Fraction(1, 2))


def test_a_reply_that_is_only_a_file_is_only_suggested() -> None:
    file = (Attachment(f"{HOST}17.pdf", "答复.pdf", "pdf"),)
    finding = replies("1.1.7-1", doc("第17号建议的答复", "2020-08-01", text="见附件", attachments=file))
    assert finding.state == "suggested"


def test_old_replies_are_zero_and_named() -> None:
    finding = replies("1.1.7-1", doc("提案议案办理结果公开", "2018-12-24"))
    assert finding.value == 0
    assert "2018-12-24" in finding.finding


def test_a_reply_to_a_letter_is_none() -> None:
    finding = judge("1.1.7-1", column("网民留言", doc("关于加强管理建议的答复", "2021-01-01")), *others())
    assert finding.value == 0


def test_replies_of_the_closed_year_before_the_year_are_a_proposed_zero() -> None:
    finding = judge(
        "1.1.7-1",
        column("建议提案办理", doc("第17号建议的答复", "2019-06-27"), serves="1.1.7"),
        *others(),
        on=date(2020, 12, 31),
    )
    assert (finding.state, finding.value) == ("suggested", 0)
