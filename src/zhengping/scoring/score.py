"""The score: points and rulings in, the exact scorecard out (score contract, rules 1 to 9)."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from zhengping.errors import InputError
from zhengping.scoring.assessment import NA, Assessment, NotApplicable
from zhengping.scoring.extras import score_extras
from zhengping.scoring.rules import Ruling, apply_rules
from zhengping.scoring.scorecard import IndicatorScore, Scorecard, two_decimals
from zhengping.standard.model import Edition, Indicator

ZERO = Fraction(0)


def score(assessment: Assessment, edition: Edition) -> Scorecard:
    """Scores one assessment by one edition, exactly. InputError where all points of an applying indicator are "na"."""
    ruling = apply_rules(assessment, edition)
    extras = score_extras(assessment, edition)
    pending: list[str] = []
    indicators: list[IndicatorScore] = []
    base = base_possible = ZERO
    for indicator in edition.indicators:
        if indicator.kind == "base":
            scored = _score_indicator(indicator, assessment, ruling, pending)
            base += scored.score
            base_possible += scored.score_possible
        else:
            scored = extras[indicator.code]
        indicators.append(scored)
    bonus = sum((extras[i.code].score for i in edition.indicators if i.kind == "bonus"), ZERO)
    deductions = -sum((extras[i.code].score for i in edition.indicators if i.kind == "deduction"), ZERO)
    return Scorecard(
        standard=edition.id,
        total=max(ZERO, base + bonus - deductions),
        total_possible=max(ZERO, base_possible + bonus - deductions),
        base=base,
        base_possible=base_possible,
        bonus=bonus,
        deductions=deductions,
        indicators=tuple(indicators),
        pending=tuple(sorted(pending)),
        rules=tuple(sorted(ruling.struck)),
    )


def _score_indicator(
    indicator: Indicator, assessment: Assessment, ruling: Ruling, pending: list[str]
) -> IndicatorScore:
    code = indicator.code
    reasons = ruling.reasons.get(code, [])
    weight = ruling.weights[code]
    if code in ruling.not_applicable:
        return _indicator_score(indicator, weight, ZERO, ZERO, reasons, applicable=False)
    shares = _applying_shares(indicator, assessment, ruling)
    if code in ruling.zeroed:
        return _indicator_score(indicator, weight, ZERO, ZERO, reasons, applicable=True)
    earned = possible = whole = 0
    terms: list[str] = []
    waiting: list[str] = []
    # Whole numbers over one common denominator: a fraction is reduced once an indicator, not once a point.
    scale = lcm(*(value.denominator for _, _, value in shares if value is not None))
    for point, share, value in shares:
        whole += share
        if value is None:
            waiting.append(point)
            possible += share * scale
            continue
        earned += share * value.numerator * (scale // value.denominator)
        terms.append(f"{_exact(value)}" if share == 1 else f"{_exact(value)}×{share}")
    possible += earned
    unit = Fraction(weight.numerator, weight.denominator * whole * scale)
    score_, possible_ = unit * earned, unit * possible
    left_out = [point.code for point in indicator.points if assessment.points.get(point.code) is NA]
    reasons.append(_formula(weight, whole, terms, score_, waiting, possible_, left_out))
    pending.extend(waiting)
    return _indicator_score(indicator, weight, score_, possible_, reasons, applicable=True)


def _applying_shares(
    indicator: Indicator, assessment: Assessment, ruling: Ruling
) -> list[tuple[str, int, Fraction | None]]:
    """Point, share as a whole number, value (None = pending) of the points that apply.

    The share of an "na" point goes to the others in proportion because only the applying shares are summed.
    A zero rule is stronger than "na": nobody leaves a rule by declaring its point away.
    """
    unit = lcm(*(point.share.denominator for point in indicator.points))
    applying: list[tuple[str, int, Fraction | None]] = []
    values = assessment.points
    for point in indicator.points:
        value = values.get(point.code)
        if point.code in ruling.zeroed:
            value = ZERO
        if not isinstance(value, NotApplicable):
            applying.append((point.code, int(point.share * unit), value))
    if not any(values.get(point.code) is not NA for point in indicator.points):
        raise InputError(
            f'points.{indicator.code}-*：{indicator.name} 的采分点全部为 "na"，'
            "指标不适用请改用 department 里的部门情况说明"
        )
    return applying


def _formula(
    weight: Fraction,
    whole: int,
    terms: list[str],
    score_: Fraction,
    waiting: list[str],
    possible: Fraction,
    left_out: list[str],
) -> str:
    """One line that a reader can recompute: weight × sum of value×share ÷ sum of shares."""
    text = f"{weight} × ({' + '.join(terms) or '0'}) ÷ {whole} = {two_decimals(score_)}"
    if waiting:
        text += f"；待定：{'、'.join(waiting)}（全部得满为 {two_decimals(possible)}）"
    if left_out:
        text += f"；不适用：{'、'.join(left_out)}"
    return text


def _exact(value: Fraction) -> str:
    """The value as a decimal where it is one, else as a fraction; never rounded."""
    if value.denominator == 1:
        return str(value.numerator)
    digits = max(value.denominator.bit_length() - 1, 1)
    while digits > 1 and 10 ** (digits - 1) % value.denominator == 0:
        digits -= 1
    if 10**digits % value.denominator:
        return str(value)
    return f"0.{value.numerator * (10**digits // value.denominator):0{digits}d}"


def _indicator_score(
    indicator: Indicator,
    weight: Fraction,
    score_: Fraction,
    possible: Fraction,
    reasons: list[str],
    *,
    applicable: bool,
) -> IndicatorScore:
    return IndicatorScore(
        indicator.code, indicator.name, indicator.weight, weight, applicable, score_, possible, tuple(reasons)
    )
