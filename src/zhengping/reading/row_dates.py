"""Dates of list rows, in the forms that such lists show: whole, split over two elements, or month and day only."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

_YEAR = r"((?:19|20)\d\d)"
WHOLE = re.compile(_YEAR + r"\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d*[-/.年])")
_LABELLED = re.compile(r"(?:发布|公布|发表|更新|录入|公开|上传|上网)(?:时间|日期)?\s*[：:]?\s*" + WHOLE.pattern)
_TIME = r"(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
_OPEN, _CLOSE = r"[\[［(（【〔<]", r"[\]］)）】〕>]"
_AT_END = re.compile(
    rf"(?:\s*{_OPEN}\s*{WHOLE.pattern}日?{_TIME}\s*{_CLOSE}|\s+{WHOLE.pattern}日?{_TIME}"
    rf"|\s*{_YEAR}([-/.])(\d{{1,2}})\2?[-/.](\d{{1,2}}){_TIME})\s*$".replace("\\2?", "")
)
_AT_START = re.compile(
    rf"^\s*(?:{_OPEN}\s*{WHOLE.pattern}日?{_TIME}\s*{_CLOSE}|{WHOLE.pattern}日?{_TIME}\s+"
    rf"|{_YEAR}([-/.])(\d{{1,2}})[-/.](\d{{1,2}}){_TIME}(?!\d))\s*"
)
_NUMBERS = re.compile(r"[\[(（【]?[\d年月日号/.\-\s:：,|]+[\])）】]?")
_DAY_THEN_MONTH = re.compile(r"(?<!\d)(\d{1,2})日?\s+" + _YEAR + r"\s*[-/.年]\s*(\d{1,2})月?(?![\d]|[-/.]\d)")
_MONTH_THEN_DAY = re.compile(_YEAR + r"\s*[-/.年]\s*(\d{1,2})月?\s+(\d{1,2})日?(?![\d:：])")
_MONTH_DAY_YEAR = re.compile(r"(?<![\d\-/.])(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?\s+" + _YEAR + r"年?(?!\d)")
_YEAR_MONTH_DAY = re.compile(_YEAR + r"年?\s+(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?(?!\d)")
_SHORT_YEAR = re.compile(r"[\[(（【]?\s*(\d\d)[-/.](\d{1,2})[-/.](\d{1,2})\s*[\])）】]?")
_MONTH_DAY = re.compile(r"[\[(（【]?\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?\s*[\])）】]?")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})日?\s+(\d{1,2})月")


_ENGLISH = re.compile(
    r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}[.,/\s-]*(?:(\d{1,2})(?!\d)[.,/\s-]*)?((?:19|20)\d\d)?"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@lru_cache(maxsize=1024)
def _without_english(piece: str) -> str:
    """A piece that names a month in English (Mar,2021; Mar 12, 2021; Mar) as numbers; any other piece as it is."""
    found = _ENGLISH.fullmatch(piece)
    if found is None:
        return piece
    month, day, year = _MONTHS.index(found[1]) + 1, found[2], found[3]
    if year:
        return f"{year}-{month:02d}-{day}" if day else f"{year}-{month:02d}"
    return f"{month:02d}-{day}" if day else f"{month}月"


@lru_cache(maxsize=8192)
def day_of(year: str, month: str, day: str) -> date | None:
    """The date of three numbers; None where it is none, or the clock's zero (1970-01-01)."""
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return None if found == date(1970, 1, 1) or found.year < 1949 else found


def whole_date(text: str) -> date | None:
    """The first whole date of a text, that after 发布时间 before others."""
    labelled = _LABELLED.search(text) if "时间" in text or "日期" in text or "发" in text else None
    if labelled:
        found = day_of(*labelled.groups())
        if found:
            return found
    for match in WHOLE.finditer(text):
        found = day_of(*match.groups())
        if found:
            return found
    return None


def split_date(strings: list[str]) -> tuple[date | None, str]:
    """(date, "MM-DD") from the pieces of a row that are numbers only; either may be missing."""
    if any("A" <= piece[0] <= "Z" for piece in strings if piece):
        strings = [_without_english(piece) for piece in strings]
    pieces = [
        piece for piece in strings if len(piece) < 24 and any(map(str.isdigit, piece)) and _NUMBERS.fullmatch(piece)
    ]
    if not pieces:
        return None, ""
    joined = " ".join(pieces)
    if found := whole_date(joined):
        return found, ""
    for pattern, order in (
        (_DAY_THEN_MONTH, (1, 2, 0)),
        (_MONTH_DAY_YEAR, (2, 0, 1)),
        (_YEAR_MONTH_DAY, (0, 1, 2)),
        (_MONTH_THEN_DAY, (0, 1, 2)),
    ):
        match = pattern.search(joined)
        if match:
            groups = match.groups()
            found = day_of(*(groups[place] for place in order))
            if found:
                return found, ""
    for piece in pieces:
        match = _SHORT_YEAR.fullmatch(piece)
        if match:
            found = day_of("20" + match.group(1), match.group(2), match.group(3))
            if found:
                return found, ""
    for piece in pieces:
        match = _MONTH_DAY.fullmatch(piece)
        if match and 1 <= int(match.group(1)) <= 12 and 1 <= int(match.group(2)) <= 31:
            return None, f"{int(match.group(1)):02d}-{int(match.group(2)):02d}"
    match = _DAY_AND_MONTH.search(joined)
    if match and 1 <= int(match.group(2)) <= 12 and 1 <= int(match.group(1)) <= 31:
        return None, f"{int(match.group(2)):02d}-{int(match.group(1)):02d}"
    return None, ""


def without_date(label: str) -> tuple[str, date | None]:
    """A title without the date that was run together with it at its end or start, and that date.

    A date in words (2020年1月2日) counts only where a blank or bracket parts it from the title: titles often
    begin or end with the day of an event.
    """
    if not any(map(str.isdigit, label)):
        return label, None
    for pattern in (_AT_END, _AT_START):
        match = pattern.search(label)
        if match:
            numbers = [group for group in match.groups() if group and group.isdigit()]
            found = day_of(*numbers[:3]) if len(numbers) >= 3 else None
            rest = (label[: match.start()] + label[match.end() :]).strip()
            if found and len(rest) >= 2:
                return rest, found
    return label, None
