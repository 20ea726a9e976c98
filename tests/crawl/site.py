"""A website on loopback whose every answer a test decides, and a page reader of the simplest kind."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urljoin

from zhengping.crawl.model import Target

Answer = tuple[int, dict[str, str], bytes]
Route = bytes | str | Answer | Callable[["Handler"], Any]

LINK = re.compile(
    rb"""<(a|img|frame|iframe)\b[^>]*?(?:href|src)=["']([^"']*)["'](?:[^>]*data-priority=["'](\d)["'])?"""
)
REFRESH = re.compile(rb"""http-equiv=["']refresh["'][^>]*url=([^"'>]+)""")


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Site

    def do_GET(self) -> None:
        self.server.hits[self.path] += 1
        self.server.requests.append((self.path, dict(self.headers.items())))
        route = self.server.routes.get(self.path)
        if route is None:
            route = self.server.routes.get("*", (404, {}, b"<html><body>404 Not Found</body></html>"))
        if callable(route):
            route = route(self)
            if route is None:
                return
        if isinstance(route, str):
            route = route.encode()
        if isinstance(route, bytes):
            route = (200, {"Content-Type": "text/html; charset=utf-8"}, route)
        self.answer(*route)

    def answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        if not any(name.lower() == "content-length" for name in headers):
            self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


class Site(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, routes: dict[str, Route]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.routes = routes
        self.hits: Counter[str] = Counter()
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.scheme = "http"

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.server_address[1]}/"

    def handle_error(self, *_: Any) -> None:
        pass


@contextmanager
def serving(routes: dict[str, Route]) -> Iterator[Site]:
    site = Site(routes)
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.shutdown()
        site.server_close()
        thread.join()


class Page:
    """What the simple reader makes of a page."""

    def __init__(self, url: str, body: bytes, record: str) -> None:
        self.keep = (url, len(body), record)
        self.soft_not_found = "页面不存在".encode() in body
        self.challenge = b"captcha-wall" in body
        refresh = REFRESH.search(body)
        self.redirect = urljoin(url, refresh[1].decode()) if refresh else ""
        self.targets = []
        for tag, reference, priority in LINK.findall(body):
            hint = "asset" if tag == b"img" else "page"
            self.targets.append(Target(urljoin(url, reference.decode()), int(priority or 5), hint))


def read(url: str, body: bytes, content_type: str, record: str) -> Page:
    return Page(url, body, record)


def links(*paths: str) -> str:
    return "<html><body>" + "".join(f"<a href='{path}'>x</a>" for path in paths) + "</body></html>"
