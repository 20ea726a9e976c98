"""Freezing a round's results, signing them off by two people, publishing, or discarding before that."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from zhengping.errors import InputError
from zhengping.office.accounts.models import User
from zhengping.office.core import clock
from zhengping.office.core.audit import record
from zhengping.office.core.roles import DEPARTMENT, OFFICE, Role
from zhengping.office.notices.telling import tell
from zhengping.office.publication.canonical import sha256_of
from zhengping.office.publication.confirming import WHEN, lines_of
from zhengping.office.publication.content import build
from zhengping.office.publication.models import Publication
from zhengping.office.rounds.models import Phase, Round
from zhengping.office.rounds.moving import move

State = Publication.State
UNFINISHED = (State.FROZEN, State.SIGNED)


def current(round: Round) -> Publication | None:
    """The publication of a round that is not discarded."""
    return Publication.objects.filter(round=round).exclude(state=State.DISCARDED).first()


def is_intact(publication: Publication) -> bool:
    """Whether the content is what was frozen."""
    return sha256_of(publication.content) == publication.sha256


def freeze(round: Round, actor: Any, pending_reason: str = "", request: HttpRequest | None = None) -> Publication:
    """Freezes the results. Where something is pending only the administrator may, with a reason that is published.

    The same asked twice freezes once. InputError names what is not done yet.
    """
    with transaction.atomic():
        held = Round.objects.select_for_update().get(pk=round.pk)
        there = current(held)
        if there is not None:
            return there
        if held.archived or held.phase not in WHEN:
            raise InputError("结果在“确认”阶段冻结，请先把轮次推进到这一阶段")
        lines = lines_of(held)
        if not lines:
            raise InputError("本轮没有参评部门")
        if appealing := [one.participation.department.name for one in lines if one.appeals]:
            raise InputError(f"还有申诉没有答复：{'、'.join(appealing)}")
        if left := [one.participation.department.name for one in lines if one.state != "confirmed"]:
            raise InputError(f"还有部门的结果没有确认：{'、'.join(left)}")
        pending = sum(one.score.pending for one in lines if one.score)
        reason = pending_reason.strip()
        if pending and (actor.role != Role.ADMIN or not reason):
            raise InputError(
                f"还有 {pending} 个采分点待定：请先评完；确需公布的，由平台管理员写明理由后冻结，理由会一并公布"
            )
        content = build(held, reason if pending else "")
        made = Publication.objects.create(
            round=held,
            content=content,
            sha256=sha256_of(content),
            frozen_at=clock.now(),
            frozen_by=actor,
            pending_reason=reason[:500] if pending else "",
        )
        record(actor, "publication.frozen", made, request=request, sha256=made.sha256, pending=pending, why=reason)
        tell(
            User.objects.filter(role__in=OFFICE),
            "publication",
            f"publication:{made.pk}:frozen",
            f"{held.name}的结果已冻结，等待两人签发",
            reverse("publication_round", args=[held.pk]),
        )
    return made


def sign(publication: Publication, seen: str, actor: Any, request: HttpRequest | None = None) -> Publication:
    """Signs what was frozen (`seen`: the hash on the page). The second signature, by another person, publishes.

    The same person's second signature is refused. Nothing is signed that is not what was frozen, or that the round's
    values have left behind.
    """
    with transaction.atomic():
        Round.objects.select_for_update().get(pk=publication.round_id)
        held = Publication.objects.select_for_update(of=("self",)).select_related("round").get(pk=publication.pk)
        if held.state == State.PUBLISHED and actor.pk in (held.first_by_id, held.second_by_id):
            return held
        if held.state not in UNFINISHED:
            raise InputError(f"这份结果{held.get_state_display()}，不能再签")
        if seen != held.sha256 or not is_intact(held):
            raise InputError("内容与冻结时的哈希不符，不能签发；请作废后重新冻结")
        if changed := changed_since(held):
            raise InputError(f"冻结之后结果又有变化（{'、'.join(changed)}），请作废后重新确认、冻结")
        if held.state == State.FROZEN:
            held.state, held.first_by, held.first_at = State.SIGNED, actor, clock.now()
            held.save(update_fields=["state", "first_by", "first_at"])
            record(actor, "publication.signed", held, request=request, sha256=held.sha256, signature=1)
            return held
        if held.first_by_id == actor.pk:
            raise InputError("您已经签过；第二次签发须由另一位管理员或工作人员进行")
        held.state, held.second_by, held.published_at = State.PUBLISHED, actor, clock.now()
        held.save(update_fields=["state", "second_by", "published_at"])
        record(actor, "publication.published", held, request=request, sha256=held.sha256, signature=2)
        if held.round.phase == Phase.CONFIRMATION:
            move(held.round, Phase.PUBLICATION, Phase.CONFIRMATION, actor, confirmed=True, request=request)
        tell(
            User.objects.filter(role__in=DEPARTMENT, department__participations__round=held.round).distinct(),
            "publication",
            f"publication:{held.pk}:published",
            f"{held.round.name}的结果已公布",
            reverse("public_round", args=[held.round_id]),
        )
    return held


def changed_since(publication: Publication) -> list[str]:
    """Names of departments whose published figures are not those of the round any more."""
    now = build(publication.round, publication.pending_reason)
    then = publication.content
    names = {one["code"]: one["name"] for one in [*then["ranking"], *now["ranking"]]}
    found = [
        code for code in names if _figures(then["departments"].get(code)) != _figures(now["departments"].get(code))
    ]
    if not found and then["ranking"] != now["ranking"]:
        found = [one["code"] for one, new in zip(then["ranking"], now["ranking"], strict=False) if one != new]
    return [names[code] for code in found]


def _figures(department: Any) -> Any:
    """A department's scores and values, without the words."""
    if department is None:
        return None
    return [
        (one["code"], one["score"], one["effective_weight"], [(p["code"], p["value"]) for p in one["points"]])
        for one in department["indicators"]
    ]


def discard(publication: Publication, reason: str, actor: Any, request: HttpRequest | None = None) -> bool:
    """Discards what is not published yet; False where it is discarded already. What is published stays."""
    with transaction.atomic():
        held = Publication.objects.select_for_update(of=("self",)).get(pk=publication.pk)
        if held.state == State.DISCARDED:
            return False
        if held.state == State.PUBLISHED:
            raise InputError("已经公布的结果不能作废，有错请发布更正")
        if not reason.strip():
            raise InputError("请写明作废的理由")
        held.state, held.discarded_at, held.discarded_by = State.DISCARDED, clock.now(), actor
        held.discard_reason = reason.strip()[:500]
        held.save(update_fields=["state", "discarded_at", "discarded_by", "discard_reason"])
        record(actor, "publication.discarded", held, request=request, why=held.discard_reason)
    return True
