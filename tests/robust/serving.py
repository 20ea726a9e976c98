"""A variant of a site on loopback, crawled and judged as a user would have it done."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.robust.variants import HOST, Site
from zhengping.checks.context import Department
from zhengping.checks.finding import Finding
from zhengping.crawl.options import CrawlOptions
from zhengping.evaluation.evaluate import evaluate_site
from zhengping.standard.model import Edition


@contextmanager
def served(site: Site) -> Iterator[str]:
    """The address at which the site answers while the context lasts; one answer at a time, in the order of asking."""
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            with lock:
                answer = site(HOST + self.path.lstrip("/"))
            head = f"HTTP/1.1 {answer.status} -\r\nContent-Type: {answer.kind}\r\n"
            head += f"Content-Length: {len(answer.body)}\r\n\r\n"
            self.wfile.write(head.encode("latin-1") + (b"" if self.command == "HEAD" else answer.body))

        do_HEAD = do_GET

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


def crawled(site: Site, out: Path, edition: Edition, department: Department, on: date) -> dict[str, Finding]:
    """The findings of a site that is served and crawled."""
    with served(site) as url:
        options = CrawlOptions(url, out, delay=0.0, connections=4, allow_private=True)
        judgement = evaluate_site(options, edition, department, on).judgement
    assert judgement is not None
    return judgement.findings
