"""The frontier on disk: which addresses are known, which wait, which are done, and the index of what came of them.

One SQLite file beside the archive's files. Rows that came of a page are committed only after the page's records
were flushed, so that after a sudden end the index never names what the archive does not hold.
"""

from __future__ import annotations

import heapq
import sqlite3
from collections.abc import Container, Iterator
from enum import IntEnum
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from zhengping.crawl.model import Entry
from zhengping.crawl.warc import Place
from zhengping.errors import ArchiveError

INDEX_NAME = "index.sqlite"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS address (
    id INTEGER PRIMARY KEY, url TEXT NOT NULL, queue INTEGER NOT NULL, priority INTEGER NOT NULL,
    depth INTEGER NOT NULL, chain INTEGER NOT NULL, found_on INTEGER NOT NULL, state INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS waiting ON address (queue, priority, depth, id) WHERE state = 0;
CREATE TABLE IF NOT EXISTS entry (
    sequence INTEGER PRIMARY KEY, address INTEGER NOT NULL, file INTEGER NOT NULL, offset INTEGER NOT NULL,
    data BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value BLOB NOT NULL);
"""
_WAITING, _TAKEN, _DONE, _SKIPPED = range(4)
_REFILL = 16


class Queue(IntEnum):
    """What kind of thing an address is expected to be: each kind has its own budget."""

    PAGE = 0
    FILE = 1
    ASSET = 2


class Row(NamedTuple):
    """A waiting address; rows sort as they are to be fetched.

    `chain` counts the addresses of one shape that led here, one to the next; `found_on` is the finder's address.
    """

    priority: int
    depth: int
    id: int
    url: str
    queue: int
    chain: int
    found_on: str


class Frontier:
    """Addresses in order of priority, then depth, then discovery. Nothing is durable before `commit`."""

    def __init__(self, folder: Path) -> None:
        """Opens or makes the index in `folder`. Raises ArchiveError where it cannot be opened or written."""
        self._path = folder / INDEX_NAME
        self._known: dict[int, tuple[int, int]] = {}
        self._new: list[tuple[int, str, int, int, int, int, int, int]] = []
        self._raised: list[tuple[int, int]] = []
        self._states: list[tuple[int, int]] = []
        self._entries: list[tuple[int, int, int, int, bytes]] = []
        self._ready: dict[int, list[Row]] = {queue: [] for queue in Queue}
        self._worst = {int(queue): 0 for queue in Queue}
        self._encoder = msgspec.msgpack.Encoder()
        self.waiting = {int(queue): 0 for queue in Queue}
        self._next_id = 1
        self.sequence = 0
        try:
            self._database = sqlite3.connect(self._path, isolation_level=None)
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.execute("PRAGMA synchronous=NORMAL")
            self._database.execute("PRAGMA cache_size=-16000")
            self._database.executescript(_SCHEMA)
            self._load()
            self._database.execute("BEGIN")
        except sqlite3.Error as error:
            raise ArchiveError(f"无法打开抓取索引 {self._path}：{error}") from error

    def _load(self) -> None:
        self._database.execute("UPDATE address SET state = 0 WHERE state = 1")
        for identity, url, queue, priority, state in self._database.execute(
            "SELECT id, url, queue, priority, state FROM address ORDER BY id"
        ):
            self._known[hash(url)] = (identity, priority)
            self._next_id = identity + 1
            if state == _WAITING:
                self.waiting[queue] += 1
        self.sequence = self._database.execute("SELECT coalesce(max(sequence), 0) FROM entry").fetchone()[0]

    def __len__(self) -> int:
        return len(self._known)

    def knows(self, url: str) -> bool:
        """Whether an address was ever added."""
        return hash(url) in self._known

    def add(
        self, url: str, queue: int, priority: int, depth: int, chain: int, finder: Row | None, taken: bool = False
    ) -> Row | None:
        """Adds an address, or raises the priority of a known one; the row where it is new, else None.

        `finder` is the row of the page that leads to it, None for the start; `taken` rows are not handed out again.
        """
        fingerprint = hash(url)
        known = self._known.get(fingerprint)
        if known is not None:
            if priority < known[1]:
                self._known[fingerprint] = (known[0], priority)
                self._raised.append((priority, known[0]))
            return None
        row = Row(priority, depth, self._next_id, url, int(queue), chain, finder.url if finder is not None else "")
        self._next_id += 1
        self._known[fingerprint] = (row.id, priority)
        state = _TAKEN if taken else _WAITING
        if not taken:
            self.waiting[queue] += 1
            ready = self._ready[queue]
            if ready and priority < self._worst[queue]:
                heapq.heappush(ready, row)
                state = _TAKEN
        found_on = finder.id if finder is not None else 0
        self._new.append((row.id, url, int(queue), priority, depth, chain, found_on, state))
        return row

    def take(self, queue: int) -> Row | None:
        """The next address of a queue, marked as taken; None where none waits."""
        if not self._ready[queue] and self.waiting[queue]:
            self._refill(queue)
        ready = self._ready[queue]
        if not ready:
            self.waiting[queue] = 0
            return None
        self.waiting[queue] -= 1
        return heapq.heappop(ready)

    def _refill(self, queue: int) -> None:
        """Takes the best waiting rows into memory; better ones that are found meanwhile join them there."""
        self._write()
        rows = self._database.execute(
            "SELECT a.priority, a.depth, a.id, a.url, a.queue, a.chain, coalesce(f.url, '') FROM address a "
            "LEFT JOIN address f ON f.id = a.found_on WHERE a.state = 0 AND a.queue = ? "
            "ORDER BY a.priority, a.depth, a.id LIMIT ?",
            (queue, _REFILL),
        ).fetchall()
        self._ready[queue] = [Row(*row) for row in rows]
        self._worst[queue] = rows[-1][0] if rows else 0
        self._database.executemany("UPDATE address SET state = 1 WHERE id = ?", [(row[2],) for row in rows])

    def skip(self, row: Row) -> None:
        """Marks a taken address as never to be fetched."""
        self._states.append((_SKIPPED, row.id))

    def finish(self, row: Row, entry: Entry, place: Place | None) -> None:
        """Notes what came of a taken address, under the next sequence number."""
        self.sequence += 1
        entry.sequence = self.sequence
        file, offset = place if place is not None else (0, 0)
        self._entries.append((entry.sequence, row.id, file, offset, self._encoder.encode(entry)))
        self._states.append((_DONE, row.id))

    def left(self) -> dict[int, int]:
        """By queue, how many addresses are known and not done: those that wait and those in flight."""
        self._write()
        counts = {int(queue): 0 for queue in Queue}
        found = self._database.execute("SELECT queue, count(*) FROM address WHERE state IN (0, 1) GROUP BY queue")
        return counts | dict(found.fetchall())

    def set_meta(self, key: str, value: Any) -> None:
        """Keeps a small value beside the index; committed with the rest."""
        self._database.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, msgspec.json.encode(value)))

    def get_meta(self, key: str) -> Any:
        """A value kept by `set_meta`; None where there is none."""
        found = self._database.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if found is None else msgspec.json.decode(found[0])

    def urls(self) -> Iterator[str]:
        """All addresses ever added, in order."""
        for (url,) in self._database.execute("SELECT url FROM address ORDER BY id"):
            yield url

    def entries(self) -> Iterator[Entry]:
        """The committed index, in sequence order."""
        yield from (entry for entry, _ in read_entries(self._database))

    def forget_after(self, number: int, length: int) -> int:
        """Takes back entries whose records the archive lost (file `number` ends at `length`); how many."""
        lost = self._database.execute(
            "SELECT sequence, address FROM entry WHERE file > ? OR (file = ? AND offset >= ?)", (number, number, length)
        ).fetchall()
        self._database.executemany("DELETE FROM entry WHERE sequence = ?", [(sequence,) for sequence, _ in lost])
        self._database.executemany("UPDATE address SET state = 0 WHERE id = ?", [(address,) for _, address in lost])
        self.waiting.update(self.left())
        return len(lost)

    def reopen(self, outcomes: Container[str]) -> list[str]:
        """Takes back entries of such outcomes, so that their addresses are tried again; the outcomes taken back."""
        return self._take_back([found for found in _entries_of(self._database) if found[0].outcome in outcomes])

    def reopen_urls(self, urls: Container[str]) -> list[str]:
        """Takes back the entries of these addresses, so that they are asked for again; the outcomes taken back."""
        return self._take_back([found for found in _entries_of(self._database) if found[0].url in urls])

    def _take_back(self, found: list[tuple[Entry, int]]) -> list[str]:
        self._database.executemany("DELETE FROM entry WHERE sequence = ?", [(entry.sequence,) for entry, _ in found])
        self._database.executemany("UPDATE address SET state = 0 WHERE id = ?", [(address,) for _, address in found])
        self.waiting.update(self.left())
        return [entry.outcome for entry, _ in found]

    def row(self, url: str) -> Row | None:
        """The row of a known address; None where it was never added."""
        self._write()
        found = self._database.execute(
            "SELECT a.priority, a.depth, a.id, a.url, a.queue, a.chain, coalesce(f.url, '') FROM address a "
            "LEFT JOIN address f ON f.id = a.found_on WHERE a.url = ?",
            (url,),
        ).fetchone()
        return None if found is None else Row(*found)

    def commit(self) -> None:
        """Makes everything so far durable. Call after the archive was flushed."""
        try:
            self._write()
            self._database.execute("COMMIT")
            self._database.execute("BEGIN")
        except sqlite3.Error as error:
            raise ArchiveError(f"抓取索引写入失败（{error}），已写入的部分保留；请腾出磁盘空间后续抓") from error

    def _write(self) -> None:
        database = self._database
        if self._new:
            database.executemany("INSERT INTO address VALUES (?, ?, ?, ?, ?, ?, ?, ?)", self._new)
            self._new.clear()
        if self._raised:
            database.executemany("UPDATE address SET priority = ? WHERE id = ? AND state = 0", self._raised)
            self._raised.clear()
        if self._states:
            database.executemany("UPDATE address SET state = ? WHERE id = ?", self._states)
            self._states.clear()
        if self._entries:
            database.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", self._entries)
            self._entries.clear()

    def close(self) -> None:
        """Ends the last transaction without keeping it and folds the write-ahead log into the one file."""
        try:
            self._database.execute("ROLLBACK")
            self._database.execute("UPDATE address SET state = 0 WHERE state = 1")
            self._database.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.Error:
            pass
        finally:
            self._database.close()


def _entries_of(database: sqlite3.Connection) -> Iterator[tuple[Entry, int]]:
    """The entries of an index with the ids of their addresses."""
    decoder = msgspec.msgpack.Decoder(Entry)
    for address, data in database.execute("SELECT address, data FROM entry ORDER BY sequence"):
        yield decoder.decode(data), address


def read_entries(database: sqlite3.Connection) -> Iterator[tuple[Entry, Place]]:
    """The entries of an index with the places of their records, in sequence order."""
    decoder = msgspec.msgpack.Decoder(Entry)
    for file, offset, data in database.execute("SELECT file, offset, data FROM entry ORDER BY sequence"):
        yield decoder.decode(data), Place(file, offset)
