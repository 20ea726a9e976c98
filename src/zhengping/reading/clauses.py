"""A text as the set of its clauses, by which copies of one item are found on different sites.

A clause is what stands between two punctuation marks. An edit of a word changes one clause and leaves the others, and
neither blanks, markup nor the style of punctuation change any. Only checksums leave this module: no text can be read
back from them.
"""

from __future__ import annotations

import re
from array import array
from zlib import crc32

import msgspec

SKETCH_SIZE = 128
"""Most clauses kept of one text: those with the smallest checksums, so that two texts keep the same ones."""
WHOLE = 1 << 32
"""Above every checksum: the bound of a sketch that holds all clauses of its text."""

NUMBERED = 1
"""Bit of a checksum that tells of a figure in the clause: texts of one form differ there, copies do not."""

_DIGIT = re.compile(r"\d")
_CLAUSE = re.compile(r"[0-9A-Za-z\u3400-\u9fff]{6,}")
_BLANK = re.compile(r"[\s\u3000\u200b\ufeff]+")
_WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ]")
_NARROW = {code: code - 0xFEE0 for start, end in ("０９", "ＡＺ", "ａｚ") for code in range(ord(start), ord(end) + 1)}
_LONG_NUMBER = re.compile(r"\d{8,}[Xx]?")


def clauses(text: str) -> dict[int, int]:
    """Checksum -> length in characters of the distinct clauses of six characters or more, in the text's order.

    The last bit of a checksum tells whether the clause holds a figure (`NUMBERED`). Long numbers (identity cards,
    telephones) are left out before anything is summed.
    """
    plain = _BLANK.sub("", text)
    if _WIDE.search(plain):
        plain = plain.translate(_NARROW)
    plain = _LONG_NUMBER.sub("，", plain)
    return {
        crc32(clause.encode()) & ~NUMBERED | (_DIGIT.search(clause) is not None): len(clause)
        for clause in _CLAUSE.findall(plain)
    }


class Sketch(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The clauses of a text in little room: how many, how many characters they have, the smallest checksums."""

    count: int
    characters: int
    sums: bytes

    @property
    def checksums(self) -> array[int]:
        """The kept checksums, ascending."""
        return array("I", self.sums)

    @property
    def is_sound(self) -> bool:
        """Whether figures and checksums fit each other; of a file from elsewhere nobody knows."""
        kept, odd = divmod(len(self.sums), array("I").itemsize)
        return not odd and 0 < kept <= min(self.count, SKETCH_SIZE) and self.characters > 0

    @property
    def bound(self) -> int:
        """All clauses with checksums up to here are in the sketch."""
        kept = self.checksums
        return kept[-1] if self.count > len(kept) else WHOLE


def sketch(found: dict[int, int]) -> Sketch:
    """The sketch of a text's clauses."""
    kept = array("I", sorted(found)[:SKETCH_SIZE])
    return Sketch(len(found), sum(found.values()), kept.tobytes())
