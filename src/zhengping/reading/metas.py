"""The meta tags of a page (国办发〔2017〕47号 annex: SiteName, ColumnName, ArticleTitle, PubDate, ContentSource …)."""

from __future__ import annotations

from collections.abc import Mapping

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


def published_meta(metas: Mapping[str, str]) -> str:
    """The date of publication among a page's meta tags: the standard's PubDate, else what other systems write."""
    return next((value for name in ("PubDate", *_PUBLISHED) if (value := metas.get(name))), "")


_PUBLISHED = (
    *("article:published_time", "og:release_date", "bytedance:published_time", "publishdate", "publish_date"),
    *("pubtime", "publishtime", "publication_date", "firstpublishedtime", "dc.date", "dc.date.issued"),
)
"""Names of meta tags, in lower case, that give the day of publication (not that of the page's making)."""

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
