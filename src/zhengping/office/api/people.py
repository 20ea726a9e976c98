"""People: for the administrator."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from zhengping.office.accounts import people
from zhengping.office.accounts.models import User
from zhengping.office.api.declaring import operation
from zhengping.office.api.pages import paged
from zhengping.office.core.person import person as asking
from zhengping.office.core.roles import Role

router = Router(tags=["people"])
READ = {Role.ADMIN, Role.AUDITOR}


class Person(Schema):
    """A person; `department` by code or name, `role` by value or Chinese word."""

    username: str
    display_name: str
    role: str
    department: str = ""
    email: str = ""
    specialty: str = ""
    must_use_second_factor: bool = False


class PersonChange(Schema):
    """What is to be changed of a person; what is absent stays."""

    display_name: str | None = None
    role: str | None = None
    department: str | None = None
    email: str | None = None
    specialty: str | None = None
    must_use_second_factor: bool | None = None


def person_shown(user: User) -> dict[str, Any]:
    """A person as the API gives him; never a password."""
    return {
        "id": user.pk,
        "username": user.username,
        "display_name": user.display_name,
        "role": user.role,
        "department": user.department.code if user.department else None,
        "email": user.email,
        "specialty": user.specialty,
        "active": user.is_active,
    }


@router.get("", summary="用户")
@operation("people", READ)
def list_people(request: HttpRequest, limit: int = 100, offset: int = 0) -> Any:
    """All people by name."""
    return paged(User.objects.select_related("department"), person_shown, limit, offset)


@router.post("", summary="新建用户")
@operation("people", {Role.ADMIN})
def make_person(request: HttpRequest, body: Person) -> Any:
    """A new account; `password` is shown in this answer only and must be changed at the first sign-in."""
    made = people.create_user(body.dict(), asking(request), request=request)
    return {**person_shown(made.user), "password": made.password}


@router.get("/{person}", summary="一个用户")
@operation("people", READ)
def one_person(request: HttpRequest, person: User) -> Any:
    """One person."""
    return person_shown(person)


@router.patch("/{person}", summary="修改用户")
@operation("people", {Role.ADMIN})
def change_person(request: HttpRequest, person: User, body: PersonChange) -> Any:
    """Changes what is given."""
    given = {name: value for name, value in body.dict().items() if value is not None}
    return person_shown(people.change_user(person, given, asking(request), request=request))


@router.post("/{person}/deactivate", summary="停用用户")
@operation("people", {Role.ADMIN})
def deactivate(request: HttpRequest, person: User) -> Any:
    """Ends an account at once."""
    return person_shown(people.deactivate(person, asking(request), request=request))


@router.post("/{person}/activate", summary="恢复用户")
@operation("people", {Role.ADMIN})
def activate(request: HttpRequest, person: User) -> Any:
    """Opens a closed account again."""
    return person_shown(people.activate(person, asking(request), request=request))


@router.post("/{person}/password", summary="重置密码")
@operation("people", {Role.ADMIN})
def reset_password(request: HttpRequest, person: User) -> Any:
    """A new one-time password, shown in this answer only."""
    return {"password": people.reset_password(person, asking(request), request=request)}
