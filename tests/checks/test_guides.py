from dataclasses import replace
from fractions import Fraction
from typing import Any

from tests.checks.sites import column, context, doc, judge
from zhengping.checks import judge_all
from zhengping.checks.finding import Finding
from zhengping.reading.facts import Attachment, Page, Picture
from zhengping.reading.site import Column, FetchedFile, Guide

EIGHT = {name: "已写明" for name in ("依据", "条件", "流程", "时限", "收费", "注意事项", "机构", "联系方式")}
FILE = "https://bureau.example/a.doc"


def guide(title: str, elements: dict[str, str], materials: dict[str, str] | None = None, **facts: Any) -> Guide:
    url = f"https://bureau.example/{title}.html"
    return Guide(url, title, elements, Page(url=url, **facts), materials or {})


def fetched(
    url: str = FILE, outcome: str = "ok", kind: str = "doc", size: int = 9000, whole: bool = True
) -> FetchedFile:
    return FetchedFile(url, outcome, kind, size, whole, True)


SERVICES = column("办事指南", doc("取水许可办事指南"), serves="3.1.1")


def with_items(code: str, items: tuple[str, ...], guides: list[Guide]) -> Finding:
    given = context(SERVICES, guides=guides)
    return judge_all(replace(given, department=replace(given.department, items=items)))[code]


def test_guides_are_counted_against_the_register() -> None:
    finding = with_items("3.1.1-1", ("取水许可", "河道采砂许可"), [guide("取水许可办事指南", EIGHT)])
    assert finding.value == Fraction(1, 2)
    assert "河道采砂许可" in finding.finding


def test_all_items_with_guides_are_judged_full() -> None:
    finding = with_items("3.1.1-1", ("取水许可",), [guide("取水许可办事指南", EIGHT)])
    assert (finding.state, finding.value) == ("judged", 1)


def test_without_a_register_the_share_is_for_a_person() -> None:
    assert judge("3.1.1-1", SERVICES, guides=[guide("取水许可办事指南", EIGHT)]).state == "person"


def test_without_a_register_rows_of_the_published_list_stand_for_it() -> None:
    table = (
        ("序号", "类别", "名称"),
        ("1", "行政许可", "取水许可"),
        ("2", "行政许可", "采砂许可"),
        ("3", "行政处罚", "罚款"),
    )
    powers = column("权责清单", serves="1.2.2", text="权责清单", tables=(table,))
    finding = judge("3.1.1-1", SERVICES, powers, guides=[guide("取水许可办事指南", EIGHT)])
    assert (finding.state, finding.value) == ("suggested", Fraction(1, 2))
    assert "估算" in finding.finding


def test_a_linked_service_platform_leaves_guides_to_a_person_and_gives_no_zero() -> None:
    hall = column("网上办事大厅", serves="3.1.1", state="elsewhere")
    for code in ("3.1.1-1", "3.1.1-2", "3.1.1-3", "3.1.1-4", "3.1.1-5", "3.1.2-2", "3.1.6-4"):
        assert judge(code, hall).state == "person", code


def test_elements_are_the_mean_share_over_guides() -> None:
    guides = [guide("甲指南", EIGHT), guide("乙指南", {"依据": "水法", "条件": "取水"})]
    finding = judge("3.1.1-2", SERVICES, guides=guides)
    assert finding.value == Fraction(5, 8)


def test_few_elements_are_never_the_machines_own_judgement() -> None:
    few = [guide("甲指南", {"依据": "水法", "条件": "取水"})]
    assert judge("3.1.1-2", SERVICES, guides=few).state == "suggested"
    assert judge("3.1.1-3", SERVICES, guides=[guide("甲指南", EIGHT, {"名称": "申请书"})]).state == "suggested"


def test_guides_beside_a_platform_are_a_proposal() -> None:
    hall = column("网上办事大厅", serves="3.1.1", state="elsewhere")
    finding = judge("3.1.1-2", SERVICES, hall, guides=[guide("取水许可办事指南", EIGHT)])
    assert (finding.state, finding.value) == ("suggested", 1)
    assert "其他网站" in finding.finding


