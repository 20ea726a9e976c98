from __future__ import annotations

import pytest

from zhengping.crawl.outcomes import RULES, Outcome, classify, label, meaning

JS = b"<html><script>$_ts=window['$_ts'];</script></html>"
PAGE = b"<html>" + b"<a href='x'>y</a>" * 20 + "请完成安全验证".encode()


@pytest.mark.parametrize(
    ("status", "headers", "head", "outcome"),
    [
        (200, {}, b"<html>", "ok"),
        (206, {}, b"%PDF", "ok"),
        (202, {}, b"accepted", "ok"),
        (202, {}, b"<html><SCRIPT>x</SCRIPT>", "blocked"),
        (200, {}, JS, "blocked"),
        (200, {}, PAGE, "ok"),
        (301, {"location": "/a"}, b"", "redirected"),
        (302, {}, b"", "server-error"),
        (404, {}, b"", "not-found"),
        (410, {}, b"", "not-found"),
        (400, {}, b"", "blocked"),
        (401, {}, b"", "blocked"),
        (403, {}, b"", "blocked"),
        (412, {}, b"", "blocked"),
        (429, {}, b"", "blocked"),
        (521, {}, b"", "blocked"),
        (500, {}, b"", "server-error"),
        (503, {}, b"", "server-error"),
        (503, {}, b"<script src='/cdn-cgi/challenge-platform/x'>", "blocked"),
    ],
)
def test_answers_are_classed(status: int, headers: dict[str, str], head: bytes, outcome: str) -> None:
    assert classify(status, headers, head) == outcome


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (TimeoutError(), "timeout"),
        (ConnectionRefusedError(), "refused"),
        (ConnectionResetError(), "cut-off"),
        (OSError("unreachable"), "cut-off"),
    ],
)
def test_exceptions_are_classed(error: BaseException, outcome: str) -> None:
    assert classify(error=error) == outcome


def test_a_fault_of_the_program_is_not_taken_for_an_outcome() -> None:
    with pytest.raises(KeyError):
        classify(error=KeyError("x"))


def test_every_outcome_has_its_rule_and_a_chinese_name() -> None:
    assert set(RULES) == set(Outcome)
    assert all(not rule.label.isascii() for rule in RULES.values())


@pytest.mark.parametrize(
    "outcome", ["blocked", "tls", "dns", "timeout", "refused", "server-error", "robots", "cut-off"]
)
def test_nothing_is_concluded_from_a_refusal_or_a_fault(outcome: str) -> None:
    assert meaning(outcome) == "unknown"


def test_labels() -> None:
    assert label("blocked") == "被拦截，待人工核验"
    assert label("made-up") == "made-up"
