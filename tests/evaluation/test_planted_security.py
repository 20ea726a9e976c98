"""Every security fault planted in a sample is found, none on the good site, and private numbers stay hidden."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from tests.evaluation.running import DAY, Run, zhengping
from zhengping.sample import serve

PLANTED = ("libraries", "banner", "headers", "cookies", "hidden", "words", "listing", "leaked", "forms", "identity")
UNENCRYPTED = {"https", "forms"}
"""The samples are served without encryption, which is a fault of the serving and not of the good site."""
PRIVATE = re.compile(r"450199199\d{9}|450199 \d{8} \d{4}|４５０１９９|1380013800[1]|139 0013 9002|１３７００")


@pytest.fixture(scope="module")
def results(samples: Path, evaluated: Run, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    work = tmp_path_factory.mktemp("security")
    found = {"poor": evaluated.out}
    with serve(samples) as sites:
        for site in sites:
            if site.key not in found:
                found[site.key] = work / site.key
                given = (
                    "evaluate",
                    site.url,
                    "--out",
                    str(found[site.key]),
                    "--allow-private",
                    "--no-probes",
                    "--quiet",
                )
                done = zhengping(*given, "--monitoring-date", DAY)
                assert done.returncode == 0, done.stderr
    return found


def signs(folder: Path, *states: str) -> set[str]:
    with (folder / "security.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"] for row in csv.DictReader(file) if row["state"] in states}


def planted(samples: Path, key: str) -> set[str]:
    faults = json.loads((samples / key / "truth.json").read_text(encoding="utf-8"))["faults"]
    return {fault["kind"] for fault in faults if fault["point"].startswith("6.1")} - {"security-look-alike"}


@pytest.mark.parametrize("key", ["good", "middling", "poor"])
def test_exactly_the_planted_faults_are_found(key: str, samples: Path, results: dict[str, Path]) -> None:
    assert signs(results[key], "bad", "look") - UNENCRYPTED == planted(samples, key) - UNENCRYPTED


def test_the_samples_plant_every_kind_of_fault(samples: Path) -> None:
    assert set(PLANTED) <= planted(samples, "middling") | planted(samples, "poor")
    assert planted(samples, "good") == set()


def test_the_login_form_to_a_bare_host_is_named(results: dict[str, Path]) -> None:
    assert "192.0.2.7" in (results["middling"] / "security.csv").read_text(encoding="utf-8")


def test_no_file_of_the_results_shows_a_private_number(results: dict[str, Path]) -> None:
    for path in sorted(results["poor"].iterdir()):
        if path.is_file():
            assert not PRIVATE.search(path.read_text(encoding="utf-8", errors="replace")), path.name


def test_public_files_tell_nothing_of_the_weaknesses(results: dict[str, Path]) -> None:
    for name in ("report.html", "result.json"):
        text = (results["middling"] / name).read_text(encoding="utf-8")
        assert "nginx/1.14.0" not in text
        assert "CVE-" not in text
        assert "security.html" in text
