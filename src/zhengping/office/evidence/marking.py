"""Finding a quotation in the text of a page, even where it spans elements, and hiding private numbers there.

A quotation is a short piece of the page as the checks write it (`checks.quoting.quote`): on one line, masked, cut
with "…", a list's row with its day before the title. So blanks count for nothing, and a leading day may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from zhengping.checks.quoting import masked

Found = Literal["whole", "part", "none"]
_BLANK = re.compile(r"[\s\u200b\u200c\u200d\ufeff\u3000]+")
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}")
_DIGITS = re.compile(r"(?:[A-Za-z])?\d(?:[ \-\u00a0\u3000－–—]{0,2}\d){10,}[Xx]?")
_ANY_DIGIT = re.compile(r"[0-9Xx]")
_SHORTEST_PART = 6


@dataclass
class Piece:
    """A text of the page: `text` as shown; `linked` within a link; `heading`, `menu`: within a heading, a menu or a

    foot; `marks` the stretches (from, to) to mark.
    """

    text: str
    linked: bool = False
    heading: bool = False
    menu: bool = False
    marks: list[tuple[int, int]] = field(default_factory=list)


def hide_private_numbers(pieces: Sequence[Piece]) -> None:
    """Masks identity, mobile and card numbers and private mail addresses, numbers split over elements too."""
    whole = "".join(piece.text for piece in pieces)
    hidden = list(whole)
    for run in _DIGITS.finditer(whole):
        shown = masked(run[0])
        if shown == run[0]:
            continue
        if len(shown) == len(run[0]):
            hidden[run.start() : run.end()] = shown
        else:
            digits = [run.start() + one.start() for one in _ANY_DIGIT.finditer(run[0])]
            for at in digits[3:-4]:
                hidden[at] = "*"
    start = 0
    for piece in pieces:
        end = start + len(piece.text)
        piece.text = masked("".join(hidden[start:end]))
        start = end


def mark(pieces: Sequence[Piece], quotation: str) -> Found:
    """Notes in the pieces which stretches are the quotation's; says whether all of it, a part or nothing was found.

    Of several places a heading's is taken, else the first outside of links and menus: a column's name stands there too.
    """
    letters, places = _squeezed(pieces)
    for wanted in _forms(quotation):
        at = _best(letters, wanted, pieces, places)
        if at >= 0:
            _note(pieces, places[at : at + len(wanted)])
            return "whole"
    return _mark_part(pieces, letters, places, quotation)


def same_words(one: str, other: str) -> bool:
    """Whether a quotation stands in a text (a page's title, which no place of the page shows)."""
    text = _BLANK.sub("", masked(other))
    return any(wanted in text for wanted in _forms(one))


def _forms(quotation: str) -> list[str]:
    """What to look for: the quotation without its cuts, then without its day."""
    plain = _BLANK.sub("", quotation.strip().strip("…"))
    undated = _DAY.sub("", plain)
    return [form for form in dict.fromkeys((plain, undated)) if len(form) >= 2]


def _squeezed(pieces: Sequence[Piece]) -> tuple[str, list[tuple[int, int]]]:
    """All letters without blanks, and for each the piece and the place in it."""
    letters, places = [], []
    for number, piece in enumerate(pieces):
        for at, letter in enumerate(piece.text):
            if not _BLANK.match(letter):
                letters.append(letter)
                places.append((number, at))
    return "".join(letters), places


def _best(letters: str, wanted: str, pieces: Sequence[Piece], places: Sequence[tuple[int, int]]) -> int:
    """Where the words stand: in a heading, else outside of menus and links, outside of menus, anywhere; -1 for none."""
    found: list[int] = []
    at = letters.find(wanted)
    while at >= 0 and len(found) < 200:
        found.append(at)
        at = letters.find(wanted, at + 1)

    def rank(at: int) -> tuple[bool, bool, bool]:
        piece = pieces[places[at][0]]
        return piece.menu, not piece.heading, piece.linked

    return min(found, key=rank, default=-1)


def _mark_part(pieces: Sequence[Piece], letters: str, places: Sequence[tuple[int, int]], quotation: str) -> Found:
    """The longest beginning of the quotation that stands in the page, where it is half of it or more."""
    for wanted in reversed(_forms(quotation)):
        short, long = max(_SHORTEST_PART, len(wanted) // 2), len(wanted) - 1
        if short > long or letters.find(wanted[:short]) < 0:
            continue
        while short < long:  # a beginning that stands there contains all shorter ones
            middle = (short + long + 1) // 2
            if letters.find(wanted[:middle]) >= 0:
                short = middle
            else:
                long = middle - 1
        at = _best(letters, wanted[:short], pieces, places)
        _note(pieces, places[at : at + short])
        return "part"
    return "none"


def _note(pieces: Sequence[Piece], places: Sequence[tuple[int, int]]) -> None:
    """One stretch in each piece that the places touch, blanks between them with it."""
    stretches: dict[int, tuple[int, int]] = {}
    for number, at in places:
        start, _ = stretches.get(number, (at, at))
        stretches[number] = (start, at + 1)
    for number, stretch in stretches.items():
        pieces[number].marks.append(stretch)
