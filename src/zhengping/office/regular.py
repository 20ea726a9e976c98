"""Regular work of a serving process: overdue self-assessments, reminders of deadlines, mail.

Each job is safe to repeat, so that a restart, or a run by hand with `manage.py`, does no harm.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from zhengping.office.appeals.reminding import remind
from zhengping.office.assessment.overdue import settle_overdue
from zhengping.office.collection.work import own_connections
from zhengping.office.core import clock
from zhengping.office.notices.mailing import send_mail

log = logging.getLogger(__name__)
LOOK_EVERY = 5.0
"""Seconds between two looks at what is due."""
HOUR = 3600.0
"""Seconds; what depends on the day is looked at every hour, so that no midnight has to be met."""
MAIL_EVERY = 300.0
"""Seconds; also how soon a mail that could not be sent is tried again."""


@dataclass(frozen=True)
class Job:
    """A piece of work, the name that the log gives it, and the seconds from one run to the next."""

    name: str
    every: float
    work: Callable[[], object]


def _remind_today() -> int:
    return remind(clock.today())


JOBS = (
    Job("settling of overdue self-assessments", HOUR, settle_overdue),
    Job("reminders of deadlines", HOUR, _remind_today),
    Job("mail", MAIL_EVERY, send_mail),
)
"""In this order, so that what the first two tell people goes out with the same round's mail."""


class Regular:
    """Started once in a serving process; all jobs run at the start and then each at its own interval."""

    def __init__(self, jobs: Sequence[Job] = JOBS) -> None:
        self._next = [(job, 0.0) for job in jobs]
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._loop, name="regular", daemon=True)

    def start(self) -> None:
        """From now on, in a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """Lets the job under way end, for a while, and begins none after it."""
        self._stopping.set()
        self._thread.join(30)

    def run_due(self, moment: float) -> None:
        """Runs what is due at `moment` (seconds, monotonic). A job that fails is one line in the log and holds up
        no other; it is tried again when it is due the next time.
        """
        for place, (job, due) in enumerate(self._next):
            if moment < due or self._stopping.is_set():
                continue
            self._next[place] = (job, moment + job.every)
            try:
                job.work()
            except Exception as error:  # Whatever is wrong with one job, the others and the server go on.
                why = " ".join(str(error).split())
                log.error("%s failed, next try in %d s: %s: %s", job.name, job.every, type(error).__name__, why)

    def _loop(self) -> None:
        run_due = own_connections(self.run_due)
        while not self._stopping.is_set():
            run_due(time.monotonic())
            self._stopping.wait(LOOK_EVERY)
