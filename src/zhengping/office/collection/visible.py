"""Which runs, findings and confirmations a person may see."""

from __future__ import annotations

from typing import Any

from zhengping.office.collection.models import Confirmation, PointFinding, SiteRun
from zhengping.office.core.access import hidden, resolves
from zhengping.office.core.roles import DEPARTMENT
from zhengping.office.rounds.models import Phase
from zhengping.office.rounds.visible import participations_of

SHOWN_AFTER = (Phase.FEEDBACK, Phase.CONFIRMATION, Phase.PUBLICATION)
"""From feedback on departments see the machine's findings in any case."""


def may_see_findings(user: Any, participation: Any) -> bool:
    """A department sees its findings where the round allows it while it assesses itself, and from feedback on."""
    if user.role in DEPARTMENT:
        round = participation.round
        return round.phase in SHOWN_AFTER or (round.show_findings and round.phase != Phase.PREPARATION)
    return True


@resolves("run")
def run_of(user: Any, number: int) -> SiteRun:
    """The run of an address."""
    runs = SiteRun.objects.select_related("participation__round", "participation__department", "asked_by")
    found = runs.filter(pk=number).first() if user.is_authenticated else None
    if found is None or not participations_of(user).filter(pk=found.participation_id).exists():
        raise hidden()
    return found


@resolves("finding")
def finding_of(user: Any, number: int) -> PointFinding:
    """The finding of an address."""
    findings = PointFinding.objects.select_related("run__participation__round", "run__participation__department")
    found = findings.filter(pk=number).first() if user.is_authenticated else None
    if found is None or not participations_of(user).filter(pk=found.run.participation_id).exists():
        raise hidden()
    if not may_see_findings(user, found.run.participation):
        raise hidden()
    return found


@resolves("confirmation")
def confirmation_of(user: Any, number: int) -> Confirmation:
    """The confirmation of an address."""
    confirmations = Confirmation.objects.select_related("participation__department", "finding")
    found = confirmations.filter(pk=number).first() if user.is_authenticated else None
    if found is None or not participations_of(user).filter(pk=found.participation_id).exists():
        raise hidden()
    return found
