"""What a person sees whose account is locked for a while."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def locked_out(request: HttpRequest, response: Any = None, credentials: Any = None) -> HttpResponse:
    """One page for all; says when to come back and nothing of whether the name exists."""
    words = "连续输错次数过多，15 分钟内不能登录。急用请联系平台管理员解除。"
    return render(request, "error.html", {"title": "暂时不能登录", "words": words}, status=429)
