"""The meta tags of a page (国办发〔2017〕47号 annex: SiteName, ColumnName, ArticleTitle, PubDate, ContentSource …)."""

from __future__ import annotations

from zhengping.reading.document import Document, single_spaced

_MOST_METAS = 200
_LONGEST = 1000


def read_metas(document: Document) -> dict[str, str]:
    """The named meta tags: name as the standard spells it (lower case compared) to content; the first of a name wins.

    Names that the standard does not know keep their own spelling, in lower case. Empty contents are left out.
    """
    found: dict[str, str] = {}
    for element in document.by_tag("meta")[:_MOST_METAS]:
        name = element.attr("name") or element.attr("property") or ""
        content = element.attr("content")
        if not name or not content:
            continue
        key = _STANDARD.get(name.strip().lower(), name.strip().lower())
        value = single_spaced(content)[:_LONGEST]
        if value and key not in found:
            found[key] = value
    return found


_STANDARD = {
    name.lower(): name
    for name in (
        "SiteName",
        "SiteDomain",
        "SiteIDCode",
        "ColumnName",
        "ColumnDescription",
        "ColumnKeywords",
        "ColumnType",
        "ArticleTitle",
        "PubDate",
        "ContentSource",
        "Author",
        "Keywords",
        "Description",
        "Image",
        "Url",
    )
}
