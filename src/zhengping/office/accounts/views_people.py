"""People: list, new, change, close, one-time password, lifting a lock."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from zhengping.office.accounts import lockout, people
from zhengping.office.accounts.forms import PersonForm
from zhengping.office.accounts.models import User
from zhengping.office.accounts.sessions import live
from zhengping.office.accounts.visible import PEOPLE_READERS, people_of
from zhengping.office.core.access import access
from zhengping.office.core.audit import record
from zhengping.office.core.lists import Column, Filter, show_list
from zhengping.office.core.models import AuditEntry
from zhengping.office.core.person import person as user_of
from zhengping.office.core.roles import Role
from zhengping.office.departments.models import Department

ADMIN = {Role.ADMIN}


@access(PEOPLE_READERS, change=())
def people_list(request: HttpRequest) -> HttpResponse:
    """All people with role, department and state."""
    rows = people_of(user_of(request))
    states = _States()
    columns = [
        Column("display_name", "姓名", str, "display_name", link=lambda u: reverse("person", args=[u.pk])),
        Column("username", "登录名", lambda u: u.username, "username"),
        Column("role", "角色", lambda u: u.get_role_display(), "role"),
        Column("department", "部门", lambda u: u.department.name if u.department else None, "department__code"),
        Column("specialty", "专长", lambda u: u.specialty or None),
        Column("last_login", "上次登录", lambda u: _moment(u.last_login), "last_login"),
        Column("second", "两步验证", states.second),
        Column("state", "状态", states.words, badge=states.colour),
    ]
    return show_list(
        request,
        rows,
        columns,
        title="用户",
        search=("username", "display_name", "email", "department__name"),
        filters=(
            Filter("role", "角色", "role", Role.choices),
            Filter("department", "部门", "department_id", list(Department.objects.values_list("pk", "name"))),
            Filter("active", "状态", "is_active", [(True, "在用"), (False, "已停用")]),
        ),
        template="people/list.html",
    )


@access(ADMIN)
@never_cache
def person_new(request: HttpRequest) -> HttpResponse:
    """A new account, and its one-time password, shown once."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = people.create_user(form.cleaned_data, user_of(request), request=request)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _show_password(request, made.user, made.password, "账号已建立")
    return render(request, "people/form.html", {"form": form}, status=422 if form.errors else 200)


@access(PEOPLE_READERS, change=())
def person(request: HttpRequest, person: User) -> HttpResponse:
    """One account: what it is, its sessions and tokens, its latest doings."""
    factors = Authenticator.objects.filter(user=person).values_list("type", flat=True)
    return render(
        request,
        "people/person.html",
        {
            "person": person,
            "locked": person.username.lower() in lockout.locked_names([person.username]),
            "second_factor": "totp" in factors,
            "sessions": live(UserSession.objects.filter(user=person).order_by("-last_seen_at")),
            "tokens": person.tokens.filter(revoked_at=None, expires_at__gt=timezone.now()),
            "doings": AuditEntry.objects.filter(target=f"accounts.user:{person.pk}").order_by("-number")[:10],
            "itself": person.pk == user_of(request).pk,
        },
    )


@access(ADMIN)
def person_edit(request: HttpRequest, person: User) -> HttpResponse:
    """Changes an account; says so where another did meanwhile, and keeps what was typed."""
    if request.method != "POST":
        return render(request, "people/form.html", {"form": PersonForm(existing=person), "person": person})
    form = PersonForm(request.POST, existing=person)
    if form.is_valid():
        seen = form.cleaned_data.pop("version")
        try:
            people.change_user(person, form.cleaned_data, user_of(request), version=seen, request=request)
        except people.ChangedMeanwhile as clash:
            return _show_clash(request, person, seen or 0, clash)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "已保存")
            return redirect("person", person.pk)
    return render(request, "people/form.html", {"form": form, "person": person}, status=422)


@access((), change=ADMIN)
@never_cache
def person_password(request: HttpRequest, person: User) -> HttpResponse:
    """A new one-time password. The form carries the version it saw: sent twice, it does nothing the second time."""
    version = request.POST.get("version", "")
    try:
        seen = int(version) if version.isdigit() else -1
        text = people.reset_password(person, user_of(request), version=seen, request=request)
    except people.ChangedMeanwhile:
        messages.error(request, "这一账号刚被改过，没有再重置；请看下面的记录，需要时再点一次")
        return redirect("person", person.pk)
    return _show_password(request, person, text, "密码已重置")


