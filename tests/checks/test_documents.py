"""1.1.3 文件资料."""

from fractions import Fraction

from tests.checks.sites import HOST, column, doc, judge
from zhengping.reading.facts import Field, Form, Link

LIBRARY = (
    doc("中华人民共和国水法", "2019-01-01"),
    doc("关于印发《安平市取水管理办法》的通知", "2021-03-01", document_number="安水发〔2021〕3号"),
)


def test_laws_and_own_documents_without_classes_and_search_are_half() -> None:
    assert judge("1.1.3-2", column("规范性文件", *LIBRARY, serves="1.1.3")).value == Fraction(1, 2)


def test_classes_and_a_search_of_the_library_make_it_full() -> None:
    search = (Form("/wjk", "get", (Field("wh", "text", "文号"),), "search", "文件检索"),)
    links = (Link(f"{HOST}zt", "按主题分类"),)
    finding = judge("1.1.3-2", column("规范性文件", *LIBRARY, serves="1.1.3", forms=search, links=links))
    assert finding.value == 1
    assert finding.state == "suggested"


def test_the_search_of_the_site_is_no_search_of_the_library() -> None:
    search = (Form("/search", "get", (Field("q", "text", "请输入关键字"),), "search", "搜索"),)
    assert judge("1.1.3-2", column("规范性文件", *LIBRARY, serves="1.1.3", forms=search)).value == Fraction(1, 2)


def test_own_documents_outside_a_library_are_a_quarter() -> None:
    found = column("通知公告", doc("安平市水务局关于印发取水管理办法的通知", "2021-03-01"), serves="1.1.4")
    finding = judge("1.1.3-2", found, column("工作动态", doc("会议", "2021-06-01"), serves="1.1.4"))
    assert (finding.state, finding.value) == ("suggested", Fraction(1, 4))


def test_a_document_named_in_a_notice_of_repeal_needs_a_mark() -> None:
    old = doc("关于印发《安平市河道管理办法》的通知", "2015-03-01")
    notice = doc("关于废止部分规范性文件的通知", "2020-05-01", text="决定废止《安平市河道管理办法》等文件。" * 10)
    finding = judge("1.1.3-3", column("规范性文件", old, notice, serves="1.1.3"))
    assert (finding.state, finding.value) == ("suggested", 0)
    assert "河道管理办法" in finding.finding


def test_a_repealed_document_that_says_so_is_marked() -> None:
    old = doc("关于印发《安平市河道管理办法》的通知（已废止）", "2015-03-01")
    notice = doc("关于废止部分规范性文件的通知", "2020-05-01", text="决定废止《安平市河道管理办法》等文件。" * 10)
    assert judge("1.1.3-3", column("规范性文件", old, notice, serves="1.1.3")).value == 1


def test_a_document_that_speaks_of_anothers_repeal_is_not_marked_by_that() -> None:
    old = doc("关于印发《安平市河道管理办法》的通知", "2015-03-01", text="原《办法》同时废止。" * 20)
    notice = doc("关于废止部分规范性文件的通知", "2020-05-01", text="决定废止《安平市河道管理办法》等文件。" * 10)
    assert judge("1.1.3-3", column("规范性文件", old, notice, serves="1.1.3")).value == 0


def test_a_newer_issue_of_the_same_text_outdates_the_older() -> None:
    old = doc("安平市水务局行政处罚裁量标准", "2018-06-04", text="2018年版本。" * 40)
    new = doc("关于印发《安平市水务局行政处罚裁量标准》的通知", "2020-01-03", text="2020年版本。" * 40)
    assert judge("1.1.3-3", column("规范性文件", old, new, serves="1.1.3")).value == 0


def test_where_no_document_is_known_to_need_a_mark_an_expert_tells() -> None:
    assert judge("1.1.3-3", column("规范性文件", *LIBRARY, serves="1.1.3")).state == "person"
