"""A site with script-drawn columns evaluated: from the network with a browser, from its archive without one."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.checks.sites import DATE, edition
from tests.probes.browsing import needs_browser
from tests.probes.drawn_site import NAMES, pages
from tests.probes.serving import serving
from zhengping.crawl.options import CrawlOptions
from zhengping.evaluation.department import default_department
from zhengping.evaluation.evaluate import evaluate_archive, evaluate_site
from zhengping.probes.options import options_from

pytestmark = needs_browser
OFFICE = replace(default_department(edition()), name="安平市水务局")
KEPT = {"json", "blank", "plain", "post", "cookie", "captcha"}


@pytest.fixture(scope="module")
def evaluated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an evaluation in which every probe but the drawing of pages is out of budget."""
    out = tmp_path_factory.mktemp("evaluated")
    shown = {path: each for path, each in pages().items() if path.strip("/") in KEPT or path.strip("/") not in NAMES}
    with serving(shown) as served:
        crawling = CrawlOptions(served.url, out, delay=0.0, allow_private=True, max_pages=120, retry_wait=0.01)
        evaluate_site(crawling, edition(), OFFICE, DATE, probing=replace(options_from(crawling), max_loads=0))
    return out


def columns(folder: Path) -> dict[str, dict[str, str]]:
    with (folder / "columns.csv").open(encoding="utf-8-sig") as file:
        return {row["name"]: row for row in csv.DictReader(file)}


def result(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    found.pop("made")
    return found


def test_a_drawn_column_counts_as_any_other(evaluated: Path) -> None:
    assert columns(evaluated)["通知公告"]["items"] == "40"
    assert columns(evaluated)["建议提案"]["items"] == "5"


@pytest.mark.parametrize("read_again", [False, True])
def test_the_archive_gives_the_same_without_the_site(evaluated: Path, tmp_path: Path, read_again: bool) -> None:
    evaluate_archive(evaluated / "archive", tmp_path, edition(), OFFICE, DATE, read_again=read_again)
    assert result(tmp_path) == result(evaluated)
    for name in ("columns.csv", "articles.csv", "completeness.csv", "links.csv"):
        assert (tmp_path / name).read_bytes() == (evaluated / name).read_bytes()


def test_without_what_the_browser_saw_the_columns_are_unknown(evaluated: Path, tmp_path: Path) -> None:
    evaluate_archive(evaluated / "archive", tmp_path, edition(), OFFICE, DATE, with_probes=False)
    with (tmp_path / "completeness.csv").open(encoding="utf-8-sig") as file:
        meant = {row["name"]: row["basis"] for row in csv.DictReader(file)}
    assert meant["通知公告"] == "unknown"
