"""Whose accounts, sessions and tokens a person may see; the resolvers of these parts of addresses."""

from __future__ import annotations

from typing import Any

from allauth.usersessions.models import UserSession
from django.db.models import QuerySet

from zhengping.office.accounts.models import ApiToken, User
from zhengping.office.core.access import hidden, resolves
from zhengping.office.core.roles import OFFICE, Role

PEOPLE_READERS = OFFICE | {Role.AUDITOR}
"""Who sees the list of people: an observer must not learn the names of experts."""


def people_of(user: Any) -> QuerySet[User]:
    """All people for the office and the auditor, nobody for the others."""
    people = User.objects.select_related("department")
    return people if user.role in PEOPLE_READERS else people.none()


@resolves("person")
def person_of(user: Any, number: int) -> User:
    """The account of an address."""
    found = people_of(user).filter(pk=number).first() if user.is_authenticated else None
    if found is None:
        raise hidden()
    return found


@resolves("session")
def session_of(user: Any, number: int) -> UserSession:
    """A session: one's own, for the administrator anybody's."""
    found = UserSession.objects.select_related("user").filter(pk=number).first() if user.is_authenticated else None
    if found is None or not (found.user_id == user.pk or user.is_admin):
        raise hidden()
    return found


@resolves("token")
def token_of(user: Any, number: int) -> ApiToken:
    """A token: one's own, for the administrator anybody's."""
    found = ApiToken.objects.select_related("user").filter(pk=number).first() if user.is_authenticated else None
    if found is None or not (found.user_id == user.pk or user.is_admin):
        raise hidden()
    return found
