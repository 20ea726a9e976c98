"""Data files fetched as a visitor would (1.1.8-4, 1.1.9-3): by their links, or by a button that a script answers."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
from playwright.async_api import Download as BrowserDownload
from playwright.async_api import Error

from zhengping.checks.context import Context
from zhengping.checks.open_data import open_data_places
from zhengping.checks.statistics import data_columns
from zhengping.checks.tools import has_any, pages_of
from zhengping.crawl.attachments import suffix_of
from zhengping.probes.faults import BudgetSpent, ProbeFault
from zhengping.probes.fetching import MOST_BYTES, Download, fetch, opened
from zhengping.probes.session import Session
from zhengping.probes.tab import Tab
from zhengping.reading.facts import Page
from zhengping.reading.files.opener import FileOpener
from zhengping.reading.probed.functions import DownloadTrial

LOADS, SECONDS = 30, 60.0
"""Of one site: fetches and page loads, seconds."""
PURPOSES = ("1.1.8-4", "1.1.9-3")
_SAMPLE = 3
_MOST_BULK = 2
_MOST_PAGES = 3
_WAITS = 6
_CONTROLS = (Path(__file__).parent / "downloads.js").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Offer:
    """A file that a page offers. `bulk`: for all sets at once, by its words; `mark`: a control that has no address."""

    page: str
    url: str
    label: str
    bulk: bool = False
    mark: str = ""


async def try_downloads(session: Session, context: Context) -> tuple[DownloadTrial, ...]:
    """Tries the data files that the data columns and the open-data columns offer; none where they offer nothing."""
    trials: list[DownloadTrial] = []
    with FileOpener(1) as opener:
        for purpose in PURPOSES:
            try:
                trials += await _try_purpose(session, context, opener, purpose)
            except BudgetSpent as spent:
                trials.append(DownloadTrial(purpose=purpose, page="", url="", state="skipped", why=str(spent)))
            except ProbeFault as fault:
                trials.append(DownloadTrial(purpose=purpose, page="", url="", state="failed", why=str(fault)))
    return tuple(trials)


async def _try_purpose(session: Session, context: Context, opener: FileOpener, purpose: str) -> list[DownloadTrial]:
    pages = _pages(context, purpose)
    offers = _offers(context, pages)
    if not offers:
        return await _by_control(session, context, opener, purpose, pages)
    count = len(offers)
    chosen = [offer for offer in offers if offer.bulk][:_MOST_BULK]
    rest = [offer for offer in offers if not offer.bulk]
    chosen += rest[:1] + sorted(
        session.draw("downloads", purpose).sample(rest[1:], min(_SAMPLE - 1, len(rest[1:]))), key=lambda o: o.url
    )
    trials = []
    async with session.tab() as tab:
        for place, offer in enumerate(chosen):
            found = await fetch(session, context, opener, offer.url, offer.page)
            tab.step(f"下载“{offer.label}”", told(found), offer.url)
            if place == 0 and (await tab.open(offer.page, action="打开提供下载的页面")).readable:
                await tab.shot("download", f"提供“{offer.label}”下载的页面")
            trials.append(_trial(purpose, offer, found, count))
        kept = tab.kept()
    return [trial if place else _with(trial, kept) for place, trial in enumerate(trials)]


def _with(trial: DownloadTrial, kept: dict[str, object]) -> DownloadTrial:
    return msgspec.structs.replace(trial, **kept)


def _trial(purpose: str, offer: Offer, found: Download, offered: int) -> DownloadTrial:
    return DownloadTrial(
        purpose=purpose,
        page=offer.page,
        url=offer.url,
        label=offer.label,
        kind=found.kind,
        size=found.size,
        opens=found.what == "file",
        what=found.what,
        bulk=offer.bulk or found.several,
        offered=offered,
        why=found.why,
    )


def told(found: Download) -> str:
    """What a download brought, in Chinese."""
    said = {
        "file": f"得到{found.kind}文件，能打开",
        "missing": "文件不存在",
        "page": "得到的是网页，不是文件",
        "empty": "得到空文件",
        "broken": "文件打不开",
        "login": "要求登录",
        "refused": "被拒绝",
        "failed": "没有取全",
    }
    return said.get(found.what, found.what) + (f"（{found.why}）" if found.why else "")


def _pages(context: Context, purpose: str) -> list[Page]:
    columns = data_columns(context) if purpose == "1.1.8-4" else open_data_places(context)[0]
    return pages_of(columns)


def _offers(context: Context, pages: Sequence[Page]) -> list[Offer]:
    """Data files linked on the pages, each address once, in the pages' order."""
    kinds, bulk = context.words("1.1.9", "file_types"), context.words("", "bulk_words")
    found: dict[str, Offer] = {}
    for page in pages:
        for file in page.attachments:
            if file.extension in kinds:
                whole = bool(has_any(file.text, bulk))
                found.setdefault(file.url, Offer(page.url, file.url, file.text or file.url.rpartition("/")[2], whole))
    return list(found.values())


