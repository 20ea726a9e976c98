"""Telling a person how the crawl goes: a bar on a terminal, plain lines elsewhere, nothing when quiet."""

from __future__ import annotations

import sys
import time
from typing import NamedTuple, Protocol, TextIO


class ProgressState(NamedTuple):
    """How far a crawl is: pages done of at most `max_pages`, what waits, what failed, bytes received."""

    pages: int
    max_pages: int
    waiting: int
    files: int
    failed: int
    bytes: int
    seconds: float
    url: str


class Progress(Protocol):
    """Told of the crawl's state several times a second at most."""

    def update(self, state: ProgressState) -> None:
        """Shows where the crawl is."""

    def close(self) -> None:
        """Ends the showing, when the crawl has ended."""


class Quiet:
    """Says nothing."""

    def update(self, state: ProgressState) -> None:
        """Nothing is said."""

    def close(self) -> None:
        """Nothing was opened."""


class Lines:
    """A plain line every `every` seconds, for logs."""

    def __init__(self, stream: TextIO, every: float = 5.0) -> None:
        self._stream = stream
        self._every = every
        self._said = 0.0
        self._state: ProgressState | None = None

    def update(self, state: ProgressState) -> None:
        """Says where the crawl is, if it is time."""
        self._state = state
        now = time.monotonic()
        if now - self._said >= self._every:
            self._said = now
            self._say(state)

    def close(self) -> None:
        """Says where the crawl ended."""
        if self._state is not None:
            self._say(self._state)

    def _say(self, state: ProgressState) -> None:
        print(
            f"已抓取 {state.pages} 页（待抓 {state.waiting}，附件 {state.files}，未成功 {state.failed}），"
            f"{state.bytes / 1e6:.1f} MB，{state.seconds:.0f} 秒",
            file=self._stream,
            flush=True,
        )


class Bar:
    """A bar on a terminal; its length is the pages that are known of, at most the budget."""

    def __init__(self, stream: TextIO) -> None:
        # Loaded here: without a terminal nothing of it is needed.
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as RichProgress

        self._bar = RichProgress(
            TextColumn("抓取"),
            BarColumn(bar_width=30),
            TextColumn("{task.completed}/{task.total} 页 {task.fields[detail]}"),
            TimeElapsedColumn(),
            console=Console(file=stream),
            transient=False,
        )
        self._task = self._bar.add_task("crawl", total=1, detail="")
        self._bar.start()

    def update(self, state: ProgressState) -> None:
        """Moves the bar."""
        self._bar.update(
            self._task,
            completed=state.pages,
            total=min(state.max_pages, state.pages + state.waiting) or 1,
            detail=f"附件 {state.files} 未成功 {state.failed} {state.bytes / 1e6:.1f} MB",
        )

    def close(self) -> None:
        """Leaves the bar as it stands."""
        self._bar.stop()


def make_progress(quiet: bool = False, stream: TextIO | None = None) -> Progress:
    """The right kind for where the output goes (standard error unless told)."""
    stream = stream or sys.stderr
    if quiet:
        return Quiet()
    return Bar(stream) if stream.isatty() else Lines(stream)
