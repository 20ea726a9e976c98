"""Real small files, made here byte by byte: good ones, and the ones that do harm."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

from zhengping.sample.files import docx, pdf, xlsx

__all__ = ["compound", "doc", "docx", "encrypted_pdf", "ofd", "package", "pdf", "protected_zip", "xls", "xlsx"]


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP of the parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def protected_zip(parts: Mapping[str, bytes]) -> bytes:
    """A ZIP whose entries say that they are encrypted."""
    body = bytearray(package(parts))
    at = 0
    while (at := body.find(b"PK\x03\x04", at)) >= 0:
        body[at + 6] |= 1
        at += 4
    at = 0
    while (at := body.find(b"PK\x01\x02", at)) >= 0:
        body[at + 8] |= 1
        at += 4
    return bytes(body)


def ofd(*lines: str) -> bytes:
    """An OFD document of one page."""
    objects = "".join(f"<ofd:TextObject><ofd:TextCode>{line}</ofd:TextCode></ofd:TextObject>" for line in lines)
    page = f'<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content>{objects}</ofd:Content></ofd:Page>'
    return package({"OFD.xml": "<OFD/>", "Doc_0/Pages/Page_0/Content.xml": page})


SECTOR = 512
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: Mapping[str, bytes]) -> bytes:
    """An OLE compound file: one sector of allocation table, the directory, then the streams, each of 4 KB or more."""
    padded = {name: body.ljust(max(4096, -(-len(body) // SECTOR) * SECTOR), b"\0") for name, body in streams.items()}
    entries = [_entry("Root Entry", 5, END, 0, child=1)]
    directory_sectors = -(-(len(padded) + 1) * 128 // SECTOR)
    table = [TABLE, *range(2, directory_sectors + 1), END]
    bodies = b""
    for number, (name, body) in enumerate(padded.items(), 1):
        start, count = len(table), len(body) // SECTOR
        table += [*range(start + 1, start + count), END]
        entries.append(_entry(name, 2, start, len(body), right=number + 1 if number < len(padded) else FREE))
        bodies += body
    assert len(table) <= SECTOR // 4
    header = bytearray(SECTOR)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 40, 0, 1, 1, 0, 4096, END, 0, END, 0)
    struct.pack_into("<109I", header, 76, 0, *[FREE] * 108)
    first = struct.pack(f"<{SECTOR // 4}I", *table, *[FREE] * (SECTOR // 4 - len(table)))
    directory = b"".join(entries).ljust(directory_sectors * SECTOR, b"\0")
    return bytes(header) + first + directory + bodies


def _entry(name: str, kind: int, start: int, size: int, child: int = FREE, right: int = FREE) -> bytes:
    coded = name.encode("utf-16-le")
    entry = coded.ljust(64, b"\0") + struct.pack("<HBBIII", len(coded) + 2, kind, 1, FREE, right, child)
    return entry + bytes(36) + struct.pack("<IQ", start, size)


def doc(text: str, *, encrypted: bool = False) -> bytes:
    """A Word 97 file: one piece of UTF-16 text behind its header, found through the piece table."""
    place = 1024
    main = bytearray(place) + text.encode("utf-16-le")
    struct.pack_into("<HH", main, 0, 0xA5EC, 0x00C1)
    struct.pack_into("<H", main, 0x0A, 0x0200 | (0x0100 if encrypted else 0))
    struct.pack_into("<I", main, 0x4C, len(text))
    pieces = struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, place, 0)
    table = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<II", main, 0x01A2, 0, len(table))
    return compound({"WordDocument": bytes(main), "1Table": table})


def xls(rows: Sequence[Sequence[str | float]], *, protected: bool = False) -> bytes:
    """An Excel 97 workbook of one sheet; [MS-XLS] 2.4: BoundSheet8, Label, Number."""
    name = "预算表".encode("utf-16-le")
    cells = b""
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            place = struct.pack("<HHH", y, x, 0)
            if isinstance(cell, str):
                cells += _record(0x0204, place + struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le"))
            else:
                cells += _record(0x0203, place + struct.pack("<d", cell))
    begin = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0x07CC, 0, 0))
    begin += _record(0x002F, struct.pack("<HHHH", 1, 1, 1, 1) + bytes(48)) if protected else b""
    bound = struct.pack("<BB", 0, 0) + struct.pack("<BB", 3, 1) + name
    place = len(begin) + 4 + 4 + len(bound) + 4
    globals_ = begin + _record(0x0085, struct.pack("<I", place) + bound) + _record(0x000A, b"")
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0x07CC, 0, 0)) + cells + _record(0x000A, b"")
    return compound({"Workbook": globals_ + sheet})


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def encrypted_pdf() -> bytes:
    """A PDF that wants a password: the entries of its encryption dictionary open with none."""
    body = pdf(["机密"])
    trailer = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%b> /U <%b> >> /ID [<00><00>] /Root" % (
        b"11" * 32,
        b"22" * 32,
    )
    return body.replace(b"/Root", trailer)
