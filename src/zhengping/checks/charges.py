"""1.2.3 收费清单: column, and the list with item, standard and basis, or the statement that nothing is charged."""

from __future__ import annotations

import re
from fractions import Fraction

from zhengping.checks.context import Context, check
from zhengping.checks.finding import Finding
from zhengping.checks.tools import (
    LIKELY,
    Document,
    all_columns,
    column_point,
    fresh,
    has_any,
    in_columns,
    named_columns,
    only_attachment,
    seen,
    settle,
    share,
    titled,
    undecided,
    unread_columns,
    words,
    zero,
)
from zhengping.reading.site import Column

CODE = "1.2.3"
PARTS = {"item": "收费项目", "standard": "收费标准", "basis": "收费依据"}


def charge_columns(context: Context) -> list[Column]:
    """Columns of charges, by a name that says so."""
    return named_columns(all_columns(context.site), words(context, CODE, "core_columns"))


@check("1.2.3-1")
def column(context: Context) -> Finding:
    """收费清单 column, with content."""
    return column_point(context, "1.2.3-1", charge_columns(context), "收费清单栏目")


@check("1.2.3-2")
def completeness(context: Context) -> Finding:
    """Half the share of item, standard and basis, half the update within the year; a plain "none" counts in full."""
    columns = charge_columns(context)
    found = titled(context, words(context, CODE, "list_titles"))
    found = list({document.url: document for document in [*found, *in_columns(context, columns)]}.values())
    statement = _statement(context, found, columns)
    if statement is not None:
        return statement
    if not found and not any(column.text for column in columns):
        if missing := unread_columns(columns):
            return undecided(context, "1.2.3-2", missing, "收费清单未能读到")
        return zero(context, "1.2.3-2", "未见收费清单，也无“无收费项目”的说明", columns, anywhere=not columns)
    text = "\n".join([*(document.whole_text for document in found), *(column.text for column in columns)])
    parts = [name for name in PARTS if has_any(text, words(context, CODE, name))]
    closed = [document for document in found if only_attachment(document)]
    recent = fresh(context, found)
    half = Fraction(1, 2)
    whole = share(parts, PARTS)
    unknown = bool(closed) and len(parts) < len(PARTS)
    value = half * (max(whole, half) if unknown else whole) + (half if recent else 0)
    newest = max((document.day for document in found if document.day), default=None)
    sentence = f"收费信息{len(found)}条" + (f"，最新{newest}" if newest else "")
    sentence += "，一年内有更新" if recent else "，一年内无更新"
    missing_parts = [PARTS[name] for name in PARTS if name not in parts]
    if unknown:
        sentence += f"；《{closed[0].title}》的内容在附件中或未读到，由人工确认"
    elif missing_parts:
        sentence += f"；未见{'、'.join(missing_parts)}"
    if value == 0:
        return zero(
            context, "1.2.3-2", sentence, columns, contents=True, also=[document.see() for document in found[:2]]
        )
    evidence = seen(*(document.see() for document in found[:4]), *columns[:2])
    return settle(
        context, "1.2.3-2", value, sentence + "。", evidence, sure=False, confidence=LIKELY if value == 1 else 0.65
    )


def _none_charged(text: str, none: tuple[str, ...]) -> str:
    """The words that say nothing is charged: 无收费项目, 没有政府定价的经营服务性收费项目."""
    match = re.search(
        rf"(?:{'|'.join(map(re.escape, none))})[^，。；：\n依标]{{0,30}}收费(?:项目|事项|清单|行为|情况)?", text
    )
    return match.group() if match else ""


def _statement(context: Context, found: list[Document], columns: list[Column]) -> Finding | None:
    none = words(context, CODE, "none")
    for document in found:
        if word := _none_charged(document.title + document.text[:600], none):
            sentence = f"《{document.title}》说明本部门“{word}”，视为已公开。"
            return settle(context, "1.2.3-2", 1, sentence, [document.see()], sure=False, confidence=0.8)
    for column in columns:
        if word := _none_charged(column.text[:600], none):
            sentence = f"“{column.name}”栏目说明本部门“{word}”，视为已公开。"
            return settle(context, "1.2.3-2", 1, sentence, [column], sure=False, confidence=0.8)
    return None
