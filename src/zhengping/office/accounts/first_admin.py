"""The first administrator of an empty installation."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from zhengping.errors import InputError
from zhengping.office.accounts.models import User
from zhengping.office.accounts.people import create_user
from zhengping.office.core.roles import Role

NAME = "ZHENGPING_ADMIN"
PASSWORD = "ZHENGPING_ADMIN_PASSWORD"


def first_admin(
    ask: Callable[[str], str] = input,
    ask_password: Callable[[str], str] = getpass.getpass,
    terminal: bool | None = None,
) -> User | None:
    """Makes the first administrator where there is no active one; None where there is.

    Name and password come from the environment (ZHENGPING_ADMIN, ZHENGPING_ADMIN_PASSWORD) or are asked for at the
    terminal; InputError where there is neither, or where the environment's are not good.
    """
    if User.objects.filter(role=Role.ADMIN, is_active=True).exists():
        return None
    given = os.environ.get(PASSWORD, "")
    if given:
        try:
            return _make(os.environ.get(NAME, "admin"), given)
        except ValidationError as error:
            raise InputError(f"{PASSWORD}：{'；'.join(error.messages)}") from None
    if not (sys.stdin.isatty() if terminal is None else terminal):
        raise InputError(f"还没有平台管理员：请在终端里启动，或者设 {PASSWORD}（登录名用 {NAME}，默认 admin）后再启动")
    print("还没有平台管理员，请设第一位。")
    while True:
        name = ask("登录名 [admin]：").strip() or "admin"
        password = ask_password("密码（至少 12 位，有字母和数字）：")
        if password != ask_password("再输一遍："):
            print("两次输入不一致，请重输。")
            continue
        try:
            return _make(name, password)
        except ValidationError as error:
            print("；".join(error.messages))


def _make(name: str, password: str) -> User:
    validate_password(password, User(username=name))
    return create_user(
        {"username": name, "display_name": "平台管理员", "role": Role.ADMIN}, None, password=password
    ).user
