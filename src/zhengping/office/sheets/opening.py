"""A spreadsheet file to rows of cells: what it is by content, refused before it can hurt, read whole or not at all."""

from __future__ import annotations

import csv
import io
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import olefile
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from zhengping.errors import InputError

MOST_BYTES = 20 << 20
MOST_ROWS = 20_000
"""Of data; the rows above and below a table have room besides."""
MOST_COLUMNS = 300
MOST_SHEETS = 30
_ROOM = 200
_UNPACKED = 160 << 20
_CHUNK = 1 << 20
_CELL = re.compile(rb'<(?:\w+:)?c\s(?:[^<>]*?\s)?r="([A-Z]{1,3})([0-9]{1,7})"[^<>]*(?<!/)>')
_BIFF_CELLS = frozenset({0x02, 0x03, 0x04, 0x05, 0x06, 0xBD, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x27E, 0x406})
_BIFF_PASSWORD = 0x2F
_DELIMITERS = ",\t;，；"
_RESAVE = "请用 Excel 或 WPS 打开后另存为“Excel 工作簿（.xlsx）”再上传"

Span = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merged range, as (row, column) from 0."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, its rows from the first of the file on (row 1 = index 0), its merged ranges."""

    name: str
    rows: list[list[Any]]
    merged: tuple[Span, ...] = ()


def open_sheets(content: bytes, file_name: str) -> list[Sheet]:
    """The visible sheets of an .xlsx, .xls or .csv (UTF-8, UTF-16 with mark, GB18030) that hold anything.

    Raises InputError: one line with what is wrong with the file and the remedy.
    """
    if not content:
        raise InputError("文件是空的；请确认表格已经保存，再上传")
    if len(content) > MOST_BYTES:
        raise InputError(f"文件超过 {MOST_BYTES >> 20} MB；请只保留要导入的工作表，去掉图片，再上传")
    if content.startswith(b"PK\x03\x04"):
        _check_package(content)
        sheets = _workbook(content)
    elif content.startswith(olefile.MAGIC):
        _check_compound(content)
        sheets = _workbook(content)
    elif content.startswith(b"%PDF"):
        raise InputError("这是 PDF 文件，不是表格；请上传 .xlsx、.xls 或 .csv 文件")
    else:
        sheets = [Sheet(file_name, list(_text_rows(content)))]
    sheets = [sheet for sheet in sheets if any(any(_filled(cell) for cell in row) for row in sheet.rows)]
    if not sheets:
        raise InputError("表格里没有内容；请确认上传的是填好的文件，内容不在隐藏的工作表里")
    return sheets


def _filled(cell: object) -> bool:
    return cell is not None and str(cell).strip() != ""


def _workbook(content: bytes) -> list[Sheet]:
    """The sheets as calamine reads them; it stops at nothing, so the size was checked before."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        found = []
        for about in book.sheets_metadata[:MOST_SHEETS]:
            if about.visible != SheetVisibleEnum.Visible or about.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            rows = sheet.to_python(skip_empty_area=False)
            found.append(Sheet(about.name, rows, tuple(sheet.merged_cell_ranges or ())))
    except PasswordError:
        raise _locked() from None
    except (CalamineError, ValueError, OSError) as error:
        raise InputError(f"文件读不出来，可能没有存完或已损坏；{_RESAVE}") from error
    except BaseException as error:
        # A panic of the reader's native code derives from no Exception; it is the file's fault and ends nothing here.
        if type(error).__name__ != "PanicException":
            raise
        raise InputError(f"文件读不出来，可能已损坏；{_RESAVE}") from None
    return found


def _locked() -> InputError:
    return InputError("文件加了密码，读不了；请在 Excel 里去掉打开密码，保存后再上传")


# --- xlsx ---------------------------------------------------------------------------------------------------------
def _check_package(content: bytes) -> None:
    """Refuses what is no workbook, is damaged, or would swell: every part is unpacked once, bounded."""
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise InputError(f"文件不完整或已损坏；{_RESAVE}") from None
    names = {info.filename for info in package.infolist()}
    if "xl/workbook.xml" not in names:
        what = "Word 文档" if any(name.startswith("word/") for name in names) else "压缩包或别的文件"
        raise InputError(f"这是{what}，不是表格；请上传 .xlsx、.xls 或 .csv 文件")
    left = _UNPACKED
    for info in package.infolist():
        if info.flag_bits & 1:
            raise _locked()
        part = bytearray()
        wanted = info.filename.startswith("xl/worksheets/") and info.filename.endswith(".xml")
        try:
            for piece in _unpacked(content, info):
                left -= len(piece)
                if left < 0:
                    raise InputError(
                        "文件解开后异常地大，不像正常的表格，没有读；请把要导入的行复制到新建的工作簿里再上传"
                    )
                if wanted:
                    part += piece
        except (zlib.error, struct.error):
            raise InputError(f"文件不完整或已损坏；{_RESAVE}") from None
        if wanted:
            _check_extent(*_extent(bytes(part)))


def _unpacked(content: bytes, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """A part in pieces, whatever the sizes in the package's directory claim."""
    at = info.header_offset
    name_length, extra_length = struct.unpack_from("<HH", content, at + 26)
    begin = at + 30 + name_length + extra_length
    packed = content[begin : begin + info.compress_size]
    if info.compress_type == zipfile.ZIP_STORED:
        yield packed
        return
    if info.compress_type != zipfile.ZIP_DEFLATED:
        raise zlib.error("packed in a way that Excel does not use")
    inflate = zlib.decompressobj(-15)
    piece = inflate.decompress(packed, _CHUNK)
    while piece:
        yield piece
        piece = inflate.decompress(inflate.unconsumed_tail, _CHUNK)


