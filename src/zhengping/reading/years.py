"""The years of list rows that show month and day only, by the rows around them whose whole date is known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from zhengping.reading.date_forms import plausible


def with_years(days: Sequence[date | None], month_days: Sequence[str], latest: date) -> list[date | None]:
    """The days of a list's rows, with the year given to a row of month and day where the list's order leaves no choice.

    `days`: known whole days in the list's order; `month_days`: "MM-DD" of the rows that show no year, else "";
    `latest`: the last day that can be a day of publication. Only lists that run from new to old by all their known days
    tell anything; a row beside an undated one, or that could be of two years, keeps none.
    """
    known = [(place, day) for place, day in enumerate(days) if day is not None]
    if not known or any(later < earlier for (_, later), (_, earlier) in pairwise(known)):
        return list(days)
    found = list(days)
    for place in range(known[0][0] - 1, -1, -1):
        below = found[place + 1]
        if not month_days[place] or below is None:
            break
        found[place] = _only(month_days[place], below, latest)
    above: date | None = None
    for place in range(known[0][0], len(found)):
        if found[place] is None and month_days[place] and above is not None:
            floor = next((day for later, day in known if later > place), None)
            found[place] = _newest(month_days[place], above, floor)
        above = found[place]
    return found


def _in_year(month_day: str, year: int) -> date | None:
    return plausible(year, int(month_day[:2]), int(month_day[3:]))


def _only(month_day: str, below: date, latest: date) -> date | None:
    """The one day of that month and day from `below` to `latest`; None where there are none or several."""
    fit = [
        day
        for year in range(below.year, latest.year + 1)
        if (day := _in_year(month_day, year)) is not None and below <= day <= latest
    ]
    return fit[0] if len(fit) == 1 else None


def _newest(month_day: str, above: date, floor: date | None) -> date | None:
    """The newest day of that month and day that is not after `above`, unless it is older than `floor`."""
    for year in (above.year, above.year - 1):
        day = _in_year(month_day, year)
        if day is not None and day <= above:
            return day if floor is None or day >= floor else None
    return None
