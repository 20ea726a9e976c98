"""What opening attachments costs: `python -m bench.attachments`. Files are made here, of the size of real ones."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable

from zhengping.reading.files.opener import FileOpener, FileToOpen
from zhengping.reading.files.opening import read_file
from zhengping.sample.files import docx, pdf, xlsx

TEXT = "一、部门预算收支总体情况。按照综合预算的原则，本部门所有收入和支出均纳入部门预算管理。"
REPEAT = 3


def _pages(count: int) -> bytes:
    """A PDF of so many pages of forty lines."""
    kids = b" ".join([b"3 0 R"] * count)
    return pdf([TEXT] * 40).replace(b"[3 0 R] /Count 1", b"[%b] /Count %d" % (kids, count))


FILES: dict[str, Callable[[], bytes]] = {
    "docx, 300 paragraphs": lambda: docx([TEXT] * 300),
    "xlsx, 2,000 rows of 6 cells": lambda: xlsx([["行政许可", TEXT[:20], "某法第十条", n, n, n] for n in range(2000)]),
    "pdf, 20 pages": lambda: _pages(20),
    "pdf, 200 pages": lambda: _pages(200),
}


def main() -> None:
    """Prints CPU time a file in this process, and wall time a file through the worker processes."""
    for name, make in FILES.items():
        body = make()
        read_file(body)
        start = time.process_time()
        for _ in range(REPEAT):
            reading = read_file(body)
        cpu = (time.process_time() - start) / REPEAT
        print(f"{name:30} {len(body) / 1024:8.0f} KB  {len(reading.text):7,} characters  {cpu * 1000:7.1f} ms CPU")
    bodies = [make() for make in FILES.values()] * REPEAT
    start = time.perf_counter()
    with FileOpener() as files:
        jobs = [FileToOpen(str(n), lambda body=body: body, "", True) for n, body in enumerate(bodies)]  # type: ignore[misc]
        count = sum(1 for _ in files.open_all(jobs))
    wall = time.perf_counter() - start
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{count} files in worker processes: {wall:.1f} s, {children.ru_utime + children.ru_stime:.1f} s CPU")
    print(f"largest worker: {children.ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
