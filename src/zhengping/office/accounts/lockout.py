"""Locking an account for a while after failed sign-ins, and what a person sees then."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from axes.utils import reset
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone


def locked_out(request: HttpRequest, response: Any = None, credentials: Any = None) -> HttpResponse:
    """One page for all; says when to come back and nothing of whether the name exists."""
    words = "连续输错次数过多，15 分钟内不能登录。急用请联系平台管理员解除。"
    return render(request, "account/refused.html", {"title": "暂时不能登录", "words": words}, status=429)


def counted_name(request: HttpRequest, credentials: Any = None) -> str:
    """The name under which failures count: sign-in knows no case, so `Admin` and `admin` are one."""
    given = (credentials or {}).get("username") or request.POST.get("login") or ""
    return str(given).strip().lower()[:255]


def locked_names(names: Iterable[str] | None = None) -> set[str]:
    """Those of these names (None = of all) that are locked now, in lower case."""
    cool_off = get_cool_off()
    attempts = AccessAttempt.objects.filter(failures_since_start__gte=settings.AXES_FAILURE_LIMIT)
    if names is not None:
        attempts = attempts.filter(username__in={name.lower() for name in names})
    if cool_off is not None:
        attempts = attempts.filter(attempt_time__gt=timezone.now() - cool_off)
    return {str(name) for name in attempts.values_list("username", flat=True)}


def lift(name: str) -> bool:
    """Lifts the lock of a name; says whether there was anything to lift."""
    return bool(reset(username=name.lower()))
