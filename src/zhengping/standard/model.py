"""The indicator table as data: what an edition file holds once it is read and checked.

Plain dataclasses, which pydantic checks when a file is read (`loader`) and which need no pydantic to be used.

Weights, shares and values are exact (`Fraction`); texts are the table's own. Nothing here computes a score.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal

Kind = Literal["base", "bonus", "deduction"]
Source = Literal["site", "probe", "register", "material", "expert"]


_WRITTEN = re.compile(r"-?\d{1,9}(?:\.\d{1,9}|/\d{1,9})?")


def _exact(value: object) -> object:
    """Reads '2', '0.5', '1/3' or a whole number as a Fraction; a binary float is refused because it is not exact."""
    if isinstance(value, Fraction):
        return value
    text = str(value) if isinstance(value, (int, str)) and not isinstance(value, bool) else ""
    try:
        if _WRITTEN.fullmatch(text):
            return Fraction(text)
    except ZeroDivisionError:
        pass
    raise ValueError("写成整数、小数或分数，例如 2、0.5 或 1/3")


class _Exactly:
    """Tells pydantic to read a value by `_exact`."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(_exact)


class _Positive:
    """Tells pydantic to refuse what is not greater than 0."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import PydanticCustomError, core_schema

        def check(value: Any) -> Any:
            if value > 0:
                return value
            raise PydanticCustomError("greater_than", "not greater than 0")

        return core_schema.no_info_after_validator_function(check, handler(source))


Exact = Annotated[Fraction, _Exactly()]


class _Model:
    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}


@dataclass(frozen=True, kw_only=True)
class Threshold(_Model):
    """A number that a judgement turns on, with where it comes from.

    `value` is in `unit` (one of `standard.checks.UNITS`).
    `verified` is true where the source's own words were seen.
    """

    value: Exact
    unit: str
    source: str
    verified: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ColumnNames(_Model):
    """How the columns (栏目) that serve an indicator are called; see `docs/glossary.md`.

    `names` were seen in sources, `names_unverified` are plausible; `slugs` are whole address segments
    (compared after a trailing `_digits` is cut); `exclude` are look-alike titles that belong elsewhere.
    `context` are titles that count only under a parent whose name contains one of the given words; they stand
    in none of the lists before.
    """

    names: tuple[str, ...] = ()
    names_unverified: tuple[str, ...] = ()
    slugs: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    context: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PlainWords(_Model):
    """What people say (通俗说法) for what offices call by official names (正式名称): 身份证丢了 for 居民身份证补领.

    `names`: saying -> official names, any of which answers it. `verified`: the pairs were seen in `source` itself.
    """

    names: dict[str, tuple[str, ...]]
    source: str
    verified: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Point(_Model):
    """A 采分点. `share` is its part of the indicator's weight; equal shares where the edition gives none.

    `sources` name where the evidence comes from, the leading one first; `law` the law or rule behind the point
    (`law_verified`: its own words were seen); `how` tells a department in a sentence how the point is judged,
    `advice` what to do to gain it; `effort` what that costs.
    """

    code: str
    name: str
    share: Exact
    sources: tuple[Source, ...]
    law: str
    law_verified: bool = False
    how: str
    advice: str
    effort: Literal["low", "middle", "high"] = "middle"


@dataclass(frozen=True, kw_only=True)
class Indicator(_Model):
    """A 指标 of the third level (or second, where the table has no third). `text` is the table's own wording."""

    code: str
    level1: str
    level2: str
    level3: str = ""
    weight: Exact
    kind: Kind
    text: str
    points: tuple[Point, ...] = ()
    columns: ColumnNames = ColumnNames()
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    thresholds: dict[str, Threshold] = field(default_factory=dict)
    plain_words: PlainWords | None = None

    @property
    def name(self) -> str:
        """The name a reader knows the indicator by: its third level, else its second."""
        return self.level3 or self.level2


@dataclass(frozen=True, kw_only=True)
class Effort(_Model):
    """What a class of effort means: its `name` for readers, its relative `cost`, and in a sentence what work it is."""

    name: str
    cost: Annotated[Exact, _Positive()]
    reason: str


