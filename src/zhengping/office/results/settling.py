"""Settling a department's values: what the sources say becomes standings, changes and the scorecard, in one step."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from django.db import transaction

from zhengping.errors import InputError
from zhengping.office.core import clock
from zhengping.office.core.fields import plain
from zhengping.office.results.models import Authority, PointStanding, Score, ValueChange
from zhengping.office.results.sources import extras_of, proposals
from zhengping.office.rounds.models import Participation
from zhengping.scoring import Scorecard, parse_assessment, score
from zhengping.standard import load_edition
from zhengping.standard.model import Edition


@lru_cache(maxsize=16)
def edition_of(name: str) -> Edition:
    """The edition of a round, loaded once."""
    return load_edition(name)


def settle(participation: Participation, actor: Any, why: str = "") -> Score:
    """Works out anew what holds for every point and the score; writes each change with who, when and why.

    To be called, within the caller's transaction, after anything that a source reads has changed. Safe to repeat:
    where nothing changed nothing is written but the scorecard's time.
    """
    with transaction.atomic():
        locked = (
            Participation.objects.select_for_update(of=("self",))
            .select_related("round", "department")
            .get(pk=participation.pk)
        )
        edition = edition_of(locked.round.edition)
        held = proposals(locked)
        standings = {standing.point: standing for standing in locked.standings.all()}
        changes, new, changed = [], [], []
        for code in edition.points:
            authority, proposed = held.get(code, (Authority.NONE, None))
            value = proposed.value if proposed else None
            standing = standings.get(code)
            if standing is None:
                standing = PointStanding(participation=locked, point=code)
                new.append(standing)
            elif (standing.value, standing.authority) == (value, authority):
                if proposed and (standing.why != proposed.why or standing.basis != list(proposed.basis)):
                    standing.why, standing.basis = proposed.why[:1000], [dict(one) for one in proposed.basis]
                    changed.append(standing)
                continue
            else:
                changed.append(standing)
            if (standing.value, standing.authority) != (value, authority):
                changes.append(_change(locked, standing, value, authority, proposed, actor, why))
            standing.value, standing.authority = value, authority
            standing.why = proposed.why[:1000] if proposed else ""
            standing.basis = [dict(one) for one in proposed.basis] if proposed else []
            standing.version += 1
        PointStanding.objects.bulk_create(new)
        PointStanding.objects.bulk_update(changed, ["value", "authority", "why", "basis", "version"])
        ValueChange.objects.bulk_create(changes)
        return _score(locked, edition)


def _change(
    participation: Participation,
    standing: PointStanding,
    value: Decimal | None,
    authority: Authority,
    proposed: Any,
    actor: Any,
    why: str,
) -> ValueChange:
    """The record of one change."""
    return ValueChange(
        participation=participation,
        point=standing.point,
        before=standing.value,
        after=value,  # type: ignore[misc]
        authority_before=standing.authority,
        authority_after=authority,
        why=(why or (proposed.why if proposed else ""))[:1000],
        basis=[dict(one) for one in proposed.basis] if proposed else [],
        by=actor if getattr(actor, "pk", None) else None,
        at=clock.now(),
    )


def assessment_of(participation: Participation) -> dict[str, Any]:
    """The input of the contract `score` for a department, from its standings and the other sources."""
    extras = extras_of(participation)
    return {
        "standard": edition_of(participation.round.edition).id,
        "monitoring_date": participation.round.monitoring_date.isoformat(),
        "department": {**participation.facts, **extras.pop("department", {})},
        "points": {
            standing.point: plain(standing.value)
            for standing in participation.standings.order_by("point")
            if standing.value is not None
        },
        **extras,
    }


def scored(assessment: dict[str, Any], edition: Edition) -> Scorecard:
    """The scorecard of an assessment; InputError where it breaks the contract (a fault of a source)."""
    try:
        return score(parse_assessment(assessment, edition), edition)
    except InputError as error:
        raise InputError(f"计分数据有误：{error}") from None


def _score(participation: Participation, edition: Edition) -> Score:
    """Scores and keeps the card."""
    assessment = assessment_of(participation)
    card = scored(assessment, edition)
    applicable = sum((one.effective_weight for one in _base(card, edition)), start=Fraction(0))
    found, _ = Score.objects.update_or_create(
        participation=participation,
        defaults={
            "assessment": assessment,
            "scorecard": card.as_dict(),
            "exact_total": str(card.total),
            "exact_base": str(card.base),
            "exact_applicable": str(applicable),
            "pending": len(card.pending),
            "made_at": clock.now(),
        },
    )
    return found


def _base(card: Scorecard, edition: Edition) -> list[Any]:
    """The base indicators of a card."""
    return [one for one in card.indicators if edition.indicator(one.code).kind == "base"]
