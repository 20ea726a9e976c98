"""ZIP packages read with limits: no part may unpack to more than its share, whatever its header says."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from typing import IO
from xml.parsers import expat

from zhengping.reading.files.model import MOST_PART_BYTES, MOST_RATIO, MOST_UNPACKED_BYTES, FileFault

_PIECE = 64 * 1024
_MEGABYTE = 1024 * 1024
_MOST_ENTRIES = 20_000
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError, RuntimeError, KeyError)
"""What `zipfile` raises for damaged, odd or encrypted entries."""


class Allowance:
    """Unpacked bytes that are left for a file and all that is inside it."""

    def __init__(self) -> None:
        self.left = MOST_UNPACKED_BYTES


class Package:
    """A ZIP package. Raises FileFault("damaged") where it is none."""

    def __init__(self, body: bytes, allowance: Allowance | None = None) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(body))
            self._infos = {_name(info): info for info in self._zip.infolist()[:_MOST_ENTRIES]}
        except (*_BROKEN, UnicodeError, MemoryError):
            raise FileFault("damaged") from None
        self._allowance = allowance or Allowance()

    @property
    def names(self) -> list[str]:
        """Names of the entries, directories left out, in the package's order."""
        return [name for name in self._infos if not name.endswith("/")]

    @property
    def protected(self) -> bool:
        """Whether an entry wants a password."""
        return any(info.flag_bits & 1 for info in self._infos.values())

    def has(self, name: str) -> bool:
        """Whether there is an entry of this name."""
        return name in self._infos

    def size(self, name: str) -> int:
        """Unpacked size of an entry as its header states it."""
        return self._infos[name].file_size

    def read(self, name: str) -> bytes:
        """An entry unpacked. Raises FileFault: "damaged", "protected", or unread "limit"."""
        out = bytearray()
        self.stream(name, out.extend)
        return bytes(out)

    def stream(self, name: str, take: Callable[[bytes], object]) -> None:
        """Hands an entry to `take` piece by piece, so that a bomb costs no memory. Raises as `read` does."""
        info = self._infos.get(name)
        if info is None:
            raise FileFault("damaged")
        if info.flag_bits & 1:
            raise FileFault("protected")
        try:
            with self._zip.open(info) as source:
                self._pump(source, info.compress_size, take)
        except _BROKEN:
            raise FileFault("damaged") from None

    def _pump(self, source: IO[bytes], packed: int, take: Callable[[bytes], object]) -> None:
        got = 0
        while piece := source.read(_PIECE):
            got += len(piece)
            self._allowance.left -= len(piece)
            if got > MOST_PART_BYTES or self._allowance.left < 0:
                raise FileFault(unread="limit")
            if got > _MEGABYTE and got > MOST_RATIO * max(packed, 1):
                raise FileFault(unread="limit")
            take(piece)


def _name(info: zipfile.ZipInfo) -> str:
    """An entry's name; without the UTF-8 mark Chinese packers write it in GBK and `zipfile` reads it as CP437."""
    if info.flag_bits & 0x800:
        return info.filename.replace("\\", "/")
    try:
        return info.filename.encode("cp437").decode("gb18030").replace("\\", "/")
    except UnicodeError:
        return info.filename.replace("\\", "/")


Handlers = dict[str, Callable[..., object]]
"""Functions by the names of expat's handlers."""


class Stop(Exception):
    """Raised by a handler that has enough."""


def parse(package: Package, name: str, handlers: Handlers) -> None:
    """Parses an XML part with expat; `handlers` by expat's names.

    A document type declaration ends the parsing as beyond a limit, for only hostile packages have one: so no entity is
    ever expanded and nothing is fetched. Raises FileFault.
    """
    parser = expat.ParserCreate(namespace_separator=None)
    parser.buffer_text = True
    for handler, function in handlers.items():
        setattr(parser, handler, function)

    def refuse(*_: object) -> None:
        raise FileFault(unread="limit")

    parser.StartDoctypeDeclHandler = refuse
    try:
        package.stream(name, lambda piece: parser.Parse(piece, False))
        parser.Parse(b"", True)
    except Stop:
        return
    except (expat.ExpatError, UnicodeError, LookupError):
        raise FileFault("damaged") from None


def local(name: str) -> str:
    """An element's or attribute's name without its prefix."""
    return name.rpartition(":")[2]
