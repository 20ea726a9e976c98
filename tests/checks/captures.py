"""A captured site, followed from its home page as the crawl would, and judged; without a network."""

from __future__ import annotations

import csv
import re
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.shared import SHARED
from zhengping.checks import judge_all
from zhengping.checks.context import Context, Department
from zhengping.checks.finding import Finding
from zhengping.crawl.model import Entry
from zhengping.reading.build import build_site
from zhengping.reading.facts import Page
from zhengping.reading.page import read_for_crawl
from zhengping.standard import load_edition

REAL = SHARED / "real"
OWN_KEYS = Path(__file__).parents[1] / "answer_keys"
HOST = "http://127.0.0.1/"
DATES = {
    "forestry-bureau": date(2021, 6, 9),
    "education-bureau": date(2020, 12, 31),
    "planning-office": date(2019, 3, 31),
}
_META = re.compile(
    rb"<meta[^>]*name=[\"']?"
    rb"(SiteName|SiteDomain|SiteIDCode|Column\w+|ArticleTitle|PubDate|ContentSource|Author|Keywords|Url)[\"'][^>]*>",
    re.I,
)


def follow(name: str) -> tuple[list[Page], list[Entry]]:
    """Pages and index of a capture: what its own links lead to; what was not saved answers 404."""
    root = (REAL / name / "site").resolve()
    pages: list[Page] = []
    entries: list[Entry] = []
    found_on = {HOST: ""}
    queue = [HOST]
    for sequence, url in enumerate(queue):
        file = root / unquote(urlsplit(url).path).lstrip("/")
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            entries.append(Entry(url, "not-found", 404, found_on=found_on[url], sequence=sequence))
            continue
        known = {"final_url": url, "record": f"r{sequence}", "found_on": found_on[url], "sequence": sequence}
        if file.suffix.lower() not in (".html", ".htm", ".shtml"):
            entries.append(Entry(url, "ok", 200, kind="file", size=file.stat().st_size, **known))
            continue
        reading = read_for_crawl(url, _META.sub(b"", file.read_bytes()), "text/html", f"r{sequence}")
        entries.append(Entry(url, "ok", 200, **known))
        pages.append(reading.page)
        for target in reading.targets:
            address = target.url.split("#")[0]
            if address.startswith(HOST) and address not in found_on and target.hint != "asset":
                found_on[address] = url
                queue.append(address)
    return pages, entries


@cache
def judged(name: str) -> dict[str, Finding]:
    """The findings of a capture at its monitoring date, without a register of the department."""
    edition = load_edition()
    pages, entries = follow(name)
    site = build_site(HOST, pages, entries, edition, DATES[name])
    return judge_all(Context(site, edition, Department(facts={}), DATES[name]))


def _key(name: str) -> list[dict[str, str]]:
    """The rows of a capture's key: it brings its own with it, or the key is one of ours (`tests/answer_keys`)."""
    key = REAL / name / "points.csv"
    if not key.is_file():
        key = OWN_KEYS / f"{name}.csv"
    with key.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def answers(name: str) -> dict[str, float]:
    """The careful readers' values, without what a static capture cannot tell."""
    return {row["point"]: float(row["value"]) for row in _key(name) if row["value"] != "?"}


def reasons(name: str) -> dict[str, str]:
    """Why the readers judged so: their reason or how they settled, and the pages they name."""
    return {
        row["point"]: " ".join(part for part in (row.get("reason") or row.get("note") or "", row["pages"]) if part)
        for row in _key(name)
    }
