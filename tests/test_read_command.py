"""`zhengping read`: a page's facts as JSON and for people, and one clear line for what cannot be read."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

WIDE = os.environ | {"COLUMNS": "240"}
PAGE = """<html><head><meta charset="gbk"><title>关于开展丰收活动的通知_某某局</title></head><body>
<div>当前位置：<a href="/">首页</a> &gt; <a href="/tzgg/">通知公告</a></div><h1>关于开展丰收活动的通知</h1>
<div>发布时间：2019-10-08 来源：某某局办公室</div>
<div id="zoom"><p>各单位：现将有关事项通知如下，请认真执行。</p>
<p>联系人：某甲，电话13812345678。</p><p>附件：<a href="a.doc">方案.doc</a></p></div></body></html>"""


def read(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "zhengping.cli", "read", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False, env=WIDE)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "t20191008_1.html"
    path.write_bytes(PAGE.encode("gbk"))
    return path


@pytest.fixture
def server() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answers = {
                "/robots.txt": (200, b"User-agent: *\nDisallow: /closed/\n", "text/plain", ""),
                "/page.html": (200, PAGE.encode("gbk"), "text/html", ""),
                "/old.html": (302, b"", "text/html", "/page.html"),
                "/loop.html": (302, b"", "text/html", "/loop.html"),
                "/nowhere.html": (302, b"", "text/html", "http://["),
                "/a.doc": (200, b"\xd0\xcf\x11\xe0" + b"x" * 100, "application/msword", ""),
            }
            status, body, kind, location = answers.get(self.path, (404, b"<html>404</html>", "text/html", ""))
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            if location:
                self.send_header("Location", location)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{httpd.server_address[1]}"
        httpd.shutdown()


def test_json_holds_the_facts(file: Path) -> None:
    done = read(str(file), "--json", "--base", "http://www.example.test/tzgg/201910/t20191008_1.html")
    assert done.returncode == 0, done.stderr
    page = json.loads(done.stdout)
    assert page["title"]["value"] == "关于开展丰收活动的通知"
    assert page["published"]["value"] == "2019-10-08"
    assert page["source"]["value"] == "某某局办公室"
    assert page["charset"] == "gb18030"
    assert page["crumbs"][-1] == {"name": "通知公告", "url": "http://www.example.test/tzgg/"}


def test_people_see_chinese_labels_and_where_a_fact_was_read(file: Path) -> None:
    done = read(str(file))
    assert done.returncode == 0, done.stderr
    for words in ("标题", "关于开展丰收活动的通知", "发布日期", "2019-10-08（页面标签）", "首页 > 通知公告", "附件 1"):
        assert words in done.stdout


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_private_telephones_are_masked(file: Path, form: tuple[str, ...]) -> None:
    done = read(str(file), *form)
    assert "13812345678" not in done.stdout
    assert "138****5678" in done.stdout


@pytest.mark.parametrize("path", ["/page.html", "/old.html"])
def test_an_address_is_fetched_and_its_redirect_followed(server: str, path: str) -> None:
    done = read(server + path, "--json", "--allow-private")
    assert done.returncode == 0, done.stderr
    page = json.loads(done.stdout)
    assert page["url"] == server + "/page.html"
    assert page["published"]["value"] == "2019-10-08"


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [
        ("/none.html", 1, "不存在"),
        ("/loop.html", 1, "循环"),
        ("/nowhere.html", 1, "循环"),
        ("/closed/a.html", 1, "robots"),
        ("/a.doc", 2, "不是网页"),
    ],
)
def test_what_gives_no_page_is_one_clear_line(server: str, path: str, code: int, words: str) -> None:
    done = read(server + path, "--allow-private")
    assert done.returncode == code
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""


def test_a_private_address_is_refused_unless_allowed(server: str) -> None:
    done = read(server + "/page.html")
    assert done.returncode == 2
    assert "--allow-private" in done.stderr


@pytest.mark.parametrize("target", ["nothing-here.html", ".", "ftp://example.test/a", "http://"])
def test_bad_targets_are_one_clear_line(target: str) -> None:
    done = read(target)
    assert done.returncode == 2
    assert done.stderr.startswith("错误：")
    assert len(done.stderr.splitlines()) == 1
