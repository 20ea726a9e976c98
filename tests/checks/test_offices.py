"""Whose an item is: a government's portal carries what all its offices and townships publish."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.checks.sites import column, context, doc, judge
from zhengping.checks.context import Context
from zhengping.checks.offices import is_government, is_own


def _of(name: str) -> Context:
    made = context()
    made.site.office = made.site.name = name
    return replace(made, department=replace(made.department, name=name))


@pytest.mark.parametrize("source", ["县教育局", "丰收县民政局", "县政府办", "小禾乡", "丰收镇人民政府"])
def test_offices_and_townships_are_their_governments(source: str) -> None:
    assert is_own(_of("丰收县人民政府"), source)


@pytest.mark.parametrize("source", ["省教育厅", "某市人民政府", "邻禾县小米乡", "某某日报", ""])
def test_higher_and_other_governments_are_not(source: str) -> None:
    assert not is_own(_of("丰收县人民政府"), source)


def test_an_offices_site_does_not_speak_for_the_county() -> None:
    made = _of("丰收县林业局")
    assert not is_government(made)
    assert not is_own(made, "县教育局")


OWN_NAMES = [
    ("安平市审计局", "安平市审计局关于张三等同志任职的通知", "1.1.5-1"),
    ("安平市就业服务中心", "安平市就业服务中心公开招聘工作人员公告", "1.1.5-3"),
    ("安平县干部培训中心", "安平县干部培训中心2021年部门预算", "1.2.1-1"),
    ("中共安平县委机构编制委员会办公室", "县委机构编制委员会办公室2021年部门预算", "1.2.1-1"),
]


@pytest.mark.parametrize(("office", "title", "code"), OWN_NAMES)
def test_a_word_of_the_offices_own_name_never_tells_against_its_documents(office: str, title: str, code: str) -> None:
    notices = column("通知公告", doc(title, "2021-03-10"), serves=("1.1.4", "1.2.1"))
    assert judge(code, notices, name=office).value == 1


def test_the_same_word_beside_the_offices_name_still_tells() -> None:
    title = "安平市水务局关于举办2021年部门预算编制培训的通知"
    notices = column("通知公告", doc(title, "2021-03-10"), serves=("1.1.4", "1.2.1"))
    assert judge("1.2.1-1", notices).value != 1
