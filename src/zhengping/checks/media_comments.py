"""2.1-5 转载媒体评论文章: what media wrote on policies and the site reprints."""

from __future__ import annotations

from fractions import Fraction

from zhengping.checks.context import Context, check
from zhengping.checks.entries import proposal
from zhengping.checks.finding import Finding
from zhengping.checks.interpretation import interpretation_columns, interpretations, unknown_content
from zhengping.checks.periods import within_year
from zhengping.checks.tools import (
    GUESS,
    LIKELY,
    Document,
    documents,
    fresh,
    has_any,
    number,
    settle,
    titled,
    words,
    zero,
)

_INDICATOR = "2.1"


@check("2.1-5")
def media_comment(context: Context) -> Finding:
    """转载媒体评论文章: comment by media within the year; on the department's own policies full, else half."""
    comments = [
        document
        for document in titled(
            context, words(context, _INDICATOR, "comment"), without=words(context, _INDICATOR, "no_comment")
        )
        if within_year(document.day, context.monitoring_date)
    ]
    columns = {id(column) for column in interpretation_columns(context)}
    media = words(context, _INDICATOR, "media")
    comments += [
        document
        for document in fresh(context, interpretations(context))
        if document.article and has_any(document.article.source, media) and document not in comments
    ]
    if unknown := unknown_content(context, "2.1-5", list(comments)):
        return unknown
    if not comments and (essays := _essays(context)):
        sentence = f"未见针对本部门政策的媒体评论，但一年内转载媒体文章{len(essays)}篇，如《{essays[0].title}》；"
        sentence += "是否为对政策的评论、解读由人工确认。"
        return settle(context, "2.1-5", Fraction(1, 2), sentence, [d.see() for d in essays[:5]], sure=False)
    if not comments:
        return proposal(
            zero(context, "2.1-5", "一年内未见转载媒体对政策的评论、解读文章", interpretation_columns(context))
        )
    beside = [d for d in comments if any(id(column) in columns for column in d.columns)]
    value = Fraction(1) if beside else Fraction(1, 2)
    where = "解读栏目内" if beside else "其他栏目内，是否针对本部门政策由人工确认"
    sentence = f"一年内转载媒体评论、解读文章{len(comments)}篇（{where}）。"
    places = [d.see() for d in (beside or comments)[:5]]
    return settle(context, "2.1-5", value, sentence, places, sure=False, confidence=LIKELY if beside else GUESS)


def _essays(context: Context) -> list[Document]:
    """The year's reprints from national newspapers in columns that hold no news: essays on policy, most of them."""
    papers = words(context, _INDICATOR, "papers")
    found = [
        document
        for document in fresh(context, documents(context))
        if document.article
        and has_any(document.article.source, papers)
        and not any("1.1.4" in column.indicators for column in document.columns)
    ]
    return found if len(found) >= number(context, _INDICATOR, "essays") else []
