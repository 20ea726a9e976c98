"""The letters of 4.1 as its zero rules count them, what was left out of them and why, and what was not seen.

The rules (table, note 1) look at letters that stay open for more than three months and at months without a letter. A
list serves them only where it is whole over the window (threshold `letters-window` of 4.1): a letter that nobody saw
could be the one of last month, and one whose answer nobody saw need not be open.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhengping.checks.context import Context
from zhengping.checks.finding import Evidence
from zhengping.checks.periods import months_back
from zhengping.checks.quoting import quote
from zhengping.checks.tools import failures, has_any, named_columns, number, unread, words
from zhengping.reading.facts import Letter
from zhengping.reading.site import Column

INDICATOR = "4.1"


@dataclass(frozen=True)
class LeftOut:
    """A letter or activity that does not count, and the reason in Chinese."""

    day: date | None
    title: str
    url: str
    reason: str


@dataclass(frozen=True)
class Correspondence:
    """`counted`: the letters that the rules may look at, newest first; `left_out` the others.

    `gaps` says in Chinese what keeps the list from being whole; without gaps it is given to the rules.
    """

    counted: tuple[Letter, ...]
    left_out: tuple[LeftOut, ...]
    gaps: tuple[str, ...]

    def pairs(self) -> tuple[tuple[date, date | None], ...]:
        """(submitted, answered or None) of the letters counted, oldest first; all have a day where there is no gap."""
        pairs = [(letter.submitted, letter.answered) for letter in self.counted if letter.submitted]
        return tuple(sorted(pairs, key=lambda pair: (pair[0], pair[1] or date.max)))


def see_letter(letter: Letter) -> Evidence:
    """Evidence of a letter: its days and its title."""
    days = "，".join(
        f"{name}{day}" for name, day in (("来信", letter.submitted), ("答复", letter.answered)) if day is not None
    )
    return Evidence(letter.url, quote(f"{days} {letter.title}".strip()))


def correspondence(context: Context) -> Correspondence:
    """The site's letters for the zero rules, with what was left out and what was not seen."""
    window = months_back(context.monitoring_date, number(context, INDICATOR, "letters_window"))
    counted: list[Letter] = []
    left_out = [_left_out(copy, "与其他栏目中的同一封信重复") for copy in context.site.letter_copies]
    unclear: list[LeftOut] = []
    for letter in context.site.letters:
        if reason := _why_not(context, letter):
            left_out.append(_left_out(letter, reason))
        elif letter.submitted is not None and (letter.answered is not None or letter.open):
            counted.append(letter)
        elif _is_past(letter, window):
            left_out.append(_left_out(letter, "在统计期之前，日期不全"))
        else:
            unclear.append(_left_out(letter, _unclear(letter)))
    gaps = [*_gaps(context, window), *(f"有来信{out.reason}" for out in unclear)]
    return Correspondence(tuple(counted), (*unclear, *left_out), tuple(dict.fromkeys(gaps)))


def _left_out(letter: Letter, reason: str) -> LeftOut:
    return LeftOut(letter.submitted, letter.title, letter.url, reason)


def _is_past(letter: Letter, window: date) -> bool:
    """Whether a letter surely lies before the window: sent before it, or answered before it."""
    day = letter.submitted or letter.answered
    return day is not None and day <= window


def _unclear(letter: Letter) -> str:
    if letter.submitted is None:
        return "未注来信日期"
    return "未注答复日期" if letter.replied else "未注是否答复"


def _why_not(context: Context, letter: Letter) -> str:
    """Why a letter is none that the rules speak of (有效信件); empty where it is one."""
    if not letter.valid:
        return f"状态为“{letter.status}”，不是有效信件"
    if letter.title.strip().lower() in words(context, INDICATOR, "no_letters"):
        return f"标题为“{letter.title.strip()}”，不是有效信件"
    return ""


def _gaps(context: Context, window: date) -> list[str]:
    """What may hide letters of the window, in Chinese. An empty list of letters is a gap too.

    A mailbox that publishes no letters looks the same as one that gets none, and the department alone can tell.
    """
    site = context.site
    gaps = ["抓取达到上限，网站未读全"] if site.budget_reached else []
    gaps += failures(site)
    if not site.letters:
        return [*gaps, "未读到公开的来信"]
    back_to = site.letters_complete_back_to
    if back_to is None:
        gaps.append("来信列表的次序或页数不明")
    elif back_to > window:
        gaps.append(f"来信列表只读到{back_to}")
    shown = {letter.url for letter in [*site.letters, *site.letter_copies]}
    columns = {
        id(deep): deep
        for column in site.columns_for(INDICATOR)
        for deep in column.walk()
        if not deep.indicators or INDICATOR in deep.indicators
    }
    for column in columns.values():
        gaps += _gap_of(context, column, shown)
    return gaps


def _gap_of(context: Context, column: Column, shown: set[str]) -> list[str]:
    """Why a column of 4.1 may hold letters that were not read."""
    if named_columns([column], words(context, INDICATOR, "questions")) or has_any(
        column.name, words(context, INDICATOR, "no_letter_columns")
    ):
        return []
    if column.state in ("unseen", "scripted", "elsewhere") or column.outcome == "blocked":
        return [unread(column) or f"“{column.name}”未能读出"]
    if any(page.scripted for page in column.pages) and not any(page.letters for page in column.pages):
        return [f"“{column.name}”由脚本绘制"]
    generic = column.name in words(context, INDICATOR, "generic_columns")
    listed = [item for item in column.items if item.url]
    if listed and not generic and not any(item.url in shown for item in listed):
        return [f"“{column.name}”的条目未能读成来信"]
    return []
