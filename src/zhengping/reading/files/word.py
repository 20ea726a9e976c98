"""Text of Word packages (docx), by paragraphs and table rows; OOXML, ECMA-376 part 1, chapter 17."""

from __future__ import annotations

from zhengping.reading.files.model import FileFault, FileReading
from zhengping.reading.files.packages import Package, Stop, local, parse
from zhengping.reading.files.texts import Lines

_MAIN = "word/document.xml"
_SKIPPED = frozenset({"instrText", "delText", "Fallback", "rt"})
"""Field codes, text that was struck out, the second copy of a text box, readings above characters."""


def read_word(package: Package) -> FileReading:
    """A docx file. Raises FileFault where its main part is missing or cannot be read."""
    main = _MAIN if package.has(_MAIN) else next((n for n in package.names if n.endswith("/document.xml")), "")
    if not main:
        raise FileFault("damaged")
    reader = _Reader()
    parse(
        package,
        main,
        {
            "StartElementHandler": reader.start,
            "EndElementHandler": reader.end,
            "CharacterDataHandler": reader.data,
        },
    )
    reader.end_paragraph()
    text = reader.lines.text()
    pictures = not text and any("/media/" in name for name in package.names)
    return FileReading("docx", text, cut=reader.lines.full, tables=reader.tables, unread="pictures" if pictures else "")


class _Reader:
    """Gathers runs into paragraphs, and the paragraphs of a table's cells into rows."""

    def __init__(self) -> None:
        self.lines = Lines()
        self.tables = 0
        self._text: list[str] = []
        self._rows: list[list[str]] = []
        self._cells: list[list[str]] = []
        self._skip = 0
        self._in_text = False

    def start(self, name: str, _: dict[str, str]) -> None:
        tag = local(name)
        if self._skip or tag in _SKIPPED:
            self._skip += 1
        elif tag == "t":
            self._in_text = True
        elif tag == "tbl":
            self.tables += 1
        elif tag == "tr":
            self._rows.append([])
        elif tag == "tc":
            self._cells.append([])
        elif tag in ("tab", "br", "cr"):
            self._text.append(" ")

    def end(self, name: str) -> None:
        tag = local(name)
        if self._skip:
            self._skip -= 1
        elif tag == "t":
            self._in_text = False
        elif tag == "p":
            self.end_paragraph()
        elif tag == "tc" and self._cells:
            cell = " ".join(self._cells.pop())
            if self._rows:
                self._rows[-1].append(cell)
        elif tag == "tr" and self._rows:
            self._put(*self._rows.pop())

    def data(self, text: str) -> None:
        if self._in_text and not self._skip:
            self._text.append(text)

    def end_paragraph(self) -> None:
        """Puts the paragraph into its cell, or into the text."""
        text = "".join(self._text)
        self._text.clear()
        if text.strip():
            self._put(text)

    def _put(self, *cells: str) -> None:
        if self._cells:
            self._cells[-1].append(" ".join(cells))
        else:
            self.lines.add(*cells)
            if self.lines.full:
                raise Stop
