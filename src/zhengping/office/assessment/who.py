"""The person behind a request, where the view's declaration has made sure that there is one."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from zhengping.office.accounts.models import User


def person(request: HttpRequest) -> User:
    """The signed-in user."""
    return cast(User, request.user)
