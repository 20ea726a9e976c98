"""The library's forms for signing in, with the office's words and without the reset by mail, which is closed here."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp

CODE = "验证码"


def _word(form: Any, **labels: str) -> None:
    """Labels in the office's words; the label stands above, so the field itself is left empty."""
    for name, label in labels.items():
        field = form.fields[name]
        field.label, field.help_text = label, "" if name != "password1" else field.help_text
        field.widget.attrs.pop("placeholder", None)


class LoginForm(account.LoginForm):  # type: ignore[misc]
    """Name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, login="登录名", password="密码")
        self.fields["login"].error_messages["required"] = "请填登录名"
        self.fields["password"].error_messages["required"] = "请填密码"


class ChangePasswordForm(account.ChangePasswordForm):  # type: ignore[misc]
    """The present password and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, oldpassword="当前密码", password1="新密码", password2="再输一遍新密码")


class ReauthenticateForm(account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, password="密码")


class AuthenticateForm(mfa.AuthenticateForm):  # type: ignore[misc]
    """The second step."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, code=CODE)


class CodeAgainForm(mfa.ReauthenticateForm):  # type: ignore[misc]
    """The second step once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, code=CODE)


class ActivateForm(totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new telephone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, code=CODE)
