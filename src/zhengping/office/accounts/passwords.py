"""The password policy beyond Django's own validators."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError


class TwoKindsOfCharacters:
    """A password has letters and something that is no letter."""

    def validate(self, password: str, user: object = None) -> None:
        """ValidationError where it is of one kind only."""
        letters = sum(character.isalpha() for character in password)
        if not letters or letters == len(password):
            raise ValidationError("密码须同时有字母和数字（或符号）。", code="password_one_kind")

    def get_help_text(self) -> str:
        """What the form says."""
        return "密码须同时有字母和数字（或符号）。"


class LongEnough(MinimumLengthValidator):
    """Django's least length, with words in Chinese (its own are not translated)."""

    def get_error_message(self) -> str:
        """What is wrong."""
        return f"密码太短，至少 {self.min_length} 位。"

    def get_help_text(self) -> str:
        """What the form says."""
        return f"密码至少 {self.min_length} 位。"
