"""The forms of an appeal and of its answer."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms

from zhengping.office.appeals.answering import ANSWERS
from zhengping.office.appeals.models import Appeal
from zhengping.office.assessment.models import Proof
from zhengping.office.core import clock
from zhengping.office.core.fields import exact


class ManyFiles(forms.ClearableFileInput):
    """A file control that takes several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; each is checked by itself."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files in their order."""
        return [super(FilesField, self).clean(one, initial) for one in data or () if one]


class ExactValue(forms.CharField):
    """A value from 0 to 1, exact."""

    def clean(self, value: Any) -> Any:
        """The decimal, or None for nothing."""
        text = super().clean(value)
        return exact(text) if text else None


if TYPE_CHECKING:
    _Choices = forms.ModelMultipleChoiceField[Proof]
else:
    _Choices = forms.ModelMultipleChoiceField


class ProofChoices(_Choices):
    """Proofs by their names."""

    def label_from_instance(self, obj: Any) -> str:
        """Name and day of upload: versions may have the same name."""
        return f"{obj.name}（{obj.uploaded_at:%Y-%m-%d} 上传）"


class AppealForm(forms.Form):
    """A department's appeal on one point."""

    reason = forms.CharField(
        label="理由",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="写清楚哪里评得不对、应当怎样看；材料中不要写个人的证件号码和手机号码。",
        error_messages={"required": "请写明理由"},
    )
    wanted = ExactValue(
        label="认为应得的分值（0 到 1，可不填）",
        required=False,
        max_length=10,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    proofs = ProofChoices(
        label="引用已经上传的材料",
        queryset=Proof.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "所选材料已被替换或撤下，请重新选择"},
    )
    new_files = FilesField(
        label="新的证明材料（可选多个）",
        required=False,
        help_text="pdf、doc(x)、xls(x)、jpg、png、zip。",
        error_messages={"empty": "文件是空的，请重新选择"},
    )
    evidence_date = forms.DateField(
        label="新材料的日期",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "日期写成 2025-11-30 的样子"},
    )

    def __init__(self, proofs: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["proofs"]
        assert isinstance(field, ProofChoices)
        field.queryset = proofs
        if not proofs.exists():
            del self.fields["proofs"]

    def clean_evidence_date(self) -> Any:
        """Not ahead of today."""
        day = self.cleaned_data["evidence_date"]
        if day is not None and day > clock.today():
            raise forms.ValidationError("材料日期不能晚于今天")
        return day


class AnswerForm(forms.Form):
    """The office's answer. `version`: of the appeal as the person saw it."""

    state = forms.ChoiceField(
        label="答复",
        choices=[(one.value, one.label) for one in ANSWERS],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择采纳、部分采纳或不采纳"},
    )
    new_value = ExactValue(
        label="改后的分值（采纳、部分采纳时必填）",
        required=False,
        max_length=10,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    answer = forms.CharField(
        label="答复的理由",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="部门会看到这段话。",
        error_messages={"required": "请写明理由"},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Upholding needs a value."""
        cleaned: dict[str, Any] = super().clean() or {}
        value: Decimal | None = cleaned.get("new_value")
        upheld = cleaned.get("state") in (Appeal.State.UPHELD, Appeal.State.PARTLY)
        if upheld and value is None and "new_value" not in self.errors:
            self.add_error("new_value", "采纳或部分采纳的，请填写改后的分值")
        return cleaned


class AskForm(forms.Form):
    """A question to the experts."""

    question = forms.CharField(
        label="请专家再评的问题",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="专家只看到这个问题和证据，看不到部门要求的分值。",
        error_messages={"required": "请写明要专家回答什么"},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
