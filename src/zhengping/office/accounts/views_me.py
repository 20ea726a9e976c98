"""One's own account: who one is here, password, second step, sessions, tokens."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from zhengping.office.accounts import sessions as kept
from zhengping.office.accounts import tokens as made
from zhengping.office.accounts.forms import TokenForm
from zhengping.office.accounts.models import ApiToken
from zhengping.office.core import clock
from zhengping.office.core.access import access
from zhengping.office.core.audit import record
from zhengping.office.core.person import person as user_of
from zhengping.office.core.roles import EVERYONE


@access(EVERYONE, change=())
def me(request: HttpRequest) -> HttpResponse:
    """What the office knows of one, and what one can set oneself."""
    mine = kept.live(UserSession.objects.filter(user=user_of(request)).order_by("-last_seen_at"))
    factors = set(Authenticator.objects.filter(user=user_of(request)).values_list("type", flat=True))
    context = {
        "sessions": [
            (one, kept.browser_of(one.user_agent), one.session_key == request.session.session_key) for one in mine
        ],
        "second_factor": "totp" in factors,
        "tokens": user_of(request).tokens.filter(revoked_at=None, expires_at__gt=clock.now()).count(),
    }
    return render(request, "people/me.html", context)


@access((), change=EVERYONE)
def end_others(request: HttpRequest) -> HttpResponse:
    """Ends one's sessions elsewhere."""
    ended = kept.end_sessions(user_of(request), but=request.session.session_key or "")
    if ended:
        record(user_of(request), "session.revoked", user_of(request), request=request, count=ended,
               department=user_of(request).department_id)  # fmt: skip
    messages.success(request, f"已让其他 {ended} 处登录退出")
    return redirect("me")


@access(EVERYONE)
@never_cache
def tokens(request: HttpRequest) -> HttpResponse:
    """One's tokens; a new one is shown once."""
    form = TokenForm(request.POST or None, user=user_of(request))
    new = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            new = made.make_token(user_of(request), given["name"], form.scopes, given["days"], request=request)
        except ValidationError as error:
            errors = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
            for field, lines in errors.items():
                form.add_error(field if field in form.fields else None, lines)
        else:
            form = TokenForm(user=user_of(request))
    words = made.areas_of(user_of(request))
    rows = [(one, _told(one, words)) for one in user_of(request).tokens.all()[:100]]
    context = {"form": form, "new": new, "tokens": rows, "now": clock.now()}
    return render(request, "people/tokens.html", context, status=422 if form.errors else 200)


@access((), change=EVERYONE)
def token_revoke(request: HttpRequest, token: ApiToken) -> HttpResponse:
    """Ends a token: one's own, for the administrator anybody's."""
    made.revoke(token, user_of(request), request=request)
    messages.success(request, f"令牌“{token.name}”已撤销")
    return redirect("my_tokens") if token.user_id == user_of(request).pk else redirect("person", token.user_id)


def _told(token: ApiToken, words: dict[str, str]) -> str:
    """A token's scopes in words: `得分与依据（只读）、申诉（读写）`."""
    areas: dict[str, str] = {}
    for scope in token.scopes:
        area, _, way = scope.partition(":")
        areas[area] = "读写" if way == "write" or areas.get(area) == "读写" else "只读"
    return "、".join(f"{words.get(area, area)}（{way}）" for area, way in areas.items())
