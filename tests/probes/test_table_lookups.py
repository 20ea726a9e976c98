"""The points of queries, charts and downloads at every setting of the live samples: setting, expected, got."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from tests.probes.browsing import needs_browser
from tests.probes.live_sample import Sample
from zhengping.probes.charts import try_charts
from zhengping.probes.downloads import try_downloads
from zhengping.probes.lookups import try_lookups
from zhengping.probes.session import Session
from zhengping.reading.probed import Probed

pytestmark = [needs_browser, pytest.mark.slow]
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


def tried(sample: Sample, switches: dict[str, Any]) -> Probed:
    sample.switch(**switches)

    async def use(session: Session) -> Probed:
        return Probed(
            lookups=await try_lookups(session, sample.context),
            charts=await try_charts(session, sample.context),
            downloads=await try_downloads(session, sample.context),
        )

    return sample.browse(use)


@pytest.mark.parametrize("number", range(len(SETTINGS)))
def test_each_point_at_each_setting(sample: Sample, number: int) -> None:
    probed = tried(sample, SETTINGS[number])
    sample.check(probed, *POINTS)


def test_three_runs_see_the_same(sample: Sample) -> None:
    plain = [msgspec.json.encode(_without_records(tried(sample, {}))) for _ in range(3)]
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
