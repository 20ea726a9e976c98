"""Working days: the State Council's holidays and adjusted days, with a table of regional and later days over them.

The national days are those of `chinesecalendar`; the tables in `calendars/` and the office's own file
(docs/working-days.md) say where a region or a later notice differs. A year that neither knows is estimated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib import resources
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhengping.errors import EditionError, InputError, reason
from zhengping.standard.compiled import compiled

if TYPE_CHECKING:
    from zhengping.standard.source_text import SourceText

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_LONGEST = 60
"""Days that one entry may span: no holiday is longer, so more is a slip of the pen."""
_KEYS = ("name", "complete_years", "rest", "work")
_ENTRY_KEYS = ("day", "from", "to", "why", "source", "verified")


@dataclass(frozen=True)
class WorkingCalendar:
    """Which days are working days.

    `rest` and `work` overrule the national calendar; `complete_years` are further years whose holidays and adjusted
    days stand in these tables whole. A year known to neither counts Monday to Friday as working days.
    """

    name: str = "全国"
    rest: frozenset[date] = frozenset()
    work: frozenset[date] = frozenset()
    complete_years: frozenset[int] = frozenset()

    def is_working(self, day: date) -> bool:
        """Whether a day is a working day."""
        if day in self.work:
            return True
        return day not in self.rest and _is_national(day)

    def knows(self, year: int) -> bool:
        """Whether the holidays and adjusted days of a year are known."""
        return year in self.complete_years or _national_knows(year)

    def count(self, earlier: date, later: date) -> int:
        """Working days after `earlier` up to and with `later` (the day itself never counts); 0 where it is not later.

        From the day after receipt: 民法典 art. 201.
        """
        if later <= earlier:
            return 0
        total = _up_to(self, later) - _up_to(self, earlier)
        return total + sum(_in_year(self, year)[-1] for year in range(earlier.year, later.year))

    def unknown_years(self, spans: Iterable[tuple[date, date]]) -> tuple[int, ...]:
        """Years that counting over the spans (earlier, later) had to estimate, in order."""
        years = {
            year
            for earlier, later in spans
            if later > earlier
            for year in range((earlier + timedelta(days=1)).year, later.year + 1)
        }
        return tuple(sorted(year for year in years if not self.knows(year)))

    def under(self, over: WorkingCalendar) -> WorkingCalendar:
        """This calendar with another laid over it: where both speak of a day, the other one holds."""
        return replace(
            over,
            rest=(self.rest - over.work) | over.rest,
            work=(self.work - over.rest) | over.work,
            complete_years=self.complete_years | over.complete_years,
        )


@lru_cache(maxsize=4096)
def _in_year(calendar: WorkingCalendar, year: int) -> tuple[int, ...]:
    """Working days of a year up to and with each of its days."""
    day, flags = date(year, 1, 1), []
    for number in range((date(year, 12, 31) - day).days + 1):
        flags.append(calendar.is_working(day + timedelta(days=number)))
    return tuple(accumulate(map(int, flags)))


def _up_to(calendar: WorkingCalendar, day: date) -> int:
    return _in_year(calendar, day.year)[day.timetuple().tm_yday - 1]


def _is_national(day: date) -> bool:
    import chinese_calendar  # type: ignore[import-untyped]  # loaded only where working days are counted

    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


@cache
def _national_knows(year: int) -> bool:
    import chinese_calendar

    try:
        chinese_calendar.is_workday(date(year, 1, 1))
        chinese_calendar.is_workday(date(year, 12, 31))
    except NotImplementedError:
        return False
    return True


def shipped_calendars() -> list[str]:
    """Names of the calendars that come with the program, sorted."""
    folder = resources.files("zhengping.standard") / "calendars"
    return sorted(entry.name.removesuffix(".yaml") for entry in folder.iterdir() if entry.name.endswith(".yaml"))


@cache
def shipped_calendar(name: str = "") -> WorkingCalendar:
    """The calendar of that name as shipped; the national one without a name. InputError where there is none such."""
    if not name:
        return WorkingCalendar()
    if name not in shipped_calendars():
        raise InputError(f"没有名为 {name} 的工作日历；请用 {'、'.join(shipped_calendars())}，或不写")
    file = resources.files("zhengping.standard") / "calendars" / f"{name}.yaml"
    if isinstance(file, Path):
        return compiled(file, WorkingCalendar, lambda text: parse_calendar(text, file.name))
    return parse_calendar(file.read_text(encoding="utf-8"), f"{name}.yaml")


def load_calendar(path: Path, over: str = "") -> WorkingCalendar:
    """The office's own calendar, laid over the shipped one named `over`.

    Raises InputError (one line: file and line, what is wrong, remedy).
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"--calendar {path}：不是 UTF-8 编码；请另存为 UTF-8") from None
    except OSError as error:
        raise InputError(f"--calendar {path}：读不了（{reason(error)}）；请检查路径与权限") from None
    return shipped_calendar(over).under(parse_calendar(text, str(path)))


