"""`zhengping compare`: sites with shared items, evaluated and compared as a user does it."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest

from tests.evaluation.running import DAY, zhengping
from zhengping.sample.making import make_samples
from zhengping.sample.scenarios import MIDDLING, POOR
from zhengping.sample.server import serve

POINTS = ("1.1.4-3", "1.1.4-6", "2.1-6", "2.2-5")
TAKEN = ("taken", "edited")


class Run(NamedTuple):
    """Two sites: their samples, their result folders by key, the comparison's folder."""

    samples: Path
    results: dict[str, Path]
    out: Path


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("run")
    make_samples(folder / "samples", seed=5, plans=(MIDDLING, POOR), shared=3)
    results = {}
    with serve(folder / "samples") as sites:
        for site in sites:
            results[site.key] = folder / "results" / site.key
            done = zhengping(
                "evaluate", site.url, "--out", str(results[site.key]), "--monitoring-date", DAY,
                "--department", str(site.directory / "department.json"), "--allow-private", "--no-probes", "--quiet",
            )  # fmt: skip
            assert done.returncode == 0, done.stderr
    done = zhengping("compare", *map(str, results.values()), "--out", str(folder / "compared"))
    assert done.returncode == 0, done.stderr
    return Run(folder / "samples", results, folder / "compared")


def planted(run: Run, key: str) -> list[dict[str, str]]:
    truth = json.loads((run.samples / key / "truth.json").read_text(encoding="utf-8"))
    return list(truth["shared"])


