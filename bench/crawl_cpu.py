"""Processor time and memory of the crawl alone, on loopback: `python bench/crawl_cpu.py [PAGES]`.

Pages are about 20 KB with 75 links; the reader hands out links that were found beforehand, so that neither
parsing nor the server (a process of its own) is counted.
"""

from __future__ import annotations

import cProfile
import multiprocessing
import pstats
import resource
import sys
import tempfile
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path
from urllib.parse import urljoin

from zhengping.crawl.crawler import crawl
from zhengping.crawl.model import Target
from zhengping.crawl.options import CrawlOptions

LINKS = 75
WORDS = "公开指南制度目录年报财政预算决算采购招标规划计划统计数据办事服务互动交流领导信箱在线访谈调查征集".encode()


def links_of(number: int, pages: int) -> list[str]:
    """A menu of 40 columns on every page, and 35 pages of its own."""
    return [f"/column{n}/" for n in range(40)] + [
        f"/content/t{(number * 35 + n) % pages}.html" for n in range(1, LINKS - 39)
    ]


def body_of(number: int, pages: int) -> bytes:
    links = "".join(f'<li><a href="{url}" title="标题 {url}">标题 {url}</a></li>' for url in links_of(number, pages))
    text = b"".join(WORDS[(number * k * 3) % 120 :] + b"<p>" for k in range(1, 90))
    return f"<html><head><title>页面 {number}</title></head><body><ul>{links}</ul>".encode() + text + b"</body></html>"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    pages = 0

    def do_GET(self) -> None:
        digits = "".join(c for c in self.path if c.isdigit())
        found = self.path != "/robots.txt"
        body = body_of(int(digits or 0), self.pages) if found else b"no"
        self.wfile.write(
            b"HTTP/1.1 %d OK\r\nServer: bench\r\nDate: Sun, 22 Nov 2026 13:00:00 GMT\r\n"
            b"Content-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n"
            % (200 if found else 404, len(body))
            + body
        )

    def log_message(self, *_: object) -> None:
        pass


def serve(pages: int, pipe: Connection) -> None:
    Handler.pages = pages
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    pipe.send(server.server_address[1])
    server.serve_forever()


class Page:
    soft_not_found = challenge = False
    redirect = ""
    keep = None

    def __init__(self, url: str, pages: int) -> None:
        digits = "".join(c for c in url.partition("//")[2].partition("/")[2] if c.isdigit())
        self.targets = [Target(urljoin(url, link)) for link in links_of(int(digits or 0), pages)]


def main(pages: int, profile: bool) -> None:
    here, there = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(pages, there), daemon=True)
    server.start()
    spent = 0.0

    def read(url: str, body: bytes, content_type: str, record: str) -> Page:
        nonlocal spent
        began = time.process_time()
        page = Page(url, pages)
        spent += time.process_time() - began
        return page

    with tempfile.TemporaryDirectory() as folder:
        options = CrawlOptions(
            f"http://127.0.0.1:{here.recv()}/", Path(folder), max_pages=pages * 2, delay=0, allow_private=True
        )
        profiler = cProfile.Profile()
        began, wall = time.process_time(), time.monotonic()
        if profile:
            profiler.enable()
        summary = crawl(options, read)
        profiler.disable()
        used, wall = time.process_time() - began - spent, time.monotonic() - wall
        written = sum(path.stat().st_size for path in Path(folder).rglob("*"))
    server.terminate()
    usage = resource.getrusage(resource.RUSAGE_SELF)
    print(f"user {usage.ru_utime:.2f} s, system {usage.ru_stime:.2f} s, reader {spent:.2f} s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{summary.pages} pages: {used / summary.pages * 1000:.3f} CPU s per 1,000 pages (without reading), "
        f"{summary.pages / wall:.0f} pages/s, peak {peak:.0f} MB, "
        f"{written / summary.pages / 1024:.1f} KB a page on disk"
    )
    if profile:
        pstats.Stats(profiler).sort_stats("tottime").print_stats(40)


if __name__ == "__main__":
    main(int(next((a for a in sys.argv[1:] if a.isdigit()), 2000)), "--profile" in sys.argv)
