"""An expert's pages: the list of what is to be done, and the one screen on which a point is scored."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from zhengping.office.assessment.visible import claims_seen, proofs_seen
from zhengping.office.collection.models import PointFinding
from zhengping.office.core.access import access
from zhengping.office.core.audit import record
from zhengping.office.core.fields import plain
from zhengping.office.core.roles import EXPERTS
from zhengping.office.evidence.pieces import pieces_of
from zhengping.office.results.settling import edition_of
from zhengping.office.review.arbitrating import LETTERS, past_review
from zhengping.office.review.choosing import lead_to, others
from zhengping.office.review.models import Assignment, Draft, ExpertScore
from zhengping.office.review.needs import indicator_of, weights
from zhengping.office.review.opinions import opinions
from zhengping.office.review.scoring import DURING, Changed, give, keep_draft, may_score, read, undo
from zhengping.office.review.worklist import STATES, Filters, last_year, neighbours, work_of
from zhengping.office.rounds.models import Round

_PAGE = 40


@access(EXPERTS, change=())
def work(request: HttpRequest) -> HttpResponse:
    """Leads to the list of the newest round."""
    return lead_to(request, "review_list")


@access(EXPERTS, change=())
def work_list(request: HttpRequest, round: Round) -> HttpResponse:
    """What is to be done, what matters most first."""
    every = work_of(request.user, round)
    filters = Filters.of(request.GET.dict())
    tasks = [task for task in every if filters.take(task)]
    done = sum(task.state == "done" for task in every)
    departments = {task.plan.participation: task.plan.department_name for task in every}
    indicators = {task.indicator: task.indicator_name for task in every}
    context = {
        "round": round,
        "others": others(request.user, round),
        "page_obj": Paginator(tasks, _PAGE).get_page(request.GET.get("page")),
        "filters": filters,
        "departments": sorted(departments.items(), key=lambda each: each[1]),
        "indicators": sorted(indicators.items(), key=lambda each: [int(part) for part in each[0].split(".")]),
        "states": STATES.items(),
        "total": len(every),
        "done": done,
        "share": done * 100 // len(every) if every else 0,
        "first": next((task for task in tasks if task.state != "done"), None),
    }
    return render(request, "review/work.html", context)


@access(EXPERTS, during=DURING)
def score(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    """The screen on which a point is scored; saving leads on to the next point that is not done."""
    finding = _finding(assignment)
    if request.method != "POST":
        return _screen(request, assignment, finding)
    value, comment = request.POST.get("value", ""), request.POST.get("comment", "")
    try:
        typed = read(assignment, value, comment, finding)
        given = give(assignment, typed, _number(request.POST.get("seen", "")), request.user, request)
    except ValidationError as error:
        faults = {name: lines[0] for name, lines in error.message_dict.items()}
        if _wants_json(request):
            return JsonResponse({"faults": faults}, status=422)
        return _screen(request, assignment, finding, {"value": value, "comment": comment}, faults, status=422)
    except Changed as changed:
        words = _changed_words(changed.now)
        if _wants_json(request):
            return JsonResponse({"words": words, "seen": changed.now.pk if changed.now else 0}, status=409)
        faults = {"value": words}
        return _screen(request, assignment, finding, {"value": value, "comment": comment}, faults, status=409)
    leads = _next(request, assignment)
    if _wants_json(request):
        return JsonResponse({"next": leads, "seen": given.pk, "value": plain(given.value)})
    return redirect(leads)


@access((), change=EXPERTS, during=DURING)
def take_back(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    """Takes the value back."""
    try:
        before = undo(assignment, _number(request.POST.get("seen", "")), request.user, request)
    except Changed as changed:
        return JsonResponse({"words": _changed_words(changed.now)}, status=409)
    if _wants_json(request):
        answer: dict[str, Any] = {"seen": 0, "value": "", "comment": "", "words": "已撤销，现在没有分值"}
        if before is not None:
            words = f"已撤销，恢复为 {plain(before.value)}"
            answer = {"seen": before.pk, "value": plain(before.value), "comment": before.comment, "words": words}
        return JsonResponse(answer)
    return redirect("review_score", assignment=assignment.pk)


@access((), change=EXPERTS, during=DURING)
def draft(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    """Keeps what is being typed."""
    why = may_score(assignment)
    if why:
        return JsonResponse({"words": why}, status=403)
    kept = keep_draft(assignment, request.POST.get("value", ""), request.POST.get("comment", ""))
    return JsonResponse({"at": kept.at.isoformat()})


def _screen(
    request: HttpRequest,
    task: Assignment,
    finding: PointFinding | None,
    typed: dict[str, str] | None = None,
    faults: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    participation = task.participation
    edition = edition_of(participation.round.edition)
    indicator = edition.by_code[indicator_of(edition)[task.point]]
    filters = Filters.of(request.GET.dict())
    tasks = [one for one in work_of(request.user, participation.round) if filters.take(one) or one.plan.pk == task.pk]
    before, after, undone = neighbours(tasks, task)
    history = list(task.scores.order_by("-pk"))
    current = next((one for one in history if one.current), None)
    kept = Draft.objects.filter(assignment=task).first()
    if typed is None:
        typed = {
            "value": kept.value if kept else (plain(current.value) if current else ""),
            "comment": kept.comment if kept else (current.comment if current else ""),
        }
    claim = claims_seen(request.user, participation).get(task.point)
    if claim is not None:
        record(
            *(request.user, "claim.viewed", participation),
            department=participation.department,
            request=request,
            point=task.point,
        )
    pieces = pieces_of(finding) if finding is not None else []
    context = {
        "task": task,
        "participation": participation,
        "indicator": indicator,
        "point": edition.points[task.point],
        "weight": weights(participation, edition).get(task.point),
        "finding": finding,
        "pieces": pieces,
        "first_piece": pieces[0] if pieces else None,
        "claim": claim,
        "proofs": proofs_seen(request.user, participation).get(task.point, []),
        "blind": participation.round.blind_to_claims,
        "last_year": last_year(participation, task.point),
        "history": history,
        "seen": current.pk if current else 0,
        "current": current,
        "draft": kept,
        "typed": typed,
        "faults": faults or {},
        "closed": may_score(task),
        "place": next((at for at, one in enumerate(tasks, 1) if one.plan.pk == task.pk), 0),
        "count": len(tasks),
        "left": sum(one.state != "done" for one in tasks),
        "before": before,
        "after": after,
        "undone": undone,
        "filters": filters,
        "others": _others(task),
    }
    return render(request, "review/score.html", context, status=status)


def _others(task: Assignment) -> list[tuple[str, ExpertScore]]:
    """What the other experts said, without names; nothing before the arbitration or while one is asked anew."""
    if not past_review(task.participation.round) or not may_score(task):
        return []
    said = opinions([task.participation_id], task.point).get((task.participation_id, task.point))
    given = [one.score for one in (said.given if said else []) if one.score and one.task.pk != task.pk]
    return [(f"专家{LETTERS[at % len(LETTERS)]}", one) for at, one in enumerate(given)]


def _finding(task: Assignment) -> PointFinding | None:
    return (
        PointFinding.objects.filter(run__participation=task.participation, run__current=True, point=task.point)
        .select_related("run")
        .first()
    )


def _next(request: HttpRequest, task: Assignment) -> str:
    """Where saving leads: the next task that is not done under the same filter, else the list."""
    filters = Filters.of(request.GET.dict())
    # The state changes by saving, so the filter by state is left out for the task itself only.
    tasks = [one for one in work_of(request.user, task.participation.round) if filters.take(one)]
    undone = next((one for one in tasks if one.state != "done" and one.plan.pk != task.pk), None)
    query = f"?{filters.query}" if filters.query else ""
    if undone is None:
        return f"{reverse('review_list', args=[task.participation.round_id])}{query}"
    return f"{reverse('review_score', args=[undone.plan.pk])}{query}"


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _changed_words(now: ExpertScore | None) -> str:
    if now is None:
        return "另一个窗口刚才撤销了分值；您填的内容还在，再按一次保存即以您填的为准"
    comment = f"，意见：{now.comment}" if now.comment else ""
    return f"另一个窗口刚才已存为 {plain(now.value)}{comment}。您填的内容还在，再按一次保存即以您填的为准"
