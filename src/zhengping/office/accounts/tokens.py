"""Tokens of the API: a program acts as its person within the token's scopes. Only a hash is kept."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from zhengping.office.accounts.forced import must_do
from zhengping.office.accounts.models import ApiToken, User
from zhengping.office.core import clock
from zhengping.office.core.audit import record
from zhengping.office.core.roles import DEPARTMENT, EVERYONE, EXPERTS, OFFICE, READERS, Role

AREAS: dict[str, tuple[str, frozenset[Role]]] = {
    "rounds": ("评估轮次", EVERYONE),
    "departments": ("部门与网站", OFFICE | READERS | DEPARTMENT),
    "collection": ("机器采集", OFFICE | READERS),
    "registers": ("登记台账", OFFICE | READERS | DEPARTMENT),
    "assessment": ("部门自评", OFFICE | READERS | DEPARTMENT),
    "review": ("专家评审", OFFICE | READERS | EXPERTS),
    "results": ("得分与依据", EVERYONE),
    "appeals": ("申诉", OFFICE | READERS | DEPARTMENT),
    "publication": ("公布", OFFICE | READERS),
    "people": ("用户", OFFICE),
    "notices": ("消息", EVERYONE),
    "audit": ("操作记录", frozenset({Role.ADMIN, Role.AUDITOR})),
}
"""Area of the API -> its words and the roles that can use it at all; a scope is `area:read` or `area:write`."""

MARK = "zp"
LONGEST_DAYS = 366
MOST_TOKENS = 20
_USED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class MadeToken:
    """A new token and its text, which is shown once."""

    token: ApiToken
    text: str


def areas_of(user: User) -> dict[str, str]:
    """The areas that a person's tokens can open, with their words."""
    return {area: words for area, (words, roles) in AREAS.items() if user.role in roles}


def make_token(
    user: User, name: str, scopes: Iterable[str], days: int, *, request: HttpRequest | None = None
) -> MadeToken:
    """A token of this person for `days` days; ValidationError by field (`name`, `scopes`, `days`)."""
    wanted = sorted(set(scopes))
    errors: dict[str, str] = {}
    if not name.strip() or len(name.strip()) > 80:
        errors["name"] = "请写用途，最多 80 个字，如“报表系统”"
    possible = {f"{area}:{way}" for area in areas_of(user) for way in ("read", "write")}
    if not wanted:
        errors["scopes"] = "请至少开放一个范围"
    elif not set(wanted) <= possible:
        errors["scopes"] = f"您不能开放 {'、'.join(sorted(set(wanted) - possible))}"
    if not 1 <= days <= LONGEST_DAYS:
        errors["days"] = f"有效期为 1 到 {LONGEST_DAYS} 天"
    if errors:
        raise ValidationError({field: [line] for field, line in errors.items()})
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        if user.tokens.filter(revoked_at=None, expires_at__gt=clock.now()).count() >= MOST_TOKENS:
            raise ValidationError(f"每人最多 {MOST_TOKENS} 个有效令牌，请先撤销不用的")
        text = f"{MARK}_{secrets.token_hex(4)}_{secrets.token_urlsafe(32)}"
        token = ApiToken.objects.create(
            user=user,
            name=name.strip(),
            prefix=_prefix(text),
            hash=digest(text),
            scopes=wanted,
            made_at=clock.now(),
            expires_at=clock.now() + timedelta(days=days),
        )
        record(user, "token.created", token, request=request, name=token.name, scopes=wanted,
               expires=token.expires_at.isoformat())  # fmt: skip
    return MadeToken(token, text)


def revoke(token: ApiToken, by: User, *, request: HttpRequest | None = None) -> None:
    """Ends a token at once; twice does nothing the second time."""
    with transaction.atomic():
        if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=clock.now()):
            record(by, "token.revoked", token, request=request, name=token.name, owner=str(token.user))


def token_user(text: str) -> tuple[User, frozenset[str]] | None:
    """Whose token this is and its scopes; None where it is unknown, revoked, run out, or its person may not sign in.

    A person who must change his password or set up the second step first can't use his tokens either.
    """
    if not text.startswith(f"{MARK}_") or len(text) > 100:
        return None
    given, now = digest(text), clock.now()
    for token in ApiToken.objects.select_related("user", "user__department").filter(prefix=_prefix(text)):
        if not hmac.compare_digest(token.hash, given):
            continue
        if token.revoked_at or token.expires_at <= now or not token.user.is_active or must_do(token.user):
            return None
        if token.last_used_at is None or now - token.last_used_at > _USED_EVERY:
            ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
        return token.user, frozenset(token.scopes)
    return None


def digest(text: str) -> str:
    """What is kept of a token. Its 256 random bits need no slow hash."""
    return hashlib.sha256(text.encode()).hexdigest()


def _prefix(text: str) -> str:
    return text[len(MARK) + 1 :][:8]
