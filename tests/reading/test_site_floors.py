"""Floors of the site model on the shared captures: the column of each document, from the page itself (no meta tags)."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from tests.shared import SHARED
from zhengping.crawl.model import Entry
from zhengping.reading.build import build_site
from zhengping.reading.facts import Page
from zhengping.reading.page import read_page
from zhengping.reading.site import Site
from zhengping.standard import load_edition

REAL = SHARED / "real"
HOST = "http://127.0.0.1/"
META = re.compile(
    rb"<meta[^>]*name=[\"']?"
    rb"(SiteName|SiteDomain|SiteIDCode|Column\w+|ArticleTitle|PubDate|ContentSource|Author|Keywords|Url)[\"'][^>]*>",
    re.I,
)
CAPTURES = {
    "forestry-bureau": (date(2021, 6, 9), 0.98),
    "education-bureau": (date(2020, 12, 31), 0.95),
}
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the shared captures are not here")


def _read(root: Path) -> list[Page]:
    """Every page of a capture as the crawl would hand it on, its meta tags taken out."""
    pages = []
    for file in sorted(root.rglob("*.html")):
        path = file.relative_to(root).as_posix()
        url = HOST if path == "index.html" else HOST + path
        pages.append(read_page(url, META.sub(b"", file.read_bytes()), "text/html"))
    return pages


def _site(name: str, day: date) -> Site:
    pages = _read(REAL / name / "site")
    have = {page.url for page in pages} | {HOST + "index.html"}
    entries = [Entry(page.url, "ok", 200, final_url=page.url) for page in pages]
    lost = {
        link.url: page.url
        for page in pages
        for link in page.links
        if link.url.startswith(HOST) and link.url not in have
    }
    entries += [Entry(url, "not-found", 404, found_on=found_on) for url, found_on in lost.items()]
    return build_site(HOST, pages, entries, load_edition(), day)


@pytest.fixture(scope="module", params=sorted(CAPTURES))
def capture(request: pytest.FixtureRequest) -> tuple[str, Site]:
    name = str(request.param)
    return name, _site(name, CAPTURES[name][0])


def test_the_column_of_a_document_is_right(capture: tuple[str, Site]) -> None:
    name, made = capture
    with (REAL / name / "labels.csv").open(encoding="utf-8-sig", newline="") as file:
        labels = {HOST + label["path"]: label["column"] for label in csv.DictReader(file) if label["title"]}
    places = {place.url: place.column.name if place.column else "" for each in made.articles for place in each.places}
    right = sum(places.get(url) == column for url, column in labels.items())
    assert right >= CAPTURES[name][1] * len(labels), f"{right} of {len(labels)}"


def test_every_document_is_placed_once(capture: tuple[str, Site]) -> None:
    made = capture[1]
    urls = [place.url for article in made.articles for place in article.places]
    assert len(urls) == len(set(urls))
    assert not set(urls) & set(made.foreign_pages)


def test_pages_of_the_city_are_not_the_bureaus(capture: tuple[str, Site]) -> None:
    name, made = capture
    with (REAL / name / "labels.csv").open(encoding="utf-8-sig", newline="") as file:
        paths = [label["path"] for label in csv.DictReader(file)]
    if name == "forestry-bureau":
        city = {HOST + path for path in paths if path.startswith(("sqpt/", "sqph/", "szgkdh/"))}
        assert len(city - set(made.foreign_pages)) <= 2
        assert not set(made.foreign_pages) - city - {HOST + "zddt/index1.html"}
    else:
        assert {HOST + f"channels/{number}.html" for number in (3, 4, 5, 13)} <= set(made.foreign_pages)
        assert HOST + "channels/2146.html" in made.pages
