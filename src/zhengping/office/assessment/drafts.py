"""Whether a self-assessment may be changed now, and the lock under which it is."""

from __future__ import annotations

from typing import Any

from zhengping.office.assessment.errors import NotNow
from zhengping.office.assessment.models import SelfAssessment
from zhengping.office.core import clock
from zhengping.office.rounds.models import Participation, Phase
from zhengping.office.rounds.phases import is_open

State = SelfAssessment.State


def self_assessment_of(participation: Participation) -> SelfAssessment:
    """The self-assessment, for reading: one that is not saved yet where nothing was written."""
    found = SelfAssessment.objects.filter(participation=participation).select_related("submitted_by", "ready_by")
    own = found.first() or SelfAssessment(participation=participation)
    own.participation = participation
    return own


def locked(participation: Participation) -> SelfAssessment:
    """The self-assessment, made where there is none, locked until the end of the caller's transaction."""
    SelfAssessment.objects.get_or_create(participation=participation)
    own = SelfAssessment.objects.select_for_update().get(participation=participation)
    own.participation = participation
    return own


def reopened(own: SelfAssessment) -> bool:
    """Whether the phase was opened again for this department after it submitted."""
    return own.submitted_at is not None and (
        own.participation.reopenings.filter(
            phase=Phase.SELF_ASSESSMENT, until__gte=clock.today(), closed_at__isnull=True, at__gt=own.submitted_at
        ).exists()
    )


def why_closed(own: SelfAssessment) -> str:
    """Why it cannot be changed now, in Chinese; empty where it can."""
    participation = own.participation
    if own.state == State.SUBMITTED and not reopened(own):
        return "自评已经提交，不能再改；需要修改的，请联系评估办公室为本部门重新开放自评"
    if own.state == State.READY:
        return "自评已经送审，审核人提交或退回之前不能修改；填报人可以先撤回送审"
    if not is_open(participation.round, [Phase.SELF_ASSESSMENT], participation):
        return (
            f"现在是“{Phase(participation.round.phase).label}”阶段，自评已经结束；需要补办的，请联系评估办公室"
            if participation.round.phase != Phase.PREPARATION
            else "自评还没有开始"
        )
    return ""


def open_for_change(participation: Participation, actor: Any) -> SelfAssessment:
    """The locked self-assessment, ready to be changed; raises NotNow with the reason where it is not.

    The first change after a return or a reopening takes it back to a draft.
    """
    own = locked(participation)
    if reason := why_closed(own):
        raise NotNow(reason)
    if own.state != State.DRAFT and own.state != State.RETURNED:
        own.state = State.DRAFT
        own.save(update_fields=["state"])
    return own
