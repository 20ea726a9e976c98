"""Files for a person to keep: served as downloads, never shown by the browser as a page of the office."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

import xlsxwriter
from django.http import HttpResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_download(content: bytes, name: str, kind: str = "application/octet-stream") -> HttpResponse:
    """An answer that the browser saves under `name` and does not open, run or guess at."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f"attachment; filename=\"download\"; filename*=UTF-8''{quote(name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, no-store"
    return answer


def harmless(value: Any) -> Any:
    """A cell that a spreadsheet won't take for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") and not _is_number(text) else text


def _is_number(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdigit()


def as_csv(heads: Sequence[str], rows: Iterable[Sequence[Any]], name: str) -> HttpResponse:
    """A CSV file that Excel opens with Chinese text intact (UTF-8 with mark)."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(heads)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return as_download(text.getvalue().encode("utf-8-sig"), f"{name}.csv", "text/csv; charset=utf-8")


def as_xlsx(heads: Sequence[str], rows: Iterable[Sequence[Any]], name: str) -> HttpResponse:
    """An Excel file: a bold head that stays in sight; every cell is text, so that nothing is reinterpreted."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(name[:31])
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter"})
    widths = [len(head) * 2 for head in heads]
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, bold)
    for line, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            text = "" if cell is None else str(cell)
            widths[column] = min(60, max(widths[column], len(text) * 2))
            sheet.write_string(line, column, text)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, max(8, width))
    sheet.freeze_panes(1, 0)
    book.close()
    return as_download(file.getvalue(), f"{name}.xlsx", XLSX)
