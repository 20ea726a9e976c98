"""Forms made from columns: a row written by hand is checked as one from a file; and the form for a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from zhengping.errors import InputError
from zhengping.office.sheets.fields import Field, Value


class UploadForm(forms.Form):
    """A spreadsheet."""

    file = forms.FileField(
        label="文件",
        help_text="Excel（.xlsx、.xls）或 CSV（UTF-8、GB18030），最多 20,000 行、20 MB。表头的位置和列的顺序不限。",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
        error_messages={
            "required": "请选择文件",
            "empty": "文件是空的；请确认表格已经保存，再上传",
            "missing": "请选择文件",
        },
        allow_empty_file=True,
    )


class _Reading(forms.Field):
    """A control whose text is read as a cell of its column would be."""

    def __init__(self, field: Field, **kwargs: Any) -> None:
        self.column = field
        super().__init__(required=field.required, label=field.words, help_text=field.help, **kwargs)

    def clean(self, value: Any) -> Value:
        """The value; a Chinese line where it is none."""
        try:
            return self.column.read(value)
        except InputError as error:
            raise forms.ValidationError(str(error)) from None

    def prepare_value(self, value: Any) -> Any:
        """As the control shows it."""
        if value is None or isinstance(value, str):
            return value
        return self.column.show(value)


def control(field: Field) -> forms.Field:
    """The control of a column."""
    widget: forms.Widget
    if field.kind == "choice":
        choices = [(value, words[0]) for value, words in field.choices.items()]
        widget = forms.Select(choices=choices if field.required else [("", "—"), *choices])
    elif field.kind == "yesno":
        choices = [("是", "是"), ("否", "否")]
        widget = forms.Select(choices=choices if field.required or field.empty != "" else [("", "—"), *choices])
        if field.empty is None:
            widget = forms.Select(choices=[("", "未知"), *choices])
    elif field.kind == "date":
        widget = forms.DateInput(attrs={"placeholder": "2025-03-01", "inputmode": "numeric"})
    elif field.rows:
        widget = forms.Textarea(attrs={"rows": field.rows})
    else:
        widget = forms.TextInput(attrs={"inputmode": "numeric"} if field.kind == "whole" else {})
    return _Reading(field, widget=widget)


class RowForm(forms.Form):
    """A row of these columns, with an own box for each."""

    def __init__(self, columns: Sequence[Field], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for column in columns:
            self.fields[column.key] = control(column)


def shown(columns: Sequence[Field], values: Mapping[str, Value]) -> dict[str, Value]:
    """The first content of a form's boxes."""
    return {column.key: column.show(values.get(column.key)) for column in columns}
