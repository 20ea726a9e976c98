"""Checking, sending for review, sending back, submitting; the receipt and its verification; the Word file."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from zhengping.errors import InputError
from zhengping.office.assessment.completeness import Missing, missing
from zhengping.office.assessment.drafts import State, reopened, self_assessment_of, why_closed
from zhengping.office.assessment.errors import NotNow
from zhengping.office.assessment.models import Submission
from zhengping.office.assessment.sheet import load_sheet
from zhengping.office.assessment.submitting import digest, frozen, mark_ready, submit, take_back, verify
from zhengping.office.assessment.timeliness import deadline, is_late
from zhengping.office.assessment.views import writable
from zhengping.office.assessment.who import person
from zhengping.office.assessment.word import as_word
from zhengping.office.core import clock
from zhengping.office.core.access import access, hidden
from zhengping.office.core.audit import record
from zhengping.office.core.downloads import as_download
from zhengping.office.core.roles import DEPARTMENT, OFFICE, READERS, Role
from zhengping.office.rounds.models import Participation, Phase
from zhengping.office.rounds.phases import is_open
from zhengping.office.rounds.visible import participations_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_RECEIPT = 8 << 20


@access(DEPARTMENT, change=())
def check(request: HttpRequest, participation: Participation) -> HttpResponse:
    """What lacks, with links; the reporter sends for review, the reviewer submits or sends back."""
    return _check_page(request, participation)


def _check_page(request: HttpRequest, participation: Participation, words: str = "", status: int = 200) -> HttpResponse:
    own = self_assessment_of(participation)
    sheet = load_sheet(participation, own, beside=False)
    groups: dict[str, list[Missing]] = {}
    lacks = missing(sheet)
    for one in lacks:
        groups.setdefault(one.group, []).append(one)
    role = person(request).role
    open_now = is_open(participation.round, [Phase.SELF_ASSESSMENT], participation)
    context = {
        "participation": participation,
        "own": own,
        "sheet": sheet,
        "groups": list(groups.items()),
        "count": len(lacks),
        "closed": why_closed(own),
        "words": words,
        "reason": request.POST.get("reason", ""),
        "may_send": role == Role.REPORTER and writable(request, own),
        "may_call_back": role == Role.REPORTER and own.state == State.READY and open_now,
        "may_decide": role == Role.REVIEWER and own.state == State.READY and open_now,
        "submitted": own.state == State.SUBMITTED and not (own.pk and reopened(own)),
        "would_be_late": not own.first_submitted_at and is_late(participation.round, clock.now()),
        "deadline": deadline(participation.round),
    }
    return render(request, "assessment/check.html", context, status=status)


@access(DEPARTMENT, change={Role.REPORTER}, during=(Phase.SELF_ASSESSMENT,))
def ready(request: HttpRequest, participation: Participation) -> HttpResponse:
    """The reporter sends it to the reviewer."""
    if request.method == "POST":
        try:
            mark_ready(participation, request.user, request)
            messages.success(request, "已送审，审核人会收到通知")
        except NotNow as refused:
            return _check_page(request, participation, str(refused), 422)
    return redirect("assessment_check", participation.pk)


@access(DEPARTMENT, during=(Phase.SELF_ASSESSMENT,))
def give_back(request: HttpRequest, participation: Participation) -> HttpResponse:
    """The reviewer sends it back with a reason; the reporter calls it back."""
    if request.method == "POST":
        try:
            take_back(participation, request.user, request.POST.get("reason", ""), request)
            messages.success(
                request, "已退回填报人修改" if person(request).role == Role.REVIEWER else "已撤回，可以继续修改"
            )
        except InputError as refused:
            return _check_page(request, participation, str(refused), 422)
    return redirect("assessment_check", participation.pk)


@access(DEPARTMENT, change={Role.REVIEWER})
def submit_now(request: HttpRequest, participation: Participation) -> HttpResponse:
    """The reviewer submits; a second time leads to the same receipt."""
    if request.method != "POST":
        return redirect("assessment_check", participation.pk)
    try:
        made = submit(participation, request.user, knowing=bool(request.POST.get("knowing")), request=request)
    except InputError as refused:
        return _check_page(request, participation, str(refused), 422)
    messages.success(request, f"自评已提交（第 {made.number} 次），回执如下")
    return redirect("assessment_receipt", participation.pk)


def _may_see_submission(request: HttpRequest, participation: Participation) -> list[Submission]:
    """The submissions, newest first; 404 where there is none yet."""
    own = self_assessment_of(participation)
    found = list(own.submissions.select_related("by").order_by("-number")) if own.pk else []
    if not found:
        raise hidden()
    return found


@access(DEPARTMENT | OFFICE | READERS, change=())
def receipt(request: HttpRequest, participation: Participation) -> HttpResponse:
    """The newest receipt, shown or (`?format=json`) downloaded with all that it covers."""
    found = _may_see_submission(request, participation)
    wanted = request.GET.get("number", "")
    made = next((one for one in found if str(one.number) == wanted), found[0])
    if request.GET.get("format") == "json":
        _seen(request, participation, made, "receipt")
        body = json.dumps({"receipt": made.receipt, "content": made.content}, ensure_ascii=False, indent=1)
        name = f"{participation.department}-{participation.round.year}年自评回执-{made.number}.json"
        return as_download(body.encode(), name, "application/json")
    context = {
        "participation": participation,
        "made": made,
        "found": found,
        "faults": verify(made),
        "of_department": person(request).role in DEPARTMENT,
    }
    return render(request, "assessment/receipt.html", context)


def _seen(request: HttpRequest, participation: Participation, made: Submission, how: str) -> None:
    """Writes down that somebody outside the department read a self-assessment."""
    if person(request).department_id != participation.department_id:
        record(
            request.user,
            "self_assessment.viewed",
            made.self_assessment,
            department=participation.department_id,
            request=request,
            number=made.number,
            how=how,
        )


@access(DEPARTMENT | OFFICE | READERS)
def verify_receipt(request: HttpRequest) -> HttpResponse:
    """Whether a receipt, as its 64 figures or its file, agrees with what was submitted. Changes nothing."""
    result: dict[str, Any] = {}
    status = 200
    if request.method == "POST":
        try:
            result = _verified(request)
        except InputError as refused:
            result, status = {"error": str(refused)}, 422
    return render(
        request, "assessment/verify.html", {"typed": request.POST.get("receipt", ""), **result}, status=status
    )


def _verified(request: HttpRequest) -> dict[str, Any]:
    """What is said of a receipt. Raises InputError where none was given."""
    file, typed = request.FILES.get("file"), request.POST.get("receipt", "").strip().lower()
    lines = []
    if file is not None:
        if (file.size or 0) > MOST_RECEIPT:
            raise InputError("回执文件过大，请选择从本系统下载的回执（json）")
        try:
            given = json.loads(file.read())
            typed, content = str(given["receipt"]), given["content"]
        except (ValueError, KeyError, TypeError, RecursionError):
            raise InputError("这不是本系统的回执文件，请选择从“回执”页下载的 json 文件") from None
        if digest(content) != typed:
            lines.append("回执文件里的内容与回执码不一致，文件被改动过")
    if len(typed) != 64 or set(typed) - set("0123456789abcdef"):
        raise InputError("回执码是 64 位的数字和字母 a 到 f，请从回执页完整复制，或选择回执文件")
    found = Submission.objects.filter(
        receipt=typed, self_assessment__participation__in=participations_of(request.user).values("pk")
    ).select_related("self_assessment__participation__department", "self_assessment__participation__round", "by")
    made = found.first()
    if made is None:
        return {"lines": [*lines, "系统里没有这一回执的提交，或者您不能查看"], "good": False}
    return {"lines": [*lines, *verify(made)], "good": not lines and not verify(made), "made": made}


@access(DEPARTMENT | OFFICE | READERS, change=())
def word(request: HttpRequest, participation: Participation) -> HttpResponse:
    """The self-assessment as a Word file: the department's as it now stands, for others as it was submitted."""
    own = self_assessment_of(participation)
    of_department = person(request).role in DEPARTMENT
    if own.state == State.SUBMITTED or not of_department:
        made = _may_see_submission(request, participation)[0]
        _seen(request, participation, made, "word")
        content, code = made.content, made.receipt
    else:
        sheet = load_sheet(participation, own, beside=False)
        content, code = frozen(sheet, 0, "", False, len(missing(sheet))), ""
    body = as_word(content, code, masked=not of_department)
    return as_download(body, f"{participation.department}-{participation.round.year}年网站自评.docx", DOCX)
