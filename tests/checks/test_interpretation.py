from datetime import date
from fractions import Fraction

import pytest

from tests.checks.sites import column, doc, judge
from zhengping.reading.facts import Link, Media, Page, Picture

PARTS = "一、背景和依据。二、目标任务。三、主要内容。四、解决的问题。" * 10


def test_an_unread_column_of_the_navigation_exists_and_its_content_is_for_a_person() -> None:
    unseen = column("政策解读", serves="2.1", state="unseen", outcome="not-found")
    assert judge("2.1-1", unseen).value == 1
    assert judge("2.1-1", unseen).state == "suggested"
    for code in ("2.1-2", "2.1-3", "2.1-4", "2.1-6", "2.1-7"):
        assert judge(code, unseen).state == "person", code


def test_content_is_the_mean_share_of_the_four_parts() -> None:
    whole = doc("《节水办法》政策解读", "2021-03-02", PARTS)
    half = doc("《供水规定》政策解读", "2021-04-02", "背景如何。目标如何。" * 20)
    finding = judge("2.1-2", column("政策解读", whole, half, serves="2.1"))
    assert finding.value == Fraction(3, 4)
    assert finding.state == "judged"


def test_only_older_interpretations_are_a_quarter_and_never_judged() -> None:
    finding = judge("2.1-2", column("政策解读", doc("《旧办法》政策解读", "2018-03-02", PARTS), serves="2.1"))
    assert finding.value == Fraction(1, 4)
    assert finding.state == "suggested"


def test_no_interpretation_anywhere_on_a_site_seen_whole_is_a_judged_zero() -> None:
    others = [
        column(name, doc("关于停水的通知", "2021-05-01"), serves="1.1.4") for name in ("要闻", "通知", "动态", "公告")
    ]
    finding = judge("2.1-3", column("政策解读", serves="2.1"), *others)
    assert (finding.state, finding.value) == ("judged", 0)


def test_forms_are_counted_once_each_and_a_meeting_to_study_is_no_interpretation() -> None:
    documents = [
        doc("一图读懂节水办法", "2021-03-02", pictures=(Picture("https://bureau.example/a.png", in_body=True),)),
        doc("视频解读：节水办法", "2021-03-05", media=(Media("https://bureau.example/a.mp4", "video"),)),
        doc("水务局召开政策解读会议", "2021-03-06"),
    ]
    finding = judge("2.1-3", column("政策解读", *documents, serves="2.1"))
    assert finding.value == Fraction(3, 4)
    assert "共2种" in finding.finding


def test_links_both_ways_are_full_and_judged() -> None:
    policy_url, reading_url = "https://bureau.example/部门文件/0.html", "https://bureau.example/政策解读/0.html"
    reading = doc("《节水办法》政策解读", "2021-03-02", PARTS, links=(Link(policy_url, "安平市节水办法"),))
    policy = doc(
        "安平市节水办法", "2021-03-01", document_number="安水发〔2021〕3号", links=(Link(reading_url, "政策解读"),)
    )
    columns = (column("政策解读", reading, serves="2.1"), column("部门文件", policy, serves="1.1.3"))
    finding = judge("2.1-4", *columns)
    assert (finding.state, finding.value) == ("judged", 1)


def test_links_in_one_direction_are_half() -> None:
    policy_url = "https://bureau.example/部门文件/0.html"
    reading = doc("《节水办法》政策解读", "2021-03-02", PARTS, links=(Link(policy_url, "安平市节水办法"),))
    policy = doc("安平市节水办法", "2021-03-01", document_number="安水发〔2021〕3号")
    finding = judge("2.1-4", column("政策解读", reading, serves="2.1"), column("部门文件", policy, serves="1.1.3"))
    assert (finding.state, finding.value) == ("suggested", Fraction(1, 2))


def test_a_menu_link_to_the_library_is_no_link_to_the_policy() -> None:
    menu = Link("https://bureau.example/部门文件/0.html", "部门文件", region="nav")
    policy = doc("安平市节水办法", "2021-03-01", document_number="安水发〔2021〕3号")
    reading = doc("《节水办法》政策解读", "2021-03-02", PARTS, links=(menu,))
    finding = judge("2.1-4", column("政策解读", reading, serves="2.1"), column("部门文件", policy, serves="1.1.3"))
    assert finding.value == 0


def test_comment_outside_the_column_is_half() -> None:
    news = column("行业要闻", doc("中国水利报述评：节水优先", "2021-03-02", source="中国水利报"), serves="1.1.4")
    finding = judge("2.1-5", news, column("政策解读", doc("《节水办法》政策解读", "2021-03-02"), serves="2.1"))
    assert (finding.state, finding.value) == ("suggested", Fraction(1, 2))


def test_training_of_commentators_is_no_comment() -> None:
    news = column("工作动态", doc("水务局举办网络评论员培训班", "2021-03-02"), serves="1.1.4")
    assert judge("2.1-5", news, column("政策解读", doc("《办法》政策解读", "2021-03-02"), serves="2.1")).value == 0


def test_first_publication_is_the_share_with_the_own_source() -> None:
    own = doc("《节水办法》政策解读", "2021-03-02", source="市水务局")
    other = doc("《水法》解读", "2021-03-03", source="水利部")
    finding = judge("2.1-6", column("政策解读", own, other, serves="2.1"))
    assert (finding.state, finding.value) == ("suggested", Fraction(1, 2))


