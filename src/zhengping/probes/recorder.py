"""What the probes leave in the archive: exchanges and drawn pages (WARC), screenshots (PNG)."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

from fastwarc.stream_io import GzipReader
from fastwarc.warc import ArchiveIterator, WarcRecordType
from PIL import Image

from zhengping.crawl.exchange import Exchange, now, record_id
from zhengping.crawl.options import product_version
from zhengping.crawl.outcomes import Outcome
from zhengping.crawl.warc import WarcWriter, file_name
from zhengping.errors import ArchiveError, reason

PREFIX = "probes"
DRAWN_PREFIX = "drawn"
"""Of the files with the pages that were drawn before the probes ran; the probes begin their own files anew."""
SHOTS = "shots"
_FILE_BYTES = 512 * 1024 * 1024
_THUMB_WIDTH = 480
_THUMB_HEIGHT = 640
_UNDONE = frozenset({"content-encoding", "content-length", "transfer-encoding"})
"""Headers that say how the body was sent; it is archived as the browser decoded it."""


class Recorder:
    """Writes into the archive folder. What an earlier run of the probes left there is replaced.

    `max_bytes` bounds the bodies kept; after that only pages are. Raises ArchiveError where the disk does not take it.
    """

    def __init__(self, folder: Path, max_bytes: int, prefix: str = PREFIX) -> None:
        self._folder = folder
        self._left = max_bytes
        self._shots = 0
        self.shots_folder = folder / SHOTS
        try:
            for path in folder.glob(f"{prefix}-*.warc.gz"):
                path.unlink()
            if prefix == PREFIX:
                shutil.rmtree(self.shots_folder, ignore_errors=True)
            self.shots_folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ArchiveError(f"无法写入档案目录 {folder}：{reason(error)}") from error
        self._warc = WarcWriter(folder, f"Zhengping/{product_version()}", _FILE_BYTES, prefix=prefix)

    def exchange(
        self, url: str, request: bytes, status: int, words: str, headers: Mapping[str, str], body: bytes, *, page: bool
    ) -> str:
        """Archives an answer as the browser got it; returns its record, empty where it was not kept."""
        if not page:
            if len(body) > self._left:
                return ""
            self._left -= len(body)
        renamed = [
            (f"X-Archive-Orig-{name}" if name.lower() in _UNDONE else name, value) for name, value in headers.items()
        ]
        raw = tuple((name.encode("latin-1", "replace"), value.encode("utf-8")) for name, value in renamed)
        exchange = Exchange(
            url=url,
            outcome=Outcome.OK,
            record=record_id(),
            fetched_at=now(),
            status=status,
            reason=words,
            raw_headers=(*raw, (b"Content-Length", str(len(body)).encode())),
            request=request,
            raw=body,
        )
        self._warc.exchange(exchange)
        return exchange.record

    def document(self, url: str, html: str) -> str:
        """Archives a page as the browser had drawn it; returns its record."""
        identity = record_id()
        self._warc.resource(url, now(), identity, "text/html; charset=utf-8", html.encode("utf-8", "replace"))
        self._warc.flush()
        return identity

    def shot(self, kind: str, png: bytes) -> str:
        """Keeps a screenshot and a small picture of it; returns the file's name."""
        self._shots += 1
        name = f"{self._shots:03d}-{kind}.png"
        try:
            (self.shots_folder / name).write_bytes(png)
            (self.shots_folder / thumb_name(name)).write_bytes(_thumb(png))
        except OSError as error:
            raise ArchiveError(f"截图存不下（{reason(error)}）；请检查磁盘空间") from error
        return name

    def close(self) -> None:
        """Flushes and closes the files."""
        self._warc.close()

    def abandon(self) -> None:
        """Closes after a fault."""
        with contextlib.suppress(ArchiveError, OSError):
            self._warc.close()


def thumb_name(shot: str) -> str:
    """The file of a screenshot's small picture."""
    return shot.removesuffix(".png") + ".thumb.jpg"


def _thumb(png: bytes) -> bytes:
    with Image.open(BytesIO(png)) as image:
        height = min(image.height, image.width * _THUMB_HEIGHT // _THUMB_WIDTH)
        small = image.convert("RGB").crop((0, 0, image.width, height))
        small.thumbnail((_THUMB_WIDTH, _THUMB_HEIGHT))
        out = BytesIO()
        small.save(out, "JPEG", quality=70, optimize=True)
        return out.getvalue()


def drawn_documents(folder: Path, prefix: str = PREFIX) -> Iterator[tuple[str, str, bytes]]:
    """(record, address, HTML) of every page that was drawn, in the order of drawing; `prefix` of the files' names.

    A torn end of a file ends the reading of that file.
    """
    number = 1
    while (path := folder / file_name(number, prefix)).exists():
        with path.open("rb") as stream, contextlib.suppress(ValueError, EOFError):
            for record in ArchiveIterator(GzipReader(stream), WarcRecordType.resource):
                if (record.headers.get("Content-Type") or "").startswith("text/html"):
                    yield record.record_id or "", record.headers.get("WARC-Target-URI") or "", record.reader.read()
        number += 1
