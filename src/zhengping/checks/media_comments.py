"""2.1-5 转载媒体评论文章: what media wrote on policies and the site reprints."""

from __future__ import annotations

from fractions import Fraction

from zhengping.checks.context import Context, check
from zhengping.checks.document_names import same_name
from zhengping.checks.entries import proposal
from zhengping.checks.finding import Finding
from zhengping.checks.interpretation import explained, interpretation_columns, interpretations, unknown_content
from zhengping.checks.offices import is_own
from zhengping.checks.periods import within_year
from zhengping.checks.policy_pairs import frames, is_policy
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
    named = [d for d in comments if _names_medium(d, media)]
    own = [d for d in named if _on_own_policy(context, d)]
    sentence = f"一年内转载媒体评论、解读文章{len(comments)}篇，注明媒体来源的{len(named)}篇，"
    sentence += f"写明本部门政策的{len(own)}篇" + (f"，如《{own[0].title}》。" if own else "。")
    places = [d.see() for d in (own or named or comments)[:5]]
    value, confidence = (Fraction(1), LIKELY) if own else (Fraction(1, 2), GUESS)
    doubt = "" if own else "是否为媒体对本部门政策的评论由人工确认。"
    return settle(context, "2.1-5", value, sentence, places, sure=False, confidence=confidence, doubt=doubt)


def _names_medium(document: Document, media: tuple[str, ...]) -> bool:
    """Whether the source line, or the title, names the medium that the comment is taken from."""
    source = document.article.source if document.article else ""
    return bool(has_any(source, media) or has_any(document.title, media))


def _on_own_policy(context: Context, document: Document) -> bool:
    """Whether a comment is on a policy of the department: paired with it, linked to it, or naming it in full."""
    if document.article is None:
        return False
    own = _own_policies(context)
    if any(pair.interpretation.url == document.url and pair.policy.url in own for pair in explained(context)):
        return True
    if any(link.url in own and link.region in ("body", "side") for link in document.article.page.links):
        return True
    frame = frames(context)
    quoted = [*frame.explained(document.title), *frame.quoted(document.text)]
    return any(same_name(frame.name(title), name) for title in own.values() for name in quoted)


def _own_policies(context: Context) -> dict[str, str]:
    """Titles of the documents that the department itself issued, of any year, by address."""
    memory = context.site.memory
    if "own policies" not in memory:
        memory["own policies"] = {
            document.url: document.title
            for document in documents(context)
            if document.article and is_policy(context, document)
            if is_own(context, document.article.source or context.site.office)
        }
    found: dict[str, str] = memory["own policies"]
    return found


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
