"""The score: points and rulings in, the exact scorecard out (score contract, rules 1 to 9)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import gcd, lcm

from zhengping.errors import InputError
from zhengping.scoring.assessment import NA, UNIT, Assessment, NotApplicable, Value, value_of
from zhengping.scoring.extras import score_extras
from zhengping.scoring.plan import IndicatorPlan, Plan, plan_of
from zhengping.scoring.rules import Ruling, apply_rules
from zhengping.scoring.scorecard import IndicatorScore, Printed, Ratio, Scorecard, printed
from zhengping.standard.model import Edition

ZERO = Fraction(0)
MOST_REMEMBERED = 5_000
NOTHING = printed((0, 1))
NO_VALUE = value_of(ZERO)


def score(assessment: Assessment, edition: Edition) -> Scorecard:
    """Scores one assessment by one edition, exactly. InputError where all points of an applying indicator are "na"."""
    plan = plan_of(edition)
    ruling = apply_rules(assessment, edition, plan.ruling_of(assessment.facts))
    scored = dict(_extras(plan, assessment))
    pending: list[str] = []
    value_at, touched = assessment.points.get, ruling.reasons
    for code, indicator in plan.base.items():
        # The same values give the same score of an indicator that no rule touches: most are found, not worked out.
        found = None if code in touched else indicator.remembered.get(tuple(map(value_at, indicator.codes)))
        if found is None:
            scored[code] = _score_indicator(indicator, assessment.points, ruling, pending)
        else:
            scored[code] = found[0]
            pending += found[1]
    base = _sum([scored[code].exact.ratio for code in plan.base])
    base_possible = _sum([scored[code].exact_possible.ratio for code in plan.base])
    bonus = sum((scored[i.code].score for i in edition.indicators if i.kind == "bonus"), ZERO)
    deductions = -sum((scored[i.code].score for i in edition.indicators if i.kind == "deduction"), ZERO)
    return Scorecard(
        standard=edition.id,
        total=max(ZERO, base + bonus - deductions),
        total_possible=max(ZERO, base_possible + bonus - deductions),
        base=base,
        base_possible=base_possible,
        bonus=bonus,
        deductions=deductions,
        indicators=tuple([scored[indicator.code] for indicator in edition.indicators]),
        pending=tuple(sorted(pending)),
        rules=tuple(sorted(ruling.struck)),
    )


def _extras(plan: Plan, assessment: Assessment) -> dict[str, IndicatorScore]:
    """Bonus and deductions, remembered: few departments have any."""
    key = (*assessment.cases.values(), *assessment.counts.values(), *assessment.incidents.values())
    found = plan.extras.get(key)
    if found is None:
        found = score_extras(assessment, plan.edition)
        if len(plan.extras) < MOST_REMEMBERED:
            plan.extras[key] = found
    return found


def _sum(ratios: list[Ratio]) -> Fraction:
    """The exact sum, reduced once."""
    common = lcm(*[denominator for _, denominator in ratios])
    return Fraction(sum([numerator * (common // denominator) for numerator, denominator in ratios]), common)


def _score_indicator(
    plan: IndicatorPlan, values: Mapping[str, Value | NotApplicable], ruling: Ruling, pending: list[str]
) -> IndicatorScore:
    indicator = plan.indicator
    code = indicator.code
    weight = ruling.weights[code]
    reasons = ruling.reasons.get(code, ())
    if code in ruling.not_applicable:
        return plan.scored(weight, NOTHING, NOTHING, tuple(reasons), applicable=False)
    given = [values.get(point) for point in plan.codes]
    if given[0] is NA and all(value is NA for value in given):
        raise InputError(
            f'points.{code}-*：{indicator.name} 的采分点全部为 "na"，指标不适用请改用 department 里的部门情况说明'
        )
    if code in ruling.zeroed:
        return plan.scored(weight, NOTHING, NOTHING, tuple(reasons))
    if ruling.zeroed and not ruling.zeroed.isdisjoint(plan.codes):
        # A zero rule is stronger than "na": nobody leaves a rule by declaring its point away.
        given = [NO_VALUE if point in ruling.zeroed else value for point, value in zip(plan.codes, given, strict=True)]
    elif weight is indicator.weight:
        return _remember(plan, given, weight, pending)
    earned, possible, formula, waiting = _weigh(plan, given, weight)
    pending += waiting
    return plan.scored(weight, earned, possible, (*reasons, formula))


def _remember(
    plan: IndicatorPlan, given: list[Value | NotApplicable | None], weight: Fraction, pending: list[str]
) -> IndicatorScore:
    """The score of an indicator that no rule touched: the same values give the same score, worked out once."""
    key = tuple(given)
    found = plan.remembered.get(key)
    if found is None:
        earned, possible, formula, waiting = _weigh(plan, given, weight)
        found = plan.scored(weight, earned, possible, (formula,)), waiting
        if len(plan.remembered) < MOST_REMEMBERED:
            plan.remembered[key] = found
    pending += found[1]
    return found[0]


def _reduced(numerator: int, denominator: int) -> Ratio:
    """The ratio in lowest terms, so that sums stay among small numbers."""
    common = gcd(numerator, denominator)
    return numerator // common, denominator // common


def _weigh(
    plan: IndicatorPlan, values: list[Value | NotApplicable | None], weight: Fraction
) -> tuple[Printed, Printed, str, list[str]]:
    """Score and possible score of an indicator, a line that a reader can recompute, and the pending points.

    The share of an "na" point goes to the others in proportion because only applying shares are summed (rule 1).
    """
    terms: list[str] = []
    waiting: list[str] = []
    left_out: list[str] = []
    earned = whole = open_shares = 0
    for point, share, value in zip(plan.codes, plan.shares, values, strict=True):
        if isinstance(value, Value):
            earned += share * value.scaled
            terms.append(value.text if plan.equal else f"{value.text}×{share}")
        elif value is None:
            waiting.append(point)
            open_shares += share
        else:
            left_out.append(point)
            continue
        whole += share
    times, over = weight.as_integer_ratio()
    below = over * whole * UNIT
    score = printed(_reduced(times * earned, below))
    possible = printed(_reduced(times * (earned + open_shares * UNIT), below)) if waiting else score
    formula = f"{weight} × ({' + '.join(terms) or '0'}) ÷ {whole} = {score.text}"
    if waiting:
        formula += f"；待定：{'、'.join(waiting)}（全部得满为 {possible.text}）"
    if left_out:
        formula += f"；不适用：{'、'.join(left_out)}"
    return score, possible, formula, waiting
