"""What notices say of other documents: in sentences, lists and tables; what is only cited, planned or kept is left."""

import time

import pytest

from tests.checks.sites import edition
from tests.checks.test_document_names import frames
from zhengping.checks.repeals import Named, Verbs, named_in


def read(title: str, text: str = "", table: tuple[tuple[str, ...], ...] = (), *, notice: bool = True) -> list[Named]:
    words = edition().by_code["1.1.3"].words
    verbs = Verbs(words["repealed"], words["amended"], words["kept"], words["planned"], words["basis"])
    return named_in(title, text, (table,) if table else (), verbs, frames(), notice=notice)


def said(found: list[Named]) -> list[tuple[str, str]]:
    return [(named.name.core, named.done) for named in found]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("决定废止《甲管理办法》《乙管理办法》。", [("甲管理办法", "repealed"), ("乙管理办法", "repealed")]),
        ("《甲管理办法》（安水发〔2010〕3号）同时废止。", [("甲管理办法", "repealed")]),
        (
            "《甲管理办法》、《乙管理办法》自本办法施行之日起同时废止。",
            [("甲管理办法", "repealed"), ("乙管理办法", "repealed")],
        ),
        ("根据《丙条例》，决定废止《甲管理办法》。", [("甲管理办法", "repealed")]),
        ("因与《丙条例》不一致，《甲管理办法》宣布失效。", [("甲管理办法", "repealed")]),
        ("《甲管理办法》同时废止，《乙管理办法》继续有效。", [("甲管理办法", "repealed")]),
        ("《关于印发〈甲管理办法〉的通知》停止执行。", [("甲管理办法", "repealed")]),
        ("《甲管理办法》拟废止。", []),
        ("行政复议期间，《行政决定书》不停止执行。", []),
        ("依照《甲管理办法》执行。", []),
    ],
)
def test_the_verb_that_governs_a_name_says_what_is_done(sentence: str, found: list[tuple[str, str]]) -> None:
    assert said(read("关于废止部分文件的通知", sentence)) == found


def test_a_notice_of_amendment_amends_what_its_title_names() -> None:
    assert said(read("关于修改《甲管理办法》的决定")) == [("甲管理办法", "amended")]


def test_a_list_under_a_heading_is_done_what_the_heading_says() -> None:
    text = (
        "现将清理结果公布如下：\n一、继续有效的规范性文件目录（2件）\n1.关于加强节水工作的通知（安水发〔2010〕1号）\n"
        "2.关于印发取水管理办法的通知（安水发〔2010〕2号）\n二、宣布失效的规范性文件目录\n"
        "1、关于加强供水工作的通知（安水发[2008]3号）\n2、关于印发《排水管理办法》的通知（安水发〔2008〕4号）\n2020年5月1日"
    )
    found = read("关于规范性文件清理结果的公告", text)
    assert said(found) == [("加强供水工作", "repealed"), ("排水管理办法", "repealed")]
    assert [(named.number.agency, named.number.number) for named in found if named.number] == [
        ("安水发", 3),
        ("安水发", 4),
    ]
    assert "宣布失效" in found[0].quote
    assert "加强供水工作" in found[0].quote


def test_a_list_after_a_lead_in_is_done_what_the_lead_in_says() -> None:
    text = "经研究，决定废止下列文件，即日起停止执行：\n（一）关于加强供水工作的通知\n（二）关于印发排水办法的通知"
    assert said(read("关于公布一批文件的公告", text)) == [("加强供水工作", "repealed"), ("排水办法", "repealed")]


def test_each_row_of_a_table_is_done_what_its_last_telling_cell_says() -> None:
    table = (
        ("序号", "文件标题", "文号", "现行状态", "清理意见"),
        ("1", "关于加强供水工作的通知", "安水发〔2008〕3号", "停止执行", "失效"),
        ("2", "关于印发取水管理办法的通知", "安水发〔2010〕2号", "执行", "继续有效"),
        ("3", "关于印发排水管理办法的通知", "安水发〔2009〕2号", "执行", "拟修改"),
    )
    assert said(read("规范性文件清理结果的公告", table=table)) == [("加强供水工作", "repealed")]


def test_a_table_without_results_is_done_what_the_title_says() -> None:
    table = (("序号", "名称", "文号"), ("1", "关于加强供水工作的通知", "安水发〔2008〕3号"))
    assert said(read("关于废止一批文件的通知", table=table)) == [("加强供水工作", "repealed")]


def test_amendment_in_a_review_is_a_plan() -> None:
    text = "三、修改的规范性文件目录\n1.关于加强供水工作的通知（安水发〔2008〕3号）"
    assert said(read("关于规范性文件清理结果的公告", text)) == []


def test_of_other_documents_only_sentences_that_repeal_by_name_count() -> None:
    text = (
        "第三十条 本办法自2020年1月1日起施行，《甲管理办法》（安水发〔2010〕3号）同时废止。\n1.关于加强供水工作的通知"
    )
    assert said(read("关于印发《乙管理办法》的通知", text, notice=False)) == [("甲管理办法", "repealed")]


def test_the_words_that_say_so_are_kept() -> None:
    found = read("关于废止部分文件的通知", "经研究，《甲管理办法》予以废止。")
    assert "《甲管理办法》予以废止" in found[0].quote


@pytest.mark.parametrize(
    "text",
    [
        "《" * 20000,
        "《甲管理办法》" * 5000 + "废止",
        "废止《甲" * 5000,
        "关于" * 10000,
        "废止" * 20000 + "《甲管理办法》",
    ],
)
def test_a_hostile_text_is_read_in_a_moment(text: str) -> None:
    began = time.process_time()
    read("关于废止部分文件的通知", text, (("关于废止" + text, text),))
    frames().explained(text)
    assert time.process_time() - began < 2