def test_a_guide_titled_as_a_flow_chart_shows_the_process() -> None:
    chart = replace(guide("取水许可流程图", {}), only_picture_or_file=True)
    assert judge("3.1.1-5", SERVICES, guides=[chart]).value == 1


def test_a_loose_guide_outside_the_services_is_a_proposal() -> None:
    loose = [guide("甲须知", EIGHT)]
    assert judge("3.1.1-2", column("动态", doc("会议"), serves="1.1.4"), guides=loose).state == "suggested"


def test_all_elements_are_judged_full() -> None:
    assert judge("3.1.1-2", SERVICES, guides=[guide("取水许可办事指南", EIGHT)]).state == "judged"


def test_a_guide_that_is_only_a_picture_is_half_as_a_proposal_that_says_so() -> None:
    picture = replace(guide("甲指南", {}), only_picture_or_file=True)
    for code in ("3.1.1-2", "3.1.1-3", "3.1.1-5"):
        finding = judge(code, SERVICES, guides=[picture])
        assert (finding.state, finding.value) == ("suggested", Fraction(1, 2)), code
        assert "只有图片或附件" in finding.finding


def test_a_picture_guide_does_not_pull_down_the_readable_ones() -> None:
    picture = replace(guide("甲指南", {}), only_picture_or_file=True)
    steps = guide("乙指南", {**EIGHT, "流程": "申请、受理"})
    assert judge("3.1.1-5", SERVICES, guides=[picture, steps]).value == 1
    finding = judge("3.1.1-2", SERVICES, guides=[picture, steps])
    assert (finding.state, finding.value) == ("suggested", 1)


def test_elements_that_refer_to_a_file_count_as_a_proposal_and_are_named() -> None:
    eight = {name: words for name, words in EIGHT.items() if name != "流程"}
    finding = judge("3.1.1-2", SERVICES, guides=[replace(guide("甲指南", eight), in_files={"流程": "详见附件"})])
    assert (finding.state, finding.value) == ("suggested", 1)
    assert "详见附件" in finding.finding


def test_services_listed_in_one_table_are_each_a_guide() -> None:
    table = replace(guide("办事指南一览", EIGHT), items=("取水许可", "河道采砂许可"))
    finding = with_items("3.1.1-1", ("取水许可", "河道采砂许可"), [table])
    assert (finding.state, finding.value) == ("judged", 1)


def _hall(*titles: str) -> Column:
    hall = column("办事指南", *(doc(title, read=False) for title in titles), serves="3.1.1")
    for item in hall.items:
        item.foreign = True
    return hall


def test_rows_that_lead_to_a_platform_are_for_a_person_and_no_zero() -> None:
    for code in ("3.1.1-1", "3.1.1-2", "3.1.1-3", "3.1.1-5"):
        finding = judge(code, _hall("取水许可", "采砂许可"))
        assert finding.state == "person", code
        assert "其他网站" in finding.finding


def test_entries_on_a_platform_count_against_the_register_as_a_proposal() -> None:
    given = context(_hall("取水许可"))
    given = replace(given, department=replace(given.department, items=("取水许可", "采砂许可")))
    finding = judge_all(given)["3.1.1-1"]
    assert (finding.state, finding.value) == ("suggested", Fraction(1, 2))


def test_rows_whose_pages_were_not_read_give_no_zero() -> None:
    unread = column("办事指南", doc("取水许可", read=False), doc("采砂许可", read=False), serves="3.1.1")
    assert judge("3.1.1-2", unread).state == "person"


def test_articles_of_a_guide_column_that_are_no_guides_leave_a_proposed_zero() -> None:
    finding = judge("3.1.1-2", column("办事指南", doc("窗口服务情况介绍"), serves="3.1.1"))
    assert (finding.state, finding.value) == ("suggested", 0)


