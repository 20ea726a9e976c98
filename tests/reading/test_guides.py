"""Service guides: elements from text, tables and properties; hollow ones; what the list of materials says."""

from tests.reading.hand_made import article, at, crumbs, edition, home, site
from zhengping.reading.facts import Attachment
from zhengping.reading.files.model import FileReading
from zhengping.reading.guides import guides_of
from zhengping.reading.site import FetchedFile, Guide

TEXT = """树木移植许可
一、办理依据：《城市绿化条例》第二十条
二、申请条件
1.因建设需要
2.已有移植方案
三、申请材料：移植申请书一份，加盖公章
四、办理流程：申请、受理、审查、决定
五、办理时限：10个工作日
六、收费标准：不收费
七、联系电话：12345"""


def _guide(title: str = "树木移植办事指南", text: str = TEXT, column: str = "办事指南", **more: object) -> Guide:
    made = site(home(), article("g/1.html", title, text=text, crumbs=crumbs((column, "g/")), **more))  # type: ignore[arg-type]
    (found,) = made.guides
    return found


def test_elements_are_read_from_numbered_lines() -> None:
    found = _guide()
    assert set(found.elements) == {"依据", "条件", "材料", "流程", "时限", "收费", "联系方式"}
    assert found.elements["依据"] == "《城市绿化条例》第二十条"


def test_the_words_under_a_heading_are_the_elements_words() -> None:
    assert _guide().elements["条件"] == "1.因建设需要 2.已有移植方案"


def test_a_label_without_words_is_no_element() -> None:
    assert "收费" not in _guide(text="办理依据：条例\n申请条件：有方案\n收费标准：").elements


def test_elements_are_read_from_tables() -> None:
    table = (("设定依据", "条例第二十条"), ("承诺时限", "5个工作日"), ("咨询电话", "12345"))
    found = _guide(text="树木移植许可事项的服务说明。", tables=(table,))
    assert found.elements["时限"] == "5个工作日"


def test_elements_are_read_from_properties() -> None:
    found = _guide(text="说明", properties={"实施机关": "园林局", "法定时限": "20日"})
    assert set(found.elements) == {"机构", "时限"}


def test_a_law_that_names_elements_is_no_guide() -> None:
    law = "第一条 行政机关应当公示办事指南、申请材料、办理流程、收费标准。\n第二条 本条例自公布之日起施行。" * 3
    made = site(home(), article("z/1.html", "行政许可条例", text=law, crumbs=crumbs(("政策法规", "z/"))))
    assert not made.guides


def test_a_guide_that_is_only_a_file_says_so() -> None:
    found = _guide(text="详见附件", attachments=(Attachment(at("g/1.doc"), "办事指南.doc", "doc"),))
    assert found.only_picture_or_file


def test_the_list_of_materials_gives_its_parts_from_a_tables_heads() -> None:
    table = (("材料名称", "材料依据", "份数"), ("移植申请书", "条例第二十条", "1"))
    found = _guide(tables=(table,))
    assert found.materials["名称"] == "移植申请书"
    assert found.materials["份数"] == "1"


def test_the_words_of_the_materials_give_parts_too() -> None:
    assert {"份数", "签章"} <= set(_guide().materials)


def _with_file(name: str, words: str) -> list[Guide]:
    address = at("g/1.doc")
    made = site(
        home(),
        article(
            "g/1.html",
            "树木移植办事指南",
            text="详见附件",
            crumbs=crumbs(("办事指南", "g/")),
            attachments=(Attachment(address, name, "doc"),),
        ),
    )
    made.files[address] = FetchedFile(address, "ok", "doc", 9000, True, True, reading=FileReading("doc", words))
    return guides_of(made, edition())


def test_a_guide_whose_file_was_read_is_judged_by_the_file() -> None:
    (found,) = _with_file("办事指南.doc", TEXT)
    assert not found.only_picture_or_file
    assert found.elements["时限"] == "10个工作日"


def test_a_form_to_fill_in_states_no_elements() -> None:
    (found,) = _with_file("移植申请表.doc", "联系电话\t申请人填写\n地址\t申请人填写\n申请材料\t由窗口填写")
    assert found.only_picture_or_file
    assert not found.elements
