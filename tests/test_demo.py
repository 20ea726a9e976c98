import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from zhengping.checks.finding import Finding, State
from zhengping.demo import compare, run, truth_scorecard
from zhengping.errors import InputError
from zhengping.standard import load_edition


def known(value: str, low: str, high: str) -> dict[str, object]:
    return {"value": value, "accept": [low, high], "reason": "理由", "pages": []}


def found(state: State, value: str | None) -> Finding:
    return Finding(state, None if value is None else Fraction(value), "发现")


def test_a_value_inside_the_band_agrees() -> None:
    comparison = compare({"1.1.1-1": found("judged", "1/3")}, {"1.1.1-1": known("0.5", "0.3333", "0.75")})
    assert comparison.agreeing == ["1.1.1-1"]


def test_a_value_outside_the_band_differs_and_judged_ones_are_counted() -> None:
    findings = {"1.1.1-1": found("judged", "1"), "1.1.1-2": found("suggested", "1")}
    comparison = compare(findings, {code: known("0", "0", "0.5") for code in findings})
    assert [code for code, _, _ in comparison.differing] == ["1.1.1-1", "1.1.1-2"]
    assert comparison.judged_wrongly == 1


@pytest.mark.parametrize("state", ["person", "blocked", "failed"])
def test_a_finding_without_a_value_is_undecided(state: State) -> None:
    comparison = compare({"1.1.1-1": found(state, None)}, {"1.1.1-1": known("1", "1", "1")})
    assert [code for code, _, _ in comparison.undecided] == ["1.1.1-1"]


def test_points_taken_out_by_the_facts_are_left_aside() -> None:
    comparison = compare({"3.2-1": found("not-applicable", None)}, {"3.2-1": known("1", "1", "1")})
    assert (comparison.agreeing, comparison.differing, comparison.undecided) == ([], [], [])


def test_the_truth_is_scored_by_the_tables_rules() -> None:
    edition = load_edition()
    truth = {
        "monitoring_date": "2025-11-30",
        "points": {"1.1.1-1": known("1", "1", "1"), "1.1.1-2": known("0.5", "0.5", "0.5")},
        "observed": {"letters": [], "surveys": [], "interviews": []},
    }
    card = truth_scorecard(truth, edition.facts, edition).as_dict()
    assert card["total"] == "1.00"
    assert {"no-recent-letter", "few-surveys", "few-interviews"} <= set(card["rules"])


def test_a_directory_with_other_things_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="不是空的"):
        run(tmp_path, open_reports=False)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_is_no_directory_for_the_demonstration(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="不是目录"):
        run(file, open_reports=False)


@pytest.mark.parametrize("options", [["--no-probes"], pytest.param([], marks=pytest.mark.slow, id="probes")])
def test_the_demonstration_runs_twice_in_a_row(options: list[str], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "zhengping.cli", "demo", "--out", str(tmp_path / "demo"), "--no-open", *options]
    outputs = []
    for _ in range(2):
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=900)
        outputs.append(re.sub(r"127\.0\.0\.1:\d+", "", done.stdout))
    assert outputs[0] == outputs[1]
    assert outputs[0].count("report.html") == 3
    for key in ("good", "middling", "poor"):
        assert (tmp_path / "demo" / "results" / key / "result.json").is_file()
