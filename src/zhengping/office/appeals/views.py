"""Pages of appeals: the list, filing one, one with its answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from zhengping.errors import InputError
from zhengping.office.appeals.answering import answer
from zhengping.office.appeals.asking import ask_experts
from zhengping.office.appeals.deadlines import first_day, last_day, why_closed
from zhengping.office.appeals.filing import OPEN, NewFile, file_appeal, withdraw
from zhengping.office.appeals.forms import AnswerForm, AppealForm, AskForm
from zhengping.office.appeals.models import Appeal
from zhengping.office.appeals.visible import appeals_of
from zhengping.office.assessment.models import Proof
from zhengping.office.assessment.uploading import raw_name
from zhengping.office.assessment.visible import proofs_of
from zhengping.office.core import clock
from zhengping.office.core.access import access, hidden
from zhengping.office.core.audit import record
from zhengping.office.core.fields import plain
from zhengping.office.core.lists import Column, Filter, show_list
from zhengping.office.core.person import person
from zhengping.office.core.roles import DEPARTMENT, OFFICE, READERS
from zhengping.office.results.adding import shown_at
from zhengping.office.results.models import PointStanding
from zhengping.office.results.settling import edition_of
from zhengping.office.results.visible import may_see_result, person_shown
from zhengping.office.rounds.models import Participation, Phase
from zhengping.office.rounds.visible import participations_of, rounds_of

SEE = OFFICE | READERS | DEPARTMENT
COLOURS: dict[str, str] = {
    Appeal.State.FILED: "blue",
    Appeal.State.EXPERTS: "purple",
    Appeal.State.UPHELD: "green",
    Appeal.State.PARTLY: "teal",
    Appeal.State.REJECTED: "red",
    Appeal.State.WITHDRAWN: "secondary",
}


def _due(appeal: Appeal) -> str:
    """The answer's last day, and that it has passed."""
    if not appeal.is_open:
        return ""
    late = clock.today() > appeal.due
    return f"{appeal.due}（已逾期）" if late else str(appeal.due)


@access(SEE, change=())
def appeals(request: HttpRequest) -> HttpResponse:
    """All appeals that the person may see; those that wait come first, by their due day."""
    user = person(request)
    columns = [
        Column(
            "department", "部门", lambda one: one.participation.department.name, sort="participation__department__code"
        ),
        Column(
            "point", "采分点", lambda one: one.point, sort="point", link=lambda one: reverse("appeal", args=[one.pk])
        ),
        Column(
            "state", "状态", lambda one: one.get_state_display(), sort="state", badge=lambda one: COLOURS[one.state]
        ),
        Column("then", "申诉时", lambda one: plain(one.value_then) or "待定", number=True),
        Column("wanted", "认为应得", lambda one: plain(one.wanted) or "—", number=True),
        Column("new", "改为", lambda one: plain(one.new_value) or "—", number=True),
        Column("filed", "提出", lambda one: f"{one.filed_at:%Y-%m-%d}", sort="filed_at"),
        Column("due", "答复期限", _due, sort="due"),
        Column("round", "轮次", lambda one: one.participation.round.name),
    ]
    shown = [one for one in columns if one.key != "department"] if user.is_of_department else columns
    return show_list(
        request,
        appeals_of(user).order_by(
            F("answered_at").asc(nulls_first=True), F("withdrawn_at").asc(nulls_first=True), "due", "pk"
        ),
        shown,
        title="申诉",
        search=() if user.is_of_department else ("participation__department__name", "point"),
        filters=[
            Filter("state", "状态", "state", Appeal.State.choices),
            Filter("round", "轮次", "participation__round", [(one.pk, one.name) for one in rounds_of(user)[:30]]),
        ],
        template="appeals/list.html",
        context={"periods": _periods(user) if user.is_of_department else [], "waiting": _waiting(user)},
    )


def _waiting(user: Any) -> tuple[int, int]:
    """How many wait for an answer, and how many of them too long."""
    waiting = appeals_of(user).filter(state__in=OPEN)
    return waiting.count(), waiting.filter(due__lt=clock.today()).count()


def _periods(user: Any) -> list[dict[str, Any]]:
    """A department's appeal periods: of the rounds in which its results are shown and that are not published."""
    found = []
    for one in participations_of(user):
        if may_see_result(user, one) and (one.round.phase != Phase.PUBLICATION or not why_closed(one)):
            found.append(
                {"participation": one, "first": first_day(one.round), "last": last_day(one), "closed": why_closed(one)}
            )
    return found


