"""`zhengping demo`: makes and serves the samples, evaluates them, and holds the results against the truth. Offline."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import webbrowser
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from zhengping.checks.finding import Finding
from zhengping.crawl.options import CrawlOptions
from zhengping.crawl.progress import make_progress
from zhengping.errors import InputError, ZhengpingError, reason
from zhengping.evaluation.department import load_department
from zhengping.evaluation.evaluate import evaluate_site
from zhengping.evaluation.judgement import Judgement, value_text
from zhengping.evaluation.probing import lines_to
from zhengping.probes.options import options_from
from zhengping.reports.writing import write_reports
from zhengping.sample import DEFAULT_DATE, ServedSite, make_samples, serve, static_points
from zhengping.scoring import Scorecard, parse_assessment, score
from zhengping.standard import load_edition
from zhengping.standard.model import Edition

LEVELS = {"good": "好", "middling": "中", "poor": "差"}
STATES = {"judged": "判定", "suggested": "建议", "person": "需人工", "blocked": "被拦截", "failed": "程序出错"}


@dataclass
class Comparison:
    """Findings against the truth. A value agrees where it lies in the band in which careful readers may differ;
    `differing` holds code, finding and truth; `undecided` are points of the truth that got no value."""

    agreeing: list[str] = field(default_factory=list)
    differing: list[tuple[str, Finding, Mapping[str, Any]]] = field(default_factory=list)
    undecided: list[tuple[str, Finding, Mapping[str, Any]]] = field(default_factory=list)

    @property
    def judged_wrongly(self) -> int:
        """How many of the differing points the machine stood by."""
        return sum(finding.state == "judged" for _, finding, _ in self.differing)


def compare(findings: Mapping[str, Finding], truth: Mapping[str, Mapping[str, Any]]) -> Comparison:
    """Compares point by point; points that the department's facts take out are left aside.

    Points of which a static site shows only the entry (`entry_only`) count as undecided where the machine
    leaves them to a person, and are compared like the others where it gives a value.
    """
    found = Comparison()
    for code, known in truth.items():
        finding = findings[code]
        if finding.state == "not-applicable":
            continue
        if finding.value is None:
            found.undecided.append((code, finding, known))
        elif Fraction(known["accept"][0]) <= Fraction(value_text(finding.value)) <= Fraction(known["accept"][1]):
            found.agreeing.append(code)
        else:
            found.differing.append((code, finding, known))
    return found


def truth_scorecard(truth: Mapping[str, Any], facts: Mapping[str, bool], edition: Edition) -> Scorecard:
    """What the site would score if every point of the truth were judged as planted."""
    data = {
        "standard": edition.id,
        "monitoring_date": truth["monitoring_date"],
        "department": dict(facts),
        "points": {code: known["value"] for code, known in truth["points"].items()},
        **truth["observed"],
    }
    return score(parse_assessment(data, edition), edition)


@dataclass
class _Evaluated:
    site: ServedSite
    judgement: Judgement
    comparison: Comparison
    expected: Scorecard
    report: Path


def run(
    out: Path,
    *,
    seed: int = 1,
    monitoring_date: date = DEFAULT_DATE,
    open_reports: bool = True,
    probes: bool = True,
) -> int:
    """Runs the demonstration below `out`; returns 0 where all three sites were judged, else 1.

    Without `probes` no browser tries the sites, and they are held against what a static look can show.
    """
    _own_directory(out)
    edition = load_edition()
    console = Console(width=None if sys.stdout.isatty() else 120)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)
    console.print(f"生成三个样本网站（种子 {seed}，监测点 {monitoring_date}）……")
    make_samples(out / "samples", seed=seed, monitoring_date=monitoring_date)
    done = []
    with serve(out / "samples") as sites:
        for site in sites:
            console.print(f"评估“{LEVELS[site.key]}”的网站 {site.url} ……")
            done.append(_evaluate(site, out / "results" / site.key, edition, monitoring_date, probes))
    _print_totals(console, done)
    _print_indicators(console, done, edition)
    for evaluated in done:
        _print_points(console, evaluated, edition)
    for evaluated in done:
        console.print(f"报告（{LEVELS[evaluated.site.key]}）：{evaluated.report.resolve()}", soft_wrap=True)
    if open_reports:
        _open([evaluated.report for evaluated in done])
    return 0 if all(evaluated.judgement.outcome == "judged" for evaluated in done) else 1


def _own_directory(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise InputError(f"--out：{out} 不是目录；请换一个目录。")
    if out.exists() and any(out.iterdir()) and not (out / "samples" / "samples.json").is_file():
        raise InputError(f"--out：目录 {out} 不是空的，也不是演示目录；请换一个目录。")
    try:
        shutil.rmtree(out / "results", ignore_errors=True)
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ZhengpingError(f"演示不能写到 {out}：{reason(error)}；请检查磁盘空间和权限。") from error


def _evaluate(site: ServedSite, out: Path, edition: Edition, monitoring_date: date, probes: bool) -> _Evaluated:
    truth = json.loads((site.directory / "truth.json").read_text(encoding="utf-8"))
    department = load_department(site.directory / "department.json", edition)
    # The samples stand on this machine's own loopback: no pause between requests is needed.
    options = CrawlOptions(start_url=site.url, out_dir=out, delay=0.0, connections=4, allow_private=True)
    evaluation = evaluate_site(
        options,
        edition,
        department,
        monitoring_date,
        make_progress(False, sys.stderr),
        probing=options_from(options) if probes else None,
        tell=lines_to(sys.stderr),
    )
    for note in evaluation.notes:
        print(f"提示：{note}", file=sys.stderr)
    if evaluation.judgement is None:
        raise KeyboardInterrupt
    probed = evaluation.judgement.probed
    if probed is None or not probed.browser:
        truth["points"] = static_points(truth["points"])
    report = write_reports(evaluation.judgement, out)
    return _Evaluated(
        site,
        evaluation.judgement,
        compare(evaluation.judgement.findings, truth["points"]),
        truth_scorecard(truth, department.facts, edition),
        report,
    )


def _print_totals(console: Console, done: list[_Evaluated]) -> None:
    table = Table(title="三个网站的得分与标准答案")
    table.add_column("网站", no_wrap=True)
    for name in ("得分", "最高可能", "含建议值", "标准答案", "一致", "不同", "未定"):
        table.add_column(name, justify="right", no_wrap=True)
    for evaluated in done:
        card = evaluated.judgement.scorecard.as_dict()
        suggested = evaluated.judgement.scorecard_with_suggestions.as_dict()
        expected = evaluated.expected.as_dict()
        comparison = evaluated.comparison
        table.add_row(
            LEVELS[evaluated.site.key],
            card["total"],
            card["total_possible"],
            suggested["total"],
            expected["total"],
            str(len(comparison.agreeing)),
            f"{len(comparison.differing)}（判定 {comparison.judged_wrongly}）",
            str(len(comparison.undecided)),
        )
    console.print(table)
    console.print("得分只计已判定的采分点；“最高可能”把待定的都按满分算；“标准答案”是按种下的优缺点算出的得分。")


def _print_indicators(console: Console, done: list[_Evaluated], edition: Edition) -> None:
    table = Table(title="各一级指标：得分～最高可能（标准答案）")
    table.add_column("一级指标")
    for evaluated in done:
        table.add_column(LEVELS[evaluated.site.key], justify="right", no_wrap=True)
    levels = list(dict.fromkeys(indicator.level1 for indicator in edition.indicators if indicator.kind == "base"))
    for level in levels:
        codes = {indicator.code for indicator in edition.indicators if indicator.level1 == level}
        cells = []
        for evaluated in done:
            low, high = _sums(evaluated.judgement.scorecard, codes)
            known, _ = _sums(evaluated.expected, codes)
            cells.append(f"{low}～{high}（{known}）")
        table.add_row(level, *cells)
    console.print(table)


def _sums(card: Scorecard, codes: set[str]) -> tuple[Decimal, Decimal]:
    """Sums of the printed figures of some indicators, for orientation; the exact ones stand in result.json."""
    rows = [row for row in card.as_dict()["indicators"] if row["code"] in codes]
    zero = Decimal("0.00")
    return sum((Decimal(r["score"]) for r in rows), zero), sum((Decimal(r["score_possible"]) for r in rows), zero)


def _print_points(console: Console, evaluated: _Evaluated, edition: Edition) -> None:
    comparison = evaluated.comparison
    names = {point.code: point.name for indicator in edition.indicators for point in indicator.points}
    if comparison.differing:
        table = Table(title=f"“{LEVELS[evaluated.site.key]}”的网站：与标准答案不同的采分点")
        for name in ("采分点", "状态", "判为", "答案", "标准答案的理由"):
            table.add_column(name)
        for code, finding, known in comparison.differing:
            assert finding.value is not None
            table.add_row(
                f"{code} {names[code]}",
                STATES[finding.state],
                value_text(finding.value),
                known["value"],
                known["reason"],
            )
        console.print(table)
    if comparison.undecided:
        codes = "、".join(f"{code}（{STATES[finding.state]}）" for code, finding, _ in comparison.undecided)
        console.print(f"“{LEVELS[evaluated.site.key]}”的网站未定：{codes}")


def _open(reports: list[Path]) -> None:
    """Opens the reports where there is a display; that it cannot is no fault."""
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return
    for report in reports:
        try:
            webbrowser.open(report.resolve().as_uri())
        except (webbrowser.Error, OSError):
            return