async def _by_control(
    session: Session, context: Context, opener: FileOpener, purpose: str, pages: Sequence[Page]
) -> list[DownloadTrial]:
    """Where the HTML names no data file: the pages as they are drawn, their links and their buttons."""
    urls = [page.url for page in pages][:_MOST_PAGES]
    if purpose == "1.1.9-3":
        columns, entrances = open_data_places(context)
        urls += [column.url for column in columns if not column.pages and column.url.startswith("http")]
        urls += [entrance.url for entrance in entrances if entrance.url.startswith("http")]
    for url in list(dict.fromkeys(urls))[:_MOST_PAGES]:
        async with session.tab() as tab:
            if not (await tab.open(url)).readable:
                continue
            trial = await try_export(session, tab, context, opener, purpose)
            if trial is not None:
                await tab.shot("download", f"提供“{trial.label}”下载的页面")
                return [_with(trial, tab.kept())]
    return []


async def try_export(
    session: Session, tab: Tab, context: Context, opener: FileOpener, purpose: str
) -> DownloadTrial | None:
    """Uses the first control of the page in the tab that hands over data; None where there is none.

    A guide to an application (操作手册下载) is no data: links to documents are passed over.
    """
    kinds, bulk = context.words("1.1.9", "file_types"), context.words("", "bulk_words")
    controls = await tab.js(_CONTROLS, [*context.words("", "download_words"), *kinds])
    page = tab.page.url
    offers = [
        Offer(page, href, text, bool(has_any(text, bulk)), mark)
        for mark, text, href in controls
        if not href or suffix_of(href) in kinds or suffix_of(href) in ("", "do", "action", "jsp", "aspx", "php")
    ]
    offers.sort(key=lambda offer: (not offer.bulk, not offer.url))
    for offer in offers[:1]:
        if offer.url and suffix_of(offer.url) in kinds:
            found = await fetch(session, context, opener, offer.url, page)
            tab.step(f"下载“{offer.label}”", told(found))
            return _trial(purpose, offer, found, len(offers))
        return await _press(session, tab, context, opener, purpose, offer, len(offers))
    return None


async def _press(
    session: Session, tab: Tab, context: Context, opener: FileOpener, purpose: str, offer: Offer, offered: int
) -> DownloadTrial | None:
    """Presses a control; a file that the browser is handed is taken, a login or nothing is noted."""
    had, held, before = len(tab.downloads), set(tab.held), tab.page.url
    with contextlib.suppress(Error):
        place = tab.page.locator(f'[data-zhengping-download="{offer.mark}"]').first
        await place.click(timeout=3000, no_wait_after=True)
    for _ in range(_WAITS):  # a busy page may take its time
        await tab.settle()
        if len(tab.downloads) > had or tab.page.url != before or tab.dialogs or set(tab.held) > held:
            break
    if len(tab.downloads) > had:
        found = await _taken(context, opener, tab.downloads[had])
        address = tab.downloads[had].url
    elif tab.held - held:
        found, address = Download("failed", why="页面要以POST方式下载，未放行"), offer.url
    elif has_any("".join(tab.dialogs), context.words("", "must_log_in")) or "login" in tab.page.url.lower():
        found, address = Download("login"), tab.page.url
    elif tab.page.url != before:
        found, address = await fetch(session, context, opener, tab.page.url, before), tab.page.url
    else:
        found, address = Download("failed", why="点击后没有得到文件"), offer.url
    tab.step(f"点“{offer.label}”", told(found), before)
    return _trial(purpose, replace(offer, url=address if address.startswith("http") else before), found, offered)


async def _taken(context: Context, opener: FileOpener, download: BrowserDownload) -> Download:
    name = download.suggested_filename
    try:
        path = Path(await asyncio.wait_for(download.path(), 30))
        size = path.stat().st_size
        body = path.read_bytes()[: MOST_BYTES + 1] if size <= MOST_BYTES else b""
    except (Error, TimeoutError, OSError):
        return Download("failed", why="没有取到")
    if size > MOST_BYTES:
        return Download("failed", size=size, why="文件过大，只看到开头")
    return await opened(context, opener, body, suffix_of(name))
