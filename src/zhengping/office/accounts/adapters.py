"""How the library for signing in is used: nobody signs up; an outside identity opens an account that is there."""

from __future__ import annotations

import base64
import hashlib
import logging
import secrets
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse

from zhengping.office.accounts.models import User

FRESH_SECONDS = 300


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by the administrator; django-axes alone counts failed passwords."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "这一账号已停用，请联系平台管理员",
        "username_password_mismatch": "登录名或密码不对，请核对后重输（连续输错 5 次，15 分钟内不能登录）",
        "enter_current_password": "当前密码不对，请重输",
        "incorrect_password": "密码不对，请重输",
        "too_many_login_attempts": "输错次数过多，请 15 分钟后再试",
        "rate_limited": "输错次数过多，请 15 分钟后再试",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """No second count of failures beside that of django-axes, which an administrator can lift."""

    def clean_password(self, password: str, user: User | None = None) -> str:
        """A new password keeps to the policy and is another than the present one."""
        if user is not None and user.pk and user.check_password(password):
            raise ValidationError("新密码须与现在的不同")
        return super().clean_password(password, user)  # type: ignore[no-any-return]

    def set_password(self, user: User, password: str) -> None:
        """A password that the person has chosen need not be changed."""
        user.must_change_password = False
        super().set_password(user, password)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who has signed in within the last minutes need not show again who he is."""
        records = self.request.session.get("account_authentication_methods", [])
        fresh = bool(records) and time.time() - float(records[-1].get("at", 0)) < FRESH_SECONDS
        return not fresh and super().is_reauthentication_required(app=app, **kwargs)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """On to the home page."""
        return reverse("home")


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """OpenID Connect: the identity's claim (`preferred_username`) must be the name of an active account."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never."""
        return False

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        """What went wrong goes to the log; the person is told to try again."""
        logging.getLogger(__name__).warning("sign-in by %s failed: %s %s", provider, error or "", exception or "")

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Ties a new identity to the account of the same name; refuses where there is none."""
        if sociallogin.is_existing:
            if not sociallogin.user.is_active:
                raise _refusal(request, "这一账号已停用，请联系平台管理员")
            return
        data = sociallogin.account.extra_data
        name = str((data.get("userinfo") or data).get(settings.OIDC_CLAIM) or "")
        user = User.objects.filter(username__iexact=name, is_active=True).first() if name else None
        if user is None:
            raise _refusal(request, "这一身份没有对应的账号，请联系平台管理员")
        tied = SocialAccount.objects.filter(user=user, provider=sociallogin.account.provider)
        if tied.exclude(uid=sociallogin.account.uid).exists():
            # The name went to somebody else over there; the account stays with whom it was first tied to.
            raise _refusal(request, "这一账号已与另一个身份绑定，请联系平台管理员")
        sociallogin.connect(request, user)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Two steps by TOTP; the secrets are kept encrypted with the installation's own."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "验证码不对：请用手机上现在显示的 6 位数字；手机时间须准确。没有手机的用恢复码",
        "cannot_delete_authenticator": "您的账号须用两步验证，不能关闭；换手机请联系平台管理员重置",
        "cannot_generate_recovery_codes": "请先开启两步验证，再生成恢复码",
    }

    def get_totp_label(self, user: User) -> str:
        """The name that the telephone shows."""
        return user.username

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Not for those who must use it."""
        return not authenticator.user.must_use_second_factor

    def encrypt(self, text: str) -> str:
        """As the database keeps a secret."""
        return _cipher().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; where the installation's secret has changed, one that nobody knows, so that no code fits."""
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            logging.getLogger(__name__).warning("a second factor was kept under another secret key; it must be reset")
            return base64.b32encode(secrets.token_bytes(20)).decode("ascii")


def _refusal(request: HttpRequest, words: str) -> Exception:
    """The page that says why; a mere PermissionDenied would become the library's general error."""
    page = render(request, "account/refused.html", {"title": "不能登录", "words": words}, status=403)
    return ImmediateHttpResponse(page)  # type: ignore[no-any-return]


def _cipher() -> Fernet:
    key = hashlib.sha256(b"second factor " + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
