"""How fast an archive is judged again, from stored facts and by reading its pages again: `python bench/judging.py`.

    python bench/judging.py [--copies N] [--parts]

One larger sample (about 2,800 pages) is crawled once. Then `zhengping evaluate --archive` judges it as a process of
its own, once from the facts that the crawl kept and once with `--read-again`; and N copies of the archive as a
region's departments, one after another. Figures are processor time (user and system) and the ratio to reading again;
a loop of a million additions tells how fast the machine was meanwhile. --parts says where the time of one judgement
goes, in this process. A first judgement before the measured ones leaves compiled what an installation compiles once.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "src")]

from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from bench.crawl import LARGE  # noqa: E402
from zhengping.crawl.archive import ArchiveReader  # noqa: E402
from zhengping.crawl.options import CrawlOptions  # noqa: E402
from zhengping.evaluation.department import load_department  # noqa: E402
from zhengping.evaluation.evaluate import evaluate_site  # noqa: E402
from zhengping.evaluation.facts_file import FILE_NAME, Key, stored_pages  # noqa: E402
from zhengping.evaluation.fingerprint import archive_identity, reading_fingerprint  # noqa: E402
from zhengping.evaluation.judgement import context_of, judge  # noqa: E402
from zhengping.evaluation.results import write_results  # noqa: E402
from zhengping.reports.html import render  # noqa: E402
from zhengping.sample import DEFAULT_DATE, make_samples, serve  # noqa: E402
from zhengping.standard import load_edition  # noqa: E402


class Cost(NamedTuple):
    """Pages judged, processor seconds, peak memory in MB."""

    pages: int
    cpu: float
    memory: float

    @property
    def rate(self) -> float:
        """Pages a second of one core."""
        return self.pages / self.cpu


def machine() -> float:
    """Seconds for a million additions of whole numbers."""
    began = time.process_time()
    total = 0
    for number in range(1_000_000):
        total += number
    return time.process_time() - began


def crawl(work: Path) -> tuple[Path, Path, int]:
    """Crawls the larger sample; its folder, the department's file, the number of pages."""
    make_samples(work / "samples", seed=7, plans=[LARGE])
    with serve(work / "samples") as (site,):
        department = site.directory / "department.json"
        edition = load_edition()
        options = CrawlOptions(site.url, work / "site", delay=0.0, connections=4, allow_private=True, max_pages=20000)
        judgement = evaluate_site(options, edition, load_department(department, edition), DEFAULT_DATE).judgement
        assert judgement is not None
        return work / "site", department, judgement.crawl["pages"]


def installed(work: Path) -> dict[str, str]:
    """The environment of an installed program: what Python compiles is kept, here in a folder of the run's own."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(work / "compiled")}


def run(archives: list[Path], out: Path, department: Path, pages: int, *options: str) -> Cost:
    """`zhengping evaluate --archive` for each archive, a process each."""
    cpu = memory = 0.0
    environment = installed(out.parent)
    for number, archive in enumerate(archives):
        command = [
            sys.executable, "-m", "zhengping.cli", "evaluate",
            "--archive", str(archive), "--out", str(out / str(number)),
            "--department", str(department), "--monitoring-date", DEFAULT_DATE.isoformat(), "--quiet", *options,
        ]  # fmt: skip
        process = subprocess.Popen(command, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0, command
        cpu += usage.ru_utime + usage.ru_stime
        memory = max(memory, usage.ru_maxrss / 1024)
    return Cost(pages * len(archives), cpu, memory)


def parts(site: Path, department: Path, pages: int) -> None:
    """Milliseconds a page of each step of judging from stored facts, in this process."""
    edition = load_edition()
    facts = load_department(department, edition)
    last = time.process_time()

    def step(name: str) -> None:
        nonlocal last
        now = time.process_time()
        print(f"  {name:34} {1000 * (now - last) / pages:7.3f} ms a page")
        last = time.process_time()

    archive = ArchiveReader(site)
    entries = archive.entries()
    step("index")
    key = Key(reading_fingerprint(), archive_identity(archive, entries))
    step("fingerprint and digest")
    path = archive.folder / FILE_NAME
    read = stored_pages(path, key)
    step(f"stored facts ({path.stat().st_size / 1024 / pages:.1f} KB a page)")
    judgement = judge(context_of(archive.start_url, read, entries, edition, facts, DEFAULT_DATE), entries)
    step("site model, findings, scorecard")
    write_results(judgement, site)
    step("result files")
    render(judgement)
    step("report")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copies", type=int, default=5)
    parser.add_argument("--parts", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        site, department, pages = crawl(work)
        if arguments.parts:
            parts(site, department, pages)
        copies = [shutil.copytree(site, work / f"copy{number}") for number in range(arguments.copies)]
        run([site], work / "first", department, pages)
        before = machine()
        costs = {
            "重新读取（--read-again）": run([site], work / "again", department, pages, "--read-again"),
            "用存下的页面信息": run([site], work / "stored", department, pages),
            f"同上，{arguments.copies} 份档案": run(copies, work / "copies", department, pages),
        }
        after = machine()
    slowest = costs["重新读取（--read-again）"].rate
    table = Table(title=f"从档案评判（一百万次加法 {before:.3f}、{after:.3f} 秒）")
    table.add_column("方式", no_wrap=True)
    for name in ("网页", "处理器秒", "网页/秒", "与重新读取之比", "内存峰值 MB"):
        table.add_column(name, justify="right")
    for name, cost in costs.items():
        table.add_row(
            name, str(cost.pages), f"{cost.cpu:.2f}", f"{cost.rate:.0f}", f"{cost.rate / slowest:.1f}",
            f"{cost.memory:.0f}",
        )  # fmt: skip
    Console(width=None if sys.stdout.isatty() else 110).print(table)


if __name__ == "__main__":
    main()
