"""What the checks of administrative services share: their columns, which of them are unread, and the honest zero."""

from __future__ import annotations

from zhengping.checks.context import Context
from zhengping.checks.entries import proposal, signs
from zhengping.checks.finding import Finding
from zhengping.checks.tools import needs_person, refused, titled, unread, words, zero
from zhengping.reading.site import Column, Item

FAIR = 0.7
"""Confidence of a share read from the words of service pages, which an expert may weigh otherwise."""

_GUIDES = "3.1.1"
_SERVICES = ("3.1.1", "3.1.2", "3.1.3", "3.1.4", "3.1.6")


def service_columns(context: Context) -> list[Column]:
    """All columns of administrative services."""
    return context.site.columns_for(*_SERVICES)


def services_unread(context: Context) -> list[Column]:
    """Service columns that exist and whose content is not known (elsewhere, not fetched, drawn by a script)."""
    return [column for column in service_columns(context) if unread(column) and column.state != "filled"]


def guide_rows(context: Context) -> list[Item]:
    """The rows listed by the columns of guides and all below them, each address and title once."""
    rows = {
        (item.url, item.title): item
        for column in context.site.columns_for(_GUIDES)
        for deeper in column.walk()
        for item in deeper.items
    }
    return list(rows.values())


def entries_elsewhere(context: Context) -> list[Item]:
    """Rows of the columns of guides that lead to another site, as a service platform: entries of unknown content."""
    return [item for item in guide_rows(context) if item.foreign]


def services_missing(context: Context, code: str, sentence: str) -> Finding:
    """Nothing of the kind was found: for a person where service columns or their rows lie unread, else an honest zero.

    Rows that were read and are no guides by their words leave the zero to a person: words may be missing here.
    """
    hidden = services_unread(context)
    about_guides = code.startswith(_GUIDES) or code == "3.1.6-4"
    rows = guide_rows(context) if about_guides else []
    elsewhere = [item for item in rows if item.foreign]
    unread_rows = [item for item in rows if item.article is None and not item.foreign]
    if elsewhere and 2 * len(elsewhere) >= len(rows):
        said = f"办事栏目所列“{elsewhere[0].title}”等{len(elsewhere)}条在其他网站，内容由人工查看，不作零分"
        return needs_person(context, code, f"{sentence}；{said}。", [*service_columns(context)[:2], *elsewhere[:3]])
    if hidden and all(column.outcome == "blocked" for column in hidden):
        return refused(context, code, hidden)
    if hidden:
        reasons = "、".join(unread(column) for column in hidden[:3])
        return needs_person(context, code, f"{sentence}；但{reasons}，内容由人工查看，不作零分。", hidden)
    if unread_rows and 2 * len(unread_rows) >= len(rows):
        said = f"办事栏目所列“{unread_rows[0].title}”等{len(unread_rows)}条正文未读到，由人工查看，不作零分"
        return needs_person(context, code, f"{sentence}；{said}。", [*service_columns(context)[:2], *unread_rows[:3]])
    if code.startswith(_GUIDES) and (calls := titled(context, words(context, _GUIDES, "calls"))):
        sentence += f"；有“{calls[0].title}”等申报类公告{len(calls)}条，是否作为指南由人工确认"
        return proposal(zero(context, code, sentence, service_columns(context), also=[d.see() for d in calls[:3]]))
    finding = zero(context, code, sentence, service_columns(context), anywhere=True)
    unnamed = signs(context, _GUIDES) and not service_columns(context)
    return proposal(finding) if unnamed or rows else finding
