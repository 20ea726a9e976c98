"""The points of queries, charts and downloads at every setting of the live samples: setting, expected, got."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.probes.browsing import browse, needs_browser
from tests.probes.contexts import crawled
from zhengping.checks import judge_all
from zhengping.checks.context import Context
from zhengping.probes.charts import try_charts
from zhengping.probes.downloads import try_downloads
from zhengping.probes.lookups import try_lookups
from zhengping.probes.session import Session
from zhengping.reading.probed import Probed
from zhengping.sample import ServedSite, make_samples, serve
from zhengping.sample.live.scenarios import live_plans
from zhengping.sample.live.truth import live_truth
from zhengping.sample.making import DEFAULT_DATE

pytestmark = [needs_browser, pytest.mark.slow]
FAMILIES = ("live-trs", "live-jcms", "live-aspnet")
POINTS = ("1.1.3-2", "1.1.8-3", "1.1.8-4", "1.1.9-2", "1.1.9-3", "1.3.1-4", "3.1.4-1")
_LOOKUPS = ("library", "catalogue", "data_query", "open_query")
# One row turns a switch of each function: their points do not touch each other, but for the parts of 1.1.8-4, which
# are also turned alone.
SETTINGS: tuple[dict[str, Any], ...] = (
    {},
    dict.fromkeys(_LOOKUPS, "ignores") | {"status": "error", "data_chart": "svg", "open_download": "missing"},
    dict.fromkeys(_LOOKUPS, "error") | {"status": "nothing", "data_chart": "none", "open_download": "html"},
    dict.fromkeys(_LOOKUPS, "nothing") | {"status": "login", "open_download": "login", "data_download": "login"},
    dict.fromkeys(_LOOKUPS, "post") | {"status": "post", "data_download": "missing"},
    dict.fromkeys(_LOOKUPS, "absent") | {"data_download": "html"},
    {"query_chart": "svg"},
    {"query_chart": "none", "data_chart": "none"},
    {"data_download": "missing"},
    {"data_download": "html", "query_chart": "none"},
)
QUICK = (SETTINGS[0], SETTINGS[1])


@dataclass
class Sample:
    """A served sample and what the crawl saw of it at the default setting."""

    served: ServedSite
    context: Context
    folder: Path


@pytest.fixture(
    scope="module", params=[FAMILIES[0], *(pytest.param(each, marks=pytest.mark.slow) for each in FAMILIES[1:])]
)
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    folder = tmp_path_factory.mktemp("lookups")
    make_samples(folder / "out", plans=[plan for plan in live_plans() if plan.key == request.param])
    with serve(folder / "out") as sites:
        served = next(iter(sites))
        yield Sample(served, crawled(served.url, folder / "crawl", on=DEFAULT_DATE), folder)


def tried(sample: Sample, name: str, switches: dict[str, Any]) -> Probed:
    sample.served.live.reset()
    sample.served.live.switch(**switches)

    async def use(session: Session) -> Probed:
        return Probed(
            lookups=await try_lookups(session, sample.context),
            charts=await try_charts(session, sample.context),
            downloads=await try_downloads(session, sample.context),
        )

    found = browse(sample.folder / name, use)
    assert not sample.served.live.submitted
    return found


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(place, marks=() if switches in QUICK else pytest.mark.slow)
        for place, switches in enumerate(SETTINGS)
    ],
)
def test_each_point_at_each_setting(sample: Sample, number: int) -> None:
    probed = tried(sample, f"setting{number}", SETTINGS[number])
    truth = live_truth(sample.served.directory, sample.served.live.setting)
    findings = judge_all(replace(sample.context, probed=probed))
    wrong = []
    for point in POINTS:
        finding, wanted = findings[point], truth[point]
        inside = finding.value is not None and wanted.low <= finding.value <= wanted.high
        state = finding.state == "judged" if wanted.settled else finding.state != "judged"
        if not inside or not state:
            wrong.append(f"{point} {finding.state} {finding.value}, {wanted.reason}: {finding.finding}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
def test_three_runs_see_the_same(sample: Sample) -> None:
    runs = [tried(sample, f"run{number}", {}) for number in range(3)]
    plain = [msgspec.json.encode(_without_records(run)) for run in runs]
    assert plain[0] == plain[1] == plain[2]


def _without_records(probed: Probed) -> Probed:
    """The trials without the archive's record numbers, which are new in every run."""

    def bare(trial: Any) -> Any:
        return msgspec.structs.replace(trial, records={})

    return msgspec.structs.replace(
        probed,
        lookups=tuple(
            msgspec.structs.replace(bare(each), export=bare(each.export) if each.export else None)
            for each in probed.lookups
        ),
        charts=tuple(map(bare, probed.charts)),
        downloads=tuple(map(bare, probed.downloads)),
    )
