"""Signing in and out, and what people do to their own account, in the record."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.signals import password_changed, user_logged_in
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed, authenticator_reset
from axes.helpers import get_cool_off
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from zhengping.office.accounts.models import User
from zhengping.office.accounts.sessions import end_sessions
from zhengping.office.core.audit import record
from zhengping.office.core.models import AuditEntry


def _note(user: User | None, action: str, request: HttpRequest | None, **detail: Any) -> None:
    if user is not None and user.pk:
        record(user, action, user, department=user.department_id, request=request, **detail)


@receiver(user_logged_in)
def signed_in(request: HttpRequest, user: User, **given: Any) -> None:
    """Signed in, with all steps."""
    methods = [str(one.get("method")) for one in request.session.get("account_authentication_methods", [])]
    _note(user, "session.started", request, methods=methods)


@receiver(user_logged_out)
def signed_out(request: HttpRequest, user: User | None, **given: Any) -> None:
    """Signed out."""
    _note(user, "session.ended", request)


@receiver(user_login_failed)
def sign_in_failed(credentials: dict[str, Any], request: HttpRequest | None = None, **given: Any) -> None:
    """A wrong password for a name that is there. What was typed for other names may be a password and is not kept."""
    if getattr(request, "axes_locked_out", False):
        return  # Not even looked at; `user.locked` has told it.
    name = str(credentials.get("username") or "")
    _note(User.objects.filter(username__iexact=name).first() if name else None, "session.refused", request)


@receiver(user_locked_out)
def was_locked(request: HttpRequest, username: str | None = None, **given: Any) -> None:
    """Locked after too many failures; told once a lock, however often one tries on."""
    name = str(username or "")
    user = User.objects.filter(username__iexact=name).first() if name else None
    since = timezone.now() - (get_cool_off() or timedelta())
    known = AuditEntry.objects.filter(action="user.locked", actor_number=user.pk, at__gt=since) if user else None
    if known is not None and not known.exists():
        _note(user, "user.locked", request)


@receiver(password_changed)
def password_was_changed(request: HttpRequest, user: User, **given: Any) -> None:
    """A person has chosen a new password: his sessions elsewhere end, as they may be another's."""
    end_sessions(user, but=request.session.session_key or "")
    _note(user, "user.password_changed", request)


@receiver(authenticator_added)
def factor_added(request: HttpRequest, user: User, authenticator: Any, **given: Any) -> None:
    """The second step was set up."""
    _note(user, "user.second_factor_added", request, kind=authenticator.type)


@receiver(authenticator_removed)
def factor_removed(request: HttpRequest, user: User, authenticator: Any, **given: Any) -> None:
    """The second step was taken away by the person."""
    _note(user, "user.second_factor_removed", request, kind=authenticator.type)


@receiver(authenticator_reset)
def codes_renewed(request: HttpRequest, user: User, authenticator: Any, **given: Any) -> None:
    """New recovery codes."""
    _note(user, "user.recovery_codes_renewed", request)


@receiver(authentication_failed)
def factor_failed(request: HttpRequest, user: User, **given: Any) -> None:
    """A wrong code."""
    _note(user, "session.code_refused", request)
