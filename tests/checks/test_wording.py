"""The sentence of a judged point never leaves the value to somebody else."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from bench.sample_agreement import SEED, judged_samples

from tests.checks.captures import DATES, REAL, judged
from tests.checks.sites import column, context, doc, edition, judge
from zhengping.checks.finding import Finding
from zhengping.checks.standing import stand_by

_ASKS = re.compile("由人工|待人工|实测|由人确认")
_QUOTED = re.compile(r"“[^”]*”|《[^》]*》")


def _asking(findings: dict[str, Finding]) -> list[str]:
    return [
        f"{code}: {finding.finding}"
        for code, finding in findings.items()
        if finding.state == "judged" and _ASKS.search(_QUOTED.sub("", finding.finding))
    ]


def test_no_judged_sentence_of_a_sample_asks_a_person() -> None:
    for name, findings, _ in judged_samples(SEED):
        assert not _asking(dict(findings)), name


@pytest.mark.skipif(not REAL.is_dir(), reason="the captures are not at hand")
@pytest.mark.parametrize("name", sorted(DATES))
def test_no_judged_sentence_of_a_capture_asks_a_person(name: str) -> None:
    assert not _asking(judged(name))


def test_a_doubt_is_said_of_a_proposal_and_not_of_a_judged_value() -> None:
    point = edition().points["1.1.9-1"]
    over = context(column("数据开放", doc("数据集", "2021-05-01"), serves="1.1.9"))
    sure = Finding("suggested", Fraction(1), "设有数据开放栏目。", "", 0.9, doubt="是否本部门的由人工确认。")
    assert stand_by(over, point, sure) == Finding("judged", Fraction(1), "设有数据开放栏目。", "", 0.9)
    unsure = Finding("suggested", Fraction(1), "设有数据开放栏目。", "", 0.5, doubt="是否本部门的由人工确认。")
    assert stand_by(over, point, unsure).finding == "设有数据开放栏目。是否本部门的由人工确认。"


def test_a_sentence_that_asks_a_person_keeps_the_value_a_proposal() -> None:
    point = edition().points["1.1.9-1"]
    asks = Finding("suggested", Fraction(1), "设有栏目，是否本部门的由人工确认。", "", 0.9)
    assert stand_by(context(column("数据开放", serves="1.1.9")), point, asks).state == "suggested"


def test_the_judged_sentence_of_open_data_asks_nobody() -> None:
    finding = judge("1.1.9-1", column("数据开放", doc("数据集", "2021-05-01"), serves="1.1.9"))
    assert finding.state == "judged"
    assert "人工" not in finding.finding
