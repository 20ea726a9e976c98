"""1.2.2 权责清单, 1.2.3 收费清单, 1.2.4 其他重点信息."""

from fractions import Fraction

from tests.checks.sites import HOST, column, doc, judge
from tests.checks.test_tools import others
from zhengping.reading.facts import Attachment, Form, Link, Page

HEADS = (
    (
        ("序号", "权力类型", "项目名称", "实施依据", "责任事项", "责任事项依据"),
        ("1", "行政许可", "取水", "水法", "受理", "许可法"),
    ),
)


def powers(*docs, code="1.2.2-2", **facts):  # type: ignore[no-untyped-def]
    return judge(code, column("权责清单", *docs, serves="1.2.2", **facts), *others())


def test_a_list_with_all_parts_of_the_year_is_full_and_judged() -> None:
    finding = powers(doc("安平市水务局权责清单", "2021-01-10", tables=HEADS))
    assert (finding.state, finding.value) == ("judged", 1)


def test_a_whole_list_without_an_update_is_half() -> None:
    assert powers(doc("安平市水务局权责清单", "2018-01-10", tables=HEADS)).value == Fraction(1, 2)


def test_an_old_list_that_was_not_read_is_a_quarter_and_a_proposal() -> None:
    finding = powers(doc("权责清单", "2018-03-13", read=False))
    assert (finding.state, finding.value) == ("suggested", Fraction(1, 4))


def test_an_unrelated_list_in_the_column_is_none() -> None:
    assert powers(doc("严重失信行为惩戒措施清单", "2021-03-13")).value == 0


def test_a_report_about_the_list_is_not_the_list() -> None:
    finding = judge("1.2.2-2", column("部门文件", doc("关于梳理权责清单情况的报告", "2021-01-01")), *others())
    assert finding.value == 0


def test_an_adjustment_newer_than_the_list_is_a_quarter() -> None:
    notice = column("公示", doc("关于取消部分行政许可事项的公告", "2021-05-24"), serves="1.1.4")
    finding = judge("1.2.2-3", column("权责清单", doc("权责清单", "2018-03-13"), serves="1.2.2"), notice)
    assert (finding.state, finding.value) == ("suggested", Fraction(1, 4))


def test_a_list_updated_after_the_adjustment_is_full() -> None:
    notice = column("公示", doc("关于取消部分行政许可事项的公告", "2021-03-24"), serves="1.1.4")
    finding = judge("1.2.2-3", column("权责清单", doc("权责清单", "2021-04-13"), serves="1.2.2"), notice)
    assert finding.value == 1


def test_without_a_known_adjustment_half_is_proposed_for_a_list_of_the_year_and_a_quarter_for_an_older_one() -> None:
    fresh = powers(doc("权责清单", "2021-03-13"), code="1.2.2-3")
    old = powers(doc("权责清单", "2019-03-13"), code="1.2.2-3")
    assert (fresh.state, fresh.value) == ("suggested", Fraction(1, 2))
    assert (old.state, old.value) == ("suggested", Fraction(1, 4))


def test_the_sites_mailbox_is_no_feedback_on_the_list() -> None:
    mailbox = Link(f"{HOST}xx/", "意见信箱")
    home = Page(url=HOST, title_tag="首页", links=(mailbox,))
    shown = column("权责清单", doc("权责清单", "2021-03-13"), serves="1.2.2", links=(mailbox,))
    assert judge("1.2.2-4", shown, *others(), home=home).value == 0


def test_a_form_on_the_list_is_feedback() -> None:
    form = (Form("/yj", "post", (), "opinion"),)
    finding = powers(doc("权责清单", "2021-03-13"), code="1.2.2-4", forms=form)
    assert (finding.state, finding.value) == ("suggested", 1)


def test_a_statement_that_nothing_is_charged_counts_as_public() -> None:
    statement = doc("收费清单", "2018-01-01", text="本单位无行政事业性收费项目。" * 5)
    assert judge("1.2.3-2", column("收费清单", statement, serves="1.2.3"), *others()).value == 1


def test_a_list_of_charges_is_half_parts_and_half_update() -> None:
    charges = doc("收费清单", "2018-01-01", text="收费项目：水资源费。收费标准：每方一角。收费依据：水法。" * 5)
    assert judge("1.2.3-2", column("收费清单", charges, serves="1.2.3"), *others()).value == Fraction(1, 2)


def test_no_list_and_no_statement_is_zero() -> None:
    assert judge("1.2.3-2", *others()).value == 0


def test_without_the_register_of_areas_there_is_at_most_a_proposal() -> None:
    none = judge("1.2.4-1", *others())
    assert (none.state, none.value) == ("suggested", 0)
    area = column("公共资源配置", doc("公告", "2021-05-01"), serves="1.2.4")
    assert judge("1.2.4-1", area, *others()).state == "suggested"


def test_assigned_areas_are_averaged() -> None:
    area = column("公共资源配置", doc("公告", "2021-05-01"), serves="1.2.4")
    finding = judge("1.2.4-1", area, *others(), areas=("公共资源配置", "社会救助"))
    assert finding.value == Fraction(1, 2)


def test_an_attachment_beside_a_short_text_keeps_the_parts_open() -> None:
    file = (Attachment(f"{HOST}a.doc", "权力清单.doc", "doc"),)
    finding = powers(doc("权责清单", "2021-03-13", text="现公布如下。" * 30, attachments=file))
    assert (finding.state, finding.value) == ("suggested", Fraction(3, 4))
