"""1.1.1 机构职能."""

from fractions import Fraction

from tests.checks.sites import HOST, column, doc, judge
from tests.checks.test_tools import others
from zhengping.reading.facts import Attachment, Footer

DUTIES = (
    "主要职责：（一）负责全市水利规划工作；（二）组织实施水资源管理；（三）指导河道治理；（四）承办市政府交办的其他事项。"
    * 3
)
UNITS = tuple(doc(name, "2019-01-01", text=f"{name}负责日常工作。") for name in ("办公室", "水政科", "建设管理科"))
PLACE = "地址：安平市民族大道12号。电话：0771-5864325。"


def test_all_four_elements_in_their_columns_are_full_and_judged() -> None:
    finding = judge(
        "1.1.1-2",
        column("机构职能", text=DUTIES + PLACE, serves="1.1.1"),
        column("内设机构", *UNITS, serves="1.1.1"),
    )
    assert (finding.state, finding.value) == ("judged", 1)


def test_each_element_is_a_quarter() -> None:
    finding = judge("1.1.1-2", column("机构职能", text=DUTIES, serves="1.1.1"))
    assert finding.value == Fraction(1, 4)
    assert "联系电话" in finding.advice


def test_the_word_duty_alone_is_no_duties() -> None:
    finding = judge("1.1.1-2", column("机构职能", text="主要职责 内设机构 联系我们 " + PLACE * 4, serves="1.1.1"))
    assert finding.value == Fraction(1, 2)


def test_address_and_telephone_of_the_footer_make_it_a_proposal() -> None:
    footer = Footer(address="安平市民族大道12号", telephone="0771-5864325")
    finding = judge("1.1.1-2", column("机构职能", text=DUTIES, serves="1.1.1"), footer=footer)
    assert (finding.state, finding.value) == ("suggested", Fraction(3, 4))
    assert "页脚" in finding.finding


def test_a_page_that_is_only_a_file_leaves_the_missing_elements_open() -> None:
    file = (Attachment(f"{HOST}三定.pdf", "三定规定.pdf", "pdf"),)
    finding = judge("1.1.1-2", column("三定规定", text="见附件 " + PLACE, serves="1.1.1", attachments=file))
    assert finding.state == "suggested"


def test_a_contact_column_alone_is_no_column_of_duties_and_a_person_confirms() -> None:
    finding = judge("1.1.1-1", column("联系我们", text=PLACE, serves="1.1.1"), *others())
    assert (finding.state, finding.value) == ("suggested", 0)


def test_accuracy_is_for_a_person_with_the_doubts_named() -> None:
    finding = judge("1.1.1-3", column("机构职能", text="电话：0771-58643256。" + DUTIES, serves="1.1.1"))
    assert finding.state == "person"
    short = judge("1.1.1-3", column("机构职能", text="栏目建设中", serves="1.1.1"))
    assert "建设中" in short.finding
