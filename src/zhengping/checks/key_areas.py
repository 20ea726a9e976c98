"""1.2.4 其他重点信息: the areas assigned to the department (附录1), each with its column and fresh content."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from zhengping.checks.context import Context, check
from zhengping.checks.entries import proposal
from zhengping.checks.finding import Finding
from zhengping.checks.periods import within_year
from zhengping.checks.tools import (
    LIKELY,
    Document,
    Place,
    all_columns,
    in_columns,
    named_columns,
    naming,
    needs_person,
    settle,
    titled,
    unread_columns,
    words,
    zero,
)
from zhengping.reading.site import Column

CODE = "1.2.4"


@check("1.2.4-1")
def areas(context: Context) -> Finding:
    """Mean over the assigned areas; without the register a proposal over the area columns that the site has."""
    if context.department.areas is None:
        return _without_register(context)
    if not context.department.areas:
        sentence = "登记的重点领域为空；如确无任务，请在部门事实中注明 has_key_area_tasks 为 false。"
        return needs_person(context, "1.2.4-1", sentence)
    values: list[Fraction] = []
    sentences: list[str] = []
    evidence: list[Place] = []
    unknown = False
    for area in context.department.areas:
        columns = named_columns(all_columns(context.site), [area])
        found = in_columns(context, columns)
        value, state = _area(context, columns, found)
        if not columns:
            found = [document for document in titled(context, [area]) if document.title != area]
            value, state = min(_area(context, [], found), (Fraction(1, 2), "无专门栏目，仅在其他栏目见相关信息"))
        unknown |= bool(unread_columns(columns)) or not columns
        values.append(value)
        sentences.append(f"{area}：{state}")
        evidence += columns[:1] or [document.see() for document in found[:1]]
    value = sum(values, Fraction(0)) / len(values)
    if value == 0:
        return zero(context, "1.2.4-1", "；".join(sentences), context.site.columns_for(CODE), anywhere=True)
    sentence = "；".join(sentences) + "。"
    return settle(
        context,
        "1.2.4-1",
        value,
        sentence,
        evidence,
        sure=False,
        confidence=LIKELY if value == 1 and not unknown else 0.65,
        doubt="内容是否真实全面由人工确认。",
    )


def _without_register(context: Context) -> Finding:
    columns = context.site.columns_for(CODE)
    if not columns:
        sentence = "缺少重点领域登记（附录1），站内也未见重点领域栏目，有无重点领域任务由人工确认"
        return proposal(zero(context, "1.2.4-1", sentence, anywhere="columns"))
    values: list[Fraction] = []
    sentences: list[str] = []
    for column in columns[:12]:
        value, state = _area(context, [column], in_columns(context, [column]))
        values.append(value)
        sentences.append(f"“{column.name}”{state}")
    value = sum(values, Fraction(0)) / len(values)
    quarters = Fraction(int(value * 4 + Fraction(1, 2)), 4)
    sentence = f"缺少重点领域登记（附录1），按站内{naming(columns)}栏目估计：" + "；".join(sentences[:6]) + "。"
    return settle(context, "1.2.4-1", quarters, sentence, columns[:6], sure=False, confidence=0.5)


def _area(context: Context, columns: list[Column], found: list[Document]) -> tuple[Fraction, str]:
    newest: date | None = max((d.day for d in found if d.day and d.day <= context.monitoring_date), default=None)
    if within_year(newest, context.monitoring_date):
        year = [document for document in found if within_year(document.day, context.monitoring_date)]
        if all(document.title.rstrip("）)》").endswith(words(context, CODE, "steady")) for document in year):
            return Fraction(1, 2), f"更新至{newest}，一年内只有制度、方案，未见实施情况"
        return Fraction(1), f"更新至{newest}"
    if newest is not None:
        return Fraction(1, 2), f"停在{newest}"
    if unread_columns(columns):
        return Fraction(1, 2), "有栏目，内容未读到"
    if found or any(column.state == "filled" for column in columns):
        return Fraction(1, 2), "有内容，未注日期"
    return Fraction(0), "栏目为空白" if columns else "未见栏目和内容"
