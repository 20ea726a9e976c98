"""The home page, and the plain answer that the server is up."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhengping.office.core.access import access
from zhengping.office.core.roles import EVERYONE


@access(EVERYONE)
def home(request: HttpRequest) -> HttpResponse:
    """What to do next, by role."""
    return render(request, "home.html")


@access(public=True)
def alive(request: HttpRequest) -> HttpResponse:
    """For a watchdog: 200 where the server answers."""
    return HttpResponse("ok\n", content_type="text/plain")
