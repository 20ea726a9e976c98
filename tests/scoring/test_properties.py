"""What holds for every assessment."""

import random
from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scoring.assessments import EDITION, FACTS, assessment
from zhengping.scoring import Scorecard, parse_assessment, score, two_decimals

CODES = list(EDITION.points)
FIRST_OF_INDICATOR = {i.points[0].code for i in EDITION.indicators if i.points}
days = st.dates(date(2018, 1, 1), date(2020, 12, 31)).map(str)
values = st.one_of(st.none(), st.decimals(0, 1, places=3).map(str), st.sampled_from(["0", "1", "na"]))
letters = st.builds(lambda s, a: {"submitted": s, "answered": a}, days, st.none() | days)
times = st.integers(0, 9)
sites = st.fixed_dictionaries({"own": times, "subordinate": times})


@st.composite
def assessments(draw: st.DrawFn) -> dict[str, Any]:
    chosen = draw(st.lists(st.sampled_from(CODES), unique=True, max_size=40))
    points = {code: draw(values) for code in chosen}
    # One point of each indicator always applies: all "na" is an input error with a test of its own.
    points = {c: (None if v == "na" and c in FIRST_OF_INDICATOR else v) for c, v in points.items()}
    return assessment(
        draw(days),
        points=points,
        letters=draw(st.none() | st.lists(letters, max_size=4)),
        surveys=draw(st.none() | st.lists(days, max_size=5)),
        interviews=draw(st.none() | st.lists(days, max_size=5)),
        bonus={
            "cases": draw(st.lists(st.decimals(0, 2, places=2).map(str), max_size=5)),
            "awards": draw(times),
            "media_reports": draw(times),
        },
        deductions={name: draw(sites) for name in ("security_incidents", "criticisms", "exposures")},
        **{name: draw(st.booleans()) for name in FACTS},
    )


def card_of(data: dict[str, Any]) -> Scorecard:
    return score(parse_assessment(data, EDITION), EDITION)


@given(assessments())
@settings(max_examples=60, deadline=None)
def test_scores_stay_within_their_bounds(data: dict[str, Any]) -> None:
    card = card_of(data)
    assert 0 <= card.total <= card.total_possible <= 100
    assert 0 <= card.base <= card.base_possible <= 90
    assert 0 <= card.bonus <= 10
    assert 0 <= card.deductions <= 10
    for found in card.indicators:
        low, high = (-found.effective_weight, 0) if found.code.startswith("8.2") else (0, found.effective_weight)
        assert low <= found.score <= found.score_possible <= high


@given(assessments())
@settings(max_examples=60, deadline=None)
def test_moving_weights_keeps_the_base_at_ninety(data: dict[str, Any]) -> None:
    card = card_of(data)
    kinds = {i.code: i.kind for i in EDITION.indicators}
    assert sum(i.effective_weight for i in card.indicators if kinds[i.code] == "base") == 90


@given(assessments(), st.sampled_from(CODES), st.decimals(0, 1, places=3))
@settings(max_examples=80, deadline=None)
def test_raising_a_point_never_lowers_the_total(data: dict[str, Any], code: str, raised: Any) -> None:
    before = data["points"].get(code)
    if before == "na":
        return
    low = {**data, "points": {**data["points"], code: before or "0"}}
    high = {**data, "points": {**data["points"], code: max(before or "0", str(raised), key=Fraction)}}
    assert card_of(high).total >= card_of(low).total
    assert card_of(high).total_possible >= card_of(low).total_possible


@given(assessments(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_order_of_the_input_does_not_matter(data: dict[str, Any], chance: random.Random) -> None:
    shuffled = dict(chance.sample(sorted(data.items()), len(data)))
    shuffled["points"] = dict(chance.sample(sorted(data["points"].items()), len(data["points"])))
    for name in ("letters", "surveys", "interviews"):
        if data[name]:
            shuffled[name] = chance.sample(data[name], len(data[name]))
    shuffled["bonus"] = {**data["bonus"], "cases": chance.sample(data["bonus"]["cases"], len(data["bonus"]["cases"]))}
    assert _figures(card_of(shuffled)) == _figures(card_of(data))


def _figures(card: Scorecard) -> object:
    return (
        card.total,
        card.total_possible,
        card.pending,
        card.rules,
        [(i.code, i.score, i.score_possible) for i in card.indicators],
    )


@given(assessments())
@settings(max_examples=40, deadline=None)
def test_pending_points_are_those_that_can_still_change_the_score(data: dict[str, Any]) -> None:
    card = card_of(data)
    for code in CODES:
        if data["points"].get(code) == "na":
            continue
        raised = {**data, "points": {**data["points"], code: "1"}}
        open_ = data["points"].get(code) is None
        if open_ and code not in card.pending:
            assert card_of(raised).base == card.base
        if code in card.pending:
            assert card_of(raised).base > card.base


@given(st.fractions(-1000, 1000))
@settings(max_examples=200, deadline=None)
def test_printing_rounds_half_up(value: Fraction) -> None:
    printed = Fraction(two_decimals(value))
    assert abs(printed - value) <= Fraction(1, 200)
    if abs(printed - value) == Fraction(1, 200):
        assert abs(printed) > abs(value)