def path_of(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def result(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "result.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def earlier_elsewhere(run: Run, key: str) -> dict[str, str]:
    """Address on this site -> address of the earlier page, as the table tells."""
    site = result(run.results[key])["site"]
    with (run.out / "copies.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["site"] == site and row["order"] == "earlier"]
    return {path_of(row["url"]): path_of(row["other_url"]) for row in rows}


@pytest.mark.parametrize("key", ["middling", "poor"])
def test_every_planted_reprint_is_found_with_its_first_publisher(run: Run, key: str) -> None:
    wanted = {item["url"]: item["first_url"] for item in planted(run, key) if item["kind"] in (*TAKEN, "attributed")}
    assert len(wanted) == 9
    found = earlier_elsewhere(run, key)
    assert {url: found.get(url) for url in wanted} == wanted


@pytest.mark.parametrize("key", ["middling", "poor"])
def test_nothing_else_is_called_later_than_elsewhere(run: Run, key: str) -> None:
    """No original, no template, no second copy on one site, nothing that no other site has."""
    copied = {item["url"] for item in planted(run, key) if item["kind"] in (*TAKEN, "attributed")}
    assert set(earlier_elsewhere(run, key)) <= copied


@pytest.mark.parametrize("key", ["middling", "poor"])
def test_taken_items_alone_count_against_first_publication(run: Run, key: str) -> None:
    taken = [item["url"] for item in planted(run, key) if item["kind"] in TAKEN]
    finding = result(run.out / key)["points"]["1.1.4-6"]
    assert f"{len(taken)}条在别处更早" in finding["finding"]
    before = result(run.results[key])["points"]["1.1.4-6"]
    assert float(finding["value"]) < float(before["value"])


@pytest.mark.parametrize("key", ["middling", "poor"])
def test_both_pages_are_shown_with_their_records(run: Run, key: str) -> None:
    evidence = result(run.out / key)["points"]["1.1.4-6"]["evidence"]
    first_of = {item["url"]: item["first_url"] for item in planted(run, key) if item["kind"] in TAKEN}
    here, there = evidence[0], evidence[1]
    assert first_of[path_of(here["url"])] == path_of(there["url"])
    assert here["record"].startswith("<urn:uuid:")
    assert there["record"].startswith("<urn:uuid:")
    assert here["record"] != there["record"]


@pytest.mark.parametrize("key", ["middling", "poor"])
def test_other_points_stay_as_they_were(run: Run, key: str) -> None:
    before, after = result(run.results[key])["points"], result(run.out / key)["points"]
    assert [code for code in before if before[code] != after[code] and code not in POINTS] == []


def test_the_scorecard_is_that_of_the_points(run: Run, tmp_path: Path) -> None:
    judged = result(run.out / "middling")
    department = json.loads((run.samples / "middling" / "department.json").read_text(encoding="utf-8"))
    names = ("has_administrative_services", "has_key_area_tasks", "declared_no_hot_events")
    assessment = {
        "standard": judged["standard"],
        "monitoring_date": judged["monitoring_date"],
        "department": {name: department[name] for name in names},
        "points": {code: point["value"] for code, point in judged["points"].items() if point["state"] == "judged"},
        **judged["observed"],
    }
    file = tmp_path / "assessment.json"
    file.write_text(json.dumps(assessment), encoding="utf-8")
    assert json.loads(zhengping("score", str(file)).stdout) == judged["scorecard"]


def test_evaluating_an_archive_with_the_run_file_gives_the_same_result(run: Run, tmp_path: Path) -> None:
    done = zhengping(
        "evaluate", "--archive", str(run.results["poor"]), "--run", str(run.out / "run.json"), "--out", str(tmp_path),
        "--monitoring-date", DAY, "--department", str(run.samples / "poor" / "department.json"), "--quiet",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    one, other = result(tmp_path), result(run.out / "poor")
    assert {**one, "made": ""} == {**other, "made": ""}
    assert (tmp_path / "comparison.msgpack").read_bytes() == (run.results["poor"] / "comparison.msgpack").read_bytes()


def test_the_order_of_the_sites_changes_no_finding(run: Run, tmp_path: Path) -> None:
    folders = [str(folder) for folder in reversed(run.results.values())]
    assert zhengping("compare", *folders, "--out", str(tmp_path / "out"), "--quiet").returncode == 0
    assert result(tmp_path / "out" / "poor")["points"] == result(run.out / "poor")["points"]


def test_the_same_input_gives_the_same_bytes_and_takes_the_place_of_the_former(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for _ in range(2):
        assert zhengping("compare", *map(str, run.results.values()), "--out", str(out), "--quiet").returncode == 0
    for name in ("run.json", "copies.csv"):
        assert (out / name).read_bytes() == (run.out / name).read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]


def test_a_comparison_can_be_compared_again(run: Run, tmp_path: Path) -> None:
    again = zhengping("compare", str(run.out / "middling"), str(run.out / "poor"), "--out", str(tmp_path / "out"))
    assert again.returncode == 0, again.stderr
    assert (tmp_path / "out" / "run.json").read_bytes() == (run.out / "run.json").read_bytes()


def test_no_text_stands_in_what_a_comparison_needs(run: Run) -> None:
    data = (run.results["poor"] / "comparison.msgpack").read_bytes()
    documents = result(run.results["poor"])["crawl"]["articles"]
    assert len(data) < 1500 * documents


def refused(*arguments: object) -> str:
    done = zhengping("compare", *map(str, arguments))
    assert done.returncode == 2, (done.returncode, done.stderr)
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr
    return done.stderr


def test_wrong_input_is_named_in_one_line_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    poor, middling = run.results["poor"], run.results["middling"]
    empty, out, full = tmp_path / "empty", tmp_path / "out", tmp_path / "full"
    empty.mkdir()
    full.mkdir()
    (full / "mine.txt").write_text("x")
    assert "至少两个" in refused(poor, "--out", out)
    assert "同一个网站" in refused(poor, poor, "--out", out)
    assert "comparison.msgpack" in refused(poor, empty, "--out", out)
    assert "comparison.msgpack" in refused(poor, tmp_path / "nowhere", "--out", out)
    assert "不是空的" in refused(poor, middling, "--out", full)
    assert "会被覆盖" in refused(poor, middling, "--out", poor.parent)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "full"]


@pytest.mark.parametrize("name", ["comparison.msgpack", "settings.json"])
@pytest.mark.parametrize("content", [b"", b"{}", b"\x00\xff", b"[1,2]"])
def test_a_damaged_file_is_named(run: Run, tmp_path: Path, name: str, content: bytes) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    for kept in ("comparison.msgpack", "settings.json"):
        shutil.copy(run.results["poor"] / kept, broken / kept)
    (broken / name).write_bytes(content)
    assert name in refused(run.results["middling"], broken, "--out", tmp_path / "out")


def test_an_archive_that_is_gone_is_named_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    moved.mkdir()
    for kept in ("comparison.msgpack", "settings.json"):
        shutil.copy(run.results["poor"] / kept, moved / kept)
    refused(run.results["middling"], moved, "--out", tmp_path / "out", "--quiet")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["moved"]


COPY = {"site": 0, "url": "u", "title": "t", "published": "", "published_where": "", "source": "", "record": "",
        "opening": "", "share": "0.9"}  # fmt: skip


def with_copy(**changed: object) -> str:
    """A run file of one site, with one copy of one document."""
    site = {"url": "https://a/", "names": [], "documents": 1, "copies": {"https://a/1": [COPY | changed]}}
    return json.dumps({"version": 1, "standard": "x", "sites": [site]})


@pytest.mark.parametrize(
    "content",
    [
        *("", "[]", '{"version": 1, "sites": [{"url": 1}]}', '{"version": 9}', '{"version": 1, "sites": 5}'),
        '{"version": 1, "sites": [{"url": "u", "copies": []}]}',
        *(with_copy(site=7), with_copy(share="1/0"), with_copy(share="1e99999999"), with_copy(share=None)),
        *(with_copy(published="2021-13-01"), with_copy(published=5)),
    ],
)
def test_a_wrong_run_file_is_named(run: Run, tmp_path: Path, content: str) -> None:
    file = tmp_path / "run.json"
    file.write_text(content, encoding="utf-8")
    done = zhengping(
        "evaluate", "--archive", str(run.results["poor"]), "--run", str(file), "--out", str(tmp_path / "o")
    )
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1), done.stderr
    assert "--run" in done.stderr


def test_a_run_file_without_this_site_is_refused(run: Run, tmp_path: Path) -> None:
    data = json.loads((run.out / "run.json").read_text(encoding="utf-8"))
    data["sites"] = [site | {"copies": {}} for site in data["sites"] if "ID=" not in json.dumps(site["copies"])]
    data["sites"] = [{**site, "url": "https://elsewhere.example/"} for site in data["sites"]]
    file = tmp_path / "run.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    done = zhengping(
        "evaluate", "--archive", str(run.results["poor"]), "--run", str(file), "--out", str(tmp_path / "o")
    )
    assert done.returncode == 2
    assert not (tmp_path / "o").exists()


def test_a_run_file_needs_an_archive(tmp_path: Path) -> None:
    done = zhengping("evaluate", "http://127.0.0.1:9/", "--run", "run.json", "--out", str(tmp_path / "o"))
    assert (done.returncode, "--archive" in done.stderr) == (2, True)