def _extent(part: bytes) -> tuple[int, int]:
    """Last row and column of a worksheet that hold something: calamine makes every cell up to there."""
    rows = columns = 0
    letters: set[bytes] = set()
    for match in _CELL.finditer(part):
        letters.add(match[1])
        rows = max(rows, int(match[2]))
    for name in letters:
        number = 0
        for letter in name:
            number = number * 26 + letter - 64
        columns = max(columns, number)
    return rows, columns


def _check_extent(rows: int, columns: int) -> None:
    if rows > MOST_ROWS + _ROOM:
        raise InputError(
            f"表格到第 {rows} 行还有内容，一次最多导入 {MOST_ROWS:,} 行；请分成几份，或删去表格下面多余的内容"
        )
    if columns > MOST_COLUMNS:
        raise InputError(f"表格有 {columns} 列，最多读 {MOST_COLUMNS} 列；请删去右边多余的内容")


# --- xls ----------------------------------------------------------------------------------------------------------
def _check_compound(content: bytes) -> None:
    """Refuses what is no old workbook or is locked, and cells that lie too far out."""
    try:
        compound = olefile.OleFileIO(content)
        streams = {"/".join(path).lower(): path for path in compound.listdir()}
        if "encryptedpackage" in streams:
            raise _locked()
        path = streams.get("workbook") or streams.get("book")
        if path is None:
            what = "Word 文档" if "worddocument" in streams else "别的文件"
            raise InputError(f"这是{what}，不是表格；请上传 .xlsx、.xls 或 .csv 文件")
        stream = compound.openstream(path).read()
    except (OSError, ValueError, IndexError, TypeError):
        raise InputError(f"文件不完整或已损坏；{_RESAVE}") from None
    _check_records(stream)


def _check_records(stream: bytes) -> None:
    """Walks the BIFF records ([MS-XLS] 2.4): a FilePass means a password, a cell record tells its row and column."""
    at = rows = columns = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == _BIFF_PASSWORD:
            raise _locked()
        if kind in _BIFF_CELLS and length >= 4 and at + 8 <= len(stream):
            row, column = struct.unpack_from("<HH", stream, at + 4)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        at += 4 + length
    _check_extent(rows, columns)


# --- csv ----------------------------------------------------------------------------------------------------------
def _text_rows(content: bytes) -> Iterator[list[str]]:
    """The rows of a text file with separators."""
    text = _decoded(content)
    head = text[:4096].lstrip().lower()
    if head.startswith(("<html", "<!doctype", "<?xml", "<table", "mime-version:")):
        raise InputError(f"这是网页另存的表格；{_RESAVE}")
    lines = [line for line in text.splitlines()[:30] if line.strip()]
    counts = Counter({mark: sum(line.count(mark) for line in lines) for mark in _DELIMITERS})
    mark, times = counts.most_common(1)[0]
    if not times and len(lines) > 1:
        raise InputError("文件里看不到分列的逗号；请另存为“CSV（逗号分隔）”或 .xlsx 再上传")
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark), start=1):
            _check_extent(number, len(row))
            yield list(row)
    except csv.Error:
        raise InputError("文件里的引号不配对或一格太长；请在 Excel 里打开核对，另存为 .xlsx 再上传") from None


def _decoded(content: bytes) -> str:
    """Text of the file; InputError where it is no text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")  # type: ignore[assignment]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(ord(letter) < 32 and letter not in "\t\r\n\f" for letter in text[:100_000]):
            return text
        break
    raise InputError("这不是表格文件；请上传 .xlsx、.xls，或 UTF-8、GB18030 编码的 .csv 文件")
