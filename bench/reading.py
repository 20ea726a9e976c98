"""Reading quality and speed on the captured sites, ours beside gne, htmldate and trafilatura.

    uv run --isolated --group bench python bench/reading.py [--no-peers]

Pages are read as `serve.py --strip-meta` sends them (and again with --gbk for ours): everything comes from the page
itself. A library that is not installed is left out.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "src")]

from bench.captures import CAPTURES, SITES, Count, labelled_pages, measure  # noqa: E402
from zhengping.reading.page import read_page  # noqa: E402

Reading = Callable[[str, str], tuple[str, str]]
"""(html, url) -> (date as YYYY-MM-DD or empty, title)."""


def gne_reading() -> Reading:
    extractor = importlib.import_module("gne").GeneralNewsExtractor()

    def read(html: str, url: str) -> tuple[str, str]:
        found: dict[str, Any] = extractor.extract(html)
        return found["publish_time"][:10].replace("/", "-").replace("年", "-").replace("月", "-"), found["title"]

    return read


def htmldate_reading() -> Reading:
    find_date = importlib.import_module("htmldate").find_date
    return lambda html, url: (find_date(html, original_date=True, url=url) or "", "")


def trafilatura_reading() -> Reading:
    extract = importlib.import_module("trafilatura").extract_metadata

    def read(html: str, url: str) -> tuple[str, str]:
        found = extract(html, default_url=url)
        return ((found.date or "") if found else "", (found.title or "") if found else "")

    return read


OURS: dict[str, dict[str, bool]] = {
    "ours": {},
    "ours, gbk": {"gbk": True},
    "ours, with meta tags": {"strip_meta": False},
}
PEERS = {"gne": gne_reading, "htmldate": htmldate_reading, "trafilatura": trafilatura_reading}


def measure_peer(read: Reading, site: str) -> tuple[Count, Count, float]:
    """Counts of dates and titles, and seconds of processor time a page."""
    dates, titles = Count(), Count()
    seconds, pages = 0.0, 0
    for label, body, _ in labelled_pages(site):
        if not label["published"]:
            continue
        html = body.decode("utf-8", "replace")
        began = time.process_time()
        try:
            date, title = read(html, "http://www.example.test/" + label["path"])
        except Exception:
            date, title = "", ""
        seconds += time.process_time() - began
        pages += 1
        if label["published_visible"]:
            dates.add(label["path"], label["published"], date)
        if label["title_visible"]:
            titles.add(label["path"], label["title"], title)
    return dates, titles, seconds / pages


def speed(site: str) -> float:
    """Seconds of processor time that a page takes to be read whole (every fact), best of three rounds."""
    pages = [(label["path"], body) for label, body, _ in labelled_pages(site)]
    gc.collect()
    gc.freeze()
    best = float("inf")
    for _ in range(3):
        began = time.process_time()
        for path, body in pages:
            read_page("http://127.0.0.1/" + path, body, "text/html")
        best = min(best, time.process_time() - began)
    return best / len(pages)


def show(count: Count) -> str:
    return f"{100 * count.share:5.1f}% right {100 * count.wrong_share:4.1f}% wrong" if count.asked else "-"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--no-peers", action="store_true", help="ours only")
    parser.add_argument("--faults", action="store_true", help="name the pages that ours reads wrong")
    options = parser.parse_args()
    if not CAPTURES.is_dir():
        sys.exit("the captured sites are not here")
    logging.disable(logging.CRITICAL)
    for site in SITES:
        print(f"\n{site}")
        for name, arguments in OURS.items():
            counts = measure(site, **arguments)
            shown = [fact for fact in counts if fact != "source" or site == "forestry-bureau"]
            for fact in shown:
                print(f"  {name:22} {fact:11} {show(counts[fact])} of {counts[fact].asked}")
                if options.faults:
                    for fault in counts[fact].faults:
                        print(f"      {fault}")
        print(f"  {'ours':22} speed       {1000 * speed(site):.2f} ms a page, all facts")
        if options.no_peers:
            continue
        for name, make in PEERS.items():
            try:
                read = make()
            except ImportError:
                print(f"  {name:22} not installed")
                continue
            dates, titles, seconds = measure_peer(read, site)
            print(f"  {name:22} date        {show(dates)} of {dates.asked}")
            if name != "htmldate":
                print(f"  {name:22} title       {show(titles)} of {titles.asked}")
            print(f"  {name:22} speed       {1000 * seconds:.2f} ms a page, date and title")


if __name__ == "__main__":
    main()
