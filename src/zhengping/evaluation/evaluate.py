"""One site from its address, or from its archive, to a judgement (contract `evaluate`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from zhengping.checks.context import Context, Department
from zhengping.checks.elsewhere import Elsewhere
from zhengping.crawl.archive import ArchiveReader, replay
from zhengping.crawl.model import Entry
from zhengping.crawl.options import CrawlOptions
from zhengping.crawl.outcomes import Outcome
from zhengping.crawl.progress import Progress
from zhengping.crawl.summary import STOP_LABELS, CrawlSummary
from zhengping.errors import ArchiveError, reason
from zhengping.evaluation.attachments import Attachments, open_attachments
from zhengping.evaluation.facts_file import FILE_NAME, FactsFile, Key, StaleFacts, stored_pages
from zhengping.evaluation.files import make_folder
from zhengping.evaluation.fingerprint import FILES_READER, archive_identity, reading_fingerprint
from zhengping.evaluation.judgement import Judgement, context_of, day_of_fetching, judge, site_outcome
from zhengping.evaluation.probes_file import kept_probed
from zhengping.evaluation.probing import Tell, draw_pages, try_site
from zhengping.evaluation.readings_file import FILE_NAME as READINGS_NAME
from zhengping.evaluation.readings_file import keep_readings, stored_readings
from zhengping.evaluation.rendered import with_drawn
from zhengping.evaluation.results import write_results
from zhengping.evaluation.run_file import RunFile
from zhengping.probes.options import ProbeOptions
from zhengping.reading.facts import Page
from zhengping.reading.probed import Probed
from zhengping.standard.model import Edition
from zhengping.standard.working_calendar import WorkingCalendar

_INTERRUPTED = "浏览器实测时中断，已抓取的内容都已保存；加 --resume 可重新实测"
READABLE = frozenset({Outcome.OK, Outcome.TOO_LARGE})
"""Outcomes whose page counts as content of the site; a soft 404 is read for its links and is no content."""


@dataclass
class Evaluation:
    """What came of one run. `judgement` is None where the crawl was interrupted; `message` says in Chinese why.

    `shots`: the folder of the archive's screenshots.
    """

    judgement: Judgement | None
    message: str = ""
    notes: list[str] = field(default_factory=list)
    shots: Path | None = None

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
    probing: ProbeOptions | None = None,
    tell: Tell = lambda _: None,
) -> Evaluation:
    """Crawls a site, tries it in a browser and judges it; the result files are written into `options.out_dir`.

    Without `monitoring_date` the day counts on which the crawl began (Beijing time). An interrupted crawl gives
    no judgement and writes no result: `options.resume` goes on with it. The facts that were read are kept beside the
    archive. Without `probing` no browser is used; `tell` is given the name of each probe as it begins. Raises what
    `crawl` raises.
    """
    # Here, not above: judging an archive from stored facts needs neither the network nor the readings.
    from zhengping.crawl.crawler import crawl
    from zhengping.reading.page import read_for_crawl

    make_folder(options.out_dir)
    with FactsFile(options.out_dir) as facts:
        collected = _Collected(facts)
        summary = crawl(options, read_for_crawl, collected.add, progress)
        if summary.interrupted:
            return Evaluation(None, "已中断，已抓取的内容都已保存；加 --resume 可从中断处继续", summary.notes)
        archive = ArchiveReader(options.archive_dir)
        if len(archive.entries()) > len(collected.entries):
            replay(archive, read_for_crawl, collected.add, {entry.url for entry in collected.entries})
        rendering = None
        if probing is not None:
            try:
                rendering = draw_pages(options, probing, archive, list(facts.pages()), collected.add, progress, tell)
            except KeyboardInterrupt:
                return Evaluation(None, _INTERRUPTED, summary.notes)
            archive = ArchiveReader(options.archive_dir)
            summary = archive.summary
        key = _key(archive)
        notes = _keep(facts, options.out_dir, key)
        pages = list(facts.pages())
    pages, entries = with_drawn(pages, archive.entries(), archive.folder, rendering)
    out = options.out_dir
    attachments = _attachments(archive, entries, pages, out, key, read_again=True)
    site = _Seen(archive, pages, entries, summary, attachments)
    asked = _Asked(edition, department, monitoring_date or _day_of(entries), calendar)
    probed = None
    if probing is not None and site_outcome(entries) == "judged":
        try:
            probed = try_site(site.context(asked), archive.folder, probing, rendering, tell)
        except KeyboardInterrupt:
            return Evaluation(None, _INTERRUPTED, notes)
        notes += probed.notes
    evaluation = _finish(site, asked, out, probed=probed)
    evaluation.notes += notes
    return evaluation


def evaluate_archive(
    archive_folder: Path,
    out: Path,
    edition: Edition,
    department: Department,
    monitoring_date: date | None = None,
    calendar: WorkingCalendar | None = None,
    *,
    read_again: bool = False,
    run: RunFile | None = None,
    with_probes: bool = True,
) -> Evaluation:
    """Judges again from an archive, without the network; the same bytes come out, `made` aside.

    Facts that this program's reading code kept beside the archive, or in `out`, are taken as they are; without them,
    or with `read_again`, the archived pages are read again and their facts kept in `out`. Both give the same bytes.
    `run`: the comparison of this site with the others of a run. What a browser saw when the site was evaluated is part
    of the archive; `with_probes` false leaves it aside.
    Raises InputError where there is no archive or `run` knows nothing of its site, ArchiveError where nothing in the
    archive can be read.
    """
    archive = ArchiveReader(archive_folder)
    elsewhere = run.elsewhere(archive.start_url) if run else None
    make_folder(out)
    summary = archive.summary
    key = _key(archive)
    notes: list[str] = []
    pages = None if read_again else _stored(archive, out, key, notes)
    entries, lost = archive.entries(), archive.lost
    if pages is None:
        from zhengping.reading.page import read_for_crawl

        with FactsFile(out) as facts:
            collected = _Collected(facts)
            unreadable = replay(archive, read_for_crawl, collected.add)
            entries, lost = collected.entries, lost + unreadable
            if lost and not any(entry.record for entry in entries):
                raise ArchiveError(f"{archive.folder} 中的档案已损坏，没有一页能读出，无法据此评估；请重新抓取")
            if not unreadable:
                notes += _keep(facts, out, key)
            pages = list(facts.pages())
    if lost:
        summary.stopped = "damaged"
        summary.notes.append(f"档案不完整，有{lost}条记录读不出，按没有看全评判；加 --resume 可重新抓取这些页面")
    elif summary.interrupted:
        summary.notes.append("这份档案的抓取没有完成，按没有看全评判；加 --resume 可继续抓取")
    probed, note = kept_probed(archive.folder) if with_probes else (None, "")
    notes += [note] if note else []
    pages, entries = with_drawn(pages, entries, archive.folder, probed.rendering if probed else None)
    attachments = _attachments(archive, entries, pages, out, key, read_again=read_again)
    site = _Seen(archive, pages, entries, summary, attachments)
    asked = _Asked(edition, department, monitoring_date or _day_of(entries), calendar)
    evaluation = _finish(site, asked, out, probed=probed, elsewhere=elsewhere)
    evaluation.notes += notes
    return evaluation


@dataclass(frozen=True)
class _Asked:
    """By what a site is judged."""

    edition: Edition
    department: Department
    monitoring_date: date
    calendar: WorkingCalendar | None


@dataclass(frozen=True)
class _Seen:
    """What is known of a site after the crawl."""

    archive: ArchiveReader
    pages: Sequence[Page]
    entries: Sequence[Entry]
    summary: CrawlSummary
    attachments: Attachments

    @property
    def budget(self) -> str:
        """The budget that ended the crawl, in Chinese; empty where the crawl went to its end."""
        if self.summary.complete:
            return ""
        return STOP_LABELS[self.summary.stopped] if self.summary.stopped else "有页面未抓取"

    def context(self, asked: _Asked, elsewhere: Elsewhere | None = None, probed: Probed | None = None) -> Context:
        """All that the checks and the probes look at."""
        return context_of(
            self.archive.start_url,
            self.pages,
            self.entries,
            asked.edition,
            asked.department,
            asked.monitoring_date,
            budget=self.budget,
            calendar=asked.calendar,
            readings=self.attachments.readings,
            elsewhere=elsewhere,
            probed=probed,
        )


def _key(archive: ArchiveReader) -> Key:
    return Key(reading_fingerprint(), archive_identity(archive, archive.entries()))


def _stored(archive: ArchiveReader, out: Path, key: Key, notes: list[str]) -> list[Page] | None:
    """The facts kept in `out` or beside the archive; None, and a note that says why, where none of them serve."""
    why = None
    for path in dict.fromkeys(((_facts_path(out)).resolve(), (archive.folder / FILE_NAME).resolve())):
        try:
            return stored_pages(path, key)
        except StaleFacts as stale:
            why = why or (stale if path.exists() else None)
    if why is not None:
        notes.append(f"{why}，已按档案重新读取各页面")
    return None


def _keep(facts: FactsFile, out: Path, key: Key) -> list[str]:
    """Keeps the facts for judging again; where that fails the evaluation goes on, and says so."""
    path = _facts_path(out)
    try:
        path.parent.mkdir(exist_ok=True)
        facts.keep(path, key)
    except OSError as error:
        return [f"页面信息没有存下（{reason(error)}），下次从档案评判要重新读取"]
    return []


def _facts_path(out: Path) -> Path:
    """With the archive, since the texts of pages are as private as the archive is."""
    return out / "archive" / FILE_NAME


def _attachments(
    archive: ArchiveReader, entries: Sequence[Entry], pages: Sequence[Page], out: Path, key: Key, *, read_again: bool
) -> Attachments:
    """What the attachments hold: as it was kept by this code for this archive, else opened now and kept in `out`."""
    read_by = key.reading and f"{key.reading} {reading_fingerprint(FILES_READER)}"
    key = Key(read_by, key.archive)
    places = dict.fromkeys(folder.resolve() / READINGS_NAME for folder in (out / "archive", archive.folder))
    known = None if read_again else stored_readings(places, key)
    found = open_attachments(archive, entries, pages, known)
    if known is None and found.readings:
        keep_readings(out / "archive" / READINGS_NAME, key, found.readings)
    return found


def _finish(
    site: _Seen, asked: _Asked, out: Path, *, probed: Probed | None = None, elsewhere: Elsewhere | None = None
) -> Evaluation:
    summary = site.summary
    judgement = judge(site.context(asked, elsewhere, probed), site.entries, site.budget)
    write_results(judgement, out)
    notes = [*summary.notes, *site.attachments.notes]
    if judgement.outcome == "judged" and summary.stopped not in ("", "interrupted", "damaged"):
        notes.append(f"没有看完整个网站（{STOP_LABELS[summary.stopped]}），没有看到的内容不判零分")
    why = summary.unreachable if judgement.outcome != "judged" else ""
    return Evaluation(judgement, why, notes, site.archive.folder / "shots")


def _day_of(entries: Sequence[Entry]) -> date:
    """The day on which the crawl began, Beijing time; the archive says it, no clock."""
    times = [entry.fetched_at for entry in entries if entry.fetched_at]
    if not times:
        raise ArchiveError("档案里没有抓取时间，请用 --monitoring-date 给出监测点")
    return day_of_fetching(min(times))
