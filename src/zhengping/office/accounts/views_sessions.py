"""Sessions of all people, for the administrator; ending one, one's own or anybody's."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.sessions.models import Session
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from zhengping.office.accounts import sessions as kept
from zhengping.office.accounts.models import User
from zhengping.office.core.access import access
from zhengping.office.core.audit import record
from zhengping.office.core.person import person as user_of
from zhengping.office.core.roles import EVERYONE, Role


@access({Role.ADMIN}, change=())
def sessions(request: HttpRequest) -> HttpResponse:
    """Who is signed in, from where, since when."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    rows = UserSession.objects.filter(session_key__in=alive).select_related("user", "user__department")
    rows = rows.order_by("-last_seen_at", "pk")
    words = request.GET.get("q", "").strip()
    if words:
        rows = rows.filter(
            Q(user__username__icontains=words) | Q(user__display_name__icontains=words) | Q(ip__icontains=words)
        )
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    shown = [(one, kept.browser_of(one.user_agent)) for one in page]
    return render(request, "people/sessions.html", {"page_obj": page, "sessions": shown, "q": words})


@access((), change=EVERYONE)
def session_end(request: HttpRequest, session: UserSession) -> HttpResponse:
    """Ends one session: one's own, for the administrator anybody's."""
    whose, mine = session.user, session.user_id == user_of(request).pk
    if session.session_key == request.session.session_key:
        messages.error(request, "这是您现在的登录，请用右上角的“退出”")
    else:
        kept.end([session])
        record(
            user_of(request), "session.revoked", whose, department=whose.department_id, request=request, ip=session.ip
        )
        messages.success(request, "已让这一登录退出")
    if mine and request.POST.get("from") != "all":
        return redirect("me")
    return redirect("sessions") if request.POST.get("from") == "all" else redirect("person", whose.pk)


@access((), change={Role.ADMIN})
def person_sessions_end(request: HttpRequest, person: User) -> HttpResponse:
    """Ends all sessions of a person."""
    ended = kept.end_sessions(person, but=request.session.session_key or "")
    if ended:
        record(
            user_of(request), "session.revoked", person, department=person.department_id, request=request, count=ended
        )
    messages.success(request, f"已让 {ended} 处登录退出")
    return redirect("person", person.pk)
