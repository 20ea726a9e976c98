"""The addresses that tell what made a page."""

from __future__ import annotations

from zhengping.reading.document import Document


def signs_of(document: Document) -> str:
    """The addresses of the page's scripts, styles and frames, as they stand: few words that tell what made it."""
    signs: str | None = document.shared.get("signs")
    if signs is None:
        parts = [element.attr("src") or "" for element in document.by_tag("script", "iframe", "embed")]
        parts += [element.attr("href") or "" for element in document.by_tag("link")]
        signs = document.shared["signs"] = "\n".join(part for part in parts if part and len(part) < 500)
    return signs
