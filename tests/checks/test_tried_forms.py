"""What a form that was tried makes of a finding: proof judges, all else leaves the pages' value as a proposal."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from tests.checks.sites import HOST, column, context, doc
from zhengping.checks import judge_all
from zhengping.checks.finding import Finding
from zhengping.reading.facts import Field, Form, Letter
from zhengping.reading.probed import Probed, Shot
from zhengping.reading.probed.functions import FormTrial, SeenField
from zhengping.reading.site import Column

APPLICATION = Form("/sent", "post", (Field("n", "text", "姓名"), Field("c", "textarea", "内容")), "application")
MAILBOX = Form("/sent", "post", (Field("n", "text", "姓名"), Field("c", "textarea", "内容")), "mailbox")
FIELDS = (SeenField("姓名", "text", True, True), SeenField("内容", "textarea", True, True))


def trial(code: str, opening: str = "open", **more: Any) -> FormTrial:
    opens = opening == "open"
    plain: dict[str, Any] = {
        "purpose": code,
        "page": f"{HOST}form.html",
        "label": "在线填写",
        "opening": opening,
        "opens": opens,
        "fields": FIELDS if opens else (),
        "shots": (Shot("001-form.png", f"{HOST}form.html"),),
    }
    return FormTrial(**(plain | more))


def judged(code: str, *trials: FormTrial, columns: tuple[Column, ...] = (), **more: Any) -> Finding:
    site = context(*columns, **more)
    return judge_all(replace(site, probed=Probed(forms=trials)))[code]


def request_column() -> Column:
    return column("依申请公开", serves="1.3.2", text="申请说明。" * 40, forms=(APPLICATION,))


def test_without_a_trial_the_finding_stays() -> None:
    finding = judged("1.3.2-2", columns=(request_column(),))
    assert (finding.state, finding.value) == ("suggested", 1)


@pytest.mark.parametrize("code", ["1.2.2-4", "1.3.2-2", "3.1.3-1", "4.2-2"])
def test_a_form_that_opens_and_takes_input_is_judged_full(code: str) -> None:
    finding = judged(code, trial(code))
    assert (finding.state, finding.value) == ("judged", 1)
    assert "没有提交" in finding.finding


def test_the_screenshot_stands_with_the_finding() -> None:
    assert judged("1.3.2-2", trial("1.3.2-2")).evidence[0].shot == "001-form.png"


def test_one_form_that_opens_is_enough() -> None:
    finding = judged("1.3.2-2", trial("1.3.2-2", "error"), trial("1.3.2-2"), columns=(request_column(),))
    assert (finding.state, finding.value) == ("judged", 1)


@pytest.mark.parametrize("opening", ["error", "blank"])
def test_a_form_that_fails_twice_and_alone_is_judged_zero(opening: str) -> None:
    finding = judged("1.3.2-2", trial("1.3.2-2", opening, why="打开两次，服务器都出错"), columns=(request_column(),))
    assert (finding.state, finding.value) == ("judged", 0)
    assert finding.advice


def test_a_failing_form_is_no_judgement_while_other_entrances_are_left() -> None:
    finding = judged("1.3.2-2", trial("1.3.2-2", "error", others=2), columns=(request_column(),))
    assert (finding.state, finding.value) == ("suggested", 0)


@pytest.mark.parametrize(
    "more",
    [
        {"opening": "login"},
        {"opening": "held"},
        {"opening": "unreachable"},
        {"opening": "missing"},
        {"opening": "fixed"},
        {"opening": "blank", "hindered": True},
        {"opening": "error", "state": "failed"},
        {"opening": "captcha", "state": "blocked"},
        {"opening": "refused", "state": "blocked"},
        {"opening": "", "state": "failed"},
        {"opening": "", "state": "skipped"},
    ],
)
def test_what_is_not_the_sites_fault_or_no_proof_keeps_the_value(more: dict[str, Any]) -> None:
    finding = judged("1.3.2-2", trial("1.3.2-2", **more, why="没有试成"), columns=(request_column(),))
    assert (finding.state, finding.value) == ("suggested", 1)
    assert "没有试成" in finding.finding


def test_an_entrance_that_leads_to_a_login_stays_an_entrance() -> None:
    halls = column("在线申请", serves="3.1.3", text="请选择事项办理。" * 20)
    finding = judged("3.1.3-1", trial("3.1.3-1", "login", why="须登录后查看"), columns=(halls,))
    assert (finding.state, finding.value) == ("suggested", 1)
    assert "须登录后查看" in finding.finding


def letter_site() -> dict[str, Any]:
    letter = Letter(f"{HOST}l.html", "关于水价", replied=True, reply="答复如下。")
    box = column("局长信箱", doc("关于水价", "2021-05-01"), serves="4.1", forms=(MAILBOX,))
    return {"columns": (box,), "letters": [letter]}


def test_two_forms_and_public_letters_make_the_whole() -> None:
    finding = judged("4.1-2", trial("4.1-2"), trial("4.1-2", part="query", answer="proper-refusal"), **letter_site())
    assert (finding.state, finding.value) == ("judged", 1)


def test_a_part_that_only_the_pages_tell_keeps_the_share_open() -> None:
    finding = judged("4.1-2", trial("4.1-2"), trial("4.1-2", "login", part="query"), **letter_site())
    assert finding.state == "suggested"
    assert "信件查询" in finding.finding


def test_a_form_that_fails_loses_its_part_only() -> None:
    finding = judged(
        "4.1-2", trial("4.1-2", "error"), trial("4.1-2", part="query", answer="proper-refusal"), **letter_site()
    )
    assert (finding.state, finding.value) == ("judged", Fraction(2, 3))


def test_a_query_that_answers_with_an_error_loses_its_part() -> None:
    finding = judged("4.1-2", trial("4.1-2"), trial("4.1-2", part="query", answer="error"), **letter_site())
    assert (finding.state, finding.value) == ("judged", Fraction(2, 3))


def test_a_query_that_posts_leaves_the_share_open() -> None:
    box = letter_site()
    finding = judged("4.1-2", trial("4.1-2"), trial("4.1-2", part="query", obstacle="post"), **box)
    assert finding.state == "suggested"


def test_a_question_form_and_a_preview_make_the_whole() -> None:
    box = column("访谈预告", doc("下期预告", "2021-05-01"), serves="4.3")
    finding = judged("4.3-2", trial("4.3-2"), columns=(box,))
    assert (finding.state, finding.value) == ("judged", 1)


def test_a_question_form_without_preview_is_half() -> None:
    box = column("在线访谈", doc("局长谈水利", "2021-05-01"), serves="4.3")
    finding = judged("4.3-2", trial("4.3-2"), columns=(box,))
    assert finding.value == Fraction(1, 2)


def test_a_zero_judged_from_the_pages_is_kept() -> None:
    columns = [column(f"权责清单{n or ''}", doc("清单", "2021-05-01"), serves="1.2.2") for n in range(4)]
    before = judged("1.2.2-4", columns=tuple(columns))
    after = judged("1.2.2-4", trial("1.2.2-4", "no-form"), columns=tuple(columns))
    assert before.state == "judged"
    assert (after.state, after.value) == (before.state, before.value)


def test_fields_without_a_name_are_told() -> None:
    nameless = (*FIELDS, SeenField("", "text", False, True))
    assert "其中1个没有名称" in judged("1.3.2-2", trial("1.3.2-2", fields=nameless)).finding
