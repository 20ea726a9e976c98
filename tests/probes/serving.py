"""A small server for pages written down in a test; it keeps what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

Answer = tuple[int, str, bytes]
Page = str | bytes | Answer | Callable[[dict[str, str]], "str | bytes | Answer"]


@dataclass
class Served:
    """The running server: `url` of its root, `asked` as (method, path with query) in the order of asking."""

    url: str
    asked: list[tuple[str, str]] = field(default_factory=list)

    @property
    def posted(self) -> list[tuple[str, str]]:
        """Everything asked by another method than GET or HEAD."""
        return [each for each in self.asked if each[0] not in ("GET", "HEAD")]


@contextmanager
def serving(pages: Mapping[str, Page]) -> Iterator[Served]:
    """Serves `pages` by path on loopback. A text is HTML in UTF-8; a function is given the query's first values,
    and the header Cookie where there is one."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append((self.command, self.path))
            parts = urlsplit(self.path)
            page = pages.get(parts.path)
            if callable(page):
                query = {name: values[0] for name, values in parse_qs(parts.query).items()}
                page = page(query | ({"Cookie": cookie} if (cookie := self.headers.get("Cookie")) else {}))
            if page is None:
                page = (404, "text/html; charset=utf-8", b"<h1>404 Not Found</h1>")
            if isinstance(page, str):
                page = (200, "text/html; charset=utf-8", page.encode())
            if isinstance(page, bytes):
                page = (200, "application/octet-stream", page)
            status, kind, body = page
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        do_HEAD = do_GET

        def do_POST(self) -> None:
            served.asked.append((self.command, self.path))
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    served = Served(f"http://127.0.0.1:{server.server_address[1]}/")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
