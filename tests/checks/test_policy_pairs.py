"""Policies and their interpretations: which belong together, which only look so."""

from dataclasses import replace

import pytest

from tests.checks.sites import HOST, Doc, column, context, doc
from zhengping.checks.interpretation import explained
from zhengping.checks.policy_pairs import Pair
from zhengping.reading.facts import Link
from zhengping.standard.working_calendar import parse_calendar, shipped_calendar

LIBRARY, READINGS = f"{HOST}规范性文件/", f"{HOST}政策解读/"


def pairs(policies: list[Doc], readings: list[Doc]) -> list[Pair]:
    columns = (column("规范性文件", *policies, serves="1.1.3"), column("政策解读", *readings, serves="2.1"))
    return explained(context(*columns))


def named(found: list[Pair]) -> list[tuple[str, str]]:
    return [(pair.policy.title, pair.interpretation.title) for pair in found]


def policy(title: str, day: str = "2021-03-01", number: str = "安水发〔2021〕3号", **more: object) -> Doc:
    return doc(title, day, document_number=number, **more)


@pytest.mark.parametrize(
    "title",
    [
        "《安平市取水管理办法》政策解读",
        "《取水管理办法》解读",
        "《关于印发〈安平市取水管理办法〉的通知》解读",
        "一图读懂《安平市取水管理办法》",
        "市水务局负责人就《安平市取水管理办法》答记者问",
        "安平市取水管理办法政策解读",
    ],
)
def test_a_title_that_names_the_policy_pairs_with_it(title: str) -> None:
    found = pairs([policy("关于印发《安平市取水管理办法》的通知")], [doc(title, "2021-03-02")])
    assert [pair.signs for pair in found] == [("标题",)]


@pytest.mark.parametrize(
    "title",
    [
        "《安平市取水管理办法实施细则》解读",
        "《北海市取水管理办法》解读",
        "《安平市供水管理办法》解读",
        "《安平市取水管理办法（2018年修订）》解读",
        "关于修改《安平市取水管理办法》的决定解读",
    ],
)
def test_a_title_that_names_another_document_does_not(title: str) -> None:
    assert not pairs([policy("关于印发《安平市取水管理办法（2021年修订）》的通知")], [doc(title, "2021-03-02")])


@pytest.mark.parametrize("number", ["安水发〔2021〕3号", "安水发[2021]3号", "安水发(2021)3号", "安水发（2021）第3号"])
def test_a_number_in_the_text_pairs_however_it_is_written(number: str) -> None:
    reading = doc("政策解读", "2021-03-02", f"近日，我局印发了文件（{number}），现解读如下。" * 3)
    assert [pair.signs for pair in pairs([policy("关于加强取水工作的意见")], [reading])] == [("文号",)]


def test_an_announcement_pairs_by_year_and_number() -> None:
    announced = policy("关于取水许可的公告", number="安平市水务局公告2021年第3号")
    reading = doc("政策解读", "2021-03-02", "安平市水务局公告2021年第3号近日发布，现解读如下。" * 3)
    assert len(pairs([announced], [reading])) == 1


def test_the_same_number_of_another_agency_does_not_pair() -> None:
    reading = doc("政策解读", "2021-03-02", "根据国办发〔2021〕3号文件精神，现解读如下。" * 3)
    assert not pairs([policy("关于加强取水工作的意见")], [reading])


def test_a_number_cited_as_basis_does_not_pair_where_the_title_names_another_policy() -> None:
    basis = policy("关于加强取水工作的意见")
    reading = doc("《安平市节水管理办法》解读", "2021-03-02", "依据安水发〔2021〕3号制定本办法。" * 3)
    assert not pairs([basis], [reading])


def test_a_link_in_the_text_pairs_an_interpretation_that_names_none() -> None:
    link = Link(f"{LIBRARY}0.html", "查看文件")
    found = pairs([policy("关于加强取水工作的意见")], [doc("取水那些事，您问我答", "2021-03-02", links=(link,))])
    assert [(pair.signs, pair.forward, pair.back) for pair in found] == [(("链接",), True, False)]


def test_a_link_to_another_policy_than_the_one_named_does_not_pair() -> None:
    link = Link(f"{LIBRARY}0.html", "关于加强取水工作的意见")
    assert not pairs([policy("关于加强取水工作的意见")], [doc("《节水管理办法》解读", "2021-03-02", links=(link,))])


def test_a_side_list_of_newest_documents_does_not_pair() -> None:
    links = tuple(Link(f"{LIBRARY}{n}.html", f"关于第{n}项工作的意见", region="side") for n in range(3))
    policies = [policy(f"关于第{n}项工作的意见", number=f"安水发〔2021〕{n + 1}号") for n in range(3)]
    assert not pairs(policies, [doc("政策解读", "2021-03-02", links=links)])


def test_a_link_back_from_the_policy_pairs_and_is_told() -> None:
    back = Link(f"{READINGS}0.html", "相关解读", region="side")
    made = policy("关于印发《安平市取水管理办法》的通知", links=(back,))
    found = pairs([made], [doc("《安平市取水管理办法》解读", "2021-03-02")])
    assert [(pair.forward, pair.back) for pair in found] == [(False, True)]


