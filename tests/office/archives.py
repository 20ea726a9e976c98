"""Makes the archive of a site run as a crawl leaves it, from a few pages given as text."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from PIL import Image

from tests.office.making import MOMENT
from zhengping.crawl.exchange import Exchange, record_id
from zhengping.crawl.model import Entry
from zhengping.crawl.outcomes import Outcome
from zhengping.crawl.warc import WarcWriter
from zhengping.office.collection.models import PointFinding, SiteRun
from zhengping.office.rounds.models import Participation

FETCHED = "2025-11-30T02:03:04Z"


def png(colour: str = "red", size: tuple[int, int] = (40, 20)) -> bytes:
    """A small picture."""
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def archive(folder: Path, pages: dict[str, tuple[str, bytes | str]], shots: dict[str, bytes] | None = None) -> None:
    """Writes `archive/` with (content type, body) by address, and screenshots by name."""
    inside = folder / "archive"
    (inside / "shots").mkdir(parents=True)
    writer = WarcWriter(inside, "test", 1 << 30)
    for number, (url, (kind, given)) in enumerate(pages.items()):
        body = given.encode() if isinstance(given, str) else given
        record = record_id()
        writer.exchange(
            Exchange(url, Outcome.OK, record, FETCHED, 200, "OK", ((b"Content-Type", kind.encode()),), raw=body)
        )
        writer.entry(
            Entry(url, "ok", 200, url, record, kind, size=len(body), sequence=number, fetched_at=FETCHED, was_read=True)
        )
    writer.close()
    for name, picture in (shots or {}).items():
        (inside / "shots" / name).write_bytes(picture)


def record_of(folder: Path, url: str) -> str:
    """The record that the archive keeps of an address."""
    from zhengping.crawl.archive import ArchiveReader

    return next(entry.record for entry in ArchiveReader(folder).entries() if entry.url == url)


def make_run(
    participation: Participation, pages: dict[str, tuple[str, bytes | str]], shots: dict[str, bytes] | None = None
) -> SiteRun:
    """A finished run with its archive below the data folder."""
    run = SiteRun.objects.create(
        participation=participation, state="done", current=True, asked_at=MOMENT, started_at=MOMENT, ended_at=MOMENT
    )
    run.folder = f"runs/{participation.pk}-{run.pk}-{record_id()[10:18]}"
    run.save()
    archive(Path(settings.DATA) / run.folder, pages, shots)
    return run


def make_finding(run: SiteRun, point: str, evidence: list[dict[str, Any]], **given: Any) -> PointFinding:
    """A finding of a run."""
    values = {"state": "suggested", "value": "0.5", "confidence": "0.6", "finding": "机器所见。", **given}
    return PointFinding.objects.create(run=run, point=point, evidence=evidence, **values)
