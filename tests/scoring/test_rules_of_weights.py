"""Score contract, rules 1 to 4: shares, alternatives and moving weights."""

from fractions import Fraction

import pytest

from tests.scoring.assessments import ALL_MET, EDITION, indicator, points_of, scored
from zhengping.errors import InputError


def test_points_share_the_weight_equally() -> None:
    card = scored(points=points_of("1.1.1", "1", "0.75", "0"))
    assert indicator(card, "1.1.1").score == Fraction(7, 6)


def test_share_of_a_point_that_does_not_apply_goes_to_the_others() -> None:
    card = scored(points=points_of("1.1.1", "1", "na", "0"))
    assert indicator(card, "1.1.1").score == 1


def test_all_points_not_applicable_is_an_input_error_that_points_to_the_facts() -> None:
    with pytest.raises(InputError, match=r"points\.1\.1\.1-\*.*department"):
        scored(points=points_of("1.1.1", "na", "na", "na"))


def test_all_points_not_applicable_is_no_error_where_the_facts_take_the_indicator_out() -> None:
    card = scored(points={f"3.2-{n}": "na" for n in range(1, 6)})
    assert not indicator(card, "3.2").applicable


def test_pending_counts_as_nothing_and_possibly_as_all() -> None:
    found = indicator(scored(points=points_of("1.1.1", "1", None, None)), "1.1.1")
    assert (found.score, found.score_possible) == (Fraction(2, 3), 2)


def test_with_administrative_services_topics_do_not_apply() -> None:
    card = scored(points=ALL_MET)
    assert not indicator(card, "3.2").applicable
    assert indicator(card, "3.2").as_dict()["effective_weight"] == "0.00"
    assert card.base == 90


def test_without_administrative_services_topics_take_their_place_and_no_weight_moves() -> None:
    card = scored(points=ALL_MET, has_administrative_services=False)
    assert [i.code for i in card.indicators if not i.applicable] == [f"3.1.{n}" for n in range(1, 7)]
    assert indicator(card, "3.2").score == 10
    assert card.base == 90


def test_without_key_area_tasks_the_weight_is_spread_equally_over_the_other_three() -> None:
    card = scored(points=ALL_MET, has_key_area_tasks=False)
    weights = {code: indicator(card, code).effective_weight for code in ("1.2.1", "1.2.2", "1.2.3", "1.2.4")}
    assert weights == {"1.2.1": 3, "1.2.2": 5, "1.2.3": 2, "1.2.4": 0}
    assert card.base == 90


def test_declared_no_hot_events_moves_the_weight_to_interpretation() -> None:
    card = scored(points=ALL_MET, declared_no_hot_events=True)
    assert indicator(card, "2.1").effective_weight == 8
    assert indicator(card, "2.1").score == 8
    assert not indicator(card, "2.2").applicable
    assert card.base == 90


def test_moved_weight_is_told_in_the_reasons() -> None:
    found = indicator(scored(points=ALL_MET, declared_no_hot_events=True), "2.1")
    assert any("2.2 的权重分来 4" in reason for reason in found.reasons)


def test_indicators_stand_in_the_order_of_the_table() -> None:
    assert [i.code for i in scored().indicators] == [i.code for i in EDITION.indicators]
    assert len(EDITION.indicators) == 50


def test_formula_of_an_indicator_recomputes_its_score() -> None:
    found = indicator(scored(points=points_of("1.1.1", "1", "0.75", "0")), "1.1.1")
    assert found.reasons == ("2 × (1 + 0.75 + 0) ÷ 3 = 1.17",)
