"""Letters with their replies: list rows and detail pages joined, and how far back the lists were read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import msgspec

from zhengping.reading.facts import Letter
from zhengping.reading.lookup import Lookup, page_number
from zhengping.reading.ownership import same_name
from zhengping.reading.site import Column, Site


def letters_of(site: Site, lookup: Lookup) -> list[Letter]:
    """Every letter once, newest first.

    What a list row and the letter's own page say is put together; the page's word is taken before the row's. Letters
    on another site's platform count only where they name this office.
    """
    found: dict[str, Letter] = {}
    for page in site.pages.values():
        for letter in page.letters:
            _add(found, letter, lookup, detail=len(page.letters) == 1 and letter.url == page.url)
    for page in site.other_pages.values():
        for letter in page.letters:
            if letter.office and same_name(letter.office, site.office):
                _add(found, letter, lookup, detail=len(page.letters) == 1 and letter.url == page.url)
    return sorted(
        found.values(),
        key=lambda letter: (-(letter.submitted or date.min).toordinal(), letter.url, letter.title),
    )


def _add(found: dict[str, Letter], letter: Letter, lookup: Lookup, *, detail: bool) -> None:
    key = lookup.key_of(letter.url) if letter.url else f"\0{letter.title}\0{letter.submitted}"
    known = found.get(key)
    if known is None:
        found[key] = letter
        return
    first, second = (letter, known) if detail else (known, letter)
    found[key] = msgspec.structs.replace(
        first,
        title=first.title if len(first.title) >= len(second.title) else second.title,
        submitted=first.submitted or second.submitted,
        answered=first.answered or second.answered,
        replied=first.replied or second.replied,
        question=first.question or second.question,
        reply=first.reply or second.reply,
        office=first.office or second.office,
        status=first.status or second.status,
    )


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