@access(DEPARTMENT)
def new(request: HttpRequest, result: Participation, code: str) -> HttpResponse:
    """Files an appeal on a point. What was typed stays where it cannot be filed, whatever the reason."""
    edition = edition_of(result.round.edition)
    if code not in edition.points:
        raise hidden()
    user = person(request)
    own = Proof.objects.filter(
        self_assessment__participation=result, withdrawn_at__isnull=True, replaced_by__isnull=True
    ).order_by("name")
    closed = why_closed(result)
    form = AppealForm(own, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = file_appeal(
                result,
                code,
                user,
                reason=given["reason"],
                wanted=given["wanted"],
                proofs=given.get("proofs", ()),
                files=[NewFile(raw_name(request, one.name), one.read()) for one in given["new_files"]],
                evidence_date=given["evidence_date"],
                request=request,
            )
        except InputError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"申诉已提出，评估办公室将在 {made.due} 前答复")
            return redirect("appeal", made.pk)
    standing = PointStanding.objects.filter(participation=result, point=code).first()
    shown = {
        "participation": result,
        "point": edition.points[code],
        "indicator": code.rpartition("-")[0],
        "standing": standing,
        "form": form,
        "closed": closed,
        "last": last_day(result),
        "answer_days": result.round.answer_days,
    }
    return render(request, "appeals/new.html", shown, status=422 if form.errors else 200)


def _page(
    request: HttpRequest, appeal: Appeal, answer_form: AnswerForm | None = None, ask_form: AskForm | None = None
) -> HttpResponse:
    """One appeal: what was said and answered, the point's evidence, and the forms of those who may act."""
    user = person(request)
    participation = appeal.participation
    point = edition_of(participation.round.edition).points[appeal.point]
    if not user.is_of_department:
        record(user, "appeal.viewed", appeal, department=participation.department, request=request)
    proofs = list(proofs_of(user).filter(appeals=appeal).order_by("name"))
    wrong = bool((answer_form and answer_form.errors) or (ask_form and ask_form.errors))
    acts = user.is_office and appeal.is_open
    initial = {"version": appeal.version, "new_value": plain(appeal.wanted)}
    shown = {
        "appeal": appeal,
        "participation": participation,
        "point": point,
        "indicator": appeal.point.rpartition("-")[0],
        "colour": COLOURS[appeal.state],
        "filed_by": person_shown(user, appeal.filed_by),
        "answered_by": person_shown(user, appeal.answered_by),
        "asked_by": person_shown(user, appeal.asked_by),
        "proofs": proofs,
        "hidden_proofs": 0 if proofs else appeal.proofs.count(),
        "standing": PointStanding.objects.filter(participation=participation, point=appeal.point).first(),
        "parts": [
            one
            for one in shown_at(user, participation, [appeal.point])[appeal.point]
            if one.title != "申诉" and not one.action
        ],
        "late": appeal.is_open and clock.today() > appeal.due,
        "answer_form": answer_form or (AnswerForm(initial=initial) if acts else None),
        "ask_form": ask_form or (AskForm(initial=initial) if acts and appeal.state == Appeal.State.FILED else None),
        "may_withdraw": user.is_of_department and appeal.is_open,
    }
    return render(request, "appeals/appeal.html", shown, status=422 if wrong else 200)


@access(SEE, change=())
def appeal_page(request: HttpRequest, appeal: Appeal) -> HttpResponse:
    """One appeal."""
    return _page(request, appeal)


@access(OFFICE)
def answer_appeal(request: HttpRequest, appeal: Appeal) -> HttpResponse:
    """Takes the office's answer."""
    if request.method != "POST":
        return redirect("appeal", appeal.pk)
    form = AnswerForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            answer(
                appeal, given["state"], given["answer"], given["new_value"], given["version"], person(request), request
            )
        except InputError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "已答复，并已告知部门")
            return redirect("appeal", appeal.pk)
    appeal.refresh_from_db()
    return _page(request, appeal, answer_form=form)


@access(OFFICE)
def ask(request: HttpRequest, appeal: Appeal) -> HttpResponse:
    """Asks the point's experts again."""
    if request.method != "POST":
        return redirect("appeal", appeal.pk)
    form = AskForm(request.POST)
    if form.is_valid():
        try:
            ask_experts(appeal, form.cleaned_data["question"], form.cleaned_data["version"], person(request), request)
        except InputError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "已请专家再评；专家评过之后请在这里答复")
            return redirect("appeal", appeal.pk)
    appeal.refresh_from_db()
    return _page(request, appeal, ask_form=form)


@access(DEPARTMENT)
def withdraw_appeal(request: HttpRequest, appeal: Appeal) -> HttpResponse:
    """Takes an appeal back."""
    if request.method == "POST":
        withdraw(appeal, person(request), request)
        messages.success(request, "申诉已撤回")
    return redirect("appeal", appeal.pk)
