"""Forms of rounds."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from zhengping.office.accounts.models import User
from zhengping.office.core import clock
from zhengping.office.core.roles import EXPERTS
from zhengping.office.departments.models import Department
from zhengping.office.rounds.calendar import ORDER, Days, faults, previous_phases
from zhengping.office.rounds.making import SETTINGS
from zhengping.office.rounds.models import Participation, Phase, Round
from zhengping.standard import builtin_editions


def day_input() -> forms.DateInput:
    """A date as the browser's own control takes it."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class RoundForm(forms.ModelForm):  # type: ignore[type-arg]
    """Settings of a round and its calendar. `version`: what the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        """What a person chooses."""

        model = Round
        fields = SETTINGS
        widgets = {"monitoring_date": day_input(), "note": forms.Textarea(attrs={"rows": 3})}  # noqa: RUF012
        help_texts = {  # noqa: RUF012
            "monitoring_date": "“一年内”“截至监测点”等规则都以这一天为准。",
            "difference": "专家之间的分差达到这一数值，由首席专家仲裁；0 到 1。",
            "experts_a_point": "至少 2 人。",
            "blind_to_claims": "勾选后，专家评分时看不到部门自己的评分。",
            "show_findings": "勾选后，部门自评时能看到机器的结论。",
            "appeal_days": "按工作日计，从反馈开始的次日算起。",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        editions = builtin_editions()
        current = self.instance.edition if self.instance.pk else ""
        names = [*editions, *([current] if current and current not in editions else [])]
        self.fields["edition"] = forms.ChoiceField(
            label="指标体系", choices=[(name, name) for name in names], initial=current or names[0]
        )
        windows = {w.phase: w for w in self.instance.windows.all()} if self.instance.pk else {}
        for phase in ORDER:
            window = windows.get(phase)
            for part, words in (("starts", "开始"), ("ends", "结束")):
                self.fields[f"{part}_{phase}"] = forms.DateField(
                    label=f"{phase.label}{words}",
                    widget=day_input(),
                    initial=getattr(window, part) if window else None,
                    error_messages={"required": "请填日期", "invalid": "不是日期，请写成 2025-12-01"},
                )
        if self.instance.pk:
            self.fields["version"].initial = self.instance.version

    def clean_experts_a_point(self) -> int:
        """At least two, who are blind to each other."""
        number: int = self.cleaned_data["experts_a_point"]
        if number < 2:
            raise ValidationError("每个采分点至少要有 2 名专家")
        return number

    def clean(self) -> dict[str, Any]:
        """Marks in order; the calendar in order and without overlap; the year that of the monitoring date or beside."""
        data: dict[str, Any] = super().clean() or {}
        lower, upper = data.get("pass_mark"), data.get("top_mark")
        if lower is not None and upper is not None and lower >= upper:
            self.add_error("top_mark", "优秀线应高于合格线")
        day, year = data.get("monitoring_date"), data.get("year")
        if day and year and abs(day.year - year) > 1:
            self.add_error("year", f"与监测点 {day} 不符，请核对")
        for phase, words in faults(self.windows()).items():
            wrong = "ends" if "早于" in words else "starts"
            self.add_error(f"{wrong}_{phase}", words)
        return data

    def windows(self) -> dict[Phase, Days]:
        """The calendar as filled in."""
        given = {}
        for phase in ORDER:
            starts, ends = (self.cleaned_data.get(f"{part}_{phase}") for part in ("starts", "ends"))
            if starts and ends:
                given[phase] = (starts, ends)
        return given

    def settings(self) -> dict[str, Any]:
        """What was chosen, by the model's fields."""
        return {name: self.cleaned_data[name] for name in SETTINGS}

    def setting_fields(self) -> list[Any]:
        """The fields of the settings, for the page."""
        return [self[name] for name in SETTINGS]

    def calendar_rows(self) -> list[tuple[Phase, Any, Any]]:
        """The fields of the calendar, a phase a row."""
        return [(phase, self[f"starts_{phase}"], self[f"ends_{phase}"]) for phase in ORDER]


class NewRoundForm(RoundForm):
    """A new round: with its departments and experts."""

    departments = forms.ModelMultipleChoiceField(
        label="参加的部门",
        queryset=Department.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    experts = forms.ModelMultipleChoiceField(
        label="评审专家", queryset=User.objects.none(), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        departments = Department.objects.filter(active=True).prefetch_related("sites", "former_names")
        experts = User.objects.filter(role__in=EXPERTS, is_active=True)
        for name, choices in (("departments", departments), ("experts", experts)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelMultipleChoiceField)
            field.queryset = choices
            if not self.is_bound:
                field.initial = [one.pk for one in choices]
        self._suggest()

    def _suggest(self) -> None:
        """Dates that follow one another, from today, as a start."""
        today = clock.today()
        self.fields["year"].initial = today.year
        self.fields["name"].initial = f"{today.year}年政府网站绩效评估"
        self.fields["monitoring_date"].initial = today
        starts = today
        for phase, days in zip(ORDER, (14, 21, 14, 21, 7, 10, 5, 10), strict=True):
            self.fields[f"starts_{phase}"].initial = starts
            self.fields[f"ends_{phase}"].initial = starts + timedelta(days=days - 1)
            starts += timedelta(days=days)


class MoveForm(forms.Form):
    """To which phase, and why. `seen`: the phase in which the person saw the round."""

    seen = forms.CharField(widget=forms.HiddenInput)
    to = forms.ChoiceField(label="进入", choices=Phase.choices)
    reason = forms.CharField(label="理由", max_length=300, required=False, help_text="退回以前的阶段必须写明理由。")
    confirmed = forms.BooleanField(label="我已看过未完成的事项，确需进入下一阶段", required=False)


class ReopenForm(forms.Form):
    """Which phase is opened again for a department, until when, why."""

    phase = forms.ChoiceField(label="阶段")
    until = forms.DateField(label="到期（含当日）", widget=day_input())
    reason = forms.CharField(label="理由", max_length=300)

    def __init__(self, participation: Participation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["phase"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.value, one.label) for one in previous_phases(participation.round.phase)]
        self.fields["until"].initial = clock.today() + timedelta(days=3)


class ConflictForm(forms.Form):
    """An expert, a department, and why he must not judge it."""

    user = forms.ModelChoiceField(label="专家", queryset=User.objects.none(), empty_label="请选择")
    department = forms.ModelChoiceField(label="部门", queryset=Department.objects.none(), empty_label="请选择")
    reason = forms.CharField(label="理由", max_length=300, help_text="例如：曾在该部门任职；为该部门网站提供服务。")

    def __init__(self, round: Round, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "user": User.objects.filter(expert_rounds__round=round),
            "department": Department.objects.filter(participations__round=round),
        }
        for name, queryset in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = queryset


class ExpertsForm(forms.Form):
    """Who the experts of a round are."""

    experts = forms.ModelMultipleChoiceField(
        label="评审专家", queryset=User.objects.none(), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, round: Round, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["experts"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = User.objects.filter(role__in=EXPERTS, is_active=True)
        field.initial = list(round.experts.values_list("user_id", flat=True))


class DepartmentsForm(forms.Form):
    """Departments that join a round."""

    departments = forms.ModelMultipleChoiceField(
        label="加入的部门",
        queryset=Department.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少勾选一个部门"},
    )

    def __init__(self, round: Round, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["departments"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = (
            Department.objects.filter(active=True)
            .exclude(participations__round=round)
            .prefetch_related("sites", "former_names")
        )
