"""What the checks of administrative services share: their columns, which of them are unread, and the honest zero."""

from __future__ import annotations

from zhengping.checks.context import Context
from zhengping.checks.entries import proposal, signs
from zhengping.checks.finding import Finding
from zhengping.checks.tools import needs_person, refused, titled, unread, words, zero
from zhengping.reading.site import Column

_GUIDES = "3.1.1"
_SERVICES = ("3.1.1", "3.1.2", "3.1.3", "3.1.4", "3.1.6")


def service_columns(context: Context) -> list[Column]:
    """All columns of administrative services."""
    return context.site.columns_for(*_SERVICES)


def services_unread(context: Context) -> list[Column]:
    """Service columns that exist and whose content is not known (elsewhere, not fetched, drawn by a script)."""
    return [column for column in service_columns(context) if unread(column) and column.state != "filled"]


def services_missing(context: Context, code: str, sentence: str) -> Finding:
    """Nothing of the kind was found: for a person where service columns lie unread, else an honest zero."""
    hidden = services_unread(context)
    if code.startswith(_GUIDES) and (calls := titled(context, words(context, _GUIDES, "calls"))):
        sentence += f"；有“{calls[0].title}”等申报类公告{len(calls)}条，是否作为指南由人工确认"
        return proposal(zero(context, code, sentence, service_columns(context), also=[d.see() for d in calls[:3]]))
    if hidden and all(column.outcome == "blocked" for column in hidden):
        return refused(context, code, hidden)
    if hidden:
        reasons = "、".join(unread(column) for column in hidden[:3])
        return needs_person(context, code, f"{sentence}；但{reasons}，内容由人工查看，不作零分。", hidden)
    finding = zero(context, code, sentence, service_columns(context), anywhere=True)
    return proposal(finding) if signs(context, _GUIDES) and not service_columns(context) else finding
