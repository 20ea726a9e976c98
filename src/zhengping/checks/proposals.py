"""1.1.7 建议提案结果公开: replies to suggestions of the People's Congress and to proposals of the CPPCC."""

from __future__ import annotations

from fractions import Fraction

from zhengping.checks.context import Context, check
from zhengping.checks.entries import proposal
from zhengping.checks.finding import Finding
from zhengping.checks.periods import closed_year, within_year
from zhengping.checks.tools import Document, has_any, only_attachment, seen, settle, titled, words, zero
from zhengping.reading.site import Column

CODE = "1.1.7"


@check("1.1.7-1")
def suggestions(context: Context) -> Finding:
    """Replies to People's Congress suggestions of the assessed year, full text."""
    return _replies(context, "1.1.7-1", "人大建议", "suggestions", "proposals")


@check("1.1.7-2")
def proposals(context: Context) -> Finding:
    """Replies to CPPCC proposals of the assessed year, full text."""
    return _replies(context, "1.1.7-2", "政协提案", "proposals", "suggestions")


def _replies(context: Context, code: str, what: str, own: str, other: str) -> Finding:
    columns = context.site.columns_for(CODE)
    found = _found(context, columns, own, other)
    assessed = [document for document in found if _assessed(context, document)]
    if not assessed:
        past = [document for document in found if document.day and document.day <= context.monitoring_date]
        sentence = f"未见评估年度的{what}办理结果"
        sentence += f"，最近一条为{past[0].day}《{past[0].title}》" if past else ""
        also, since = [document.see() for document in past[:2]], context.year_start
        finding = zero(context, code, sentence, columns, anywhere=True, since=since, also=also)
        # Replies of the closed calendar year that are older than a year: another office may assess that year.
        closed = any(document.day and document.day.year == closed_year(context.monitoring_date) for document in past)
        return proposal(finding) if closed else finding
    replies = [document for document in assessed if has_any(document.title, words(context, CODE, "replies"))]
    first = (replies or assessed)[0]
    evidence = seen(*(document.see() for document in (replies or assessed)[:4]))
    unread = first.article is None or only_attachment(first)
    if replies:
        sentence = f"评估年度公开{what}答复{len(replies)}件，最新为{first.day or '未注日期'}《{first.title}》。"
        sentence += "正文未读到或在附件中，全文公开情况由人工确认。" if unread else ""
        return settle(context, code, 1, sentence, evidence, sure=not unread, confidence=0.9 if not unread else 0.75)
    sentence = f"只见{what}办理的总体情况，如{first.day or '未注日期'}《{first.title}》，未见逐件答复全文。"
    return settle(context, code, Fraction(1, 2), sentence, evidence, sure=False, confidence=0.65)


def _found(context: Context, columns: list[Column], own: str, other: str) -> list[Document]:
    """Titles that name the kind, or both kinds; inside a column of the kind, titles that name neither too."""
    own_words, other_words = words(context, CODE, own), words(context, CODE, other)
    both = words(context, CODE, "both")
    handled = (*words(context, CODE, "replies"), *words(context, CODE, "overviews"))
    unwanted = words(context, CODE, "reply_not")
    inside = {id(column) for column in columns if has_any(column.name, own_words)}
    found: list[Document] = []
    for document in titled(context, handled, without=unwanted):
        title = document.title
        named = has_any(title, both) or has_any(title, own_words)
        only_other = has_any(title, other_words) and not named
        in_column = any(id(column) in inside for column in document.columns)
        if named or (in_column and not only_other):
            found.append(document)
    return found


def _assessed(context: Context, document: Document) -> bool:
    """Within the year: a session's replies come once a year, so the last year's stand in it on any monitoring date.

    An undated reply proves no year.
    """
    return within_year(document.day, context.monitoring_date)
