"""Calendar arithmetic of the table's rules: months and years counted back from the monitoring date."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

Day = tuple[int, int, int]
"""Year, month, day: compares like a date and may lie before year 1, where a rule looks back that far."""

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def parse_day(text: str) -> Day:
    """Reads YYYY-MM-DD, nothing looser. ValueError where it is no day of the calendar."""
    match = _ISO.fullmatch(text)
    if not match:
        raise ValueError(text)
    year, month, day = (int(part) for part in match.groups())
    date(year, month, day)
    return year, month, day


def months_back(day: Day, months: int) -> Day:
    """The day `months` calendar months earlier: the same day, or the month's last where there is none such.

    Score contract, rule 5: one month before 31 March is 28 or 29 February.
    """
    year, month, number = day
    index = year * 12 + (month - 1) - months
    year, month = index // 12, index % 12 + 1
    last = monthrange(year, month)[1] if year > 0 else 28
    return year, month, min(number, last)


def format_day(day: Day) -> str:
    """The day as YYYY-MM-DD."""
    return f"{day[0]:04d}-{day[1]:02d}-{day[2]:02d}"
