"""`zhengping audit check`, as a program of its own on a database of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

MAKE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from zhengping.office.core.audit import record
for at in range(3):
    record(None, "score.changed", "1.1.1-1", why=at)
"""
TAMPER = """
import django; django.setup()
from zhengping.office.core.models import AuditEntry
AuditEntry.objects.filter(number=2).update(detail={"why": 9})
"""


def run(data: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ZHENGPING_")}
    environment |= {"ZHENGPING_DATA": str(data), "DJANGO_SETTINGS_MODULE": "zhengping.office.settings"}
    return subprocess.run([sys.executable, *command], env=environment, capture_output=True, text=True, timeout=120)


def check(data: Path) -> subprocess.CompletedProcess[str]:
    return run(data, "-m", "zhengping.cli", "audit", "check")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    made = run(folder, "-c", MAKE)
    assert made.returncode == 0, made.stderr
    return folder


def test_an_untouched_record_is_well_and_a_tampered_one_is_not(data: Path) -> None:
    good = check(data)
    assert (good.returncode, good.stdout) == (0, "核对完毕：3 条记录前后相接，没有改动过\n"), good.stderr
    assert run(data, "-c", TAMPER).returncode == 0
    bad = check(data)
    assert (bad.returncode, bad.stdout) == (1, "第 2 条的内容被改动过\n")


def test_without_a_database_it_says_what_to_do(tmp_path: Path) -> None:
    answer = check(tmp_path)
    assert answer.returncode == 2
    assert answer.stderr.startswith("错误：读不了操作记录")
    assert "Traceback" not in answer.stderr
