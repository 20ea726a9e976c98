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
    assert (finding.state, finding.value) == ("judged", 0)
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


NOTICE = "关于公布废止和失效规范性文件目录的公告"
OLD_TITLE = "关于印发《安平市河道管理办法》的通知"


def lapsed(name: str, number: str) -> str:
    return f"一、废止的规范性文件目录\n1.{name}（{number}）\n2.关于加强机井管理的通知（安水发〔2009〕9号）"


def test_the_finding_quotes_the_notice_and_the_page_that_says_otherwise() -> None:
    old = doc(OLD_TITLE, "2015-03-01", document_number="安水发〔2015〕3号", validity="有效")
    notice = doc(NOTICE, "2020-05-01", text=lapsed(OLD_TITLE, "安水发[2015]3号"))
    finding = judge("1.1.3-3", column("规范性文件", old, notice, serves="1.1.3"))
    assert finding.value == 0
    assert "废止的规范性文件目录…关于印发" in finding.finding
    assert "原页面只写着“有效”" in finding.finding
    assert [evidence.url for evidence in finding.evidence] == [f"{HOST}规范性文件/0.html", f"{HOST}规范性文件/1.html"]
    assert "有效" in finding.evidence[0].quote
    assert "废止的规范性文件目录" in finding.evidence[1].quote


def test_a_page_whose_table_says_lapsed_is_marked() -> None:
    old = doc(OLD_TITLE, "2015-03-01", document_number="安水发〔2015〕3号", validity="失效")
    notice = doc(NOTICE, "2020-05-01", text=lapsed(OLD_TITLE, "安水发〔2015〕3号"))
    assert judge("1.1.3-3", column("规范性文件", old, notice, serves="1.1.3")).value == 1


def test_a_document_of_the_same_number_of_another_agency_is_not_the_one_repealed() -> None:
    other = doc("关于加强防汛工作的意见", "2015-03-01", document_number="国办发〔2015〕3号")
    notice = doc(NOTICE, "2020-05-01", text=lapsed("关于印发取水办法的通知", "安水发〔2015〕3号"))
    assert judge("1.1.3-3", column("规范性文件", other, notice, serves="1.1.3")).state == "person"


def test_a_document_of_the_same_name_and_another_number_is_not_the_one_repealed() -> None:
    newer = doc(OLD_TITLE, "2018-03-01", document_number="安水发〔2018〕7号")
    notice = doc(NOTICE, "2020-05-01", text=lapsed(OLD_TITLE, "安水发〔2015〕3号"))
    finding = judge("1.1.3-3", column("规范性文件", newer, notice, serves="1.1.3"))
    assert finding.state == "person"
    assert "公告点名的2份文件不在站内" in finding.finding


def test_a_similar_name_is_not_the_one_repealed() -> None:
    detail = doc("关于印发《安平市河道管理办法实施细则》的通知", "2015-03-01")
    notice = doc("关于废止部分规范性文件的通知", "2020-05-01", text="决定废止《安平市河道管理办法》。")
    assert judge("1.1.3-3", column("规范性文件", detail, notice, serves="1.1.3")).state == "person"


def test_a_new_rule_repeals_the_old_one_in_its_last_article() -> None:
    old = doc("关于印发《安平市河道管理暂行规定》的通知", "2010-03-01", document_number="安水发〔2010〕3号")
    text = "第九条 本办法自2020年6月1日起施行，《安平市河道管理暂行规定》（安水发〔2010〕3号）同时废止。"
    new = doc(OLD_TITLE, "2020-05-01", text=text, document_number="安水发〔2020〕5号")
    finding = judge("1.1.3-3", column("规范性文件", old, new, serves="1.1.3"))
    assert finding.value == 0
    assert "同时废止" in finding.finding


def test_a_second_copy_of_a_new_rule_is_not_the_trial_that_it_repeals() -> None:
    text = "第九条 本办法自2020年6月1日起施行，《安平市河道管理办法（试行）》同时废止。"
    new = doc(OLD_TITLE, "2020-05-20", text=text)
    copy = doc("安平市河道管理办法", "2020-05-01", text=f"另一处刊登。{text}")
    assert judge("1.1.3-3", column("规范性文件", new, copy, serves="1.1.3")).state == "person"
    trial = doc("关于印发《安平市河道管理办法（试行）》的通知", "2017-05-01")
    finding = judge("1.1.3-3", column("规范性文件", new, copy, trial, serves="1.1.3"))
    assert "发现1份" in finding.finding
    assert "试行" in finding.finding


def test_an_amended_text_that_says_so_at_its_head_is_marked() -> None:
    amended = doc("安平市河道管理办法", "2015-03-01", text="（2015年公布，根据2020年5月1日《决定》修正）第一条……" * 5)
    decision = doc("关于修改《安平市河道管理办法》的决定", "2020-05-01")
    assert judge("1.1.3-3", column("规范性文件", amended, decision, serves="1.1.3")).value == 1
    plain = doc("安平市河道管理办法", "2015-03-01")
    assert judge("1.1.3-3", column("规范性文件", plain, decision, serves="1.1.3")).value == 0


def test_a_repealed_text_that_was_once_amended_is_not_marked_by_that() -> None:
    old = doc("安平市河道管理办法", "2015-03-01", text="（2010年公布，根据2015年《决定》修正）第一条……" * 5)
    notice = doc("关于废止部分规范性文件的通知", "2020-05-01", text="决定废止《安平市河道管理办法》。")
    assert judge("1.1.3-3", column("规范性文件", old, notice, serves="1.1.3")).value == 0


def test_a_repealed_document_whose_page_was_not_read_is_for_a_person() -> None:
    old = doc(OLD_TITLE, "2015-03-01", read=False)
    notice = doc("关于废止部分规范性文件的通知", "2020-05-01", text="决定废止《安平市河道管理办法》。")
    finding = judge("1.1.3-3", column("规范性文件", old, notice, serves="1.1.3"))
    assert finding.state == "person"
    assert "原页面未读到" in finding.finding


def test_a_draft_repeals_nothing() -> None:
    old = doc(OLD_TITLE, "2015-03-01")
    draft = doc(
        "关于征求《安平市河道条例（征求意见稿）》意见的公告", "2020-05-01", text="《安平市河道管理办法》同时废止。"
    )
    assert judge("1.1.3-3", column("规范性文件", old, draft, serves="1.1.3")).state == "person"


def test_plans_of_two_years_do_not_replace_each_other() -> None:
    plans = [doc(f"{year}年安平市节水工作意见", f"{year}-03-01", text=f"{year}年。" * 60) for year in (2019, 2020)]
    assert judge("1.1.3-3", column("规范性文件", *plans, serves="1.1.3")).state == "person"


def test_where_no_document_is_known_to_need_a_mark_an_expert_tells() -> None:
    assert judge("1.1.3-3", column("规范性文件", *LIBRARY, serves="1.1.3")).state == "person"
