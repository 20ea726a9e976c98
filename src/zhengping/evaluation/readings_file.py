"""What was read of a site's attachments, kept beside the archive like the facts of its pages (docs/evaluate.md).

Opening the files costs more than judging a small site. What is kept counts only for the same archive, read by the
same code; nothing in it is code.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from zhengping.evaluation.facts_file import MOST_BLOCK_BYTES, Key
from zhengping.reading.files.model import FileReading

FILE_NAME = "files.bin"
_HEAD = b"ZhengpingFiles1\n"
_DIGEST_BYTES = 32


class _Content(msgspec.Struct):
    key: Key
    readings: dict[str, FileReading]


def keep_readings(path: Path, key: Key, readings: Mapping[str, FileReading]) -> None:
    """Writes the readings, whole or not at all; passed over where the disk refuses.

    Readings with one that failed are not kept: another time that file may be read.
    """
    if not key.reading or any(reading.unread == "failed" for reading in readings.values()):
        return
    body = zlib.compress(msgspec.msgpack.encode(_Content(key, dict(readings))), 1)
    part = path.with_name(f".{path.name}.part")
    with contextlib.suppress(OSError):
        try:
            path.parent.mkdir(exist_ok=True)
            part.write_bytes(_HEAD + body + hashlib.blake2b(body, digest_size=_DIGEST_BYTES).digest())
            os.replace(part, path)
        finally:
            part.unlink(missing_ok=True)


def stored_readings(paths: Iterable[Path], key: Key) -> dict[str, FileReading] | None:
    """The readings of the first of the files that serves, in the order as kept; None where none does."""
    for path in paths:
        with contextlib.suppress(OSError, zlib.error, msgspec.MsgspecError):
            data = path.read_bytes()
            body = data[len(_HEAD) : -_DIGEST_BYTES]
            digest = hashlib.blake2b(body, digest_size=_DIGEST_BYTES).digest()
            if data[: len(_HEAD)] != _HEAD or digest != data[-_DIGEST_BYTES:]:
                continue
            unpacked = zlib.decompressobj().decompress(body, MOST_BLOCK_BYTES)
            content = msgspec.msgpack.decode(unpacked, type=_Content)
            if key.reading and content.key == key:
                return content.readings
    return None
