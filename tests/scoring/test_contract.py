"""`zhengping score` to the letter of its contract: a real process, real files."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.scoring.assessments import EDITION, assessment

EXAMPLE: dict[str, Any] = assessment(
    points={"1.1.1-1": "1", "1.1.1-2": "0.75", "1.1.1-3": None, "1.2.1-4": "na"},
    letters=[
        {"submitted": "2019-07-01", "answered": "2019-07-03"},
        {"submitted": "2019-08-01", "answered": None},
    ],
    surveys=["2019-03-02"],
    interviews=["2019-05-06"],
    bonus={"cases": ["2", "1.5"], "awards": 2, "media_reports": 3},
    deductions={
        "security_incidents": {"own": 1, "subordinate": 2},
        "criticisms": {"own": 0, "subordinate": 1},
        "exposures": {"own": 0, "subordinate": 0},
    },
)


def zhengping(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "zhengping.cli", *arguments], input=stdin, capture_output=True, text=True, check=False
    )


def scored(data: Any) -> dict[str, Any]:
    done = zhengping("score", "-", stdin=data if isinstance(data, str) else json.dumps(data))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_figures_of_the_example() -> None:
    card = scored(EXAMPLE)
    figures = {name: card[name] for name in ("total", "total_possible", "base", "base_possible", "bonus", "deductions")}
    assert figures == {
        "total": "3.17",
        "total_possible": "87.73",
        "base": "1.17",
        "base_possible": "85.73",
        "bonus": "6.50",
        "deductions": "4.50",
    }
    assert card["rules"] == ["few-interviews", "few-surveys", "no-recent-letter", "unanswered-letter"]
    assert card["standard"] == EDITION.id


def test_fields_of_the_scorecard() -> None:
    card = scored(EXAMPLE)
    assert list(card) == [
        "standard", "total", "total_possible", "base", "base_possible", "bonus", "deductions",
        "indicators", "pending", "rules",
    ]  # fmt: skip
    assert len(card["indicators"]) == 50
    for indicator in card["indicators"]:
        assert list(indicator) == [
            "code", "name", "weight", "effective_weight", "applicable", "score", "score_possible", "reasons",
        ]  # fmt: skip
        assert indicator["reasons"]
    assert card["pending"] == sorted(card["pending"])
    assert "1.1.1-3" in card["pending"]
    assert "1.2.1-4" not in card["pending"]


def test_numbers_are_read_exactly() -> None:
    text = json.dumps(assessment(points={"5.3-1": "X"})).replace('"X"', "0.005")
    card = scored(text)
    assert next(i for i in card["indicators"] if i["code"] == "5.3")["score"] == "0.01"


def test_file_and_standard_input_give_the_same(tmp_path: Path) -> None:
    file = tmp_path / "assessment.json"
    file.write_text("\ufeff" + json.dumps(EXAMPLE), encoding="utf-8")
    assert json.loads(zhengping("score", str(file)).stdout) == scored(EXAMPLE)


def test_lines_give_one_scorecard_a_line_in_order(tmp_path: Path) -> None:
    file = tmp_path / "lines"
    many = [assessment(points={"5.3-1": str(n % 3 / 2)}) for n in range(1700)]
    file.write_text("".join(json.dumps(data) + "\n" for data in many), encoding="utf-8")
    done = zhengping("score", "--lines", str(file))
    assert done.returncode == 0
    cards = [json.loads(line) for line in done.stdout.splitlines()]
    assert [card["base"] for card in cards] == [["0.00", "0.50", "1.00"][n % 3] for n in range(1700)]


def test_error_in_one_line_prints_nothing_and_names_the_line(tmp_path: Path) -> None:
    file = tmp_path / "lines"
    good = json.dumps(assessment())
    file.write_text(f"{good}\n" * 1200 + json.dumps(assessment(points={"9-9": "1"})) + "\n", encoding="utf-8")
    done = zhengping("score", "--lines", str(file))
    assert (done.returncode, done.stdout) == (2, "")
    assert "第 1201 行" in done.stderr
    assert "points.9-9" in done.stderr


def changed(**fields: Any) -> dict[str, Any]:
    return {**assessment(), **fields}


BROKEN: list[tuple[str, Any, str]] = [
    ("not json", "{", "JSON"),
    ("no object", "[1]", "对象"),
    ("nested too deep", "[" * 100_000, "JSON|嵌套"),
    ("field twice", '{"standard": "a", "standard": "b"}', "standard"),
    ("not a number", '{"standard": NaN}', "NaN"),
    ("unknown field", changed(extra=1), "extra"),
    ("no standard", {k: v for k, v in assessment().items() if k != "standard"}, "standard"),
    ("unknown standard", changed(standard="nowhere"), "standard"),
    ("standard is a path", changed(standard="../x.yaml"), "standard"),
    ("no date", {k: v for k, v in assessment().items() if k != "monitoring_date"}, "monitoring_date"),
    ("no day", changed(monitoring_date="2019-02-29"), "monitoring_date"),
    ("loose date", changed(monitoring_date="20191130"), "monitoring_date"),
    ("week date", changed(monitoring_date="2019-W48-6"), "monitoring_date"),
    ("no department", {k: v for k, v in assessment().items() if k != "department"}, "department"),
    ("fact missing", changed(department={"has_key_area_tasks": True}), "department.has_administrative_services"),
    ("fact no truth", changed(department={**assessment()["department"], "has_key_area_tasks": 1}), "key_area_tasks"),
    ("unknown fact", changed(department={**assessment()["department"], "x": True}), r"department\.x"),
    ("unknown point", changed(points={"1.1.1-4": "1"}), r"points\.1\.1\.1-4"),
    ("value over one", changed(points={"1.1.1-1": "1.01"}), r"points\.1\.1\.1-1"),
    ("value under nought", changed(points={"1.1.1-1": -0.1}), r"points\.1\.1\.1-1"),
    ("value no number", changed(points={"1.1.1-1": "yes"}), r"points\.1\.1\.1-1"),
    ("value a truth", changed(points={"1.1.1-1": True}), r"points\.1\.1\.1-1"),
    ("value without end", changed(points={"1.1.1-1": "0." + "3" * 5000}), r"points\.1\.1\.1-1"),
    ("huge exponent", json.dumps(changed(points={"1.1.1-1": "X"})).replace('"X"', "1e-999999999"), "1.1.1-1"),
    ("letter without date", changed(letters=[{"answered": None}]), r"letters\[0\]\.submitted"),
    ("letter without answer", changed(letters=[{"submitted": "2019-01-01"}]), r"letters\[0\]\.answered"),
    ("letter unknown field", changed(letters=[{"submitted": "2019-01-01", "answered": None, "x": 1}]), "x"),
    ("letters no list", changed(letters={}), "letters"),
    ("survey no date", changed(surveys=["2019-13-01"]), r"surveys\[0\]"),
    ("case over two", changed(bonus={"cases": ["2.5"]}), r"bonus\.cases\[0\]"),
    ("award not whole", changed(bonus={"awards": 1.5}), r"bonus\.awards"),
    ("award negative", changed(bonus={"awards": -1}), r"bonus\.awards"),
    ("award a truth", changed(bonus={"awards": True}), r"bonus\.awards"),
    ("unknown bonus", changed(bonus={"x": 1}), r"bonus\.x"),
    ("unknown deduction", changed(deductions={"x": {}}), r"deductions\.x"),
    ("incident negative", changed(deductions={"criticisms": {"own": -1}}), r"deductions\.criticisms\.own"),
    ("incident unknown field", changed(deductions={"criticisms": {"all": 1}}), r"criticisms\.all"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "named"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_broken_input_gives_one_line_that_names_the_field(data: Any, named: str) -> None:
    from zhengping.errors import InputError
    from zhengping.score_command import score_text

    with pytest.raises(InputError, match=named) as caught:
        score_text(data if isinstance(data, str) else json.dumps(data), None)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 2


def test_broken_input_exits_with_two_and_prints_nothing() -> None:
    done = zhengping("score", "-", stdin=json.dumps(changed(extra=1)))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("错误：extra")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ["missing.json", "."])
def test_file_that_cannot_be_read_exits_with_two(name: str, tmp_path: Path) -> None:
    done = zhengping("score", str(tmp_path / name))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1


def test_file_that_is_no_utf8_exits_with_two(tmp_path: Path) -> None:
    file = tmp_path / "gbk.json"
    file.write_bytes("评".encode("gb18030"))
    assert zhengping("score", str(file)).returncode == 2


def test_counts_written_as_whole_decimals_are_counts() -> None:
    text = json.dumps(changed(bonus={"awards": "X"})).replace('"X"', "2.0")
    assert scored(text)["bonus"] == "2.00"


def test_date_near_the_first_year_is_scored() -> None:
    assert scored({**assessment("0001-01-01"), "letters": []})["rules"] == ["no-recent-letter"]
