"""The system's Chromium: where it is, how it is started, and the watch over its memory."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
from pathlib import Path
from types import TracebackType

from playwright.async_api import Browser, Error, Playwright, async_playwright

from zhengping.probes.faults import ProbeFault

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ARGUMENTS = (
    "--no-sandbox",  # the program often runs as root in a container, where the sandbox cannot start
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-features=DnsOverHttps,OptimizationHints,MediaRouter,Translate",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--js-flags=--max-old-space-size=384",
    "--renderer-process-limit=2",
    "--mute-audio",
    "--font-render-hinting=none",
)
_WATCH_SECONDS = 0.25
START_SECONDS = 30.0


def find_browser(given: Path | None = None) -> Path | None:
    """The browser to use: the one given, that of ZHENGPING_BROWSER, else the system's Chromium; None where none is."""
    for candidate in (given, os.environ.get("ZHENGPING_BROWSER")):
        if candidate:
            return Path(candidate) if Path(candidate).is_file() else None
    found = (shutil.which(name) for name in _NAMES)
    return next((Path(path) for path in found if path), None)


class Chromium:
    """A running browser, started again after a crash. `version` as it names itself."""

    def __init__(self, executable: Path, proxy: str, max_renderer_bytes: int) -> None:
        self._executable = executable
        self._proxy = proxy
        self._most = max_renderer_bytes
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None
        self._watch: asyncio.Task[None] | None = None
        self.killed_for_memory = 0
        self.version = ""

    async def __aenter__(self) -> Chromium:
        self._playwright = await async_playwright().start()
        try:
            await self.browser()
        except BaseException:
            await self._playwright.stop()
            raise
        self._watch = asyncio.create_task(self._watch_memory())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._watch is not None:
            self._watch.cancel()
        with contextlib.suppress(Error, TimeoutError):
            if self._browser is not None:
                await asyncio.wait_for(self._browser.close(), 10)
        if self._playwright is not None:
            with contextlib.suppress(Error, TimeoutError):
                await asyncio.wait_for(self._playwright.stop(), 10)

    async def browser(self) -> Browser:
        """The browser, started where it is not running. Raises ProbeFault where it does not start."""
        if self._browser is not None and self._browser.is_connected():
            return self._browser
        assert self._playwright is not None
        try:
            self._browser = await self._playwright.chromium.launch(
                executable_path=str(self._executable),
                args=list(_ARGUMENTS),
                proxy={"server": self._proxy},
                headless=True,
                handle_sigint=False,
                handle_sigterm=False,
                timeout=START_SECONDS * 1000,
            )
        except Error as error:
            said = next((line for line in str(error).splitlines() if line.strip()), "")
            raise ProbeFault(f"浏览器 {self._executable} 没有启动起来（{said[:120]}）") from error
        self.version = self._browser.version
        return self._browser

    def kill_pages(self) -> None:
        """Ends every page's process: the only way to stop a script that never gives up the processor."""
        for process in _renderers():
            with contextlib.suppress(OSError):
                os.kill(process, signal.SIGKILL)

    async def _watch_memory(self) -> None:
        """Ends the process of a page that takes more memory than allowed, before the machine suffers."""
        while True:
            await asyncio.sleep(_WATCH_SECONDS)
            for process in _renderers():
                if _resident(process) > self._most:
                    self.killed_for_memory += 1
                    with contextlib.suppress(OSError):
                        os.kill(process, signal.SIGKILL)


def _renderers() -> list[int]:
    """Process numbers of the pages of the browsers that this process started."""
    parents: dict[int, int] = {}
    pages: list[int] = []
    for name in os.listdir("/proc") if os.path.isdir("/proc") else ():
        if not name.isdigit():
            continue
        try:
            with open(f"/proc/{name}/stat", "rb") as stat:
                parents[int(name)] = int(stat.read().rpartition(b")")[2].split()[1])
            with open(f"/proc/{name}/cmdline", "rb") as line:
                if b"--type=renderer" in line.read():
                    pages.append(int(name))
        except (OSError, ValueError, IndexError):
            continue
    own = os.getpid()
    return [page for page in pages if _descends(page, own, parents)]


def _descends(process: int, ancestor: int, parents: dict[int, int]) -> bool:
    for _ in range(64):
        if process == ancestor:
            return True
        process = parents.get(process, 0)
        if process <= 1:
            return False
    return False


def _resident(process: int) -> int:
    try:
        with open(f"/proc/{process}/statm", "rb") as memory:
            return int(memory.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0
