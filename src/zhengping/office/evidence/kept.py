"""What the archive of a run holds for a piece of evidence: the page as it came, images and styles beside it, shots."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from django.conf import settings
from fastwarc.stream_io import GzipReader
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType
from PIL import Image

from zhengping.crawl.archive import ArchiveReader
from zhengping.crawl.exchange import is_html
from zhengping.crawl.model import Entry
from zhengping.errors import ArchiveError, ZhengpingError
from zhengping.office.collection.models import SiteRun

_BROWSER_FILES = ("drawn-*.warc.gz", "probes-*.warc.gz")
_KINDS = WarcRecordType.response | WarcRecordType.resource
_LARGEST_SHOT = 60_000_000
"""Pixels; a whole page's screenshot has far fewer, and a larger picture is refused before it is unpacked."""


@dataclass(frozen=True)
class KeptPage:
    """A page or file of the archive. `fetched_at` as the archive writes it (ISO 8601)."""

    url: str
    record: str
    fetched_at: str
    content_type: str
    body: bytes
    drawn: bool = False
    """The page as a browser had drawn it, not as the server sent it."""

    @property
    def is_page(self) -> bool:
        """Whether it is an HTML page."""
        return is_html(self.content_type, self.body)


@dataclass(frozen=True)
class _Spot:
    """Where a record of the browser's files stands."""

    path: Path
    offset: int
    record: str
    url: str
    drawn: bool


class KeptSite:
    """The archive of one run. Raises InputError or ArchiveError where there is none that can be read."""

    def __init__(self, folder: Path) -> None:
        self._reader = ArchiveReader(folder)
        self._by_record: dict[str, Entry] = {}
        self._by_url: dict[str, Entry] = {}
        for entry in self._reader.entries():
            if entry.record:
                self._by_record[entry.record] = entry
                for url in (entry.url, entry.final_url):
                    if url:
                        self._by_url.setdefault(url, entry)
        self._spots: dict[str, _Spot] = {}
        self._spots_by_url: dict[str, _Spot] = {}
        self._drawn_by_url: dict[str, _Spot] = {}
        for pattern in _BROWSER_FILES:
            for path in sorted(self._reader.folder.glob(pattern)):
                self._index(path)

    def page(self, url: str, record: str) -> KeptPage | None:
        """The page of a record, else of the address; None where the archive has neither."""
        entry = self._by_record.get(record)
        if entry is None and record in self._spots:
            return self._of_browser(self._spots[record])
        entry = entry or self._by_url.get(url)
        if entry is not None:
            with contextlib.suppress(ArchiveError):
                return self._of_crawl(entry)
        spot = self._spots_by_url.get(url)
        return self._of_browser(spot) if spot is not None else None

    def drawn(self, url: str) -> KeptPage | None:
        """The page of the address as a browser had drawn it; None where none was kept."""
        spot = self._drawn_by_url.get(url)
        return self._of_browser(spot) if spot is not None else None

    def asset(self, url: str) -> KeptPage | None:
        """An image or a style that the archive holds."""
        return self.page(url, "")

    def shot(self, name: str) -> bytes:
        """A screenshot, decoded and written anew as plain PNG. ArchiveError where it is not there or none."""
        path = self._reader.folder / "shots" / name
        if Path(name).name != name or not name.endswith(".png"):
            raise ArchiveError(f"截图 {name} 的名称不对")
        try:
            with Image.open(path, formats=("PNG",)) as image:
                if image.width * image.height > _LARGEST_SHOT:
                    raise ArchiveError(f"截图 {name} 太大")
                out = BytesIO()
                image.convert("RGB").save(out, "PNG", compress_level=4)
                return out.getvalue()
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
            raise ArchiveError(f"截图 {name} 读不出") from error

    def _of_crawl(self, entry: Entry) -> KeptPage:
        body = self._reader.body(entry.record)
        return KeptPage(entry.final_url or entry.url, entry.record, entry.fetched_at, entry.content_type, body)

    def _of_browser(self, spot: _Spot) -> KeptPage | None:
        with contextlib.suppress(OSError, ValueError, EOFError), spot.path.open("rb") as stream:
            stream.seek(spot.offset)
            for found in ArchiveIterator(GzipReader(stream), _KINDS):
                kind = found.http_headers.get("Content-Type") if found.http_headers else found.headers["Content-Type"]
                made = found.headers.get("WARC-Date") or ""
                return KeptPage(spot.url, spot.record, made, kind or "", found.reader.read(), spot.drawn)
        return None

    def _index(self, path: Path) -> None:
        with contextlib.suppress(OSError, ValueError, EOFError), path.open("rb") as stream:
            for found in ArchiveIterator(GzipReader(stream), _KINDS):
                self._add(path, found)

    def _add(self, path: Path, found: WarcRecord) -> None:
        drawn = found.record_type == WarcRecordType.resource
        spot = _Spot(path, found.stream_pos, found.record_id or "", found.headers.get("WARC-Target-URI") or "", drawn)
        self._spots[spot.record] = spot
        (self._drawn_by_url if drawn else self._spots_by_url).setdefault(spot.url, spot)


def site_of(run: SiteRun) -> KeptSite | None:
    """The archive of a run; None where there is none (any more) that can be read."""
    if not run.folder:
        return None
    data = Path(settings.DATA)
    folder = (data / run.folder).resolve()
    if not folder.is_relative_to(data.resolve()):
        return None
    try:
        return _opened(str(folder), _stamp(folder))
    except (ZhengpingError, OSError):
        return None


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """What changes when the archive does."""
    inside = folder / "archive" if (folder / "archive").is_dir() else folder
    files = sorted([*inside.glob("*.warc.gz"), *inside.glob("index.sqlite")])
    return tuple((path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in files)


@lru_cache(maxsize=6)
def _opened(folder: str, stamp: object) -> KeptSite:
    """An archive's index, kept in memory while it is looked at."""
    return KeptSite(Path(folder))
