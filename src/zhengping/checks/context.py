"""What a check is given, and the register of checks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from zhengping.checks.elsewhere import Elsewhere
from zhengping.checks.finding import Finding
from zhengping.checks.periods import months_back
from zhengping.errors import EditionError
from zhengping.reading.probed import Probed
from zhengping.reading.site import Site
from zhengping.standard.model import Edition, Indicator, PlainWords, Threshold
from zhengping.standard.working_calendar import WorkingCalendar, shipped_calendar


@dataclass(frozen=True)
class Department:
    """The department's facts and registers (`--department FILE`).

    `facts` as in the score contract; `name` the office's name and `other_names` its old or short ones;
    `higher_levels` names of the governments above it (their news count as reprints); `items` the register
    of service items; `areas` the key areas assigned (附录1), None = not known; `services` of 附录2;
    `subordinate_sites` addresses.
    """

    facts: dict[str, bool]
    name: str = ""
    other_names: tuple[str, ...] = ()
    higher_levels: tuple[str, ...] = ()
    items: tuple[str, ...] | None = None
    areas: tuple[str, ...] | None = None
    services: tuple[str, ...] | None = None
    subordinate_sites: tuple[str, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Context:
    """All a check may look at. No clock, no network: the same context gives the same finding.

    `office_calendar`: the office's own calendar of working days; without it the edition's holds. `elsewhere`: the
    comparison with the other sites of a run; None where the site is judged alone. `probed`: what a browser saw; None
    where none was used.
    """

    site: Site
    edition: Edition
    department: Department
    monitoring_date: date
    office_calendar: WorkingCalendar | None = None
    elsewhere: Elsewhere | None = None
    probed: Probed | None = None

    @property
    def calendar(self) -> WorkingCalendar:
        """Which days are working days."""
        return self.office_calendar or shipped_calendar(self.edition.calendar)

    @property
    def year_start(self) -> date:
        """The first day of "within the year" (contract `evaluate`): the day after the one a year before."""
        return months_back(self.monitoring_date, 12) + timedelta(days=1)

    def indicator(self, point: str) -> Indicator:
        """The indicator that a point belongs to ("1.1.1-2" -> 1.1.1)."""
        return self.edition.by_code[point.rsplit("-", 1)[0]]

    def threshold(self, code: str, name: str) -> Threshold:
        """A threshold of an indicator, else of the edition; EditionError where neither names it."""
        own = self.edition.by_code.get(code)
        found = own.thresholds.get(name) if own is not None else None
        found = found or self.edition.thresholds.get(name)
        if found is None:
            raise _lacks(self.edition, code, f"阈值 {name}")
        return found

    def words(self, code: str, name: str) -> tuple[str, ...]:
        """A word list of an indicator, else of the edition (`code` "": of the edition alone).

        EditionError where neither holds it.
        """
        own = self.edition.by_code.get(code)
        found = own.words.get(name) if own is not None else None
        found = self.edition.words.get(name) if found is None else found
        if found is None:
            raise _lacks(self.edition, code, f"词表 {name}")
        return found

    def plain_words(self, code: str) -> PlainWords:
        """What people say for the official names, as an indicator lists it; EditionError where it lists nothing."""
        own = self.edition.by_code.get(code)
        if own is None or own.plain_words is None:
            raise _lacks(self.edition, code, "通俗说法 plain_words")
        return own.plain_words


def _lacks(edition: Edition, code: str, what: str) -> EditionError:
    place = f"的 {code} " if code else ""
    return EditionError(f"指标体系 {edition.id} {place}缺少{what}，请对照内置的指标体系补上")


Check = Callable[[Context], Finding]
REGISTER: dict[str, Check] = {}


def check(code: str) -> Callable[[Check], Check]:
    """Registers a function as the check of the point `code`."""

    def register(function: Check) -> Check:
        if code in REGISTER:
            raise ValueError(f"two checks for {code}")
        REGISTER[code] = function
        return function

    return register


Tried = Callable[[Context, Finding], Finding]
TRIED: dict[str, Tried] = {}


def tried(*codes: str) -> Callable[[Tried], Tried]:
    """Registers what a browser adds to the finding of points.

    The function is called only where `context.probed` is there, with the finding as the pages alone make it; it
    returns that finding where the trials say nothing of it.
    """

    def register(function: Tried) -> Tried:
        for code in codes:
            if code in TRIED:
                raise ValueError(f"two trials for {code}")
            TRIED[code] = function
        return function

    return register
