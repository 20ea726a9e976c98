"""3.1.1 where no guide stands: notices that call for applications (申报公告) hold some of what a guide holds."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from zhengping.checks.context import Context
from zhengping.checks.finding import Finding
from zhengping.checks.periods import within_year
from zhengping.checks.tools import GUESS, Document, graded, has_any, settle, share, titled, words

_GUIDES = "3.1.1"
_MOST_NOTICES = 10


def application_notices(context: Context) -> list[Document]:
    """Notices read that call for applications: those of the year before the monitoring date, else the newest."""
    found = [
        document
        for document in titled(context, words(context, _GUIDES, "calls"))
        if document.text and (document.day is None or document.day <= context.monitoring_date)
    ]
    recent = [document for document in found if within_year(document.day, context.monitoring_date)]
    return (recent or found)[:_MOST_NOTICES]


def from_notices(context: Context, code: str, what: str, parts: Sequence[str], prefix: str) -> Finding | None:
    """A quarter where the notices tell some of the parts; None without such notices.

    The word lists `prefix` + part of the edition say how running text tells each part.

    A notice is no guide: never more, and a person decides whether it serves as one.
    """
    notices = application_notices(context)
    told = {part: words(context, _GUIDES, f"{prefix}{part}") for part in parts}
    if not notices:
        return None
    found = [[part for part, needles in told.items() if has_any(notice.text, needles)] for notice in notices]
    mean = sum((share(there, parts) for there in found), Fraction(0)) / len(found)
    if not mean:
        return None
    missing = [part for part in parts if not any(part in there for there in found)]
    sentence = f"未读到办事指南，但有“{notices[0].title}”等申报类公告{len(notices)}篇，写到{what}的{graded(mean)}"
    sentence += f"（未见{'、'.join(missing)}）" if missing else ""
    sentence += "，未按指南的要求逐项列明，是否作为指南由人工确认。"
    places = [notice.see() for notice in notices[:5]]
    return settle(context, code, Fraction(1, 4), sentence, places, sure=False, confidence=GUESS)
