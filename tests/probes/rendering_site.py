"""A site that is crawled, rendered and read again as an evaluation does it, for the tests of rendering."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tests.checks.sites import DATE, edition
from tests.probes.browsing import options
from zhengping.crawl.archive import ArchiveReader
from zhengping.crawl.crawler import crawl
from zhengping.crawl.model import Entry
from zhengping.crawl.options import CrawlOptions
from zhengping.evaluation.evaluate import READABLE
from zhengping.evaluation.rendered import with_drawn
from zhengping.probes.rendering import render_pages
from zhengping.reading.build import build_site
from zhengping.reading.facts import Page
from zhengping.reading.page import read_for_crawl
from zhengping.reading.probed.rendering import RenderingTrial
from zhengping.reading.site import Column, Site


@dataclass(repr=False)
class Rendered:
    """What came of it: the trial, the pages and entries with the drawn ones, the site model."""

    trial: RenderingTrial
    archive: ArchiveReader
    pages: dict[str, Page] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    site: Site | None = None

    def column(self, name: str) -> Column:
        """The column of that name."""
        assert self.site is not None
        return next(column for column in self.site.columns if column.name == name)


def rendered(
    url: str, folder: Path, *, on: date = DATE, crawling: dict[str, Any] | None = None, **probing: Any
) -> Rendered:
    """Crawls the site at `url`, has its pages drawn, and builds the site model of both."""
    pages: list[Page] = []

    def add(entry: Entry, page: Any) -> None:
        if isinstance(page, Page) and entry.outcome in READABLE:
            pages.append(page)

    plain: dict[str, Any] = {"delay": 0.0, "allow_private": True, "retry_wait": 0.01} | (crawling or {})
    crawl_options = CrawlOptions(start_url=url, out_dir=folder, **plain)
    crawl(crawl_options, read_for_crawl, add, None)
    static = ArchiveReader(folder)
    trial = render_pages(crawl_options, options(crawl_options.archive_dir, **probing), static, pages, add)
    archive = ArchiveReader(folder)
    with_pages, entries = with_drawn(pages, archive.entries(), archive.folder, trial)
    site = build_site(url, with_pages, entries, edition(), on)
    return Rendered(
        trial, archive, {page.url: page for page in with_pages}, {entry.url: entry for entry in entries}, site
    )
