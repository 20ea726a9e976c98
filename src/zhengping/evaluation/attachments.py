"""The attachments of a crawl, opened from its archive after the crawl has ended (docs/attachments.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import unquote

import msgspec

from zhengping.crawl import addresses
from zhengping.crawl.archive import ArchiveReader
from zhengping.crawl.attachments import NEVER_OPENED, PAGE_SUFFIXES, suffix_of
from zhengping.crawl.model import Entry
from zhengping.crawl.outcomes import Outcome
from zhengping.errors import ArchiveError
from zhengping.reading.facts import Page
from zhengping.reading.files.model import UNREAD_LABELS, FileReading

MOST_TEXT = 30_000_000
"""Characters of all attachments of a site together; the files after that are left out as beyond a limit."""


@dataclass
class Attachments:
    """What was read of each file, by its address; `notes` say in Chinese what was left out and why."""

    readings: dict[str, FileReading] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def open_attachments(
    archive: ArchiveReader,
    entries: Sequence[Entry],
    pages: Iterable[Page],
    known: dict[str, FileReading] | None = None,
) -> Attachments:
    """Opens the files of an archive, in the order in which they were fetched; or takes what is `known` of them.

    The bytes come from the archive also after a crawl, so that a later judgement from the archive reads the same.
    """
    if known is not None:
        return Attachments(known, _notes(known.values(), archive.summary.files_left))
    files = [
        entry
        for entry in sorted(entries, key=lambda entry: entry.sequence)
        if entry.kind == "file"
        and entry.record
        and entry.outcome in (Outcome.OK, Outcome.TOO_LARGE)
        and entry.file_type not in NEVER_OPENED
    ]
    found = Attachments()
    if not files:
        return found
    # Loaded here: what was kept of the files needs no worker processes.
    from zhengping.reading.files.opener import FileOpener, FileToOpen

    promised = _promised(pages)
    jobs = (FileToOpen(e.url, partial(_body, archive, e), _suffix(e, promised), e.whole) for e in files)
    left = MOST_TEXT
    with FileOpener() as opener:
        for url, reading in opener.open_all(jobs):
            if len(reading.text) > left:
                reading = msgspec.structs.replace(reading, text="", unread="limit")
            left -= len(reading.text)
            found.readings[url] = reading
    found.notes = _notes(found.readings.values(), archive.summary.files_left)
    return found


def _body(archive: ArchiveReader, entry: Entry) -> bytes | None:
    """None where the archive lost the record: then nothing is said of the file."""
    try:
        return archive.body(entry.record)
    except ArchiveError:
        return None


def _promised(pages: Iterable[Page]) -> dict[str, str]:
    """What the links' own words say of the files behind addresses without a suffix."""
    return {
        addresses.canonical(file.url): file.extension for page in pages for file in page.attachments if file.extension
    }


def _suffix(entry: Entry, promised: dict[str, str]) -> str:
    """The suffix that a file's address, its Content-Disposition or the link to it promises; empty where none does."""
    suffix = suffix_of(entry.url)
    if suffix and suffix not in PAGE_SUFFIXES:
        return suffix
    name = unquote(entry.headers.get("content-disposition", "")).rpartition("filename")[2].strip("\"'; ")
    return promised.get(entry.url) or suffix_of(name) or ""


def _notes(readings: Iterable[FileReading], left: int) -> list[str]:
    """What the budget and the limits left out, in Chinese."""
    notes = [f"附件达到上限，还有{left}个没有下载，其内容不作扣分；可用 --max-files 加大"] if left else []
    counts = Counter(reading.unread for reading in readings if reading.unread in ("part", "limit", "failed"))
    if not counts:
        return notes
    reasons = "、".join(f"{UNREAD_LABELS[reason]}{counts[reason]}个" for reason in sorted(counts))
    return [*notes, f"有附件未读内容（{reasons}），其内容不作扣分"]
