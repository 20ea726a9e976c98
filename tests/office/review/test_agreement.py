"""Krippendorff's alpha gives the published figures; experts are compared with the others."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from zhengping.office.review.agreement import Given, agreement, alpha

# K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C: 4 observers, 12 units, 5 values.
OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
UNITS = [[value for value in unit if value is not None] for unit in zip(*OBSERVERS, strict=True)]
# Section A: 2 observers, 10 units, binary.
BINARY = list(zip([0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0], strict=True))
# Section B: 2 observers, 12 units, five categories (a to e as 1 to 5).
NOMINAL = list(zip([1, 1, 2, 2, 4, 3, 3, 3, 5, 4, 4, 1], [2, 1, 2, 2, 2, 3, 3, 3, 5, 4, 4, 4], strict=True))


@pytest.mark.parametrize(
    ("units", "metric", "published"),
    [
        (UNITS, "interval", "0.849"),
        (UNITS, "nominal", "0.743"),
        (BINARY, "nominal", "0.095"),
        (NOMINAL, "nominal", "0.692"),
    ],
)
def test_alpha_gives_the_published_figures(units: list[list[int]], metric: str, published: str) -> None:
    found = alpha(units, metric)  # type: ignore[arg-type]
    assert found is not None
    assert f"{float(found):.3f}" == published


def test_alpha_is_one_where_all_agree_and_values_differ_between_units() -> None:
    assert alpha([[0, 0], [1, 1], [Fraction(1, 2), Fraction(1, 2)]]) == 1


def test_alpha_is_not_defined_without_variation_or_pairs() -> None:
    assert alpha([[1, 1], [1, 1]]) is None
    assert alpha([[1], [0]]) is None


def test_units_with_one_value_do_not_count() -> None:
    assert alpha([[0, 1], [1, 1], [Fraction(1, 3)]]) == alpha([[0, 1], [1, 1]])


def values(rows: list[tuple[int, str]], start: int = 0) -> list[Given]:
    """Rows (expert, value) of one point each; every pair is a unit."""
    begun = datetime(2025, 12, 1, tzinfo=UTC)
    return [
        Given(1, "林业局", f"p{at // 2}", "1.1.1", who, f"专家{who}", Fraction(value), begun + timedelta(hours=at))
        for at, (who, value) in enumerate(rows, start)
    ]


def test_a_lenient_expert_shows_against_the_others() -> None:
    found = agreement(values([(1, "0.8"), (2, "0.5"), (1, "0.9"), (2, "0.5")]), Fraction(1, 4))
    first, second = found.experts
    assert first.bias == Fraction(7, 20)
    assert second.bias == Fraction(-7, 20)
    assert "偏宽" in first.warnings
    assert "偏严" in second.warnings


def test_drift_shows_between_the_halves_of_ones_own_scores() -> None:
    early = [row for _ in range(6) for row in ((1, "0.5"), (2, "0.5"))]
    late = [row for _ in range(6) for row in ((1, "0.8"), (2, "0.5"))]
    first = agreement(values(early + late), Fraction(1)).experts[0]
    assert (first.early, first.late, first.drift) == (0, Fraction(3, 10), Fraction(3, 10))
    assert "尺度渐宽" in first.warnings


def test_an_outlier_is_further_from_the_others_than_the_round_allows() -> None:
    found = agreement(values([(1, "1"), (2, "0.5"), (1, "0.5"), (2, "0.25")]), Fraction(1, 4))
    assert [(one.given.point, one.given.expert, one.difference) for one in found.outliers] == [
        ("p0", 1, Fraction(1, 2)),
        ("p0", 2, Fraction(-1, 2)),
    ]
