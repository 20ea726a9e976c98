"""Serves the samples on loopback, each site on a port of its own."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from zhengping.errors import InputError, ZhengpingError, reason

NOT_FOUND = "<html><head><title>404</title></head><body><h1>404 Not Found</h1></body></html>"
SOFT_NOT_FOUND = (
    '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>提示信息</title></head>'
    '<body><p>对不起，您访问的页面不存在或已被删除！</p><a href="/">返回首页</a></body></html>'
)
ALIASES = {"/index.html": "/", "/default.aspx": "/", "/Default.aspx": "/"}


@dataclass(frozen=True)
class ServedSite:
    """A running sample: its key, its address, its directory."""

    key: str
    url: str
    directory: Path


class _Routes:
    """The answers of one site, read from disk when they are asked for."""

    def __init__(self, directory: Path) -> None:
        data = json.loads((directory / "routes.json").read_text(encoding="utf-8"))
        self.files: dict[str, dict[str, Any]] = data["routes"]
        self.soft_not_found: bool = data["soft_not_found"]
        self.charset: str = data["charset"]
        self.headers: dict[str, str] = data["headers"]
        self.root = directory / "site"

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
    protocol_version = "HTTP/1.1"
    sys_version = ""

    def __init__(self, routes: _Routes, *arguments: Any) -> None:
        self.routes = routes
        super().__init__(*arguments)

    def do_GET(self) -> None:
        """Answers from the routes."""
        self._send(*self.routes.answer(self.path))

    def do_HEAD(self) -> None:
        """Headers as for GET."""
        self._send(*self.routes.answer(self.path))

    def do_POST(self) -> None:
        """Nothing may be submitted to a sample: an evaluator that tries is seen at once."""
        self._send(405, "text/plain; charset=utf-8", "样本网站不接受提交。".encode())

    def _send(self, status: int, kind: str, body: bytes) -> None:
        head = [
            f"HTTP/1.1 {status} {self.responses[status][0]}",
            f"Date: {self.date_time_string()}",
            f"Content-Type: {kind}",
            f"Content-Length: {len(body)}",
            *(f"{name}: {value}" for name, value in self.routes.headers.items()),
            "",
            "",
        ]
        content = b"" if self.command == "HEAD" else body
        # One write: head and body in two packets cost 40 ms with delayed acknowledgements.
        self.wfile.write("\r\n".join(head).encode("latin-1") + content)

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
    try:
        served = []
        for number, key in enumerate(keys):
            handler = partial(_Handler, _Routes(directory / key))
            try:
                server = _Server(("127.0.0.1", port + number if port else 0), handler)
            except OSError as error:
                raise ZhengpingError(f"端口 {port + number} 不能使用：{reason(error)}；请用 --port 换一个。") from error
            servers.append(server)
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
            served.append(ServedSite(key, f"http://127.0.0.1:{server.server_address[1]}/", directory / key))
        yield served
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()
