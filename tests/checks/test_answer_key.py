"""Floors of judging on the capture that two careful readers judged point by point.

Two values agree when they differ by at most an eighth: readers take 0.75 or 0.5 where a share is 0.67 or 0.6.
"""

from __future__ import annotations

import pytest

from tests.checks.captures import DATES, REAL, answers, judged
from zhengping.checks.finding import Finding

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the shared captures are not here")
NEAR = 0.125
CAPTURE = "forestry-bureau"


def compared(state: str) -> dict[str, tuple[Finding, float]]:
    """Findings of one state beside the readers' values."""
    findings, key = judged(CAPTURE), answers(CAPTURE)
    return {
        code: (finding, key[code])
        for code, finding in findings.items()
        if finding.state == state and code in key and finding.value is not None
    }


def disagreeing(pairs: dict[str, tuple[Finding, float]]) -> list[str]:
    return [
        f"{code}: {float(finding.value or 0):.2f}, readers {value:.2f}: {finding.finding}"
        for code, (finding, value) in pairs.items()
        if abs(float(finding.value or 0) - value) > NEAR
    ]


def test_what_is_judged_agrees_with_the_readers_in_95_of_100() -> None:
    pairs = compared("judged")
    assert len(pairs) >= 45
    assert len(disagreeing(pairs)) <= 0.05 * len(pairs), disagreeing(pairs)


def test_what_is_suggested_agrees_with_the_readers_in_90_of_100() -> None:
    pairs = compared("suggested")
    assert len(pairs) + len(compared("judged")) >= 78
    assert len(disagreeing(pairs)) <= 0.1 * len(pairs), disagreeing(pairs)


def test_no_judged_zero_where_the_readers_found_something() -> None:
    unjust = [code for code, (finding, value) in compared("judged").items() if finding.value == 0 and value > 0]
    assert unjust == []


@pytest.mark.parametrize("name", sorted(DATES))
def test_no_check_fails_on_a_real_site(name: str) -> None:
    assert [finding.finding for finding in judged(name).values() if finding.state == "failed"] == []


@pytest.mark.parametrize("name", sorted(DATES))
def test_every_value_on_a_real_site_has_evidence_with_an_address(name: str) -> None:
    for code, finding in judged(name).items():
        if finding.value is not None:
            assert finding.evidence, code
            assert all(evidence.url for evidence in finding.evidence), code
