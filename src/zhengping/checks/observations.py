"""The dated lists that the zero rules of 4.1, 4.2 and 4.3 look at (contracts `evaluate` and `score`).

A list is given only where the crawl saw it complete for the window that its rule looks at, else None: a zero
rule never strikes on half a list.
- Letters (`checks/correspondence.py`): the lists of letters must have been read back over the whole window (threshold
  `letters-window` of 4.1: the national check looks at a year), no other column of consultation may have stayed unread,
  and every letter must show its day and whether, and when, it was answered. An empty list is never given: a mailbox
  that publishes no letters looks the same as one that gets none, and the department alone can tell.
- Surveys and interviews (`checks/activities.py`): every column of the kind was read whole or back beyond the year,
  nothing was refused, and nothing undecided could lift a count below the minimum to it (an undated activity, one that
  began before the year and ended within it, a look-alike left out by a sign that a person must confirm, notices that
  were not read). Where the site has no such column at all, the empty list is given only if the whole site was seen,
  with no unread entrance and no interaction platform under which an activity could stand: then the site shows its
  visitor none, which is what the table's note asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zhengping.checks.activities import Held, held
from zhengping.checks.context import Context
from zhengping.checks.correspondence import correspondence
from zhengping.checks.periods import within_year
from zhengping.checks.tools import number


@dataclass(frozen=True)
class Row:
    """One letter, survey or interview as it was observed, with its page.

    `kind`: letter, survey, interview; `ended` the day of the answer or the last day of a survey; `reason`: why it does
    not count, in Chinese, empty where it does.
    """

    kind: str
    day: date | None
    ended: date | None
    title: str
    url: str
    reason: str = ""


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
    seen = correspondence(context)
    return None if seen.gaps else seen.pairs()


def _days(context: Context, code: str, seen: Held) -> tuple[date, ...] | None:
    minimum = number(context, code, "minimum")
    days = sorted(activity.day for activity in seen.counted if activity.day)
    if seen.gaps or seen.why_open(minimum) or (len(days) < minimum and _platforms(context)):
        return None
    return tuple(days)


def _platforms(context: Context) -> bool:
    """Whether a column of interaction stands on a platform or was not read: an activity may stand there unseen."""
    columns = [deep for column in context.site.columns_for("4.1", "4.2", "4.3") for deep in column.walk()]
    return any(column.platform or column.state in ("elsewhere", "scripted") for column in columns)


def rows(context: Context) -> Iterator[Row]:
    """Every letter, survey and interview that was seen, with its page; what does not count carries the reason."""
    site, known = context.site, context.edition.by_code
    if "4.1" in known:
        letters = correspondence(context)
        for letter in letters.counted:
            yield Row("letter", letter.submitted, letter.answered, letter.title, letter.url)
        for out in letters.left_out:
            yield Row("letter", out.day, None, out.title, out.url, out.reason)
    for code, kind, activities in (("4.2", "survey", site.surveys), ("4.3", "interview", site.interviews)):
        if code not in known or "4.2" not in known:
            continue
        for activity in activities:
            reason = activity.excluded or _outside(activity.day, context.monitoring_date)
            yield Row(kind, activity.day, activity.ends, activity.title, activity.url, reason)


def _outside(day: date | None, until: date) -> str:
    if day is None:
        return "未注明日期"
    return "" if within_year(day, until) else "不在监测点前一年内"
