"""A person's notices: the list, reading one, reading all."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from zhengping.office.core import clock
from zhengping.office.core.access import access, hidden, resolves
from zhengping.office.core.person import person
from zhengping.office.core.roles import EVERYONE
from zhengping.office.notices.models import Notice


@resolves("notice")
def notice_of(user: Any, number: int) -> Notice:
    """One's own notice."""
    found = Notice.objects.filter(pk=number, user=user).first() if user.is_authenticated else None
    if found is None:
        raise hidden()
    return found


@require_GET
@access(EVERYONE, change=())
def notices(request: HttpRequest) -> HttpResponse:
    """All one's notices, the newest first."""
    page = Paginator(Notice.objects.filter(user=person(request)), 30).get_page(request.GET.get("page"))
    return render(request, "notices/notices.html", {"page_obj": page})


@require_POST
@access(EVERYONE)
def read(request: HttpRequest, notice: Notice) -> HttpResponseRedirect:
    """Marks one as read and goes where it leads."""
    Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=clock.now())
    inside = url_has_allowed_host_and_scheme(notice.url, allowed_hosts={request.get_host()})
    return HttpResponseRedirect(notice.url) if notice.url and inside else redirect("notices")


@require_POST
@access(EVERYONE)
def read_all(request: HttpRequest) -> HttpResponseRedirect:
    """Marks all as read."""
    Notice.objects.filter(user=person(request), read_at__isnull=True).update(read_at=clock.now())
    return redirect("notices")
