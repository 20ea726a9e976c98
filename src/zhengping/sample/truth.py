"""What a careful evaluator would say of a sample: filled by the planters with the same values that they plant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Literal

Presence = Literal["filled", "blank", "none"]
PRESENCE_VALUE: dict[Presence, Fraction] = {"filled": Fraction(1), "blank": Fraction(1, 2), "none": Fraction(0)}


def share(*met: bool) -> Fraction:
    """The number of parts met over the number of parts named (the contract's convention)."""
    return Fraction(sum(met), len(met))


def decimal(value: Fraction) -> str:
    """At most four places, rounded half up, without trailing zeros."""
    text = f"{int(value * 10000 + Fraction(1, 2)) / 10000:.4f}".rstrip("0").rstrip(".")
    return text or "0"


@dataclass(frozen=True)
class PointTruth:
    """The value of one point, the band in which careful readers may differ, the reason and the pages.

    `static` is what the pages alone say, where use says more: value and band; None where they say nothing.
    Not `settled`: nobody may stand by a value, as what would tell is refused or behind a login.
    """

    value: Fraction
    low: Fraction
    high: Fraction
    reason: str
    pages: tuple[str, ...]
    entry_only: bool = False
    used: bool = False
    static: PointTruth | None = None
    settled: bool = True


@dataclass
class Truth:
    """Everything that was planted in one site.

    `points` by code of the table; `faults` name traps and faults that a reader should not fall for or should
    report (some belong to points that a person judges); `observed` as the zero rules of the table see it.
    """

    points: dict[str, PointTruth] = field(default_factory=dict)
    faults: list[dict[str, Any]] = field(default_factory=list)
    letters: list[tuple[date, date | None]] = field(default_factory=list)
    surveys: list[date] = field(default_factory=list)
    interviews: list[date] = field(default_factory=list)

    def point(
        self,
        code: str,
        value: Fraction | int | bool,
        reason: str,
        pages: Iterable[str] = (),
        *,
        spread: str = "0",
        accept: tuple[Fraction, Fraction] | None = None,
        entry_only: bool = False,
    ) -> None:
        """Notes a point once. `spread` is how far a careful reader may differ (or `accept` the band itself); `entry_only` marks points of
        which a static site shows only that the entry or form stands there."""
        if code in self.points:
            raise ValueError(f"the truth of {code} is given twice")
        exact, width = Fraction(value), Fraction(spread)
        low, high = accept or (max(Fraction(0), exact - width), min(Fraction(1), exact + width))
        self.points[code] = PointTruth(exact, low, high, reason, tuple(dict.fromkeys(pages)), entry_only)

    def use(self, code: str, value: Fraction, low: Fraction, high: Fraction, reason: str, settled: bool) -> None:
        """Notes what using the site says of a point; what the pages alone say stays beside it as `static`."""
        static = self.points.get(code)
        pages = static.pages if static else ("/",)
        entry_only = static.entry_only if static else True
        self.points[code] = PointTruth(value, low, high, reason, pages, entry_only, True, static, settled)

    def column(self, code: str, presence: Presence, name: str, pages: Iterable[str] = ()) -> None:
        """A point "column for …": 1 filled, 0.5 blank, 0 none."""
        words = {"filled": "有“{}”栏目且有内容", "blank": "“{}”栏目为空", "none": "无“{}”栏目"}
        self.point(code, PRESENCE_VALUE[presence], words[presence].format(name), pages)

    def fault(self, kind: str, point: str, words: str, pages: Sequence[str] = ()) -> None:
        """Notes a planted fault or trap: its kind, the point that it touches, what it is, where it stands."""
        self.faults.append({"kind": kind, "point": point, "words": words, "pages": list(pages)})

    def as_dict(self) -> dict[str, Any]:
        """The content of truth.json, codes in the table's order."""
        return {
            "points": {
                code: {
                    "value": decimal(point.value),
                    "accept": [decimal(point.low), decimal(point.high)],
                    "reason": point.reason,
                    "pages": list(point.pages),
                    "entry_only": point.entry_only,
                    **_used(point),
                }
                for code, point in sorted(self.points.items(), key=lambda item: code_order(item[0]))
            },
            "observed": {
                "letters": [
                    {"submitted": sent.isoformat(), "answered": answered.isoformat() if answered else None}
                    for sent, answered in sorted(self.letters, key=lambda letter: (letter[0], letter[1] or date.max))
                ],
                "surveys": [day.isoformat() for day in sorted(self.surveys)],
                "interviews": [day.isoformat() for day in sorted(self.interviews)],
            },
            "faults": self.faults,
        }


def _used(point: PointTruth) -> dict[str, Any]:
    """What is added to points that use can tell."""
    if not point.used:
        return {}
    if point.static is None:
        return {"static": None, "settled": point.settled}
    static = point.static
    said = {
        "value": decimal(static.value),
        "accept": [decimal(static.low), decimal(static.high)],
        "reason": static.reason,
    }
    return {"static": said, "settled": point.settled}


def static_points(points: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """The points of truth.json as the pages alone show them: what an evaluation without probes is held against.

    Points of which the pages say nothing are left out.
    """
    return {
        code: {**point, **(point.get("static") or {})}
        for code, point in points.items()
        if "static" not in point or point["static"] is not None
    }


def code_order(code: str) -> tuple[int, ...]:
    """Sorts "1.1.10-2" after "1.1.9-1"."""
    return tuple(int(part) for part in code.replace("-", ".").split("."))
