"""Facts of pages on disk: written while a site is crawled, kept beside the archive, read back for judging.

The file is a head, blocks of pages, and an end. A block is MessagePack, compressed: up to `BLOCK_PAGES` pages and
what repeats on them (links, menus, pictures …) once, since the same navigation stands on every page of a site. The
end names the reading code and the archive (`Key`), counts the pages and carries a checksum of everything before it.
Nothing in it is code: a file from elsewhere can be refused, but it cannot run anything.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import msgspec

from zhengping.errors import ArchiveError, reason
from zhengping.reading.facts import Attachment, Crumb, Footer, Form, Link, MenuEntry, Page, Picture

HEAD = b"ZhengpingFacts1\n"
END_MARK = b"end:"
FILE_NAME = "facts.bin"
LENGTH_BYTES = 4
DIGEST_BYTES = 32
BLOCK_PAGES = 256
MOST_BLOCK_BYTES = 1 << 28
"""A block that claims to be larger when it is unpacked is none of ours."""
LEVEL = 1


class Key(msgspec.Struct, frozen=True):
    """What the facts of a file depend on (see `fingerprint`)."""

    reading: str
    archive: str


class StaleFacts(Exception):
    """A facts file that does not serve; the text says why, in Chinese."""


class _Tables(msgspec.Struct, array_like=True):
    """What repeats on the pages of a block, each once; a page names it by its place in the table."""

    links: list[Link] = []
    menus: list[MenuEntry] = []
    pictures: list[Picture] = []
    crumbs: list[Crumb] = []
    forms: list[Form] = []
    attachments: list[Attachment] = []
    scripts: list[str] = []
    footer: list[Footer] = []


_TUPLES = tuple(name for name in _Tables.__struct_fields__ if name != "footer")
_EMPTY: dict[str, Any] = {**dict.fromkeys(_TUPLES, ()), "footer": Footer()}


class _Block(msgspec.Struct, array_like=True):
    """Pages without what the tables hold, and for each page where in the tables that stands, in the tables' order."""

    tables: _Tables
    places: list[list[list[int]]]
    pages: list[Page]


class _End(msgspec.Struct):
    key: Key
    pages: int


class FactsFile:
    """Pages written one after another into an unnamed file of `folder`, gone when it is closed unless it is kept."""

    def __init__(self, folder: Path) -> None:
        try:
            self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed by __exit__
            self._file.write(HEAD)
        except OSError as error:
            raise ArchiveError(f"{folder}：写不了（{reason(error)}），请检查磁盘空间和权限") from None
        self._encode = msgspec.msgpack.Encoder().encode
        self._waiting: list[Page] = []
        self._count = 0

    def __enter__(self) -> FactsFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, page: Page) -> None:
        """Appends the facts of one page; ArchiveError where the disk is full."""
        self._waiting.append(page)
        self._count += 1
        if len(self._waiting) >= BLOCK_PAGES:
            self._write_block()

    def pages(self) -> Iterator[Page]:
        """All pages in the order in which they were added."""
        self._write_block()
        self._file.seek(len(HEAD))
        yield from _unpacked(_frames(self._file))
        self._file.seek(0, os.SEEK_END)

    def keep(self, path: Path, key: Key) -> None:
        """Makes the file of `path`, whole or not at all; OSError where it cannot be written."""
        self._write_block()
        end = END_MARK + self._encode(_End(key, self._count))
        part = path.with_name(f".{path.name}.part")
        digest = hashlib.blake2b(digest_size=DIGEST_BYTES)
        try:
            with part.open("wb") as target:
                self._file.seek(0)
                while chunk := self._file.read(1 << 20):
                    digest.update(chunk)
                    target.write(chunk)
                frame = len(end).to_bytes(LENGTH_BYTES, "big") + end
                digest.update(frame)
                target.write(frame + digest.digest())
            os.replace(part, path)
        finally:
            part.unlink(missing_ok=True)
            self._file.seek(0, os.SEEK_END)

    def _write_block(self) -> None:
        if not self._waiting:
            return
        data = zlib.compress(self._encode(_packed(self._waiting)), LEVEL)
        self._waiting = []
        try:
            self._file.write(len(data).to_bytes(LENGTH_BYTES, "big") + data)
        except OSError as error:
            raise ArchiveError(f"写不了页面信息（{reason(error)}），请检查磁盘空间后用 --resume 继续") from None


