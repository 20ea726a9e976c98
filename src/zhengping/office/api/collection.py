"""The machine's part: runs of a round, their control, findings and their confirmation."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from ninja import Router, Schema

from zhengping.checks.quoting import masked, masked_values
from zhengping.office.api.declaring import operation
from zhengping.office.api.pages import paged
from zhengping.office.collection import confirming, running
from zhengping.office.collection.models import PointFinding, SiteRun
from zhengping.office.collection.views import DONE, WHOLE
from zhengping.office.collection.visible import may_see_findings
from zhengping.office.core.audit import record
from zhengping.office.core.fields import plain
from zhengping.office.core.person import person
from zhengping.office.core.roles import DEPARTMENT, OFFICE, READERS
from zhengping.office.rounds.models import Participation, Round

router = Router(tags=["collection"])


class Note(Schema):
    """On what a value is confirmed; needed where the machine only suggested it."""

    note: str = ""


def run_shown(run: SiteRun) -> dict[str, Any]:
    """A run as the API gives it."""
    return {
        "id": run.pk,
        "participation": run.participation_id,
        "state": run.state,
        "current": run.current,
        "progress": run.progress,
        "message": run.message,
        "asked_at": run.asked_at,
        "ended_at": run.ended_at,
        "summary": run.summary,
    }


def finding_shown(finding: PointFinding) -> dict[str, Any]:
    """A finding as the API gives it: private persons' numbers masked, as on the pages."""
    return {
        "id": finding.pk,
        "point": finding.point,
        "state": finding.state,
        "value": plain(finding.value) or None,
        "confidence": plain(finding.confidence),
        "finding": masked(finding.finding),
        "advice": masked(finding.advice),
        "evidence": masked_values(finding.evidence),
    }


@router.get("/rounds/{round}/runs", summary="一轮的采集")
@operation("collection", OFFICE | READERS)
def runs(request: HttpRequest, round: Round, limit: int = 100, offset: int = 0) -> Any:
    """All runs of a round, the newest first."""
    return paged(SiteRun.objects.filter(participation__round=round), run_shown, limit, offset)


@router.post("/rounds/{round}/{key}", summary="全部开始、暂停、取消")
@operation("collection", OFFICE)
def act_on_all(request: HttpRequest, round: Round, key: str) -> Any:
    """`key`: start, pause, cancel; gives of how many sites."""
    if key not in WHOLE:
        raise Http404
    return {"count": WHOLE[key][0](round, person(request), request)}


@router.post("/of/{participation}/start", summary="采集一个网站")
@operation("collection", OFFICE)
def start(request: HttpRequest, participation: Participation) -> Any:
    """Starts a new run of one site."""
    return run_shown(running.start(participation, person(request), request))


@router.get("/runs/{run}", summary="一次采集")
@operation("collection", OFFICE | READERS)
def one_run(request: HttpRequest, run: SiteRun) -> Any:
    """One run with its progress."""
    return run_shown(run)


@router.post("/runs/{run}/{key}", summary="暂停、继续、取消、重试")
@operation("collection", OFFICE)
def act(request: HttpRequest, run: SiteRun, key: str) -> Any:
    """`key`: pause, go_on, cancel, retry; `done` says whether there was anything to do."""
    if key not in DONE:
        raise Http404
    done = DONE[key](run, person(request), request)
    run.refresh_from_db()
    return {**run_shown(run), "done": done}


@router.get("/of/{participation}/findings", summary="机器结论")
@operation("collection", OFFICE | READERS | DEPARTMENT)
def findings(request: HttpRequest, participation: Participation) -> Any:
    """The findings that hold, by point; for a department where the round allows it."""
    user = person(request)
    if not may_see_findings(user, participation):
        raise PermissionDenied("本轮次自评期间不公开机器结论；反馈阶段开始后可以查看")
    run = participation.runs.filter(current=True).first()
    if run is None:
        return []
    if user.role not in OFFICE | DEPARTMENT:
        record(user, "findings.viewed", run, department=participation.department, request=request)
    return [finding_shown(one) for one in run.findings.order_by("point")]


@router.post("/of/{participation}/confirm", summary="确认一个部门的机器判定值")
@operation("collection", OFFICE)
def confirm_department(request: HttpRequest, participation: Participation) -> Any:
    """Confirms every value that the machine stands by."""
    return {"count": confirming.confirm_judged(participation, person(request), request)}


@router.post("/findings/{finding}/confirm", summary="确认一个采分点")
@operation("collection", OFFICE)
def confirm(request: HttpRequest, finding: PointFinding, body: Note) -> Any:
    """Confirms one value; a suggested one needs a note."""
    return {"done": confirming.confirm(finding, body.note, person(request), request)}
