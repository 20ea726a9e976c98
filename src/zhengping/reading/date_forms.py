"""Dates in all the forms that these sites write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 1, 1)
"""Bounds of a plausible publication; 1970-01-01 is what an empty field prints as."""

_SEPARATED = r" ?[-/.年—－_] ?(\d{1,2}) ?[-/.月—－_] ?(0[1-9]|[12]\d|3[01]|[1-9])(?=\D|$|\d\d:\d\d) ?[日号]?"
_CLOCK = r"(?: ?T?\d{1,2}[:：]\d\d(?:[:：]\d\d(?:\.\d+)?)?)?"
OF_2000 = re.compile(r"20(\d\d)" + _SEPARATED + _CLOCK)
OF_1900 = re.compile(r"19(\d\d)" + _SEPARATED + _CLOCK)
"""Two patterns, so that each begins with a literal, which the regex engine looks for quickly."""

_JAVA = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) \d\d:\d\d:\d\d [A-Z]{3} (20\d\d)")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_STAMP = re.compile(r"(?<!\d)(1\d{12}|1\d{9}|[6-9]\d{11})(?!\d)")
_NUMERALS = re.compile(
    r"([一二][〇○ＯO零一二三四五六七八九0]{3})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)


@lru_cache(maxsize=4096)
def plausible(year: int, month: int, day: int) -> date | None:
    """The date, where it exists and lies within the bounds of a publication."""
    try:
        value = date(year, month, day)
    except ValueError:
        return None
    return value if EARLIEST < value < LATEST else None


def first_date(text: str) -> date | None:
    """The first plausible whole date in a text, in any form: separated, 年月日, Java's, compact, time stamp,
    Chinese numerals."""
    for start, century in ((OF_2000, 2000), (OF_1900, 1900)):
        for hit in start.finditer(text):
            if value := plausible(century + int(hit[1]), int(hit[2]), int(hit[3])):
                return value
    if (hit_java := _JAVA.search(text)) and hit_java[1] in _MONTHS:
        return plausible(int(hit_java[3]), _MONTHS.index(hit_java[1]) + 1, int(hit_java[2]))
    if stamp := _STAMP.search(text):
        seconds = int(stamp[1]) / (1000 if len(stamp[1]) > 10 else 1)
        moment = datetime.fromtimestamp(seconds, UTC) + timedelta(hours=8)
        return plausible(moment.year, moment.month, moment.day)
    if compact := _COMPACT.search(text):
        return plausible(int(compact[1]), int(compact[2]), int(compact[3]))
    if numerals := _NUMERALS.search(text):
        return _from_numerals(numerals)
    return None


def _from_numerals(found: re.Match[str]) -> date | None:
    digits = {character: str(value) for value, character in enumerate("〇一二三四五六七八九")}
    digits |= dict.fromkeys("○ＯO零0", "0")

    def small(text: str) -> int:
        tens, _, ones = text.rpartition("十")
        value = int(digits[ones]) if ones else 0
        if "十" in text:
            value += 10 * (int(digits[tens]) if tens else 1)
        return value

    try:
        return plausible(int("".join(digits[c] for c in found[1])), small(found[2]), small(found[3]))
    except (KeyError, ValueError):
        return None
