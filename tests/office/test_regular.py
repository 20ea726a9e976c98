"""Regular work of a serving process: all at the start, then each job when it is due; one fault holds up none."""

from __future__ import annotations

import logging
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.office.making import World
from tests.office.serving import WAIT, Served
from zhengping.office.notices.models import Notice
from zhengping.office.regular import JOBS, Job, Regular
from zhengping.office.results.models import PointStanding
from zhengping.office.rounds.models import Phase, PhaseWindow

_TELL = """
from zhengping.serve_command import prepare
prepare()
from zhengping.office.accounts.models import User
from zhengping.office.accounts.first_admin import first_admin
from zhengping.office.notices.telling import tell
admin = first_admin()
User.objects.filter(pk=admin.pk).update(email="admin@example.gov.cn")
tell([admin], "test", "one", "x")
"""


def test_a_job_runs_at_once_and_then_at_its_interval() -> None:
    runs: list[str] = []
    regular = Regular([Job("often", 10, lambda: runs.append("o")), Job("seldom", 30, lambda: runs.append("s"))])
    for moment in (100.0, 105.0, 110.0, 119.0, 120.0, 130.0):
        regular.run_due(moment)
    assert runs == ["o", "s", "o", "o", "o", "s"]


def test_a_fault_is_one_line_of_the_log_and_holds_up_no_other_job(caplog: pytest.LogCaptureFixture) -> None:
    runs: list[str] = []

    def broken() -> None:
        raise RuntimeError("first line\nsecond line")

    regular = Regular([Job("broken", 10, broken), Job("whole", 10, lambda: runs.append("w"))])
    with caplog.at_level(logging.WARNING):
        regular.run_due(100.0)
    assert runs == ["w"]
    assert [one.getMessage() for one in caplog.records] == [
        "broken failed, next try in 10 s: RuntimeError: first line second line"
    ]


def test_after_the_deadline_the_office_settles_reminds_and_mails_by_itself_and_once(
    world: World, settings: Any, tmp_path: Path
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    world.phase(Phase.SELF_ASSESSMENT)
    PhaseWindow.objects.filter(phase=Phase.SELF_ASSESSMENT).update(ends=date(2025, 12, 8))
    world.users["reporter"].email = "reporter@example.gov.cn"
    world.users["reporter"].save()
    for _ in range(2):
        Regular(JOBS).run_due(100.0)
    assert PointStanding.objects.filter(point="6.2.2-1", value=0).count() == len(world.participations)
    assert Notice.objects.filter(user=world.users["reporter"], kind="deadline").count() == 1
    assert len(list((tmp_path / "mail").iterdir())) == 1


def test_zhengping_serve_sends_the_mail_that_waits(tmp_path: Path) -> None:
    office = Served(tmp_path / "data")
    office._python(_TELL)
    office.start()
    try:
        end = time.monotonic() + WAIT
        while not list((office.data / "mail").glob("*.log")):
            assert time.monotonic() < end
            time.sleep(0.1)
    finally:
        assert office.stop() == 0
