"""The result files of one evaluation (contract `evaluate`): result.json and the three tables."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import astuple
from datetime import datetime
from pathlib import Path

from zhengping.checks.finding import Evidence
from zhengping.checks.observations import Row
from zhengping.checks.quoting import masked_values
from zhengping.checks.tried_quality import QUALITY_FILE, QUALITY_HEADER
from zhengping.evaluation.files import write_table, write_whole
from zhengping.evaluation.judgement import BEIJING, Judgement, value_text
from zhengping.evaluation.sketches import FILE as COMPARISON_FILE
from zhengping.evaluation.sketches import encoded, site_sketches
from zhengping.reading.coverage import coverage_of, meaning_for_zero
from zhengping.reading.site import Column, Place

PATH_SEPARATOR = " > "
COMPLETENESS_HEADER = (
    *("url", "name", "path", "state", "pages_seen", "pages_stated"),
    *("items_seen", "items_there", "basis", "share", "articles", "articles_read", "why", "zero"),
)
SECURITY_FILE = "security.csv"
"""Where a site is weak: for the evaluating office and the site's own, apart from every public file."""
SECURITY_HEADER = ("point", "key", "name", "state", "severity", "note", "remedy", "url", "quote")

OBSERVATIONS_HEADER = ("kind", "day", "ended", "title", "url", "not_counted")
"""Letters, surveys and interviews that the zero rules look at; the last column says why one does not count."""


def now() -> str:
    """The time of making, Beijing time, to the second."""
    return datetime.now(BEIJING).isoformat(timespec="seconds")


def write_results(judgement: Judgement, out: Path) -> None:
    """Writes the tables and what a comparison needs, then `result.json` last, each whole or not at all."""
    site = judgement.site
    places = [place for article in site.articles for place in article.places]
    places = sorted([*places, *site.other_documents], key=lambda place: place.url)
    write_table(out / "articles.csv", ("url", "title", "published", "source", "column"), map(_article, places))
    write_table(
        out / "columns.csv", ("url", "name", "path", "indicators", "items", "newest"), map(_column, site.columns)
    )
    write_table(out / "completeness.csv", COMPLETENESS_HEADER, map(_completeness, site.columns))
    write_table(out / "observations.csv", OBSERVATIONS_HEADER, map(_observation, judgement.observations))
    write_table(out / "links.csv", ("url", "found_on", "outcome", "status"), _broken(judgement))
    write_table(out / SECURITY_FILE, SECURITY_HEADER, _signs(judgement), private=True)
    if judgement.probed is not None:
        # For the webmaster: it names stack traces and database errors.
        write_table(out / QUALITY_FILE, QUALITY_HEADER, map(astuple, judgement.quality), private=True)
    write_whole(out / COMPARISON_FILE, encoded(site_sketches(judgement)))
    text = json.dumps(masked_values(judgement.as_dict(now())), ensure_ascii=False, indent=1)
    write_whole(out / "result.json", text.encode("utf-8") + b"\n")


def _article(place: Place) -> tuple[str, ...]:
    column = PATH_SEPARATOR.join(place.column.path) if place.column is not None else ""
    published = place.published.isoformat() if place.published else ""
    return place.url, place.title, published, place.source, column


def _observation(row: Row) -> tuple[str, ...]:
    day = row.day.isoformat() if row.day else ""
    ended = row.ended.isoformat() if row.ended else ""
    return row.kind, day, ended, row.title, row.url, row.reason


def _column(column: Column) -> tuple[object, ...]:
    newest = column.newest.isoformat() if column.newest else ""
    return (
        column.url,
        column.name,
        PATH_SEPARATOR.join(column.path),
        " ".join(column.indicators),
        len(column.items),
        newest,
    )


def _completeness(column: Column) -> tuple[object, ...]:
    """How much of the column was seen, and what that means for a zero; empty cells where it is not known."""
    coverage = coverage_of(column)
    share = "" if coverage.share is None else value_text(coverage.share)
    there = "" if coverage.there is None else coverage.there
    return (
        *(column.url, column.name, PATH_SEPARATOR.join(column.path), column.state),
        *(column.pages_seen, column.pages_stated or "", coverage.seen, there, coverage.basis, share),
        *(coverage.own, coverage.read, column.incomplete_why, meaning_for_zero(column, coverage)),
    )


def _broken(judgement: Judgement) -> Iterator[tuple[object, ...]]:
    for url, found_on, outcome, status in judgement.site.broken_links:
        yield url, found_on, outcome, status or ""


def _signs(judgement: Judgement) -> Iterator[tuple[object, ...]]:
    """A row for each place of each sign."""
    for sign in judgement.security:
        for place in sign.evidence or (Evidence(judgement.site.url),):
            yield (
                *(sign.point, sign.key, sign.name, sign.state, sign.severity, sign.note),
                *("" if sign.state == "good" else sign.remedy, place.url, place.quote),
            )
