"""Users as a kind of import. New accounts get one-time passwords, shown once after the import and kept nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from zhengping.errors import InputError
from zhengping.office.accounts.models import User
from zhengping.office.accounts.people import FIELDS, checked, reset_password
from zhengping.office.core.audit import record
from zhengping.office.core.roles import Role
from zhengping.office.departments.names import Names
from zhengping.office.sheets.fields import Field, Value
from zhengping.office.sheets.keeping import Keeper
from zhengping.office.sheets.kinds import Kind, Plan, Scope, register
from zhengping.office.sheets.models import ImportBatch
from zhengping.office.sheets.tables import Row

COLUMNS = (
    Field("username", "登录名", ("用户名", "账号", "用户账号"), kind="code", required=True, longest=32,
          help="2 到 32 个字母、数字、点、横线或下划线；定了不改", example="lyj-zhang"),
    Field("display_name", "姓名", ("名字", "用户姓名"), required=True, longest=60, example="张三"),
    Field("role", "角色", ("用户角色", "身份"), kind="choice", required=True,
          choices={role.value: (role.label,) for role in Role}, example="部门填报人"),
    Field("department", "部门", ("所属部门", "部门名称", "单位", "单位名称", "部门编码"), longest=120,
          help="填报人和审核人必填，其他人不填"),
    Field("email", "邮箱", ("电子邮箱", "邮件", "email"), longest=200, example="zhang@example.gov.cn"),
    Field("specialty", "专长", ("专长（指标编码）", "评审专长", "擅长指标"), longest=120,
          help="专家的指标编码，空格分开", example="1.1 5.2.1"),
    Field("must_use_second_factor", "须用两步验证", ("两步验证", "二次验证"), kind="yesno", empty=False),
)  # fmt: skip
_WORDS = {column.key: column.words for column in COLUMNS}


def _values(user: User) -> dict[str, Value]:
    given: dict[str, Value] = {name: getattr(user, name) for name in FIELDS}
    return {**given, "department": user.department.name if user.department else ""}


def _plan(rows: Sequence[Row], scope: Scope) -> list[Plan]:
    names = Names()
    there = {user.username.lower(): user for user in User.objects.select_related("department")}
    plans = []
    for row in rows:
        name = str(row.values.get("username", ""))
        user = there.get(name.lower())
        plan = Plan(name.lower(), str(row.values.get("display_name") or name), object=user)
        given: dict[str, Any] = dict(row.values)
        try:
            if given.get("department"):
                given["department"] = names.find(given["department"])
            elif "department" in given:
                given["department"] = None
            if not row.errors:
                plan.wanted = checked(given, user)
        except InputError as error:
            plan.errors.append(f"“部门”{error}")
        except ValidationError as error:
            plan.errors += [f"“{_WORDS.get(key, key)}”{line[0]}" for key, line in error.message_dict.items()]
        if user is not None and plan.wanted:
            plan.current = {**_values(user), "department": user.department.name if user.department else ""}
            if user.role == Role.ADMIN and plan.wanted["role"] != Role.ADMIN:
                plan.errors.append("“角色”平台管理员的角色请到“用户”页面改")
        if plan.wanted:
            found = plan.wanted["department"]
            plan.wanted = {**plan.wanted, "department": found.name if found else ""}
            plan.department = found.pk if found else 0
        plans.append(plan)
    return plans


def _apply(row: Row, plan: Plan, scope: Scope, keeper: Keeper) -> None:
    fields = {**plan.wanted, "department_id": plan.department or None}
    fields.pop("department")
    if plan.object is None:
        user = User(**fields, must_change_password=True)
        user.set_unusable_password()
        keeper.create(user, row.number, plan.label, [*fields, "last_login", "is_active"])
        return
    different = {key: value for key, value in fields.items() if getattr(plan.object, key) != value}
    keeper.change(plan.object, {**different, "version": plan.object.version + 1}, row.number, plan.label)


def _rows(scope: Scope) -> Iterable[Mapping[str, Value]]:
    return (_values(user) for user in User.objects.filter(is_active=True).select_related("department"))


def _after(touched: Sequence[Any], scope: Scope, why: str) -> None:
    for user in touched:
        record(scope.actor, "user.imported", user, department=user.department_id, why=why, username=user.username)


def _hand_over(batch: ImportBatch, actor: Any, request: HttpRequest) -> list[tuple[str, ...]]:
    """One-time passwords of the new accounts: name, person, department, password."""
    new = [entry["id"] for entry in batch.before if entry["before"] is None]
    users = User.objects.filter(pk__in=new, last_login=None).select_related("department")
    return [
        (user.username, user.display_name, str(user.department or ""), reset_password(user, actor, request=request))
        for user in users
    ]


USERS = register(
    Kind(
        "users",
        "用户",
        "登录名、姓名、角色、部门、专长。新账号得到一次性密码，导入后只显示一次，首次登录须改。",
        COLUMNS,
        _plan,
        _apply,
        _rows,
        _after,
        handover=_hand_over,
        roles=frozenset({Role.ADMIN}),
        order=50,
    )
)
