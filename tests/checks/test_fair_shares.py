"""Shares that leave out what is not due yet, and values that rest on what says whose it is."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from tests.checks.sites import HOST, OFFICE, column, doc, edition, judge
from zhengping.checks.finding import Finding
from zhengping.reading.facts import Letter, Link, Page, Picture
from zhengping.reading.site import Activity


def collection(title: str, day: str, *, results: bool = False, ends: str = "") -> Activity:
    url = f"{HOST}{title}.html"
    return Activity(
        url,
        title,
        date.fromisoformat(day) if day else None,
        "survey",
        ends=date.fromisoformat(ends) if ends else None,
        page=Page(url=url, text=title),
        results=[f"{HOST}{title}-result.html"] if results else [],
    )


def surveyed(*activities: Activity, complete: bool = True) -> Finding:
    asked = column("意见征集", doc("关于节水条例征求意见的公告", "2021-01-04"), serves="4.2", complete=complete)
    return judge("4.2-5", asked, surveys=list(activities))


def test_collections_of_last_week_without_an_end_are_still_open() -> None:
    week = [collection(f"关于公开征求{name}意见的公告", "2021-06-02") for name in ("节水", "用水", "排水")]
    finding = surveyed(*week)
    assert finding.state == "suggested"
    assert finding.value == 1


def test_an_open_collection_is_left_out_of_the_share_and_told() -> None:
    old = collection("关于公开征求节水意见的公告", "2021-01-04", results=True)
    finding = surveyed(old, collection("关于公开征求排水意见的公告", "2021-06-02"))
    assert finding.value == 1
    assert "另有1次还没有结束" in finding.finding


def test_a_closed_collection_without_a_result_lowers_the_share() -> None:
    finding = surveyed(
        collection("关于公开征求节水意见的公告", "2021-01-04", results=True),
        collection("关于公开征求排水意见的公告", "2021-02-02"),
    )
    assert finding.state == "judged"
    assert finding.value == Fraction(1, 2)


def test_a_share_beside_an_unread_column_of_results_stays_a_proposal() -> None:
    hidden = column("征集结果", serves="4.2", state="unseen", outcome="timeout")
    asked = column("意见征集", doc("关于节水条例征求意见的公告", "2021-01-04"), serves="4.2")
    told = [
        collection("关于公开征求节水意见的公告", "2021-01-04", results=True),
        collection("关于公开征求排水意见的公告", "2021-02-02"),
    ]
    finding = judge("4.2-5", asked, hidden, surveys=told)
    assert finding.state == "suggested"
    assert "由人工确认" in finding.finding


@pytest.mark.parametrize(("shared", "value", "state"), [(10, 1, "judged"), (1, Fraction(1, 10), "suggested")])
def test_sharing_follows_the_share_of_articles(shared: int, value: Fraction, state: str) -> None:
    docs = [
        doc(f"关于第{n}件事的通知", "2021-05-01", share=("weixin", "tsina") if n < shared else ()) for n in range(10)
    ]
    finding = judge("5.4-1", column("通知公告", *docs, serves="1.1.4"))
    assert (finding.value, finding.state) == (value, state)


def test_questions_without_classes_are_half() -> None:
    asked = column("常见问题", *(doc(f"怎样办理第{n}种证？", "2021-05-01") for n in range(6)), serves="4.1")
    finding = judge("4.1-4", asked)
    assert finding.state == "judged"
    assert finding.value == Fraction(1, 2)


def test_a_column_of_questions_of_which_none_was_read_is_a_proposal() -> None:
    finding = judge("4.1-4", column("常见问题", serves="4.1", text="本栏目介绍常见问题的整理办法。" * 20))
    assert finding.state == "suggested"


def letter(number: int, submitted: str, answered: str = "", reply: str = "") -> Letter:
    return Letter(
        url=f"{HOST}信箱/{number}.html",
        title=f"第{number}封来信",
        submitted=date.fromisoformat(submitted),
        answered=date.fromisoformat(answered) if answered else None,
        replied=bool(answered),
        reply=reply,
    )


def answered(*letters: Letter) -> Finding:
    box = column("局长信箱", *(doc(one.title, "2021-03-01") for one in letters), serves="4.1")
    return judge("4.1-3", box, letters=list(letters), letters_complete_back_to=date(2019, 1, 1))


SIX = [letter(n, f"2021-03-0{n}", f"2021-03-0{n + 2}", "经核实，您反映的渠道已经修复。" * 5) for n in range(1, 7)]


def test_a_letter_within_the_limit_of_a_reply_is_left_out_and_told() -> None:
    finding = answered(*SIX, letter(9, "2021-06-07"))
    assert finding.value == 1
    assert "另有1封未答复的还在答复期限内" in finding.finding


def test_a_letter_past_the_limit_without_a_reply_counts() -> None:
    assert answered(*SIX, letter(9, "2021-04-07")).value == Fraction(6, 7)


def test_letters_of_which_all_are_within_the_limit_give_no_value() -> None:
    finding = answered(letter(9, "2021-06-07"))
    assert finding.state == "person"
    assert finding.value is None


def test_one_empty_reply_makes_the_share_a_proposal() -> None:
    polite = letter(1, "2021-03-01", "2021-03-03", "感谢您的来信，请拨打电话咨询。")
    finding = answered(polite, *SIX[1:])
    assert finding.state == "suggested"
    assert "笼统答复" in finding.finding


def home(label: str, url: str = "https://weibo.com/u/1234567", alt: str = "") -> Page:
    pictures = (Picture(f"{HOST}code.png", alt),) if alt else ()
    links = (Link(url, label, "body"),) if label else ()
    return Page(url=HOST, title_tag=OFFICE, kind="home", links=links, pictures=pictures)


@pytest.mark.parametrize("label", ["官方微博", "安平水务微博", "本局微信公众号"])
def test_an_account_that_says_whose_it_is_is_judged(label: str) -> None:
    finding = judge("5.1.1-1", home=home(label))
    assert finding.state == "judged"
    assert finding.value == 1


@pytest.mark.parametrize("label", ["微博", "省政府官方微博", "石岭市教育局微博"])
def test_an_account_that_may_be_another_office_s_is_a_proposal(label: str) -> None:
    finding = judge("5.1.1-1", home=home(label))
    assert finding.state == "suggested"
    assert finding.value == 1
    assert "由人工确认" in finding.finding


def test_a_zero_that_proofs_may_lift_is_a_proposal() -> None:
    columns = [column(name, doc(f"{name}的消息", "2021-05-01"), serves="1.1.4") for name in ("新闻", "动态", "通知")]
    finding = judge("6.2.1-2", *columns)
    assert finding.state == "suggested"
    assert finding.value == 0
    assert "佐证材料" in finding.finding


def test_the_edition_names_the_points_whose_zero_rests_on_pages_though_records_count() -> None:
    points = edition().points
    for code in edition().words["zeros_by_pages"]:
        assert {"register", "material"} & set(points[code].sources), code
