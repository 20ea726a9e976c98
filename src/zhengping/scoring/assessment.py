"""One assessment: what is known of one department's points, letters, activities, bonus and deductions.

`parse_assessment` holds the input of `zhengping score` to its contract; everything it lets through can be scored.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from zhengping.errors import InputError
from zhengping.scoring.calendar import Day, parse_day
from zhengping.standard.model import Edition

MOST_DIGITS = 60
"""Longest value taken, in characters: far beyond any judgement, and short enough to stay quick."""
MOST_TIMES = 1_000_000
"""Highest count taken; more is a slip of the keyboard."""

_DECIMAL = re.compile(r"[0-9]+(\.[0-9]+)?")


class NotApplicable:
    """The value `"na"`: the point does not apply to this department."""

    def __repr__(self) -> str:
        return "NA"


NA = NotApplicable()
ONE = Fraction(1)
UNIT = 10**MOST_DIGITS
"""A value of 1 in the whole numbers that values are kept in: every decimal taken is a whole multiple of 1/UNIT."""


@dataclass(frozen=True, eq=False, slots=True)
class Value:
    """The value of a point: `scaled` is value × UNIT, exactly; `text` the decimal for a reader.

    Compared by identity, so that remembered work is found quickly; equal values are mostly one object.
    """

    scaled: int
    text: str


def value_of(number: Fraction) -> Value:
    """A decimal from 0 to 1 as a value."""
    scaled = number * UNIT
    digits = f"{scaled.numerator:0{MOST_DIGITS + 1}d}"
    return Value(scaled.numerator, f"{digits[:-MOST_DIGITS]}.{digits[-MOST_DIGITS:]}".rstrip("0").rstrip("."))


@dataclass(frozen=True)
class Letter:
    """A letter of the public to the department; `answered` is None while nobody has answered."""

    submitted: Day
    answered: Day | None


@dataclass(frozen=True)
class Assessment:
    """A checked assessment. A point that is not in `points` is pending; None for a list means "not known"."""

    monitoring_date: Day
    facts: Mapping[str, bool]
    points: Mapping[str, Value | NotApplicable]
    letters: tuple[Letter, ...] | None
    activities: Mapping[str, tuple[Day, ...] | None]
    cases: Mapping[str, tuple[Fraction, ...]]
    counts: Mapping[str, int]
    incidents: Mapping[str, tuple[int, int]]


def parse_assessment(data: object, edition: Edition) -> Assessment:
    """Checks `data` (decoded JSON) against the score contract and the edition.

    InputError names the first field that breaks the contract, what is wrong with it and the remedy.
    """
    top = _object(data, "评估数据")
    known = {
        "standard",
        "monitoring_date",
        "department",
        "points",
        "letters",
        "surveys",
        "interviews",
        "bonus",
        "deductions",
    }
    _only_known(top, known, "")
    for name in ("standard", "monitoring_date", "department"):
        if name not in top:
            raise InputError(f"{name}：缺少这个字段，请补上")
    if top["standard"] != edition.id:
        raise InputError(f'standard：{_show(top["standard"])} 不是所用的指标体系，应为 "{edition.id}"')
    return Assessment(
        monitoring_date=_day(top["monitoring_date"], "monitoring_date"),
        facts=_facts(top["department"], edition),
        points=_points(top.get("points", {}), edition),
        letters=_letters(top.get("letters")),
        activities={name: _days(top.get(name), name) for name in ("surveys", "interviews")},
        cases=_cases(top, edition),
        counts=_counts(top, edition),
        incidents=_incidents(top, edition),
    )


def _show(value: object) -> str:
    text = repr(str(value)) if isinstance(value, (int, Decimal)) and not isinstance(value, bool) else repr(value)
    return text if len(text) <= 40 else text[:37] + "…"


def _object(value: object, field: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise InputError(f"{field}：应为 JSON 对象 {{…}}，实为 {_show(value)}")
    return value


def _array(value: object, field: str) -> list[object]:
    if not isinstance(value, list):
        raise InputError(f"{field}：应为数组 […]，实为 {_show(value)}")
    return value


def _only_known(values: Mapping[str, object], known: set[str] | Mapping[str, object], prefix: str) -> None:
    for name in values:
        if name not in known:
            raise InputError(f"{prefix}{name}：没有这个字段，请删去或改正拼写（可用：{'、'.join(sorted(known))}）")


def _day(value: object, field: str) -> Day:
    if isinstance(value, str):
        try:
            return parse_day(value)
        except ValueError:
            pass
    raise InputError(f'{field}：{_show(value)} 不是日期，请写成 "YYYY-MM-DD"')


def _days(value: object, field: str) -> tuple[Day, ...] | None:
    if value is None:
        return None
    return tuple(_day(day, f"{field}[{i}]") for i, day in enumerate(_array(value, field)))


def _exact(text: str) -> Fraction | None:
    return Fraction(text) if len(text) <= MOST_DIGITS and _DECIMAL.fullmatch(text) else None


_REMEMBERED_TYPES = frozenset({str, Decimal})
"""Not whole numbers: `true` and 1 are the same key, and `true` is no value."""


@lru_cache(maxsize=65536)
def _point_value(value: str | Decimal) -> Value | NotApplicable | None:
    """A point's value, None where it is none; remembered, for the same few values come again and again."""
    if value == "na":
        return NA
    try:
        return value_of(_number(value, "", ONE))
    except InputError:
        return None


