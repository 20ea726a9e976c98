"""Facts of pages on disk while a site is crawled, so that memory does not grow with the site."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import msgspec

from zhengping.errors import ArchiveError, reason
from zhengping.reading.facts import Page

LENGTH_BYTES = 4


class FactsFile:
    """Pages written one after another into an unnamed file of `folder`, gone when it is closed."""

    def __init__(self, folder: Path) -> None:
        try:
            self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed by __exit__
        except OSError as error:
            raise ArchiveError(f"{folder}：写不了（{reason(error)}），请检查磁盘空间和权限") from None
        self._encode = msgspec.msgpack.Encoder().encode

    def __enter__(self) -> FactsFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, page: Page) -> None:
        """Appends the facts of one page; ArchiveError where the disk is full."""
        data = self._encode(page)
        try:
            self._file.write(len(data).to_bytes(LENGTH_BYTES, "big") + data)
        except OSError as error:
            raise ArchiveError(f"写不了页面信息（{reason(error)}），请检查磁盘空间后用 --resume 继续") from None

    def pages(self) -> Iterator[Page]:
        """All pages in the order in which they were added."""
        self._file.seek(0)
        decode = msgspec.msgpack.Decoder(Page).decode
        while length := self._file.read(LENGTH_BYTES):
            yield decode(self._file.read(int.from_bytes(length, "big")))
