"""Expert review: one's own tasks, values, undo; the chief expert's disputes; agreement for the office."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from zhengping.errors import InputError
from zhengping.office.api.declaring import operation
from zhengping.office.collection.models import PointFinding
from zhengping.office.core.access import hidden
from zhengping.office.core.audit import record
from zhengping.office.core.fields import plain
from zhengping.office.core.person import person
from zhengping.office.core.roles import EXPERTS, OFFICE, Role
from zhengping.office.review import arbitrating, assigning, scoring
from zhengping.office.review.agreement import agreement_of
from zhengping.office.review.models import Assignment
from zhengping.office.review.worklist import Task, work_of
from zhengping.office.rounds.models import Participation, Round

router = Router(tags=["review"])


class Value(Schema):
    """A value from 0 to 1 with its comment; `seen`: the number of the value that one saw (0 for none)."""

    value: str
    comment: str = ""
    seen: int = 0


class Decision(Schema):
    """The chief expert's decision; `seen`: the number of the decision that one saw (0 for none)."""

    value: str
    reason: str
    seen: int = 0


class Begin(Schema):
    """`mark`: of the proposal that one saw, so that nothing else is begun."""

    mark: str


def task_shown(task: Task) -> dict[str, Any]:
    """A task as the API gives it; other experts' values are never in it."""
    return {
        "id": task.plan.pk,
        "participation": task.plan.participation,
        "department": task.plan.department_name,
        "point": task.plan.point,
        "state": task.state,
        "value": plain(task.value) or None,
    }


@router.get("/rounds/{round}/tasks", summary="我的评审任务")
@operation("review", EXPERTS)
def tasks(request: HttpRequest, round: Round) -> Any:
    """One's own tasks, what matters most first."""
    return [task_shown(task) for task in work_of(person(request), round)]


@router.get("/tasks/{assignment}", summary="一项评审任务")
@operation("review", EXPERTS)
def one_task(request: HttpRequest, assignment: Assignment) -> Any:
    """One's own value of a task; `seen` is given back when it is changed."""
    now = assignment.scores.filter(current=True).first()
    return {
        "id": assignment.pk,
        "participation": assignment.participation_id,
        "point": assignment.point,
        "question": assignment.again,
        "value": plain(now.value) if now else None,
        "comment": now.comment if now else "",
        "seen": now.pk if now else 0,
    }


@router.put("/tasks/{assignment}", summary="评分")
@operation("review", EXPERTS, during=scoring.DURING)
def score(request: HttpRequest, assignment: Assignment, body: Value) -> Any:
    """Gives a value; somebody's other tab is not overwritten unseen."""
    run = assignment.participation.runs.filter(current=True).first()
    finding = PointFinding.objects.filter(run=run, point=assignment.point).first() if run else None
    typed = scoring.read(assignment, body.value, body.comment, finding)
    try:
        given = scoring.give(assignment, typed, body.seen, person(request), request)
    except scoring.Changed as changed:
        raise InputError("seen：这一任务的分值已在别处改过，请先读取新的再改") from changed
    return {"value": plain(given.value), "seen": given.pk}


@router.post("/tasks/{assignment}/undo", summary="撤销评分")
@operation("review", EXPERTS, during=scoring.DURING)
def undo(request: HttpRequest, assignment: Assignment, seen: int) -> Any:
    """Takes the newest value back; the one before holds again."""
    try:
        before = scoring.undo(assignment, seen, person(request), request)
    except scoring.Changed as changed:
        raise InputError("seen：这一任务的分值已在别处改过，请先读取新的再改") from changed
    return {"value": plain(before.value) if before else None, "seen": before.pk if before else 0}


@router.get("/rounds/{round}/proposal", summary="专家分配方案")
@operation("review", OFFICE)
def proposal(request: HttpRequest, round: Round) -> Any:
    """Who would score how many points; `mark` is given back to begin."""
    made = assigning.propose(round)
    return {"mark": made.mark, "tasks": made.tasks}


@router.post("/rounds/{round}/begin", summary="开始评审")
@operation("review", OFFICE)
def begin(request: HttpRequest, round: Round, body: Begin) -> Any:
    """Assigns as proposed; gives how many tasks are new."""
    return {"count": assigning.begin(round, person(request), body.mark, request)}


@router.get("/rounds/{round}/disputes", summary="意见不一的采分点")
@operation("review", OFFICE | {Role.CHIEF, Role.AUDITOR})
def list_disputes(request: HttpRequest, round: Round) -> Any:
    """Points whose experts are further apart than the round allows; to the chief once the review is over."""
    user = person(request)
    chief = user if user.role == Role.CHIEF else None
    if chief is not None and not arbitrating.past_review(round):
        return []
    return [
        {
            "participation": one.participation.pk,
            "department": one.participation.department.name,
            "point": one.point,
            "spread": plain(one.said.spread) if one.said.spread is not None else None,
            "decided": plain(one.decided.value) if one.decided else None,
            "seen": one.decided.pk if one.decided else 0,
            "obstacle": one.obstacle,
        }
        for one in arbitrating.disputes(round, chief)
    ]


@router.put("/disputes/{participation}/{code}", summary="裁决")
@operation("review", {Role.CHIEF}, during=arbitrating.DURING)
def arbitrate(request: HttpRequest, participation: Participation, code: str, body: Decision) -> Any:
    """The chief expert's decision with its reason."""
    if not arbitrating.past_review(participation.round):
        raise hidden()
    made = arbitrating.decide(participation, code, body.value, body.reason, body.seen, person(request), request)
    return {"value": plain(made.value), "seen": made.pk}


@router.get("/rounds/{round}/agreement", summary="评分一致性")
@operation("review", OFFICE | {Role.AUDITOR})
def agreement(request: HttpRequest, round: Round) -> Any:
    """Krippendorff's alpha of the round as a fraction (null = can't be worked out)."""
    found = agreement_of(round)
    record(person(request), "agreement.viewed", round, request=request)
    return {"alpha": str(found.alpha) if found.alpha is not None else None}
