"""Spans of time as the table and the contract `evaluate` name them; every function is pure."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date

from zhengping.standard.working_calendar import WorkingCalendar

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_CHINESE_YEAR = re.compile(r"[二一][〇○零Ｏ0九][〇○零Ｏ0一二三四五六七八九]{2}(?=年)")
_CHINESE_DIGITS = dict(zip("〇○零Ｏ0一二三四五六七八九", "00000123456789", strict=True))


def months_back(day: date, months: int) -> date:
    """The same day `months` calendar months earlier, or the month's last day where there is none such."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def within_months(day: date | None, monitoring_date: date, months: int) -> bool:
    """After the day `months` months before the monitoring date and up to it; an undated item never is."""
    return day is not None and months_back(monitoring_date, months) < day <= monitoring_date


def within_year(day: date | None, monitoring_date: date) -> bool:
    """Within the year, as the contract has it: after the day one year before the monitoring date and up to it."""
    return within_months(day, monitoring_date, 12)


def this_year(monitoring_date: date) -> int:
    """This year, as the contract has it: the monitoring date's calendar year."""
    return monitoring_date.year


def closed_year(monitoring_date: date) -> int:
    """The closed year, as the contract has it: the calendar year before the monitoring date's."""
    return monitoring_date.year - 1


def years_named(text: str) -> tuple[int, ...]:
    """The calendar years that a title names, in order ("2020年度决算", "二〇二〇年"), each once."""
    found = [int(year) for year in _YEAR.findall(text)]
    found += [int("".join(_CHINESE_DIGITS[c] for c in year)) for year in _CHINESE_YEAR.findall(text)]
    return tuple(dict.fromkeys(year for year in found if 1980 <= year <= 2100))


def estimate_note(calendar: WorkingCalendar, spans: Iterable[tuple[date, date]]) -> str:
    """A remark for the sentence where working days over the spans (earlier, later) had to be estimated; else empty."""
    years = calendar.unknown_years(spans)
    if not years:
        return ""
    named = "、".join(map(str, years[:3])) + ("等" if len(years) > 3 else "")
    return f"（{named}年没有节假日数据，按周一至周五估算）"
