"""What the phase of a round lets people do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied

from zhengping.office.core import clock
from zhengping.office.core.access import guards
from zhengping.office.core.roles import OFFICE
from zhengping.office.rounds.models import Participation, Phase, Round


def is_open(round: Round, phases: Iterable[str], participation: Participation | None = None) -> bool:
    """Whether the round stands in one of `phases`, or one was opened again for this department and is not over."""
    wanted = set(phases)
    if round.archived:
        return False
    if round.phase in wanted:
        return True
    return (
        participation is not None
        and participation.reopenings.filter(phase__in=wanted, until__gte=clock.today(), closed_at__isnull=True).exists()
    )


@guards
def refuse_outside_the_phase(user: Any, objects: Mapping[str, Any], phases: tuple[str, ...]) -> None:
    """The guard of declared views: people outside the office change things in their phase only."""
    if user.role in OFFICE:
        return
    participation, round = _of(objects)
    if round is None or is_open(round, phases, participation):
        return
    names = "、".join(Phase(phase).label for phase in phases)
    raise PermissionDenied(
        f"现在是“{Phase(round.phase).label}”阶段，这一操作只能在“{names}”阶段进行；需要补办的，请联系评估办公室"
    )


def _of(objects: Mapping[str, Any]) -> tuple[Participation | None, Round | None]:
    """The participation and the round that the objects of an address belong to."""
    for one in objects.values():
        for path in (one, getattr(one, "self_assessment", None), getattr(one, "assignment", None)):
            participation = path if isinstance(path, Participation) else getattr(path, "participation", None)
            if isinstance(participation, Participation):
                return participation, participation.round
    for one in objects.values():
        if isinstance(one, Round):
            return None, one
    return None, None
