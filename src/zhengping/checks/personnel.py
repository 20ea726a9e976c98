"""1.1.5 人事信息: appointments, notices before appointment, recruitment, each within the year."""

from __future__ import annotations

import re
from typing import Literal

from zhengping.checks.context import Context, check
from zhengping.checks.entries import proposal
from zhengping.checks.finance import is_own_title
from zhengping.checks.finding import Finding
from zhengping.checks.news import notice_columns
from zhengping.checks.offices import is_government, is_own, own_names
from zhengping.checks.tools import (
    LIKELY,
    PARTLY,
    Document,
    fresh,
    has_any,
    only_attachment,
    seen,
    settle,
    titled,
    words,
    zero,
)
from zhengping.reading.site import Column

CODE = "1.1.5"
_BELOW = re.compile(r"[一-龥][省市县区](?=[一-龥]{2})")
"""A place before an office; a portal's own place is known by `is_own`."""


@check("1.1.5-1")
def appointments(context: Context) -> Finding:
    """Appointments and removals published within the year."""
    return _published(context, "1.1.5-1", "人事任免信息", "appointments")


@check("1.1.5-2")
def before_appointment(context: Context) -> Finding:
    """Notices before appointment published within the year."""
    return _published(context, "1.1.5-2", "任前公示", "before_appointment")


@check("1.1.5-3")
def recruitment(context: Context) -> Finding:
    """Recruitment or examination notices published within the year."""
    return _published(context, "1.1.5-3", "招考招录信息", "recruitment")


def _published(context: Context, code: str, what: str, name: str) -> Finding:
    others = words(context, CODE, "other_bodies")
    unwanted = (*words(context, CODE, f"{name}_not"), *others)
    found = titled(context, words(context, CODE, name), without=unwanted)
    everybodys = fresh(context, found)
    year = [document for document in everybodys if whose(context, document) != "other"]
    # Notices that were not read are a place for any document: `zero` weighs them as such.
    notices = [column for column in notice_columns(context) if column.pages]
    places = [*context.site.columns_for(CODE), *notices]
    if year:
        return _found(context, code, what, year, places)
    if everybodys:
        first = everybodys[0]
        sentence = f"一年内未见本部门的{what}，只见其他单位的，如{first.day}《{first.title}》"
        also = [document.see() for document in everybodys[:3]]
        return proposal(zero(context, code, sentence, places, anywhere=True, since=context.year_start, also=also))
    dated = [document for document in found if document.day and document.day <= context.monitoring_date]
    sentence = f"一年内未见{what}"
    if dated:
        sentence += f"，最近一条为{dated[0].day}《{dated[0].title}》"
    return zero(
        context,
        code,
        sentence,
        places,
        anywhere=True,
        since=context.year_start,
        also=[document.see() for document in dated[:2]],
    )


def whose(context: Context, document: Document) -> Literal["own", "unclear", "other"]:
    """Whose personnel a title tells of: an office that it begins with, else what the source says.

    A government's portal publishes for all its offices; a title and a source that name no office are the site's own.
    """
    endings = "|".join(map(re.escape, words(context, CODE, "office_endings")))
    named = re.match(rf"(?:关于|中共)*([一-龥]{{2,16}}?(?:{endings}))(?!长|属)", document.title.lstrip("【[（(《“"))
    if named:
        office = named[1]
        portal = is_government(context) and not _BELOW.search(office)
        if portal or is_own(context, office) or is_own_title(context, office) or has_any(office, own_names(context)):
            return "own"
        return "other"
    source = document.article.source.strip() if document.article else ""
    if not source or is_own(context, source) or not re.search(rf"(?:{endings})$", source):
        return "own"
    return "unclear"


def _found(context: Context, code: str, what: str, year: list[Document], places: list[Column]) -> Finding:
    known = {id(column) for column in places}
    own_place = [document for document in year if any(id(column) in known for column in document.columns)]
    ours = [document for document in own_place or year if whose(context, document) == "own"]
    first = (ours or own_place or year)[0]
    sentence = f"一年内发布{what}{len(year)}条，最新为{first.day}《{first.title}》。"
    sure = bool(own_place) and bool(ours) and first.article is not None and not only_attachment(first, 20)
    evidence = seen(*(document.see() for document in (own_place or year)[:4]))
    confidence = 0.9 if sure else LIKELY if len(ours) > 1 else PARTLY
    doubt = "" if ours else "来源为其他单位，是否本部门的由人工确认。"
    return settle(context, code, 1, sentence, evidence, sure=sure, confidence=confidence, doubt=doubt)
