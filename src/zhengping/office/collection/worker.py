"""The background worker of a serving process: DBOS, its queue of sites, and who hands waiting runs to it."""

from __future__ import annotations

import logging
import threading
from urllib.parse import quote

from dbos import DBOS, DBOSConfig, SetWorkflowID
from django.conf import settings
from django.db import DatabaseError

from zhengping.office.collection.models import SiteRun
from zhengping.office.collection.work import evaluate_run, hand_back, own_connections, stopping

log = logging.getLogger(__name__)
QUEUE = "sites"
VERSION = "1"
"""Of the workflow's steps, not of the program: to be raised only where work under way can't go on with the new code."""
LOOK_EVERY = 1.0
ENDED = frozenset({"SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"})
"""Work that DBOS will not do any more; a run that still waits for it is handed over anew."""


def system_database() -> str:
    """Where DBOS keeps its own tables: in the office's PostgreSQL (a schema of its own), or a file beside SQLite."""
    database = settings.DATABASES["default"]
    if "postgresql" not in str(database["ENGINE"]):
        return f"sqlite:///{settings.DATA / 'work.sqlite3'}"
    who = quote(str(database.get("USER") or ""), safe="")
    word = quote(str(database.get("PASSWORD") or ""), safe="")
    port = f":{database['PORT']}" if database.get("PORT") else ""
    login = f"{who}:{word}@" if word else f"{who}@" if who else ""
    return f"postgresql://{login}{database.get('HOST') or 'localhost'}{port}/{quote(str(database['NAME']), safe='')}"


class Worker:
    """Started once in a serving process; `stop` interrupts what is under way, which goes on at the next start."""

    def __init__(self) -> None:
        self._sent: set[str] = set()
        self._thread = threading.Thread(target=self._loop, name="runs", daemon=True)

    def start(self) -> None:
        """Launches DBOS, which takes up what was under way, and hands waiting runs to it from now on."""
        stopping.clear()
        config: DBOSConfig = {
            "name": "zhengping",
            "system_database_url": system_database(),
            "application_version": VERSION,
            "executor_id": "office",
            "enable_otlp": False,
            "log_level": "WARNING",
        }
        DBOS(config=config)
        DBOS.launch()
        DBOS.register_queue(
            QUEUE, worker_concurrency=settings.SITES_AT_ONCE, polling_interval_sec=1.0, on_conflict="always_update"
        )
        self._thread.start()

    def stop(self) -> None:
        """Interrupts the children, waits for them, and ends DBOS."""
        stopping.set()
        self._thread.join(10)
        DBOS.destroy(workflow_completion_timeout_sec=60)

    def _loop(self) -> None:
        while not stopping.wait(LOOK_EVERY):
            try:
                self._hand_over()
            except DatabaseError:
                log.warning("database not reachable; will try again", exc_info=True)

    @own_connections
    def _hand_over(self) -> None:
        """The same number handed over twice is one work, so that at a start all may be handed over again."""
        wanted = SiteRun.objects.filter(state__in=(SiteRun.State.WAITING, SiteRun.State.RUNNING))
        for number, workflow in wanted.order_by("pk").values_list("pk", "workflow"):
            if workflow and workflow not in self._sent:
                status = DBOS.get_workflow_status(workflow)
                if status is not None and status.status in ENDED:
                    hand_back(number, workflow)
                    continue
                with SetWorkflowID(workflow):
                    DBOS.enqueue_workflow(QUEUE, evaluate_run, number, workflow)
                self._sent.add(workflow)
