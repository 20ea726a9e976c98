"""One site's evaluation in a process of its own: `python -m zhengping.office.collection.child FOLDER`.

The folder holds `job.json`, which says what to evaluate, and gets the archive and the result files. Standard output
is progress, one JSON object a line (`step`: crawl, browser, judge; last `ended` with the exit code of `evaluate`).
Standard input is never written to: where it ends, the server is gone, and the evaluation interrupts itself; what is
archived is kept, and the next start goes on with it. Knows nothing of Django.
"""

from __future__ import annotations

import fcntl
import ipaddress
import json
import os
import signal
import sys
import threading
import time
from datetime import date
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from zhengping.crawl.options import CrawlOptions
from zhengping.crawl.progress import ProgressState
from zhengping.errors import ZhengpingError, reason
from zhengping.evaluation.department import parse_department
from zhengping.evaluation.evaluate import evaluate_site
from zhengping.evaluation.files import write_whole
from zhengping.evaluation.settings import FILE as SETTINGS_FILE
from zhengping.evaluation.settings import Settings, edition_name
from zhengping.probes.options import options_from
from zhengping.reports.writing import write_reports
from zhengping.standard import load_edition

JOB = "job.json"
EVERY = 0.5
"""Seconds between two lines of progress at least."""
PATIENCE = 60.0
"""Seconds to wait for an earlier process of the same run to let go of the folder; and for this one to end."""


class _Lines:
    """Writes progress as JSON lines; serves as the crawl's `Progress`."""

    def __init__(self) -> None:
        self._said = 0.0

    def say(self, **what: Any) -> None:
        """One line. That nobody reads it any more is no fault of the evaluation."""
        try:
            print(json.dumps(what, ensure_ascii=False), flush=True)
        except OSError:
            sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115

    def update(self, state: ProgressState) -> None:
        """Where the crawl is."""
        now = time.monotonic()
        if now - self._said >= EVERY:
            self._said = now
            self.say(
                step="crawl", pages=state.pages, queue=state.waiting, files=state.files,
                failed=state.failed, bytes=state.bytes, seconds=int(state.seconds),
            )  # fmt: skip

    def close(self) -> None:
        """The crawl has ended."""
        self.say(step="judge")


class _Browser:
    """One browser at a time on this machine: the first probe waits for its turn, which lasts to the process's end."""

    def __init__(self, lock: Path, lines: _Lines) -> None:
        self._lock, self._lines = lock, lines
        self._held: IO[str] | None = None

    def tell(self, name: str) -> None:
        """A probe begins."""
        if self._held is None:
            self._lines.say(step="browser", name="等待浏览器")
            self._held = self._lock.open("w")
            fcntl.flock(self._held, fcntl.LOCK_EX)
        self._lines.say(step="browser", name=name)


def main(folder: Path) -> int:
    """Evaluates; gives the exit code of `zhengping evaluate`, 1 with a line `error` where something went wrong."""
    lines = _Lines()
    with (folder / "lock").open("w") as held:
        if not _locked(held):
            lines.say(ended=1, error="上一次采集的进程还没有结束，请稍后再试")
            return 1
        _end_with_the_server()
        try:
            code, message, notes = _evaluate(folder, lines)
        except KeyboardInterrupt:
            code, message, notes = 130, "", []
        except ZhengpingError as error:
            lines.say(ended=1, error=str(error))
            return 1
        except OSError as error:
            lines.say(ended=1, error=f"读写失败（{reason(error)}），请检查磁盘空间和权限")
            return 1
        lines.say(ended=code, message=message, notes=notes[:20])
        return code


def _evaluate(folder: Path, lines: _Lines) -> tuple[int, str, list[str]]:
    job = json.loads((folder / JOB).read_text(encoding="utf-8"))
    edition = load_edition(job["edition"])
    department = parse_department(job["department"], edition)
    near = job["allow_private"] and _is_loopback(job["url"])
    archive = folder / "archive"
    options = CrawlOptions(
        start_url=job["url"],
        out_dir=folder,
        max_pages=job["max_pages"],
        delay=0.0 if near else job["delay"],
        connections=4 if near else 2,
        siblings=list(job["hosts"]),
        allow_private=job["allow_private"],
        resume=archive.is_dir() and any(archive.glob("*.warc.gz")),
        overwrite=archive.is_dir() and not any(archive.glob("*.warc.gz")),
        contact=job["contact"],
    )
    browser = _Browser(Path(job["browser_lock"]), lines)
    evaluation = evaluate_site(
        options,
        edition,
        department,
        date.fromisoformat(job["monitoring_date"]),
        lines,
        probing=options_from(options) if job["probes"] else None,
        tell=browser.tell,
    )
    if evaluation.judgement is not None:
        settings = Settings(
            archive=archive,
            edition=edition_name(job["edition"]),
            monitoring_date=evaluation.judgement.monitoring_date,
            department=department,
            calendar=None,
        )
        write_whole(folder / SETTINGS_FILE, settings.as_bytes(folder))
        write_reports(evaluation.judgement, folder, evaluation.shots)
    return evaluation.exit_code, evaluation.message, evaluation.notes


def _locked(held: IO[str]) -> bool:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() > until:
                return False
            time.sleep(0.5)


def _end_with_the_server() -> None:
    """Interrupts the evaluation where standard input ends, and ends all of this process group if it won't end."""

    def watch() -> None:
        while os.read(0, 1024):
            pass
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(PATIENCE)
        os.killpg(os.getpgrp(), signal.SIGKILL)

    threading.Thread(target=watch, daemon=True).start()


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
