"""Spreadsheets for the tests, as people make them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import xlsxwriter


def xlsx(
    rows: Sequence[Sequence[Any]], merged: Sequence[tuple[int, int, int, int]] = (), more: Sequence[str] = ()
) -> bytes:
    """An .xlsx of these rows; `merged`: ranges (first row, first column, last row, last column), from 0.

    `more`: names of further sheets, each with one cell.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_urls": False})
    sheet = book.add_worksheet("Sheet1")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(number, column, cell, day)
            elif cell is not None:
                sheet.write(number, column, cell)
    for first_row, first, last_row, last in merged:
        sheet.merge_range(first_row, first, last_row, last, rows[first_row][first])
    for name in more:
        book.add_worksheet(name).write(0, 0, "别的")
    book.close()
    return file.getvalue()


def csv_of(rows: Sequence[Sequence[Any]], encoding: str = "utf-8-sig", mark: str = ",") -> bytes:
    """A text file of these rows."""
    return "\r\n".join(mark.join(str(cell) for cell in row) for row in rows).encode(encoding)
