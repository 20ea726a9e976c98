"""Appeals: filed and withdrawn by departments, answered by the office."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from zhengping.office.api.declaring import operation
from zhengping.office.api.pages import paged
from zhengping.office.appeals.answering import answer
from zhengping.office.appeals.asking import ask_experts
from zhengping.office.appeals.filing import file_appeal, withdraw
from zhengping.office.appeals.models import Appeal
from zhengping.office.appeals.visible import appeals_of
from zhengping.office.assessment.visible import proofs_of
from zhengping.office.core.audit import record
from zhengping.office.core.fields import exact, plain
from zhengping.office.core.person import person
from zhengping.office.core.roles import DEPARTMENT, OFFICE, READERS
from zhengping.office.rounds.models import Participation

router = Router(tags=["appeals"])


class NewAppeal(Schema):
    """Why, what the department holds for right, and proofs (ids, uploaded before)."""

    reason: str
    wanted: str | None = None
    proofs: tuple[int, ...] = ()


class Answer(Schema):
    """`state`: upheld, partly, rejected; `version` as it was read."""

    state: str
    answer: str
    new_value: str | None = None
    version: int


class Question(Schema):
    """What the point's experts are asked."""

    question: str
    version: int


def appeal_shown(appeal: Appeal) -> dict[str, Any]:
    """An appeal as the API gives it."""
    return {
        "id": appeal.pk,
        "participation": appeal.participation_id,
        "point": appeal.point,
        "state": appeal.state,
        "reason": appeal.reason,
        "wanted": plain(appeal.wanted) or None,
        "value_then": plain(appeal.value_then) or None,
        "due": appeal.due,
        "answer": appeal.answer,
        "new_value": plain(appeal.new_value) or None,
        "version": appeal.version,
    }


@router.get("", summary="申诉")
@operation("appeals", OFFICE | READERS | DEPARTMENT)
def list_appeals(request: HttpRequest, limit: int = 100, offset: int = 0) -> Any:
    """The appeals that one may see."""
    return paged(appeals_of(person(request)).order_by("-filed_at", "-pk"), appeal_shown, limit, offset)


@router.get("/{appeal}", summary="一项申诉")
@operation("appeals", OFFICE | READERS | DEPARTMENT)
def one_appeal(request: HttpRequest, appeal: Appeal) -> Any:
    """One appeal; recorded where others look."""
    user = person(request)
    if user.role not in DEPARTMENT:
        record(user, "appeal.viewed", appeal, department=appeal.participation.department, request=request)
    return appeal_shown(appeal)


@router.post("/of/{result}/{code}", summary="提出申诉")
@operation("appeals", DEPARTMENT)
def file(request: HttpRequest, result: Participation, code: str, body: NewAppeal) -> Any:
    """Files an appeal on a point within the period."""
    user = person(request)
    chosen = proofs_of(user).filter(pk__in=body.proofs, self_assessment__participation=result)
    wanted = exact(body.wanted) if body.wanted else None
    return appeal_shown(
        file_appeal(result, code, user, reason=body.reason, wanted=wanted, proofs=chosen, request=request)
    )


@router.post("/{appeal}/withdraw", summary="撤回申诉")
@operation("appeals", DEPARTMENT)
def take_back(request: HttpRequest, appeal: Appeal) -> Any:
    """Takes an open appeal back."""
    return {"done": withdraw(appeal, person(request), request)}


@router.post("/{appeal}/answer", summary="答复申诉")
@operation("appeals", OFFICE)
def answer_appeal(request: HttpRequest, appeal: Appeal, body: Answer) -> Any:
    """The office's answer; an upheld one changes the value."""
    new = exact(body.new_value) if body.new_value else None
    answer(appeal, body.state, body.answer, new, body.version, person(request), request)
    appeal.refresh_from_db()
    return appeal_shown(appeal)


@router.post("/{appeal}/ask", summary="请专家再评")
@operation("appeals", OFFICE)
def ask(request: HttpRequest, appeal: Appeal, body: Question) -> Any:
    """Puts a question to the point's experts, who score anew."""
    return appeal_shown(ask_experts(appeal, body.question, body.version, person(request), request))
