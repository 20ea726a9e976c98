"""Small assessments for the scoring tests."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from zhengping.scoring import IndicatorScore, Scorecard, parse_assessment, score
from zhengping.standard import load_edition

EDITION = load_edition()
FACTS = {"has_administrative_services": True, "has_key_area_tasks": True, "declared_no_hot_events": False}
ALL_MET = {code: "1" for code in EDITION.points}


def assessment(date: str = "2019-11-30", **fields: Any) -> dict[str, Any]:
    """An assessment with everything at its quiet default; facts are given by name."""
    facts = {name: fields.pop(name, default) for name, default in FACTS.items()}
    return {
        "standard": EDITION.id,
        "monitoring_date": date,
        "department": facts,
        "points": fields.pop("points", {}),
        **fields,
    }


def scored(date: str = "2019-11-30", **fields: Any) -> Scorecard:
    """The scorecard of `assessment(...)`."""
    return score(parse_assessment(assessment(date, **fields), EDITION), EDITION)


def indicator(card: Scorecard, code: str) -> IndicatorScore:
    """One indicator of a scorecard."""
    return next(found for found in card.indicators if found.code == code)


def points_of(code: str, *values: str | None) -> dict[str, str | None]:
    """Values of an indicator's points, in order."""
    return {point.code: value for point, value in zip(EDITION.by_code[code].points, values, strict=False)}


def exact(text: str) -> Fraction:
    """A fraction from text."""
    return Fraction(text)
