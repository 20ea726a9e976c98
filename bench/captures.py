"""Captured sites with an answer key: reads every labelled page and counts what is right."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from zhengping.reading.crumbs import column_name
from zhengping.reading.facts import Page
from zhengping.reading.page import read_page

CAPTURES = Path(__file__).resolve().parents[2] / "shared" / "real"
SITES = ("forestry-bureau", "education-bureau")
META = re.compile(
    rb"<meta[^>]*name=[\"']?(SiteName|SiteDomain|SiteIDCode|Column\w+|ArticleTitle|PubDate|ContentSource|Author|Keywords|Url)"
    rb"[\"'][^>]*>",
    re.I,
)
_UNSEEN = re.compile(r"(?s)<!--.*?-->|<(script|style|title)\b.*?</\1>|<[^>]*>")


class Labelled(NamedTuple):
    """A page of a capture: the key's row, and the page as it would be sent."""

    label: dict[str, str]
    body: bytes
    seen: str


@dataclass
class Count:
    """How often a fact was asked for, read right, read wrong (not merely missing); `faults` name the pages."""

    asked: int = 0
    right: int = 0
    wrong: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, path: str, wanted: str, found: str) -> None:
        self.asked += 1
        if squeezed(wanted) == squeezed(found):
            self.right += 1
            return
        if found:
            self.wrong += 1
        self.faults.append(f"{path}: {wanted} / {found or '-'}")

    @property
    def share(self) -> float:
        return self.right / self.asked if self.asked else 0.0

    @property
    def wrong_share(self) -> float:
        return self.wrong / self.asked if self.asked else 0.0


def squeezed(text: str) -> str:
    return "".join(text.split())


def labelled_pages(site: str, *, gbk: bool = False, strip_meta: bool = True) -> Iterator[Labelled]:
    """The labelled pages of a capture, as its server sends them with --strip-meta and --gbk."""
    folder = CAPTURES / site
    with (folder / "labels.csv").open(encoding="utf-8", newline="") as key:
        for label in csv.DictReader(key):
            body = (folder / "site" / label["path"]).read_bytes()
            if strip_meta:
                body = META.sub(b"", body)
            seen = _UNSEEN.sub("", body.decode("utf-8", "replace"))
            if gbk:
                text = body.decode("utf-8", "replace")
                text = re.sub(r"charset=[\"']?utf-8", lambda m: m.group(0)[:-5] + "gbk", text, flags=re.I)
                body = text.encode("gb18030")
            yield Labelled(label, body, seen)


def column_of(page: Page) -> str:
    """The column that a page says it stands in: the breadcrumb's last name, else a list's heading."""
    title = page.title.value if page.title else ""
    if page.crumbs:
        return column_name(page.crumbs, title if page.kind == "article" else "")
    return title if page.kind == "list" else ""


def measure(site: str, *, gbk: bool = False, strip_meta: bool = True) -> dict[str, Count]:
    """Counts by fact.

    date, title: pages whose key says that they show it; source: the same (a key of another meaning is the caller's
    to leave out); column: pages that show the key's column name anywhere outside their menus' scripts and <title>,
    right where it is the breadcrumb's last name.
    """
    counts = {fact: Count() for fact in ("date", "title", "source", "column", "any column")}
    for label, body, seen in labelled_pages(site, gbk=gbk, strip_meta=strip_meta):
        page = read_page("http://127.0.0.1/" + label["path"], body, "text/html")
        path = label["path"]
        if label["published"] and label["published_visible"]:
            counts["date"].add(path, label["published"], str(page.published.value) if page.published else "")
        if label["title"] and label["title_visible"]:
            counts["title"].add(path, label["title"], page.title.value if page.title else "")
        if label["source"] and label["source_visible"] and label["published"]:
            counts["source"].add(path, label["source"], page.source.value if page.source else "")
        if label["column"] and label["column"] in seen:
            counts["column"].add(path, label["column"], column_of(page))
            names = {squeezed(crumb.name) for crumb in page.crumbs} | {squeezed(column_of(page))}
            found = label["column"] if squeezed(label["column"]) in names else column_of(page)
            counts["any column"].add(path, label["column"], found)
    return counts
