"""Declarations, the report, and applications for bonus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from zhengping.errors import InputError
from zhengping.office.assessment.applying import remove_application, repeated, save_application
from zhengping.office.assessment.claiming import is_address
from zhengping.office.assessment.declaring import MOST_REPORT, TextClash, report_draft, save_texts
from zhengping.office.assessment.drafts import self_assessment_of, why_closed
from zhengping.office.assessment.errors import Clash
from zhengping.office.assessment.models import BonusApplication, SelfAssessment
from zhengping.office.assessment.proofs import current
from zhengping.office.assessment.sheet import load_sheet
from zhengping.office.assessment.views import writable
from zhengping.office.core import clock
from zhengping.office.core.access import access
from zhengping.office.core.roles import DEPARTMENT, Role
from zhengping.office.rounds.models import Participation, Phase


class Declarations(forms.Form):
    """What the department declares as a whole."""

    no_hot_events = forms.BooleanField(
        label="本年度无热点回应事件",
        required=False,
        help_text="“热点回应”（2.2）不评，权重转到“政策解读”（2.1）。提交后生效，由审核人负责。",
    )
    no_key_areas = forms.BooleanField(
        label="无重点领域考核任务（附录1）",
        required=False,
        help_text="办公室按附录1核对并认可之后，“其他重点信息”（1.2.4）才不评；认可之前仍然计分。",
    )
    other_declarations = forms.CharField(
        label="其他说明",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": "其他说明不超过 5000 字"},
    )


if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[BonusApplication]
else:
    _ModelForm = forms.ModelForm


class Application(_ModelForm):
    """One application for bonus."""

    address = forms.CharField(
        label="网址", required=False, max_length=500, widget=forms.TextInput(attrs={"inputmode": "url"})
    )

    class Meta:
        """Its fields in their order."""

        model = BonusApplication
        fields = ("kind", "title", "issuer", "day", "address", "explanation", "proofs")
        widgets = {  # noqa: RUF012
            "day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "explanation": forms.Textarea(attrs={"rows": 4}),
            "proofs": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, own: SelfAssessment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].label = "日期（表彰、报道的日期）"
        proofs: Any = self.fields["proofs"]
        proofs.label = "证明材料"
        proofs.required = False
        proofs.queryset = (
            own.proofs.filter(withdrawn_at__isnull=True, replaced_by__isnull=True)
            if own.pk
            else (own.proofs.model.objects.none())
        )
        proofs.label_from_instance = lambda proof: proof.name

    def clean_address(self) -> str:
        """A whole http or https address, or none."""
        address: str = self.cleaned_data["address"].strip()
        if address and not is_address(address):
            raise forms.ValidationError("这不是网址，请写 http:// 或 https:// 开头的完整地址")
        return address

    def clean_day(self) -> Any:
        """Not ahead of today."""
        day = self.cleaned_data["day"]
        if day is not None and day > clock.today():
            raise forms.ValidationError("日期不能在今天之后")
        return day


@access(DEPARTMENT, change={Role.REPORTER})
def declarations(request: HttpRequest, participation: Participation) -> HttpResponse:
    """No hot events, no key areas, other words; what follows from them stands beside."""
    own = self_assessment_of(participation)
    names = ("no_hot_events", "no_key_areas", "other_declarations")
    form = Declarations(initial={name: getattr(own, name) for name in names})
    words, theirs, status = "", None, 200
    if request.method == "POST":
        form = Declarations(request.POST)
        status = 422
        if form.is_valid():
            try:
                save_texts(participation, form.cleaned_data, _seen(request), request.user, request)
                messages.success(request, "声明已保存，适用的采分点已经按声明调整")
                return redirect("assessment_declarations", participation.pk)
            except TextClash as clash:
                words, theirs = str(clash), clash.theirs
            except InputError as refused:
                words = str(refused)
    sheet = load_sheet(participation, own, beside=False)
    context = {
        "participation": participation,
        "own": own,
        "form": form,
        "words": words,
        "theirs": theirs,
        "version": theirs.version if theirs else own.version,
        "out": [part for part in sheet.parts if not part.applies],
        "moved": [part for part in sheet.parts if part.applies and part.weight != part.indicator.weight],
        "closed": why_closed(own),
        "may_write": writable(request, own),
    }
    return render(request, "assessment/declarations.html", context, status=status)


def _seen(request: HttpRequest) -> int:
    given = request.POST.get("over") or request.POST.get("version") or "0"
    return int(given) if given.isdigit() else 0


@access(DEPARTMENT, change={Role.REPORTER})
def report(request: HttpRequest, participation: Participation) -> HttpResponse:
    """The report as a whole; saved as one types, with headings to begin from."""
    own = self_assessment_of(participation)
    context: dict[str, Any] = {
        "participation": participation,
        "own": own,
        "closed": why_closed(own),
        "may_write": writable(request, own),
        "text": own.report,
        "version": own.version,
        "most": MOST_REPORT,
    }
    if request.method == "POST":
        return _save_report(request, participation, context)
    if "draft" in request.GET or not own.report:
        context["draft"] = report_draft(load_sheet(participation, own, beside=False))
    return render(request, "assessment/report.html", context)


def _save_report(request: HttpRequest, participation: Participation, context: dict[str, Any]) -> HttpResponse:
    text = request.POST.get("report", "").replace("\r\n", "\n").strip()
    outcome, status, version = "saved", 200, _seen(request)
    context = {**context, "text": text, "version": version}
    try:
        if len(text) > MOST_REPORT:
            raise InputError(f"自评报告有 {len(text)} 字，超过 {MOST_REPORT} 字，请缩短")
        own = save_texts(participation, {"report": text}, version, request.user, request)
        context |= {"own": own, "version": own.version, "saved_at": clock.now()}
    except TextClash as clash:
        outcome, status = "clash", 422
        context |= {"words": str(clash), "theirs": clash.theirs}
    except InputError as refused:
        outcome, status = "error", 422
        context |= {"words": str(refused)}
    context["outcome"] = outcome
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "assessment/report_state.html", context, status=status)
    if outcome == "saved":
        return redirect("assessment_report", participation.pk)
    return render(request, "assessment/report.html", {**context, "may_write": True}, status=status)


@access(DEPARTMENT, change={Role.REPORTER})
def applications(request: HttpRequest, participation: Participation) -> HttpResponse:
    """The applications for bonus, and a form for a new one."""
    own = self_assessment_of(participation)
    form = Application(own=own)
    words, status = "", 200
    if request.method == "POST":
        form = Application(request.POST, own=own)
        status = 422
        if form.is_valid():
            try:
                made = save_application(
                    participation, form.cleaned_data, form.cleaned_data["proofs"], request.user, request=request
                )
                messages.success(request, f"“{made.title}”已保存")
                return redirect("assessment_applications", participation.pk)
            except InputError as refused:
                words = str(refused)
    mine = list(own.applications.prefetch_related("proofs").order_by("kind", "pk")) if own.pk else []
    context = {
        "participation": participation,
        "own": own,
        "form": form,
        "words": words,
        "rows": [(one, repeated(mine).get(one.pk, "")) for one in mine],
        "proof_count": len(current(own)),
        "closed": why_closed(own),
        "may_write": writable(request, own),
    }
    return render(request, "assessment/applications.html", context, status=status)


@access(DEPARTMENT, change={Role.REPORTER})
def change_application(request: HttpRequest, application: BonusApplication) -> HttpResponse:
    """Changes one application."""
    own = application.self_assessment
    participation = own.participation
    form, words, status, version = Application(own=own, instance=application), "", 200, application.version
    if request.method == "POST":
        kept = BonusApplication.objects.get(pk=application.pk)
        form = Application(request.POST, own=own, instance=application)
        status = 422
        if form.is_valid():
            try:
                save_application(
                    participation,
                    form.cleaned_data,
                    form.cleaned_data["proofs"],
                    request.user,
                    application=kept,
                    seen=_seen(request),
                    request=request,
                )
                messages.success(request, "申报已保存")
                return redirect("assessment_applications", participation.pk)
            except Clash as clash:
                words, version = str(clash), kept.version
            except InputError as refused:
                words = str(refused)
    context = {
        "participation": participation,
        "own": own,
        "application": application,
        "form": form,
        "words": words,
        "version": version,
        "closed": why_closed(own),
        "may_write": writable(request, own),
    }
    return render(request, "assessment/application.html", context, status=status)


@access(DEPARTMENT, change={Role.REPORTER}, during=(Phase.SELF_ASSESSMENT,))
def remove(request: HttpRequest, application: BonusApplication) -> HttpResponse:
    """Takes an application out."""
    participation = application.self_assessment.participation
    if request.method == "POST":
        try:
            remove_application(application, request.user, request)
            messages.success(request, "申报已删去")
        except InputError as refused:
            messages.error(request, str(refused))
    return redirect("assessment_applications", participation.pk)
