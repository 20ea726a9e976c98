"""5.1.2 on the live sample at every setting of its telephone switches: setting, expected, got."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from tests.probes.browsing import browse, needs_browser
from tests.probes.contexts import crawled
from zhengping.checks import judge_all
from zhengping.checks.context import Context
from zhengping.checks.finding import Finding
from zhengping.probes.phone import try_phone
from zhengping.reading.probed import Probed
from zhengping.sample import ServedSite, make_samples, serve
from zhengping.sample.live.scenarios import live_plans
from zhengping.sample.live.truth import UsedTruth, live_truth

pytestmark = [needs_browser, pytest.mark.slow]
ALWAYS = ({"phone": "fits"}, {"phone": "sideways"})
NOW_AND_THEN = (
    {"phone": "tiny-text"},
    {"phone": "tiny-targets"},
    {"phone": "lost"},
    {"phone": "mobile-site"},
    {"phone": "dead-mobile-site"},
    {"phone": "mobile-site", "phone_redirect": True},
)
SETTINGS = [
    *(pytest.param("live-trs", setting, id=f"trs-{setting['phone']}") for setting in ALWAYS),
    *(
        pytest.param(key, setting, id=f"{key[5:]}-{'-'.join(map(str, setting.values()))}", marks=pytest.mark.slow)
        for key in ("live-trs", "live-jcms", "live-aspnet")
        for setting in (*ALWAYS, *NOW_AND_THEN)
        if not (key == "live-trs" and setting in ALWAYS)
    ),
]


@dataclass
class Tried:
    """The sites as they are served, each crawled once."""

    sites: dict[str, ServedSite]
    folder: Any
    crawls: dict[str, Context]

    def at(self, key: str, setting: dict[str, Any]) -> tuple[dict[str, Finding], dict[str, UsedTruth]]:
        """Findings and truth of a site at a setting."""
        site = self.sites[key]
        site.live.reset()
        if key not in self.crawls:
            self.crawls[key] = crawled(site.url, self.folder / key)
        context = self.crawls[key]
        site.live.switch(**setting)
        name = "-".join(map(str, setting.values()))
        trial = browse(self.folder / f"{key}-{name}", lambda session: try_phone(session, context))
        assert trial.state == "done"
        assert site.live.submitted == []
        truth = live_truth(site.directory, site.live.setting)
        site.live.reset()
        return judge_all(replace(context, probed=Probed(phone=trial))), truth


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tried]:
    folder = tmp_path_factory.mktemp("phone-table")
    make_samples(folder / "out", plans=live_plans()[:3])
    with serve(folder / "out") as sites:
        yield Tried({site.key: site for site in sites}, folder, {})


@pytest.mark.parametrize(("key", "setting"), SETTINGS)
def test_the_finding_is_the_truth_of_the_setting(key: str, setting: dict[str, Any], tried: Tried) -> None:
    findings, truth = tried.at(key, setting)
    for code in ("5.1.2-1", "5.1.2-2"):
        expected, got = truth[code], findings[code]
        assert got.state in ("judged", "suggested")
        assert got.value is not None
        assert expected.low <= got.value <= expected.high, f"{code} {setting}: {got.value} {got.finding}"
        if not expected.settled:
            assert got.state == "suggested"
    assert findings["5.1.2-1"].state == "judged"
