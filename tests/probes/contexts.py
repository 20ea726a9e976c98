"""What a probe is given: the context of a site that was really crawled from a server on loopback."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from tests.checks.sites import DATE, edition
from zhengping.checks.context import Context, Department
from zhengping.crawl.crawler import crawl
from zhengping.crawl.model import Entry
from zhengping.crawl.options import CrawlOptions
from zhengping.evaluation.evaluate import READABLE
from zhengping.reading.build import build_site
from zhengping.reading.facts import Page
from zhengping.reading.page import read_for_crawl


def crawled(url: str, folder: Path, *, on: date = DATE, name: str = "", **options: Any) -> Context:
    """Crawls a site and builds what the checks and the probes see of it."""
    entries: list[Entry] = []
    pages: list[Page] = []

    def add(entry: Entry, page: Any) -> None:
        entries.append(entry)
        if isinstance(page, Page) and entry.outcome in READABLE:
            pages.append(page)

    plain: dict[str, Any] = {"delay": 0.0, "allow_private": True} | options
    crawl(CrawlOptions(start_url=url, out_dir=folder, **plain), read_for_crawl, add, None)
    site = build_site(url, pages, entries, edition(), on, department_name=name)
    return Context(site, edition(), Department(facts={}, name=name or site.office), on)
