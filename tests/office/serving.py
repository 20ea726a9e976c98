"""A real `zhengping serve` with a data folder of its own, for tests that kill it."""

from __future__ import annotations

import contextlib
import http.cookiejar
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from pathlib import Path
from typing import Any

import psycopg

PASSWORD = "Serve-and-evaluate-1"
WAIT = 120.0
"""Seconds for anything to happen; the machine may be busy."""
_MAKE = """
import json, os, sys, urllib.parse
from zhengping.serve_command import prepare
prepare()
from datetime import date
from zhengping.office.accounts.first_admin import first_admin
from zhengping.office.core import clock
from zhengping.office.departments.models import Department, Site
from zhengping.office.rounds.models import Round
from zhengping.office.rounds.taking_part import join
admin = first_admin()
given = json.loads(sys.argv[1])
round = Round.objects.create(name="r", year=2025, monitoring_date=date(2025, 11, 30), made_at=clock.now())
for code, url in given.items():
    department = Department.objects.create(code=code, name=code, has_key_areas=True)
    Site.objects.create(department=department, name=code, url=url, main=True)
    join(round, [department], admin)
print(json.dumps({"round": round.pk, "taking_part": list(round.participations.values_list("pk", flat=True))}))
"""
_LOOK = """
SELECT id, state, attempts, progress, message, summary, current,
       (SELECT count(*) FROM collection_pointfinding f WHERE f.run_id = r.id)
FROM collection_siterun r ORDER BY id
"""


def _database_of_its_own() -> dict[str, str]:
    """On PostgreSQL a new database beside the tests'; on SQLite the file in the data folder serves."""
    address = os.environ.get("ZHENGPING_DATABASE", "")
    if not address:
        return {}
    name = f"served_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
    return {"ZHENGPING_DATABASE": f"{address.rsplit('/', 1)[0]}/{name}"}


class Served:
    """One installation; `start` and `kill` as often as wanted."""

    def __init__(self, data: Path, **environment: str) -> None:
        self.data = data
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("ZHENGPING_", "DJANGO_"))},
            "ZHENGPING_DATA": str(data),
            "ZHENGPING_ALLOW_PRIVATE": "1",
            "ZHENGPING_PROBES": "0",
            "ZHENGPING_ADMIN": "admin",
            "ZHENGPING_ADMIN_PASSWORD": PASSWORD,
            **_database_of_its_own(),
            **environment,
        }
        self.process: subprocess.Popen[str] | None = None
        self.address = ""
        self.said: list[str] = []
        self._browser = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        )

    def make(self, sites: dict[str, str]) -> dict[str, Any]:
        """Makes the database with a round of these sites."""
        return dict(json.loads(self._python(_MAKE, json.dumps(sites)).splitlines()[-1]))

    def runs(self) -> list[dict[str, Any]]:
        """All runs as the database has them; asked without the program, which takes seconds to load."""
        address = self.environment.get("ZHENGPING_DATABASE")
        if address:
            with psycopg.connect(address) as connection:
                rows = connection.execute(_LOOK).fetchall()
        else:
            with contextlib.closing(sqlite3.connect(self.data / "office.sqlite3", timeout=20)) as kept:
                rows = kept.execute(_LOOK).fetchall()
        names = ("id", "state", "attempts", "progress", "message", "summary", "current", "findings")
        found = [dict(zip(names, row, strict=True)) for row in rows]
        for run in found:
            for name in ("progress", "summary"):
                run[name] = json.loads(run[name]) if isinstance(run[name], str) else run[name]
            run["pages"] = run["summary"].get("crawl", {}).get("pages")
        return found

    def _python(self, code: str, *given: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", code, *given], env=self.environment, capture_output=True, text=True, timeout=WAIT
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self) -> None:
        """Starts the server on a free port and waits until it says so."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "zhengping.cli", "serve", "--port", "0"],
            env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line)
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                self.address = found[0]
                return
        raise AssertionError("".join(self.said))

    def kill(self) -> None:
        """As a power cut would."""
        assert self.process is not None
        self.process.kill()
        self._ended()

    def stop(self) -> int:
        """As an operator would; gives the exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self._ended()

    def _ended(self) -> int:
        assert self.process is not None
        assert self.process.stdout is not None
        code = self.process.wait(WAIT)
        self.process.stdout.close()
        self.process = None
        return code

    def sign_in(self) -> None:
        """As the administrator, through the form."""
        self.post("/accounts/login/", login="admin", password=PASSWORD)

    def get(self, path: str) -> str:
        """A page."""
        with self._browser.open(self.address + path, timeout=60) as answer:
            return str(answer.read().decode())

    def post(self, path: str, **fields: str) -> int:
        """A form, with its token; the status at the end."""
        page = self.get("/accounts/login/" if "login" in path else "/rounds/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token is not None
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], **fields}).encode()
        try:
            with self._browser.open(self.address + path, data, timeout=60) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code

    def until(self, wanted: Any) -> list[dict[str, Any]]:
        """Waits until the runs are as wanted."""
        end = time.monotonic() + WAIT
        runs = self.runs()
        while not wanted(runs):
            assert time.monotonic() < end, runs
            time.sleep(0.1)
            runs = self.runs()
        return runs
