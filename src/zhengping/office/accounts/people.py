"""Accounts: who may have one, and every change of one. No request, no page: forms, imports and commands call these.

Every function that changes does so in one transaction, with its entry in the record, or raises `ValidationError`
(Chinese, by field) and changes nothing.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.http import HttpRequest

from zhengping.office.accounts.models import User
from zhengping.office.accounts.sessions import end_sessions
from zhengping.office.core import clock
from zhengping.office.core.audit import record
from zhengping.office.core.roles import DEPARTMENT, EXPERTS, Role
from zhengping.office.departments.models import Department
from zhengping.standard import load_edition

FIELDS = ("username", "display_name", "role", "department", "email", "specialty", "must_use_second_factor")
"""What is given of a person; `role` as value or Chinese word, `department` as object, code or name."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,31}")
_LETTERS = "abcdefghjkmnpqrstuvwxyz"
_DIGITS = "23456789"


class ChangedMeanwhile(ValidationError):
    """Somebody else changed the account after the form was opened; nothing was saved."""


@dataclass(frozen=True)
class Made:
    """A new account with its one-time password, which is kept nowhere else."""

    user: User
    password: str


class RowErrors(ValidationError):
    """Errors of an import: `rows` gives for each wrong row (from 0) its errors by field."""

    def __init__(self, rows: dict[int, dict[str, list[str]]]) -> None:
        super().__init__("有的行不能导入")
        self.rows = rows


def one_time_password() -> str:
    """Four groups of four characters that nobody confuses (about 78 bits); keeps to the password policy."""
    groups = ["".join(secrets.choice(_LETTERS + _DIGITS) for _ in range(4)) for _ in range(3)]
    return "-".join([*groups, "".join(secrets.choice(_LETTERS) for _ in range(2)) + secrets.choice(_DIGITS) * 2])


@cache
def _specialties() -> frozenset[str]:
    """Codes of indicators and their beginnings: `1`, `1.1`, `1.1.1`."""
    codes = (indicator.code.split(".") for indicator in load_edition().indicators)
    return frozenset(".".join(parts[:length]) for parts in codes for length in range(1, len(parts) + 1))


def checked(given: Mapping[str, Any], existing: User | None = None) -> dict[str, Any]:
    """The fields of a person as they are kept; ValidationError by field with what is wrong and the remedy.

    What is not given stays as in `existing`, whose name can't be changed (the record names people by it).
    """
    errors: dict[str, str] = {}
    before = {name: getattr(existing, name) for name in FIELDS} if existing else {}
    wanted = {**before, **{name: given[name] for name in FIELDS if name in given}}
    made: dict[str, Any] = {
        "username": _text(wanted.get("username")),
        "display_name": _text(wanted.get("display_name")),
        "email": _text(wanted.get("email")),
        "must_use_second_factor": wanted.get("must_use_second_factor") in (True, "1", "是", "on", "true"),
    }
    _check_name(made["username"], existing, errors)
    if not made["display_name"]:
        errors["display_name"] = "请填姓名"
    elif len(made["display_name"]) > 60:
        errors["display_name"] = "姓名最多 60 个字"
    if made["email"]:
        try:
            validate_email(made["email"])
        except ValidationError:
            errors["email"] = f"“{made['email']}”不是邮箱地址，例如 zhang@example.gov.cn；没有可以不填"
    made["role"] = _role(wanted.get("role"), errors)
    made["department"] = _department(wanted.get("department"), made["role"], errors)
    made["specialty"] = _specialty(wanted.get("specialty"), made["role"], errors)
    if errors:
        raise ValidationError({name: [line] for name, line in errors.items()})
    return made


def create_user(
    given: Mapping[str, Any], by: User | None, *, request: HttpRequest | None = None, password: str = ""
) -> Made:
    """A new account. Without `password` it gets a one-time password that must be changed at the first sign-in."""
    with transaction.atomic():
        made = checked(given)
        text = password or one_time_password()
        user = User(**made, must_change_password=not password)
        user.set_password(text)
        user.save(force_insert=True)
        record(by, "user.created", user, department=user.department_id, request=request, after=_told(made))
    return Made(user, text)


def make_users(rows: Iterable[Mapping[str, Any]], by: User | None, *, request: HttpRequest | None = None) -> list[Made]:
    """All of these accounts, or none: RowErrors names every wrong row."""
    errors: dict[int, dict[str, list[str]]] = {}
    made: list[Made] = []
    with transaction.atomic():
        for number, row in enumerate(rows):
            try:
                made.append(create_user(row, by, request=request))
            except ValidationError as error:
                errors[number] = error.message_dict
        if errors:
            raise RowErrors(errors)
    return made


def change_user(
    user: User, given: Mapping[str, Any], by: User, *, version: int | None = None, request: HttpRequest | None = None
) -> User:
    """Changes an account; with `version` only if it is still as the form saw it. The same twice changes nothing."""
    with transaction.atomic():
        now = _locked(user, version)
        made = checked(given, now)
        changed = {name: made[name] for name in FIELDS if made[name] != getattr(now, name)}
        if not changed:
            return now
        if made["role"] != Role.ADMIN:
            _keep_an_admin(now, "不能改角色")
        before = {name: getattr(now, name) for name in changed}
        _save(now, changed)
        record(by, "user.changed", now, department=now.department_id, request=request,
               before=_told(before), after=_told(changed))  # fmt: skip
    return now


