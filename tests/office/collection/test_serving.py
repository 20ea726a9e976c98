"""The background work in a real server: it survives a kill, follows pause and cancel, and takes results in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.office.serving import Served
from zhengping.sample import make_samples, serve
from zhengping.sample.scenarios import SCENARIOS

POOR = [plan for plan in SCENARIOS if plan.key == "poor"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a sample site on loopback."""
    folder = tmp_path_factory.mktemp("site") / "samples"
    make_samples(folder, plans=POOR)
    with serve(folder) as sites:
        yield sites[0].url


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Served]:
    """An installation, ended whatever happens."""
    made = Served(tmp_path / "data", ZHENGPING_SITES_AT_ONCE="1", ZHENGPING_MAX_PAGES="250")
    yield made
    if made.process is not None:
        made.kill()


def crawled(runs: list[dict[str, object]]) -> bool:
    """Whether the first run has pages already and is still under way."""
    progress = runs[0]["progress"] if runs else {}
    assert isinstance(progress, dict)
    return runs[0]["state"] == "done" or progress.get("pages", 0) > 5


@pytest.mark.slow
def test_a_run_survives_a_kill_follows_a_pause_and_ends_with_findings(site: str, office: Served) -> None:
    made = office.make({"poor": site, "again": site})
    office.start()
    office.sign_in()
    assert office.post(f"/collection/{made['round']}/all/start") == 200
    office.until(crawled)
    assert sorted(run["state"] for run in office.runs()) == ["running", "waiting"]
    office.kill()
    before = office.runs()[0]
    assert before["state"] == "running"

    office.start()
    first = office.until(lambda runs: runs[0]["state"] == "done")[0]
    assert first["attempts"] == before["attempts"]
    assert (first["findings"], bool(first["current"])) == (127, True)
    assert first["pages"] > 100

    second = office.until(lambda runs: runs[1]["state"] == "running" and runs[1]["progress"])[1]
    assert office.post(f"/collection/runs/{second['id']}/pause") == 200
    assert office.runs()[1]["state"] == "paused"
    office.post(f"/collection/runs/{second['id']}/go_on")
    office.until(lambda runs: runs[1]["state"] == "running")
    assert office.stop() == 0
    assert office.runs()[1]["state"] == "waiting"

    office.start()
    assert office.until(lambda runs: runs[1]["state"] == "done")[1]["findings"] == 127
    assert "报告" in office.get(f"/collection/runs/{first['id']}/")
    assert office.stop() == 0
