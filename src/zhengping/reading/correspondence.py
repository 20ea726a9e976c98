"""Letters with their replies: list rows and detail pages joined, and how far back the lists were read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import msgspec

from zhengping.reading.facts import Letter
from zhengping.reading.lookup import Lookup, page_number
from zhengping.reading.naming import normalised
from zhengping.reading.ownership import same_name
from zhengping.reading.site import Column, Site

_SAME_WORDS = 30
"""Characters by which two questions are told apart."""


def letters_of(site: Site, lookup: Lookup) -> list[Letter]:
    """Every letter once, newest first; the second showings go to `site.letter_copies`.

    What a list row and the letter's own page say is put together; the page's word is taken before the row's. The same
    title sent on the same day in two lists is one letter, answered where one of them says so. Letters on another
    site's platform count only where they name this office.
    """
    found: dict[str, Letter] = {}
    shown_on: dict[str, set[str]] = {}
    for page in site.pages.values():
        for letter in page.letters:
            key = _add(found, letter, lookup, detail=len(page.letters) == 1 and letter.url == page.url)
            shown_on.setdefault(key, set()).add(page.url)
    for page in site.other_pages.values():
        for letter in page.letters:
            if letter.office and same_name(letter.office, site.office):
                key = _add(found, letter, lookup, detail=len(page.letters) == 1 and letter.url == page.url)
                shown_on.setdefault(key, set()).add(page.url)
    return sorted(
        _joined(site, found, shown_on),
        key=lambda letter: (-(letter.submitted or date.min).toordinal(), letter.url, letter.title),
    )


def _add(found: dict[str, Letter], letter: Letter, lookup: Lookup, *, detail: bool) -> str:
    """Notes a letter under its address; the key it is noted under."""
    key = lookup.key_of(letter.url) if letter.url else f"\0{letter.title}\0{letter.submitted}"
    known = found.get(key)
    if known is None:
        found[key] = letter
    else:
        found[key] = _together(letter, known) if detail else _together(known, letter)
    return key


def _together(first: Letter, second: Letter) -> Letter:
    """One letter of two showings, the first's word before the second's; answered where either says so."""
    replied = first.replied or second.replied
    return msgspec.structs.replace(
        first,
        title=first.title if len(first.title) >= len(second.title) else second.title,
        submitted=first.submitted or second.submitted,
        answered=first.answered or second.answered,
        replied=replied,
        question=first.question or second.question,
        reply=first.reply or second.reply,
        office=first.office or second.office,
        status=first.status or second.status,
        open=(first.open or second.open) and not replied,
        valid=first.valid and second.valid,
    )


def _joined(site: Site, found: dict[str, Letter], shown_on: dict[str, set[str]]) -> list[Letter]:
    """The letters with the second showings under another address joined; two rows of one page stay two letters."""
    kept: dict[str, Letter] = {}
    by_title: dict[str, list[str]] = {}
    for key, letter in found.items():
        alike = by_title.setdefault(normalised(letter.title), [])
        first = next(
            (other for other in alike if _is_same(kept[other], letter) and not shown_on[other] & shown_on[key]), None
        )
        if first is None:
            kept[key] = letter
            alike.append(key)
            continue
        kept[first] = _together(kept[first], letter)
        shown_on[first] |= shown_on[key]
        site.letter_copies.append(letter)
    return list(kept.values())


def _is_same(one: Letter, other: Letter) -> bool:
    """The same day of sending, or, where one list shows none, of answering; never with different questions."""
    if one.question and other.question and one.question[:_SAME_WORDS] != other.question[:_SAME_WORDS]:
        return False
    if one.submitted and other.submitted:
        return one.submitted == other.submitted
    return one.answered is not None and one.answered == other.answered


def complete_back_to(site: Site) -> date | None:
    """The day from which on every published letter was seen; None where that cannot be told.

    Each column that lists letters is looked at: one read to its end hides nothing (`date.min`); one that runs from new
    to old and was read in part is complete from the day after its oldest letter read. The latest of these days holds.
    """
    days: list[date] = []
    held = False
    for column in site.columns:
        if column.state == "elsewhere" or not any(len(page.letters) > 1 for page in column.pages):
            continue
        held = True
        back_to = _column_back_to(column)
        if back_to is None:
            return None
        days.append(back_to)
    return max(days) if held else None


def _column_back_to(column: Column) -> date | None:
    if column.complete:
        return date.min
    pages = sorted(column.pages, key=lambda page: (page_number(page), page.url))
    days = [letter.submitted for page in pages if len(page.letters) > 1 for letter in page.letters]
    shown = [day for day in days if day is not None]
    numbers = [page_number(page) for page in pages]
    if len(shown) < len(days) or not shown or not _is_unbroken(numbers):
        return None
    falling = sum(later <= earlier for earlier, later in pairwise(shown))
    if len(shown) > 1 and falling < len(shown) - 1:
        return None
    return shown[-1] + timedelta(days=1)


def _is_unbroken(numbers: Sequence[int]) -> bool:
    """Whether pages follow one another from the first; the second may be called 2 or, counted from its address, 3."""
    if not numbers or numbers[0] != 1 or (len(numbers) > 1 and numbers[1] not in (2, 3)):
        return False
    return all(later == earlier + 1 for earlier, later in pairwise(numbers[1:]))
