"""The archive while it is written: exchanges into WARC files, entries into the index, both made durable together."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from zhengping.crawl.archive import Sink
from zhengping.crawl.exchange import Exchange
from zhengping.crawl.frontier import INDEX_NAME, Frontier, Row
from zhengping.crawl.model import Entry
from zhengping.crawl.options import CrawlOptions, product_version
from zhengping.crawl.summary import CrawlSummary
from zhengping.crawl.warc import Place, WarcWriter, file_name
from zhengping.errors import ArchiveError, InputError, reason

COMMIT_ENTRIES = 64
COMMIT_SECONDS = 0.5


class Store:
    """Frontier and WARC files of one crawl, in `options.archive_dir`.

    Nothing counts before `commit`: the files are flushed first, the index second, the sink told last, so that the
    index never names what the files do not hold and the sink never knows what the index does not.
    """

    def __init__(self, options: CrawlOptions, start_url: str, sink: Sink | None) -> None:
        """Opens or makes the archive. Raises InputError where one stands that may not be touched, ArchiveError."""
        folder = options.archive_dir
        self._prepare(options)
        self._sink = sink
        self.counts: Callable[[], object] | None = None
        self._told: list[tuple[Entry, Any]] = []
        self._since = 0
        self._committed_at = time.monotonic()
        self.frontier = Frontier(folder)
        try:
            known_start = self.frontier.get_meta("start_url")
            if known_start is not None and known_start != start_url:
                raise InputError(f"{folder} 中的档案属于 {known_start}，不能用于续抓 {start_url}；请换一个输出目录")
            self.resumed = known_start is not None
            number, length = self._last_whole(folder)
            self.warc = WarcWriter(
                folder, f"Zhengping/{product_version()}", options.max_archive_file_bytes, number, length
            )
        except BaseException:
            self.frontier.close()
            raise
        self._committed = (self.warc.number, self.warc.length)
        if not self.resumed:
            self.frontier.set_meta("start_url", start_url)

    def _prepare(self, options: CrawlOptions) -> None:
        folder = options.archive_dir
        if (folder / INDEX_NAME).exists() and (options.overwrite or not _holds_pages(folder)):
            shutil.rmtree(folder)
        if (folder / INDEX_NAME).exists() and not options.resume:
            raise InputError(f"{folder} 中已有档案；续抓请用 --resume，重新抓取请换一个输出目录")
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ArchiveError(f"无法建立档案目录 {folder}：{reason(error)}") from error

    def _last_whole(self, folder: Path) -> tuple[int, int]:
        """Number and length of the last file as committed; entries that the disk lost are taken back."""
        number, length = self.frontier.get_meta("committed") or (1, 0)
        path = folder / file_name(number)
        size = path.stat().st_size if path.exists() else 0
        if size < length:
            self.frontier.forget_after(number, size)
            length = _whole_members(path, size)
            self.frontier.forget_after(number, length)
        return number, length

    def exchange(self, exchange: Exchange) -> Place | None:
        """Archives an exchange that was answered."""
        return self.warc.exchange(exchange) if exchange.status else None

    def finish(self, row: Row, entry: Entry, place: Place | None, keep: Any) -> None:
        """Indexes what came of an address."""
        self.frontier.finish(row, entry, place)
        self.warc.entry(entry)
        self._told.append((entry, keep))
        self._since += 1
        if self._since >= COMMIT_ENTRIES or time.monotonic() - self._committed_at > COMMIT_SECONDS:
            self.commit()

    def commit(self) -> None:
        """Makes everything so far durable and tells the sink of it."""
        self.warc.flush()
        position = (self.warc.number, self.warc.length)
        self.frontier.set_meta("committed", position)
        if self.counts is not None:
            self.frontier.set_meta("counts", self.counts())
        self.frontier.commit()
        self._committed = position
        self._since = 0
        self._committed_at = time.monotonic()
        told, self._told = self._told, []
        if self._sink is not None:
            for entry, keep in told:
                self._sink(entry, keep)

    def close(self, summary: CrawlSummary, made: str) -> None:
        """Writes the summary and closes everything."""
        try:
            self.warc.summary(summary.start_url, made, msgspec.json.encode(summary))
            self.counts = None
            for key in ("summary", "counts"):
                self.frontier.set_meta(key, msgspec.to_builtins(summary))
            self.commit()
            self.warc.close()
        finally:
            self.frontier.close()

    def abandon(self) -> None:
        """Closes after a fault, keeping what was committed and nothing else."""
        with contextlib.suppress(OSError):
            self.warc.abandon(*self._committed)
        with contextlib.suppress(sqlite3.Error):
            self.frontier.close()


def _holds_pages(folder: Path) -> bool:
    """Whether an archive holds anything worth keeping: a site that could not be reached may be tried anew."""
    database = sqlite3.connect(folder / INDEX_NAME)
    try:
        found = database.execute("SELECT value FROM meta WHERE key = 'counts'").fetchone()
        return found is not None and bool(msgspec.json.decode(found[0]).get("pages"))
    except (sqlite3.Error, msgspec.MsgspecError):
        return True
    finally:
        database.close()


def _whole_members(path: Path, size: int) -> int:
    """The offset after the last whole gzip member of a file that ends sooner than the index says."""
    whole = 0
    if not size:
        return 0
    with path.open("rb") as stream:
        position = 0
        inflate = zlib.decompressobj(31)
        while chunk := stream.read(1 << 20):
            while chunk:
                try:
                    inflate.decompress(chunk)
                except zlib.error:
                    return whole
                position += len(chunk) - len(inflate.unused_data)
                chunk = inflate.unused_data
                if inflate.eof:
                    whole = position
                    inflate = zlib.decompressobj(31)
    return whole
