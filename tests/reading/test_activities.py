"""Surveys and interviews: which count, and why others do not."""

from datetime import date

import pytest

from tests.reading.hand_made import article, body_link, crumbs, home, listing, row, site
from zhengping.reading.activities import end_of
from zhengping.reading.facts import Page
from zhengping.reading.site import Activity


def _survey(title: str, day: date | None = date(2024, 3, 1), *, column: str = "意见征集", **more: object) -> Activity:
    page = article("s/1.html", title, day, crumbs=crumbs((column, "s/")), **more)  # type: ignore[arg-type]
    made = site(home(), listing("s/", [row("s/1.html", title, day)], crumbs=crumbs(column)), page)
    (found,) = made.surveys
    return found


def test_a_document_of_a_survey_column_is_a_survey() -> None:
    found = _survey("关于公园开放时间的意见征集")
    assert (found.day, found.excluded) == (date(2024, 3, 1), "")


def test_a_title_that_asks_the_public_counts_in_other_columns_too() -> None:
    assert _survey("关于公开征求《公园管理办法》意见的公告", column="通知公告").excluded == ""


def test_recruitment_that_says_征集_is_excluded_with_the_reason() -> None:
    assert "见习" in _survey("关于征集青年就业见习岗位的公告").excluded


def test_a_forwarded_activity_is_excluded() -> None:
    assert "转发" in _survey("转发市级部门关于公开征求意见的公告").excluded


def test_an_activity_of_another_office_is_excluded() -> None:
    found = _survey("公开征求立法意见", source="某市司法局", text="现就草案公开征求意见，欢迎社会公众提出。" * 4)
    assert "某市司法局" in found.excluded


def test_a_circular_to_lower_units_is_no_public_survey() -> None:
    found = _survey(
        "关于征求意见的通知",
        column="公文通知",
        text="各县区园林局、各有关单位：现征求你们的意见。" + "请研究后回复。" * 9,
    )
    assert "下级单位" in found.excluded


def test_a_notice_of_results_belongs_to_its_survey() -> None:
    survey = article(
        "s/1.html", "关于公开征求《公园管理办法》意见的公告", date(2024, 3, 1), crumbs=crumbs(("意见征集", "s/"))
    )
    result = article(
        "s/2.html", "《公园管理办法》征求意见情况的反馈", date(2024, 4, 1), crumbs=crumbs(("意见征集", "s/"))
    )
    made = site(home(), survey, result)
    assert [(each.title, each.results) for each in made.surveys] == [(survey.title.value, [result.url])]  # type: ignore[union-attr]


def test_a_link_to_the_result_counts_as_result() -> None:
    found = _survey("关于公园开放时间的意见征集", links=(body_link("s/9.html", "意见征集结果反馈"),))
    assert found.results == ["http://bureau.example/s/9.html"]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("征集时间：2024年3月1日至2024年3月31日", date(2024, 3, 31)),
        ("征集时间 2024-03-01 至 2024-04-15", date(2024, 4, 15)),
        ("意见截止日期为2024年4月10日", date(2024, 4, 10)),
        ("请于4月5日前反馈", date(2024, 4, 5)),
        ("征集时间：2023年12月20日至1月20日", date(2024, 1, 20)),
        ("没有日期", None),
    ],
)
def test_the_end_of_a_survey_is_read_from_its_text(text: str, end: date | None) -> None:
    published = date(2023, 12, 18) if "12月" in text else date(2024, 3, 1)
    assert end_of(text, published) == end


def test_an_interview_is_told_by_its_column() -> None:
    page: Page = article("f/1.html", "局长谈公园建设", date(2024, 5, 1), crumbs=crumbs(("在线访谈", "f/")))
    made = site(home(), page)
    assert [(each.title, each.kind) for each in made.interviews] == [("局长谈公园建设", "interview")]
    assert not made.surveys


def test_activities_come_newest_first() -> None:
    pages = [
        article(f"s/{n}.html", f"意见征集{n}", date(2024, n, 1), crumbs=crumbs(("意见征集", "s/"))) for n in (1, 3, 2)
    ]
    assert [each.day.month for each in site(home(), *pages).surveys if each.day] == [3, 2, 1]


@pytest.mark.parametrize(
    "title",
    ["政府采购意向征集公告", "关于征集志愿者的公告", "供应商征集公告", "公开征集法律服务机构合作单位的公告"],
)
def test_recruitment_and_purchase_are_surely_no_surveys(title: str) -> None:
    found = _survey(title)
    assert found.excluded
    assert not found.doubtful


def test_words_inside_the_name_of_a_document_do_not_exclude() -> None:
    assert _survey("关于公开征求《招标投标和专家库管理办法（征求意见稿）》意见的公告").excluded == ""


def test_a_word_of_recruitment_beside_opinions_is_for_a_person() -> None:
    found = _survey("关于专家评审制度征求意见的公告")
    assert found.excluded
    assert found.doubtful


def test_a_survey_of_the_region_passed_on_is_surely_anothers() -> None:
    text = "自治区林草厅现就草案公开征求意见，欢迎社会公众提出。" * 4
    found = _survey("公开征求立法意见", source="自治区林草厅", text=text)
    assert found.excluded
    assert not found.doubtful


def test_a_source_alone_is_no_sure_sign_of_anothers_survey() -> None:
    found = _survey("公开征求立法意见", source="某市司法局", text="现就草案公开征求意见，欢迎社会公众提出。" * 4)
    assert found.doubtful
    ours = _survey("公开征求立法意见", source="某市司法局", text="现将我局草案公开征求意见，欢迎提出。" * 4)
    assert ours.excluded == ""


def _two(first: tuple[str, date | None], second: tuple[str, date | None], column: str = "意见征集") -> list[Activity]:
    pages = [
        article(f"s/{n}.html", title, day, crumbs=crumbs((column, "s/")), text=f"第{n}件事的征集正文。" * 30)
        for n, (title, day) in enumerate((first, second))
    ]
    rows = [row(f"s/{n}.html", title, day) for n, (title, day) in enumerate((first, second))]
    made = site(home(), listing("s/", rows, crumbs=crumbs(column)), *pages)
    return made.interviews if column == "在线访谈" else made.surveys


def test_a_copy_within_a_week_counts_once() -> None:
    title = "关于公园开放时间的意见征集"
    found = _two((title, date(2024, 3, 1)), (title, date(2024, 3, 4)))
    assert [bool(each.excluded) for each in found] == [False, True]
    assert "重复" in found[1].excluded


def test_the_next_round_under_the_same_title_counts_again() -> None:
    title = "公园服务满意度调查"
    found = _two((title, date(2024, 3, 1)), (title, date(2024, 6, 1)))
    assert [each.excluded for each in found] == ["", ""]


def test_an_interview_announced_and_then_held_is_one() -> None:
    found = _two(
        ("访谈预告：园林局谈公园建设", date(2024, 3, 1)), ("园林局谈公园建设", date(2024, 3, 8)), column="在线访谈"
    )
    counted = [each.title for each in found if not each.excluded]
    assert counted == ["园林局谈公园建设"]
    assert not any(each.doubtful for each in found)


def test_an_announcement_alone_is_left_to_a_person() -> None:
    found = _two(
        ("访谈预告：园林局谈公园建设", date(2024, 3, 1)), ("古树名木保护访谈", date(2024, 5, 8)), column="在线访谈"
    )
    assert [each.title for each in found if each.doubtful] == ["访谈预告：园林局谈公园建设"]
