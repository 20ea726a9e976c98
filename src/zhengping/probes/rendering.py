"""Script-drawn pages: drawn in rounds, read as the others, and the crawl goes on where only they lead.

Chosen by `choosing`, drawn by `drawing`. Nothing is done to look like anything but this program: a check that any
browser answers is answered by the browser under the program's own name, and the cookie that the site then gives is
used under the same name; whoever asks for a captcha or turns the visitor away is left alone.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from playwright.async_api import Error

from zhengping.crawl import addresses
from zhengping.crawl.archive import ArchiveReader, Sink
from zhengping.crawl.crawler import crawl_on
from zhengping.crawl.model import Entry, Further, Target
from zhengping.crawl.options import CrawlOptions
from zhengping.crawl.outcomes import Outcome
from zhengping.crawl.progress import Progress
from zhengping.crawl.scope import Scope
from zhengping.probes.browser import find_browser
from zhengping.probes.choosing import Choice, Wanted, pages_to_draw, refusals
from zhengping.probes.drawing import Drawing, draw, spare_pictures
from zhengping.probes.faults import BudgetSpent, ProbeFault
from zhengping.probes.options import ProbeOptions
from zhengping.probes.recorder import DRAWN_PREFIX
from zhengping.probes.run import NO_BROWSER, Tell
from zhengping.probes.session import Session, open_session
from zhengping.reading.facts import Page
from zhengping.reading.page import read_for_crawl, targets_of
from zhengping.reading.probed.rendering import Drawn, RenderingTrial

DRAWING_SECONDS = 150.0
"""Of all drawing together, the crawl that follows aside."""
_PAGE_SECONDS = 40.0
_AT_ONCE = 2
_ROUND = 12
_MOST_CRAWLS = 4
_MOST_REFUSALS = 50
_READABLE = frozenset({Outcome.OK, Outcome.TOO_LARGE})


def render_pages(
    crawl_options: CrawlOptions,
    options: ProbeOptions,
    archive: ArchiveReader,
    pages: Sequence[Page],
    keep: Sink,
    progress: Progress | None = None,
    tell: Tell = lambda _: None,
) -> RenderingTrial:
    """Draws the pages of a finished crawl that need a browser, and lets the crawl go on where only they lead.

    `pages`: the facts that the crawl read; `keep` is given what the crawl that follows brings, as the crawl's own sink.
    The archive on disk is longer afterwards: open it again. No browser is started where no page needs one; without a
    browser the trial is skipped. Raises ArchiveError where the archive cannot be written, KeyboardInterrupt where the
    crawl that follows is interrupted.
    """
    wanted = pages_to_draw(pages, archive.entries(), archive.body, _home(archive))
    refused = refusals(archive.entries(), {each.url: each for each in wanted})
    if not wanted:
        return RenderingTrial(state="absent", pages=_reported(refused))
    executable = find_browser(options.browser)
    if executable is None:
        return RenderingTrial(state="skipped", why=NO_BROWSER, pages=_reported(refused), left=len(wanted))
    tell(f"绘制由脚本生成的页面（至多{options.max_drawn}页）")
    own_time = replace(options, max_seconds=1e9, max_loads=options.max_drawn * 3)

    async def run() -> RenderingTrial:
        try:
            async with open_session(own_time, executable, archive.start_url, DRAWN_PREFIX) as (session, _):
                return await _Rendering(session, crawl_options, archive, pages, keep, progress).run(wanted)
        except ProbeFault as fault:
            return RenderingTrial(state="failed", why=str(fault), pages=_reported(refused), left=len(wanted))

    return asyncio.run(run())


def _home(archive: ArchiveReader) -> str:
    return archive.summary.origin or archive.start_url


def _reported(urls: Sequence[str]) -> tuple[Drawn, ...]:
    return tuple(Drawn(url, "", "refused", outcome="blocked") for url in urls[:_MOST_REFUSALS])


@dataclass
class _Rendering:
    """One rendering of a site.

    `fresh`: where the drawn pages lead that the crawl has not been told of yet; `told`: every address that it was;
    `checks`: addresses behind a check by script; `asked_again` those that the crawl asked for with the check's cookie.
    """

    session: Session
    crawl_options: CrawlOptions
    archive: ArchiveReader
    first_pages: Sequence[Page]
    keep: Sink
    progress: Progress | None
    choice: Choice = field(default_factory=Choice)
    drawn: list[tuple[Drawing, list[str]]] = field(default_factory=list)
    fresh: dict[str, list[Target]] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    checks: set[str] = field(default_factory=set)
    asked_again: set[str] = field(default_factory=set)
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    found: int = 0
    crawls: int = 0
    spent: float = 0.0
    why: str = ""

    async def run(self, wanted: Sequence[Wanted]) -> RenderingTrial:
        self.pages = {page.url: page for page in self.first_pages}
        self.scope = Scope(_home(self.archive), self.crawl_options.siblings, self.crawl_options.path_prefix)
        self.entries = self.archive.entries()
        self.told = {entry.url for entry in self.entries}
        self._choose(wanted)
        while True:
            batch = self.choice.next_round(min(_ROUND, self._room()))
            if batch:
                await self._draw_all(batch)
            goes_on = (self._passed_a_check() or not batch) and await self._crawl_on()
            if not batch and not goes_on:
                break
        return self._trial()

    def _room(self) -> int:
        """Pages that may still be drawn."""
        if self.spent >= DRAWING_SECONDS:
            self.why = "绘制页面用时达到上限"
            return 0
        room = self.session.options.max_drawn - len(self.drawn)
        if room <= 0 and self.choice.left:
            self.why = f"绘制页面达到上限（{self.session.options.max_drawn}页）"
        return room

    # --- drawing -------------------------------------------------------------------------------------------

    async def _draw_all(self, batch: Sequence[Wanted]) -> None:
        """Draws a round of pages, a few at once, and takes up what they show in the round's order."""
        started = time.monotonic()
        self.session.allot(len(batch) * 3, max(5.0, DRAWING_SECONDS - self.spent))
        results: dict[str, Drawing] = {}
        waiting = list(reversed(batch))
        await asyncio.gather(*(self._work(waiting, results) for _ in range(min(_AT_ONCE, len(batch)))))
        for wanted in batch:
            if results[wanted.url].crashed and self.session.options.max_drawn > 1:
                # Alone this time: what ended a page beside it is no fault of its own.
                await self._work([wanted], results)
        for wanted in batch:
            self._take_up(results[wanted.url])
        self.spent += time.monotonic() - started

    async def _work(self, waiting: list[Wanted], results: dict[str, Drawing]) -> None:
        while waiting:
            async with self.session.tab() as tab:
                await spare_pictures(tab)
                while waiting:
                    wanted = waiting.pop()
                    drawing = await self._draw_one(tab, wanted)
                    results[wanted.url] = drawing
                    if drawing.crashed or drawing.outcome in ("failed", "timeout"):
                        break  # another tab for the next page

    async def _draw_one(self, tab: Any, wanted: Wanted) -> Drawing:
        try:
            going = draw(tab, wanted, self.pages.get(wanted.url), self.scope.owns)
            return await asyncio.wait_for(going, self.session.options.page_seconds + _PAGE_SECONDS)
        except BudgetSpent:
            return Drawing(wanted, outcome="skipped")
        except (ProbeFault, Error, TimeoutError) as fault:
            return Drawing(wanted, outcome="failed", crashed="崩溃" in str(fault))

    def _take_up(self, drawing: Drawing) -> None:
        """Keeps a drawn page in the archive and notes where it leads."""
        records = []
        for view in drawing.views:
            records.append(self.session.recorder.document(view.url, view.html))
            page = view.reading.page
            finder = drawing.wanted.url
            new = [target for target in targets_of(page) if self._is_new(target)]
            if view.url != finder and "#page=" not in view.url and self._is_new(Target(view.url)):
                new.append(Target(view.url, 3))
            if new:
                self.fresh.setdefault(finder, []).extend(new)
                self.told.update(target.url for target in new)
        self.drawn.append((drawing, records))
        if drawing.outcome != "skipped":
            self.choice.learn(drawing.wanted, drawing.gained)

    def _is_new(self, target: Target) -> bool:
        address = addresses.canonical(target.url)
        return bool(address) and target.url not in self.told and self.scope.owns(address)

    # --- the crawl goes on ---------------------------------------------------------------------------------

    def _passed_a_check(self) -> bool:
        """Whether the browser passed a check whose cookie the crawl does not have yet."""
        passed = False
        for drawing, _ in self.drawn:
            origin = "/".join(drawing.wanted.url.split("/")[:3]) + "/"
            if drawing.cookies and drawing.outcome == "ok" and origin not in self.cookies:
                self.cookies[origin] = drawing.cookies
                passed = True
        return passed

    async def _crawl_on(self) -> bool:
        """Lets the crawl go on with what was found; whether there was anything to go on with."""
        again = {
            entry.url
            for entry in self.entries
            if entry.outcome == Outcome.BLOCKED
            and entry.url in self.checks
            and entry.url not in self.asked_again
            and any(entry.url.startswith(origin) for origin in self.cookies)
        }
        if not (self.fresh or again) or self.crawls >= _MOST_CRAWLS or self._is_spent():
            return False
        self.crawls += 1
        self.asked_again |= again
        self.found += sum(len(targets) for targets in self.fresh.values())
        further = Further(self.fresh, frozenset(again))
        self.fresh = {}
        options = replace(self.crawl_options, cookies=self.cookies)
        summary = await crawl_on(options, read_for_crawl, further, self._keep, self.progress)
        if summary.interrupted:
            raise KeyboardInterrupt
        self.archive = ArchiveReader(self.crawl_options.archive_dir)
        self.entries = self.archive.entries()
        self.told |= {entry.url for entry in self.entries}
        self._choose_again()
        return True

    def _is_spent(self) -> bool:
        summary = self.archive.summary
        return bool(summary.budget_reached) or summary.stopped == "down"

    def _keep(self, entry: Entry, page: Any) -> None:
        self.keep(entry, page)
        if isinstance(page, Page) and entry.outcome in _READABLE:
            self.pages[page.url] = page

    def _choose_again(self) -> None:
        """What the crawl brought may need drawing too, and what it now could read needs none any more."""
        read = {entry.url for entry in self.entries if entry.outcome in _READABLE}
        self.choice.waiting = [each for each in self.choice.waiting if each.why != "check" or each.url not in read]
        pages = list(self.pages.values())
        self._choose(pages_to_draw(pages, self.entries, self.archive.body, _home(self.archive)))

    def _choose(self, wanted: Sequence[Wanted]) -> None:
        self.checks |= {each.url for each in wanted if each.why == "check"}
        self.choice.add(wanted)

    # --- the end -------------------------------------------------------------------------------------------

    def _trial(self) -> RenderingTrial:
        read = {entry.url for entry in self.entries if entry.outcome in _READABLE}
        pages: list[Drawn] = []
        held: set[str] = set()
        tried: dict[str, Wanted] = {}
        for drawing, records in sorted(self.drawn, key=lambda each: each[0].wanted.url):
            wanted = drawing.wanted
            tried[wanted.url] = wanted
            if wanted.why == "check" and wanted.url in read:
                continue  # the crawl itself could read it in the end
            held.update(drawing.held)
            pages += _as_drawn(drawing, records)
        refused = [url for url in refusals(self.entries, tried) if url not in tried]
        return RenderingTrial(
            why=self.why,
            pages=(*pages, *_reported(refused)),
            left=self.choice.left,
            found=self.found,
            passed=tuple(sorted(self.cookies)),
            held=tuple(sorted(held)),
        )


def _as_drawn(drawing: Drawing, records: Sequence[str]) -> list[Drawn]:
    wanted = drawing.wanted
    lacks = f"没有取到：{'、'.join(drawing.lacks[:3])}" if drawing.lacks else ""
    if not drawing.views:
        return [Drawn(wanted.url, "", wanted.why, drawing.outcome, drawing.final_url, lacks=lacks)]
    return [
        Drawn(
            url=wanted.url if number == 1 else view.url,
            record=record,
            why=wanted.why,
            outcome=drawing.outcome,
            final_url=drawing.final_url if number == 1 else "",
            step=number,
            whole=drawing.whole,
            gained=drawing.gained,
            lacks=lacks,
        )
        for number, (view, record) in enumerate(zip(drawing.views, records, strict=True), 1)
    ]