def test_numbers_that_the_list_of_powers_states_stand_for_the_register() -> None:
    powers = column("权责清单", serves="1.2.2", text="本局共有行政许可3项、行政确认1项、行政处罚20项。")
    finding = judge("3.1.1-1", SERVICES, powers, guides=[guide("取水许可办事指南", EIGHT)])
    assert (finding.state, finding.value) == ("suggested", Fraction(1, 4))
    assert "估算" in finding.finding


def test_without_any_list_the_rows_of_the_guide_column_stand_for_the_register() -> None:
    two = column("办事指南", doc("取水许可办事指南"), doc("采砂许可", read=False), serves="3.1.1")
    finding = judge("3.1.1-1", two, guides=[guide("取水许可办事指南", EIGHT)])
    assert (finding.state, finding.value) == ("suggested", Fraction(1, 2))
    assert "估算" in finding.finding


def test_forms_listed_by_title_alone_are_a_proposal() -> None:
    downloads = column("资料下载", doc("取水许可申请表", read=False), serves="3.1.2")
    finding = judge("3.1.1-4", downloads)
    assert (finding.state, finding.value) == ("suggested", Fraction(1, 3))


def test_materials_are_the_share_of_five() -> None:
    finding = judge("3.1.1-3", SERVICES, guides=[guide("甲指南", EIGHT, {"名称": "申请书", "份数": "2份"})])
    assert finding.value == Fraction(2, 5)


def test_a_flow_chart_stands_for_steps() -> None:
    chart = guide("甲指南", {}, pictures=(Picture("https://bureau.example/f.png", "取水许可流程图"),))
    assert judge("3.1.1-5", SERVICES, guides=[chart, guide("乙指南", {})]).value == Fraction(1, 2)


def test_a_form_that_does_not_download_is_no_form() -> None:
    form = guide("甲指南", EIGHT, attachments=(Attachment(FILE, "取水许可申请表", "doc"),))
    there = judge("3.1.1-4", SERVICES, guides=[form], files={FILE: fetched()})
    broken = judge("3.1.1-4", SERVICES, guides=[form], files={FILE: fetched(outcome="not-found")})
    assert there.value == Fraction(1, 3)
    assert broken.value == 0


def test_downloads_are_the_share_of_files_that_come_whole() -> None:
    other = "https://bureau.example/b.doc"
    files = (Attachment(FILE, "申请表", "doc"), Attachment(other, "样表", "doc"))
    downloads = column("下载中心", doc("取水许可表格", attachments=files), serves="3.1.2")
    finding = judge("3.1.2-1", downloads, files={FILE: fetched(), other: fetched(other, kind="html")})
    assert (finding.state, finding.value) == ("judged", Fraction(1, 2))
    assert "样表" in finding.finding


def test_downloads_that_were_not_tried_are_for_a_person() -> None:
    downloads = column(
        "下载中心", doc("取水许可表格", attachments=(Attachment(FILE, "申请表", "doc"),)), serves="3.1.2"
    )
    assert judge("3.1.2-1", downloads).state == "person"


def test_refused_downloads_are_blocked() -> None:
    downloads = column(
        "下载中心", doc("取水许可表格", attachments=(Attachment(FILE, "申请表", "doc"),)), serves="3.1.2"
    )
    assert judge("3.1.2-1", downloads, files={FILE: fetched(outcome="blocked")}).state == "blocked"


def test_fillable_forms_without_an_example_are_half() -> None:
    downloads = column(
        "下载中心", doc("取水许可表格", attachments=(Attachment(FILE, "申请表", "doc"),)), serves="3.1.2"
    )
    assert judge("3.1.2-2", downloads).value == Fraction(1, 2)


def test_scanned_forms_are_not_fillable() -> None:
    downloads = column(
        "下载中心", doc("取水许可表格", attachments=(Attachment("a.pdf", "申请表", "pdf"),)), serves="3.1.2"
    )
    assert judge("3.1.2-2", downloads).value == 0
