"""Opens files in processes of their own, several at a time, in a fixed order of answers."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import NamedTuple

import msgspec

from zhengping.crawl.attachments import file_type
from zhengping.reading.files.model import FileReading
from zhengping.reading.files.opening import read_file
from zhengping.reading.files.worker import LENGTH_BYTES, MOST_CPU_SECONDS, Job

MOST_SECONDS = 6 * MOST_CPU_SECONDS
"""After which a worker that does not even use the processor is ended."""
MOST_WORKERS = 4
_IN_PROCESS = frozenset({b"", b"<"})
"""First bytes of most of what is only looked at, so that a process need not be asked."""
_ONLY_LOOKED_AT = frozenset({"empty", "html", "xml", "text"})


class FileToOpen(NamedTuple):
    """A file whose body is fetched when its turn comes (None where it is lost); `key` comes back with its reading."""

    key: str
    body: Callable[[], bytes | None]
    suffix: str
    whole: bool


class FileOpener:
    """A few worker processes. Use as a context."""

    def __init__(self, workers: int = 0) -> None:
        self._count = workers or max(1, min(MOST_WORKERS, os.cpu_count() or 1))
        self._idle: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        self._all: list[_Worker] = []
        self._threads: ThreadPoolExecutor | None = None

    def __enter__(self) -> FileOpener:
        self._threads = ThreadPoolExecutor(self._count, "open-files")
        for _ in range(self._count):
            worker = _Worker()
            self._all.append(worker)
            self._idle.put(worker)
        return self

    def __exit__(self, *_: object) -> None:
        if self._threads is not None:
            self._threads.shutdown(cancel_futures=True)
        for worker in self._all:
            worker.close()

    def open(self, body: bytes, suffix: str = "", whole: bool = True) -> FileReading:
        """One file. Never raises for what the file holds."""
        if not whole or (body[:1] in _IN_PROCESS and file_type(body) in _ONLY_LOOKED_AT):
            # Beginnings and pages are only looked at: no reader is let loose on them. A PDF may begin with anything.
            return read_file(body, suffix, whole)
        worker = self._idle.get()
        try:
            return worker.open(Job(body, suffix, whole))
        finally:
            self._idle.put(worker)

    def open_all(self, files: Iterable[FileToOpen]) -> Iterator[tuple[str, FileReading]]:
        """Many files, answered in their order; only a few bodies are in memory at a time."""
        assert self._threads is not None
        waiting: deque[tuple[str, Future[FileReading]]] = deque()
        for file in files:
            if len(waiting) > 2 * self._count:
                key, future = waiting.popleft()
                yield key, future.result()
            waiting.append((file.key, self._threads.submit(self._open_one, file)))
        while waiting:
            key, future = waiting.popleft()
            yield key, future.result()

    def _open_one(self, file: FileToOpen) -> FileReading:
        body = file.body()
        return FileReading(unread="failed") if body is None else self.open(body, file.suffix, file.whole)


class _Worker:
    """One process, started when it is first needed and again after it was lost."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def open(self, job: Job) -> FileReading:
        process = self._running()
        timer = threading.Timer(MOST_SECONDS, process.kill)
        timer.start()
        try:
            return _ask(process, job)
        except (OSError, EOFError, msgspec.MsgspecError):
            self.close()
            return FileReading(read_file(job.body, job.suffix, False).kind, unread="failed")
        finally:
            timer.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "zhengping.reading.files.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,
            )
        return self._process

    def close(self) -> None:
        """Ends the process."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        process.wait()


def _ask(process: subprocess.Popen[bytes], job: Job) -> FileReading:
    """Sends a job and waits for its reading. Raises OSError, EOFError or MsgspecError where the process is lost."""
    assert process.stdin is not None
    assert process.stdout is not None
    message = msgspec.msgpack.encode(job)
    process.stdin.write(len(message).to_bytes(LENGTH_BYTES, "big") + message)
    process.stdin.flush()
    head = process.stdout.read(LENGTH_BYTES)
    if len(head) < LENGTH_BYTES:
        raise EOFError
    length = int.from_bytes(head, "big")
    answer = process.stdout.read(length)
    if len(answer) < length:
        raise EOFError
    return msgspec.msgpack.decode(answer, type=FileReading)
