"""`zhengping evaluate`: from the command line to the evaluation, and what a person sees of it (docs/evaluate.md)."""

from __future__ import annotations

import ipaddress
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from zhengping.checks.quoting import masked
from zhengping.crawl.options import DEFAULT_CONTACT, CrawlOptions
from zhengping.crawl.progress import make_progress
from zhengping.errors import InputError
from zhengping.evaluation.department import default_department, load_department
from zhengping.evaluation.evaluate import Evaluation, evaluate_archive, evaluate_site
from zhengping.evaluation.files import write_whole
from zhengping.evaluation.probing import lines_to
from zhengping.evaluation.run_file import RunFile
from zhengping.evaluation.settings import FILE as SETTINGS_FILE
from zhengping.evaluation.settings import YEARS, Settings, edition_name
from zhengping.probes.options import options_from
from zhengping.reports.writing import write_reports
from zhengping.scoring.calendar import parse_day
from zhengping.standard import load_edition
from zhengping.standard.gaps import told
from zhengping.standard.working_calendar import load_calendar

MEGABYTE = 1024 * 1024
POLITE_DELAY = 0.5
"""Seconds between two requests to one host; a machine's own loopback needs none."""


@dataclass(frozen=True)
class Arguments:
    """The command line of `evaluate`, as given."""

    url: str | None
    out: Path
    archive: Path | None = None
    read_again: bool = False
    run: Path | None = None
    monitoring_date: str | None = None
    department: Path | None = None
    calendar: Path | None = None
    max_pages: int = 5000
    max_minutes: float = 0.0
    max_files: int = 1000
    max_file_mb: int = 16
    max_files_mb: int = 512
    delay: float | None = None
    siblings: tuple[str, ...] = ()
    edition: str = "guangxi-departments"
    contact: str = DEFAULT_CONTACT
    resume: bool = False
    allow_private: bool = False
    no_probes: bool = False
    may_ask: bool = False
    quiet: bool = False


def run(arguments: Arguments) -> int:
    """Evaluates, writes the result files and the report, prints a short account; returns the exit code."""
    if (arguments.url is None) == (arguments.archive is None):
        raise InputError("请给出网站地址，或用 --archive 给出档案目录，二者只能有其一")
    if arguments.run is not None and arguments.archive is None:
        raise InputError("--run 只能与 --archive 一起用：先各自评估，再用 zhengping compare 比对")
    if arguments.url is not None and "://" not in arguments.url and Path(arguments.url).exists():
        remedy = "看一个网页文件请用 zhengping read，已有档案请用 --archive"
        raise InputError(f"{arguments.url} 是本机的文件或目录，不是网址；{remedy}")
    edition = load_edition(arguments.edition)
    if (lacking := told(edition)) and not arguments.quiet:
        print(f"提示：{lacking}", file=sys.stderr)
    department = load_department(arguments.department, edition) if arguments.department else default_department(edition)
    if department.extra and not arguments.quiet:
        print(f"提示：部门文件里的 {'、'.join(department.extra)} 没有用到，请核对拼写", file=sys.stderr)
    day = _monitoring_date(arguments.monitoring_date)
    calendar = load_calendar(arguments.calendar, edition.calendar) if arguments.calendar else None
    if arguments.archive is not None:
        evaluation = evaluate_archive(
            arguments.archive,
            arguments.out,
            edition,
            department,
            day,
            calendar,
            read_again=arguments.read_again,
            with_probes=not arguments.no_probes,
            run=RunFile(arguments.run) if arguments.run else None,
        )
    else:
        progress = make_progress(arguments.quiet, sys.stderr)
        options = _options(arguments)
        probing = None if arguments.no_probes else options_from(options, may_ask=arguments.may_ask)
        evaluation = evaluate_site(
            options,
            edition,
            department,
            day,
            progress,
            calendar,
            probing,
            lines_to(None if arguments.quiet else sys.stderr),
        )
    if evaluation.judgement is not None:
        settings = Settings(
            archive=arguments.archive or arguments.out / "archive",
            edition=edition_name(arguments.edition),
            monitoring_date=evaluation.judgement.monitoring_date,
            department=department,
            calendar=arguments.calendar,
        )
        write_whole(arguments.out / SETTINGS_FILE, settings.as_bytes(arguments.out))
        write_reports(evaluation.judgement, arguments.out, evaluation.shots)
    _say(evaluation, arguments)
    return evaluation.exit_code


def _options(arguments: Arguments) -> CrawlOptions:
    url = arguments.url or ""
    if not arguments.contact.isascii() or not arguments.contact.isprintable():
        raise InputError("--contact：请写网址或邮箱，只用英文字母、数字和符号")
    for host in arguments.siblings:
        if not host.strip() or any(mark in host for mark in "/ ?#@"):
            raise InputError(f"--sibling {host}：请只写主机名，例如 zwgk.example.gov.cn，不带 http:// 和路径")
    delay = arguments.delay
    if delay is None:
        delay = 0.0 if arguments.allow_private and _is_loopback(url) else POLITE_DELAY
    return CrawlOptions(
        start_url=url,
        out_dir=arguments.out,
        max_pages=arguments.max_pages,
        max_seconds=arguments.max_minutes * 60,
        max_files=arguments.max_files,
        max_file_bytes=arguments.max_file_mb * MEGABYTE,
        max_files_bytes=arguments.max_files_mb * MEGABYTE,
        delay=delay,
        connections=4 if delay == 0 else 2,
        siblings=list(arguments.siblings),
        allow_private=arguments.allow_private,
        resume=arguments.resume,
        contact=arguments.contact,
    )


def _is_loopback(url: str) -> bool:
    try:
        host = urlsplit(url).hostname or ""
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _monitoring_date(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        day = date(*parse_day(text))
    except ValueError:
        raise InputError(f"--monitoring-date {text}：不是日期，请写成 YYYY-MM-DD") from None
    if day.year not in YEARS:
        raise InputError(f"--monitoring-date {text}：年份应在 {YEARS[0]} 至 {YEARS[-1]} 之间，请核对")
    return day


def _say(evaluation: Evaluation, arguments: Arguments) -> None:
    if evaluation.message:
        print(masked(evaluation.message), file=sys.stderr)
    if arguments.quiet:
        return
    for note in evaluation.notes:
        print(masked(f"提示：{note}"), file=sys.stderr)
    judgement = evaluation.judgement
    if judgement is None:
        return
    card = judgement.scorecard.as_dict()
    states = [finding.state for finding in judgement.findings.values()]
    counts = "，".join(f"{label} {states.count(state)}" for state, label in STATE_LABELS.items() if state in states)
    print(masked(f"{judgement.site.name or judgement.site.url}　监测点 {judgement.monitoring_date}"))
    if judgement.outcome == "judged":
        print(f"得分 {card['total']}（待定项全部得满为 {card['total_possible']}）")
        print(f"采分点：{counts}")
    else:
        print("网站无法评判，没有任何得分，也没有判零分")
    print(f"结果：{arguments.out / 'result.json'}　报告：{arguments.out / 'report.html'}")


STATE_LABELS = {
    "judged": "已判定",
    "suggested": "建议值",
    "person": "需人工",
    "blocked": "被拦截",
    "failed": "程序出错",
    "not-applicable": "不适用",
}
