"""Crawl and read beside `wget -r` and default Scrapy, on the samples: `make bench`, or `python bench/crawl.py`.

Two runs: the three samples as they are, and one larger site (about 3,000 pages, plain links, GBK) on which the
start of a program weighs little. For each tool: processor seconds a 1,000 HTML pages (user and system, of the
tool and its children; the server is a process of its own and is not counted) and peak memory. The ratios are
to the whole of `zhengping evaluate`, which also reads, judges and writes an archive and a report.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from zhengping.sample import DEFAULT_DATE, make_samples
from zhengping.sample.scenarios import GOOD

HERE = Path(__file__).parent
FILES = {".png", ".jpg", ".gif", ".docx", ".xlsx", ".pdf", ".csv", ".mp4", ".wav", ".js", ".css", ".txt"}
LARGE = replace(
    GOOD, key="large", family="aspnet", news=replace(GOOD.news, years=8.0, every=1.6, notices=300, reprints=150)
)


@dataclass
class Cost:
    """Of one tool on some sites: HTML pages, processor seconds, seconds by the clock, peak memory in MB."""

    pages: int = 0
    cpu: float = 0.0
    clock: float = 0.0
    memory: float = 0.0

    @property
    def per_thousand(self) -> float:
        """Processor seconds a 1,000 pages."""
        return self.cpu * 1000 / self.pages if self.pages else float("nan")


def run(command: list[str], cost: Cost) -> str:
    """Runs a tool to its end and adds what it took; returns what it printed."""
    with tempfile.TemporaryFile() as printed, tempfile.TemporaryFile() as errors:
        began = time.monotonic()
        process = subprocess.Popen(command, stdout=printed, stderr=errors, stdin=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        cost.clock += time.monotonic() - began
        cost.cpu += usage.ru_utime + usage.ru_stime
        cost.memory = max(cost.memory, usage.ru_maxrss / 1024)
        # wget ends with 8 where an address answered not found: the samples have such links on purpose.
        if process.returncode not in (0, 8):
            errors.seek(0)
            raise SystemExit(f"{' '.join(command[:4])}: {errors.read().decode(errors='replace')[-800:]}")
        printed.seek(0)
        return printed.read().decode(errors="replace")


def evaluate(url: str, work: Path, cost: Cost) -> None:
    program = [
        sys.executable,
        "-m",
        "zhengping.cli",
        "evaluate",
        url,
        "--out",
        str(work),
        "--allow-private",
        "--no-probes",
    ]
    run([*program, "--quiet", "--max-pages", "20000", "--monitoring-date", DEFAULT_DATE.isoformat()], cost)
    cost.pages += json.loads((work / "result.json").read_text(encoding="utf-8"))["crawl"]["pages"]


def crawl_and_read(url: str, work: Path, cost: Cost) -> None:
    printed = run([sys.executable, __file__, "--crawl-only", url, "--out", str(work)], cost)
    cost.pages += int(printed.split()[-1])


def wget(url: str, work: Path, cost: Cost) -> None:
    run(["wget", "-q", "-r", "-l", "inf", "-P", str(work), url], cost)
    names = [path for path in work.rglob("*") if path.is_file() and path.suffix.lower() not in FILES]
    cost.pages += len(names)


def scrapy(url: str, work: Path, cost: Cost) -> None:
    spider = str(HERE / "links_spider.py")
    printed = run([sys.executable, "-m", "scrapy", "runspider", spider, "-a", f"start={url}", "-L", "ERROR"], cost)
    cost.pages += int(printed.split()[-1])


TOOLS = {
    "zhengping evaluate（全程）": evaluate,
    "zhengping 抓取和读取": crawl_and_read,
    "wget -r（只下载）": wget,
    "Scrapy（下载，取链接）": scrapy,
}


def crawl_only(url: str, out: Path) -> None:
    """Crawls and reads without judging; prints the number of pages. Runs as a process of its own."""
    from zhengping.crawl.crawler import crawl
    from zhengping.crawl.options import CrawlOptions
    from zhengping.reading.page import read_for_crawl

    options = CrawlOptions(start_url=url, out_dir=out, delay=0.0, connections=4, allow_private=True, max_pages=20000)
    summary = crawl(options, read_for_crawl, lambda entry, page: None)
    print(summary.pages)


def measure(samples: Path, work: Path) -> dict[str, Cost]:
    """All tools, one after another, on all sites of a directory of samples."""
    server = subprocess.Popen(
        [sys.executable, "-m", "zhengping.cli", "sample", "serve", str(samples), "--port", "0"],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert server.stdout is not None
        count = len(json.loads((samples / "samples.json").read_text(encoding="utf-8"))["sites"])
        urls = [server.stdout.readline().split()[1] for _ in range(count)]
        costs: dict[str, Cost] = {}
        for name, tool in TOOLS.items():
            if tool is wget and not shutil.which("wget"):
                continue
            costs[name] = Cost()
            for number, url in enumerate(urls):
                tool(url, work / f"{len(costs)}-{number}", costs[name])
        return costs
    finally:
        server.terminate()
        server.wait()


def show(console: Console, title: str, costs: dict[str, Cost]) -> None:
    ours = costs["zhengping evaluate（全程）"].per_thousand
    table = Table(title=title)
    table.add_column("工具", no_wrap=True)
    for name in ("网页", "处理器秒/千页", "与全程之比", "内存峰值 MB", "用时 秒"):
        table.add_column(name, justify="right")
    for name, cost in costs.items():
        each = cost.per_thousand
        table.add_row(
            name, str(cost.pages), f"{each:.2f}", f"{each / ours:.2f}", f"{cost.memory:.0f}", f"{cost.clock:.1f}"
        )
    console.print(table)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--crawl-only", metavar="URL")
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    if arguments.crawl_only:
        crawl_only(arguments.crawl_only, arguments.out)
        return
    console = Console(width=None if sys.stdout.isatty() else 110)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        make_samples(work / "samples")
        show(console, "三个样本网站（含各程序的启动）", measure(work / "samples", work / "a"))
        make_samples(work / "large", plans=[LARGE])
        show(console, "一个较大的网站", measure(work / "large", work / "b"))


if __name__ == "__main__":
    main()
