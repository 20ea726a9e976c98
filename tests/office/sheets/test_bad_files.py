"""Files that can't be used: one clear line each, with what is wrong and the remedy."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest

from tests.office.sheets.making import csv_of, xlsx
from tests.office.sheets.test_tables import FIELDS, HEAD, ROW
from tests.reading.files.making import compound, docx, pdf, xls
from zhengping.errors import InputError
from zhengping.office.sheets.tables import read_table

CELL = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def changed(part: str, content: bytes) -> bytes:
    """A workbook with one part replaced."""
    source = zipfile.ZipFile(io.BytesIO(xlsx([HEAD, ROW])))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            made.writestr(name, content if name == part else source.read(name))
    return file.getvalue()


def far_away(cell: str) -> bytes:
    row = "".join(c for c in cell if c.isdigit())
    return changed("xl/worksheets/sheet1.xml", CELL.format(f'<row r="{row}"><c r="{cell}"><v>1</v></c></row>').encode())


def lying_bomb() -> bytes:
    """A part that unpacks to 400 MB while the directory says one byte."""
    content = changed("xl/sharedStrings.xml", b"\0" * 1)
    pack = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b"".join([*(pack.compress(b" " * (1 << 20)) for _ in range(400)), pack.flush()])
    file = io.BytesIO(content)
    with zipfile.ZipFile(file, "a") as made:
        info = zipfile.ZipInfo("xl/bomb.xml")
        info.compress_type = zipfile.ZIP_STORED
        made.writestr(info, packed)
    raw = bytearray(file.getvalue())
    central = raw.rindex(b"xl/bomb.xml") - 46
    raw[central + 10 : central + 12] = (8).to_bytes(2, "little")
    raw[central + 24 : central + 28] = (1).to_bytes(4, "little")
    return bytes(raw)


CASES = {
    "empty file": (b"", "文件是空的"),
    "too large": (b"a" * (21 << 20), "超过 20 MB"),
    "a pdf": (pdf(["x"]), "这是 PDF 文件，不是表格"),
    "a word file": (docx("林业局"), "这是Word 文档，不是表格"),
    "a zip": (b"PK\x03\x04" + b"0" * 50, "文件不完整或已损坏"),
    "cut off": (xlsx([HEAD, ROW])[:-400], "文件不完整或已损坏"),
    "bytes": (bytes(range(256)) * 20, "这不是表格文件"),
    "a page saved as xls": (b"<html><table><tr><td>1</td></tr></table></html>", "这是网页另存的表格"),
    "json": (b'{"code":404,"msg":"no such file"}', "前 30 行里没有找到表头"),
    "old workbook with a password": (xls([["机密"]], protected=True), "文件加了密码"),
    "new workbook with a password": (compound({"EncryptedPackage": b"x" * 5000}), "文件加了密码"),
    "compound of something else": (compound({"WordDocument": b"x" * 5000}), "这是Word 文档"),
    "bomb": (lying_bomb(), "文件解开后异常地大"),
    "a cell far below": (far_away("A1048576"), "第 1048576 行还有内容"),
    "a cell far to the right": (far_away("XFD1"), "16384 列"),
    "broken sheet": (changed("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row"), "读不出来"),
    "no content": (xlsx([[]]), "表格里没有内容"),
    "head only": (xlsx([HEAD]), "第 1 行是表头，下面没有数据"),
    "no head": (xlsx([["甲", "乙", "丙"], ["1", "2", "3"]]), "没有找到表头；表头应有 部门、信件编号、转办日期"),
    "a column missing": (
        xlsx([["标题"], ["部门", "转办日期"], ["林业局", "2025-03-01"]]),
        "第 2 行的表头里没有“信件编号”一列（也可写作 编号）；请对照模板补上",
    ),
    "too many rows": (csv_of([HEAD, *([ROW] * 20_001)]), "一次最多导入 20,000 行"),
    "no separators": ("部门\n林业局\n教育局".encode(), "看不到分列的逗号"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_file_that_cannot_be_used_is_refused_in_one_line(name: str) -> None:
    content, words = CASES[name]
    with pytest.raises(InputError) as error:
        read_table(content, "文件", FIELDS)
    assert words in str(error.value)
    assert "\n" not in str(error.value)


def test_as_many_rows_as_may_be_are_read() -> None:
    assert len(read_table(csv_of([HEAD, *([ROW] * 20_000)]), "表.csv", FIELDS).rows) == 20_000


def test_empty_formatted_cells_far_below_do_no_harm() -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>部门</t></is></c><c r="B1" t="inlineStr"><is><t>编号</t></is></c>'
        '<c r="C1" t="inlineStr"><is><t>转办日期</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>林业局</t>'
        '</is></c><c r="B2"><v>7</v></c><c r="C2"><v>45717</v></c></row>'
        '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    )
    found = read_table(changed("xl/worksheets/sheet1.xml", CELL.format(rows).encode()), "表.xlsx", FIELDS)
    assert found.rows[0].values == {"department": "林业局", "key": "7", "received": "2025-03-01"}