def parse_calendar(text: str, file: str) -> WorkingCalendar:
    """The calendar that `text` (YAML) describes; `file` is named in messages. Raises InputError as `load_calendar`."""
    from zhengping.standard.source_text import SourceText

    try:
        source = SourceText(text, file)
    except EditionError as error:
        raise InputError(str(error).replace("id、name、indicators", "name、rest、work")) from None
    data = source.data
    for key in data:
        if key not in _KEYS:
            raise _error(source, (key,), f"不认识“{key}”；只用 {'、'.join(_KEYS)}")
    name = data.get("name", "")
    if not isinstance(name, str):
        raise _error(source, ("name",), "name 应是一段文字；改成地区或单位的名称")
    rest = _days(source, "rest")
    work = _days(source, "work")
    if both := sorted(rest & work):
        raise _error(source, ("work",), f"{both[0]} 既写了放假（rest）又写了上班（work）；请删去其中一处")
    return WorkingCalendar(name, rest, work, _years(source))


def _years(source: SourceText) -> frozenset[int]:
    years = source.data.get("complete_years", [])
    if not isinstance(years, list):
        raise _error(source, ("complete_years",), "complete_years 应是年份的列表；写成 [2027, 2028]")
    for number, year in enumerate(years):
        if not (isinstance(year, str) and re.fullmatch(r"(?:19|20)[0-9]{2}", year)):
            raise _error(source, ("complete_years", number), f"“{year}”不是年份；写成四位数，例如 2027")
    return frozenset(map(int, years))


def _days(source: SourceText, key: str) -> frozenset[date]:
    entries = source.data.get(key, [])
    if not isinstance(entries, list):
        raise _error(source, (key,), f"{key} 应是列表；逐行写 - {{day: 2027-02-08, why: 春节}}")
    found: set[date] = set()
    for number, entry in enumerate(entries):
        path = (key, number)
        if not isinstance(entry, dict):
            raise _error(source, path, "应写成一组“键: 值”；例如 {day: 2027-02-08, why: 春节}")
        for name in entry:
            if name not in _ENTRY_KEYS:
                raise _error(source, (*path, name), f"不认识“{name}”；只用 {'、'.join(_ENTRY_KEYS)}")
        first, last = _span(source, path, entry)
        if not 0 <= (last - first).days < _LONGEST:
            raise _error(source, path, f"从 {first} 到 {last} 不像一次放假或调休；请核对起止日期")
        found.update(first + timedelta(days=number) for number in range((last - first).days + 1))
    return frozenset(found)


def _span(source: SourceText, path: tuple[str | int, ...], entry: dict[str, Any]) -> tuple[date, date]:
    if ("day" in entry) == ("from" in entry) or ("from" in entry) != ("to" in entry):
        raise _error(source, path, "没有写明日子；要么写 day（一天），要么写 from 和 to（起止两天）")
    first, last = ("day", "day") if "day" in entry else ("from", "to")
    return _day(source, (*path, first), entry[first]), _day(source, (*path, last), entry[last])


def _day(source: SourceText, path: tuple[str | int, ...], text: object) -> date:
    match = _ISO.fullmatch(text) if isinstance(text, str) else None
    try:
        if match:
            return date(*map(int, match.groups()))
    except ValueError:
        pass
    raise _error(source, path, f"“{text}”不是日期；写成 YYYY-MM-DD，例如 2027-02-08")


def _error(source: SourceText, path: tuple[str | int, ...], words: str) -> InputError:
    return InputError(f"{source.file}:{source.line(path)}：{words}")
