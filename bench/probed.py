"""A labelled capture as a live site: served on loopback, crawled, tried in a browser; its archive is kept for later."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.checks.captures import DATES, REAL

from zhengping.checks.finding import Finding
from zhengping.crawl.options import CrawlOptions
from zhengping.evaluation.department import default_department
from zhengping.evaluation.evaluate import evaluate_archive, evaluate_site
from zhengping.probes.options import options_from
from zhengping.standard import load_edition

_TRIALS = "probes.json"


def probed_findings(name: str, folder: Path) -> dict[str, Finding]:
    """The findings of a capture with its trials: from the archive in `folder`/NAME where there is one, else made anew.

    Ends with a message where no browser tried the site. To try it again remove the folder.
    """
    edition, out = load_edition(), folder / name
    department, day = default_department(edition), DATES[name]
    archive = out / "archive"
    if not (archive / _TRIALS).is_file():
        with served(name) as url:
            options = CrawlOptions(url, out, delay=0.0, connections=4, allow_private=True)
            evaluate_site(options, edition, department, day, probing=options_from(options))
    if not (archive / _TRIALS).is_file():
        raise SystemExit(f"{name}: no browser tried it (is Chromium installed? see ZHENGPING_BROWSER)")
    judgement = evaluate_archive(archive, out, edition, department, day).judgement
    if judgement is None:
        raise SystemExit(f"{name}: the crawl in {out} was not finished; remove the folder")
    return dict(judgement.findings)


@contextmanager
def served(name: str) -> Iterator[str]:
    """The address of a running server of the capture, without the meta tags that give the answers away."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, str(REAL / "serve.py"), name, "--port", str(port), "--strip-meta"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(10)


def _wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("the capture's server did not start")