@pytest.mark.parametrize(
    ("published", "explained", "value"),
    [
        ("2021-03-01", "2021-03-01", Fraction(1)),
        ("2021-03-01", "2021-03-02", Fraction(1)),
        ("2021-03-01", "2021-02-25", Fraction(1)),
        ("2021-03-01", "2021-03-03", Fraction(1, 2)),
        ("2021-03-01", "2021-03-04", Fraction(1, 2)),
        ("2021-03-01", "2021-03-05", Fraction(0)),
        ("2021-03-05", "2021-03-08", Fraction(1)),
        ("2021-03-05", "2021-03-10", Fraction(1, 2)),
        ("2021-04-30", "2021-05-06", Fraction(1)),
        ("2021-04-13", "2021-04-18", Fraction(1)),
        ("2021-03-01", "2020-12-31", Fraction(0)),
    ],
)
def test_an_interpretation_counts_by_the_working_days_after_its_document(
    published: str, explained: str, value: Fraction
) -> None:
    own = doc("安平市节水管理办法", published, document_number="安水发〔2021〕3号", source="安平市水务局")
    reading = doc("《安平市节水管理办法》政策解读", explained)
    finding = judge("2.1-7", column("部门文件", own, serves="1.1.3"), column("政策解读", reading, serves="2.1"))
    assert finding.value == value


def test_the_documents_without_interpretation_are_named() -> None:
    soon = doc("安平市节水管理办法", "2021-03-01", document_number="安水发〔2021〕3号", source="安平市水务局")
    without = doc("安平市供水管理规定", "2021-03-01", document_number="安水发〔2021〕4号", source="安平市水务局")
    reading = doc("《安平市节水管理办法》政策解读", "2021-03-01")
    library = column("部门文件", soon, without, serves="1.1.3")
    for code in ("2.1-2", "2.1-4", "2.1-7"):
        finding = judge(code, library, column("政策解读", reading, serves="2.1"))
        assert "没有解读的本部门文件1份：“安平市供水管理规定”" in finding.finding
        assert "“安平市节水管理办法”（2021-03-01）←“《安平市节水管理办法》政策解读”" in finding.finding


def test_working_days_in_a_year_without_a_calendar_are_marked_as_estimated() -> None:
    own = doc("安平市节水管理办法", "2041-03-01", document_number="安水发〔2041〕3号", source="安平市水务局")
    reading = doc("《安平市节水管理办法》政策解读", "2041-03-04")
    columns = (column("部门文件", own, serves="1.1.3"), column("政策解读", reading, serves="2.1"))
    finding = judge("2.1-7", *columns, on=date(2041, 6, 9))
    assert "2041年没有节假日数据，按周一至周五估算" in finding.finding


def test_without_own_documents_in_the_year_a_zero_is_only_proposed() -> None:
    old = doc("安平市节水管理办法", "2019-03-01", document_number="安水发〔2019〕3号", source="安平市水务局")
    finding = judge(
        "2.1-7", column("部门文件", old, serves="1.1.3"), column("政策解读", doc("解读", "2021-03-03"), serves="2.1")
    )
    assert (finding.state, finding.value) == ("suggested", 0)


def test_a_page_of_pictures_with_little_text_is_a_picture_form() -> None:
    picture = doc(
        "《节水办法》解读", "2021-03-02", "见图。", pictures=(Picture("https://bureau.example/a.png", in_body=True),)
    )
    template = doc(
        "《水法》解读", "2021-03-03", PARTS, pictures=(Picture("https://bureau.example/b.png", in_body=True),)
    )
    finding = judge("2.1-3", column("政策解读", picture, template, serves="2.1"))
    assert finding.value == Fraction(1, 2)


def test_a_forwarded_or_organisational_notice_needs_no_interpretation() -> None:
    forwarded = doc(
        "转发市委关于评选拔尖人才工作方案的通知",
        "2021-03-01",
        document_number="安水发〔2021〕3号",
        source="安平市水务局",
    )
    finding = judge(
        "2.1-7",
        column("部门文件", forwarded, serves="1.1.3"),
        column("政策解读", doc("甲解读", "2021-03-02"), serves="2.1"),
    )
    assert (finding.state, finding.value) == ("suggested", 0)


def test_interpretations_of_the_year_that_were_not_read_are_for_a_person() -> None:
    unread = column("政策解读", doc("《节水办法》政策解读", "2021-03-02", read=False), serves="2.1")
    assert judge("2.1-2", unread).state == "person"


def test_a_word_that_hints_at_interpretation_keeps_the_zero_from_being_judged() -> None:
    others = [
        column(name, doc("关于停水的通知", "2021-05-01"), serves="1.1.4") for name in ("要闻", "通知", "动态", "公告")
    ]
    home = Page(url="https://bureau.example/", links=(Link("https://bureau.example/x/", "一图读懂政策"),))
    assert judge("2.1-1", *others).state == "judged"
    assert judge("2.1-1", *others, home=home).state == "suggested"


def test_pictures_in_the_text_keep_the_zero_of_forms_from_being_judged() -> None:
    shown = doc(
        "《节水办法》解读", "2021-03-02", PARTS, pictures=(Picture("https://bureau.example/b.png", in_body=True),)
    )
    plain = doc("《节水办法》解读", "2021-03-02", PARTS)
    assert judge("2.1-3", column("政策解读", shown, serves="2.1")).state == "suggested"
    assert judge("2.1-3", column("政策解读", plain, serves="2.1")).state == "judged"
