"""How the library for signing in is used: nobody signs up; an outside identity opens an account that is there."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from zhengping.office.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by the administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """OpenID Connect: the identity's `preferred_username` must be the name of an active account."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Ties a new identity to the account of the same name; refuses where there is none."""
        if sociallogin.is_existing:
            return
        name = (sociallogin.account.extra_data.get("userinfo") or sociallogin.account.extra_data).get(
            "preferred_username", ""
        )
        user = User.objects.filter(username=name, is_active=True).first() if name else None
        if user is None:
            raise PermissionDenied("这一身份没有对应的账号，请联系平台管理员")
        sociallogin.connect(request, user)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Two steps by TOTP."""
