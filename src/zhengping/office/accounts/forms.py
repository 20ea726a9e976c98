"""Forms of people and tokens. What is right is decided by `people.checked` and `tokens.make_token`, in one place."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from zhengping.office.accounts import people, tokens
from zhengping.office.accounts.models import User
from zhengping.office.core.roles import Role
from zhengping.office.departments.models import Department


class PersonForm(forms.Form):
    """A person's account, new or changed."""

    username = forms.CharField(
        label="登录名",
        max_length=32,
        help_text="字母、数字、点、横线或下划线，2 到 32 个；定了不能改",
        error_messages={"required": "请填登录名"},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    display_name = forms.CharField(label="姓名", max_length=60, error_messages={"required": "请填姓名"})
    role = forms.ChoiceField(
        label="角色", choices=[("", "请选择"), *Role.choices], error_messages={"required": "请选角色"}
    )
    department = forms.ModelChoiceField(
        label="部门",
        queryset=Department.objects.all(),
        required=False,
        empty_label="不属于部门",
        help_text="填报人、审核人必选，其他角色不选",
    )
    email = forms.CharField(label="邮箱", max_length=254, required=False, help_text="提醒同时发到这里；可以不填")
    specialty = forms.CharField(
        label="专长", max_length=200, required=False, help_text="只有专家填：指标编码，空格分开，如 1.1 5.2.1"
    )
    must_use_second_factor = forms.BooleanField(
        label="须用两步验证", required=False, help_text="下次登录时要先用手机设置，设好才能用别的功能"
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, existing: User | None = None, **kwargs: Any) -> None:
        if existing is not None:
            now = {name: getattr(existing, name) for name in people.FIELDS}
            kwargs["initial"] = {**now, "version": existing.version}
        super().__init__(*args, **kwargs)
        self.existing = existing
        if existing is not None:
            self.fields["username"].disabled = True
            self.fields["username"].help_text = "登录名不能改"

    def clean(self) -> dict[str, Any]:
        """The rules of `people.checked`, each at its field."""
        given = super().clean() or {}
        if not self.errors:
            try:
                people.checked(given, self.existing)
            except ValidationError as error:
                self.add_error(None, error)
        return given


class TokenForm(forms.Form):
    """A new token: purpose, how long, and for each area nothing, reading or both."""

    name = forms.CharField(label="用途", max_length=80, error_messages={"required": "请写用途，如“报表系统”"})
    days = forms.TypedChoiceField(
        label="有效期",
        coerce=int,
        choices=[(30, "30 天"), (90, "90 天"), (180, "180 天"), (365, "一年")],
        initial=90,
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas = tokens.areas_of(user)
        for area, words in self.areas.items():
            self.fields[f"area_{area}"] = forms.ChoiceField(
                label=words, required=False, choices=[("", "不开放"), ("read", "只读"), ("write", "读写")]
            )

    @property
    def scopes(self) -> list[str]:
        """The scopes chosen; writing has reading in it."""
        chosen = {area: self.cleaned_data.get(f"area_{area}") for area in self.areas}
        reading = [f"{area}:read" for area, way in chosen.items() if way]
        return reading + [f"{area}:write" for area, way in chosen.items() if way == "write"]

    def common(self) -> list[forms.BoundField]:
        """The fields before the areas."""
        return [self["name"], self["days"]]

    def by_area(self) -> list[forms.BoundField]:
        """The choice of each area."""
        return [self[f"area_{area}"] for area in self.areas]
