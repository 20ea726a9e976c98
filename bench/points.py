"""How well points are judged: agreement with the careful readers of all labelled captures, and with the samples' truth.

    python -m bench.points [--all] [--samples] [--seed N] [--probes FOLDER] [NAME ...]

Prints for each site and for all together: coverage of the points that the readers could judge, agreement (within a
quarter, and within an eighth), false judged values, and how often values of each confidence agree; with --all every
disagreement with both reasons. --samples adds nine made-up sites (every plan in every family of systems) over
HTTP; where the captures are not at hand only these are measured. --probes serves the captures and tries them in a
browser (some minutes; FOLDER, outside the repository, keeps the archives, so that the next run only judges again), and
prints the figures without the browser first.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tests.checks.captures import DATES, REAL, answers, judged, reasons

from bench.probed import probed_findings
from bench.sample_agreement import SEED, judged_samples
from zhengping.checks.finding import Finding

AGREE, NEAR = 0.25, 0.125


class Compared(NamedTuple):
    """One point of one site: what was found and what the readers say, each with its reason."""

    site: str
    code: str
    state: str
    value: float | None
    confidence: float
    answer: float
    finding: str
    reason: str

    @property
    def distance(self) -> float:
        """How far the value lies from the readers'; 0 where there is none."""
        return 0.0 if self.value is None else abs(self.value - self.answer)


def compared(
    name: str, findings: Mapping[str, Finding], key: Mapping[str, float], why: Mapping[str, str]
) -> list[Compared]:
    """All points that the readers could judge, those aside that the department's facts take out."""
    return [
        Compared(
            name,
            code,
            finding.state,
            float(finding.value) if finding.value is not None and finding.state in ("judged", "suggested") else None,
            finding.confidence,
            key[code],
            finding.finding,
            why.get(code, ""),
        )
        for code, finding in findings.items()
        if code in key and finding.state != "not-applicable"
    ]


def compare(name: str) -> list[Compared]:
    """A labelled capture compared with its readers."""
    return compared(name, judged(name), answers(name), reasons(name))


def compare_probed(name: str, folder: Path) -> list[Compared]:
    """A labelled capture, crawled and tried in a browser, compared with its readers."""
    return compared(name, probed_findings(name, folder), answers(name), reasons(name))


def compare_samples(seed: int) -> dict[str, list[Compared]]:
    """Made-up sites compared with their truth, by site."""
    found = {}
    for name, findings, truth in judged_samples(seed):
        key = {code: float(known["value"]) for code, known in truth.items()}
        why = {code: str(known["reason"]) for code, known in truth.items()}
        found[name] = compared(name, findings, key, why)
    return found


def rate(part: int, whole: int) -> str:
    """A share as per cent with its counts."""
    return f"{100 * part / whole:5.1f}% ({part}/{whole})" if whole else "    –"


def measure(title: str, points: list[Compared]) -> None:
    """The figures of one capture or of all."""
    valued = [point for point in points if point.value is not None]
    sure = [point for point in valued if point.state == "judged"]
    print(f"{title}: {len(points)} points that the readers could judge")
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


def list_disagreements(points: list[Compared]) -> None:
    """Every value further than an eighth from the readers', and every point without one, with both reasons."""
    for point in points:
        if point.distance > NEAR + 1e-9 or point.value is None:
            value = "–" if point.value is None else f"{point.value:.2f}"
            print(f"{point.site} {point.code} {point.state} {value}: {point.finding}")
            print(f"    readers {point.answer:.2f}: {point.reason or '(no reason noted)'}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="captures; all by default")
    parser.add_argument("--all", action="store_true", help="print every disagreement with both reasons")
    parser.add_argument("--samples", action="store_true", help="measure the made-up sites too")
    parser.add_argument("--probes", type=Path, metavar="FOLDER", help="try the captures in a browser too")
    parser.add_argument("--seed", type=int, default=SEED, help="seed of the made-up sites")
    arguments = parser.parse_args()
    captures = (arguments.names or sorted(DATES)) if REAL.is_dir() else []
    if not captures:
        print("the shared captures are not here: made-up sites only")
    sites = {name: compare(name) for name in captures}
    if arguments.probes and captures:
        for name, points in sites.items():
            measure(f"{name}, without a browser", points)
        measure("all captures, without a browser", [point for points in sites.values() for point in points])
        sites = {name: compare_probed(name, arguments.probes) for name in captures}
    if arguments.samples or not captures:
        sites |= compare_samples(arguments.seed)
    for name, points in sites.items():
        measure(name, points)
    everything = [point for points in sites.values() for point in points]
    labelled = [point for name in captures for point in sites[name]]
    if len(captures) > 1:
        measure("all captures", labelled)
    if len(everything) > len(labelled):
        measure("captures and samples" if captures else "all samples", everything)
    calibration(everything)
    if arguments.all:
        list_disagreements(everything)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
