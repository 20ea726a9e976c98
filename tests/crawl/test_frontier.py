from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from zhengping.crawl.frontier import Frontier, Queue
from zhengping.crawl.model import Entry


def drain(frontier: Frontier) -> list[str]:
    urls = []
    while (row := frontier.take(Queue.PAGE)) is not None:
        urls.append(row.url)
    return urls


def test_priority_then_depth_then_discovery(tmp_path: Path) -> None:
    frontier = Frontier(tmp_path)
    for url, priority, depth in [("d", 5, 3), ("c", 5, 2), ("a", 1, 9), ("e", 5, 3), ("b", 2, 1)]:
        frontier.add(url, Queue.PAGE, priority, depth, 0, None)
    assert drain(frontier) == ["a", "b", "c", "d", "e"]
    frontier.close()


def test_an_address_is_added_once(tmp_path: Path) -> None:
    frontier = Frontier(tmp_path)
    assert frontier.add("a", Queue.PAGE, 5, 0, 0, None) is not None
    assert frontier.add("a", Queue.PAGE, 5, 0, 0, None) is None
    assert len(frontier) == 1
    frontier.close()


def test_a_more_important_link_raises_the_priority(tmp_path: Path) -> None:
    frontier = Frontier(tmp_path)
    for url in "abc":
        frontier.add(url, Queue.PAGE, 5, 0, 0, None)
    frontier.add("c", Queue.PAGE, 1, 0, 0, None)
    assert drain(frontier) == ["c", "a", "b"]
    frontier.close()


def test_better_addresses_found_meanwhile_come_first(tmp_path: Path) -> None:
    frontier = Frontier(tmp_path)
    for number in range(100):
        frontier.add(f"old{number}", Queue.PAGE, 5, 0, 0, None)
    assert frontier.take(Queue.PAGE).url == "old0"
    frontier.add("new", Queue.PAGE, 2, 0, 0, None)
    assert frontier.take(Queue.PAGE).url == "new"
    assert len(drain(frontier)) == 99
    frontier.close()


def test_what_was_taken_and_not_done_waits_again_after_a_restart(tmp_path: Path) -> None:
    frontier = Frontier(tmp_path)
    for url in "abc":
        frontier.add(url, Queue.PAGE, 5, 0, 0, None)
    done = frontier.take(Queue.PAGE)
    frontier.take(Queue.PAGE)
    frontier.finish(done, Entry(done.url, "ok"), None)
    frontier.commit()
    frontier.close()
    again = Frontier(tmp_path)
    assert drain(again) == ["b", "c"]
    assert again.knows("a")
    assert again.sequence == 1
    again.close()


def test_nothing_counts_before_the_commit(tmp_path: Path) -> None:
    frontier = Frontier(tmp_path)
    frontier.add("a", Queue.PAGE, 5, 0, 0, None)
    frontier.close()
    again = Frontier(tmp_path)
    assert len(again) == 0
    again.close()


MEMORY = """
import resource, sys, time
from pathlib import Path
from zhengping.crawl.crawler import Crawler
from zhengping.crawl.frontier import Frontier, Queue
from zhengping.crawl.model import Entry, Target
from zhengping.crawl.scope import Scope
from zhengping.crawl.summary import CrawlSummary
from zhengping.crawl.targets import Targets
from zhengping.crawl.traps import Traps
frontier = Frontier(Path(sys.argv[1]))
targets = Targets(frontier, Scope("http://x.gov.cn/"), Traps(), CrawlSummary(""))
frontier.add("http://x.gov.cn/", Queue.PAGE, 0, 0, 0, None)
began = time.process_time()
done = 0
while (row := frontier.take(Queue.PAGE)) is not None and done < 100_000:
    menu = [Target(f"http://x.gov.cn/zwgk/column{n}/", 2) for n in range(60)]
    own = [Target(f"http://x.gov.cn/zwgk/content/2020/t2020_{done * 3 + n}.html", 6) for n in range(15)]
    targets.add(row, menu + own)
    frontier.finish(row, Entry(row.url, "ok", found_on=row.found_on), None)
    done += 1
    if done % 64 == 0:
        frontier.commit()
used = time.process_time() - began
print(done, len(frontier), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, round(used / done * 1e6))
"""


@pytest.mark.slow
def test_a_hundred_thousand_pages_fit_in_400_megabytes(tmp_path: Path) -> None:
    output = subprocess.run([sys.executable, "-c", MEMORY, tmp_path], capture_output=True, text=True, check=True).stdout
    done, known, megabytes, microseconds = map(int, output.split())
    print(f"{done} pages done, {known} addresses known, {megabytes} MB, {microseconds} µs a page")
    assert done == 100_000
    assert known > 300_000
    assert megabytes < 400
