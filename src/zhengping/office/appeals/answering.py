"""The office answers an appeal: upholds it in whole or in part with a new value, or rejects it with a reason."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from zhengping.errors import InputError
from zhengping.office.accounts.models import User
from zhengping.office.appeals.models import Appeal
from zhengping.office.core import clock
from zhengping.office.core.audit import record
from zhengping.office.core.fields import plain
from zhengping.office.notices.telling import tell
from zhengping.office.results.models import Authority, PointStanding
from zhengping.office.results.settling import settle
from zhengping.office.rounds.models import Participation

ANSWERS = (Appeal.State.UPHELD, Appeal.State.PARTLY, Appeal.State.REJECTED)


class AnsweredMeanwhile(InputError):
    """Somebody else changed the appeal after the form was opened."""


def locked(appeal: Appeal, version: int) -> Appeal:
    """The appeal, locked until the end of the transaction; AnsweredMeanwhile where it is not as it was seen.

    Its department is locked first, as settling does, so that two who change the same department never wait crosswise.
    """
    Participation.objects.select_for_update().get(pk=appeal.participation_id)
    held = Appeal.objects.select_for_update(of=("self",)).select_related(
        "participation__department", "participation__round", "answered_by"
    )
    own = held.get(pk=appeal.pk)
    if own.version != version or not own.is_open:
        who = f"，由 {own.answered_by} 于 {own.answered_at:%Y-%m-%d %H:%M} 答复" if own.answered_at else ""
        raise AnsweredMeanwhile(
            f"这件申诉已有变化：现在是“{own.get_state_display()}”{who}；您写的内容没有保存，还在下面"
        )
    if own.participation.round.archived:
        raise InputError("本轮次已归档，不能再答复")
    return own


def answer(
    appeal: Appeal,
    state: str,
    words: str,
    new_value: Decimal | None,
    version: int,
    actor: Any,
    request: HttpRequest | None = None,
) -> Appeal:
    """Answers an open appeal and settles the department anew. InputError (one line) where the answer cannot be.

    The same answer sent twice is given once. An appeal never lowers a value (who appeals must not fare worse:
    行政复议法实施条例 art. 51, taken over here). A value that a rule sets is changed in its register, not here.
    """
    with transaction.atomic():
        now = Appeal.objects.filter(pk=appeal.pk).first()
        if now is not None and (now.state, now.answer, now.new_value) == (state, words, new_value):
            return now
        own = locked(appeal, version)
        standing = PointStanding.objects.filter(participation=own.participation, point=own.point).first()
        if state == Appeal.State.REJECTED:
            new_value = None
        else:
            _check_value(own, new_value, standing)
        before = standing.value if standing else None
        own.state, own.answer, own.new_value = state, words, new_value
        own.answered_by, own.answered_at = actor, clock.now()
        own.version += 1
        own.save()
        settle(own.participation, actor, f"申诉{own.get_state_display()}：{words}" if new_value is not None else "")
        department = own.participation.department
        record(
            actor,
            "appeal.answered",
            own,
            department=department,
            request=request,
            state=state,
            before=plain(before),
            after=plain(new_value),
            why=words,
        )
        result = f"，分值由 {plain(before) or '待定'} 改为 {plain(new_value)}" if new_value is not None else ""
        tell(
            User.objects.filter(department=department),
            "appeal",
            f"appeal:{own.pk}:answered",
            f"对 {own.point} 的申诉已答复：{own.get_state_display()}{result}",
            reverse("appeal", args=[own.pk]),
        )
    return own


def _check_value(appeal: Appeal, new_value: Decimal | None, standing: PointStanding | None) -> None:
    """InputError where a new value cannot follow from upholding the appeal."""
    if new_value is None:
        raise InputError("采纳或部分采纳的，请填写改后的分值")
    if appeal.value_then is not None and new_value <= appeal.value_then:
        raise InputError(
            f"采纳后的分值应高于申诉时的 {plain(appeal.value_then)}；不改的请选“不采纳”，申诉不得使分值降低"
        )
    if standing is not None and standing.authority == Authority.RULE and standing.value != new_value:
        raise InputError(
            f"这一采分点的值由规则按登记数据得出（{plain(standing.value)}），请先更正登记数据；更正后的值即为改后的分值"
        )
