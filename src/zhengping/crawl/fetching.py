"""One request, one exchange: raw bytes in, nothing followed, every limit kept."""

from __future__ import annotations

import asyncio
import ssl
from typing import Any, Literal, NamedTuple

import aiohttp
from yarl import URL

from zhengping.crawl.addresses import host_of
from zhengping.crawl.attachments import NEVER_OPENED, file_type
from zhengping.crawl.bodies import decode_body
from zhengping.crawl.exchange import Exchange, is_html, now, record_id
from zhengping.crawl.options import CrawlOptions
from zhengping.crawl.outcomes import Outcome, classify, tls_fault
from zhengping.crawl.pace import HostGate
from zhengping.crawl.resolver import CheckedResolver, check_literal

Want = Literal["page", "head", "file"]

_ERROR_BYTES = 256 * 1024
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
_CONTENT_RANGE = "content-range"


_FILE_PATIENCE = 6
"""Times the timeout that a whole file may take: a slow server sends a report of ten megabytes in minutes."""


class _Limits(NamedTuple):
    body: int
    head: int
    file: int


class Fetcher:
    """Makes requests by the crawl's options. Use as an asynchronous context."""

    def __init__(self, options: CrawlOptions) -> None:
        self._options = options
        self._gates: dict[str, HostGate] = {}
        self._legacy_hosts: set[str] = set()
        self._tls_of_host: dict[str, dict[str, str]] = {}
        self._timeout = aiohttp.ClientTimeout(
            total=options.timeout * 2, sock_connect=options.connect_timeout, sock_read=options.timeout
        )
        self._file_timeout = aiohttp.ClientTimeout(
            total=options.timeout * _FILE_PATIENCE, sock_connect=options.connect_timeout, sock_read=options.timeout
        )
        self._limits = _Limits(options.max_page_bytes, options.file_head_bytes, options.max_file_bytes)
        self.whole_files = True
        """Whether what turns out to be a file is fetched whole; else only its head."""
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Fetcher:
        options = self._options
        connector = aiohttp.TCPConnector(
            resolver=CheckedResolver(options.allow_private),
            ttl_dns_cache=300,
            limit=0,
            limit_per_host=options.connections,
            keepalive_timeout=max(15.0, options.delay * 3),
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.CookieJar(unsafe=True, quote_cookie=False),
            auto_decompress=False,
            timeout=self._timeout,
            headers={"User-Agent": options.user_agent, "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5"},
            max_line_size=16384,
            max_field_size=32768,
            read_bufsize=1 << 18,
        )
        for origin, cookies in options.cookies.items():
            self._session.cookie_jar.update_cookies(cookies, URL(origin))
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._session is not None:
            await self._session.close()

    def gate(self, host: str) -> HostGate:
        """The gate of a host (with its port)."""
        gate = self._gates.get(host)
        if gate is None:
            gate = self._gates[host] = HostGate(self._options.connections, self._options.delay)
        return gate

    async def fetch(self, url: str, want: Want = "page", referer: str = "", limit: int = 0) -> Exchange:
        """Asks for one canonical address and follows nothing. Never raises for what the network or server does.

        `want`: "page" takes a page whole and only the head of what is no page; "head" asks for the head by a
        Range; "file" takes a file whole, but only the head of one that is longer than its limit or that is never
        opened (films, programs). `limit` bytes instead of the options' limits.
        """
        host = host_of(url)
        async with self.gate(host):
            exchange = await self._attempt(url, want, referer, limit, legacy=host in self._legacy_hosts)
            if exchange.tls.get("fault") == "protocol" and host not in self._legacy_hosts:
                again = await self._attempt(url, want, referer, limit, legacy=True)
                if again.status:
                    self._legacy_hosts.add(host)
                    exchange = again
        if exchange.status in (429, 503):
            wait = exchange.headers.get("retry-after", "")
            if exchange.status == 429 or wait:
                self.gate(host).slow_down(float(wait) if wait.isdecimal() else 0.0)
        return exchange

    async def _attempt(self, url: str, want: Want, referer: str, limit: int, legacy: bool) -> Exchange:
        exchange = Exchange(
            url=url,
            outcome=Outcome.DAMAGED,
            record=record_id(),
            fetched_at=now(),
        )
        try:
            await self._exchange(exchange, want, referer, limit, legacy)
        except asyncio.CancelledError:
            raise
        except Exception as error:
            exchange.outcome = classify(error=error)
            exchange.error = f"{type(error).__name__}: {error}"[:300]
            if exchange.outcome is Outcome.TLS:
                exchange.tls = {"fault": tls_fault(error)}
            if exchange.status:
                exchange.cut = "time" if exchange.outcome is Outcome.TIMEOUT else "disconnect"
        self._finish(exchange, limit)
        return exchange

    async def _exchange(self, exchange: Exchange, want: Want, referer: str, limit: int, legacy: bool) -> None:
        assert self._session is not None
        address = URL(exchange.url, encoded=True)
        check_literal(address.host or "", self._options.allow_private)
        headers = {"Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate, br"}
        if want == "file":
            headers = {"Accept": "*/*", "Accept-Encoding": "identity"}
        elif want == "head":
            headers = {"Accept": "*/*", "Accept-Encoding": "identity", "Range": f"bytes=0-{self._limits.head - 1}"}
        if referer:
            headers["Referer"] = referer
        context: Any = _legacy_context() if legacy else True
        timeout = self._file_timeout if want == "file" else self._timeout
        response = await self._session.get(
            address, headers=headers, allow_redirects=False, ssl=context, timeout=timeout
        )
        try:
            self._take_head(exchange, response, legacy)
            await self._take_body(exchange, response, want, limit)
        finally:
            response.release() if response.content.at_eof() else response.close()

    def _take_head(self, exchange: Exchange, response: aiohttp.ClientResponse, legacy: bool) -> None:
        exchange.status = response.status
        exchange.reason = response.reason or ""
        exchange.raw_headers = response.raw_headers
        exchange.headers = {
            name.decode("latin-1").lower(): value.decode("utf-8", "replace") for name, value in response.raw_headers
        }
        exchange.cookies = [
            value.decode("latin-1") for name, value in response.raw_headers if name.lower() == b"set-cookie"
        ]
        sent = response.request_info.headers
        target = response.request_info.url.raw_path_qs
        lines = "".join(f"{name}: {value}\r\n" for name, value in sent.items())
        exchange.request = f"GET {target} HTTP/1.1\r\n{lines}\r\n".encode("utf-8", "replace")
        length = exchange.headers.get("content-length", "")
        exchange.total = int(length) if length.isdigit() else -1
        ranged = exchange.headers.get(_CONTENT_RANGE, "")
        if exchange.status == 206 and ranged:
            total = ranged.rpartition("/")[2].strip()
            exchange.total = int(total) if total.isdigit() else -1
        connection = response.connection
        if connection is not None and connection.transport is not None:
            peer = connection.transport.get_extra_info("peername")
            exchange.ip = str(peer[0]) if peer else ""
            if exchange.url.startswith("https:"):
                exchange.tls = self._tls_facts(exchange.url, connection.transport, legacy)

    def _tls_facts(self, url: str, transport: asyncio.Transport, legacy: bool) -> dict[str, str]:
        """Version, issuer and end of validity; read once a host and shared among its exchanges."""
        host = host_of(url)
        facts = self._tls_of_host.get(host)
        if facts is None:
            session = transport.get_extra_info("ssl_object")
            certificate = transport.get_extra_info("peercert") or {}
            issuer = {key: value for part in certificate.get("issuer", ()) for key, value in part}
            facts = {
                "version": (session.version() or "") if session is not None else "",
                "issuer": str(issuer.get("organizationName") or issuer.get("commonName") or ""),
                "not_after": str(certificate.get("notAfter", "")),
            }
            if legacy:
                facts["profile"] = "legacy"
            self._tls_of_host[host] = facts
        return facts

    async def _take_body(self, exchange: Exchange, response: aiohttp.ClientResponse, want: Want, limit: int) -> None:
        content = response.content
        ceiling = _ERROR_BYTES if exchange.status >= 300 else 1 << 40
        most = min(ceiling, limit or self._most(exchange, want))
        chunks: list[bytes] = []
        got = 0
        undecided = want != "head" and not limit
        try:
            while True:
                chunk = await content.readany()
                if not chunk:
                    break
                chunks.append(chunk)
                got += len(chunk)
                if undecided:
                    undecided = False
                    if want == "file" or not self._may_be_page(exchange, chunk):
                        most = min(ceiling, self._most_of_file(exchange, chunk))
                if got > most or (got == most and not content.at_eof() and exchange.status != 206):
                    exchange.cut = "length"
                    break
        finally:
            raw = chunks[0] if len(chunks) == 1 else b"".join(chunks)
            exchange.raw = raw[:most]

    def _most(self, exchange: Exchange, want: Want) -> int:
        """Bytes of a body that are taken, as far as the head of the answer tells."""
        if want == "page":
            return self._limits.body
        return self._most_of_file(exchange, b"") if want == "file" else self._limits.head

    def _most_of_file(self, exchange: Exchange, first: bytes) -> int:
        if not self.whole_files or exchange.total > self._limits.file or file_type(first) in NEVER_OPENED:
            return self._limits.head
        return self._limits.file

    def _may_be_page(self, exchange: Exchange, first: bytes) -> bool:
        encoding = exchange.headers.get("content-encoding", "")
        if encoding:
            first, _ = decode_body(first, encoding, 4096)
        return is_html(exchange.content_type, first) or exchange.content_type.partition(";")[0].strip().lower() in (
            "text/xml",
            "application/xml",
            "application/json",
        )

    def _finish(self, exchange: Exchange, limit: int) -> None:
        """Undoes the content encoding and settles the outcome."""
        if not exchange.status:
            return
        encoding = exchange.headers.get("content-encoding", "")
        if encoding and exchange.raw:
            page = self._may_be_page(exchange, exchange.raw[:4096])
            most = limit or (self._limits.body if page else self._limits.file)
            exchange.body, exchange.fault = decode_body(exchange.raw, encoding, most)
            if exchange.fault == "broken" and exchange.cut:
                exchange.fault = ""
        else:
            exchange.body = exchange.raw
        late = exchange.cut == "time" and exchange.status == 200 and not exchange.is_html
        if late and len(exchange.raw) >= self._limits.head:
            # The head of a file that is too slow to be had whole is as good as a head asked for.
            exchange.outcome, exchange.error = Outcome.OK, ""
            return
        if exchange.cut in ("time", "disconnect"):
            return
        exchange.outcome = classify(exchange.status, exchange.headers, exchange.body)
        if exchange.outcome is Outcome.OK:
            if exchange.fault in ("bomb", "broken"):
                exchange.outcome = Outcome.DAMAGED
            elif exchange.fault == "cut" and not exchange.is_html:
                exchange.cut = exchange.cut or "length"
            elif exchange.is_html and (exchange.fault == "cut" or exchange.cut == "length"):
                exchange.outcome = Outcome.TOO_LARGE


def _legacy_context() -> ssl.SSLContext:
    """For servers that speak only old TLS: certificates are still checked, only the protocol may be older."""
    global _LEGACY
    if _LEGACY is None:
        context = ssl.create_default_context()
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        context.options |= 0x4  # OP_LEGACY_SERVER_CONNECT: servers without secure renegotiation
        _LEGACY = context
    return _LEGACY


_LEGACY: ssl.SSLContext | None = None
