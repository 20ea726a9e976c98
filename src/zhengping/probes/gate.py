"""The one way out of the browser: a proxy on loopback that checks every address where the connection is made.

Names are resolved here and private addresses refused as in the crawl (`crawl.resolver`), so that neither a page nor a
redirect nor a name that changes its answer leads the browser into a private network. Plain requests other than GET,
HEAD and OPTIONS are refused as well; those inside TLS are held back in the browser (`probes.tab`).
"""

from __future__ import annotations

import asyncio
import contextlib
from urllib.parse import urlsplit

from zhengping.crawl.resolver import CheckedResolver, PrivateAddress, check_literal

LOOKING = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that only look."""
_HEAD_LIMIT = 64 * 1024
_IDLE_SECONDS = 30.0
_OWN_HEADERS = (b"proxy-connection", b"connection", b"keep-alive", b"proxy-authorization")
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Gate:
    """A forward proxy for the browser, on a free loopback port while the context lasts.

    `refused`: addresses that were refused as private or as no looking, in the order of asking.
    """

    def __init__(self, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._resolver = CheckedResolver(allow_private)
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.refused: list[str] = []

    async def __aenter__(self) -> Gate:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, limit=_HEAD_LIMIT)
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._server is not None:
            self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._resolver.close()

    @property
    def address(self) -> str:
        """Where the browser finds it."""
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._serve(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), _IDLE_SECONDS)
            line, _, rest = head.partition(b"\r\n")
            method, target, _ = line.decode("latin-1").split(" ", 2)
            if method == "CONNECT":
                await self._tunnel(target, reader, writer)
            else:
                await self._forward(method, target, rest, writer)
        except (OSError, ValueError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            with contextlib.suppress(OSError):
                writer.close()

    async def _connect(self, host: str, port: int, asked: str) -> Streams | None:
        """A connection to an address that was checked; None where it is private (and noted)."""
        try:
            check_literal(host, self._allow_private)
            found = await self._resolver.resolve(host.strip("[]"), port)
        except PrivateAddress:
            self.refused.append(asked)
            return None
        last: OSError | None = None
        for each in found:
            try:
                return await asyncio.wait_for(asyncio.open_connection(each["host"], port), 15)
            except OSError as error:
                last = error
        raise last or OSError("no address")

    async def _tunnel(self, target: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host, _, port = target.rpartition(":")
        try:
            streams = await self._connect(host, int(port), f"https://{target}/")
        except OSError:
            await _answer(writer, "502 Bad Gateway")
            return
        if streams is None:
            await _answer(writer, "403 Forbidden")
            return
        upstream, out = streams
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        try:
            await asyncio.gather(_pump(reader, out), _pump(upstream, writer))
        finally:
            out.close()

    async def _forward(self, method: str, target: str, rest: bytes, writer: asyncio.StreamWriter) -> None:
        parts = urlsplit(target)
        if method not in LOOKING or parts.scheme != "http" or not parts.hostname:
            self.refused.append(f"{method} {target}")
            await _answer(writer, "403 Forbidden")
            return
        try:
            streams = await self._connect(parts.hostname, parts.port or 80, target)
        except OSError:
            await _answer(writer, "502 Bad Gateway")
            return
        if streams is None:
            await _answer(writer, "403 Forbidden")
            return
        upstream, out = streams
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            out.write(f"{method} {path} HTTP/1.1\r\n".encode("latin-1") + _one_request(rest))
            await out.drain()
            head = await asyncio.wait_for(upstream.readuntil(b"\r\n\r\n"), _IDLE_SECONDS)
            status, _, headers = head.partition(b"\r\n")
            # One request a connection: nothing that the browser sends after it reaches an unchecked address.
            writer.write(status + b"\r\n" + _one_request(headers))
            await _relay_body(upstream, writer, headers.lower(), bodiless=method == "HEAD")
        finally:
            out.close()


def _one_request(headers: bytes) -> bytes:
    kept = [
        line for line in headers.split(b"\r\n") if line and line.partition(b":")[0].strip().lower() not in _OWN_HEADERS
    ]
    return b"\r\n".join([*kept, b"Connection: close", b"", b""])


async def _relay_body(
    upstream: asyncio.StreamReader, writer: asyncio.StreamWriter, head: bytes, bodiless: bool
) -> None:
    """Hands the body on: as many bytes as stated, else until the server closes."""
    stated = next((line for line in head.split(b"\r\n") if line.startswith(b"content-length:")), b"")
    left = 0 if bodiless else int(stated.partition(b":")[2]) if stated and b"chunked" not in head else -1
    while left:
        data = await asyncio.wait_for(upstream.read(65536 if left < 0 else min(left, 65536)), _IDLE_SECONDS)
        if not data:
            break
        left -= len(data) if left > 0 else 0
        writer.write(data)
        await writer.drain()
    await writer.drain()


async def _answer(writer: asyncio.StreamWriter, status: str) -> None:
    writer.write(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
    await writer.drain()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    with contextlib.suppress(OSError, RuntimeError):
        if writer.can_write_eof():
            writer.write_eof()
