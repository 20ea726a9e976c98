"""The ranking is by exact totals; what only prints the same is told apart, what is the same shares a rank."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from tests.office.results.conftest import Said
from zhengping.office.results.ranking import band_of, ranking, ranks, scores_of, told_apart


def test_equal_totals_share_a_rank_and_the_next_places_are_left_out() -> None:
    assert ranks([Fraction(1), Fraction(3), Fraction(3), Fraction(2)]) == [4, 1, 1, 3]


def test_totals_that_print_the_same_get_different_ranks_and_more_decimals() -> None:
    near = [Fraction("83.3333"), Fraction(250, 3), Fraction("83.3333")]
    assert ranks(near) == [2, 1, 2]
    texts = told_apart(near)
    assert texts[near[0]] != texts[near[1]]
    assert all(text.startswith("83.333") for text in texts.values())


def test_totals_that_print_differently_keep_two_decimals() -> None:
    assert told_apart([Fraction(1, 3), Fraction(2, 3)]) == {Fraction(1, 3): "0.33", Fraction(2, 3): "0.67"}


def test_two_departments_that_print_the_same_but_differ_are_ranked_apart(said_of: Said) -> None:
    said_of.all(0, "0.5", p1_1_1_1="0.5001")
    said_of.all(1, "0.5", p1_1_1_1="0.5002")
    said_of.all(2, "0.5", p1_1_1_1="0.5001")
    standings = ranking(said_of.world.round, scores_of(said_of.world.round))
    assert {one.score.scorecard["total"] for one in standings} == {"45.00"}
    assert [(one.participation.department.code, one.rank, one.shared) for one in standings] == [
        ("jyj", 1, False),
        ("ghj", 2, True),
        ("lyj", 2, True),
    ]
    assert standings[0].printed != standings[1].printed


@pytest.mark.parametrize(("percent", "band"), [("95", "优秀"), ("94.99", "合格"), ("60", "合格"), ("59.99", "不合格")])
def test_a_mark_belongs_to_its_band(percent: str, band: str) -> None:
    assert band_of(Fraction(percent), Decimal(60), Decimal(95)) == band


def test_a_third_less_than_the_mark_is_below_it() -> None:
    assert band_of(Fraction(60) - Fraction(1, 10**9), Decimal(60), Decimal(95)) == "不合格"


def test_the_percentage_is_of_the_base_that_applies(said_of: Said) -> None:
    score = said_of.all(0, "1")
    said_of.extras[said_of.world.participations[0].pk] = {"bonus": {"awards": 3}}
    score = said_of.all(0, "0.5")
    standing = ranking(said_of.world.round, [score])[0]
    assert (score.scorecard["total"], standing.percent) == ("48.00", Fraction(50))
