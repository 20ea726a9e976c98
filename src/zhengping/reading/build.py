"""From the pages' facts and the crawl's index to the site model. Nothing is fetched or parsed here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from zhengping.crawl.model import Entry
from zhengping.reading.activities import interviews_of, surveys_of
from zhengping.reading.articles import build_articles, listed_rows, trusts_addresses
from zhengping.reading.columns import ColumnTree, build_columns
from zhengping.reading.completeness import judge_completeness, judge_states
from zhengping.reading.correspondence import complete_back_to, letters_of
from zhengping.reading.crumb_paths import steps_of
from zhengping.reading.facts import Footer, Page
from zhengping.reading.files.model import FileReading
from zhengping.reading.front import home_page
from zhengping.reading.gathering import gather
from zhengping.reading.guides import guides_of
from zhengping.reading.items import give_items, give_pages
from zhengping.reading.lookup import Lookup
from zhengping.reading.naming import Naming
from zhengping.reading.navigation import navigation_read
from zhengping.reading.ownership import Ownership, judge_ownership
from zhengping.reading.site import Column, FetchedFile, Place, Site
from zhengping.reading.spelling import in_one_spelling
from zhengping.standard.model import Edition

_WORKING = frozenset({"ok", "redirected", "robots", "off-scope", "too-large", "blocked"})
_ANSWERED = frozenset({"ok", "redirected", "too-large"})
_MOST_HOPS = 5
_DEAD_FILES = frozenset({"empty", "damaged", "html"})
_STATE_ORDER = {"filled": 0, "scripted": 1, "elsewhere": 2, "unseen": 3, "blank": 4}


def build_site(
    start_url: str,
    pages: Iterable[Page],
    entries: Sequence[Entry],
    edition: Edition,
    monitoring_date: date,
    *,
    department_name: str = "",
    budget_reached: bool = False,
    readings: Mapping[str, FileReading] | None = None,
) -> Site:
    """The site model of one crawl.

    `pages`: the facts of every page read; those whose entry did not end well (soft not found, challenge) are left out.
    `entries`: the crawl's index; `edition` gives column names and word lists; `monitoring_date` and the days of the
    crawl bound what can be a day of publication. `department_name` is the office's name where it is known, else the
    site's own name stands for it; `budget_reached` says that the crawl ended before the site did.
    `readings`: what was found in the attachments that were opened, by the address of their entry.
    The order of `pages` and `entries` does not matter.
    """
    index = sorted(entries, key=lambda entry: (entry.url, entry.sequence))
    ordered = in_one_spelling(_pages_that_answered(pages, index), index)
    lookup = Lookup(start_url, ordered, index)
    home = home_page(lookup)
    ownership = judge_ownership(lookup, home, department_name)
    own = {key: page for key, page in lookup.by_key.items() if key not in ownership.foreign}
    naming = Naming(edition)
    naming.set_local_names(ownership.name, ownership.office)
    mentions = gather(lookup, ownership, home, naming)
    tree = build_columns(lookup, ownership, mentions, home, naming)
    give_pages(lookup, mentions, tree, own)
    listed = listed_rows(lookup, mentions, own)
    latest = _latest_day(index, monitoring_date)
    articles, by_key = build_articles(lookup, mentions, tree, own, listed, latest)
    give_items(lookup, ownership, tree, articles, by_key, latest, trusts_addresses(own))
    outcomes = {entry.url: entry.outcome for entry in index}
    files = _files(index, readings or {})
    judge_states(tree.columns, edition.words.get("placeholder", ()))
    judge_completeness(tree.columns, outcomes, budget_reached)
    site = Site(
        url=home.url if home is not None else start_url,
        name=ownership.name,
        office=ownership.office,
        home=home,
        pages={page.url: page for page in own.values()},
        columns=tree.columns,
        articles=articles,
        outcomes=outcomes,
        statuses={entry.url: entry.status for entry in index},
        files=files,
        foreign_pages={lookup.by_key[key].url: whose for key, whose in ownership.foreign.items()},
        other_pages={lookup.by_key[key].url: lookup.by_key[key] for key in ownership.foreign},
        other_documents=_other_documents(lookup, ownership),
        footer=_footer(home, own.values()),
        broken_links=_broken_links(index, files),
        budget_reached=budget_reached,
        headers={entry.url: entry.headers for entry in index if entry.headers},
        cookies={entry.url: entry.cookies for entry in index if entry.cookies},
        tls=next((entry.tls for entry in sorted(index, key=lambda entry: entry.sequence) if entry.tls), {}),
    )
    site.navigation_read = navigation_read(lookup, home, list(own.values()))
    site._by_indicator = _by_indicator(tree)
    site.letters = letters_of(site, lookup)
    site.letters_complete_back_to = complete_back_to(site)
    site.surveys = surveys_of(site, edition)
    site.interviews = interviews_of(site, edition)
    site.guides = guides_of(site, edition)
    return site


def _pages_that_answered(pages: Iterable[Page], index: Iterable[Entry]) -> list[Page]:
    """The pages by address, without those that the crawl found to be no content of their address."""
    failed = {entry.final_url or entry.url for entry in index if entry.outcome not in _ANSWERED}
    failed -= {entry.final_url or entry.url for entry in index if entry.outcome in _ANSWERED}
    return sorted((page for page in pages if page.url not in failed), key=lambda page: page.url)


def _latest_day(index: Iterable[Entry], monitoring_date: date) -> date:
    """The last day that a publication can have: the day after the crawl (or the monitoring date, if that is later)."""
    fetched = max((entry.fetched_at[:10] for entry in index if entry.fetched_at), default="")
    try:
        crawled = date.fromisoformat(fetched) if fetched else monitoring_date
    except ValueError:
        crawled = monitoring_date
    return max(crawled, monitoring_date) + timedelta(days=1)


def _other_documents(lookup: Lookup, ownership: Ownership) -> list[Place]:
    """Documents of other sites under the same address, told apart by the first step of their columns' paths."""
    found = []
    for key, whose in ownership.foreign.items():
        page = lookup.by_key[key]
        if page.kind != "article" or page.published is None or page.title is None:
            continue
        path = (whose, *steps_of(page))
        column = Column(url="", name=path[-1], path=path, state="elsewhere", platform=whose)
        source = page.source.value if page.source is not None else ""
        published = page.published.value if page.published.where != "url" else None
        found.append(Place(page.url, page.title.value, published, source, column))
    return found


