"""The main text of a page: the container of a known platform, else where the text is densest; furniture out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from turbohtml import Element

if TYPE_CHECKING:
    from zhengping.reading.document import Document

_CONTAINERS = (
    ".TRS_Editor",
    ".TRS_UEDITOR",
    "#zoom",
    "#Zoom",
    "#UCAP-CONTENT",
    "#vsb_content",
    "#vsb_content_2",
    "#vsb_content_4",
    ".v_news_content",
    "#ivs_content",
    ".Custom_UnionStyle",
    ".article-content",
    ".article_content",
    ".xxgk_content",
    "#zoomcon",
    "#content",
    "#article",
)
_ANY_CONTAINER = ",".join(_CONTAINERS)


def find_main(document: Document) -> tuple[Element | None, str]:
    """The element that holds the main text, and the rule that found it ("" where none stands out)."""
    for element in document.tree.select(_ANY_CONTAINER):
        return element, "container"
    element = document.tree.main_content()
    return element, "density" if element is not None else ""
