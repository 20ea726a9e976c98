"""How drawn pages stand in for those whose HTML lacked what a visitor sees; the same from a crawl and from an archive.

Needs no browser: the drawn documents are read from the archive's own files of them (`drawn-*.warc.gz`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from zhengping.crawl.model import Entry
from zhengping.crawl.outcomes import Outcome
from zhengping.probes.recorder import DRAWN_PREFIX, drawn_documents
from zhengping.reading.facts import Page, Paging
from zhengping.reading.page import read_for_crawl
from zhengping.reading.probed.rendering import Drawn, RenderingTrial

_HTML = "text/html; charset=utf-8"
_KEPT_OF_HTML = ("hidden_links", "hidden_blocks", "insecure")
"""Facts that only the HTML as it was sent tells: scripts hide tabs and layers in every drawn page."""


def with_drawn(
    pages: Sequence[Page], entries: Sequence[Entry], folder: Path, trial: RenderingTrial | None
) -> tuple[list[Page], list[Entry]]:
    """The pages and the index as a browser completes them.

    `folder`: the archive's. A page of which the browser showed more is replaced; one that the crawl was refused and the
    browser was not is added, with outcome ok; the further pages of a list that a script turns join its first page.
    A page whose data did not come counts as drawn by a script and not read, never as empty. Nothing given is changed.
    """
    if trial is None or not any(drawn.record for drawn in trial.pages):
        return list(pages), list(entries)
    return _Merging(pages, entries, folder, trial).merged()


class _Merging:
    def __init__(self, pages: Sequence[Page], entries: Sequence[Entry], folder: Path, trial: RenderingTrial) -> None:
        self._pages = {page.url: page for page in pages}
        self._entries = {entry.url: entry for entry in entries}
        self._trial = trial
        wanted = {drawn.record for drawn in trial.pages if drawn.record}
        self._documents = {
            record: html for record, _, html in drawn_documents(folder, DRAWN_PREFIX) if record in wanted
        }

    def merged(self) -> tuple[list[Page], list[Entry]]:
        for first, further in _lists(self._trial.pages):
            self._take(first, further)
        return list(self._pages.values()), list(self._entries.values())

    def _take(self, first: Drawn, further: list[Drawn]) -> None:
        page = self._read(first) if first.outcome == "ok" else None
        static = self._pages.get(first.url)
        if page is None:
            self._doubt(static, first)
            return
        if first.final_url and first.final_url != first.url:
            self._move(first, page)
            return
        if static is not None:
            page = _completed(static, page, first)
        else:
            page.hidden_links, page.hidden_blocks, page.awaits = (), (), ""
            page.scripted = page.scripted and bool(first.lacks)
        turned: list[Page] = []
        for drawn in further:
            other = self._read(drawn)
            if other is None:
                continue
            if "#" in drawn.url:
                turned.append(other)
            else:
                self._add(drawn.url, other, first.url, drawn.record)
                paging = page.paging or Paging()
                page.paging = msgspec.structs.replace(paging, urls=(*paging.urls, drawn.url))
        self._pages[first.url] = joined(page, turned, whole=first.whole)
        self._answered(first.url, page.record)

    def _doubt(self, static: Page | None, drawn: Drawn) -> None:
        """A page that could not be drawn, though it should have been, is not known to be empty."""
        if static is not None and drawn.why in ("empty", "part") and not static.rows and drawn.outcome != "skipped":
            self._pages[static.url] = msgspec.structs.replace(static, scripted=True)

    def _read(self, drawn: Drawn) -> Page | None:
        html = self._documents.get(drawn.record)
        if html is None:
            return None
        return read_for_crawl(drawn.final_url or drawn.url, html, _HTML, drawn.record).page

    def _move(self, drawn: Drawn, page: Page) -> None:
        """A script sent the visitor on to another page of the site: the address is a redirect to it."""
        self._pages.pop(drawn.url, None)
        entry = self._entries.get(drawn.url, Entry(drawn.url, Outcome.OK.value))
        self._entries[drawn.url] = msgspec.structs.replace(
            entry, outcome=Outcome.REDIRECTED.value, final_url=drawn.final_url
        )
        self._add(drawn.final_url, page, drawn.url, drawn.record)

    def _add(self, url: str, page: Page, finder: str, record: str) -> None:
        """A page of which only the browser knows the address, unless the crawl has read it since."""
        if url in self._pages:
            return
        page.hidden_links, page.hidden_blocks, page.awaits = (), (), ""
        self._pages[url] = page
        found = self._entries.get(finder, Entry(finder, Outcome.OK.value))
        self._entries.setdefault(
            url,
            Entry(url, Outcome.OK.value, 200, url, found_on=finder, depth=found.depth + 1, fetched_at=found.fetched_at),
        )
        self._answered(url, record)

    def _answered(self, url: str, record: str) -> None:
        entry = self._entries.get(url)
        if entry is not None and record:
            self._entries[url] = msgspec.structs.replace(
                entry, outcome=Outcome.OK.value, record=record, was_read=True, final_url=entry.final_url or url
            )


def _lists(drawn: Iterable[Drawn]) -> Iterator[tuple[Drawn, list[Drawn]]]:
    """Each drawn page with the further pages of its list, which follow it."""
    first: Drawn | None = None
    further: list[Drawn] = []
    for each in drawn:
        if each.step > 1 and first is not None:
            further.append(each)
            continue
        if first is not None:
            yield first, further
        first, further = each, []
    if first is not None:
        yield first, further


def _completed(static: Page, page: Page, drawn: Drawn) -> Page:
    """The facts of a page as HTML and browser show it together."""
    lacks = bool(drawn.lacks)
    if drawn.gained and drawn.why != "paging" and len(page.rows) >= len(static.rows):
        page.scripted = page.scripted and lacks
        page.awaits = ""
        for name in _KEPT_OF_HTML:
            setattr(page, name, getattr(static, name))
        return page
    if drawn.gained:  # its list goes on; the first page stands in the HTML
        return msgspec.structs.replace(static, awaits="")
    if lacks and not static.rows:
        return msgspec.structs.replace(static, scripted=True)
    if static.scripted or static.awaits in ("list", "part"):
        # What the browser shows is all there is: nothing.
        page.scripted, page.awaits = False, ""
        for name in _KEPT_OF_HTML:
            setattr(page, name, getattr(static, name))
        return page
    return static


def _without_doubt(page: Page) -> Page:
    """A list of a platform that only shows data, which the browser showed whole, with nothing to turn to: all of it."""
    paging = page.paging
    if paging is None or paging.unfollowable != "json" or paging.pages > 1:
        return page
    return msgspec.structs.replace(page, paging=msgspec.structs.replace(paging, unfollowable=""))


def joined(page: Page, further: Sequence[Page], *, whole: bool) -> Page:
    """A list's page with the rows of the further pages that a script turns to.

    `whole`: no page of the list is left; otherwise its paging says that a script hides the rest.
    """
    if not further and whole:
        return _without_doubt(page)
    known = {(row.url, row.title) for row in page.rows}
    sizes = Counter(row.block for row in page.rows)
    main = max(sizes, key=lambda block: (sizes[block], -block)) if sizes else 0
    rows, links, letters, attachments = (list(each) for each in (page.rows, page.links, page.letters, page.attachments))
    for other in further:
        for row in other.rows:
            if (row.url, row.title) not in known:
                known.add((row.url, row.title))
                rows.append(msgspec.structs.replace(row, block=main))
        links += [link for link in other.links if link not in links]
        letters += [letter for letter in other.letters if letter not in letters]
        attachments += [attachment for attachment in other.attachments if attachment not in attachments]
    paging = page.paging or Paging()
    paging = msgspec.structs.replace(
        paging, read=1 + len(further), unfollowable="" if whole else paging.unfollowable or "script"
    )
    return msgspec.structs.replace(
        page,
        rows=tuple(rows),
        links=tuple(links),
        letters=tuple(letters),
        attachments=tuple(attachments),
        paging=paging,
    )
