"""One site from its address, or from its archive, to a judgement (contract `evaluate`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from zhengping.checks.context import Department
from zhengping.crawl.archive import ArchiveReader, replay
from zhengping.crawl.crawler import crawl
from zhengping.crawl.model import Entry
from zhengping.crawl.options import CrawlOptions
from zhengping.crawl.outcomes import Outcome
from zhengping.crawl.progress import Progress
from zhengping.crawl.summary import STOP_LABELS, CrawlSummary
from zhengping.errors import ArchiveError
from zhengping.evaluation.facts_file import FactsFile
from zhengping.evaluation.files import make_folder
from zhengping.evaluation.judgement import BEIJING, Judgement, judge
from zhengping.evaluation.results import write_results
from zhengping.reading.facts import Page
from zhengping.reading.page import read_for_crawl
from zhengping.standard.model import Edition
from zhengping.standard.working_calendar import WorkingCalendar

READABLE = frozenset({Outcome.OK, Outcome.TOO_LARGE})
"""Outcomes whose page counts as content of the site; a soft 404 is read for its links and is no content."""


@dataclass
class Evaluation:
    """What came of one run. `judgement` is None where the crawl was interrupted; `message` says in Chinese why."""

    judgement: Judgement | None
    message: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """0 judged, 1 the site could not be judged, 130 interrupted."""
        if self.judgement is None:
            return 130
        return 0 if self.judgement.outcome == "judged" else 1


@dataclass
class _Collected:
    """Entries and facts as the crawl hands them on."""

    facts: FactsFile
    entries: list[Entry] = field(default_factory=list)

    def add(self, entry: Entry, page: Any) -> None:
        self.entries.append(entry)
        if isinstance(page, Page) and entry.outcome in READABLE:
            self.facts.add(page)


def evaluate_site(
    options: CrawlOptions,
    edition: Edition,
    department: Department,
    monitoring_date: date | None = None,
    progress: Progress | None = None,
    calendar: WorkingCalendar | None = None,
) -> Evaluation:
    """Crawls a site and judges it; the result files are written into `options.out_dir`.

    Without `monitoring_date` the day counts on which the crawl began (Beijing time). An interrupted crawl gives
    no judgement and writes no result: `options.resume` goes on with it. Raises what `crawl` raises.
    """
    make_folder(options.out_dir)
    with FactsFile(options.out_dir) as facts:
        collected = _Collected(facts)
        summary = crawl(options, read_for_crawl, collected.add, progress)
        if summary.interrupted:
            return Evaluation(None, "已中断，已抓取的内容都已保存；加 --resume 可从中断处继续", summary.notes)
        archive = ArchiveReader(options.archive_dir)
        if len(archive.entries()) > len(collected.entries):
            replay(archive, read_for_crawl, collected.add, {entry.url for entry in collected.entries})
        out = options.out_dir
        return _finish(archive.start_url, collected, summary, edition, department, monitoring_date, out, calendar)


def evaluate_archive(
    archive_folder: Path,
    out: Path,
    edition: Edition,
    department: Department,
    monitoring_date: date | None = None,
    calendar: WorkingCalendar | None = None,
) -> Evaluation:
    """Judges again from an archive, without the network; the same bytes come out, `made` aside.

    Raises InputError where there is no archive, ArchiveError where nothing in it can be read.
    """
    archive = ArchiveReader(archive_folder)
    make_folder(out)
    with FactsFile(out) as facts:
        collected = _Collected(facts)
        lost = archive.lost + replay(archive, read_for_crawl, collected.add)
        summary = archive.summary
        if lost and not any(entry.record for entry in collected.entries):
            raise ArchiveError(f"{archive.folder} 中的档案已损坏，没有一页能读出，无法据此评估；请重新抓取")
        if lost:
            summary.stopped = "damaged"
            summary.notes.append(f"档案不完整，有{lost}条记录读不出，按没有看全评判；加 --resume 可重新抓取这些页面")
        elif summary.interrupted:
            summary.notes.append("这份档案的抓取没有完成，按没有看全评判；加 --resume 可继续抓取")
        return _finish(archive.start_url, collected, summary, edition, department, monitoring_date, out, calendar)


def _finish(
    start_url: str,
    collected: _Collected,
    summary: CrawlSummary,
    edition: Edition,
    department: Department,
    monitoring_date: date | None,
    out: Path,
    calendar: WorkingCalendar | None,
) -> Evaluation:
    judgement = judge(
        start_url,
        list(collected.facts.pages()),
        collected.entries,
        edition,
        department,
        monitoring_date or _day_of(collected.entries),
        budget="" if summary.complete else STOP_LABELS[summary.stopped] if summary.stopped else "有页面未抓取",
        calendar=calendar,
    )
    write_results(judgement, out)
    notes = list(summary.notes)
    if judgement.outcome == "judged" and summary.stopped not in ("", "interrupted", "damaged"):
        notes.append(f"没有看完整个网站（{STOP_LABELS[summary.stopped]}），没有看到的内容不判零分")
    return Evaluation(judgement, summary.unreachable if judgement.outcome != "judged" else "", notes)


def _day_of(entries: Sequence[Entry]) -> date:
    """The day on which the crawl began, Beijing time; the archive says it, no clock."""
    times = [entry.fetched_at for entry in entries if entry.fetched_at]
    if not times:
        raise ArchiveError("档案里没有抓取时间，请用 --monitoring-date 给出监测点")
    return datetime.fromisoformat(min(times)).astimezone(BEIJING).date()
