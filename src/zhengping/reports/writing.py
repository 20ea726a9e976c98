"""Writes the reports of one judgement beside its result files."""

from __future__ import annotations

from pathlib import Path

from zhengping.evaluation.files import write_whole
from zhengping.evaluation.judgement import Judgement
from zhengping.reports.html import render
from zhengping.reports.security import render_security


def write_reports(judgement: Judgement, out: Path, shots: Path | None = None) -> Path:
    """`report.html`, and `security.html` that only its owner may read; returns the public report's path.

    `shots`: the folder of the archive's screenshots; without it that of the archive in `out`.

    Raises ArchiveError where the disk refuses.
    """
    report = out / "report.html"
    write_whole(report, render(judgement, shots or out / "archive" / "shots", out).encode("utf-8"))
    write_whole(out / "security.html", render_security(judgement).encode("utf-8"), private=True)
    return report
