"""1.3.1 主动公开目录, 1.3.2 依申请公开, 1.3.3 信息公开年报."""

from datetime import date
from fractions import Fraction

import pytest

from tests.checks.sites import HOST, column, context, doc, judge
from tests.checks.test_tools import others
from zhengping.checks.annual_report import due_date, due_year
from zhengping.reading.facts import Attachment, Field, Form, Link, Page
from zhengping.reading.site import Column

GUIDE = (
    "政府信息公开指南。一、主动公开范围。二、依申请公开。受理机构：局办公室。可通过信函、当面、网上提交申请，"
    "填写申请表，获取政府信息。自收到申请之日起20个工作日内答复。"
) * 2
OLD_GUIDE = GUIDE.replace("20个工作日", "15个工作日")
PARTS = (
    "一、总体情况。二、主动公开政府信息情况。三、收到和处理申请。四、行政复议、行政诉讼。五、存在的主要问题及改进情况。六、其他需要报告的事项。"
    * 8
)


def section(*docs, **facts):  # type: ignore[no-untyped-def]
    return column("政府信息公开指南", *docs, serves="1.3.1", **facts)


def catalogue(*docs, **facts):  # type: ignore[no-untyped-def]
    return column("主动公开目录", *docs, serves="1.3.1", **facts)


def test_a_current_guide_and_catalogue_are_full() -> None:
    finding = judge(
        "1.3.1-1", section(doc("政府信息公开指南", "2020-03-01", text=GUIDE)), catalogue(doc("通知", "2021-05-01"))
    )
    assert finding.value == 1


def test_a_guide_of_the_former_ordinance_is_half_a_guide() -> None:
    finding = judge(
        "1.3.1-1", section(doc("政府信息公开指南", "2020-03-01", text=OLD_GUIDE)), catalogue(doc("通知", "2021-05-01"))
    )
    assert finding.value == Fraction(3, 4)


def test_the_third_partys_fifteen_days_are_not_the_old_limit() -> None:
    text = GUIDE + "第三方应当自收到征求意见书之日起15个工作日内提出意见。"
    finding = judge(
        "1.3.1-1", section(doc("政府信息公开指南", "2020-03-01", text=text)), catalogue(doc("通知", "2021-05-01"))
    )
    assert finding.value == 1


def test_a_guide_column_full_of_other_things_is_no_guide() -> None:
    finding = judge("1.3.1-1", section(doc("全国统考合格线公布", "2020-03-01")), *others())
    assert finding.value == Fraction(1, 8)


def test_a_section_of_columns_is_no_catalogue() -> None:
    finding = judge("1.3.1-1", column("信息公开", doc("通知", "2021-05-01"), serves="1.3.1"), *others())
    assert finding.value == 0


def test_an_entrance_to_open_information_that_was_not_read_may_hold_the_catalogue() -> None:
    finding = judge("1.3.1-1", column("政府信息公开", serves="1.3.1", state="unseen"), *others())
    assert (finding.state, finding.value) == ("suggested", Fraction(1, 4))


def test_facets_are_a_share_of_four() -> None:
    links = (Link(f"{HOST}1", "按主题分类"), Link(f"{HOST}2", "体裁"))
    assert judge("1.3.1-2", catalogue(doc("通知", "2021-05-01"), links=links)).value == Fraction(1, 2)


def test_a_catalogue_that_was_not_read_is_for_a_person() -> None:
    unread = column("政府信息公开目录", serves="1.3.1", state="unseen", outcome="not-found")
    assert [judge(f"1.3.1-{n}", unread, *others()).state for n in (2, 3, 4)] == ["person"] * 3


def test_a_guide_to_requests_with_all_four_elements_is_full() -> None:
    finding = judge("1.3.2-1", column("依申请公开", doc("依申请公开指南", "2020-03-01", text=GUIDE), serves="1.3.2"))
    assert (finding.state, finding.value) == ("judged", 1)


def test_the_old_time_limit_does_not_count() -> None:
    finding = judge(
        "1.3.2-1", column("依申请公开", doc("依申请公开指南", "2020-03-01", text=OLD_GUIDE), serves="1.3.2")
    )
    assert finding.value == Fraction(3, 4)


def test_before_the_new_ordinance_the_old_limit_was_right() -> None:
    shown = column("依申请公开", doc("依申请公开指南", "2018-03-01", text=OLD_GUIDE), serves="1.3.2")
    assert judge("1.3.2-1", shown, on=date(2019, 3, 31)).value == 1


def test_an_application_form_is_a_way_to_apply_online() -> None:
    form = (Form("/sq", "post", (), "application"),)
    finding = judge("1.3.2-2", column("依申请公开", serves="1.3.2", text="申请", forms=form))
    assert (finding.state, finding.value) == ("suggested", 1)


