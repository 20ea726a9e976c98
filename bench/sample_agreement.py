"""How far the judgement agrees with the truth when the same departments get other systems and other words.

`python bench/sample_agreement.py [--seed N] [--points]`: every plan of the samples in every family of content
management systems (nine sites), with a seed that the demonstration does not use. What agrees only on the three
sites of the demonstration was fitted to them.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from zhengping.checks.finding import Finding
from zhengping.crawl.options import CrawlOptions
from zhengping.demo import compare
from zhengping.evaluation.department import load_department
from zhengping.evaluation.evaluate import evaluate_site
from zhengping.evaluation.judgement import value_text
from zhengping.sample import DEFAULT_DATE, make_samples, serve, static_points
from zhengping.sample.making import FAMILIES
from zhengping.sample.scenarios import SCENARIOS
from zhengping.standard import load_edition

SEED = 7
"""Another than the demonstration's."""


def judged_samples(seed: int) -> Iterator[tuple[str, dict[str, Finding], dict[str, dict[str, Any]]]]:
    """Each made-up site's name, findings and true values, evaluated over HTTP on loopback."""
    plans = [replace(plan, key=f"{plan.level}-{family}", family=family) for plan in SCENARIOS for family in FAMILIES]
    edition = load_edition()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        make_samples(work / "samples", seed=seed, plans=plans)
        with serve(work / "samples") as sites:
            for site in sites:
                truth = static_points(json.loads((site.directory / "truth.json").read_text(encoding="utf-8"))["points"])
                department = load_department(site.directory / "department.json", edition)
                options = CrawlOptions(site.url, work / site.key, delay=0.0, connections=4, allow_private=True)
                judgement = evaluate_site(options, edition, department, DEFAULT_DATE).judgement
                assert judgement is not None
                yield site.key, dict(judgement.findings), truth


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--points", action="store_true", help="print every point that differs")
    arguments = parser.parse_args()
    console = Console(width=130)
    table = Table(title=f"与标准答案的一致程度（种子 {arguments.seed}）")
    for name in ("网站", "一致", "不同", "其中判定的", "未定", "判定", "判定正确率"):
        table.add_column(name, justify="left" if name == "网站" else "right")
    differing: Counter[str] = Counter()
    details = []
    for name, findings, truth in judged_samples(arguments.seed):
        comparison = compare(findings, truth)
        judged = sum(findings[code].state == "judged" for code in truth)
        wrong = comparison.judged_wrongly
        table.add_row(
            name, str(len(comparison.agreeing)), str(len(comparison.differing)), str(wrong),
            str(len(comparison.undecided)), str(judged), f"{100 * (judged - wrong) / judged:.1f}%" if judged else "-",
        )  # fmt: skip
        for code, finding, known in comparison.differing:
            differing[code] += 1
            assert finding.value is not None
            mark = "!" if finding.state == "judged" else " "
            value = value_text(finding.value)
            details.append(f"{mark} {name:16} {code:8} {value:7} {known['value']:7} {known['reason']}")
    console.print(table)
    console.print("最常不同：" + "、".join(f"{code}×{count}" for code, count in differing.most_common(15)))
    if arguments.points:
        for line in details:
            print(line)


if __name__ == "__main__":
    main()
