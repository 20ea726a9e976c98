"""From the rows of a sheet to the rows of a kind of import: finding the head, the columns by name, and the data."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from zhengping.errors import InputError
from zhengping.office.sheets.fields import Field, Value, as_text
from zhengping.office.sheets.opening import MOST_ROWS, Sheet, open_sheets

_HEAD_WITHIN = 30
"""Rows from the top in which the head is looked for."""
_BRACKETS = re.compile(r"[(\[【〔<《].*?[)\]】〕>》]")
_MARKS = re.compile(r"[\W_]+")
_NOTE = re.compile(
    r"^(?:备?注|说明|填表|填报|制表|审核|复核|负责人|联系|单位[（(]|合计|总计|小计|共\s*\d|第\s*\d+\s*页|\*|※|★|[(（]?注[:：])"
)
_COUNTERS = frozenset({"序号", "编次", "行号", "no", "顺序号"})


@dataclass
class Row:
    """One row of data: its number in the file, the values read, and what is wrong (whole lines, with the column)."""

    number: int
    values: dict[str, Value]
    errors: list[str] = field(default_factory=list)


@dataclass
class Table:
    """What a file holds of a kind: its rows, the keys of the columns it has, and what the reader did without asking."""

    rows: list[Row]
    columns: frozenset[str]
    told: list[str]


def read_table(content: bytes, file_name: str, fields: Sequence[Field]) -> Table:
    """Reads a file as a table of these columns; InputError (one line) where it is none of them."""
    sheets = open_sheets(content, file_name)
    found = [(sheet, head) for sheet in sheets if (head := _find_head(sheet, fields)) is not None]
    whole = [(sheet, head) for sheet, head in found if not _missing(head, fields)]
    if not whole:
        raise _wrong_columns(found, sheets, fields)
    sheet, head = whole[0]
    told = []
    if len(sheets) > 1:
        others = "、".join(f"“{one.name}”" for one in sheets if one is not sheet)
        told.append(f"读的是工作表“{sheet.name}”；{others}没有读")
    if head.unknown:
        told.append(f"没有用到的列：{'、'.join(head.unknown)}")
    return _rows(sheet, head, fields, told)


# --- the head -----------------------------------------------------------------------------------------------------
@dataclass
class _Head:
    """Where the head stands: its first and last row, which column holds which field, heads that nobody knows."""

    first: int
    last: int
    columns: dict[str, int]
    words: dict[str, str]
    unknown: list[str]
    clash: str = ""


def folded(words: str) -> str:
    """A head for comparing: no blanks, marks or case."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", words).lower())


def _names(parts: Sequence[str]) -> list[str]:
    """The names that a column's head (one or two rows) may be known by, the likeliest first."""
    whole = [part for part in dict.fromkeys(parts) if part]
    candidates = ["".join(whole), *reversed(whole), "".join(reversed(whole))]
    names = []
    for words in candidates:
        for form in (words, _BRACKETS.sub("", unicodedata.normalize("NFKC", words))):
            if (name := folded(form)) and name not in names:
                names.append(name)
    return names


def _find_head(sheet: Sheet, fields: Sequence[Field]) -> _Head | None:
    """The head that knows the most columns; a second row is taken in only where it makes more of them known."""
    known = {folded(words): (f.key, rank) for f in fields for rank, words in enumerate((f.words, *f.synonyms))}
    cells = _filled_merges(sheet, _HEAD_WITHIN + 2)
    best: _Head | None = None
    for more in (0, 1):
        for first in range(min(_HEAD_WITHIN, len(cells) - more)):
            if any(as_words(cell) for cell in cells[first]):
                head = _head_at(cells, first, first + more, known)
                if head and (best is None or len(head.columns) > len(best.columns)):
                    best = head
    if best and best.clash:
        raise InputError(best.clash)
    return best


def as_words(cell: object) -> str:
    """A cell of a head in one line."""
    try:
        return re.sub(r"\s+", "", as_text(cell))
    except InputError:
        return ""