def _number(value: object, field: str, highest: Fraction) -> Fraction:
    """A decimal from 0 to `highest`, given as string or number; never through a float."""
    number: Fraction | None = None
    if isinstance(value, str):
        number = _exact(value)
    elif isinstance(value, Decimal):
        number = Fraction(value) if value.is_finite() and _length(value) <= MOST_DIGITS else None
    elif isinstance(value, int) and not isinstance(value, bool):
        number = Fraction(value)
    if number is None or not 0 <= number <= highest:
        raise InputError(f"{field}：{_show(value)} 不在取值范围内，请写 0 到 {highest} 的小数")
    return number


def _length(value: Decimal) -> int:
    parts = value.as_tuple()
    return len(parts.digits) + abs(parts.exponent) if isinstance(parts.exponent, int) else MOST_DIGITS + 1


def _count(value: object, field: str) -> int:
    if (
        isinstance(value, Decimal)
        and value.is_finite()
        and _length(value) <= MOST_DIGITS
        and value == value.to_integral_value()
    ):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_TIMES:
        raise InputError(f"{field}：{_show(value)} 不是次数，请写 0 到 {MOST_TIMES} 的整数")
    return value


def _facts(value: object, edition: Edition) -> dict[str, bool]:
    given = _object(value, "department")
    _only_known(given, edition.facts, "department.")
    facts: dict[str, bool] = {}
    for name in edition.facts:
        fact = given.get(name)
        if not isinstance(fact, bool):
            wrong = "缺少这个字段" if name not in given else f"{_show(fact)} 不是真假值"
            raise InputError(f"department.{name}：{wrong}，请写 true 或 false")
        facts[name] = fact
    return facts


def _points(value: object, edition: Edition) -> dict[str, Value | NotApplicable]:
    given = _object(value, "points")
    codes = edition.points
    if not given.keys() <= codes.keys():
        unknown = next(code for code in given if code not in codes)
        raise InputError(f"points.{unknown}：指标体系里没有这个采分点，请核对编码")
    points: dict[str, Value | NotApplicable] = {}
    for code, raw in given.items():
        if raw is None:
            continue
        known = _point_value(raw) if raw.__class__ in _REMEMBERED_TYPES else None
        points[code] = value_of(_number(raw, f"points.{code}", ONE)) if known is None else known
    return points


def _letters(value: object) -> tuple[Letter, ...] | None:
    if value is None:
        return None
    letters = []
    for i, item in enumerate(_array(value, "letters")):
        field = f"letters[{i}]"
        given = _object(item, field)
        _only_known(given, {"submitted", "answered"}, f"{field}.")
        if "submitted" not in given:
            raise InputError(f"{field}.submitted：缺少来信日期，请补上")
        if "answered" not in given:
            raise InputError(f"{field}.answered：缺少答复日期，未答复请写 null")
        answered = given["answered"]
        letters.append(
            Letter(
                _day(given["submitted"], f"{field}.submitted"),
                None if answered is None else _day(answered, f"{field}.answered"),
            )
        )
    return tuple(letters)


def _section(top: Mapping[str, object], name: str, known: set[str]) -> dict[str, object]:
    given = _object(top[name], name) if name in top else {}
    _only_known(given, known, f"{name}.")
    return given


def _bonus(top: Mapping[str, object], edition: Edition) -> dict[str, object]:
    rules = edition.rules
    return _section(top, "bonus", {rule.field for rule in rules.cases} | {rule.field for rule in rules.counts})


def _cases(top: Mapping[str, object], edition: Edition) -> dict[str, tuple[Fraction, ...]]:
    given = _bonus(top, edition)
    return {
        rule.field: tuple(
            _number(case, f"bonus.{rule.field}[{i}]", rule.each)
            for i, case in enumerate(_array(given.get(rule.field, []), f"bonus.{rule.field}"))
        )
        for rule in edition.rules.cases
    }


def _counts(top: Mapping[str, object], edition: Edition) -> dict[str, int]:
    given = _bonus(top, edition)
    return {rule.field: _count(given.get(rule.field, 0), f"bonus.{rule.field}") for rule in edition.rules.counts}


def _incidents(top: Mapping[str, object], edition: Edition) -> dict[str, tuple[int, int]]:
    given = _section(top, "deductions", {rule.field for rule in edition.rules.incidents})
    incidents: dict[str, tuple[int, int]] = {}
    for rule in edition.rules.incidents:
        field = f"deductions.{rule.field}"
        counts = _object(given.get(rule.field, {}), field)
        _only_known(counts, {"own", "subordinate"}, f"{field}.")
        incidents[rule.field] = (
            _count(counts.get("own", 0), f"{field}.own"),
            _count(counts.get("subordinate", 0), f"{field}.subordinate"),
        )
    return incidents
