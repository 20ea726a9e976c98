"""What holds for each point, and the scorecards."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja import Router

from zhengping.office.api.declaring import operation
from zhengping.office.core.audit import record
from zhengping.office.core.fields import plain
from zhengping.office.core.person import person
from zhengping.office.core.roles import DEPARTMENT, OFFICE, READERS
from zhengping.office.results.models import PointStanding, Score
from zhengping.office.results.visible import may_see_result
from zhengping.office.rounds.models import Participation, Round

router = Router(tags=["results"])


def _from_feedback_on(request: HttpRequest, participation: Participation) -> None:
    """Departments see their results from the feedback on."""
    if not may_see_result(person(request), participation):
        raise PermissionDenied("结果从反馈阶段起才能查看")


def _seen(request: HttpRequest, participation: Participation, page: str) -> None:
    """Writes down that somebody outside the department looked at its result, as the pages do."""
    user = person(request)
    if user.role not in DEPARTMENT:
        record(user, "score.viewed", participation, department=participation.department, request=request, page=page)


def standing_shown(standing: PointStanding) -> dict[str, Any]:
    """What holds for a point as the API gives it; `value` a decimal as text, null = pending."""
    return {
        "point": standing.point,
        "value": plain(standing.value) or None,
        "authority": standing.authority,
        "why": standing.why,
    }


@router.get("/{participation}/standings", summary="各采分点现在的分值和依据")
@operation("results", OFFICE | READERS | DEPARTMENT)
def standings(request: HttpRequest, participation: Participation) -> Any:
    """Every point of a department in the order of the codes."""
    _from_feedback_on(request, participation)
    _seen(request, participation, "points")
    return [standing_shown(one) for one in participation.standings.order_by("point")]


@router.get("/{participation}/scorecard", summary="成绩单（score 约定的格式）")
@operation("results", OFFICE | READERS | DEPARTMENT)
def scorecard(request: HttpRequest, participation: Participation) -> Any:
    """The scorecard and the assessment from which `zhengping score` makes the same."""
    _from_feedback_on(request, participation)
    _seen(request, participation, "scorecard")
    score = Score.objects.filter(participation=participation).first()
    return {"assessment": score.assessment, "scorecard": score.scorecard} if score else None


@router.get("/rounds/{round}/scores", summary="一轮的全部成绩")
@operation("results", OFFICE | READERS)
def scores(request: HttpRequest, round: Round) -> Any:
    """Totals of every department; `exact_total` as a fraction, for ranking."""
    record(person(request), "scores.viewed", round, request=request)
    rows = Score.objects.filter(participation__round=round).select_related("participation__department")
    return [
        {
            "department": row.participation.department.code,
            "total": row.scorecard["total"],
            "total_possible": row.scorecard["total_possible"],
            "exact_total": row.exact_total,
            "pending": row.pending,
        }
        for row in rows
    ]