def deactivate(user: User, by: User, *, why: str = "", request: HttpRequest | None = None) -> User:
    """Ends an account: signed out at once, tokens revoked; its past doings stay. Twice does nothing the second time."""
    if user.pk == by.pk:
        raise ValidationError("不能停用自己的账号，请由另一位平台管理员停用")
    with transaction.atomic():
        now = _locked(user)
        if not now.is_active:
            return now
        _keep_an_admin(now, "不能停用")
        _save(now, {"is_active": False})
        now.tokens.filter(revoked_at=None).update(revoked_at=clock.now())
        ended = end_sessions(now)
        record(by, "user.deactivated", now, department=now.department_id, request=request, why=why, sessions=ended)
    return now


def activate(user: User, by: User, *, request: HttpRequest | None = None) -> User:
    """Opens a closed account again; its tokens stay revoked."""
    with transaction.atomic():
        now = _locked(user)
        if not now.is_active:
            _save(now, {"is_active": True})
            record(by, "user.activated", now, department=now.department_id, request=request)
    return now


def reset_password(user: User, by: User, *, version: int | None = None, request: HttpRequest | None = None) -> str:
    """A new one-time password, shown once; all sessions of the account end."""
    with transaction.atomic():
        now = _locked(user, version)
        text = one_time_password()
        now.set_password(text)
        _save(now, {"password": now.password, "must_change_password": True})
        record(by, "user.password_reset", now, department=now.department_id, request=request,
               sessions=end_sessions(now))  # fmt: skip
    return text


def reset_second_factor(user: User, by: User, *, request: HttpRequest | None = None) -> bool:
    """Takes the second step away (a lost telephone); says whether there was one."""
    from allauth.mfa.models import Authenticator

    with transaction.atomic():
        now = _locked(user)
        removed, _ = Authenticator.objects.filter(user=now).delete()
        if removed:
            record(by, "user.second_factor_reset", now, department=now.department_id, request=request)
    return bool(removed)


def remove_unused(user: User, by: User, *, request: HttpRequest | None = None) -> bool:
    """Undoes an import: deletes an account that nobody has signed in with and nothing refers to, else closes it.

    Says whether it was deleted.
    """
    from django.db.models import ProtectedError

    with transaction.atomic():
        now = _locked(user)
        if now.last_login is None and now.role != Role.ADMIN:
            name, department = f"accounts.user:{now.pk}", now.department_id
            try:
                with transaction.atomic():
                    now.delete()
            except ProtectedError:
                pass
            else:
                record(by, "user.removed", name, department=department, request=request, username=user.username)
                return True
        deactivate(now, by, request=request)
    return False


def _locked(user: User, version: int | None = None) -> User:
    now = User.objects.select_for_update().get(pk=user.pk)
    if version is not None and now.version != version:
        raise ChangedMeanwhile("这一账号刚被别人改过，您的修改还没有保存")
    return now


def _save(user: User, changed: Mapping[str, Any]) -> None:
    for name, value in changed.items():
        setattr(user, name, value)
    user.version = user.version + 1
    user.save(update_fields=[*changed, "version"])


def _keep_an_admin(user: User, words: str) -> None:
    """ValidationError where this account is the last active administrator; the rows stay locked until the end."""
    admins = User.objects.select_for_update().filter(role=Role.ADMIN, is_active=True).order_by("pk")
    if [admin.pk for admin in admins] == [user.pk]:
        raise ValidationError(f"这是最后一位平台管理员，{words}；请先另设一位")


def _text(value: Any) -> str:
    return str(value if value is not None else "").strip()


def _check_name(name: str, existing: User | None, errors: dict[str, str]) -> None:
    if existing is not None:
        if name != existing.username:
            errors["username"] = "登录名定了就不能改，请另建账号"
    elif not _NAME.fullmatch(name):
        errors["username"] = "登录名用 2 到 32 个字母、数字、点、横线或下划线，以字母或数字开头"
    elif User.objects.filter(username__iexact=name).exists():
        errors["username"] = f"登录名“{name}”已有人用，请换一个"


def _role(given: Any, errors: dict[str, str]) -> str:
    text = _text(given)
    for role in Role:
        if text in (role.value, role.label):
            return role.value
    errors["role"] = f"角色应为：{'、'.join(Role.labels)}" + (f"，不认得“{text}”" if text else "")
    return ""


def _department(given: Any, role: str, errors: dict[str, str]) -> Department | None:
    found: Department | None = given if isinstance(given, Department) else None
    text = "" if found else _text(given)
    if text:
        found = Department.objects.filter(code=text).first() or Department.objects.filter(name=text).first()
        if found is None:
            errors["department"] = f"没有“{text}”这一部门，请填部门编码或全称"
            return None
    if role in DEPARTMENT and found is None:
        errors["department"] = f"{Role(role).label}须属于一个部门，请选部门"
    if role and role not in DEPARTMENT and found is not None:
        errors["department"] = f"{Role(role).label}不属于部门，请不选部门，或改角色"
    return found


def _specialty(given: Any, role: str, errors: dict[str, str]) -> str:
    codes = [code for code in re.split(r"[\s,，、;；]+", _text(given)) if code]
    unknown = [code for code in codes if code not in _specialties()]
    if unknown:
        errors["specialty"] = f"指标体系中没有 {'、'.join(unknown[:5])}，请填指标编码，如 1.1 或 5.2.1，空格分开"
    elif codes and role and role not in EXPERTS:
        errors["specialty"] = "只有专家填专长，请清空，或改角色"
    elif len(" ".join(codes)) > 120:
        errors["specialty"] = "专长太长，请改填上一级的编码，如 1.1"
    return " ".join(dict.fromkeys(codes))


def _told(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields as the record keeps them."""
    return {name: str(value) if isinstance(value, Department) else value for name, value in fields.items()}
