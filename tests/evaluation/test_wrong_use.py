"""Wrong use and sites that cannot be judged: one clear line, the right exit code, nothing half written."""

import json
import re
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.evaluation.running import COMMAND, DAY, Run, zhengping


class Blocking(BaseHTTPRequestHandler):
    """A site that refuses every page as an anti-robot shield does."""

    def do_GET(self) -> None:
        body = b"<html><script>window['$_ts']={};</script></html>"
        self.send_response(412)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def blocking_site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Blocking) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ([], "--out"),
        (["http://127.0.0.1:1/"], "--out"),
        (["--out", "OUT"], "--archive"),
        (["http://127.0.0.1:1/", "--archive", "OUT", "--out", "OUT"], "--archive"),
        (["http://127.0.0.1:1/", "--out", "OUT"], "--allow-private"),
        (["ftp://example.org/", "--out", "OUT"], "ftp"),
        (["http://127.0.0.1:1/", "--out", "OUT", "--monitoring-date", "2025-02-30", "--allow-private"], "2025-02-30"),
        (["http://127.0.0.1:1/", "--out", "OUT", "--monitoring-date", "0001-06-01", "--allow-private"], "0001-06-01"),
        (["http://127.0.0.1:1/", "--out", "OUT", "--department", "missing.json", "--allow-private"], "missing.json"),
        (["http://127.0.0.1:1/", "--out", "OUT", "--edition", "missing.yaml", "--allow-private"], "missing.yaml"),
        (["http://127.0.0.1:1/", "--out", "OUT", "--calendar", "missing.yaml", "--allow-private"], "missing.yaml"),
        (["http://127.0.0.1:1/", "--out", "OUT", "--max-pages", "0", "--allow-private"], "--max-pages"),
        (["http://[", "--out", "OUT", "--allow-private"], "网址无效"),
        ([__file__, "--out", "OUT"], "不是网址"),
        (["http://127.0.0.1:1/", "--out", "OUT", "--max-pages", "many"], "应为整数"),
        (["http://127.0.0.1:1/", "--out", "OUT", "--max-pages", "-3"], "不能小于 1"),
        (["http://127.0.0.1:1/", "--out", "OUT", "--delay", "soon"], "应为数字"),
        (["http://127.0.0.1:1/", "http://127.0.0.1:2/", "--out", "OUT"], "多了参数 http://127.0.0.1:2/"),
        (["http://127.0.0.1:1/", "--out"], "--out"),
        (["http://127.0.0.1:1/", "--out", "OUT", "--allow-private", "--sibling", "http://x.example/"], "--sibling"),
        (["http://127.0.0.1:1/", "--out", __file__, "--allow-private"], "结果目录"),
        (["http://127.0.0.1:1/", "--out", f"{__file__}/below", "--allow-private"], "结果目录"),
    ],
)
def test_wrong_use_gives_one_line_and_exit_code_two(arguments: list[str], named: str, tmp_path: Path) -> None:
    done = zhengping("evaluate", *[str(tmp_path / "out") if a == "OUT" else a for a in arguments])
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1, done.stderr
    assert named in done.stderr
    assert "Error" not in done.stderr
    assert not re.search(r"[a-z]{3,} [a-z]{2,} [a-z]{2,}", done.stderr), "English in a message"


def test_command_that_is_none_is_named() -> None:
    done = zhengping("evalute", "http://127.0.0.1:1/")
    assert (done.returncode, done.stderr) == (2, "错误：没有 evalute 这个命令，用 --help 查看有哪些命令\n")


def test_no_command_shows_the_commands_and_no_error() -> None:
    done = zhengping()
    assert done.returncode == 2
    assert "evaluate" in done.stdout
    assert "错误" not in done.stderr


def test_system_reasons_are_said_in_chinese(tmp_path: Path) -> None:
    done = zhengping("score", str(tmp_path / "none.json"))
    assert done.returncode == 2
    assert "没有这个文件或目录" in done.stderr


def test_archive_that_is_none_is_told(tmp_path: Path) -> None:
    done = zhengping("evaluate", "--archive", str(tmp_path), "--out", str(tmp_path / "out"))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "out" / "result.json").exists()


