"""An appeal goes back to the experts: they score the point anew, then the office answers."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from zhengping.office.accounts.models import User
from zhengping.office.appeals.answering import locked
from zhengping.office.appeals.models import Appeal
from zhengping.office.core import clock
from zhengping.office.core.audit import record
from zhengping.office.notices.telling import tell
from zhengping.office.results.settling import settle
from zhengping.office.review.again import ask_again


def ask_experts(appeal: Appeal, question: str, version: int, actor: Any, request: HttpRequest | None = None) -> Appeal:
    """Puts the question to the point's experts. The same asked twice is asked once.

    InputError where the appeal was answered meanwhile, or nobody is assigned to the point.
    """
    with transaction.atomic():
        now = Appeal.objects.filter(pk=appeal.pk).first()
        if now is not None and (now.state, now.question) == (Appeal.State.EXPERTS, question):
            return now
        own = locked(appeal, version)
        ask_again(own.participation, own.point, question, actor, request)
        settle(own.participation, actor, f"申诉后请专家再评：{question}")
        own.state, own.question = Appeal.State.EXPERTS, question
        own.asked_by, own.asked_at = actor, clock.now()
        own.version += 1
        own.save()
        department = own.participation.department
        record(actor, "appeal.asked", own, department=department, request=request, question=question)
        tell(
            User.objects.filter(department=department),
            "appeal",
            f"appeal:{own.pk}:asked",
            f"对 {own.point} 的申诉已请专家再次评审",
            reverse("appeal", args=[own.pk]),
        )
    return own
