"""Bodies that a page's form checks are checked by the same form here: one set of rules, one set of words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

Form = TypeVar("Form", bound=forms.BaseForm)


def as_data(body: Mapping[str, Any]) -> QueryDict:
    """A JSON object as a form's data: lists as several values, true as ticked, false and null as absent."""
    data = QueryDict(mutable=True)
    for name, value in body.items():
        if value is None or value is False:
            continue
        values = value if isinstance(value, list | tuple) else [value]
        data.setlist(name, ["on" if one is True else str(one) for one in values])
    return data


def valid(form: Form) -> Form:
    """The form, filled without fault; else ValidationError by field."""
    if not form.is_valid():
        raise ValidationError({name: list(lines) for name, lines in form.errors.items()})
    return form