def _head_at(
    cells: Sequence[Sequence[Any]], first: int, last: int, known: Mapping[str, tuple[str, int]]
) -> _Head | None:
    width = max(len(cells[row]) for row in range(first, last + 1))
    head = _Head(first, last, {}, {}, [])
    ranks: dict[str, int] = {}
    above = ""
    for column in range(width):
        parts = [as_words(cells[row][column]) if column < len(cells[row]) else "" for row in range(first, last + 1)]
        if last > first:
            # Under a head that spans columns without being merged, only the first of them has its words.
            above = parts[0] or (above if parts[1] else "")
            parts[0] = above
        words = "".join(dict.fromkeys(parts))
        names = _names(parts)
        match = next((known[name] for name in names if name in known), None)
        if match is None:
            if names and not set(names) & _COUNTERS:
                head.unknown.append(words)
            continue
        key, rank = match
        if key in ranks and rank == ranks[key]:
            numbers = f"第 {head.columns[key] + 1}、{column + 1} 列"
            head.clash = f"列“{head.words[key]}”和“{words}”（{numbers}）是同一项；请只留一列"
        elif key in ranks and rank > ranks[key]:
            head.unknown.append(words)
        else:
            if key in ranks:
                head.unknown.append(head.words[key])
            ranks[key], head.columns[key], head.words[key] = rank, column, words
    return head if head.columns else None


def _missing(head: _Head, fields: Sequence[Field]) -> list[Field]:
    return [one for one in fields if one.required and one.key not in head.columns]


def _wrong_columns(
    found: Sequence[tuple[Sheet, _Head]], sheets: Sequence[Sheet], fields: Sequence[Field]
) -> InputError:
    """What to say where no sheet has all required columns: about the one that comes nearest."""
    required = "、".join(one.words for one in fields if one.required)
    near = max(found, key=lambda one: len(one[1].columns), default=None)
    if near is None or len(near[1].columns) < 2 <= len(fields):
        return InputError(f"前 {_HEAD_WITHIN} 行里没有找到表头；表头应有 {required}，请对照模板")
    lacking = _missing(near[1], fields)[0]
    others = f"（也可写作 {'、'.join(lacking.synonyms[:3])}）" if lacking.synonyms else ""
    where = f"工作表“{near[0].name}”" if len(sheets) > 1 else "表"
    return InputError(f"{where}第 {near[1].last + 1} 行的表头里没有“{lacking.words}”一列{others}；请对照模板补上这一列")


# --- the data -----------------------------------------------------------------------------------------------------
def _filled_merges(sheet: Sheet, until: int | None = None) -> list[list[Any]]:
    """The rows with every cell of a merged range holding its first one's content."""
    rows = [list(row) for row in sheet.rows[:until]]
    for (top, left), (bottom, right) in sheet.merged:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        content = rows[top][left]
        for row in range(top, min(bottom, len(rows) - 1) + 1):
            for column in range(left, min(right, len(rows[row]) - 1) + 1):
                rows[row][column] = content
    return rows


def _rows(sheet: Sheet, head: _Head, fields: Sequence[Field], told: list[str]) -> Table:
    by_key = {one.key: one for one in fields}
    cells = _filled_merges(sheet)
    heads = [folded(as_words(cell)) for cell in cells[head.last]]
    rows: list[Row] = []
    notes: list[int] = []
    for at in range(head.last + 1, len(cells)):
        raw = sheet.rows[at]
        filled = [cell for cell in raw if as_words(cell)]
        if not filled:
            continue
        if _is_note(filled, len(head.columns)) or [folded(as_words(cell)) for cell in cells[at]] == heads:
            notes.append(at + 1)
            continue
        row = Row(at + 1, {})
        for key, column in head.columns.items():
            cell = cells[at][column] if column < len(cells[at]) else None
            try:
                row.values[key] = by_key[key].read(cell)
            except InputError as error:
                row.errors.append(f"“{head.words[key]}”{error}")
        rows.append(row)
    if len(rows) > MOST_ROWS:
        raise InputError(f"有 {len(rows):,} 行，一次最多导入 {MOST_ROWS:,} 行；请分成几份")
    if not rows:
        raise InputError(f"第 {head.last + 1} 行是表头，下面没有数据；请填好再上传")
    if notes:
        shown = "、".join(map(str, notes[:10])) + ("等" if len(notes) > 10 else "")
        told.append(f"第 {shown} 行看作说明、合计或重复的表头，没有读")
    return Table(rows, frozenset(head.columns), told)


def _is_note(filled: Sequence[object], columns: int) -> bool:
    """A remark, a sum or a signature line below the table (or between its parts)."""
    first = as_words(filled[0])
    if _NOTE.match(first) and (
        len(filled) <= max(2, columns // 2) or first.startswith(("填表", "制表", "合计", "总计"))
    ):
        return True
    return len(filled) == 1 and columns > 2 and len(first) > 30