EFFORTS = {
    "low": Effort(name="较易", cost=Fraction(1), reason="改一处页面或补发现成材料，编辑几天内可完成"),
    "middle": Effort(name="一般", cost=Fraction(2), reason="要业务处室提供材料、调整栏目，或连续维护几周"),
    "high": Effort(name="较难", cost=Fraction(4), reason="要开发功能、多部门配合，或靠全年持续更新"),
}
"""The classes of effort of an edition that does not describe them itself."""


@dataclass(frozen=True, kw_only=True)
class Alternative(_Model):
    """Of two groups of indicators exactly one applies, by a fact of the department. No weight moves."""

    fact: str
    when_true: tuple[str, ...]
    when_false: tuple[str, ...]
    reason_when_true: str
    reason_when_false: str


@dataclass(frozen=True, kw_only=True)
class Redistribution(_Model):
    """When `fact` equals `equals`, `source` does not apply and its weight goes to `targets` in equal parts."""

    fact: str
    equals: bool
    source: str
    targets: tuple[str, ...]
    reason: str


@dataclass(frozen=True, kw_only=True)
class LetterRule(_Model):
    """Zeroes `target` when letters are overdue (`kind: unanswered`) or none is recent (`kind: none-recent`)."""

    name: str
    kind: Literal["unanswered", "none-recent"]
    target: str
    months: Annotated[int, _Positive()]
    source: str


@dataclass(frozen=True, kw_only=True)
class ActivityRule(_Model):
    """Zeroes the point `target` when fewer than `minimum` of `evidence` fall within `months` before the date."""

    name: str
    evidence: Literal["surveys", "interviews"]
    target: str
    minimum: Annotated[int, _Positive()]
    months: Annotated[int, _Positive()]
    source: str


@dataclass(frozen=True, kw_only=True)
class CaseRule(_Model):
    """A bonus that adds up scored cases: each 0 to `each`, all together at most the indicator's weight."""

    indicator: str
    field: str
    each: Exact


@dataclass(frozen=True, kw_only=True)
class CountRule(_Model):
    """A bonus of `each` a count, at most the indicator's weight."""

    indicator: str
    field: str
    each: Exact


@dataclass(frozen=True, kw_only=True)
class IncidentRule(_Model):
    """A deduction of `own` for each of the own site's events and `subordinate` for each subordinate site's."""

    indicator: str
    field: str
    own: Exact
    subordinate: Exact


@dataclass(frozen=True, kw_only=True)
class Rules(_Model):
    """Everything of the table that moves, zeroes or caps a score."""

    alternatives: tuple[Alternative, ...] = ()
    redistributions: tuple[Redistribution, ...] = ()
    letters: tuple[LetterRule, ...] = ()
    activities: tuple[ActivityRule, ...] = ()
    cases: tuple[CaseRule, ...] = ()
    counts: tuple[CountRule, ...] = ()
    incidents: tuple[IncidentRule, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Totals(_Model):
    """What the weights must add up to, by kind."""

    base: Exact
    bonus: Exact
    deduction: Exact


@dataclass(frozen=True, kw_only=True)
class Edition(_Model):
    """One edition of the table. `id` is what assessments and results name; `facts` maps each fact to its default.

    `calendar` names the shipped calendar of working days (docs/working-days.md); empty = the national one.
    """

    id: str
    name: str
    year: str
    source: str
    notes: tuple[str, ...]
    totals: Totals
    facts: dict[str, bool]
    calendar: str = ""
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    thresholds: dict[str, Threshold] = field(default_factory=dict)
    efforts: dict[Literal["low", "middle", "high"], Effort] = field(default_factory=dict)
    indicators: tuple[Indicator, ...]
    rules: Rules

    def indicator(self, code: str) -> Indicator:
        """The indicator of that code; KeyError where there is none."""
        return self.by_code[code]

    def effort_of(self, point: Point) -> Effort:
        """What the point's class of effort means in this edition."""
        return self.efforts.get(point.effort) or EFFORTS[point.effort]

    @cached_property
    def by_code(self) -> dict[str, Indicator]:
        """Indicators by code, in the table's order."""
        return {indicator.code: indicator for indicator in self.indicators}

    @cached_property
    def points(self) -> dict[str, Point]:
        """All points by code, in the table's order."""
        return {point.code: point for indicator in self.indicators for point in indicator.points}
