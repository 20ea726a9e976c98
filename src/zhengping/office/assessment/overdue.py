"""Lets the passing of the deadline count by itself: departments that have not submitted by then are settled.

Run every hour by `zhengping serve` (office/regular.py), safe to repeat; what is settled already is left as it is.
"""

from __future__ import annotations

from typing import Any

from zhengping.office.assessment.timeliness import POINT, is_late
from zhengping.office.core import clock
from zhengping.office.results.models import Authority, PointStanding
from zhengping.office.results.settling import settle
from zhengping.office.rounds.models import Participation, Phase, Round


def settle_overdue(actor: Any = None) -> int:
    """Settles whoever has not submitted though the self-assessment's end is over; gives how many departments.

    A round that is published is left alone: there a value changes by a person's correction only.
    """
    settled = 0
    going_on = Round.objects.filter(archived=False).exclude(phase=Phase.PUBLICATION)
    for round in going_on.prefetch_related("windows"):
        if not is_late(round, clock.now()):
            continue
        known = PointStanding.objects.filter(participation__round=round, point=POINT, authority=Authority.RULE)
        left = Participation.objects.filter(round=round, self_assessment__first_submitted_at__isnull=True)
        for participation in left.exclude(pk__in=known.values("participation")):
            settle(participation, actor, "自评期结束，没有提交自评")
            settled += 1
    return settled
