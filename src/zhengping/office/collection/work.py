"""The background work of one run: a child process, watched; its result taken in. Durable by DBOS.

What people ask for stands in the run's row (`running.py`); this follows it. A run whose row is no longer `running`
with this work's number has its child interrupted. Steps run at least once: after a crash of the server the child is
started again and goes on with the archive.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from dbos import DBOS
from django.conf import settings
from django.db import close_old_connections, connections, transaction

from zhengping.errors import InputError
from zhengping.office.collection.importing import folder_of, import_result, tell_of_the_end
from zhengping.office.collection.models import SiteRun
from zhengping.office.collection.running import send
from zhengping.office.core import clock

log = logging.getLogger(__name__)
stopping = threading.Event()
"""Set where the server is about to end: runs under way are interrupted and wait for the next start."""
LOOK_EVERY = 1.0
"""Seconds between two looks at the row, and two writings of progress."""
GRACE = 40.0
"""Seconds that an interrupted child has to end by itself."""
P = ParamSpec("P")
R = TypeVar("R")


def own_connections(work: Callable[P, R]) -> Callable[P, R]:
    """Background threads hold no connection to the database between steps."""

    @wraps(work)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        close_old_connections()
        try:
            return work(*args, **kwargs)
        finally:
            connections.close_all()

    return wrapped


@DBOS.workflow(name="evaluate_run")
def evaluate_run(number: int, workflow: str) -> str:
    """Evaluates the site of a run and takes the result in; gives how it ended."""
    ended = carry_out(number, workflow)
    if ended["state"] == "evaluated":
        ended = take_in(number, workflow)
    return str(ended["state"])


@DBOS.step(name="carry_out")
@own_connections
def carry_out(number: int, workflow: str) -> dict[str, Any]:
    """Runs the child until it ends or is to end."""
    mine = SiteRun.objects.filter(
        pk=number, workflow=workflow, state__in=(SiteRun.State.WAITING, SiteRun.State.RUNNING)
    )
    if stopping.is_set():
        hand_back(number, workflow)
        return {"state": "interrupted"}
    if not mine.update(state=SiteRun.State.RUNNING, started_at=clock.now(), message=""):
        return {"state": "not wanted"}
    run = SiteRun.objects.select_related("participation__round", "participation__department").get(pk=number)
    try:
        write_job(run)
        ended = _watched(run)
    except Exception as error:
        log.exception("run %s", number)
        return _failed(run, f"程序出错（{type(error).__name__}），请重试；仍然出错的，请告诉管理员")
    if ended is None:
        if stopping.is_set():
            hand_back(number, workflow)
        return {"state": "interrupted"}
    if ended["ended"] in (0, 1) and not ended.get("error"):
        message = "；".join([ended.get("message", ""), *ended.get("notes", [])]).strip("；")
        SiteRun.objects.filter(pk=number, workflow=workflow).update(message=message[:500])
        return {"state": "evaluated"}
    return _failed(run, ended.get("error") or "采集进程意外结束，请重试")


@DBOS.step(name="take_in")
@own_connections
def take_in(number: int, workflow: str) -> dict[str, Any]:
    """The result becomes findings."""
    run = SiteRun.objects.select_related("participation__round", "participation__department").get(pk=number)
    try:
        import_result(run, run.asked_by, workflow)
    except InputError as error:
        return _failed(run, str(error))
    run.refresh_from_db()
    tell_of_the_end(run)
    return {"state": run.state}


def hand_back(number: int, workflow: str) -> None:
    """A run of work that has ended without carrying it out waits anew, for a work of another number."""
    with transaction.atomic():
        held = SiteRun.objects.select_for_update().get(pk=number)
        if held.workflow == workflow and held.state in (SiteRun.State.WAITING, SiteRun.State.RUNNING):
            send(held)


def write_job(run: SiteRun) -> None:
    """What the child is to do, in its folder."""
    folder = folder_of(run)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    participation = run.participation
    job = {
        "url": participation.site_url,
        "hosts": participation.site_hosts,
        "department": participation.department_data,
        "edition": participation.round.edition,
        "monitoring_date": participation.round.monitoring_date.isoformat(),
        "max_pages": settings.MAX_PAGES,
        "delay": settings.CRAWL_DELAY,
        "contact": settings.CONTACT,
        "allow_private": settings.ALLOW_PRIVATE,
        "probes": settings.PROBES,
        "browser_lock": str(settings.DATA / "browser.lock"),
    }
    part = folder / ".job.json"
    part.write_text(json.dumps(job, ensure_ascii=False), encoding="utf-8")
    part.replace(folder / "job.json")


def _watched(run: SiteRun) -> dict[str, Any] | None:
    """The child's last word; None where it was interrupted because the row, or the server, says so."""
    folder = folder_of(run)
    with (folder / "child.log").open("ab") as errors:
        child = subprocess.Popen(
            [sys.executable, "-m", "zhengping.office.collection.child", str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            start_new_session=True,
        )
    said: list[dict[str, Any]] = []
    reader = threading.Thread(target=_read, args=(child, said), daemon=True)
    reader.start()
    interrupted = False
    try:
        while child.poll() is None:
            stopping.wait(LOOK_EVERY if child.poll() is None else 0)
            wanted = SiteRun.objects.filter(pk=run.pk, workflow=run.workflow, state=SiteRun.State.RUNNING)
            if said:
                still = wanted.update(progress={**said[-1], "at": clock.now().isoformat()})
            else:
                still = wanted.count()
            if stopping.is_set() or not still:
                interrupted = True
                break
    finally:
        _end(child)
    reader.join(5)
    if interrupted:
        return None
    last = said[-1] if said and "ended" in said[-1] else {"ended": child.returncode, "error": _last_line(folder)}
    return last


def _read(child: subprocess.Popen[bytes], said: list[dict[str, Any]]) -> None:
    """Keeps the last word of the child."""
    assert child.stdout is not None
    with child.stdout:
        for line in child.stdout:
            with contextlib.suppress(ValueError):
                said[:] = [json.loads(line)]


def _end(child: subprocess.Popen[bytes]) -> None:
    """Interrupts the child, and ends it and all it started where it does not end."""
    until = time.monotonic() + GRACE
    if child.poll() is None:
        child.send_signal(signal.SIGINT)
        while child.poll() is None and time.monotonic() < until:
            time.sleep(0.1)
    # The child leads its own group; a browser may be left in it.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    assert child.stdin is not None
    child.stdin.close()


def _last_line(folder: Any) -> str:
    log.warning("child ended without a word, see %s", folder / "child.log")
    return "采集进程意外结束，请重试"


def _failed(run: SiteRun, message: str) -> dict[str, Any]:
    held = SiteRun.objects.filter(pk=run.pk, workflow=run.workflow, state=SiteRun.State.RUNNING)
    if held.update(state=SiteRun.State.FAILED, message=message[:500], ended_at=clock.now()):
        run.refresh_from_db()
        tell_of_the_end(run)
    return {"state": "failed"}
