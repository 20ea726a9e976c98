"""Each stated rule: what a department's rows are worth."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhengping.errors import InputError
from zhengping.office.registers.kinds import KINDS
from zhengping.office.registers.rules import (
    EVENTS,
    RULES,
    Entry,
    Guides,
    Ledger,
    count_events,
    due_day,
    extras_from,
    parse_steps,
)
from zhengping.office.registers.windows import Window
from zhengping.standard import load_edition
from zhengping.standard.working_calendar import shipped_calendar

WINDOW = Window("2024-11-30", "2025-11-30")
GUANGXI = shipped_calendar("guangxi")
STEADY = settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])


def ledger(*rows: dict[str, Any], **more: Any) -> Ledger:
    return Ledger([Entry(n, row) for n, row in enumerate(rows)], WINDOW, GUANGXI, **more)


def value(point: str, *rows: dict[str, Any], **more: Any) -> Fraction | None:
    return RULES[point].judge(ledger(*rows, **more)).value


def why(point: str, *rows: dict[str, Any], **more: Any) -> str:
    return RULES[point].judge(ledger(*rows, **more)).why


def report(received: str, answered: str = "", **more: Any) -> dict[str, Any]:
    return {"received": received, "answered": answered, **more}


def letter(forwarded: str, due: str = "", answered: str = "") -> dict[str, Any]:
    return {"forwarded": forwarded, "due": due, "answered": answered}


def test_every_register_of_points_has_a_rule_for_each_and_every_rule_a_register() -> None:
    assert {(k.key, p) for k in KINDS.values() for p in k.points} == {(r.register, r.point) for r in RULES.values()}
    codes = load_edition("guangxi-departments").points
    assert set(RULES) <= set(codes)
    assert all(rule.judge.__doc__ for rule in RULES.values())


@pytest.mark.parametrize(
    ("received", "last"),
    [
        ("2025-03-03", "2025-03-06"),
        ("2025-03-06", "2025-03-11"),
        ("2025-09-29", "2025-10-10"),
        ("2025-03-28", "2025-04-07"),
        ("2025-03-08", "2025-03-12"),
    ],
    ids=["a Monday", "over a weekend", "over the national holiday", "over the third of March in Guangxi", "a Saturday"],
)
def test_three_working_days_count_from_the_day_after_receipt(received: str, last: str) -> None:
    assert due_day(GUANGXI, date.fromisoformat(received)).isoformat() == last
    on_time = report(received, last)
    late = report(received, (date.fromisoformat(last) + timedelta(days=1)).isoformat())
    assert value("6.2.1-3", on_time) == 1
    assert value("6.2.1-3", late) == 0


def test_the_share_answered_in_time_is_exact() -> None:
    rows = [report("2025-03-03", "2025-03-04"), report("2025-03-03", "2025-03-20"), report("2025-03-03")]
    assert value("6.2.1-3", *rows) == Fraction(1, 3)
    assert "应答复 3 条，3 个工作日内答复 1 条；逾期 2 条" in why("6.2.1-3", *rows)


def test_reports_not_valid_or_not_due_by_the_monitoring_date_do_not_count() -> None:
    rows = [report("2025-03-03", valid=False), report("2025-11-28"), report("2025-11-28", "2025-12-30")]
    assert value("6.2.1-3", *rows) is None
    assert value("6.2.1-3", *rows, report("2025-11-28", "2025-11-29")) == 1


def test_without_reports_the_answers_are_left_to_experts_and_the_count_is_full() -> None:
    assert value("6.2.1-3") is None
    assert value("6.3.1-1") == 1
    assert value("6.3.1-1", report("2025-03-03", valid=False)) == 1


def test_the_number_of_reports_is_valued_by_the_offices_steps_a_site() -> None:
    rows = [report("2025-03-03")] * 4
    assert value("6.3.1-1", *rows) is None
    assert "有效纠错 4 条，网站 2 个，平均每站 2 条；本轮没有定分档" in why("6.3.1-1", *rows, sites=2)
    steps = {"settings": {"steps": "1=0.75；3=0.5；超过=0"}}
    assert value("6.3.1-1", *rows, sites=4, **steps) == Fraction(3, 4)
    assert value("6.3.1-1", *rows, sites=2, **steps) == Fraction(1, 2)
    assert value("6.3.1-1", *rows, **steps) == 0


@pytest.mark.parametrize(
    "text", ["1=0.75", "超过=0；1=1", "3=1；1=0.5；超过=0", "1=0.5；2=0.75；超过=0", "x", "1=2；超过=0"]
)
def test_steps_that_make_no_sense_are_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_steps(text)


def test_letters_count_by_their_own_due_day() -> None:
    rows = [letter("2025-03-03", "2025-03-10", "2025-03-10"), letter("2025-03-03", "2025-03-10", "2025-03-11"),
            letter("2025-03-03", "2025-03-10"), letter("2025-11-20", "2025-12-10")]  # fmt: skip
    assert value("7.1.3-1", *rows) == Fraction(1, 3)


def test_letters_without_a_due_day_are_told_with_their_delay_and_not_scored() -> None:
    rows = [letter("2025-03-03", "2025-03-10", "2025-03-04"), letter("2025-03-03", "", "2025-03-06")]
    assert value("7.1.3-1", *rows) is None
    assert "1 件没有写要求反馈日期，不定分；已反馈 2 件，平均用 2 个工作日" in why("7.1.3-1", *rows)
    assert value("7.1.3-1") is None


def test_interviews_at_the_portal_count_up_to_the_number_for_full_marks() -> None:
    assert value("7.1.1-1") == 0
    assert value("7.1.1-1", {"day": "2025-03-01"}) == 1
    assert value("7.1.1-1", {"day": "2025-03-01"}, settings={"full": 3}) == Fraction(1, 3)


def test_collections_count_half_by_number_and_half_by_results() -> None:
    told = {"day": "2025-03-01", "closes": "2025-04-01", "result_day": "2025-04-10"}
    late = {"day": "2025-03-01", "closes": "2025-04-01", "result_day": "2025-12-10"}
    still = {"day": "2025-11-01", "closes": "2025-12-31"}
    assert value("7.1.2-1") == 0
    assert value("7.1.2-1", told, late) == Fraction(3, 4)
    assert value("7.1.2-1", still) == 1
    assert value("7.1.2-1", told, settings={"full": 2}) == Fraction(3, 4)


def test_columns_of_the_portal_count_by_the_mean_and_not_without_frequencies() -> None:
    duty = {"column": "甲", "required": 12, "in_time": 6}
    assert value("7.2-1", duty, {"column": "乙", "required": 4, "in_time": 9}) == Fraction(3, 4)
    assert value("7.2-1", duty, {"column": "乙", "required": None, "in_time": 9}) is None
    assert value("7.2-1") is None


def test_guides_count_over_the_items_in_force() -> None:
    assert value("3.1.1-1", items=40, guides=Guides(30, True, 1)) == Fraction(3, 4)
    assert value("3.1.1-1", items=40, guides=Guides(60, False, 1)) == 1


@pytest.mark.parametrize(
    "more", [{}, {"items": 0, "guides": Guides(3, True, 1)}, {"items": 4}, {"items": 4, "guides": Guides(3, False, 1)}]
)
def test_what_the_machine_may_have_missed_costs_nothing(more: dict[str, Any]) -> None:
    assert value("3.1.1-1", **more) is None


def test_accounts_count_half_by_freshness_and_half_by_functions() -> None:
    good = {"platform": "weixin", "last_post": "2025-11-16", "functions": ["查询"]}
    stale = {"platform": "weibo", "last_post": "2025-11-15", "functions": []}
    assert value("5.1.1-2", good) == 1
    assert value("5.1.1-2", good, stale) == Fraction(1, 2)
    assert value("5.1.1-2", stale, settings={"days": 15}) == Fraction(1, 2)
    assert value("5.1.1-2", {"platform": "other", "last_post": "2025-11-30"}) is None


def test_security_counts_what_was_mended_and_an_open_grave_flaw_is_zero() -> None:
    def scan(level: str, fixed: str = "", area: str = "site") -> dict[str, Any]:
        return {"area": area, "level": level, "fixed": fixed, "problem": "SQL注入"}

    assert value("6.1-2", scan("none")) == 1
    assert value("6.1-2", scan("low")) == 1
    assert value("6.1-2", scan("middle", "2025-06-01"), scan("middle", "2025-12-01")) == Fraction(1, 2)
    assert value("6.1-2", scan("middle", "2025-06-01"), scan("high")) == 0
    assert value("6.1-1", scan("none")) is None
    assert "SQL" not in why("6.1-2", scan("high"))


def event(key: str, owner: str = "own", **more: Any) -> dict[str, Any]:
    return {"key": key, "owner": owner, "day": "2025-03-01", **more}


def test_one_event_counts_once_where_it_weighs_most() -> None:
    counted = count_events(
        {
            "security-incidents": ledger(event("E1"), event("E2", "subordinate")),
            "criticisms": ledger(event("E1"), event("E3")),
            "exposures": ledger(event("E3", proved=True), event("E4", proved=True), event("E5", proved=False)),
            "awards": ledger({"key": "A"}, {"key": "B"}),
        }
    )
    assert extras_from(counted) == {
        "bonus": {"awards": 2},
        "deductions": {
            "security_incidents": {"own": 1, "subordinate": 1},
            "criticisms": {"own": 1, "subordinate": 0},
            "exposures": {"own": 1, "subordinate": 0},
        },
    }


def test_registers_that_do_not_speak_give_nothing() -> None:
    assert extras_from(count_events({})) == {}


@pytest.mark.parametrize(
    ("day", "holds"), [("2024-11-30", False), ("2024-12-01", True), ("2025-11-30", True), ("2025-12-01", False)]
)
def test_the_window_is_the_year_up_to_the_monitoring_date(day: str, holds: bool) -> None:
    assert WINDOW.holds(day) is holds


_days = st.dates(date(2024, 12, 1), date(2025, 11, 30)).map(date.isoformat)
_reports = st.lists(st.tuples(_days, st.none() | st.integers(0, 40), st.booleans()), max_size=12)


def _made(rows: list[tuple[str, int | None, bool]]) -> list[dict[str, Any]]:
    return [
        report(day, "" if wait is None else (date.fromisoformat(day) + timedelta(days=wait)).isoformat(), valid=valid)
        for day, wait, valid in rows
    ]


@STEADY
@given(_reports)
def test_a_share_lies_between_none_and_all_and_ignores_the_order(rows: list[tuple[str, int | None, bool]]) -> None:
    made = _made(rows)
    found = value("6.2.1-3", *made)
    assert found is None or 0 <= found <= 1
    assert value("6.2.1-3", *reversed(made)) == found


@STEADY
@given(_reports, _days)
def test_one_more_answer_in_time_never_lowers_the_share(rows: list[tuple[str, int | None, bool]], day: str) -> None:
    made = _made(rows)
    before, after = value("6.2.1-3", *made), value("6.2.1-3", *made, report(day, day))
    assert after is not None
    assert before is None or after >= before


@STEADY
@given(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 60)), min_size=1, max_size=8))
def test_supplying_a_column_more_often_never_lowers_its_point(duties: list[tuple[int, int]]) -> None:
    rows = [{"column": str(n), "required": r, "in_time": i} for n, (r, i) in enumerate(duties)]
    before = value("7.2-1", *rows)
    rows[0]["in_time"] += 1
    after = value("7.2-1", *rows)
    assert before is not None
    assert after is not None
    assert 0 <= before <= after <= 1


def test_the_documentation_states_every_rule_as_it_is() -> None:
    text = (Path(__file__).parents[3] / "docs" / "office" / "registers.md").read_text(encoding="utf-8")
    assert [rule.point for rule in RULES.values() if rule.words not in text] == []
    assert [code for code, words in EVENTS.values() if words not in text] == []
