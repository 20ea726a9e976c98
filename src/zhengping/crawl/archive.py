"""Reading an archive back: its index, its bodies, and the crawl's reading done again from them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Container, Iterator
from pathlib import Path
from typing import Any

import msgspec
from fastwarc.stream_io import GzipReader
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from zhengping.crawl.bodies import decode_body
from zhengping.crawl.frontier import INDEX_NAME, read_entries
from zhengping.crawl.model import Entry, PageReader
from zhengping.crawl.summary import CrawlSummary
from zhengping.crawl.warc import ENTRY_TYPE, SUMMARY_TYPE, Place, file_name
from zhengping.errors import ArchiveError, InputError, reason

Sink = Callable[[Entry, Any], None]


class ArchiveReader:
    """An archive made by a crawl: the folder `archive` itself, or the folder that holds it.

    Raises InputError where there is none, ArchiveError where nothing in it can be read. Half-written archives are
    read as far as they go; without its index an archive is indexed again from its files.
    `lost`: entries of the index whose record the files no longer hold.
    """

    def __init__(self, folder: Path | str) -> None:
        self.folder = _archive_folder(Path(folder))
        self._entries: list[Entry] = []
        self._places: dict[str, Place] = {}
        self._sizes: dict[str, int] | None = None
        self.summary = CrawlSummary(start_url="")
        self._summary_found = False
        self.lost = 0
        if not self._read_index():
            self._entries.clear()
            self._places.clear()
            self.lost = 0
            self._read_files()
        if not self._entries and not self._summary_found:
            raise ArchiveError(f"{self.folder} 中的档案没有任何可读的记录，无法据此评估；请重新抓取")
        if not self._summary_found:
            self._count()

    @property
    def start_url(self) -> str:
        """The address that the crawl began with."""
        return self.summary.start_url

    def entries(self) -> list[Entry]:
        """The index, in the order in which addresses were finished."""
        return self._entries

    def place(self, record: str) -> Place | None:
        """Where a response record stands; None where the archive has none of that id."""
        return self._places.get(record)

    def body(self, record: str) -> bytes:
        """The decoded body of a response record. Raises ArchiveError where the archive does not hold it."""
        place = self._places.get(record)
        if place is None:
            raise ArchiveError(f"档案中没有记录 {record}")
        if self._sizes is None:
            self._sizes = {entry.record: entry.size for entry in self._entries if entry.record}
        path = self.folder / file_name(place.file)
        try:
            with path.open("rb") as stream:
                stream.seek(place.offset)
                for found in ArchiveIterator(GzipReader(stream), WarcRecordType.response):
                    if found.record_id == record:
                        return _body(found, self._sizes.get(record, 1 << 30))
                    break
        except OSError as error:
            raise ArchiveError(f"无法读取档案 {path}：{reason(error)}") from error
        except (ValueError, EOFError):
            pass  # what stands there is no record any more
        raise ArchiveError(f"档案 {path.name} 已损坏：找不到记录 {record}")

    def exchanges(self) -> Iterator[tuple[Entry, bytes]]:
        """Every entry that has a response with its decoded body, in one pass over the files."""
        by_record = {entry.record: entry for entry in self._entries if entry.record}
        for _, found in _records(self.folder, WarcRecordType.response):
            entry = by_record.get(found.record_id or "")
            if entry is not None:
                yield entry, _body(found, entry.size)

    def unfetched(self) -> Iterator[tuple[str, str]]:
        """(address, page it was found on) of what was known and not fetched; empty without the index."""
        path = self.folder / INDEX_NAME
        if not path.exists():
            return
        database = _open(path)
        try:
            yield from database.execute(
                "SELECT a.url, coalesce(f.url, '') FROM address a LEFT JOIN address f ON f.id = a.found_on "
                "WHERE a.state IN (0, 1) ORDER BY a.queue, a.priority, a.depth, a.id"
            )
        except sqlite3.Error:
            return
        finally:
            database.close()

    def _read_index(self) -> bool:
        path = self.folder / INDEX_NAME
        if not path.exists():
            return False
        sizes = {place: p.stat().st_size for place, p in _files(self.folder)}
        try:
            database = _open(path)
            try:
                for entry, place in read_entries(database):
                    if entry.record:
                        if place.offset >= sizes.get(place.file, 0):
                            self.lost += 1
                            continue
                        self._places[entry.record] = place
                    self._entries.append(entry)
                self._read_meta(database)
            finally:
                database.close()
        except (sqlite3.Error, msgspec.MsgspecError):
            return False
        return bool(self._entries)

    def _read_meta(self, database: sqlite3.Connection) -> None:
        meta = dict(database.execute("SELECT key, value FROM meta"))
        if "summary" in meta:
            self.summary = msgspec.json.decode(meta["summary"], type=CrawlSummary)
            self._summary_found = True
        elif "start_url" in meta:
            self.summary.start_url = msgspec.json.decode(meta["start_url"], type=str)

    def _read_files(self) -> None:
        """The index from the files alone: entries are archived as metadata records beside the exchanges."""
        kinds = WarcRecordType.response | WarcRecordType.metadata
        entries: dict[str, Entry] = {}
        for place, found in _records(self.folder, kinds):
            if found.record_type == WarcRecordType.response:
                self._places[found.record_id or ""] = place
                continue
            kind = found.headers.get("Content-Type")
            try:
                if kind == ENTRY_TYPE:
                    entry = msgspec.json.decode(found.reader.read(), type=Entry)
                    entries[entry.url] = entry
                elif kind == SUMMARY_TYPE:
                    self.summary = msgspec.json.decode(found.reader.read(), type=CrawlSummary)
                    self._summary_found = True
            except msgspec.MsgspecError:
                continue
        self._entries = sorted(
            (e for e in entries.values() if not e.record or e.record in self._places), key=lambda e: e.sequence
        )

    def _count(self) -> None:
        """A summary for an archive whose crawl did not come to write one."""
        summary = self.summary
        summary.stopped = "interrupted"
        if not summary.start_url and self._entries:
            summary.start_url = self._entries[0].url
        for entry in self._entries:
            summary.outcomes[entry.outcome] = summary.outcomes.get(entry.outcome, 0) + 1
            summary.pages += entry.was_read
            summary.files += entry.kind == "file"
            summary.bytes += entry.size
        summary.pages_left = sum(1 for _ in self.unfetched())


def replay(archive: ArchiveReader, reader: PageReader, sink: Sink, skip: Container[str] = ()) -> int:
    """Reads the archived pages as the crawl read them and hands each entry to `sink`, in the index's order.

    Entries whose address is in `skip` are left out: after a resumed crawl these are the ones already kept. Returns
    how many entries were not handed on because their record cannot be read.
    """
    lost = 0
    waiting = iter(archive.entries())
    due = next(waiting, None)
    held: dict[str, tuple[Entry, bytes]] = {}

    def hand_on(entry: Entry, body: bytes) -> None:
        if entry.url in skip:
            return
        page = read_entry(reader, entry, body) if entry.was_read else None
        sink(entry, page.keep if page is not None else None)

    for entry, body in archive.exchanges():
        held[entry.record] = (entry, body if entry.was_read else b"")
        while due is not None and (not due.record or due.record in held):
            hand_on(*(held.pop(due.record) if due.record else (due, b"")))
            due = next(waiting, None)
    while due is not None:
        if not due.record or due.record in held:
            hand_on(*(held.pop(due.record) if due.record else (due, b"")))
        else:
            lost += 1
        due = next(waiting, None)
    return lost


def read_entry(reader: PageReader, entry: Entry, body: bytes) -> Any:
    """What the reader makes of an entry's body; None where it fails, for one page must not end the crawl."""
    try:
        return reader(entry.url, body, entry.content_type, entry.record)
    except Exception:
        return None


