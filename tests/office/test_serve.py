"""`zhengping serve` on an empty machine, and its one clear line where it can't."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.office.serving import Served


def refused(data: Path, *arguments: str, **environment: str) -> str:
    """The one line of a server that does not start."""
    given = {**Served(data).environment, **environment}
    done = subprocess.run(
        [sys.executable, "-m", "zhengping.cli", "serve", *arguments],
        env=given, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode in (1, 2), done.stdout
    assert "Traceback" not in done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, lines
    return lines[0]


def test_on_an_empty_folder_it_makes_all_serves_and_stops_in_order(tmp_path: Path) -> None:
    office = Served(tmp_path / "new" / "data")
    office.start()
    try:
        assert office.get("/alive") == "ok\n"
        office.sign_in()
        assert "评估轮次" in office.get("/rounds/")
        if "ZHENGPING_DATABASE" not in office.environment:
            assert (office.data / "office.sqlite3").exists()
        assert "已有一个 zhengping serve" in refused(office.data, "--port", "0")
    finally:
        assert office.stop() == 0


def test_a_port_in_use_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert f"端口 {port} 用不了" in refused(tmp_path / "data", "--port", port)


def test_without_a_terminal_and_a_password_it_says_how_to_give_the_first_administrator(tmp_path: Path) -> None:
    line = refused(tmp_path / "data", "--port", "0", ZHENGPING_ADMIN_PASSWORD="")
    assert "ZHENGPING_ADMIN_PASSWORD" in line


def test_a_database_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        line = refused(
            tmp_path / "data", "--port", "0", ZHENGPING_DATABASE=f"postgresql://u:secret-word@127.0.0.1:{port}/x"
        )
    assert f"127.0.0.1:{port}/x" in line
    assert "secret-word" not in line


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    assert "closed" in refused(tmp_path / "closed" / "data", "--port", "0")


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert str(tmp_path / "file") in refused(tmp_path / "file" / "data", "--port", "0")