@access((), change=ADMIN)
def person_deactivate(request: HttpRequest, person: User) -> HttpResponse:
    """Closes an account at once."""
    return _done(
        request,
        person,
        "已停用，其登录和令牌已全部作废",
        lambda: people.deactivate(person, user_of(request), why=request.POST.get("why", "")[:300], request=request),
    )


@access((), change=ADMIN)
def person_activate(request: HttpRequest, person: User) -> HttpResponse:
    """Opens it again."""
    return _done(request, person, "已启用", lambda: people.activate(person, user_of(request), request=request))


@access((), change=ADMIN)
def person_second_factor(request: HttpRequest, person: User) -> HttpResponse:
    """Takes away the second step of one who has lost his telephone."""
    return _done(
        request, person, "两步验证已清除", lambda: people.reset_second_factor(person, user_of(request), request=request)
    )


@access((), change=ADMIN)
def person_unlock(request: HttpRequest, person: User) -> HttpResponse:
    """Lifts the lock after failed sign-ins."""
    if lockout.lift(person.username):
        record(user_of(request), "user.unlocked", person, department=person.department_id, request=request)
    messages.success(request, "已解除锁定，可以登录")
    return redirect("person", person.pk)


def _done(request: HttpRequest, person: User, words: str, change: Any) -> HttpResponse:
    try:
        change()
    except ValidationError as error:
        messages.error(request, "；".join(error.messages))
    else:
        messages.success(request, words)
    return redirect("person", person.pk)


def _show_password(request: HttpRequest, user: User, password: str, words: str) -> HttpResponse:
    return render(request, "people/password.html", {"person": user, "password": password, "words": words})


def _show_clash(request: HttpRequest, person: User, seen: int, clash: ValidationError) -> HttpResponse:
    """Both versions side by side: what is kept now, and what was typed, ready to be saved over it."""
    now = User.objects.select_related("department").get(pk=person.pk)
    typed = request.POST.copy()
    typed["version"] = str(now.version)
    form = PersonForm(typed, existing=now)
    form.is_valid()
    form.add_error(None, clash)
    done = AuditEntry.objects.filter(target=f"accounts.user:{now.pk}", action__startswith="user.").order_by("-number")
    kept = PersonForm(existing=now)
    differing = [
        (field.label, _shown(kept[field.name]), _shown(field))
        for field in form.visible_fields()
        if _shown(kept[field.name]) != _shown(field)
    ]
    context = {"form": form, "person": now, "done": done[: max(1, now.version - seen)], "differing": differing}
    return render(request, "people/form.html", context, status=409)


def _shown(field: Any) -> str:
    """A field's value as a person reads it."""
    value = field.value()
    if hasattr(field.field, "choices"):
        return next((str(words) for key, words in field.field.choices if str(key) == str(value or "")), "")
    if isinstance(value, bool) or field.name == "must_use_second_factor":
        return "是" if value in (True, "on") else "否"
    return str(value or "")


def _moment(moment: Any) -> str | None:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else None


class _States:
    """State of each person of the list: one query for locks, one for second steps, however many there are."""

    def __init__(self) -> None:
        self._locked: set[str] | None = None
        self._second: set[int] | None = None

    def locked(self, user: User) -> bool:
        if self._locked is None:
            self._locked = lockout.locked_names()
        return user.username.lower() in self._locked

    def second(self, user: User) -> str:
        if self._second is None:
            self._second = set(Authenticator.objects.filter(type="totp").values_list("user_id", flat=True))
        if user.pk in self._second:
            return "已开启"
        return "须开启" if user.must_use_second_factor else "未开启"

    def words(self, user: User) -> str:
        if not user.is_active:
            return "已停用"
        if self.locked(user):
            return "已锁定"
        return "未登录过" if user.last_login is None else "在用"

    def colour(self, user: User) -> str:
        return {"已停用": "secondary", "已锁定": "red", "未登录过": "yellow", "在用": "green"}[self.words(user)]
