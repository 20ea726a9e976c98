"""5.4-1 and 5.1.1-1 at every setting of the live samples: setting, expected, got."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.probes.browsing import browse, needs_browser
from tests.probes.contexts import crawled
from tests.probes.share_site import judged
from zhengping.checks.context import Context
from zhengping.probes.accounts import try_accounts
from zhengping.probes.sharing import try_sharing
from zhengping.sample import ServedSite, make_samples, serve
from zhengping.sample.live.scenarios import choices, live_plans
from zhengping.sample.live.truth import live_truth

pytestmark = [needs_browser, pytest.mark.slow]
FAMILIES = ("live-trs", "live-jcms", "live-aspnet")
PAGES = 90
"""Enough of a sample for its home page and articles of several columns."""


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
    folder = tmp_path_factory.mktemp("table")
    make_samples(folder / "out", plans=[plan for plan in live_plans() if plan.key == request.param])
    with serve(folder / "out") as sites:
        served = next(iter(sites))
        yield Sample(served, crawled(served.url, folder / "crawl", max_pages=PAGES), folder)


def got(sample: Sample, point: str, **switches: Any) -> tuple[str, Any, tuple[Any, Any], str]:
    """State and value of a point at a setting, the band of the truth, and the finding's words."""
    sample.served.live.reset()
    setting = sample.served.live.switch(**switches)
    kind, probe = {"5.4-1": ("sharing", try_sharing), "5.1.1-1": ("accounts", try_accounts)}[point]
    name = "-".join(str(value) for value in switches.values())
    trial = browse(sample.folder / f"{kind}-{name}", lambda session: probe(session, sample.context))
    assert not sample.served.live.submitted
    finding = judged(sample.context, point, **{kind: trial})
    truth = live_truth(sample.served.directory, setting)[point]
    if truth.settled:
        assert finding.state == "judged", finding.finding
    else:
        assert finding.state == "suggested", finding.finding
    return finding.state, finding.value, (truth.low, truth.high), finding.finding


@pytest.mark.parametrize("share", choices("share"))
def test_sharing(sample: Sample, share: str) -> None:
    _, value, (low, high), said = got(sample, "5.4-1", share=share)
    assert low <= value <= high, said


def _combinations() -> Iterator[Any]:
    """Every pair of the two switches; those that add least to the others take part in the slow run only."""
    for code in choices("account_code"):
        for weibo in choices("account_weibo"):
            quick = weibo == "none" or (code, weibo) in (("account", "link"), ("picture", "link"), ("site", "share"))
            yield pytest.param(code, weibo, marks=() if quick else pytest.mark.slow)


@pytest.mark.parametrize(("code", "weibo"), list(_combinations()))
def test_accounts(sample: Sample, code: str, weibo: str) -> None:
    _, value, (low, high), said = got(sample, "5.1.1-1", account_code=code, account_weibo=weibo)
    assert low <= value <= high, said
