"""Shipped YAML in the form it has once it is read and checked, kept where Python keeps its compiled modules.

Reading and checking the edition needs pydantic and ruamel.yaml, which take longer to load than a small site to judge.
What is kept counts only for exactly these bytes of the file and of this package's code; it is data and no code.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, TypeVar

import msgspec

_HEAD = b"ZhengpingCompiled1\n"
_DIGEST_BYTES = 32

Made = TypeVar("Made")


def compiled(file: Path, kind: type[Made], make: Callable[[str], Made]) -> Made:
    """What `make` makes of the text of `file`: taken from the kept form where that serves, else made and kept.

    `kind`: the class of the result, a dataclass of plain values and fractions. What cannot be written is not kept
    (nor with PYTHONDONTWRITEBYTECODE); a kept form that is damaged or of other code or text is passed over. Raises
    what `make` raises.
    """
    source = file.read_bytes()
    key = _digest(_code() + source)
    kept = _kept_at(file)
    found = _read(kept, key, kind) if kept else None
    if found is None:
        found = make(source.decode("utf-8"))
        if kept and not sys.dont_write_bytecode:
            _write(kept, key, found)
    return found


@cache
def _code() -> bytes:
    """What the kept form depends on beside the file: the sources of this package, Python and msgspec."""
    digest = hashlib.blake2b(f"{sys.version} {msgspec.__version__}\n".encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(f"{path.name}\n".encode() + path.read_bytes())
    return digest.digest()


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_DIGEST_BYTES).digest()


def _kept_at(file: Path) -> Path | None:
    try:
        return Path(cache_from_source(str(file))).with_suffix(".msgpack")
    except NotImplementedError:
        return None


def _read(path: Path, key: bytes, kind: type[Made]) -> Made | None:
    try:
        data = path.read_bytes()
    except OSError:
        return None
    start = len(_HEAD) + _DIGEST_BYTES
    body = data[start:-_DIGEST_BYTES]
    if (
        data[:start] != _HEAD + key
        or hashlib.blake2b(body, digest_size=_DIGEST_BYTES).digest() != data[-_DIGEST_BYTES:]
    ):
        return None
    try:
        return msgspec.msgpack.decode(body, type=kind, dec_hook=_plain_to_fraction)
    except msgspec.MsgspecError:
        return None


def _write(path: Path, key: bytes, made: object) -> None:
    """Writes beside and renames, so that no reader sees half of it."""
    body = msgspec.msgpack.encode(made, enc_hook=_fraction_to_plain)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(_HEAD + key + body + _digest(body))
        os.replace(part, path)
    except OSError:
        part.unlink(missing_ok=True)


def _fraction_to_plain(value: Any) -> str:
    if isinstance(value, Fraction):
        return str(value)
    raise NotImplementedError(type(value).__name__)


def _plain_to_fraction(kind: type, value: Any) -> Any:
    return Fraction(value) if kind is Fraction else value
