"""转载上级: whether a document is a reprint of a higher government's, by its source, its text or the original."""

from __future__ import annotations

from collections.abc import Iterable

from zhengping.checks.context import Context
from zhengping.checks.elsewhere import Copy
from zhengping.checks.library import Document
from zhengping.checks.offices import full_names
from zhengping.checks.verdicts import has_any, words

_CODE = "1.1.4"
_LEAD = 120
"""Characters of a text in which a dateline (新华社北京5月12日电) and the office that speaks are named."""


def higher_names(context: Context) -> tuple[str, ...]:
    """Names of the governments above the department, and of their sites."""
    return (*context.department.higher_levels, *words(context, _CODE, "higher_sources"))


def is_reprint_of_higher(context: Context, document: Document, is_own: bool) -> bool:
    """Whether a document is a higher government's: by its source line, else by its text or its original in the run.

    `is_own`: its source line names the department. Its own words are no reprint, but a text that stands earlier on a
    higher government's site of the run is one, whatever its source line says.
    """
    if original(context, document):
        return True
    source = document.article.source if document.article else ""
    if is_own:
        return False
    if has_any(source, higher_names(context)):
        return True
    if source and not has_any(source, words(context, _CODE, "media")):
        return False
    return _by_title(context, document) or _by_text(context, document)


def is_surely_of_higher(context: Context, document: Document) -> bool:
    """Whether the source line names a higher government or its original stands in the run; a medium's name, words of

    the title or of the text leave it open whose site it was taken from.
    """
    source = document.article.source if document.article else ""
    return bool(has_any(source, higher_names(context))) or original(context, document) is not None


def _by_title(context: Context, document: Document) -> bool:
    """Whether a title speaks of a higher government; the office's own news about one (传达学习国务院精神) does not."""
    titles, title = words(context, _CODE, "higher_titles"), document.title.lstrip("《“【")
    if title.startswith(titles):
        return True
    own = (*words(context, _CODE, "own_activity"), *full_names(context))
    return bool(has_any(title, titles)) and not has_any(title, own)


def _by_text(context: Context, document: Document) -> bool:
    """Whether the text begins as a news agency's report on a higher government, or bears such a government's number."""
    lead = document.text[:_LEAD].replace(" ", "")
    if has_any(lead, words(context, _CODE, "datelines")) and has_any(lead, words(context, _CODE, "higher_titles")):
        return True
    page = document.article.page if document.article else None
    return bool(page and page.document_number.startswith(words(context, _CODE, "higher_numbers")))


def original(context: Context, document: Document) -> Copy | None:
    """The same text on a higher government's site of the run, not later than here; None without a comparison."""
    copies = context.elsewhere.of(document.url) if context.elsewhere else ()
    for copy in copies:
        if copy.day and document.day and copy.day <= document.day and _is_higher_site(context, copy):
            return copy
    return None


def _is_higher_site(context: Context, copy: Copy) -> bool:
    """Whether the site is a higher government's: by its address, or by a name that the department gives as higher."""
    levels = set(context.department.higher_levels)
    return bool(has_any(copy.site, words(context, _CODE, "higher_hosts"))) or _named(copy.names, levels)


def _named(names: Iterable[str], levels: set[str]) -> bool:
    return any(name in levels or name.removesuffix("门户网站").removesuffix("网站") in levels for name in names)