def test_of_two_versions_the_last_before_the_interpretation_is_explained() -> None:
    versions = [
        policy("关于印发《安平市取水管理办法》的通知", day, f"安水发〔{day[:4]}〕3号")
        for day in ("2015-03-01", "2021-03-01", "2023-03-01")
    ]
    found = pairs(versions, [doc("《安平市取水管理办法》解读", "2021-03-03")])
    assert [pair.policy.day.year for pair in found if pair.policy.day] == [2021]


def test_of_two_versions_the_one_whose_number_is_cited_is_explained() -> None:
    versions = [
        policy("关于印发《安平市取水管理办法》的通知", day, f"安水发〔{day[:4]}〕3号")
        for day in ("2015-03-01", "2021-03-01")
    ]
    reading = doc("《安平市取水管理办法》解读", "2021-03-03", "安水发〔2015〕3号的内容如下。" * 3)
    assert [pair.policy.day.year for pair in pairs(versions, [reading]) if pair.policy.day] == [2015]


def test_the_departments_own_document_goes_before_a_forwarded_one() -> None:
    forwarded = policy("转发自治区水利厅关于印发《取水管理办法》的通知", "2021-03-02", "安水发〔2021〕4号")
    own = policy("安平市水务局关于印发《取水管理办法》的通知", "2021-03-01")
    found = pairs([forwarded, own], [doc("《取水管理办法》解读", "2021-03-03")])
    assert [pair.policy.title for pair in found] == [own.title]
    assert [pair.policy.title for pair in pairs([forwarded], [doc("《取水管理办法》解读", "2021-03-03")])] == [
        forwarded.title
    ]


@pytest.mark.parametrize(
    ("explained_on", "days"),
    [("2021-03-01", 0), ("2021-03-02", 1), ("2021-03-08", 5), ("2021-02-26", -1), ("2021-02-27", -1)],
)
def test_the_delay_is_counted_in_working_days_and_negative_before_the_policy(explained_on: str, days: int) -> None:
    found = pairs([policy("安平市取水管理办法")], [doc("《安平市取水管理办法》解读", explained_on)])
    assert [pair.days for pair in found] == [days]


def test_an_interpretation_long_before_a_policy_explains_an_earlier_version() -> None:
    assert not pairs([policy("安平市取水管理办法")], [doc("《安平市取水管理办法》解读", "2019-03-01")])


def test_an_interpretation_of_a_higher_governments_policy_pairs_with_none_of_the_departments() -> None:
    reading = doc("国务院《取水许可和水资源费征收管理条例》解读", "2021-03-02")
    assert not pairs([policy("关于加强取水工作的意见")], [reading])


def test_a_draft_and_an_interpretation_are_no_policies() -> None:
    draft = policy("关于《安平市取水管理办法（征求意见稿）》公开征求意见的通知")
    assert not pairs([draft], [doc("《安平市取水管理办法》解读", "2021-03-02")])


def test_a_numbered_document_in_the_column_of_interpretations_is_a_policy() -> None:
    made = policy("关于印发《安平市取水管理办法》的通知")
    found = pairs([], [made, doc("《安平市取水管理办法》解读", "2021-03-02")])
    assert named(found) == [(made.title, "《安平市取水管理办法》解读")]


def test_one_interpretation_can_explain_two_policies() -> None:
    policies = [policy("安平市取水管理办法"), policy("安平市供水管理办法", number="安水发〔2021〕4号")]
    reading = doc("《安平市取水管理办法》《安平市供水管理办法》解读", "2021-03-02")
    assert [pair.policy.title for pair in pairs(policies, [reading])] == ["安平市取水管理办法", "安平市供水管理办法"]


def test_the_policy_that_the_text_names_first_pairs_where_the_title_names_none() -> None:
    reading = doc("政策解读", "2021-03-02", "《安平市取水管理办法》已印发，依据《水法》制定。" * 3)
    assert [pair.signs for pair in pairs([policy("安平市取水管理办法")], [reading])] == [("正文",)]


def test_a_policy_that_was_not_read_pairs_by_its_title() -> None:
    found = pairs(
        [doc("安平市取水管理办法", "2021-03-01", read=False)], [doc("《安平市取水管理办法》解读", "2021-03-02")]
    )
    assert [pair.days for pair in found] == [1]


def test_the_offices_own_calendar_counts() -> None:
    own = parse_calendar("name: 某市\nwork:\n  - {from: 2021-04-14, to: 2021-04-16}\n", "own.yaml")
    columns = (
        column("规范性文件", policy("安平市取水管理办法", "2021-04-13"), serves="1.1.3"),
        column("政策解读", doc("《安平市取水管理办法》解读", "2021-04-18"), serves="2.1"),
    )
    made = context(*columns)
    assert [pair.days for pair in explained(made)] == [1]
    made.site.memory.clear()
    calendar = shipped_calendar("guangxi").under(own)
    assert [pair.days for pair in explained(replace(made, office_calendar=calendar))] == [4]
