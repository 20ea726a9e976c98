"""Titles that several indicators know are told apart by the column above them."""

import pytest

from zhengping.reading.naming import Naming
from zhengping.standard import load_edition


@pytest.fixture(scope="module")
def naming() -> Naming:
    return Naming(load_edition())


@pytest.mark.parametrize(
    ("name", "above", "codes"),
    [
        ("在线申请", (), ("3.1.3",)),
        ("在线申请", ("政府信息公开", "依申请公开"), ("1.3.2",)),
        ("资料下载", (), ("3.1.2",)),
        ("资料下载", ("政策法规",), ("1.1.3",)),
        ("我要提问", (), ("4.1",)),
        ("我要提问", ("在线访谈",), ("4.3",)),
        ("在线问答", (), ("4.1",)),
        ("在线问答", ("智能服务",), ("5.2.2",)),
        ("行政许可", (), ()),
        ("行政许可", ("权责清单",), ("1.2.2",)),
        ("行政许可", ("双公示",), ("3.1.5",)),
        ("年度报告", (), ()),
        ("年度报告", ("政府信息公开",), ("1.3.3",)),
        ("规划解读", ("政策解读",), ("1.1.6",)),
        ("领导信箱", ("领导之窗",), ("4.1",)),
        ("政府网站工作年度报表", ("政府信息公开年报",), ("6.2.1",)),
    ],
)
def test_a_title_under_several_codes_is_settled_by_its_context(
    naming: Naming, name: str, above: tuple[str, ...], codes: tuple[str, ...]
) -> None:
    assert naming.codes(name, above) == codes


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("局领导", "1.1.2"),
        ("领导班子", "1.1.2"),
        ("责权清单", "1.2.2"),
        ("财政专项", "1.2.1"),
        ("预决算", "1.2.1"),
        ("政民互动", "4.1"),
        ("民意征集", "4.2"),
        ("“三公”经费", "1.2.1"),
        ("通知公告", "1.1.4"),
        ("行政许可和行政处罚", "3.1.5"),
        ("人大建议、政协提案", "1.1.7"),
        ("网站地图", "5.3"),
        ("政府信息公开指南", "1.3.1"),
        ("信息公开年报", "1.3.3"),
        ("一图读懂", "2.1"),
        ("回应关切", "2.2"),
    ],
)
def test_usual_titles_of_other_sites_are_known(naming: Naming, name: str, code: str) -> None:
    assert code in naming.codes(name)


@pytest.mark.parametrize("name", ["人力资源社会保障部", "市卫生健康委", "发展规划科", "广西新闻网", "财务科"])
def test_a_unit_or_another_site_is_no_column(naming: Naming, name: str) -> None:
    assert naming.codes(name) == ()
