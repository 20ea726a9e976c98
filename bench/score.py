"""Time of `zhengping score --lines` on 10,000 assessments, beside the floor of only reading and writing the JSON.

    python bench/score.py [--count 10000]

Prints wall-clock and processor seconds of whole processes and their ratio. The aim: under 5 s.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from zhengping.standard import load_edition

FLOOR = "import json, sys\nfor line in open(sys.argv[1]): print(json.dumps(json.loads(line), ensure_ascii=False))"
VALUES = ["1", "0.75", "0.5", "0", None, "0.33", "0.6667", 0.25]


def write_assessments(path: Path, count: int) -> None:
    chance = random.Random(20251130)
    points = list(load_edition().points)
    with open(path, "w", encoding="utf-8") as file:
        for _ in range(count):
            assessment = {
                "standard": "guangxi-departments",
                "monitoring_date": f"2025-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}",
                "department": {
                    "has_administrative_services": chance.random() < 0.8,
                    "has_key_area_tasks": chance.random() < 0.8,
                    "declared_no_hot_events": chance.random() < 0.5,
                },
                "points": {point: chance.choice(VALUES) for point in points},
                "letters": [{"submitted": "2025-03-01", "answered": chance.choice([None, "2025-03-04"])}],
                "surveys": ["2025-02-01"] * chance.randint(0, 4),
                "bonus": {"cases": [str(chance.randint(0, 2))], "awards": chance.randint(0, 3)},
                "deductions": {"criticisms": {"own": chance.randint(0, 1)}},
            }
            file.write(json.dumps(assessment) + "\n")


def measure(command: list[str]) -> tuple[float, float]:
    """Wall-clock and processor seconds of a whole process and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=10_000)
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "assessments.jsonl"
        write_assessments(path, count)
        floor = measure([sys.executable, "-c", FLOOR, str(path)])
        ours = measure([sys.executable, "-m", "zhengping.cli", "score", "--lines", str(path)])
    print(f"{count} assessments        wall s   cpu s")
    print(f"json in and out only   {floor[0]:8.2f}{floor[1]:8.2f}")
    print(f"zhengping score        {ours[0]:8.2f}{ours[1]:8.2f}   ratio {ours[1] / floor[1]:.1f}")


if __name__ == "__main__":
    main()
