"""WARC 1.1 files, one gzip member a record, written so that a cut at any moment costs only what was not yet flushed."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import NamedTuple

import msgspec
from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType

from zhengping.crawl.exchange import Exchange, record_id
from zhengping.crawl.model import Entry
from zhengping.errors import ArchiveError, reason

_FLUSH_BYTES = 4 * 1024 * 1024
_TRUNCATED = {"length": "length", "time": "time", "disconnect": "disconnect"}
ENTRY_TYPE = "application/vnd.zhengping.entry+json"
SUMMARY_TYPE = "application/vnd.zhengping.summary+json"


class Place(NamedTuple):
    """Where a record stands: number of the file, offset of its gzip member."""

    file: int
    offset: int


def file_name(number: int, prefix: str = "zhengping") -> str:
    """The name of an archive's file; the first has number 1. The probes' files have a prefix of their own."""
    return f"{prefix}-{number:05d}.warc.gz"


class WarcWriter:
    """Appends records to the files of one folder. What was written counts only after `flush`.

    `number` and `length` say where to go on: the file of that number is cut to that length first, files after
    it are removed. Every method raises ArchiveError where the disk does not take the bytes; the file is then cut
    back to its last flushed length.
    """

    def __init__(
        self, folder: Path, software: str, max_bytes: int, number: int = 1, length: int = 0, prefix: str = "zhengping"
    ) -> None:
        self._folder = folder
        self._prefix = prefix
        self._software = software
        self._max_bytes = max_bytes
        self._buffer = io.BytesIO()
        self._gzip = GzipWriter(self._buffer, compression_level=1)
        self.number = number
        self.length = length
        self._descriptor = self._open(number, length)
        later = number + 1
        while (path := self._path(later)).exists():
            path.unlink()
            later += 1
        if length == 0:
            self._warcinfo()

    def _open(self, number: int, length: int) -> int:
        try:
            descriptor = os.open(self._path(number), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            os.ftruncate(descriptor, length)
            os.lseek(descriptor, length, os.SEEK_SET)
        except OSError as error:
            raise ArchiveError(f"无法写入档案 {self._path(number)}：{reason(error)}") from error
        return descriptor

    def _path(self, number: int) -> Path:
        return self._folder / file_name(number, self._prefix)

    def exchange(self, exchange: Exchange) -> Place:
        """Writes request and response; returns where the response stands."""
        response = self._record(WarcRecordType.response, exchange.url, exchange.fetched_at, exchange.record)
        if exchange.ip:
            response.headers["WARC-IP-Address"] = exchange.ip
        if exchange.cut in _TRUNCATED:
            response.headers["WARC-Truncated"] = _TRUNCATED[exchange.cut]
        response.is_http = True
        response.set_bytes_content(response_head(exchange) + exchange.raw)
        place = self._write(response)
        request = self._record(WarcRecordType.request, exchange.url, exchange.fetched_at)
        request.headers["WARC-Concurrent-To"] = exchange.record
        request.is_http = True
        request.set_bytes_content(exchange.request)
        self._write(request)
        return place

    def resource(self, url: str, made: str, identity: str, content_type: str, content: bytes) -> Place:
        """Writes something that came of an address and was not sent as such: a drawn page, a screenshot."""
        record = self._record(WarcRecordType.resource, url, made, identity)
        record.headers["Content-Type"] = content_type
        record.set_bytes_content(content)
        return self._write(record)

    def entry(self, entry: Entry) -> None:
        """Writes an entry of the index as a metadata record, so that the index can be made again from the files."""
        record = self._record(WarcRecordType.metadata, entry.url, entry.fetched_at)
        if entry.record:
            record.headers["WARC-Refers-To"] = entry.record
        self._metadata(record, ENTRY_TYPE, msgspec.json.encode(entry))

    def summary(self, url: str, made: str, summary: bytes) -> None:
        """Writes the summary of a run as a metadata record."""
        self._metadata(self._record(WarcRecordType.metadata, url, made), SUMMARY_TYPE, summary)

    def flush(self) -> None:
        """Hands everything to the operating system; from then on it survives the death of this process."""
        self._drain()
        if self.length >= self._max_bytes:
            self._sync()
            os.close(self._descriptor)
            self.number += 1
            self.length = 0
            self._descriptor = self._open(self.number, 0)
            self._warcinfo()
            self._drain()

    def close(self) -> None:
        """Flushes and closes the file."""
        try:
            self._drain()
            self._sync()
        finally:
            os.close(self._descriptor)

    def abandon(self, number: int, length: int) -> None:
        """Closes without writing what is not flushed, and cuts the file back to the last committed length."""
        if number == self.number:
            os.ftruncate(self._descriptor, length)
        os.close(self._descriptor)

    def _sync(self) -> None:
        try:
            os.fsync(self._descriptor)
        except OSError as error:
            raise ArchiveError(f"档案无法写入磁盘：{reason(error)}") from error

    def _drain(self) -> None:
        data = self._buffer.getbuffer()
        written = 0
        try:
            while written < len(data):
                written += os.write(self._descriptor, data[written:])
        except OSError as error:
            os.ftruncate(self._descriptor, self.length)
            os.lseek(self._descriptor, self.length, os.SEEK_SET)
            raise ArchiveError(f"档案写入失败（{reason(error)}），已写入的部分保留；请腾出磁盘空间后续抓") from error
        finally:
            data.release()
        self.length += written
        self._buffer.seek(0)
        self._buffer.truncate()

    def _warcinfo(self) -> None:
        record = WarcRecord()
        record.init_headers(WarcRecordType.warcinfo)
        record.headers["WARC-Filename"] = file_name(self.number, self._prefix)
        self._metadata(
            record,
            "application/warc-fields",
            f"software: {self._software}\r\nformat: WARC File Format 1.1\r\n"
            "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n".encode(),
        )

    def _record(self, kind: WarcRecordType, url: str, made: str, identity: str = "") -> WarcRecord:
        record = WarcRecord()
        record.init_headers(kind)
        record.headers["WARC-Record-ID"] = identity or record_id()
        if made:
            record.headers["WARC-Date"] = made
        record.headers["WARC-Target-URI"] = url
        return record

    def _metadata(self, record: WarcRecord, content_type: str, content: bytes) -> None:
        record.headers["Content-Type"] = content_type
        record.set_bytes_content(content)
        self._write(record)

    def _write(self, record: WarcRecord) -> Place:
        place = Place(self.number, self.length + self._buffer.tell())
        record.write(self._gzip, checksum_data=True)
        self._gzip.finish()
        if self._buffer.tell() > _FLUSH_BYTES:
            self._drain()
        return place


def response_head(exchange: Exchange) -> bytes:
    """Status line and headers as received; the transfer coding is undone, so its header is renamed."""
    lines = [f"HTTP/1.1 {exchange.status} {exchange.reason}".rstrip().encode("utf-8", "replace")]
    for name, value in exchange.raw_headers:
        if name.lower() == b"transfer-encoding":
            name = b"X-Archive-Orig-Transfer-Encoding"
        lines.append(name + b": " + value)
    return b"\r\n".join(lines) + b"\r\n\r\n"
