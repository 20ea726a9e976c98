"""The plain answer that the server is up."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from zhengping.office.core.access import access


@access(public=True)
def alive(request: HttpRequest) -> HttpResponse:
    """For a watchdog: 200 where the server answers."""
    return HttpResponse("ok\n", content_type="text/plain")
