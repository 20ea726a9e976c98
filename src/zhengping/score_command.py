"""`zhengping score`: reads assessments, writes scorecards (docs/scoring.md, contract `score`)."""

from __future__ import annotations

import gc
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import Any

import msgspec

from zhengping.errors import InputError, reason
from zhengping.scoring import parse_assessment, score
from zhengping.standard import load_edition
from zhengping.standard.model import Edition

SPOOL = 8 << 20
"""Scorecards held in memory before they go to a temporary file, in bytes."""
CHUNK = 500
"""Lines that one process scores at a time."""


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) != len(pairs):
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                raise InputError(f"{name}：同一字段出现了两次，请只留一个")
            seen.add(name)
    return values


def _refuse(constant: str) -> object:
    raise InputError(f"{constant} 不是 JSON 数字，请改为小数")


_DECODER = json.JSONDecoder(object_pairs_hook=_no_duplicates, parse_float=Decimal, parse_constant=_refuse)


def decode(text: str) -> Any:
    """Decodes JSON with exact decimals; InputError with line and column where it is not JSON."""
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise InputError(f"不是有效的 JSON：第 {error.lineno} 行第 {error.colno} 列附近，请检查格式") from None
    except (RecursionError, ValueError):
        raise InputError("不是有效的评估数据：嵌套过深或数字过长") from None


def score_text(text: str, edition: Edition | None) -> dict[str, Any]:
    """One assessment as JSON text to one scorecard. Without `edition` the assessment's `standard` names it."""
    data = decode(text)
    if edition is None:
        edition = _edition_of(data)
    return score(parse_assessment(data, edition), edition).as_dict()


def _edition_of(data: object) -> Edition:
    if not isinstance(data, dict):
        raise InputError("评估数据：应为 JSON 对象 {…}")
    name = data.get("standard")
    if not isinstance(name, str):
        raise InputError('standard：缺少指标体系名称，请写 "guangxi-departments"')
    try:
        return _built_in(name)
    except InputError:
        raise InputError(f'standard：没有名为 {name!r} 的指标体系，请写 "guangxi-departments"') from None


@cache
def _built_in(name: str) -> Edition:
    """An edition by its name; a path is none, for an assessment must not make the program open files."""
    if "/" in name or "\\" in name or name.endswith((".yaml", ".yml")):
        raise InputError("不是名称")
    return load_edition(name)


def read_text(file: str) -> str:
    """The whole of a file (`-` = standard input) as UTF-8; InputError where that cannot be done."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{file}：读不了（{reason(error)}），请检查路径") from None
    except UnicodeDecodeError:
        raise InputError(f"{file}：不是 UTF-8 编码，请另存为 UTF-8") from None


def run(file: str, *, lines: bool, edition_file: str | None) -> None:
    """Scores a file and prints; with `lines` nothing is printed before every line has been scored."""
    edition = load_edition(edition_file) if edition_file else None
    text = read_text(file)
    if not lines:
        card = msgspec.json.format(msgspec.json.encode(score_text(text, edition)), indent=1)
        sys.stdout.buffer.write(card + b"\n")
        return
    numbered = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    chunks = [numbered[start : start + CHUNK] for start in range(0, len(numbered), CHUNK)]
    with tempfile.SpooledTemporaryFile(max_size=SPOOL) as spool:
        for scored in _score_chunks(chunks, edition_file):
            spool.write(scored)
        spool.seek(0)
        while chunk := spool.read(1 << 20):
            sys.stdout.buffer.write(chunk)


def _score_chunks(chunks: list[list[tuple[int, str]]], edition_file: str | None) -> Iterator[bytes]:
    """Scorecards of all chunks in order, on all processors where there is enough to share."""
    score_chunk = partial(_score_chunk, edition_file=edition_file)
    if len(chunks) < 3:
        yield from map(score_chunk, chunks)
        return
    with ProcessPoolExecutor(min(len(chunks), os.cpu_count() or 1)) as pool:
        yield from pool.map(score_chunk, chunks)


def _score_chunk(lines: list[tuple[int, str]], edition_file: str | None) -> bytes:
    edition = load_edition(edition_file) if edition_file else None
    # Nothing that is made here holds itself: looking for such circles would cost a third of the time.
    gc.disable()
    encode = msgspec.json.Encoder().encode
    cards: list[bytes] = []
    for number, line in lines:
        try:
            cards.append(encode(score_text(line, edition)) + b"\n")
        except InputError as error:
            raise InputError(f"第 {number} 行：{error}") from None
    return b"".join(cards)
