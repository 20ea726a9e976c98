"""Writing result files whole or not at all: beside the place, then renamed."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from zhengping.checks.quoting import masked
from zhengping.errors import ArchiveError, InputError, reason


def make_folder(path: Path) -> None:
    """Makes the folder of the results where it is not there. InputError where that cannot be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"--out {path}：不能用作结果目录（{reason(error)}），请换一个目录") from None


def write_whole(path: Path, data: bytes, *, private: bool = False) -> None:
    """Writes `data` beside `path` and renames it there; `private`: only the owner may read it (0600).

    ArchiveError in one line where the disk refuses.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if private:
            beside.unlink(missing_ok=True)
        with open(beside, "wb", opener=_owner_only if private else None) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise ArchiveError(f"{path}：写不了（{reason(error)}），已有的内容没有改动，请检查磁盘空间和权限") from None


def _owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]], *, private: bool = False) -> None:
    """Writes a CSV table: UTF-8, comma, lines ended by a line feed, header first; private numbers masked."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([masked(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    write_whole(path, text.getvalue().encode("utf-8"), private=private)
