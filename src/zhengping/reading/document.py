"""One parsed page, shared by all readings of it: the tree is walked once and what was found is kept.

Readings take a `Document` and never parse, walk the whole tree or render its text themselves.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import Any

import turbohtml
from turbohtml import Element, PlainText

from zhengping.reading.limits import MOST_ELEMENTS, MOST_LINES, MOST_TITLE

_INVISIBLE = re.compile("[\u200b-\u200f\u2028\u2029\u2060\ufeff]")
_LAYOUT = PlainText(layout="strict", table_cell_separator="\t", bullet="")
_SILENT = ("select", "textarea", "noscript")
_MISLAID: list[Any] = ["ul", "ol", *_SILENT]
_IN_LAYOUT_CELLS = "td table, td div, td ul, td h1, td h2, td h3, td p + p, td br"
_TABLE_PARTS: list[Any] = ["thead", "tbody", "tfoot", "tr", "td", "th"]


def single_spaced(text: str) -> str:
    """The text with every run of white space (ideographic space, no-break space and line ends too) as one blank."""
    return " ".join(_INVISIBLE.sub("", text).split())


def text_of(element: Element) -> str:
    """The element's text on one line. Not for elements that hold much of the page: it copies all their text."""
    return single_spaced(element.text)


def lines_of(element: Element | turbohtml.Document) -> list[str]:
    """The element's visible text by lines, one a block, single-spaced, without empty ones.

    A row of a data table is one line. The parser's own layout leaves out what stands in a list outside its items
    and puts a cell of a table on one line whatever blocks stand in it, so lists and tables that only serve the
    page's layout are shown to it as plain blocks; the options of a menu are no text.
    """
    renamed = [(part, part.tag) for part in element.find_all(_MISLAID)]
    renamed += [(part, part.tag) for part in _layout_table_parts(element)]
    for part, tag in renamed:
        part.tag = "script" if tag in _SILENT else "div"
    try:
        return _laid_out(element)
    finally:
        for part, tag in renamed:
            part.tag = tag


def _laid_out(element: Element | turbohtml.Document) -> list[str]:
    raws = _INVISIBLE.sub("", element.to_text(_LAYOUT)).split("\n")
    return [line for raw in raws if (line := " ".join(raw.split()))][:MOST_LINES]


def _layout_table_parts(element: Element | turbohtml.Document) -> list[Element]:
    """The tables around blocks that no cell of a data table holds, with their rows and cells."""
    if element.find("td") is None:
        return []
    blocks = element.select(_IN_LAYOUT_CELLS)
    if not blocks:
        return []
    seen: set[Element] = set()
    layout: set[Element] = set()
    for block in blocks:
        for ancestor in block.ancestors:
            if ancestor in seen or not isinstance(ancestor, Element):
                break
            seen.add(ancestor)
            if ancestor.tag == "table":
                layout.add(ancestor)
    data = [table for table in element.find_all("table") if table not in layout]
    of_data = {part for table in data for part in (table, *table.find_all(_TABLE_PARTS))}
    own = [element] if isinstance(element, Element) and element in layout else []
    return own + [part for part in element.find_all(["table", *_TABLE_PARTS]) if part not in of_data]


@lru_cache(maxsize=8192)
def _words_of(classes: str | None, identity: str | None) -> str:
    words = "." + classes.replace(" ", " .") if classes else ""
    return f"{words} #{identity}" if identity else words


class Document:
    """A page while it is read: address, text as sent, tree, and what several readings need of it, each worked out once.

    `url`: the page's final address; `html`: the decoded page; `tree`: the parsed document.
    `shared`: a place for the readings to keep what they worked out for one another, by a name of their own.
    """

    def __init__(self, url: str, html: str, charset: str = "", content_type: str = "") -> None:
        self.url = url
        self.html = html
        self.charset = charset
        self.content_type = content_type
        self.tree = turbohtml.parse(html)
        self.shared: dict[str, Any] = {}
        self._tags: dict[str, list[Element]] = {}

    @cached_property
    def base(self) -> str:
        """The address that relative links are joined to: <base href>, as it stands, or the page's own."""
        for element in self.by_tag("base"):
            href = element.attr("href")
            if href:
                return href if "://" in href else self.url
        return self.url

    def by_tag(self, *names: str) -> list[Element]:
        """Elements of these tags, each in document order; with several names, grouped by name in the order given.

        The parser keeps an index by tag, so this costs nothing where there are none; comments hold no elements.
        """
        if len(names) == 1:
            found = self._tags.get(names[0])
            if found is None:
                found = self._tags[names[0]] = self.tree.find_all(names[0])
            return found
        return [element for name in names for element in self.by_tag(name)]

    @cached_property
    def links(self) -> list[tuple[Element, str]]:
        """The page's <a> elements in document order, each with its text as it stands: fetched once for all readings."""
        return [(element, element.text) for element in self.by_tag("a")]

    @cached_property
    def named(self) -> list[tuple[Element, str]]:
        """Elements with a class or an id, in document order, each with its words: ".class .class #id"."""
        elements = self.tree.select("[class],[id]")
        return [(element, _words_of(element.attr("class"), element.attr("id"))) for element in elements]

    @cached_property
    def oversized(self) -> bool:
        """Whether the page has so many tags that only the cheap readings are made."""
        return self.html.count("<") > 2 * MOST_ELEMENTS

    @cached_property
    def title_tag(self) -> str:
        """The text of the first <title>."""
        titles = self.by_tag("title")
        return single_spaced(titles[0].text[:MOST_TITLE]) if titles else ""

    @cached_property
    def scripts(self) -> list[str]:
        """The inline scripts' text, in document order."""
        return [text for element in self.by_tag("script") if (text := element.text)]

    @cached_property
    def lines(self) -> list[str]:
        """The visible text of the whole page, one line a block, single-spaced, furniture and all."""
        return lines_of(self.tree)

    @cached_property
    def text(self) -> str:
        """`lines` as one string."""
        return "\n".join(self.lines)

    def set_main(self, element: Element, where: str) -> None:
        """Says which element holds the main text, once title and strip are known."""
        self._main = (element, where)
        self.__dict__.pop("main", None)
        self.__dict__.pop("main_where", None)

    @cached_property
    def main(self) -> Element | None:
        """The element that holds the main text; None where none stands out."""
        return self._main[0]

    @cached_property
    def main_where(self) -> str:
        """By which rule `main` was found: the container's selector, or density."""
        return self._main[1]

    @cached_property
    def _main(self) -> tuple[Element | None, str]:
        from zhengping.reading.containers import find_main

        return find_main(self)
