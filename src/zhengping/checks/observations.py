"""The dated lists that the zero rules of 4.1, 4.2 and 4.3 look at (contracts `evaluate` and `score`).

A list is given only where the crawl saw it complete for the window that its rule looks at, else None: a zero
rule never strikes on half a list.
- Letters: the lists of letters must have been read back over the whole window (threshold `letters-window`
  of 4.1: the national check looks at a year), and every letter must show both its day and, where answered,
  the day of the answer. An empty list is never given: a mailbox that publishes no letters looks the same as
  one that gets none, and the department alone can tell.
- Surveys and interviews: every column of the kind was read whole or back beyond the year, nothing was
  refused, and no undated activity could tip the count. Where the site has no such column at all, the empty
  list is given only if the whole site was seen, with no unread entrance and no interaction platform under
  which an activity could stand: then the site shows its visitor none, which is what the table's note asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhengping.checks.activities import Held, held
from zhengping.checks.context import Context
from zhengping.checks.periods import months_back
from zhengping.checks.tools import number


@dataclass(frozen=True)
class Observed:
    """What was seen; `letters` as (submitted, answered or None), the others as days; None = not seen complete."""

    letters: tuple[tuple[date, date | None], ...] | None
    surveys: tuple[date, ...] | None
    interviews: tuple[date, ...] | None

    def as_dict(self) -> dict[str, object]:
        """The contract's JSON (`observed` of `evaluate`, the same keys of `score`)."""
        return {
            "letters": None
            if self.letters is None
            else [{"submitted": s.isoformat(), "answered": a.isoformat() if a else None} for s, a in self.letters],
            "surveys": None if self.surveys is None else [day.isoformat() for day in self.surveys],
            "interviews": None if self.interviews is None else [day.isoformat() for day in self.interviews],
        }


def observe(context: Context) -> Observed:
    """The lists for the zero rules, each complete or None; None too where the edition has no such indicator."""
    site, known = context.site, context.edition.by_code
    return Observed(
        _letters(context) if "4.1" in known else None,
        _days(context, "4.2", held(context, "4.2", site.surveys)) if "4.2" in known else None,
        _days(context, "4.3", held(context, "4.3", site.interviews)) if {"4.2", "4.3"} <= known.keys() else None,
    )


def _letters(context: Context) -> tuple[tuple[date, date | None], ...] | None:
    site = context.site
    window = months_back(context.monitoring_date, number(context, "4.1", "letters_window"))
    back_to = site.letters_complete_back_to
    if not site.letters or back_to is None or back_to > window or site.budget_reached:
        return None
    found = []
    for letter in site.letters:
        if letter.submitted is None or (letter.replied and letter.answered is None):
            return None
        found.append((letter.submitted, letter.answered))
    return tuple(sorted(found, key=lambda pair: (pair[0], pair[1] or date.max)))


def _days(context: Context, code: str, seen: Held) -> tuple[date, ...] | None:
    minimum = number(context, code, "minimum")
    days = sorted(activity.day for activity in seen.counted if activity.day)
    undecided = len(days) < minimum <= len(days) + len(seen.undated)
    return None if seen.gaps or undecided else tuple(days)
