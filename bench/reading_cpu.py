"""Processor time of reading beside that of parsing alone: `python bench/reading_cpu.py [DIRECTORY]`.

Reads every page of the samples (made for the run) or, with DIRECTORY, every .html file below it. Both are timed in
turns, page by page in groups, together with a fixed piece of plain Python, so that the ratios hold on a busy machine
where no absolute figure does. The second pass counts: menus, addresses and class names are remembered by then, as
they are after the first pages of a crawl.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import turbohtml

from zhengping.reading.decoding import decode
from zhengping.reading.page import read_for_crawl
from zhengping.sample import DEFAULT_DATE, make_samples

GROUP = 20
ROUNDS = 3


def pages_of_samples(folder: Path) -> Iterator[tuple[str, bytes, str]]:
    """(address, body, content type) of the HTML pages of all samples."""
    for routes in sorted(folder.glob("*/routes.json")):
        site = routes.parent
        for target, answer in sorted(json.loads(routes.read_text(encoding="utf-8"))["routes"].items()):
            if "html" in answer["type"] and answer["status"] == 200:
                yield (
                    f"http://{site.name}.example{target}",
                    (site / "site" / answer["file"]).read_bytes(),
                    answer["type"],
                )


def pages_below(folder: Path) -> Iterator[tuple[str, bytes, str]]:
    """(address, body, content type) of the .html files below a directory."""
    for path in sorted(folder.rglob("*.html")):
        yield f"http://site.example/{path.relative_to(folder)}", path.read_bytes(), "text/html"


def plain_python() -> None:
    """A fixed piece of work that tells how fast the interpreter runs at the moment."""
    counts: dict[str, int] = {}
    for number in range(4_000):
        key = f"k{number % 97}"
        counts[key] = counts.get(key, 0) + len(key.split("1"))


def measure(pages: list[tuple[str, bytes, str]]) -> tuple[float, float, float]:
    """CPU seconds of parsing, of reading, and of the fixed piece once for each group."""
    parsing = reading = fixed = 0.0
    for start in range(0, len(pages), GROUP):
        group = pages[start : start + GROUP]
        texts = [decode(body, kind).text for _, body, kind in group]
        began = time.process_time()
        for text in texts:
            turbohtml.parse(text)
        parsed = time.process_time()
        for url, body, kind in group:
            read_for_crawl(url, body, kind, "record")
        read = time.process_time()
        plain_python()
        parsing, reading, fixed = parsing + parsed - began, reading + read - parsed, fixed + time.process_time() - read
    return parsing, reading, fixed


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        if len(sys.argv) > 1:
            pages = list(pages_below(Path(sys.argv[1])))
        else:
            make_samples(Path(folder), seed=1, monitoring_date=DEFAULT_DATE)
            pages = list(pages_of_samples(Path(folder)))
    measure(pages)
    parsing, reading, fixed = min((measure(pages) for _ in range(ROUNDS)), key=lambda times: times[1] / times[2])
    kilobytes = sum(len(body) for _, body, _ in pages) / len(pages) / 1024
    print(f"{len(pages)} pages of {kilobytes:.1f} KB: reading {reading / len(pages) * 1000:.2f} ms a page", end=", ")
    print(f"{reading / parsing:.1f} times the parse, {reading / fixed:.1f} pieces of plain Python for {GROUP} pages")


if __name__ == "__main__":
    main()
