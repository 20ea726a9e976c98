"""The result files of `zhengping evaluate`, field by field as the contract names them."""

import csv
import json
import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from tests.evaluation.running import DAY, Run, zhengping
from tests.shared import SHARED
from zhengping.crawl.outcomes import Outcome
from zhengping.standard import load_edition

EDITION = load_edition()
STATES = {"judged", "suggested", "person", "blocked", "failed", "not-applicable"}


def table(run: Run, name: str) -> list[dict[str, str]]:
    with open(run.out / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_result_has_the_fields_of_the_contract(result: dict[str, Any], poor_site: str) -> None:
    assert list(result) == [
        "standard", "site", "monitoring_date", "made", "outcome", "crawl", "points", "observed", "scorecard",
    ]  # fmt: skip
    assert result["standard"] == "guangxi-departments"
    assert result["site"] == poor_site
    assert result["monitoring_date"] == DAY
    assert result["outcome"] == "judged"
    assert datetime.fromisoformat(result["made"]).utcoffset() == timedelta(hours=8)


def test_crawl_figures(result: dict[str, Any], evaluated: Run) -> None:
    crawl = result["crawl"]
    assert list(crawl) == ["pages", "articles", "columns", "bytes", "outcomes"]
    assert crawl["pages"] > 200
    assert crawl["columns"] == len(table(evaluated, "columns.csv"))
    assert set(crawl["outcomes"]) <= set(Outcome)


def test_all_points_stand_in_the_order_of_the_table(result: dict[str, Any]) -> None:
    assert list(result["points"]) == list(EDITION.points)
    assert len(result["points"]) == 127


@pytest.mark.parametrize("code", list(EDITION.points))
def test_point(code: str, result: dict[str, Any]) -> None:
    point = result["points"][code]
    assert list(point) == ["state", "value", "confidence", "finding", "advice", "evidence"]
    assert point["state"] in STATES
    assert point["state"] != "failed", point["finding"]
    assert 0 <= point["confidence"] <= 1
    assert point["finding"]
    if point["state"] in ("judged", "suggested"):
        assert re.fullmatch(r"0(\.\d{1,4})?|1", point["value"])
        assert point["evidence"]
    else:
        assert point["value"] is None
    for evidence in point["evidence"]:
        assert list(evidence) == ["url", "quote", "record"]
        assert len(evidence["quote"]) <= 200


def test_advice_is_given_wherever_something_is_lost(result: dict[str, Any]) -> None:
    lost = [p for p in result["points"].values() if p["state"] in ("judged", "suggested") and Decimal(p["value"]) < 1]
    assert lost
    assert all(point["advice"] for point in lost)


def test_evidence_leads_to_records_of_the_archive(result: dict[str, Any], evaluated: Run) -> None:
    ids: dict[str, str] = {}
    for path in sorted((evaluated.out / "archive").glob("*.warc.gz")):
        with open(path, "rb") as file:
            for record in ArchiveIterator(file):
                if record.rec_type == "response":
                    ids[record.rec_headers["WARC-Record-ID"]] = record.rec_headers["WARC-Target-URI"]
    cited = [e for point in result["points"].values() for e in point["evidence"] if e["record"]]
    assert len(cited) > 50
    for evidence in cited:
        assert ids[evidence["record"]] == evidence["url"]


def test_scorecard_is_what_score_gives_for_the_judged_points(result: dict[str, Any], samples: Path) -> None:
    facts = json.loads((samples / "poor" / "department.json").read_text(encoding="utf-8"))
    assessment = {
        "standard": result["standard"],
        "monitoring_date": result["monitoring_date"],
        "department": {name: facts[name] for name in EDITION.facts},
        "points": {c: p["value"] for c, p in result["points"].items() if p["state"] == "judged"},
        **result["observed"],
    }
    file = samples / "assessment.json"
    file.write_text(json.dumps(assessment), encoding="utf-8")
    assert json.loads(zhengping("score", str(file)).stdout) == result["scorecard"]


def test_points_that_the_facts_take_out_have_no_value(result: dict[str, Any], samples: Path) -> None:
    facts = json.loads((samples / "poor" / "department.json").read_text(encoding="utf-8"))
    out = "3.2-" if facts["has_administrative_services"] else "3.1."
    for code, point in result["points"].items():
        assert (point["state"] == "not-applicable") == code.startswith(out) or not facts["has_key_area_tasks"]


def test_observed_lists_are_known_or_null(result: dict[str, Any]) -> None:
    assert list(result["observed"]) == ["letters", "surveys", "interviews"]
    for day in [*(result["observed"]["surveys"] or []), *(result["observed"]["interviews"] or [])]:
        date.fromisoformat(day)


def test_tables_have_the_columns_of_the_contract(evaluated: Run) -> None:
    heads = {
        "articles.csv": ["url", "title", "published", "source", "column"],
        "columns.csv": ["url", "name", "path", "indicators", "items", "newest"],
        "links.csv": ["url", "found_on", "outcome", "status"],
    }
    for name, head in heads.items():
        assert (evaluated.out / name).read_text(encoding="utf-8").split("\n")[0] == ",".join(head)


def test_articles_table_agrees_with_what_was_planted(evaluated: Run, samples: Path) -> None:
    rows = {re.sub(r"^https?://[^/]+", "", row["url"]): row for row in table(evaluated, "articles.csv")}
    with open(samples / "poor" / "articles.csv", encoding="utf-8", newline="") as file:
        planted = list(csv.DictReader(file))
    found = [(row, rows[row["url"]]) for row in planted if row["url"] in rows]
    assert len(found) >= 0.95 * len(planted)
    titles = sum(planted_row["title"] == row["title"] for planted_row, row in found)
    assert titles >= 0.97 * len(found)


def test_columns_table_names_known_indicators(evaluated: Run) -> None:
    codes = {indicator.code for indicator in EDITION.indicators}
    rows = table(evaluated, "columns.csv")
    assert any(row["indicators"] for row in rows)
    for row in rows:
        assert set(row["indicators"].split()) <= codes
        assert row["path"].split(" > ")[-1] == row["name"]
        assert row["items"].isdigit()


def test_links_table_lists_what_does_not_work(evaluated: Run) -> None:
    for row in table(evaluated, "links.csv"):
        assert row["outcome"] in set(Outcome) - {"ok"}


def test_report_opens_without_a_network(evaluated: Run) -> None:
    text = (evaluated.out / "report.html").read_text(encoding="utf-8")
    assert not re.search(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=", text)
    assert "@import" not in text
    assert "url(" not in text


def test_judging_from_the_archive_gives_the_same_bytes(evaluated: Run, samples: Path, tmp_path: Path) -> None:
    facts = samples / "poor" / "department.json"
    done = zhengping(
        "evaluate", "--archive", str(evaluated.out), "--out", str(tmp_path), "--monitoring-date", DAY,
        "--department", str(facts), "--quiet",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for name in ("articles.csv", "columns.csv", "links.csv", "report.html"):
        assert (tmp_path / name).read_bytes() == (evaluated.out / name).read_bytes(), name
    made = re.compile(rb'"made": "[^"]*"')
    first, second = ((folder / "result.json").read_bytes() for folder in (evaluated.out, tmp_path))
    assert made.sub(b"", first) == made.sub(b"", second)


def test_points_of_the_contract_are_those_of_the_edition() -> None:
    points = SHARED / "spec" / "points.csv"
    if not points.is_file():
        pytest.skip("no shared reference here")
    with open(points, encoding="utf-8") as file:
        assert [row["point"] for row in csv.DictReader(file)] == list(EDITION.points)


def test_the_observed_lists_are_the_rows_that_count(evaluated: Run, result: dict[str, Any]) -> None:
    rows = [row for row in table(evaluated, "observations.csv") if not row["not_counted"]]
    for kind, name in (("letter", "letters"), ("survey", "surveys"), ("interview", "interviews")):
        seen = result["observed"][name]
        if seen is not None:
            days = [each["submitted"] if kind == "letter" else each for each in seen]
            assert sorted(row["day"] for row in rows if row["kind"] == kind) == sorted(days)
    assert all(row["url"].startswith("http") for row in rows)
