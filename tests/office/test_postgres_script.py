"""The tests' private PostgreSQL: made once, found again, made anew where it was left half done."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "postgres.sh"


class Copy:
    """The script in a folder of its own, so that the cluster of the tests themselves is left alone."""

    def __init__(self, folder: Path) -> None:
        self.script = folder / "scripts" / "postgres.sh"
        self.script.parent.mkdir()
        shutil.copy2(SCRIPT, self.script)

    def __call__(self, word: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([str(self.script), word], capture_output=True, text=True, timeout=180)

    def home(self) -> Path:
        """Where its cluster is: beside it, or for root, whose folders others may not enter, in /var/tmp."""
        beside = self.script.parents[1] / ".tools" / "postgres"
        if (beside / "made").exists():
            return beside
        sum_of_name = subprocess.run(["cksum"], input=str(self.script.parents[1]), capture_output=True, text=True)
        return Path(f"/var/tmp/zhengping-postgres-{sum_of_name.stdout.strip().replace(' ', '')}")


@pytest.fixture
def postgres(tmp_path: Path) -> Iterator[Copy]:
    """A copy, stopped and removed at the end."""
    copy = Copy(tmp_path)
    started = copy("start")
    if started.returncode == 3:
        pytest.skip("no PostgreSQL on this machine")
    assert started.returncode == 0, started.stderr
    yield copy
    copy("stop")
    shutil.rmtree(copy.home(), ignore_errors=True)


def test_it_answers_is_found_again_and_is_made_anew_where_it_was_left_half_done(postgres: Copy) -> None:
    address = postgres("url").stdout.strip()
    assert postgres("start").stdout.strip() == address
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (a int)")
    postgres("stop")
    assert postgres("url").returncode != 0

    again = postgres("start").stdout.strip()
    with psycopg.connect(again) as connection:
        connection.execute("SELECT * FROM kept")
    postgres("stop")

    (postgres.home() / "made").unlink()
    anew = postgres("start").stdout.strip()
    with psycopg.connect(anew) as connection, pytest.raises(psycopg.errors.UndefinedTable):
        connection.execute("SELECT * FROM kept")


def test_a_word_it_does_not_know_is_refused() -> None:
    done = subprocess.run([str(SCRIPT), "destroy"], capture_output=True, text=True, timeout=30)
    assert (done.returncode, done.stdout) == (2, "")
    assert "start|stop|url" in done.stderr