@pytest.mark.parametrize("outcome", ["blocked", "unreachable"])
def test_site_that_cannot_be_judged_costs_no_point(outcome: str, blocking_site: str, tmp_path: Path) -> None:
    url = blocking_site if outcome == "blocked" else f"http://127.0.0.1:{free_port()}/"
    done = zhengping("evaluate", url, "--out", str(tmp_path), "--monitoring-date", DAY, "--allow-private")
    assert done.returncode == 1
    result = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))
    assert result["outcome"] == outcome
    assert len(result["points"]) == 127
    assert all(point["value"] is None for point in result["points"].values())
    assert result["scorecard"]["total"] == "0.00"
    assert result["scorecard"]["total_possible"] == "90.00"
    assert (tmp_path / "report.html").is_file()
    assert "得分 0" not in done.stdout


def wait_for_pages(archive: Path) -> None:
    """Until the crawl has archived a few dozen pages."""
    until = time.monotonic() + 60
    while sum(path.stat().st_size for path in archive.glob("*.warc.gz")) < 100_000:
        assert time.monotonic() < until, "the crawl did not start"
        time.sleep(0.1)


def test_interrupted_run_is_resumed_to_the_same_result(poor_site: str, tmp_path: Path) -> None:
    arguments = ["evaluate", poor_site, "--monitoring-date", DAY, "--allow-private", "--quiet", "--no-probes"]
    arguments += ["--delay", "0.05"]
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    assert zhengping(*arguments, "--out", str(whole)).returncode == 0
    process = subprocess.Popen([*COMMAND, *arguments, "--out", str(broken)], stderr=subprocess.PIPE, text=True)
    wait_for_pages(broken / "archive")
    process.send_signal(signal.SIGINT)
    _, message = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "--resume" in message
    assert not (broken / "result.json").exists()
    assert zhengping(*arguments, "--out", str(broken)).returncode == 2
    assert zhengping(*arguments, "--out", str(broken), "--resume").returncode == 0
    first, second = (json.loads((f / "result.json").read_text(encoding="utf-8")) for f in (whole, broken))
    assert first["scorecard"] == second["scorecard"]
    assert first["crawl"]["pages"] == second["crawl"]["pages"]
    assert (whole / "articles.csv").read_bytes() == (broken / "articles.csv").read_bytes()


def test_damaged_archive_is_judged_as_not_seen_whole_and_says_so(evaluated: Run, tmp_path: Path) -> None:
    shutil.copytree(evaluated.out / "archive", tmp_path / "archive")
    first = sorted((tmp_path / "archive").glob("*.warc.gz"))[0]
    first.write_bytes(first.read_bytes()[: first.stat().st_size // 2])
    done = zhengping("evaluate", "--archive", str(tmp_path), "--out", str(tmp_path / "again"))
    assert done.returncode == 0
    assert "提示：档案不完整" in done.stderr
    points = json.loads((tmp_path / "again" / "result.json").read_text(encoding="utf-8"))["points"]
    assert any("抓取达到上限" in point["finding"] or "未读全" in point["finding"] for point in points.values())


def test_archive_without_one_readable_page_is_refused(evaluated: Run, tmp_path: Path) -> None:
    shutil.copytree(evaluated.out / "archive", tmp_path / "archive")
    for path in (tmp_path / "archive").glob("*.warc.gz"):
        path.write_bytes(b"\0" * path.stat().st_size)
    done = zhengping("evaluate", "--archive", str(tmp_path), "--out", str(tmp_path / "again"))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "已损坏" in done.stderr
    assert not (tmp_path / "again" / "result.json").exists()


def test_a_crawl_that_hit_its_budget_says_so(poor_site: str, tmp_path: Path) -> None:
    arguments = ["--out", str(tmp_path), "--monitoring-date", DAY, "--allow-private", "--no-probes", "--max-pages", "5"]
    done = zhengping("evaluate", poor_site, *arguments)
    assert done.returncode == 0
    assert "没有看完整个网站（达到页数上限）" in done.stderr
    assert "已抓取 5 页" in done.stderr, "the last line of progress is the crawl's end"
