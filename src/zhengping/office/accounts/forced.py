"""What a person must do before anything else: a new password, the second step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from zhengping.office.accounts.models import User

ALWAYS = frozenset({"account_logout", "alive"})
FOR_PASSWORD = ALWAYS | {"account_change_password"}
FOR_SECOND_FACTOR = ALWAYS | {
    "account_change_password",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_reauthenticate",
}


def must_do(user: User, outside: bool = False) -> str:
    """The name of the address where a person must go first; empty where he is free.

    `outside`: he signed in with an outside identity, so that his password here is not in use.
    """
    if user.must_change_password and not outside:
        return "account_change_password"
    if user.must_use_second_factor and not Authenticator.objects.filter(user=user, type="totp").exists():
        return "mfa_activate_totp"
    return ""


class FirstThingsFirst:
    """Lets through only what must be done first, and signing out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Passes the request on; the work is in `process_view`."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Leads to what must be done."""
        user = request.user
        if not user.is_authenticated:
            return None
        methods = request.session.get("account_authentication_methods", [])
        wanted = must_do(user, outside=any(one.get("method") == "socialaccount" for one in methods))
        match = request.resolver_match
        name = match.url_name if match and not match.namespaces else ""
        if not wanted or name in (FOR_PASSWORD if wanted == "account_change_password" else FOR_SECOND_FACTOR):
            return None
        if match and match.namespaces[:1] == ["api"]:
            return JsonResponse({"detail": "请先在网页上登录，修改密码或设置两步验证"}, status=403)
        if request.headers.get("HX-Request"):
            return HttpResponse(status=204, headers={"HX-Redirect": reverse(wanted)})
        return redirect(wanted)
