"""The browser as part of an evaluation: used, left out, missing, interrupted, and judged again without it."""

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.evaluation.running import COMMAND
from tests.probes.browsing import needs_browser
from tests.probes.serving import Served, serving

DAY = "2025-11-30"
HEAD = '<meta name="viewport" content="width=device-width, initial-scale=1"><meta charset="utf-8">'
NAV = '<ul class="nav"><li><a href="/">首页</a></li><li><a href="/news/">工作动态</a></li></ul>'
PAGES = {
    "/": f"<title>某某局</title>{HEAD}{NAV}<h1>某某局</h1><form action=/search><input name=q placeholder=搜索></form>",
    "/news/": f"<title>工作动态</title>{HEAD}{NAV}<ul>"
    + "".join(
        f'<li><a href="/news/{n}.html">第{n}次全局工作会议召开</a><span>2025-11-{n:02}</span></li>' for n in range(1, 9)
    )
    + "</ul>",
    **{
        f"/news/{n}.html": f"<title>第{n}次全局工作会议召开</title>{HEAD}{NAV}<h1>第{n}次全局工作会议召开</h1>"
        f"<p>发布时间：2025-11-{n:02} 来源：某某局</p><div class=content><p>{'会议要求抓好落实。' * 20}</p></div>"
        for n in range(1, 9)
    },
}


def evaluate(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, "evaluate", *arguments, "--monitoring-date", DAY]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=300, check=False, env=os.environ | environment
    )


def result_of(folder: Path) -> dict[str, Any]:
    found = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    found.pop("made")
    return dict(found)


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    with serving(PAGES) as served:
        yield served


@pytest.fixture(scope="module")
def tried(site: Served, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("tried") / "out"
    done = evaluate(site.url, "--out", str(out), "--allow-private")
    assert done.returncode == 0, done.stderr
    assert "浏览器实测：" in done.stderr
    return out


@needs_browser
def test_what_the_browser_saw_is_kept_with_the_archive_and_shown_in_the_report(tried: Path, site: Served) -> None:
    kept = json.loads((tried / "archive" / "probes.json").read_text(encoding="utf-8"))["probed"]
    assert kept["browser"].startswith("Chromium ")
    assert kept["phone"]["state"] == "done"
    shots = sorted(path.name for path in (tried / "archive" / "shots").glob("*.png"))
    assert shots
    assert (tried / "archive" / "probes-00001.warc.gz").stat().st_size > 0
    report = (tried / "report.html").read_text(encoding="utf-8")
    assert "浏览器实测" in report
    assert f'href="archive/shots/{shots[0]}"' in report
    assert "data:image/jpeg;base64," in report
    assert site.posted == []


@needs_browser
def test_the_archive_is_judged_again_to_the_same_bytes_without_a_browser(tried: Path, tmp_path: Path) -> None:
    done = evaluate("--archive", str(tried), "--out", str(tmp_path / "again"), "--quiet", ZHENGPING_BROWSER="/none")
    assert done.returncode == 0, done.stderr
    assert result_of(tmp_path / "again") == result_of(tried)
    assert "data:image/jpeg;base64," in (tmp_path / "again" / "report.html").read_text(encoding="utf-8")


@needs_browser
def test_judging_an_archive_imports_no_browser(tried: Path, tmp_path: Path) -> None:
    program = (
        "import sys; from zhengping.cli import app\n"
        f"try: app(['evaluate', '--archive', {str(tried)!r}, '--out', {str(tmp_path / 'o')!r}, '--quiet'])\n"
        "except SystemExit: pass\n"
        "assert 'playwright' not in sys.modules"
    )
    done = subprocess.run([COMMAND[0], "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@needs_browser
def test_trials_that_cannot_be_read_are_left_aside_and_said(tried: Path, tmp_path: Path) -> None:
    shutil.copytree(tried / "archive", tmp_path / "archive")
    (tmp_path / "archive" / "probes.json").write_text("{half", encoding="utf-8")
    done = evaluate("--archive", str(tmp_path), "--out", str(tmp_path / "again"))
    assert done.returncode == 0
    assert "probes.json 读不出" in done.stderr


def test_without_probes_no_browser_is_used(site: Served, tmp_path: Path) -> None:
    done = evaluate(site.url, "--out", str(tmp_path / "out"), "--allow-private", "--no-probes")
    assert done.returncode == 0
    assert "浏览器" not in done.stderr
    assert not (tmp_path / "out" / "archive" / "probes.json").exists()


def test_without_a_browser_one_line_says_what_is_lost_and_the_rest_goes_on(site: Served, tmp_path: Path) -> None:
    done = evaluate(site.url, "--out", str(tmp_path / "out"), "--allow-private", ZHENGPING_BROWSER="/none")
    assert done.returncode == 0
    assert done.stderr.count("没有 Chromium") == 1
    assert (tmp_path / "out" / "result.json").is_file()


def test_a_browser_that_does_not_start_is_said_and_the_rest_goes_on(site: Served, tmp_path: Path) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    done = evaluate(site.url, "--out", str(tmp_path / "out"), "--allow-private", ZHENGPING_BROWSER=str(broken))
    assert done.returncode == 0, done.stderr
    assert "没有启动起来" in done.stderr
    assert (tmp_path / "out" / "result.json").is_file()


@needs_browser
def test_an_interruption_in_the_browser_loses_nothing_and_is_resumed(site: Served, tmp_path: Path) -> None:
    out = tmp_path / "out"
    arguments = ["evaluate", site.url, "--out", str(out), "--allow-private", "--monitoring-date", DAY]
    process = subprocess.Popen([*COMMAND, *arguments], stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    for line in process.stderr:
        if "浏览器实测：" in line:
            break
    time.sleep(1.0)
    process.send_signal(signal.SIGINT)
    message = process.communicate(timeout=60)[1]
    assert process.returncode == 130, message
    assert "--resume" in message
    assert not (out / "result.json").exists()
    done = evaluate(site.url, "--out", str(out), "--allow-private", "--resume", "--quiet")
    assert done.returncode == 0, done.stderr
    assert (out / "archive" / "probes.json").is_file()
