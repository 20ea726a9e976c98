"""Lookups, statistics, forms and the question box: what the server answers."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest

from tests.sample.live.conftest import Visitor

MEASURE = "蔬菜产量"
PERIOD = f"/data/query?item={quote(MEASURE)}&from=2025-01&to=2025-03"


def test_the_library_finds_a_document_by_title_and_by_number(trs: Visitor) -> None:
    document = trs.first(column="规范性文件")
    for field, text in (("q", document["title"]), ("number", document["number"])):
        page = trs.get(f"/library/search?{field}={quote(text)}").text
        assert document["url"] in page
        assert "共检索到1条" in page


@pytest.mark.parametrize(
    ("switch", "path"),
    [("library", "/library/search?q="), ("catalogue", "/xxgk/search?q="), ("open_query", "/opendata/query?item=")],
)
def test_lookups_refuse_nonsense_unless_they_ignore_the_question(trs: Visitor, switch: str, path: str) -> None:
    nonsense = path + quote("绝无此词甲乙")
    assert "没有检索到" in trs.get(nonsense).text
    trs.live.switch(**{switch: "ignores"})
    assert "共检索到" in trs.get(nonsense).text
    trs.live.switch(**{switch: "error"})
    assert trs.get(nonsense).status == 500
    trs.live.switch(**{switch: "nothing"})
    assert "检索到" not in trs.get(nonsense).text


def test_the_catalogue_finds_an_entry_by_its_index(trs: Visitor) -> None:
    entry = trs.data["catalogue"][3]
    assert entry["url"] in trs.get(f"/xxgk/search?q={entry['index']}").text


def test_the_query_keeps_to_item_and_period(trs: Visitor) -> None:
    page = trs.get(PERIOD).text
    values = trs.data["series"][MEASURE]
    for month in ("2025-01", "2025-02", "2025-03"):
        assert f"<td>{month}</td><td>{MEASURE}</td><td>{values[month]}</td>" in page
    assert "<td>2025-04</td>" not in page
    trs.live.switch(data_query="ignores")
    assert "<td>2025-04</td>" in trs.get(PERIOD).text


def test_the_query_of_nothing_finds_nothing(trs: Visitor) -> None:
    assert "没有查询到" in trs.get(f"/data/query?item={quote('绝无此项')}").text


@pytest.mark.parametrize(("switch", "kind"), [("data_download", "downloads"), ("open_download", "open_downloads")])
def test_downloads(trs: Visitor, switch: str, kind: str) -> None:
    file = next(url for url in trs.data[kind] if url.endswith(".xlsx"))
    assert trs.get(file).body.startswith(b"PK\x03\x04")
    trs.live.switch(**{switch: "html"})
    assert b"<html>" in trs.get(file).body
    trs.live.switch(**{switch: "missing"})
    assert trs.get(file).status == 404
    trs.live.switch(**{switch: "login"})
    assert trs.get(file).headers["location"].startswith("/login")


@pytest.mark.parametrize(("switch", "path"), [("status", "/status"), ("letter_query", "/mailbox/query")])
def test_a_made_up_number_is_answered_properly_or_not(trs: Visitor, switch: str, path: str) -> None:
    target = path + "?number=LC20250000&code=1"
    assert "未查询到" in trs.get(target).text
    trs.live.switch(**{switch: "nothing"})
    assert "未查询到" not in trs.get(target).text
    trs.live.switch(**{switch: "login"})
    assert trs.get(target).headers["location"].startswith("/login")


def test_a_form_page_can_fail_or_hide_behind_a_login(visitor: Visitor) -> None:
    page = visitor.data["forms"]["letter"][0]
    assert b"/mailbox/submit" in visitor.get(page).body
    visitor.live.switch(form_letter="error")
    assert visitor.get(page).status == 500
    visitor.live.switch(form_letter="login")
    assert visitor.get(page).headers["location"].startswith("/login")


def test_static_pages_do_not_change_with_a_switch(visitor: Visitor) -> None:
    pages = [visitor.data["forms"][key][0] for key in ("feedback", "request", "apply", "opinion", "question", "status")]
    before = [visitor.get(page).body for page in pages]
    visitor.live.switch(
        form_feedback="blank", form_request="broken", form_apply="drawn", form_opinion="login", form_question="blank",
        status="error", phone="lost", robot="absent", share="script-dead", quality=("no-labels",), hostile="alert",
    )  # fmt: skip
    assert [visitor.get(page).body for page in pages] == before


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_what_is_submitted_is_refused_and_noted(trs: Visitor, method: str) -> None:
    trs.live.clear()
    assert trs.get("/mailbox/submit", method, "name=x").status == 405
    assert trs.live.submitted == [(method, "/mailbox/submit")]
    trs.get("/")
    assert trs.live.requests[-1] == ("GET", "/")


def test_the_box_answers_with_the_guide(trs: Visitor) -> None:
    guide = trs.first(title="取水许可审批")
    said = json.loads(trs.get(f"/robot/api?question={quote('取水许可审批怎么办理？')}").body)
    assert said["link"] == guide["url"]
    assert guide["text"][:100] in said["answer"]


@pytest.mark.parametrize(("robot", "same"), [("answers", False), ("fixed", True), ("human", True), ("silent", True)])
def test_the_box_answers_by_its_setting(trs: Visitor, robot: str, same: bool) -> None:
    trs.live.switch(robot=robot)
    said = [
        json.loads(trs.get(f"/robot/api?question={quote(f'{name}如何办理')}").body)["answer"]
        for name in ("取水许可审批", "兽药经营许可")
    ]
    assert (said[0] == said[1]) is same
    assert bool(said[0]) is (robot != "silent")


def test_a_question_of_the_faq_gets_its_answer(trs: Visitor) -> None:
    known = trs.data["faq"][0]
    assert known["answer"] in trs.get(f"/robot/ask?question={quote(known['question'])}").text
