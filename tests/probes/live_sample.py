"""The live samples as the tables of settings use them: served, crawled once, judged against the truth of a setting."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from tests.probes.browsing import browse
from tests.probes.contexts import crawled
from zhengping.checks import judge_all
from zhengping.checks.context import Context
from zhengping.checks.finding import Finding
from zhengping.probes.session import Session
from zhengping.reading.probed import Probed
from zhengping.sample import ServedSite, make_samples, serve
from zhengping.sample.live.scenarios import live_plans
from zhengping.sample.live.truth import UsedTruth, live_truth
from zhengping.sample.making import DEFAULT_DATE

T = TypeVar("T")
FAMILIES = ("live-trs", "live-jcms", "live-aspnet")


@dataclass(repr=False)
class Sample:
    """A served sample and what the crawl saw of it at the default setting. Its repr would be the whole crawl."""

    served: ServedSite
    context: Context
    folder: Path
    _browsed: int = 0

    def switch(self, **switches: Any) -> None:
        """The default setting but for these switches."""
        self.served.live.reset()
        self.served.live.switch(**switches)
        self.served.live.clear()

    def browse(self, use: Callable[[Session], Awaitable[T]], **options: Any) -> T:
        """What a probe returns; it must not have submitted anything."""
        self._browsed += 1
        found = browse(self.folder / f"browsed{self._browsed}", use, **options)
        assert self.served.live.submitted == []
        return found

    def truth(self, point: str) -> UsedTruth:
        """What a visitor finds at the present setting."""
        return live_truth(self.served.directory, self.served.live.setting)[point]

    def judged(self, point: str, probed: Probed) -> Finding:
        """The finding of a point with what a browser saw."""
        return judge_all(replace(self.context, probed=probed))[point]

    def check(self, probed: Probed, *points: str, judged: bool = True) -> None:
        """Raises AssertionError with a line for each point whose finding is not the truth of the setting.

        A value that can be settled must lie in the band and, where `judged`, be no mere proposal; one that nobody may
        stand by must not be judged, and what is proposed instead must lie in the band.
        """
        findings, lines = judge_all(replace(self.context, probed=probed)), []
        for point in points:
            got, wanted = findings[point], self.truth(point)
            inside = got.value is not None and wanted.low <= got.value <= wanted.high
            settled = inside and (got.state == "judged" or not judged)
            proposed = got.state != "judged" and (inside or got.value is None)
            if not (settled if wanted.settled else proposed):
                band = f"{wanted.value} [{wanted.low}, {wanted.high}]{'' if wanted.settled else ' open'}"
                lines.append(f"{point}: {got.state} {got.value}, truth {band} {wanted.reason}; {got.finding}")
        if lines:
            raise AssertionError("\n".join(lines))


@contextmanager
def served_sample(key: str, folder: Path) -> Iterator[Sample]:
    """The live sample of this key made, served and crawled whole."""
    make_samples(folder / "out", plans=[plan for plan in live_plans() if plan.key == key])
    with serve(folder / "out") as sites:
        (served,) = sites
        yield Sample(served, crawled(served.url, folder / "crawl", on=DEFAULT_DATE), folder)
