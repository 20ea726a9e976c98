"""Which points of a department need experts, and what a point weighs for it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from zhengping.office.results.models import Authority, PointStanding
from zhengping.office.results.settling import edition_of
from zhengping.office.rounds.models import Participation
from zhengping.scoring.plan import plan_of
from zhengping.standard.model import Edition

_EXPERTS_SOURCES = frozenset({"expert", "material"})
_SETTLED_WITHOUT = frozenset({Authority.RULE, Authority.ARBITRATION})


def weights(participation: Participation, edition: Edition) -> dict[str, Fraction]:
    """What each applicable base point is worth for the department's facts (share of the effective weight)."""
    facts = {**edition.facts, **{name: held for name, held in participation.facts.items() if name in edition.facts}}
    ruling = plan_of(edition).ruling_of(facts)
    return {
        point.code: ruling.weights[indicator.code] * point.share
        for indicator in edition.indicators
        if indicator.kind == "base" and ruling.weights[indicator.code] > 0
        for point in indicator.points
    }


def needed(participation: Participation, standings: Mapping[str, str] | None = None) -> list[str]:
    """Codes of the points that need experts, in the table's order.

    Applicable points that no rule and no arbitration settles, and of which the table names experts or material as
    a source, or the machine's value is not confirmed. `standings`: authority by point, where it is already read.
    """
    edition = edition_of(participation.round.edition)
    if standings is None:
        standings = dict(PointStanding.objects.filter(participation=participation).values_list("point", "authority"))
    found = []
    for code in weights(participation, edition):
        authority = standings.get(code, Authority.NONE)
        for_experts = bool(_EXPERTS_SOURCES & set(edition.points[code].sources))
        if authority not in _SETTLED_WITHOUT and (for_experts or authority != Authority.MACHINE):
            found.append(code)
    return found


def indicator_of(edition: Edition) -> dict[str, str]:
    """The code of the indicator of each point."""
    return {point.code: indicator.code for indicator in edition.indicators for point in indicator.points}
