"""The home page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhengping.office.core.access import access
from zhengping.office.core.person import person
from zhengping.office.core.roles import EVERYONE
from zhengping.office.home.work import work_of
from zhengping.office.notices.models import Notice


@access(EVERYONE, change=())
def home(request: HttpRequest) -> HttpResponse:
    """What to do next, by role; below it the newest notices."""
    user = person(request)
    shown = {"works": work_of(user), "notices": Notice.objects.filter(user=user, read_at__isnull=True)[:5]}
    return render(request, "home/home.html", shown)