def _by_indicator(tree: ColumnTree) -> dict[str, list[Column]]:
    """Columns by indicator, best first: with content before blank, surer names and higher places before others."""
    found: dict[str, list[Column]] = {}
    for column in tree.columns:
        for code in column.indicators:
            found.setdefault(code, []).append(column)
    for code, columns in found.items():
        columns.sort(
            key=lambda column: (
                _STATE_ORDER[column.state],
                -column.strengths.get(code, 0),
                len(column.path),
                not column.in_navigation,
                -len(column.items),
            )
        )
    return found


def _files(index: Iterable[Entry], readings: Mapping[str, FileReading]) -> dict[str, FetchedFile]:
    """Files by the address under which they were asked for; one that redirects stands for what it leads to."""
    entries = {entry.url: entry for entry in index if entry.kind == "file"}
    found = {}
    for url, asked in entries.items():
        entry = asked
        for _ in range(_MOST_HOPS):
            if entry.outcome != "redirected" or entry.final_url not in entries:
                break
            entry = entries[entry.final_url]
        reading = readings.get(entry.url, FileReading())
        found[url] = FetchedFile(
            url=url,
            outcome=entry.outcome,
            kind=reading.kind or entry.file_type,
            size=entry.size,
            whole=entry.whole,
            openable=False if reading.fault else True if reading.opened else entry.openable,
            record=entry.record,
            reading=reading,
            found_on=asked.found_on,
        )
    return found


def _broken_links(index: Iterable[Entry], files: Mapping[str, FetchedFile]) -> list[tuple[str, str, str, int]]:
    """Links that do not work: addresses that failed, and files that came and are empty, damaged or a web page."""
    found = []
    for entry in index:
        if entry.outcome not in _WORKING:
            found.append((entry.url, entry.found_on, entry.outcome, entry.status))
        elif (
            entry.outcome == "ok" and entry.kind == "file" and (fault := files[entry.url].reading.fault) in _DEAD_FILES
        ):
            found.append((entry.url, entry.found_on, f"file-{fault}", entry.status))
    return found


def _footer(home: Page | None, pages: Iterable[Page]) -> Footer:
    """The home page's footer; where it shows nothing, the first page's that does."""
    if home is not None and home.footer != Footer():
        return home.footer
    return next((page.footer for page in pages if page.footer != Footer()), Footer())
