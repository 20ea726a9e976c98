"""Fields of the database that keep a figure exactly."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

PLACES = Decimal("0.0001")
"""Values of points are kept and scored to four places, half up (as `zhengping evaluate` prints them)."""


def exact(value: Fraction | Decimal | str | int, highest: int = 1) -> Decimal:
    """A value from 0 to `highest` at four places; ValidationError in Chinese where it is none."""
    try:
        if isinstance(value, Fraction):
            number = Decimal(value.numerator) / Decimal(value.denominator)
        else:
            number = Decimal(str(value).strip())
        inside = number.is_finite() and 0 <= number <= highest
    except InvalidOperation:
        inside = False
    if not inside:
        raise ValidationError(f"请填 0 到 {highest} 之间的小数，例如 0.75")
    return number.quantize(PLACES, ROUND_HALF_UP)


def plain(value: Decimal | None) -> str:
    """A value as people write it: no trailing zeros; empty for None."""
    if value is None:
        return ""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class ExactFormField(forms.CharField):
    """A value in a form: 0 to `highest`, four places; shown without trailing zeros; None where left empty."""

    def __init__(self, *, highest: int = 1, **kwargs: Any) -> None:
        self.highest = highest
        kwargs.pop("empty_value", None)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """The decimal, or one Chinese line of what is wrong."""
        text = super().to_python(value)
        return exact(text, self.highest) if text else None

    def run_validators(self, value: Any) -> None:
        """`to_python` has checked it."""

    def prepare_value(self, value: Any) -> Any:
        """As people write it; what they typed themselves stays as it is."""
        return plain(value) if isinstance(value, Decimal) else value


if TYPE_CHECKING:
    _Text = models.CharField[Any, Any]
else:
    _Text = models.CharField


class ExactField(_Text):
    """A decimal kept as its text, so that no database turns it into a float; read as `Decimal`."""

    def __init__(self, *args: Any, highest: int = 1, **kwargs: Any) -> None:
        self.highest = highest
        kwargs.setdefault("max_length", 24)
        super().__init__(*args, **kwargs)
        self.validators.clear()  # The length is that of a text; here the values are decimals.

    def formfield(self, **kwargs: Any) -> Any:
        """A form's field that gives the decimal."""
        return super().formfield(**{"form_class": ExactFormField, "highest": self.highest, **kwargs})

    def deconstruct(self) -> Any:
        """With the highest value, so that a migration knows the same field."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "highest": self.highest}

    def from_db_value(self, value: str | None, expression: object, connection: object) -> Decimal | None:
        """Text of the database to a decimal."""
        return None if value in (None, "") else Decimal(str(value))

    def to_python(self, value: Any) -> Decimal | None:
        """Anything a form gives to a decimal at four places."""
        return None if value in (None, "") else exact(value, self.highest)

    def get_prep_value(self, value: Any) -> str | None:
        """A decimal to the text that is kept."""
        return None if value in (None, "") else plain(exact(value, self.highest))
