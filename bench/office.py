"""The office under 50 users at once: `python -m bench.office [--users 50] [--think 3] [--seconds 60]`.

Makes a filled office in a folder of its own (SQLite, or the database that ZHENGPING_DATABASE names, which must be
empty): 60 departments x 127 points, three experts a point, six rounds of which five are past; serves it as
`zhengping serve` does and lets users of every role go through their pages with a pause between two. Prints per page the
median and the 95th percentile in milliseconds, and the number of answers that were not 200.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import aiohttp

SEED = 41


def main() -> None:
    """Makes, serves, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--think", type=float, default=3.0, help="seconds between two pages of a user")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--departments", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--data", type=Path, help="keep the office here and use it again")
    arguments = parser.parse_args()
    folder = arguments.data or Path(tempfile.mkdtemp(prefix="zhengping-bench-"))
    os.environ["ZHENGPING_DATA"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "zhengping.office.settings"
    began = time.monotonic()
    plan = folder / "plan.txt"
    if not plan.exists():
        subprocess.run(
            [
                sys.executable,
                "-m",
                "bench.office_filling",
                str(arguments.departments),
                str(arguments.rounds),
                str(plan),
            ],
            check=True,
        )
        print(f"made in {time.monotonic() - began:.0f} s")
    port = 8765
    server = subprocess.Popen([sys.executable, "-m", "bench.office_serving", str(port)])
    try:
        _wait_for(port)
        asyncio.run(_measure(f"http://127.0.0.1:{port}", plan, arguments))
        with open(f"/proc/{server.pid}/status", encoding="ascii") as status:
            print(next(line.strip() for line in status if line.startswith("VmHWM")))
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int) -> None:
    import socket

    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("the server did not start")


async def _measure(root: str, plan: Path, arguments: argparse.Namespace) -> None:
    """Users go round their pages; the first 5 seconds are not counted."""
    people: dict[str, list[str]] = defaultdict(list)
    for line in plan.read_text(encoding="utf-8").splitlines():
        cookie, url = line.split(" ", 1)
        people[cookie].append(url)
    cookies = sorted(people)[: arguments.users]
    times: dict[str, list[float]] = defaultdict(list)
    bad: dict[str, int] = defaultdict(int)
    end = time.monotonic() + arguments.seconds + 5
    begin = time.monotonic() + 5

    async def one(index: int, cookie: str) -> None:
        draw = random.Random(f"{SEED} {index}")
        async with aiohttp.ClientSession(cookies={"sessionid": cookie}) as session:
            await asyncio.sleep(draw.random() * arguments.think)
            while time.monotonic() < end:
                url = draw.choice(people[cookie])
                started = time.perf_counter()
                async with session.get(root + url, allow_redirects=False) as answer:
                    await answer.read()
                name = "/".join("#" if part.isdigit() else part for part in url.split("?")[0].split("/"))
                if time.monotonic() > begin:
                    times[name].append((time.perf_counter() - started) * 1000)
                    bad[name] += answer.status != 200
                await asyncio.sleep(draw.uniform(0.5, 1.5) * arguments.think)

    await asyncio.gather(*(one(index, cookie) for index, cookie in enumerate(cookies)))
    print(f"{len(cookies)} users, {arguments.think} s between pages")
    print(f"{'page':50} {'n':>5} {'median':>7} {'95%':>7} {'bad':>4}")
    for name, taken in sorted(times.items()):
        print(f"{name:50} {len(taken):5} {statistics.median(taken):7.0f} {_high(taken):7.0f} {bad[name]:4}")
    every = [taken for one_page in times.values() for taken in one_page]
    print(f"{'all':50} {len(every):5} {statistics.median(every):7.0f} {_high(every):7.0f} {sum(bad.values()):4}")


def _high(taken: list[float]) -> float:
    return sorted(taken)[min(len(taken) - 1, int(len(taken) * 0.95))]


if __name__ == "__main__":
    main()
