"""Serves the samples on loopback, each site on a port of its own."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from zhengping.errors import InputError, ZhengpingError, reason
from zhengping.sample.live.answers import Request
from zhengping.sample.live.handle import LiveHandle
from zhengping.sample.live.server import answer, open_site
from zhengping.sample.live.site import LiveSite

NOT_FOUND = "<html><head><title>404</title></head><body><h1>404 Not Found</h1></body></html>"
SOFT_NOT_FOUND = (
    '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>提示信息</title></head>'
    '<body><p>对不起，您访问的页面不存在或已被删除！</p><a href="/">返回首页</a></body></html>'
)
_LONGEST_HOLD = 300.0
"""Seconds after which a held answer is given up; the server's end ends it at once."""
ALIASES = {"/index.html": "/", "/default.aspx": "/", "/Default.aspx": "/"}


@dataclass(frozen=True)
class ServedSite:
    """A running sample: its key, its address, its directory; `live` turns the switches of what answers there."""

    key: str
    url: str
    directory: Path
    live: LiveHandle


class _Routes:
    """The answers of one site, read from disk when they are asked for."""

    def __init__(self, directory: Path) -> None:
        data = json.loads((directory / "routes.json").read_text(encoding="utf-8"))
        self.files: dict[str, dict[str, Any]] = data["routes"]
        self.soft_not_found: bool = data["soft_not_found"]
        self.charset: str = data["charset"]
        self.headers: dict[str, str] = data["headers"]
        self.root = directory / "site"

    def body(self, target: str) -> bytes:
        """The stored body for a request target; b"" where there is none."""
        status, _, body = self.answer(target)
        return body if status == 200 else b""

    def answer(self, target: str) -> tuple[int, str, bytes]:
        """Status, Content-Type and body for a request target."""
        target = target.split("#")[0]
        path, _, query = target.partition("?")
        candidates = [target, path if not query else target, ALIASES.get(path, target)]
        if path.endswith("/index.html"):
            candidates.append(path[: -len("index.html")])
        for candidate in candidates:
            if route := self.files.get(candidate):
                return route["status"], route["type"], (self.root / route["file"]).read_bytes()
        if self.soft_not_found and "." not in path.rsplit("/", 1)[-1].replace(".aspx", ""):
            return 200, "text/html", SOFT_NOT_FOUND.encode("gbk")
        return 404, "text/html", NOT_FOUND.encode()


class _Handler(BaseHTTPRequestHandler):
    """Asks the live part first, then the routes. `companion`: this is the site's second port, which has no pages."""

    protocol_version = "HTTP/1.1"
    sys_version = ""

    def __init__(self, routes: _Routes, site: LiveSite, companion: bool, *arguments: Any) -> None:
        self.routes, self.site, self.companion = routes, site, companion
        super().__init__(*arguments)

    def do_GET(self) -> None:
        """Answers from the live part or from the routes."""
        self._note()
        cookie = SimpleCookie(self.headers.get("Cookie", ""))
        main, other = self.site.handle.main_url.rstrip("/"), self.site.handle.other_url.rstrip("/")
        request = Request(
            self.command,
            self.path,
            main,
            other,
            self.companion,
            {name: morsel.value for name, morsel in cookie.items()},
            self.headers.get("User-Agent", ""),
        )
        if found := answer(self.site, request):
            self._send(found.status, found.content_type, found.body, found.headers, hold=found.hold)
        elif self.companion:
            self._send(404, "text/html", NOT_FOUND.encode())
        else:
            self._send(*self.routes.answer(self.path))

    do_HEAD = do_GET

    def do_POST(self) -> None:
        """Nothing may be submitted to a sample: an evaluator that tries is seen at once."""
        self._note()
        self.close_connection = True
        self._send(405, "text/plain; charset=utf-8", "样本网站不接受提交。".encode())

    do_PUT = do_PATCH = do_DELETE = do_POST

    def do_OPTIONS(self) -> None:
        """What may be asked."""
        self._note()
        self._send(200, "text/plain", b"", {"Allow": "GET, HEAD, OPTIONS"})

    def _note(self) -> None:
        self.site.handle.note(self.command, self.site.handle.other_url.rstrip("/") * self.companion + self.path)

    def _send(
        self, status: int, kind: str, body: bytes, headers: Mapping[str, str] | None = None, *, hold: bool = False
    ) -> None:
        # What is held back never comes: the visitor waits for one byte more.
        length = len(body) + hold
        own = {**self.routes.headers, **(headers or {})}
        head = [
            f"HTTP/1.1 {status} {self.responses[status][0]}",
            f"Date: {self.date_time_string()}",
            f"Content-Type: {kind}",
            f"Content-Length: {length}",
            *(f"{name}: {value}" for name, value in own.items()),
            *(["Connection: close"] if self.close_connection else []),
            "",
            "",
        ]
        content = b"" if self.command == "HEAD" else body
        # One write: head and body in two packets cost 40 ms with delayed acknowledgements.
        with suppress(ConnectionError):
            self.wfile.write("\r\n".join(head).encode("latin-1") + content)
        if hold and self.command != "HEAD":
            self.site.handle.stopping.wait(_LONGEST_HOLD)
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    allow_reuse_address = True


@contextmanager
def serve(directory: Path, *, port: int = 0) -> Iterator[list[ServedSite]]:
    """Serves all samples of `directory` on 127.0.0.1 while the context lasts.

    `port` is the first of as many ports as there are sites; 0 = any free ones.
    Raises InputError where there are no samples, ZhengpingError where a port is taken.
    """
    index = directory / "samples.json"
    if not index.is_file():
        raise InputError(f"DIR：{directory} 里没有样本；先运行 zhengping sample make --out {directory}。")
    keys = json.loads(index.read_text(encoding="utf-8"))["sites"]
    servers: list[_Server] = []
    sites: list[LiveSite] = []
    try:
        served = []
        for number, key in enumerate(keys):
            routes = _Routes(directory / key)
            site = open_site(directory / key, routes.body)
            sites.append(site)
            addresses = []
            for companion, wanted in ((False, port + number if port else 0), (True, 0)):
                server = _start(partial(_Handler, routes, site, companion), wanted)
                servers.append(server)
                addresses.append(f"http://127.0.0.1:{server.server_address[1]}/")
            site.handle.main_url, site.handle.other_url = addresses
            served.append(ServedSite(key, addresses[0], directory / key, site.handle))
        yield served
    finally:
        for site in sites:
            site.handle.stopping.set()
        for server in servers:
            server.shutdown()
            server.server_close()


def _start(handler: Callable[..., _Handler], port: int) -> _Server:
    """A server in a thread of its own. Raises ZhengpingError where the port is taken."""
    try:
        server = _Server(("127.0.0.1", port), handler)
    except OSError as error:
        raise ZhengpingError(f"端口 {port} 不能使用：{reason(error)}；请用 --port 换一个。") from error
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    return server
