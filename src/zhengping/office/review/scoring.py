"""An expert gives, changes and takes back a value; nothing typed is lost.

Every value is a row of its own, the newest holds. Whoever saves says which row he saw (`seen`): where another tab or
device saved meanwhile, nothing is overwritten and the page shows both.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from zhengping.office.collection.models import PointFinding
from zhengping.office.core import clock
from zhengping.office.core.audit import record
from zhengping.office.core.fields import exact, plain
from zhengping.office.results.models import Authority, PointStanding
from zhengping.office.results.settling import settle
from zhengping.office.review.models import Arbitration, Assignment, Draft, ExpertScore
from zhengping.office.rounds.models import Phase
from zhengping.office.rounds.phases import is_open

DURING = (Phase.REVIEW, Phase.ARBITRATION, Phase.FEEDBACK)
"""Phases in which a value may be given: in the review all, afterwards only what was asked anew."""
_LONGEST_COMMENT = 2000
_WORDS = {"½": "0.5", "满分": "1", "全": "1", "半": "0.5"}


class Changed(Exception):
    """Somebody (another tab, another device) saved meanwhile; `now` is what holds."""

    def __init__(self, now: ExpertScore | None) -> None:
        super().__init__("changed meanwhile")
        self.now = now


@dataclass(frozen=True)
class Typed:
    """What was typed, read: a value from 0 to 1 and the comment. Raises ValidationError by field (Chinese)."""

    value: Decimal
    comment: str


def may_score(task: Assignment) -> str:
    """Why this task cannot be scored now; empty where it can."""
    participation = task.participation
    round = participation.round
    if task.withdrawn_at is not None:
        return "这一任务已改派给其他专家"
    if is_open(round, [Phase.REVIEW], participation):
        return ""
    if task.again_at is not None and is_open(round, DURING, participation):
        return ""
    label = Phase(round.phase).label
    return f"现在是“{label}”阶段，专家评审已经结束，不能再评分；需要补评的，请联系评估办公室"


def read(task: Assignment, value: str, comment: str, finding: PointFinding | None) -> Typed:
    """What was typed, checked: the value's range, and a comment where the round wants one."""
    faults: dict[str, str] = {}
    written = value.strip().replace("，", ".").replace("。", ".").replace(",", ".")
    number = None
    try:
        number = exact(_WORDS.get(written, written) or "x")
    except ValidationError:
        faults["value"] = "分值：请填 0 到 1 之间的小数，例如 0.75"
    comment = comment.strip()
    if len(comment) > _LONGEST_COMMENT:
        faults["comment"] = f"意见：请不超过 {_LONGEST_COMMENT} 字，现在 {len(comment)} 字"
    elif number is not None and not comment and (why := wants_comment(task, number, finding)):
        faults["comment"] = f"意见：{why}，请写明理由"
    if faults or number is None:
        raise ValidationError(faults)
    return Typed(number, comment)


def wants_comment(task: Assignment, value: Decimal, finding: PointFinding | None) -> str:
    """Why a comment must stand beside this value; empty where none need."""
    if value == 0:
        return "评 0 分"
    limit = task.participation.round.difference
    machine = finding.value if finding is not None and finding.state == "judged" else None
    if machine is not None and abs(value - machine) > limit:
        return f"与机器判定值 {plain(machine)} 相差超过 {plain(limit)}"
    return ""


def give(task: Assignment, typed: Typed, seen: int, actor: Any, request: Any = None) -> ExpertScore:
    """Saves a value. The same value sent twice is one; `Changed` where another row holds than the one seen."""
    with transaction.atomic():
        task = _locked(task, actor)
        now = task.scores.filter(current=True).first()
        if now is not None and (now.value, now.comment) == (typed.value, typed.comment):
            Draft.objects.filter(assignment=task).delete()
            return now
        if (now.pk if now else 0) != seen:
            raise Changed(now)
        task.scores.filter(current=True).update(current=False)
        score = ExpertScore.objects.create(
            assignment=task, value=plain(typed.value), comment=typed.comment, at=clock.now(), current=True
        )
        score.refresh_from_db()
        Draft.objects.filter(assignment=task).delete()
        _settle(task, actor, "score.given", now, score, request)
    return score


def undo(task: Assignment, seen: int, actor: Any, request: Any = None) -> ExpertScore | None:
    """Takes the value back: the one before holds again, or none. Both rows stay. `Changed` as in `give`."""
    with transaction.atomic():
        task = _locked(task, actor)
        now = task.scores.filter(current=True).first()
        if now is None or now.pk != seen:
            raise Changed(now)
        ExpertScore.objects.filter(pk=now.pk).update(current=False, undone=True)
        before = task.scores.filter(undone=False, pk__lt=now.pk)
        if task.again_at is not None:
            before = before.filter(at__gte=task.again_at)
        earlier = before.order_by("pk").last()
        if earlier is not None:
            ExpertScore.objects.filter(pk=earlier.pk).update(current=True)
        _settle(task, actor, "score.undone", now, earlier, request)
    return earlier


def keep_draft(task: Assignment, value: str, comment: str) -> Draft:
    """Keeps what is being typed; counts for nothing."""
    draft, _ = Draft.objects.update_or_create(
        assignment=task, defaults={"value": value[:24], "comment": comment[:_LONGEST_COMMENT], "at": clock.now()}
    )
    return draft


def _locked(task: Assignment, actor: Any) -> Assignment:
    locked = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("participation__round", "participation__department")
        .get(pk=task.pk)
    )
    why = may_score(locked)
    if why or locked.expert_id != actor.pk:
        raise PermissionDenied(why or "这不是您的任务")
    return locked


def _settle(
    task: Assignment, actor: Any, action: str, before: ExpertScore | None, after: ExpertScore | None, request: Any
) -> None:
    participation = task.participation
    record(
        *(actor, action, task),
        department=participation.department,
        request=request,
        point=task.point,
        before=plain(before.value) if before else None,
        after=plain(after.value) if after else None,
    )
    if _may_change(participation.pk, task.point):
        settle(participation, actor)


def _may_change(participation: int, point: str) -> bool:
    """Whether this point's value can change now: all its experts have a value, or an expert value holds."""
    waiting = Assignment.objects.filter(participation=participation, point=point, withdrawn_at__isnull=True).exclude(
        scores__current=True, scores__value__isnull=False
    )
    return (
        not waiting.exists()
        or PointStanding.objects.filter(participation=participation, point=point, authority=Authority.EXPERT).exists()
        or Arbitration.objects.filter(participation=participation, point=point, current=True).exists()
    )
