"""The process in which files are opened: one file in, one reading out, until its input ends.

PDFium and calamine are native code that a hostile file may crash, swell or hang; here it costs one process. Run as
`python -m zhengping.reading.files.worker` by `opener.py`.
"""

from __future__ import annotations

import contextlib
import os
import sys
from typing import BinaryIO

import msgspec

from zhengping.reading.files.opening import read_file

MOST_CPU_SECONDS = 20.0
"""Of one file: as processor time, so that a busy machine gives the same outcome as an idle one."""
MOST_MEMORY = 2 * 1024 * 1024 * 1024
LENGTH_BYTES = 8


class Job(msgspec.Struct):
    """A file to open."""

    body: bytes
    suffix: str
    whole: bool


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(seconds: float) -> None:
    """Lets the system end this process after so much processor time; 0 takes the limit away."""
    with contextlib.suppress(ImportError, AttributeError, ValueError):
        import signal

        signal.setitimer(signal.ITIMER_PROF, seconds)


def serve(source: BinaryIO, target: BinaryIO) -> None:
    """Answers jobs until the input ends."""
    encode, decode = msgspec.msgpack.Encoder().encode, msgspec.msgpack.Decoder(Job).decode
    while len(head := source.read(LENGTH_BYTES)) == LENGTH_BYTES:
        job = decode(source.read(int.from_bytes(head, "big")))
        _limit_time(MOST_CPU_SECONDS)
        reading = read_file(job.body, job.suffix, job.whole)
        _limit_time(0)
        del job
        answer = encode(reading)
        target.write(len(answer).to_bytes(LENGTH_BYTES, "big") + answer)
        target.flush()


def main() -> None:
    """Serves on standard input and output; whatever a library prints goes nowhere."""
    target = os.fdopen(os.dup(1), "wb")
    quiet = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(quiet, descriptor)
    _limit_memory()
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        serve(sys.stdin.buffer, target)


if __name__ == "__main__":
    main()
