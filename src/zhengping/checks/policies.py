"""Which documents ought to be explained, and where an interpretation leads to a policy outside the site (2.1)."""

from __future__ import annotations

from zhengping.checks.context import Context
from zhengping.checks.document_names import same_name
from zhengping.checks.offices import is_own
from zhengping.checks.policy_pairs import frames, is_policy
from zhengping.checks.tools import Document, documents, has_any, words
from zhengping.reading.site import Article

_INDICATOR = "2.1"
_LONGEST_LABEL = 8
"""Characters; a longer label of a link may be a document's name."""
_OPENING = 600
"""Characters of an interpretation in which it names its policy."""


def leads_elsewhere(context: Context, document: Document) -> bool:
    """Whether an interpretation links to its policy outside the site, or at a page not read: by its name or a label."""
    if document.article is None:
        return False
    frame = frames(context)
    named = [*frame.explained(document.title), *frame.quoted(document.text[:_OPENING])]
    labels = words(context, _INDICATOR, "policy_link")
    known = _policies(context)
    return any(
        link.region in ("body", "list")
        and link.url not in known
        and link.url != document.url
        and (
            has_any(link.label, labels)
            or (len(link.label) > _LONGEST_LABEL and any(same_name(frame.name(link.label), name) for name in named))
        )
        for link in document.article.page.links
    )


def leads_to_some_policy(context: Context, document: Document) -> bool:
    """Whether an interpretation links to any of the site's policies, though none that it was found to explain."""
    known = _policies(context)
    return document.article is not None and any(
        link.url in known and link.url != document.url and link.region in ("body", "side", "list")
        for link in document.article.page.links
    )


def _policies(context: Context) -> dict[str, Document]:
    """The site's policies by address."""
    memory = context.site.memory
    if "policies_by_url" not in memory:
        memory["policies_by_url"] = {
            url: document
            for document in documents(context)
            if document.article and is_policy(context, document)
            for url in (document.url, *document.article.copies)
        }
    known: dict[str, Document] = memory["policies_by_url"]
    return known


def is_own_normative(context: Context, article: Article) -> bool:
    """Whether a document is a numbered normative one that the department itself issued."""
    library = any("1.1.3" in column.indicators for column in article.columns)
    kind = has_any(article.title, words(context, _INDICATOR, "normative"))
    other = has_any(article.title, words(context, _INDICATOR, "not_normative"))
    return (
        bool(article.page.document_number)
        and library
        and bool(kind)
        and not other
        and is_own(context, article.source or context.site.office)
    )
