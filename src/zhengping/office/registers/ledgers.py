"""What the rules read, gathered from the database; what they say, given to the settling of values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from zhengping.office.collection.models import Confirmation, PointFinding
from zhengping.office.core.fields import exact
from zhengping.office.registers.kinds import KINDS
from zhengping.office.registers.models import RegisterEntry, RegisterState
from zhengping.office.registers.rules import (
    EVENTS,
    RULES,
    Counted,
    Entry,
    Guides,
    Ledger,
    Verdict,
    count_events,
    extras_from,
)
from zhengping.office.registers.windows import Window, window_of
from zhengping.office.results.models import Authority
from zhengping.office.results.settling import edition_of
from zhengping.office.results.sources import Proposed, gives_extras, gives_values
from zhengping.office.rounds.models import Participation, Round
from zhengping.standard.working_calendar import WorkingCalendar, shipped_calendar

_GUIDES = "3.1.1-1"
_READ = re.compile(r"读到指南(\d+)项")
_ELSEWHERE = re.compile(r"其他网站上的入口(\d+)项")


def entries_of(round: Round, kinds: Iterable[str]) -> QuerySet[RegisterEntry]:
    """The entries that belong to a round: its own, and those of no round, by the date in their rows."""
    return RegisterEntry.objects.filter(Q(round=round) | Q(round=None), kind__in=list(kinds))


def counts_in(window: Window, kind: str, data: Mapping[str, Any]) -> bool:
    """Whether a row's date lies in the window; a register without such a date always counts."""
    day = KINDS[kind].day
    return not day or window.holds(str(data.get(day, "")))


def calendar_of(round: Round) -> WorkingCalendar:
    """The calendar of working days of the round's edition."""
    return shipped_calendar(edition_of(round.edition).calendar)


@dataclass(frozen=True)
class Said:
    """What the registers say of a department: verdicts by point, events counted, and how many rows lie outside."""

    verdicts: Mapping[str, Verdict]
    counted: Mapping[str, Counted]
    outside: Mapping[str, int]
    inside: Mapping[str, int]


def said_of(
    participation: Participation,
    kinds: Iterable[str],
    settings: Mapping[str, Mapping[str, Any]],
    entries: Sequence[RegisterEntry] | None = None,
) -> Said:
    """What these registers say of a department, whether they are complete or not.

    `entries`: where they were loaded already (for a page of many departments).
    """
    wanted = set(kinds)
    round = participation.round
    if entries is None:
        entries = list(entries_of(round, wanted).filter(department_id=participation.department_id).order_by("pk"))
    window, calendar = window_of(round), calendar_of(round)
    data = participation.department_data
    inside: dict[str, list[Entry]] = {kind: [] for kind in wanted}
    outside = dict.fromkeys(wanted, 0)
    for entry in entries:
        if entry.kind not in wanted:
            continue
        if counts_in(window, entry.kind, entry.data):
            inside[entry.kind].append(Entry(entry.pk, {**entry.data, "key": entry.key}))
        else:
            outside[entry.kind] += 1
    items: int | None = None
    guides: Guides | None = None
    if "service-items" in wanted:
        if participation.department.duty_items is not None:
            items = len(participation.department.service_items(round.monitoring_date))
        guides = guides_of(participation)
    ledgers = {
        kind: Ledger(
            rows,
            window,
            calendar,
            settings.get(kind, {}),
            1 + len(data.get("subordinate_sites") or ()),
            items,
            guides,
        )
        for kind, rows in inside.items()
    }
    verdicts = {point: rule.judge(ledgers[rule.register]) for point, rule in RULES.items() if rule.register in ledgers}
    counted = count_events({kind: one for kind, one in ledgers.items() if kind in EVENTS})
    return Said(verdicts, counted, outside, {kind: len(rows) for kind, rows in inside.items()})


def guides_of(participation: Participation) -> Guides | None:
    """How many guides the machine read (3.1.1-1); None where it did not say, or entries lead to another site."""
    finding = PointFinding.objects.filter(run__participation=participation, run__current=True, point=_GUIDES).first()
    if finding is None or _ELSEWHERE.search(finding.finding):
        return None
    read = _READ.search(finding.finding)
    if read is None:
        return None
    confirmed = Confirmation.objects.filter(participation=participation, point=_GUIDES, finding=finding).exists()
    return Guides(int(read[1]), finding.state == "judged" or confirmed, finding.pk)


def states_of(round: Round) -> dict[str, RegisterState]:
    """The states of a round's registers, by kind; registers that nobody touched are not in it."""
    return {state.kind: state for state in RegisterState.objects.filter(round=round).select_related("by")}


def _speaking(participation: Participation) -> tuple[list[str], dict[str, dict[str, Any]]]:
    """The registers that speak: complete, and set to decide."""
    states = [s for s in states_of(participation.round).values() if s.complete and s.kind in KINDS]
    return [s.kind for s in states if s.chosen.get("decides", True)], {s.kind: s.chosen for s in states}


def reason_of(point: str, verdict: Verdict) -> str:
    """The reason of a value: what was found, and the rule."""
    return f"{verdict.why}。规则：{RULES[point].words}"


@gives_values(Authority.RULE)
def values_of_registers(participation: Participation) -> dict[str, Proposed]:
    """The points that complete registers fill."""
    kinds, settings = _speaking(participation)
    if not kinds:
        return {}
    said = said_of(participation, kinds, settings)
    proposed = {}
    for point, verdict in said.verdicts.items():
        if verdict.value is None:
            continue
        basis: list[Mapping[str, Any]] = [{"kind": "register", "register": RULES[point].register}]
        basis += [{"kind": "register_entry", "id": number} for number in verdict.rows]
        proposed[point] = Proposed(exact(verdict.value), reason_of(point, verdict), tuple(basis))
    return proposed


@gives_extras
def extras_of_registers(participation: Participation) -> dict[str, dict[str, object]]:
    """Deductions (8.2) and, where their registers are kept, awards and media reports (8.1.2, 8.1.3)."""
    kinds, settings = _speaking(participation)
    events = [kind for kind in kinds if kind in EVENTS]
    return extras_from(said_of(participation, events, settings).counted) if events else {}
