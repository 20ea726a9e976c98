"""Pages drawn by the browser: a second, and a second of processor time (one core): `python bench/rendering.py [PAGES]`.

Each page is a column of about 20 KB whose list of 20 rows a script fetches as JSON. Counted is what an evaluation does
with it: opening, waiting, writing down, reading, archiving; the crawl before is not, the start of the browser is shown
by itself. Processor time is that of this process and of all of the browser's; the server is a process of its own.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import os
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path

from zhengping.probes.browser import find_browser
from zhengping.probes.choosing import Wanted
from zhengping.probes.drawing import draw, spare_pictures
from zhengping.probes.options import ProbeOptions
from zhengping.probes.recorder import DRAWN_PREFIX
from zhengping.probes.session import Session, open_session
from zhengping.reading.page import read_page

AT_ONCE = 2
_TICKS = os.sysconf("SC_CLK_TCK")
MENU = "".join(f'<li><a href="/column{n}/">栏目{n}通知公告</a></li>' for n in range(60))
FILL = "<!-- " + "模板" * 2000 + " -->"
SCRIPT = (
    "<script>fetch('/api/list?of=' + location.pathname).then(r => r.json()).then(rows => "
    "document.getElementById('list').innerHTML = rows.map(r => `<li><a href=\"${r.url}\">${r.title}</a>"
    "<span>${r.day}</span></li>`).join(''));</script>"
)
PAGE = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'><title>栏目</title></head><body>"
    f"<div class='nav'><ul>{MENU}</ul></div>{FILL}<ul id='list'></ul>{SCRIPT}</body></html>"
).encode()
ROWS = json.dumps(
    [
        {"title": f"关于做好第{n}号水利工程建设工作的通知", "url": f"/art/{n}.html", "day": f"2021-05-{n + 1:02d}"}
        for n in range(20)
    ],
    ensure_ascii=False,
).encode()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body, kind, status = PAGE, "text/html; charset=utf-8", 200
        if self.path.startswith("/api/"):
            body, kind = ROWS, "application/json"
        elif self.path == "/robots.txt":
            body, status = b"", 404
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def serve(pipe: Connection) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    pipe.send(server.server_address[1])
    server.serve_forever()


class Meter:
    """Processor seconds of this process and of those below it (but the server), looked at ten times a second."""

    def __init__(self, without: int) -> None:
        self._without = without
        self._seen: dict[int, float] = {}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def seconds(self) -> float:
        self._look()
        return sum(self._seen.values())

    def stop(self) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.1):
            self._look()

    def _look(self) -> None:
        parents: dict[int, int] = {}
        used: dict[int, float] = {}
        for name in filter(str.isdigit, os.listdir("/proc")):
            try:
                fields = Path("/proc", name, "stat").read_text(encoding="latin-1").rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(name)] = int(fields[1])
            used[int(name)] = (int(fields[11]) + int(fields[12])) / _TICKS
        for process, seconds in used.items():
            node = process
            while node > 1 and node not in (os.getpid(), self._without):
                node = parents.get(node, 0)
            if node == os.getpid():
                self._seen[process] = seconds


async def draw_all(session: Session, root: str, count: int) -> int:
    """Draws so many pages, `AT_ONCE` at a time as an evaluation does; how many showed their list."""
    waiting = [Wanted(f"{root}column{number}/", "list", ("list",), True) for number in range(count)]
    static = read_page(root, PAGE, "text/html; charset=utf-8")
    whole = 0

    async def work() -> None:
        nonlocal whole
        async with session.tab() as tab:
            await spare_pictures(tab)
            while waiting:
                drawing = await draw(tab, waiting.pop(), static, lambda url: url.startswith(root))
                for view in drawing.views:
                    session.recorder.document(view.url, view.html)
                whole += bool(drawing.views) and len(drawing.views[0].rows) == 20

    await asyncio.gather(*(work() for _ in range(AT_ONCE)))
    return whole


async def measure(root: str, count: int, folder: Path, meter: Meter) -> None:
    executable = find_browser()
    if executable is None:
        sys.exit("no Chromium on this machine")
    options = ProbeOptions(
        folder, "Mozilla/5.0 (compatible; ZhengpingBot/bench)", 0.0, True, max_loads=count * 2, max_seconds=1e6
    )
    began = time.monotonic(), meter.seconds()
    async with open_session(options, executable, "bench", DRAWN_PREFIX) as (session, _):
        await draw_all(session, root, 2)
        started = time.monotonic(), meter.seconds()
        whole = await draw_all(session, root, count)
        ended = time.monotonic(), meter.seconds()
    wall, processor = (end - start for end, start in zip(ended, started, strict=True))
    print(f"start and first two pages: {started[0] - began[0]:.1f} s, {started[1] - began[1]:.1f} CPU s")
    print(
        f"{count} pages ({whole} whole): {count / wall:.2f} pages/s, {count / processor:.2f} pages a second per core, "
        f"{processor / count:.2f} CPU s a page"
    )


def main(count: int) -> None:
    here, there = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(there,), daemon=True)
    server.start()
    meter = Meter(server.pid or 0)
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(f"http://127.0.0.1:{here.recv()}/", count, Path(folder), meter))
    meter.stop()
    server.terminate()


if __name__ == "__main__":
    main(int(next((a for a in sys.argv[1:] if a.isdigit()), 60)))
