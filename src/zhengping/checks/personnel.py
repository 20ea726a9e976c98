"""1.1.5 人事信息: appointments, notices before appointment, recruitment, each within the year."""

from __future__ import annotations

from zhengping.checks.context import Context, check
from zhengping.checks.finding import Finding
from zhengping.checks.news import notice_columns
from zhengping.checks.tools import LIKELY, PARTLY, Document, fresh, only_attachment, seen, settle, titled, words, zero
from zhengping.reading.site import Column

CODE = "1.1.5"


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
    year = fresh(context, found)
    # Notices that were not read are a place for any document: `zero` weighs them as such.
    notices = [column for column in notice_columns(context) if column.pages]
    places = [*context.site.columns_for(CODE), *notices]
    if year:
        return _found(context, code, what, year, places)
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


def _found(context: Context, code: str, what: str, year: list[Document], places: list[Column]) -> Finding:
    known = {id(column) for column in places}
    own_place = [document for document in year if any(id(column) in known for column in document.columns)]
    first = (own_place or year)[0]
    sentence = f"一年内发布{what}{len(year)}条，最新为{first.day}《{first.title}》。"
    sure = bool(own_place) and first.article is not None and not only_attachment(first, 20)
    evidence = seen(*(document.see() for document in (own_place or year)[:4]))
    confidence = 0.9 if sure else LIKELY if len(year) > 1 else PARTLY
    return settle(context, code, 1, sentence, evidence, sure=sure, confidence=confidence)
