"""The points of the search at every setting of the live samples: setting, expected, got."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from tests.probes.browsing import needs_browser
from tests.probes.live_sample import Sample
from zhengping.probes import search
from zhengping.probes.session import Session
from zhengping.reading.probed import Probed
from zhengping.reading.probed.search import SearchTrial
from zhengping.sample.live.scenarios import settings

pytestmark = [needs_browser, pytest.mark.slow]
POINTS = ("5.2.1-1", "5.2.1-2")
SETTINGS: tuple[dict[str, Any], ...] = (
    {},
    *({switch: value} for switch, value, _ in settings() if switch.startswith("search")),
    # What an engine of the plainest kind is: rows in order of time, neither classes nor services.
    {"search_order": "newest", "search_classes": False, "search_service": False, "search_links": "redirect"},
    {"search_order": "newest", "search_date": False},
)


def _told(switches: dict[str, Any]) -> str:
    return "-".join(f"{name}={value}" for name, value in switches.items()) or "default"


def tried(sample: Sample, switches: dict[str, Any]) -> SearchTrial:
    sample.switch(**switches)

    async def use(session: Session) -> SearchTrial:
        session.allot(search.LOADS, search.SECONDS)
        return await search.try_search(session, sample.context)

    return sample.browse(use)


@pytest.mark.parametrize("switches", SETTINGS, ids=_told)
def test_both_points_at_each_setting(sample: Sample, switches: dict[str, Any]) -> None:
    found = tried(sample, switches)
    sample.check(Probed(search=found), *POINTS)


def test_three_runs_see_the_same(sample: Sample) -> None:
    runs = [msgspec.structs.replace(tried(sample, {}), records={}) for _ in range(3)]
    assert runs[0] == runs[1] == runs[2]