def _archive_folder(folder: Path) -> Path:
    for candidate in (folder, folder / "archive"):
        if candidate.is_dir() and (
            (candidate / INDEX_NAME).exists() or any(candidate.glob("*.warc.gz")) or any(candidate.glob("*.warc"))
        ):
            return candidate
    if not folder.exists():
        raise InputError(f"档案目录不存在：{folder}；请检查路径")
    raise InputError(f"{folder} 中没有抓取档案（应有 archive/*.warc.gz）；请给出评估输出目录或其中的 archive 目录")


def _open(path: Path) -> sqlite3.Connection:
    """Opens an index for reading only; one whose folder cannot be written is opened as it is."""
    address = path.resolve().as_uri()
    try:
        database = sqlite3.connect(f"{address}?mode=ro", uri=True)
        database.execute("SELECT count(*) FROM meta")
    except sqlite3.OperationalError:
        database = sqlite3.connect(f"{address}?immutable=1", uri=True)
    return database


def _files(folder: Path) -> Iterator[tuple[int, Path]]:
    number = 1
    while (path := folder / file_name(number)).exists():
        yield number, path
        number += 1


def _records(folder: Path, kinds: WarcRecordType) -> Iterator[tuple[Place, WarcRecord]]:
    """Records of the files in order; a torn end of a file ends that file and not the reading."""
    for number, path in _files(folder):
        with path.open("rb") as stream:
            try:
                for record in ArchiveIterator(GzipReader(stream), kinds):
                    yield Place(number, record.stream_pos), record
            except (OSError, ValueError, EOFError):
                continue


def _body(record: WarcRecord, size: int) -> bytes:
    """The decoded body of a response record, as long as it was when it was read first."""
    raw = record.reader.read()
    encoding = (record.http_headers.get("Content-Encoding") if record.http_headers is not None else "") or ""
    return decode_body(raw, encoding, size)[0] if encoding else raw
