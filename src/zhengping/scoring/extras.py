"""Bonus and deductions (8.1.1 to 8.2.3): values an event, capped by the indicator's weight (score contract, rule 7)."""

from __future__ import annotations

from fractions import Fraction

from zhengping.scoring.assessment import Assessment
from zhengping.scoring.scorecard import IndicatorScore, printed, two_decimals
from zhengping.standard.model import Edition, Indicator

UNITS = {"cases": "个案例", "awards": "次表彰", "media_reports": "次报道"}


def score_extras(assessment: Assessment, edition: Edition) -> dict[str, IndicatorScore]:
    """Scores of all bonus and deduction indicators by code; an indicator without a rule scores 0."""
    scored = {i.code: _nothing(i) for i in edition.indicators if i.kind != "base"}
    by_code = edition.by_code
    for case in edition.rules.cases:
        values = assessment.cases[case.field]
        if values:
            text = f"{len(values)} {UNITS.get(case.field, '项')}：{' + '.join(_plain(v) for v in values)}"
            scored[case.indicator] = _capped(by_code[case.indicator], sum(values, Fraction(0)), text)
    for count in edition.rules.counts:
        times = assessment.counts[count.field]
        if times:
            text = f"{times} {UNITS.get(count.field, '次')} × {_plain(count.each)}"
            scored[count.indicator] = _capped(by_code[count.indicator], times * count.each, text)
    for incident in edition.rules.incidents:
        own, subordinate = assessment.incidents[incident.field]
        if own or subordinate:
            text = f"本部门网站 {own} 次 × {_plain(incident.own)}"
            text += f" + 组织填报网站 {subordinate} 次 × {_plain(incident.subordinate)}"
            raw = own * incident.own + subordinate * incident.subordinate
            scored[incident.indicator] = _capped(by_code[incident.indicator], raw, text)
    return scored


def _plain(value: Fraction) -> str:
    text = two_decimals(value)
    return text.rstrip("0").rstrip(".") if Fraction(text) == value else str(value)


def _capped(indicator: Indicator, raw: Fraction, text: str) -> IndicatorScore:
    points = min(raw, indicator.weight)
    cap = f"，最高 {_plain(indicator.weight)}，取 {_plain(points)}" if raw > indicator.weight else ""
    kind = "扣分" if indicator.kind == "deduction" else "加分"
    return _scored(indicator, points, f"{kind}：{text} = {_plain(raw)}{cap}")


def _nothing(indicator: Indicator) -> IndicatorScore:
    reason = "无扣分事件，不扣分" if indicator.kind == "deduction" else "无加分材料，不加分"
    return _scored(indicator, Fraction(0), reason)


def _scored(indicator: Indicator, points: Fraction, reason: str) -> IndicatorScore:
    signed = -points if indicator.kind == "deduction" else points
    exact = printed(signed.as_integer_ratio())
    weight = indicator.weight
    text = two_decimals(weight)
    return IndicatorScore(indicator.code, indicator.name, text, text, weight, True, exact, exact, (reason,))
