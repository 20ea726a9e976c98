"""How well points are judged: agreement with the careful readers of the shared capture.

    python -m bench.points [--all]

Prints, by state, how many values were compared, how many agree within an eighth and how many exactly;
with --all every point that disagrees.
"""

from __future__ import annotations

import sys

from tests.checks.captures import REAL, answers, judged

NEAR = 0.125
CAPTURE = "forestry-bureau"


def main() -> int:
    if not REAL.is_dir():
        print("the shared captures are not here")
        return 1
    findings, key = judged(CAPTURE), answers(CAPTURE)
    print(f"{'state':10} {'compared':>8} {'near':>5} {'exact':>5}")
    for state in ("judged", "suggested"):
        pairs = [
            (code, float(finding.value), key[code], finding.finding)
            for code, finding in findings.items()
            if finding.state == state and finding.value is not None and code in key
        ]
        near = sum(abs(value - answer) <= NEAR for _, value, answer, _ in pairs)
        exact = sum(abs(value - answer) < 0.01 for _, value, answer, _ in pairs)
        print(f"{state:10} {len(pairs):8} {near:5} {exact:5}")
        if "--all" in sys.argv:
            for code, value, answer, sentence in pairs:
                if abs(value - answer) > NEAR:
                    print(f"  {code}: {value:.2f}, readers {answer:.2f}: {sentence}")
    without = sum(code in key and finding.value is None for code, finding in findings.items())
    print(f"{'no value':10} {without:8}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
