"""Another edition is scored by its own weights, alternatives, redistribution, zero rules and caps, without code."""

import json
from pathlib import Path
from typing import Any

import pytest

from zhengping.errors import InputError
from zhengping.scoring import parse_assessment, score
from zhengping.standard import Edition, load_edition

SMALL = Path(__file__).parents[1] / "data" / "small-edition.yaml"


@pytest.fixture(scope="module")
def small() -> Edition:
    return load_edition(SMALL)


def card(small: Edition, department: dict[str, bool] | None = None, **rest: Any) -> dict[str, Any]:
    """The scorecard of a department that has every point in full."""
    data = {
        "standard": "small-county",
        "monitoring_date": "2030-08-31",
        "department": {"offers_services": False, "has_own_data": True, "has_letters_duty": True} | (department or {}),
        "points": dict.fromkeys(small.points, "1"),
        **rest,
    }
    result: dict[str, Any] = json.loads(json.dumps(score(parse_assessment(data, small), small).as_dict()))
    return result


def effective(result: dict[str, Any]) -> dict[str, str]:
    return {row["code"]: row["effective_weight"] for row in result["indicators"]}


@pytest.mark.parametrize("offers_services", [True, False])
def test_base_is_forty_with_either_alternative(small: Edition, offers_services: bool) -> None:
    result = card(small, {"offers_services": offers_services})
    assert result["base"] == "40.00"
    assert effective(result)["3.3"] == ("0.00" if offers_services else "12.00")
    assert effective(result)["3.1"] == ("8.00" if offers_services else "0.00")


def test_a_weight_is_spread_over_three_indicators_exactly(small: Edition) -> None:
    result = card(small, {"has_own_data": False})
    weights = effective(result)
    assert (weights["1.1"], weights["1.2"], weights["1.3"], weights["2.1"]) == ("8.33", "0.00", "6.33", "7.33")
    assert result["base"] == "40.00"


def test_given_shares_weigh_the_points(small: Edition) -> None:
    points = dict.fromkeys(small.points, "1") | {"1.1-2": "0"}
    result = card(small, points=points)
    assert next(row["score"] for row in result["indicators"] if row["code"] == "1.1") == "1.75"


def test_a_letter_is_late_after_two_months(small: Edition) -> None:
    late = {"submitted": "2030-06-29", "answered": None}
    in_time = {"submitted": "2030-06-30", "answered": None}
    assert card(small, letters=[late])["rules"] == ["late-letter"]
    assert card(small, letters=[in_time])["rules"] == []


def test_a_mailbox_is_silent_after_six_months(small: Edition) -> None:
    # Six months before 31 August is 28 February: a letter of that day is not after it.
    assert card(small, letters=[{"submitted": "2030-02-28", "answered": "2030-03-01"}])["rules"] == ["silent-mailbox"]
    assert card(small, letters=[{"submitted": "2030-03-01", "answered": "2030-03-01"}])["rules"] == []


def test_five_surveys_in_two_years_are_asked_for(small: Edition) -> None:
    days = ["2028-09-01", "2029-01-01", "2029-06-01", "2030-01-01", "2030-08-31"]
    assert card(small, surveys=days)["rules"] == []
    result = card(small, surveys=["2028-08-31", *days[1:]])
    assert result["rules"] == ["too-few-surveys"]
    assert result["base"] == "37.00"


def test_bonus_and_deductions_keep_their_own_values_and_caps(small: Edition) -> None:
    result = card(
        small,
        bonus={"projects": ["2.5", "2"], "prizes": 4},
        deductions={"outages": {"own": 1, "subordinate": 3}},
    )
    assert (result["bonus"], result["deductions"], result["total"]) == ("5.83", "2.25", "43.58")
    capped = card(
        small, bonus={"projects": ["2.5"] * 3, "prizes": 7}, deductions={"outages": {"own": 3, "subordinate": 0}}
    )
    assert (capped["bonus"], capped["deductions"]) == ("7.00", "3.50")


def test_a_field_of_the_other_edition_is_unknown(small: Edition) -> None:
    with pytest.raises(InputError, match="awards"):
        card(small, bonus={"awards": 1})