def test_a_query_of_results_is_no_way_to_apply() -> None:
    links = (Link(f"{HOST}cx", "网上申请结果查询"),)
    finding = judge("1.3.2-2", column("依申请公开", serves="1.3.2", text="申请说明", links=links), *others())
    assert finding.value == 0


@pytest.mark.parametrize(
    ("year", "due"), [(2018, date(2019, 3, 31)), (2019, date(2020, 1, 31)), (2020, date(2021, 1, 31))]
)
def test_the_legal_date_of_a_report(year: int, due: date) -> None:
    assert due_date(context(), year) == due


@pytest.mark.parametrize(
    ("on", "year"),
    [(date(2021, 1, 15), 2019), (date(2021, 1, 31), 2019), (date(2021, 2, 1), 2020), (date(2019, 2, 1), 2017)],
)
def test_the_newest_report_that_is_due(on: date, year: int) -> None:
    assert due_year(context(on=on)) == year


def report(code: str, title: str, day: str, text: str = PARTS, **facts):  # type: ignore[no-untyped-def]
    return judge(code, column("信息公开年报", doc(title, day, text=text, **facts), serves="1.3.3"), *others())


def test_a_report_before_its_date_is_full_and_judged() -> None:
    finding = report("1.3.3-1", "安平市水务局2020年政府信息公开工作年度报告", "2021-01-29")
    assert (finding.state, finding.value) == ("judged", 1)


def test_a_late_report_is_half_and_a_proposal() -> None:
    finding = report("1.3.3-1", "2020年政府信息公开工作年度报告", "2021-02-03")
    assert (finding.state, finding.value) == ("suggested", Fraction(1, 2))
    assert "晚3天" in finding.finding


@pytest.mark.parametrize(
    "trap",
    [
        "2020年政府网站工作年度报表",
        "2020年政府工作报告",
        "2020年法治政府建设年度报告",
        "2019年政府信息公开工作年度报告",
    ],
)
def test_another_report_is_none(trap: str) -> None:
    assert report("1.3.3-1", trap, "2021-01-20").value == 0


def test_all_six_parts_and_tables_are_full() -> None:
    finding = report("1.3.3-2", "2020年政府信息公开工作年度报告", "2021-01-29", tables=((("收到", "1"),),))
    assert (finding.state, finding.value) == ("judged", 1)


def test_missing_tables_cost_a_seventh() -> None:
    assert report("1.3.3-2", "2020年政府信息公开工作年度报告", "2021-01-29").value == Fraction(6, 7)


def test_a_report_that_is_only_a_file_is_a_proposal() -> None:
    file = (Attachment(f"{HOST}a.pdf", "年报.pdf", "pdf"),)
    finding = report("1.3.3-2", "2020年政府信息公开工作年度报告", "2021-01-29", text="见附件", attachments=file)
    assert finding.state == "suggested"


def in_frame(*forms: Form) -> Column:
    topics = column("综合政务", doc("关于节水的通知", "2021-05-01"))
    made = column(
        "市水务局", serves="1.3.1", text="目录", children=[topics], links=(Link("t/", "主题分类"),), forms=forms
    )
    made.platform = "安平市人民政府"
    return made


def test_the_section_that_a_platform_keeps_for_the_office_is_its_catalogue() -> None:
    assert judge("1.3.1-2", in_frame(), *others()).value == Fraction(1, 4)


def test_a_search_that_stands_on_the_platforms_other_pages_too_is_no_search_of_the_catalogue() -> None:
    whole = Form("/s", "get", (Field("word", "text", "关键字"),), "search")
    list_search = Form("/s", "get", (Field("word", "text", "关键字"), Field("type", "select", "类型")), "search")
    other = {f"{HOST}city/": Page(url=f"{HOST}city/", forms=(whole,))}
    assert judge("1.3.1-4", in_frame(whole), *others(), other_pages=other).value == 0
    assert judge("1.3.1-4", in_frame(whole, list_search), *others(), other_pages=other).value == 1


def test_entries_of_a_catalogue_without_a_link_count_as_not_joined() -> None:
    titles = [f"关于第{n}号事项的通知" for n in range(5)]
    table = (("索引号", "信息名称"), *((str(n), f"第{n}条") for n in range(10)))
    documents = [doc(title, "2021-05-01") for title in titles]
    listed = catalogue(*documents, tables=(table,))
    elsewhere = column("通知", *documents, serves="1.1.4")
    for item, other in zip(listed.items, elsewhere.items, strict=True):
        assert item.article is not None
        item.article.columns.append(elsewhere)
        other.article, other.url = item.article, item.url
    finding = judge("1.3.1-3", listed, elsewhere, *others())
    assert finding.value == Fraction(1, 2)
    assert "5条没有链接" in finding.finding
