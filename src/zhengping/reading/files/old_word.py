"""Text of old Word files (doc, and wps, which has the same form), through the piece table; [MS-DOC] 2.4.1, 2.5, 2.8.35.

Only Word 97 and later: earlier files are recognised and said to be unread.
"""

from __future__ import annotations

import io
import re
import struct

import olefile

from zhengping.reading.files.model import FileFault, FileReading
from zhengping.reading.files.texts import Lines

_MAGIC = 0xA5EC
_FEWEST_HEADER = 0x1AA
_FIRST_OF_97 = 0xC1
"""nFib of Word 97."""
_ENCRYPTED, _TABLE_1 = 0x0100, 0x0200
_CLX_PLACE = 0x01A2
_TEXT_LENGTH_PLACE = 0x004C
_MOST_PIECES = 100_000
_MOST_STREAM = 32 * 1024 * 1024
_BREAKS = re.compile(r"[\r\n\x0b\x0c]")
_FIELD_CODE = re.compile(r"\x13[^\x13\x14\x15]{0,2000}[\x14]")


def open_compound(body: bytes) -> olefile.OleFileIO:
    """An OLE compound file. Raises FileFault where it is none."""
    try:
        return olefile.OleFileIO(io.BytesIO(body))
    except Exception:
        # olefile meets hostile sector chains with many kinds of errors, IndexError and struct.error among them.
        raise FileFault("damaged") from None


def stream_of(compound: olefile.OleFileIO, name: str) -> bytes:
    """A stream's bytes. Raises FileFault where it cannot be had."""
    try:
        if compound.get_size(name) > _MOST_STREAM:
            raise FileFault(unread="limit")
        return bytes(compound.openstream(name).read())
    except FileFault:
        raise
    except Exception:
        raise FileFault("damaged") from None


def read_old_word(compound: olefile.OleFileIO) -> FileReading:
    """A doc file's main text. Raises FileFault."""
    main = stream_of(compound, "WordDocument")
    if len(main) < 12:
        raise FileFault("damaged")
    magic, version = struct.unpack_from("<HH", main, 0)
    if magic != _MAGIC or version < _FIRST_OF_97:
        return FileReading("doc", unread="format")
    flags = struct.unpack_from("<H", main, 0x0A)[0]
    if flags & _ENCRYPTED:
        raise FileFault("protected")
    if len(main) < _FEWEST_HEADER:
        raise FileFault("damaged")
    table = stream_of(compound, "1Table" if flags & _TABLE_1 else "0Table")
    start, length = struct.unpack_from("<II", main, _CLX_PLACE)
    wanted = struct.unpack_from("<I", main, _TEXT_LENGTH_PLACE)[0]
    text = _text(main, _piece_table(table[start : start + length]), wanted)
    return _laid_out(text)


def _piece_table(clx: bytes) -> bytes:
    """The PlcPcd within a Clx: it follows any number of Prc records."""
    at = 0
    while at + 5 <= len(clx):
        if clx[at] == 2:
            length = struct.unpack_from("<I", clx, at + 1)[0]
            return clx[at + 5 : at + 5 + length]
        if clx[at] != 1:
            break
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    raise FileFault("damaged")


def _text(main: bytes, pieces: bytes, wanted: int) -> str:
    """The first `wanted` characters (the main text), piece by piece, each in UTF-16 or in code page 1252."""
    count = (len(pieces) - 4) // 12
    if count < 1 or count > _MOST_PIECES:
        raise FileFault("damaged")
    positions = struct.unpack_from(f"<{count + 1}I", pieces, 0)
    found: list[str] = []
    for number in range(count):
        first, last = positions[number], min(positions[number + 1], wanted)
        if last <= first:
            continue
        place = struct.unpack_from("<I", pieces, 4 * (count + 1) + 8 * number + 2)[0]
        if place & 0x40000000:
            offset = (place & 0x3FFFFFFF) // 2
            found.append(main[offset : offset + last - first].decode("cp1252", "replace"))
        else:
            found.append(main[place : place + 2 * (last - first)].decode("utf-16-le", "replace"))
    return "".join(found)


def _laid_out(text: str) -> FileReading:
    """Paragraphs as lines; a cell ends in BEL, a row in two of them; field codes are left out."""
    lines = Lines()
    rows = 0
    text = _FIELD_CODE.sub("", text).replace("\x15", "")
    for paragraph in _BREAKS.split(text):
        if "\x07" not in paragraph:
            lines.add(paragraph)
        else:
            for row in paragraph.split("\x07\x07"):
                rows += "\x07" in row
                lines.add(*row.split("\x07"))
        if lines.full:
            break
    # An end mark of a row tells that there is a table, not how many.
    return FileReading("doc", lines.text(), cut=lines.full, tables=1 if rows else 0)
