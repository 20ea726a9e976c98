"""Settling a whole round again: after a change of the edition or of the program, or to be sure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from zhengping.errors import InputError
from zhengping.office.core.audit import record
from zhengping.office.results.models import Score, ValueChange
from zhengping.office.results.settling import settle
from zhengping.office.rounds.models import Round


@dataclass(frozen=True)
class Again:
    """What came of it: departments settled, values changed, totals changed, and a line for each that failed."""

    departments: int
    values: int
    totals: int
    faults: tuple[str, ...]


def settle_all(round: Round, actor: Any, why: str = "全部重新核定", request: HttpRequest | None = None) -> Again:
    """Settles every department of the round, each in a transaction of its own, so that one fault stops no other."""
    departments = values = totals = 0
    faults = []
    before = dict(Score.objects.filter(participation__round=round).values_list("participation", "exact_total"))
    for participation in round.participations.select_related("department"):
        counted = ValueChange.objects.filter(participation=participation).count()
        try:
            score = settle(participation, actor, why)
        except InputError as error:
            faults.append(f"{participation.department}：{error}")
            continue
        departments += 1
        values += ValueChange.objects.filter(participation=participation).count() - counted
        totals += before.get(participation.pk) != score.exact_total
    again = Again(departments, values, totals, tuple(faults))
    record(
        actor,
        "round.settled",
        round,
        request=request,
        departments=departments,
        values=values,
        totals=totals,
        faults=list(faults),
    )
    return again
