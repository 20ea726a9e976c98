"""The password policy beyond Django's own validators."""

from __future__ import annotations

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
