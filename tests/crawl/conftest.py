from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.crawl.site import Route, Site, read, serving
from zhengping.crawl.archive import ArchiveReader
from zhengping.crawl.crawler import crawl
from zhengping.crawl.model import Entry
from zhengping.crawl.options import CrawlOptions
from zhengping.crawl.summary import CrawlSummary


class Result:
    """A finished crawl: its summary, what the sink was told, and the archive as read back."""

    def __init__(self, summary: CrawlSummary, told: list[tuple[Entry, Any]], out: Path, site: Any) -> None:
        self.summary = summary
        self.told = told
        self.out = out
        self.site = site
        self.archive = ArchiveReader(out)

    @property
    def outcomes(self) -> dict[str, str]:
        """Outcome by path, for the site's own host."""
        return {entry.url.replace(self.site.url, "/"): entry.outcome for entry in self.archive.entries()}

    def entry(self, path: str) -> Entry:
        return next(entry for entry in self.archive.entries() if entry.url == self.site.url + path.lstrip("/"))


@pytest.fixture
def site() -> Iterator[Callable[[dict[str, Route]], Site]]:
    with ExitStack() as stack:
        yield lambda routes: stack.enter_context(serving(routes))


def options(site: Site, out: Path, **changes: Any) -> CrawlOptions:
    given = {"delay": 0.0, "allow_private": True, "retry_wait": 0.01, "timeout": 5.0, "max_assets": 0} | changes
    return CrawlOptions(site.url, out, **given)


@pytest.fixture
def run(site: Callable[[dict[str, Route]], Site], tmp_path: Path) -> Callable[..., Result]:
    """Crawls a site of the given routes into a new folder."""

    def crawl_routes(routes: dict[str, Route], **changes: Any) -> Result:
        served = site(routes)
        told: list[tuple[Entry, Any]] = []
        summary = crawl(options(served, tmp_path, **changes), read, lambda entry, keep: told.append((entry, keep)))
        return Result(summary, told, tmp_path, served)

    return crawl_routes
