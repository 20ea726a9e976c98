"""The office confirms each department's result as it stands; a change after it makes the confirmation void."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpRequest

from zhengping.errors import InputError
from zhengping.office.appeals.filing import OPEN
from zhengping.office.appeals.models import Appeal
from zhengping.office.core import clock
from zhengping.office.core.audit import record
from zhengping.office.publication.canonical import sha256_of
from zhengping.office.publication.models import ResultConfirmation
from zhengping.office.results.models import Score
from zhengping.office.rounds.models import Participation, Phase, Round

WHEN = (Phase.CONFIRMATION, Phase.PUBLICATION)


@dataclass(frozen=True)
class ConfirmLine:
    """A department: its score, its state (`none`, `open`, `changed`, `confirmed`), what waits, who confirmed."""

    participation: Participation
    score: Score | None
    state: str
    fingerprint: str
    appeals: int
    confirmation: ResultConfirmation | None

    @property
    def words(self) -> str:
        """The state in words."""
        return {"none": "没有成绩", "open": "未确认", "changed": "确认后有变化", "confirmed": "已确认"}[self.state]

    @property
    def colour(self) -> str:
        """The state's colour."""
        return {"none": "red", "open": "secondary", "changed": "orange", "confirmed": "green"}[self.state]


def lines_of(round: Round) -> list[ConfirmLine]:
    """All departments of a round, in few queries."""
    waiting: dict[int, int] = {}
    for participation in Appeal.objects.filter(participation__round=round, state__in=OPEN).values_list(
        "participation", flat=True
    ):
        waiting[participation] = waiting.get(participation, 0) + 1
    held = {
        one.participation_id: one
        for one in ResultConfirmation.objects.filter(participation__round=round).select_related("by")
    }
    found = []
    for one in round.participations.select_related("department", "score"):
        score: Score | None = getattr(one, "score", None)
        confirmation = held.get(one.pk)
        fingerprint = sha256_of(score.assessment) if score else ""
        if score is None:
            state = "none"
        elif confirmation is None:
            state = "open"
        else:
            state = "confirmed" if confirmation.sha256 == fingerprint else "changed"
        found.append(ConfirmLine(one, score, state, fingerprint, waiting.get(one.pk, 0), confirmation))
    return found


def confirm(participation: Participation, seen: str, actor: Any, request: HttpRequest | None = None) -> bool:
    """Confirms a result as the person saw it (`seen`: the fingerprint on the page); False where it is confirmed so.

    InputError where the round is not there yet, the result changed meanwhile, or an appeal waits.
    """
    with transaction.atomic():
        held = Participation.objects.select_for_update(of=("self",)).select_related("round", "department")
        own = held.get(pk=participation.pk)
        if own.round.phase not in WHEN:
            raise InputError("确认在“确认”阶段进行，请先把轮次推进到这一阶段")
        score = Score.objects.filter(participation=own).first()
        if score is None:
            raise InputError(f"{own.department} 还没有成绩，不能确认")
        fingerprint = sha256_of(score.assessment)
        if seen != fingerprint:
            raise InputError(f"{own.department} 的结果在您打开页面之后有变化，请看过再确认")
        if Appeal.objects.filter(participation=own, state__in=OPEN).exists():
            raise InputError(f"{own.department} 还有申诉没有答复，请先答复")
        there = ResultConfirmation.objects.filter(participation=own).first()
        if there is not None and there.sha256 == fingerprint:
            return False
        ResultConfirmation.objects.update_or_create(
            participation=own, defaults={"sha256": fingerprint, "by": actor, "at": clock.now()}
        )
        record(
            actor,
            "result.confirmed",
            own,
            department=own.department,
            request=request,
            sha256=fingerprint,
            total=score.scorecard["total"],
            pending=score.pending,
        )
    return True
