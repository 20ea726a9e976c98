"""What a browser adds to the document library: a search that is nowhere, where every column of documents was read."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from tests.checks.sites import HOST, column, context, doc
from tests.checks.test_tools import others
from zhengping.checks import judge_all
from zhengping.checks.finding import Finding
from zhengping.reading.facts import Field, Form
from zhengping.reading.probed import Probed
from zhengping.reading.probed.functions import LookupTrial
from zhengping.reading.site import Column

LAW = doc("中华人民共和国水法", "2019-01-01")
OWN = doc("关于印发《安平市取水管理办法》的通知", "2021-03-01", document_number="安水发〔2021〕3号")
NOWHERE = LookupTrial(purpose="1.1.3-2", state="absent", why="页面画出来后没有查询表单")


def library(*columns: Column, trial: LookupTrial = NOWHERE) -> Finding:
    site = context(*columns, *others()[:2])
    return judge_all(replace(site, probed=Probed(lookups=(trial,))))["1.1.3-2"]


def documents(*docs: Any, **more: Any) -> Column:
    return column("规范性文件", *(docs or (LAW, OWN)), serves="1.1.3", **more)


def test_a_search_that_no_column_of_documents_shows_is_judged_missing() -> None:
    finding = library(documents(complete=False))
    assert (finding.state, finding.value) == ("judged", Fraction(1, 2))
    assert "没有见到查询表单" in finding.finding


def test_a_column_of_documents_that_was_not_read_may_hold_the_search() -> None:
    finding = library(documents(), column("文件资料库", serves="1.1.3", state="unseen"))
    assert finding.state == "suggested"


def test_a_column_known_by_its_rows_alone_may_hold_the_search() -> None:
    rows = column("规章", OWN, serves="1.1.3")
    rows.pages.clear()
    assert library(documents(), rows).state == "suggested"


def test_rows_that_were_not_read_may_be_the_kind_that_is_missing() -> None:
    finding = library(column("部门文件", OWN, serves="1.1.3", complete=False))
    assert finding.state == "suggested"


def test_a_form_in_the_html_that_the_browser_did_not_show_is_for_a_person() -> None:
    search = (Form("/wjk", "get", (Field("wh", "text", "文号"),), "search", "文件检索"),)
    assert library(documents(forms=search)).state == "suggested"


def test_a_trial_that_failed_proves_nothing() -> None:
    failed = LookupTrial(purpose="1.1.3-2", state="failed", why="没有应答", page=f"{HOST}x/")
    assert library(documents(), trial=failed).state == "suggested"