def stored_pages(path: Path, key: Key) -> list[Page]:
    """The pages of a kept file, in the order in which they were added.

    Raises StaleFacts where there is no file, where other code read them or from another archive, or where the file is
    damaged: then the pages are to be read again.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise StaleFacts("没有存下的页面信息") from None
    except OSError as error:
        raise StaleFacts(f"存下的页面信息打不开（{reason(error)}）") from None
    frames = _checked_frames(data)
    end = _decoded(frames.pop()[len(END_MARK) :], _End)
    if not key.reading or end.key.reading != key.reading:
        raise StaleFacts("存下的页面信息由另一版程序读出")
    if end.key.archive != key.archive:
        raise StaleFacts("存下的页面信息属于另一份档案")
    try:
        pages = list(_unpacked(frames))
    except (msgspec.MsgspecError, zlib.error, IndexError, ValueError):
        raise StaleFacts("存下的页面信息已损坏") from None
    if len(pages) != end.pages:
        raise StaleFacts("存下的页面信息已损坏")
    return pages


def _checked_frames(data: bytes) -> list[bytes]:
    """The frames of a whole file, the end last; StaleFacts where head, end or checksum are not right."""
    content = memoryview(data)[:-DIGEST_BYTES]
    whole = data.startswith(HEAD) and len(data) > len(HEAD) + DIGEST_BYTES
    if not whole or hashlib.blake2b(content, digest_size=DIGEST_BYTES).digest() != data[-DIGEST_BYTES:]:
        raise StaleFacts("存下的页面信息已损坏或由另一版程序写成")
    frames, at = [], len(HEAD)
    while at < len(content):
        length = int.from_bytes(content[at : at + LENGTH_BYTES], "big")
        frames.append(bytes(content[at + LENGTH_BYTES : at + LENGTH_BYTES + length]))
        at += LENGTH_BYTES + length
    if at != len(content) or not frames or not frames[-1].startswith(END_MARK):
        raise StaleFacts("存下的页面信息已损坏")
    return frames


def _decoded(data: bytes, kind: type[_End]) -> _End:
    try:
        return msgspec.msgpack.decode(data, type=kind)
    except msgspec.MsgspecError:
        raise StaleFacts("存下的页面信息已损坏") from None


def _frames(file: IO[bytes]) -> Iterator[bytes]:
    while length := file.read(LENGTH_BYTES):
        yield file.read(int.from_bytes(length, "big"))


def _packed(pages: Iterable[Page]) -> _Block:
    seen: dict[str, dict[Any, int]] = {name: {} for name in _Tables.__struct_fields__}
    numbers = [(name, seen[name]) for name in _TUPLES]
    footers = seen["footer"]
    places, bare = [], []
    for page in pages:
        own = [[table.setdefault(value, len(table)) for value in getattr(page, name)] for name, table in numbers]
        own.append([footers.setdefault(page.footer, len(footers))])
        places.append(own)
        bare.append(msgspec.structs.replace(page, **_EMPTY))
    return _Block(_Tables(**{name: list(table) for name, table in seen.items()}), places, bare)


def _unpacked(frames: Iterable[bytes]) -> Iterator[Page]:
    """The pages of the blocks. What repeats, within a block or between blocks, is one object in memory."""
    decode = msgspec.msgpack.Decoder(_Block).decode
    known: dict[str, dict[Any, Any]] = {name: {} for name in _Tables.__struct_fields__}
    for frame in frames:
        unpack = zlib.decompressobj()
        data = unpack.decompress(frame, MOST_BLOCK_BYTES)
        if not unpack.eof:
            raise ValueError("a block that does not end")
        block = decode(data)
        tables = []
        for name in _Tables.__struct_fields__:
            same = known[name]
            tables.append([same.setdefault(value, value) for value in getattr(block.tables, name)])
        numbered = list(zip(_TUPLES, tables, strict=False))
        for page, own in zip(block.pages, block.places, strict=True):
            for (name, table), numbers in zip(numbered, own, strict=False):
                if numbers:
                    values = tuple([table[number] for number in numbers])
                    setattr(page, name, values)
            page.footer = tables[-1][own[-1][0]]
            yield page
