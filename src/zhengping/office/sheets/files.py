"""Files of a kind for a person to fill in or to keep: the template with its explanations, the export."""

from __future__ import annotations

import io

import xlsxwriter
from django.http import HttpResponse

from zhengping.office.core.downloads import XLSX, as_csv, as_download, as_xlsx
from zhengping.office.sheets.fields import Field
from zhengping.office.sheets.kinds import Kind, Scope

_FORMS = {
    "text": "文字",
    "code": "编码，不带空格",
    "date": "日期，例如 2025-03-01、2025年3月1日",
    "whole": "整数",
    "yesno": "是或否",
    "choice": "从可选项里选",
    "list": "几项之间用顿号隔开",
    "url": "网址",
}
_ROOM = 1000
"""Rows of the template that offer a choice."""


def form_of(field: Field) -> str:
    """What a cell of this column may hold, in words."""
    if field.kind == "choice":
        return "只填：" + "、".join(words[0] for words in field.choices.values())
    return _FORMS[field.kind]


def template(kind: Kind) -> HttpResponse:
    """An Excel file with the head to fill in and a second sheet that explains every column."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#DCE6F2", "border": 1})
    text = book.add_format({"num_format": "@"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet("填写")
    for column, field in enumerate(kind.fields):
        sheet.write_string(0, column, field.words + ("（必填）" if field.required else ""), bold)
        # Cells of text keep long numbers and dates as they were typed.
        sheet.set_column(column, column, max(12, len(field.words) * 2 + 8), text)
        options = ["是", "否"] if field.kind == "yesno" else [words[0] for words in field.choices.values()]
        if options:
            sheet.data_validation(1, column, _ROOM, column, {"validate": "list", "source": options})
    sheet.freeze_panes(1, 0)
    about = book.add_worksheet("填写说明")
    for column, (words, width) in enumerate(
        (("列", 18), ("必填", 8), ("填什么", 40), ("说明", 50), ("例子", 30), ("也认得的列名", 40))
    ):
        about.write_string(0, column, words, bold)
        about.set_column(column, column, width)
    for line, field in enumerate(kind.fields, start=1):
        cells = (
            field.words,
            "是" if field.required else "",
            form_of(field),
            field.help,
            field.example,
            "、".join(field.synonyms),
        )
        for column, cell in enumerate(cells):
            about.write_string(line, column, cell, wrapped)
    book.close()
    return as_download(file.getvalue(), f"{kind.words}模板.xlsx", XLSX)


def export(kind: Kind, scope: Scope, form: str) -> HttpResponse:
    """All rows of a kind in the columns of its import, so that the file can be imported again."""
    rows = ([field.show(row.get(field.key)) for field in kind.fields] for row in kind.rows(scope))
    make = as_csv if form == "csv" else as_xlsx
    return make([field.words for field in kind.fields], rows, kind.words)
