"""Text of workbooks: xlsx row by row through expat, old xls through calamine."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable

from python_calamine import CalamineError, CalamineWorkbook

from zhengping.reading.files.model import FileFault, FileReading
from zhengping.reading.files.packages import Handlers, Package, Stop, local, parse
from zhengping.reading.files.texts import Lines

_STRINGS = "xl/sharedStrings.xml"
_MOST_STRINGS = 200_000
_MOST_ROWS = 20_000
"""Of a sheet."""
_MOST_CELLS = 256
"""Of a row."""
_MOST_SHEETS = 50
_FILE_PASS = 0x2F
_FIRST_RECORDS = 20


def read_workbook(package: Package) -> FileReading:
    """An xlsx file: names of its sheets, then their rows. Raises FileFault where no part of it can be read."""
    parts = [name for name in package.names if name.startswith("xl/worksheets/") and name.endswith(".xml")]
    if not parts:
        raise FileFault("damaged")
    parts.sort(key=lambda name: (len(name), name))
    lines = Lines()
    for title in _titles(package):
        lines.add(title)
    strings = _strings(package) if package.has(_STRINGS) else []
    tables = 0
    for part in parts[:_MOST_SHEETS]:
        sheet = _Sheet(strings, lines)
        handlers: Handlers = {
            "StartElementHandler": sheet.start,
            "EndElementHandler": sheet.end,
            "CharacterDataHandler": sheet.data,
        }
        parse(package, part, handlers)
        tables += sheet.rows > 1
        if lines.full:
            break
    return FileReading("xlsx", lines.text(), cut=lines.full, pages=len(parts), tables=tables)


def _titles(package: Package) -> list[str]:
    """Names of the sheets; those that Excel gives of itself say nothing."""
    found: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "sheet":
            title = attributes.get("name", "")
            if not title.lower().startswith("sheet"):
                found.append(title)

    if package.has("xl/workbook.xml"):
        parse(package, "xl/workbook.xml", {"StartElementHandler": start})
    return found[:_MOST_SHEETS]


def _strings(package: Package) -> list[str]:
    """The shared strings, by number."""
    found: list[str] = []
    pieces: list[str] = []
    depth = {"t": False, "rPh": False}

    def start(name: str, _: dict[str, str]) -> None:
        tag = local(name)
        if tag in depth:
            depth[tag] = True

    def data(text: str) -> None:
        if depth["t"] and not depth["rPh"]:
            pieces.append(text)

    def end(name: str) -> None:
        tag = local(name)
        if tag in depth:
            depth[tag] = False
        elif tag == "si":
            found.append("".join(pieces))
            pieces.clear()
            if len(found) >= _MOST_STRINGS:
                raise Stop

    handlers: Handlers = {"StartElementHandler": start, "EndElementHandler": end, "CharacterDataHandler": data}
    parse(package, _STRINGS, handlers)
    return found


class _Sheet:
    """One worksheet: cells into rows, rows into lines."""

    def __init__(self, strings: list[str], lines: Lines) -> None:
        self._strings = strings
        self._lines = lines
        self._cells: list[str] = []
        self._value: list[str] = []
        self._kind = ""
        self._open = False
        self._read = 0
        self.rows = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = local(name)
        if tag == "c":
            self._kind = attributes.get("t", "")
            self._value.clear()
        elif tag in ("v", "t"):
            self._open = True

    def data(self, text: str) -> None:
        if self._open:
            self._value.append(text)

    def end(self, name: str) -> None:
        tag = local(name)
        if tag in ("v", "t"):
            self._open = False
        elif tag == "c" and len(self._cells) < _MOST_CELLS:
            self._cells.append(self._cell("".join(self._value)))
        elif tag == "row":
            self.rows += any(self._cells)
            self._read += 1
            self._lines.add(*self._cells)
            self._cells.clear()
            if self._lines.full or self._read >= _MOST_ROWS:
                raise Stop

    def _cell(self, value: str) -> str:
        if self._kind == "s":
            return self._strings[int(value)] if value.isdecimal() and int(value) < len(self._strings) else ""
        return value


def read_old_workbook(body: bytes) -> FileReading:
    """An xls file (BIFF). Raises FileFault."""
    lines = Lines()
    tables = 0
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(body))
        names = book.sheet_names[:_MOST_SHEETS]
        for name in names:
            if not name.lower().startswith("sheet"):
                lines.add(name)
        for name in names:
            rows = book.get_sheet_by_name(name).to_python(nrows=_MOST_ROWS)
            tables += len(rows) > 1
            _add_rows(lines, rows)
            if lines.full:
                break
    except (CalamineError, ValueError, OSError, UnicodeError):
        # The stream is whole: what calamine does not understand Excel may well open.
        raise FileFault(unread="failed") from None
    return FileReading("xls", lines.text(), cut=lines.full, pages=len(names), tables=tables)


def wants_password(stream: bytes) -> bool:
    """Whether a BIFF stream has a FilePass record among its first ones ([MS-XLS] 2.4.117)."""
    at = 0
    for _ in range(_FIRST_RECORDS):
        if at + 4 > len(stream):
            break
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == _FILE_PASS:
            return True
        at += 4 + length
    return False


def _add_rows(lines: Lines, rows: Iterable[Iterable[object]]) -> None:
    for row in rows:
        cells = [_shown(cell) for cell, _ in zip(row, range(_MOST_CELLS), strict=False)]
        lines.add(*(cell for cell in cells if cell))
        if lines.full:
            return


def _shown(cell: object) -> str:
    """A cell as Excel would roughly show it: whole numbers without a decimal point."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)
