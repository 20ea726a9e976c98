"""首发 and 转载上级 with what other sites of a run show. The monitoring date of the hand-made sites is 2021-06-09."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from tests.checks.sites import HOST, OFFICE, Doc, column, context, doc
from zhengping.checks import judge_all
from zhengping.checks.elsewhere import Copy, Elsewhere
from zhengping.checks.finding import Finding

OTHER = "https://other.example/"


def copy(day: str = "2021-05-20", **more: Any) -> Copy:
    facts: dict[str, Any] = {
        "url": f"{OTHER}1.html", "title": "巡河见闻", "day": date.fromisoformat(day) if day else None,
        "where": "label", "source": "", "record": "<urn:uuid:1>", "opening": "六月的河边", "share": Fraction(1),
        "site": OTHER, "names": ("青山市人民政府",),
    }  # fmt: skip
    return Copy(**(facts | more))


def judged(code: str, name: str, docs: list[Doc], copies: dict[int, Copy], **more: Any) -> Finding:
    """A point over one column; `copies`: number of a document -> its copy elsewhere."""
    made = context(column(name, *docs, serves=code.rsplit("-", 1)[0]), **more)
    elsewhere = Elsewhere(2, {f"{HOST}{name}/{number}.html": (one,) for number, one in copies.items()})
    finding = judge_all(replace(made, elsewhere=elsewhere))[code]
    assert finding.state != "failed", finding.finding
    return finding


def own(count: int = 4) -> list[Doc]:
    return [doc(f"巡河见闻{number}", f"2021-06-0{number + 1}", source=OFFICE) for number in range(count)]


def news(docs: list[Doc], copies: dict[int, Copy], **more: Any) -> Finding:
    return judged("1.1.4-6", "工作动态", docs, copies, **more)


@pytest.mark.parametrize(("code", "name"), [("1.1.4-6", "工作动态"), ("2.1-6", "政策解读"), ("2.2-5", "热点回应")])
def test_an_own_item_that_stood_elsewhere_before_counts_against_with_both_pages(code: str, name: str) -> None:
    finding = judged(code, name, own(), {1: copy()})
    assert finding.value == Fraction(3, 4)
    here, there = finding.evidence[:2]
    assert here.url == f"{HOST}{name}/1.html"
    assert "2021-06-02" in here.quote
    assert (there.url, there.record) == (f"{OTHER}1.html", "<urn:uuid:1>")
    assert "2021-05-20" in there.quote
    assert "青山市人民政府" in there.quote
    assert "六月的河边" in there.quote
    assert "2021-05-20" in finding.finding


def test_without_a_comparison_nothing_changes() -> None:
    made = context(column("工作动态", *own(), serves="1.1.4"))
    finding = judge_all(made)["1.1.4-6"]
    assert finding.value == 1
    assert "比对，" not in finding.finding


def test_with_a_comparison_that_found_nothing_the_finding_says_so() -> None:
    finding = news(own(), {})
    assert finding.value == 1
    assert "其他2个网站比对，未见确定更早" in finding.finding


def test_an_item_without_a_source_is_given_out_as_the_own() -> None:
    finding = news([*own(3), doc("巡河见闻", "2021-06-05")], {3: copy()})
    assert finding.value == Fraction(3, 4)


@pytest.mark.parametrize(
    "found",
    [
        copy("2021-06-02"),
        copy(""),
        copy("2021-01-02"),
        copy(source=OFFICE),
        copy(where="text"),
        copy(where="table"),
    ],
    ids=["same-day", "undated", "long-before", "taken-from-here", "day-in-the-text", "day-in-a-table"],
)
def test_what_is_not_certain_costs_nothing(found: Copy) -> None:
    finding = news(own(), {1: found})
    assert finding.value == 1
    assert "在别处更早" not in finding.finding


def test_what_is_not_certain_is_shown_to_a_person() -> None:
    finding = news(own(), {1: copy("")})
    assert "1条同一内容的先后不能确定" in finding.finding
    assert f"{OTHER}1.html" in [evidence.url for evidence in finding.evidence]


def test_the_same_day_is_not_even_doubtful() -> None:
    assert "不能确定" not in news(own(), {1: copy("2021-06-02")}).finding


def test_an_undated_own_item_is_unknown() -> None:
    docs = [*own(3), Doc("巡河见闻", "", "正文。" * 60, OFFICE)]
    assert news(docs, {3: copy()}).value == 1


def test_a_reprint_that_names_its_source_is_honest() -> None:
    finding = news([*own(3), doc("巡河见闻", "2021-06-05", source="青山市人民政府")], {3: copy()})
    assert "在别处更早" not in finding.finding


@pytest.mark.parametrize("end", ["（来源：青山市人民政府网）", "转自青山日报"])
def test_a_text_that_names_where_it_was_taken_from_is_honest(end: str) -> None:
    item = doc("巡河见闻", "2021-06-05", text="河边的事。" * 40 + end)
    assert news([*own(3), item], {3: copy()}).value == 1


def test_an_agencys_dateline_names_the_origin() -> None:
    item = doc("巡河见闻", "2021-06-05", text="新华社北京6月4日电 " + "河边的事。" * 40)
    assert news([*own(3), item], {3: copy()}).value == 1


def test_the_own_name_after_the_mark_is_no_other_origin() -> None:
    item = doc("巡河见闻", "2021-06-05", text="河边的事。" * 40 + f"（来源：{OFFICE}）")
    assert news([*own(3), item], {3: copy()}).value == Fraction(3, 4)


def test_the_self_of_another_site_is_not_this_office() -> None:
    assert news(own(), {1: copy(source="本站")}).value == Fraction(3, 4)


def test_a_subordinates_site_is_of_the_house() -> None:
    made = context(column("工作动态", *own(), serves="1.1.4"))
    department = replace(made.department, subordinate_sites=("http://other.example",))
    elsewhere = Elsewhere(1, {f"{HOST}工作动态/1.html": (copy(),)})
    finding = judge_all(replace(made, department=department, elsewhere=elsewhere))["1.1.4-6"]
    assert finding.value == 1


def reprints(item: Doc, copies: dict[int, Copy], **more: Any) -> Finding:
    return judged("1.1.4-3", "工作动态", [item], copies, **more)


def test_a_text_that_stands_on_a_higher_site_is_a_reprint_with_its_delay() -> None:
    item = doc("全州防汛会议召开", "2021-06-05")
    finding = reprints(item, {0: copy("2021-06-03")}, higher_levels=("青山市人民政府",))
    assert finding.value == 1
    assert "相隔2天" in finding.finding
    assert f"{OTHER}1.html" in [evidence.url for evidence in finding.evidence]


def test_a_text_that_stands_on_an_equals_site_is_none() -> None:
    assert reprints(doc("全州防汛会议召开", "2021-06-05"), {0: copy("2021-06-03")}).value == 0


def test_a_report_of_an_agency_on_a_higher_government_is_a_reprint_by_its_text() -> None:
    text = "新华社北京6月4日电 国务院办公厅日前印发意见，部署防汛工作。" + "各地要抓好落实。" * 20
    assert reprints(doc("加强防汛工作", "2021-06-05", text=text), {}).value == Fraction(3, 4)


def test_a_document_with_a_higher_governments_number_is_a_reprint() -> None:
    item = doc("关于加强河湖管理的意见", "2021-06-05", document_number="国办发〔2021〕12号")
    assert reprints(item, {}).value == Fraction(3, 4)


def test_own_news_with_a_meeting_of_the_state_council_in_its_lead_is_none() -> None:
    text = "6月4日，我局组织收看国务院电视电话会议。" + "各科室要抓好落实。" * 20
    assert reprints(doc("我局收看会议", "2021-06-05", text=text, source=OFFICE), {}).value == 0


def test_own_news_without_a_source_about_a_higher_government_is_none() -> None:
    assert reprints(doc("我局传达学习国务院会议精神", "2021-06-05"), {}).value == 0


def test_reprints_known_by_title_alone_are_a_proposal_of_three_quarters() -> None:
    finding = reprints(doc("国务院办公厅关于贯彻落实防汛条例的意见", "2021-06-05"), {})
    assert (finding.state, finding.value) == ("suggested", Fraction(3, 4))
