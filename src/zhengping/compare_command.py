"""`zhengping compare`: the sites of one run side by side, and each judged again with what the others show."""

from __future__ import annotations

import csv
import io
import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from zhengping.errors import InputError, ZhengpingError, reason
from zhengping.evaluation.copies import Match, copy_rules, find_copies
from zhengping.evaluation.evaluate import evaluate_archive
from zhengping.evaluation.files import write_whole
from zhengping.evaluation.run_file import RunFile, run_as_bytes
from zhengping.evaluation.settings import FILE as SETTINGS_FILE
from zhengping.evaluation.settings import Settings, load_settings
from zhengping.evaluation.sketches import SiteSketches, load_sketches
from zhengping.reports.writing import write_reports
from zhengping.scoring import two_decimals
from zhengping.standard import load_edition
from zhengping.standard.working_calendar import load_calendar

RUN_FILE = "run.json"
TABLE = "copies.csv"
HEADER = ("site", "url", "title", "published", "source", "other_site", "other_url", "other_title", "other_published",
          "other_source", "share", "order")  # fmt: skip


@dataclass(frozen=True)
class Compared:
    """One site of the run: its result folder, with what it was judged, and what of it the run file says."""

    folder: Path
    settings: Settings
    url: str
    names: tuple[str, ...]
    documents: int
    edition: str


def run(folders: Sequence[Path], out: Path, *, quiet: bool = False) -> None:
    """Compares the sites, writes `run.json`, `copies.csv` and a result folder for each into `out`, all or nothing.

    InputError where a folder is no result, a site is given twice, or the sites were judged by different editions.
    """
    sites = _sites(folders)
    _check_out(out, folders)
    edition = load_edition(sites[0].settings.edition)
    copies = find_copies([partial(load_sketches, site.folder) for site in sites], copy_rules(edition))
    part = out.parent / f".{out.name}.part"
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        content = run_as_bytes([(site.url, site.names, site.documents) for site in sites], copies, edition.id)
        write_whole(part / RUN_FILE, content)
        write_whole(part / TABLE, _table(sites, copies))
        found = RunFile(part / RUN_FILE)
        for number, site in enumerate(sites, 1):
            if not quiet:
                print(f"重新评判 {number}/{len(sites)} {site.url}", file=sys.stderr)
            _judge_again(site, part / site.folder.resolve().name, out / site.folder.resolve().name, found)
        _put(part, out)
    except OSError as error:
        raise ZhengpingError(f"--out {out}：写不了（{reason(error)}），已有的内容没有改动") from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
    if not quiet:
        total = sum(site.documents for site in sites)
        print(f"比对 {len(sites)} 个网站、{total} 篇文章，{sum(map(len, copies))} 篇在别处有不晚于本站的同一内容")
        print(f"结果：{out / RUN_FILE}　各网站重新评判的结果在 {out} 下的同名目录")


def _sites(folders: Sequence[Path]) -> list[Compared]:
    if len(folders) < 2:
        raise InputError("请给出至少两个结果目录，一个网站没有可比的对象")
    sites: list[Compared] = []
    for folder in folders:
        found, settings = load_sketches(folder), load_settings(folder)
        for earlier in sites:
            if earlier.url == found.url:
                raise InputError(f"{folder} 与 {earlier.folder} 是同一个网站（{found.url}），请去掉一个")
            if earlier.folder.resolve().name == folder.resolve().name:
                raise InputError(f"{folder} 与 {earlier.folder} 的目录名相同，结果会互相覆盖，请改名")
            if earlier.edition != found.edition:
                raise InputError(f"{folder} 与 {earlier.folder} 用的指标体系不同，不能一起比对")
        sites.append(Compared(folder, settings, found.url, found.names, _count(found), found.edition))
    return sites


def _count(found: SiteSketches) -> int:
    return len(found.documents)


def _check_out(out: Path, folders: Sequence[Path]) -> None:
    target = out.resolve()
    for folder in folders:
        if folder.resolve() == target or folder.resolve().is_relative_to(target):
            raise InputError(f"--out {out}：结果目录 {folder} 在它里面，会被覆盖，请换一个目录")
        if load_settings(folder).archive.resolve().is_relative_to(target):
            raise InputError(f"--out {out}：{folder} 的抓取档案在它里面，会被覆盖，请换一个目录")
    if out.exists() and not out.is_dir():
        raise InputError(f"--out {out}：不是目录，请换一个")
    if out.exists() and any(out.iterdir()) and not (out / RUN_FILE).is_file():
        raise InputError(f"--out {out}：目录不是空的，也不是以前的比对结果，请换一个目录")


def _judge_again(site: Compared, folder: Path, final: Path, found: RunFile) -> None:
    """Judges a site again from its archive with the run's comparison; `final` is where the folder will stand."""
    settings = site.settings
    edition = load_edition(settings.edition)
    calendar = load_calendar(settings.calendar, edition.calendar) if settings.calendar else None
    evaluation = evaluate_archive(
        settings.archive, folder, edition, settings.department, settings.monitoring_date, calendar, run=found
    )
    if evaluation.judgement is not None:
        write_whole(folder / SETTINGS_FILE, settings.as_bytes(final))
        write_reports(evaluation.judgement, folder)


def _put(part: Path, out: Path) -> None:
    """Puts the finished folder in the place of an earlier comparison."""
    old = out.parent / f".{out.name}.old"
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        os.replace(out, old)
    os.replace(part, out)
    shutil.rmtree(old, ignore_errors=True)


def _table(sites: Sequence[Compared], copies: Sequence[dict[str, tuple[Match, ...]]]) -> bytes:
    """`copies.csv`: one row a pair of pages, in the order of sites and addresses."""
    documents = {}
    for number, site in enumerate(sites):
        if copies[number]:
            for document in load_sketches(site.folder).documents:
                if document.url in copies[number]:
                    documents[number, document.url] = document
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for number, site in enumerate(sites):
        for url, matches in copies[number].items():
            one = documents[number, url]
            for match in matches:
                other = match.copy
                dated = one.published and other.published
                order = "unknown" if not dated else "same-day" if one.published == other.published else "earlier"
                writer.writerow(
                    (
                        site.url,
                        url,
                        one.title,
                        one.published or "",
                        one.source,
                        sites[match.site].url,
                        other.url,
                        other.title,
                        other.published or "",
                        other.source,
                        two_decimals(match.share),
                        order,
                    )
                )
    return text.getvalue().encode("utf-8")
