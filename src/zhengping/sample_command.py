"""The commands `zhengping sample make` and `zhengping sample serve`."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

from zhengping.errors import InputError
from zhengping.sample import make_samples, serve


def make(out: Path, *, seed: int, monitoring_date: str, shared: int = 0) -> None:
    """Makes the samples and names their directories. Raises InputError for a date that is none."""
    for directory in make_samples(out, seed=seed, monitoring_date=_day(monitoring_date), shared=shared):
        print(directory)


def serve_until_interrupted(directory: Path, *, port: int) -> None:
    """Serves the samples until Ctrl-C."""
    with serve(directory, port=port) as sites:
        for site in sites:
            print(f"{site.key}\t{site.url}", flush=True)
        threading.Event().wait()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"--monitoring-date：“{text}”不是日期；请写成 YYYY-MM-DD，例如 2025-11-30。") from error
