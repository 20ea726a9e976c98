"""6.2.2-1 by itself: sent before the deadline or not. And the declaration of no hot events, once it is submitted.

The deadline is the last day of the self-assessment's window in the round's calendar; the first submission decides. A
reopening lets a department hand in or mend, it does not make a late submission timely: the calendar was the same for
all departments. A submission again after a reopening does not make a timely one late.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from zhengping.office.assessment.models import SelfAssessment
from zhengping.office.core import clock
from zhengping.office.results.models import Authority
from zhengping.office.results.settling import edition_of
from zhengping.office.results.sources import Proposed, gives_extras, gives_values
from zhengping.office.rounds.models import Participation, Phase, Round

POINT = "6.2.2-1"
_ORDER = [phase.value for phase in Phase]


def deadline(round: Round) -> date | None:
    """The last day of the self-assessment; None where the calendar has none."""
    window = next((one for one in round.windows.all() if one.phase == Phase.SELF_ASSESSMENT), None)
    return window.ends if window else None


def is_late(round: Round, at: datetime) -> bool:
    """Whether a submission at this moment is late; without a deadline, once the phase is over."""
    last = deadline(round)
    if last is not None:
        return timezone.localtime(at).date() > last
    return _ORDER.index(round.phase) > _ORDER.index(Phase.SELF_ASSESSMENT)


@gives_values(Authority.RULE)
def timely(participation: Participation) -> dict[str, Proposed]:
    """1 for a timely first submission, 0 for a late one or none by the end; nothing before."""
    round = participation.round
    if POINT not in edition_of(round.edition).points:
        return {}
    own = SelfAssessment.objects.filter(participation=participation).first()
    last = deadline(round)
    until = f"（截止 {last:%Y-%m-%d}）" if last else ""
    if own is not None and own.first_submitted_at is not None:
        at = timezone.localtime(own.first_submitted_at)
        late = own.late if last is None else is_late(round, own.first_submitted_at)
        words = f"{at:%Y-%m-%d %H:%M} 首次提交自评{until}，{'逾期' if late else '按时'}"
        basis = ({"kind": "self_assessment", "id": own.pk, "receipt": own.receipt},)
        return {POINT: Proposed(Decimal(0 if late else 1), words, basis)}
    if not is_late(round, clock.now()):
        return {}
    return {POINT: Proposed(Decimal(0), f"自评期结束{until}，没有提交自评", ())}


@gives_extras
def declared(participation: Participation) -> dict[str, Any]:
    """The declaration of no hot events, as submitted; a draft declares nothing to others."""
    own = SelfAssessment.objects.filter(participation=participation, submitted_at__isnull=False).first()
    if own is None or "declared_no_hot_events" not in edition_of(participation.round.edition).facts:
        return {}
    stated = own.submitted_content.get("declarations", {}).get("no_hot_events", False)
    return {"department": {"declared_no_hot_events": bool(stated)}}
