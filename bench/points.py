"""How well points are judged: agreement with the careful readers of all labelled captures.

    python -m bench.points [--all] [NAME ...]

Prints for each capture and for all together: coverage of the points that the readers could judge, agreement
(within a quarter, and within an eighth), false judged values, and how often values of each confidence agree;
with --all every disagreement.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from typing import NamedTuple

from tests.checks.captures import DATES, REAL, answers, judged

AGREE, NEAR = 0.25, 0.125


class Compared(NamedTuple):
    """One point of one capture: what was found and what the readers say."""

    capture: str
    code: str
    state: str
    value: float | None
    confidence: float
    answer: float
    finding: str

    @property
    def distance(self) -> float:
        """How far the value lies from the readers'; 0 where there is none."""
        return 0.0 if self.value is None else abs(self.value - self.answer)


def compare(name: str) -> list[Compared]:
    """All points that the readers could judge, those aside that the department's facts take out."""
    findings, key = judged(name), answers(name)
    return [
        Compared(
            name,
            code,
            finding.state,
            float(finding.value) if finding.value is not None and finding.state in ("judged", "suggested") else None,
            finding.confidence,
            key[code],
            finding.finding,
        )
        for code, finding in findings.items()
        if code in key and finding.state != "not-applicable"
    ]


def rate(part: int, whole: int) -> str:
    """A share as per cent with its counts."""
    return f"{100 * part / whole:5.1f}% ({part}/{whole})" if whole else "    –"


def measure(title: str, points: list[Compared]) -> None:
    """The figures of one capture or of all."""
    valued = [point for point in points if point.value is not None]
    sure = [point for point in valued if point.state == "judged"]
    print(f"{title}: {len(points)} points that the readers judged")
    print(f"  covered    judged {rate(len(sure), len(points))}   with a value {rate(len(valued), len(points))}")
    for name, some in (("judged", sure), ("all values", valued)):
        agree = sum(point.distance <= AGREE + 1e-9 for point in some)
        near = sum(point.distance <= NEAR + 1e-9 for point in some)
        print(f"  {name:10} agree {rate(agree, len(some))}   within an eighth {rate(near, len(some))}")
    print(f"  false judged {rate(sum(point.distance > AGREE + 1e-9 for point in sure), len(sure))}")


def calibration(points: list[Compared]) -> None:
    """How often values of each confidence agree."""
    bins: dict[float, list[Compared]] = defaultdict(list)
    for point in points:
        if point.value is not None:
            bins[round(point.confidence, 2)].append(point)
    print("confidence: agree within a quarter")
    for confidence, some in sorted(bins.items(), reverse=True):
        print(f"  {confidence:4.2f}  {rate(sum(point.distance <= AGREE + 1e-9 for point in some), len(some))}")


def main() -> int:
    if not REAL.is_dir():
        print("the shared captures are not here")
        return 1
    names = [name for name in sys.argv[1:] if not name.startswith("--")] or sorted(DATES)
    everything: list[Compared] = []
    for name in names:
        points = compare(name)
        measure(name, points)
        everything += points
    if len(names) > 1:
        measure("all", everything)
    calibration(everything)
    if "--all" in sys.argv:
        for point in everything:
            if point.distance > NEAR or point.value is None:
                value = "–" if point.value is None else f"{point.value:.2f}"
                print(
                    f"{point.capture} {point.code} {point.state} {value}, readers {point.answer:.2f}: {point.finding}"
                )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
