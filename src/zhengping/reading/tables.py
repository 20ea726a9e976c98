"""The tables of the main text as rows of cells."""

from __future__ import annotations

from turbohtml import Element

from zhengping.reading.document import Document, single_spaced

_MOST_TABLES = 12
_MOST_ROWS = 200
_MOST_CELLS = 24
_MOST_CELL_TEXT = 400
_MOST_TEXT = 40_000


def read_tables(document: Document) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """The main text's data tables: at least two rows and two columns, no table inside; long ones are cut."""
    main = document.main
    if main is None or not document.by_tag("table") or document.oversized:
        return ()
    tables = []
    size = 0
    around = _table_around(main)
    within = [*([around] if around is not None else []), *main.find_all("table")]
    for table in within[: _MOST_TABLES * 3]:
        if table.find("table") is not None:
            continue
        rows = []
        for row in table.find_all("tr", limit=_MOST_ROWS):
            cells = tuple(
                single_spaced(cell.text)[:_MOST_CELL_TEXT]
                for cell in row.children
                if isinstance(cell, Element) and cell.tag in ("td", "th")
            )[:_MOST_CELLS]
            if any(cells):
                rows.append(cells)
                size += sum(map(len, cells))
                if size > _MOST_TEXT:
                    break
        if len(rows) > 1 and max(map(len, rows)) > 1:
            tables.append(tuple(rows))
        if len(tables) >= _MOST_TABLES or size > _MOST_TEXT:
            break
    return tuple(tables)


def _table_around(main: Element) -> Element | None:
    """The table whose part the main text is: a text that is one table begins and ends inside it."""
    node: object = main
    while isinstance(node, Element) and node.tag in ("tbody", "thead", "tr"):
        node = node.parent
    return node if isinstance(node, Element) and node.tag == "table" else None
