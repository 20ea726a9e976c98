"""Text gathered piece by piece up to a limit."""

from __future__ import annotations

import re

from zhengping.reading.files.model import MOST_CHARACTERS

_SPACES = re.compile(r"[ \t\r\f\v\u00a0\u3000]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufeff\ufffe\uffff]")


class Lines:
    """Lines of a text; `full` once the limit is reached, and what comes after that is left out."""

    def __init__(self, limit: int = MOST_CHARACTERS) -> None:
        self._lines: list[str] = []
        self._left = limit
        self.full = False

    def add(self, *cells: str) -> None:
        """One line, of one cell or several; an empty one is left out."""
        if self.full:
            return
        cleaned = [clean(cell[: self._left + 1]) for cell in cells]
        line = "\t".join(cleaned).rstrip("\t")
        if not line.strip():
            return
        if len(line) >= self._left:
            line, self.full = line[: self._left], True
        self._left -= len(line) + 1
        self._lines.append(line)

    def text(self) -> str:
        """All lines."""
        return "\n".join(self._lines)


def clean(text: str) -> str:
    """Without control characters, with single spaces, on one line."""
    return _SPACES.sub(" ", _CONTROLS.sub("", text.replace("\n", " "))).strip()
