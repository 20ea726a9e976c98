"""A round goes on to its next phase, or back with a reason; both are recorded and told to those concerned."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from zhengping.errors import InputError
from zhengping.office.accounts.models import User
from zhengping.office.core import clock
from zhengping.office.core.audit import record
from zhengping.office.core.roles import DEPARTMENT, EXPERTS, Role
from zhengping.office.notices.telling import tell
from zhengping.office.rounds.calendar import next_phase, previous_phases
from zhengping.office.rounds.models import Phase, Round
from zhengping.office.rounds.registry import undone


def move(
    round: Round,
    to: str,
    seen: str,
    actor: Any,
    *,
    reason: str = "",
    confirmed: bool = False,
    request: HttpRequest | None = None,
) -> bool:
    """Moves a round from the phase that the person saw to the next one or back to an earlier one.

    Gives False where the round stands in `to` already (the form came twice). InputError where somebody else moved it
    meanwhile, where it would skip a phase, where the way back has no reason, or where what is undone is not confirmed.
    """
    with transaction.atomic():
        held = Round.objects.select_for_update().get(pk=round.pk)
        if held.phase == to and seen != to:
            return False
        if held.phase != seen:
            raise InputError(f"阶段已由他人改为“{Phase(held.phase).label}”，请重新查看后再操作")
        if held.archived:
            raise InputError("本轮次已归档，阶段不再变动")
        left: list[str] = []
        back = to in previous_phases(held.phase)
        if back:
            if not reason.strip():
                raise InputError("退回以前的阶段须写明理由")
        elif to != next_phase(held.phase):
            raise InputError("只能进入下一阶段，或退回以前的阶段")
        else:
            left = [one.words for one in undone(held)]
            if left and not confirmed:
                raise InputError("还有未完成的事项；确需进入下一阶段的，请勾选确认")
        before, held.phase = held.phase, to
        held.version += 1
        if to == Phase.FEEDBACK and (held.feedback_opened_at is None or not back):
            held.feedback_opened_at = clock.now()
        held.save(update_fields=["phase", "version", "feedback_opened_at"])
        why = reason.strip()[:300]
        record(actor, "round.moved", held, request=request, before=before, after=to, why=why, undone=left)
        if not back:
            _tell(held)
    round.phase, round.version, round.feedback_opened_at = held.phase, held.version, held.feedback_opened_at
    return True


_CALLS: dict[str, tuple[frozenset[Role], str]] = {
    Phase.SELF_ASSESSMENT: (DEPARTMENT, "自评开始"),
    Phase.REVIEW: (EXPERTS, "专家评审开始"),
    Phase.ARBITRATION: (frozenset({Role.CHIEF}), "仲裁开始"),
    Phase.FEEDBACK: (DEPARTMENT, "结果反馈开始，申诉期内可对采分点提出申诉"),
    Phase.PUBLICATION: (DEPARTMENT, "结果公布阶段开始"),
}
"""Who is told what when a phase begins."""


def _tell(round: Round) -> None:
    if round.phase not in _CALLS:
        return
    roles, words = _CALLS[round.phase]
    window = round.windows.filter(phase=round.phase).first()
    until = f"，到 {window.ends:%Y-%m-%d} 止" if window else ""
    users: Iterable[User]
    if roles == DEPARTMENT:
        users = User.objects.filter(role__in=roles, department__participations__round=round).distinct()
    else:
        users = User.objects.filter(role__in=roles, expert_rounds__round=round).distinct()
    key = f"phase:{round.pk}:{round.phase}:{round.version}"
    tell(users, "phase", key, f"{round.name}：{words}{until}", reverse("round", args=[round.pk]))
