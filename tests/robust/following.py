"""A site's answers followed as the crawl follows links, without a network, and judged."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from tests.robust.variants import HOST, NOT_FOUND, Answer, Site
from zhengping.checks import judge_all
from zhengping.checks.context import Context, Department
from zhengping.checks.finding import Finding
from zhengping.crawl.addresses import page_key
from zhengping.crawl.attachments import inspect, suffix_of
from zhengping.crawl.model import Entry
from zhengping.crawl.outcomes import classify
from zhengping.reading.build import build_site
from zhengping.reading.facts import Page
from zhengping.reading.page import read_for_crawl
from zhengping.sample.server import _Routes
from zhengping.standard.model import Edition


class Change(NamedTuple):
    """A point that stands otherwise in the variant than in the site as it is."""

    code: str
    before: Finding
    after: Finding

    def __str__(self) -> str:
        return (
            f"{self.code} {self.before.state} {self.before.value} -> {self.after.state} {self.after.value}: "
            f"{self.before.finding} -> {self.after.finding}"
        )


def sample_site(folder: Path) -> Site:
    """The answers of a sample."""
    routes = _Routes(folder)

    def answer(url: str) -> Answer:
        parts = urlsplit(url)
        return Answer(*routes.answer(f"{parts.path}?{parts.query}" if parts.query else parts.path))

    return answer


def folder_site(root: Path) -> Site:
    """The answers of a captured site."""
    root = root.resolve()

    def answer(url: str) -> Answer:
        file = root / unquote(urlsplit(url).path).lstrip("/")
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            return NOT_FOUND
        html = file.suffix.lower() in (".html", ".htm", ".shtml")
        return Answer(200, "text/html" if html else "application/octet-stream", file.read_bytes())

    return answer


def follow(site: Site, start: str = HOST) -> tuple[list[Page], list[Entry]]:
    """Pages and index: what the site's own links lead to. http and https, with and without www. are one site."""
    host = (urlsplit(start).hostname or "").removeprefix("www.")
    pages: list[Page] = []
    entries: list[Entry] = []
    found_on = {page_key(start): ""}
    queue = [start]

    def take(addresses: Iterable[str], page: str) -> None:
        for address in addresses:
            url = address.split("#")[0]
            inside = (urlsplit(url).hostname or "").removeprefix("www.") == host
            if inside and page_key(url) not in found_on:
                found_on[page_key(url)] = page
                queue.append(url)

    for sequence, url in enumerate(queue):
        answer = site(url)
        outcome = classify(answer.status, {}, answer.body)
        entry = Entry(
            url,
            outcome,
            answer.status,
            final_url=url,
            record=f"r{sequence}",
            content_type=answer.kind,
            size=len(answer.body),
            found_on=found_on[page_key(url)],
            sequence=sequence,
        )
        entries.append(entry)
        if outcome != "ok":
            continue
        if not answer.is_html:
            entry.kind = "file"
            entry.file_type, entry.openable = inspect(answer.body, True, suffix_of(url), answer.kind)
            continue
        entry.was_read = True
        reading = read_for_crawl(url, answer.body, answer.kind, entry.record)
        if reading.challenge or reading.soft_not_found:
            entry.outcome = "blocked" if reading.challenge else "soft-not-found"
            continue
        if reading.redirect and page_key(reading.redirect) != page_key(url):
            entry.outcome, entry.final_url = "redirected", reading.redirect
        pages.append(reading.page)
        take((target.url for target in reading.targets if target.hint != "asset"), url)
    return pages, entries


def judged(
    site: Site, edition: Edition, department: Department, on: date, start: str = HOST, *, office: str = ""
) -> dict[str, Finding]:
    """The findings of a site that is followed from its start."""
    pages, entries = follow(site, start)
    model = build_site(start, pages, entries, edition, on, department_name=office)
    return judge_all(Context(model, edition, department, on))


def changes(before: dict[str, Finding], after: dict[str, Finding]) -> list[Change]:
    """The points whose state or value differ, in the table's order."""
    return [
        Change(code, finding, after[code])
        for code, finding in before.items()
        if (finding.state, finding.value) != (after[code].state, after[code].value)
    ]


def unjust(differences: Iterable[Change]) -> list[Change]:
    """Of the changes those that no lost evidence allows: a judged value that is another than the one before, and a
    check that failed."""
    return [
        change
        for change in differences
        if change.after.state == "failed"
        or (change.after.state == "judged" and change.after.value != change.before.value)
    ]
