"""API operations declare who may use them just as views do, and the scope that a token needs."""

from __future__ import annotations

import functools
import inspect
import typing
from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from zhengping.office.accounts.tokens import AREAS
from zhengping.office.core.access import RESOLVERS, SAFE, Access, check_phase, resolve
from zhengping.office.core.person import person
from zhengping.office.core.roles import Role


def operation(
    area: str, roles: Iterable[Role], *, change: Iterable[Role] | None = None, during: Iterable[str] = ()
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declares an API operation: area of its scope, roles as in `access`. Stands below the router's decorator.

    The function's parameters that carry a resolver's name (`participation`) are numbers in the address and arrive as
    the objects, which the caller may see.
    """
    read = frozenset(roles)
    declared = Access(read, read if change is None else frozenset(change), during=tuple(during))

    def declare(function: Callable[..., Any]) -> Callable[..., Any]:
        signature = inspect.signature(function)
        hints = typing.get_type_hints(function, include_extras=True)
        named = [name for name in signature.parameters if name in RESOLVERS]

        @functools.wraps(function)
        def run(request: HttpRequest, **given: Any) -> Any:
            admit(request, run)
            user = person(request)
            objects = resolve(user, {name: given[name] for name in named})
            check_phase(user, objects, declared, request.method or "GET")
            return function(request, **{**given, **objects})

        parameters = [
            parameter.replace(annotation=int if name in RESOLVERS else hints.get(name, parameter.annotation))
            for name, parameter in signature.parameters.items()
        ]
        run.__signature__ = signature.replace(  # type: ignore[attr-defined]
            parameters=parameters, return_annotation=inspect.Signature.empty
        )
        run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        run.access = declared  # type: ignore[attr-defined]
        run.area = area  # type: ignore[attr-defined]
        return run

    return declare


def admit(request: HttpRequest, function: Any) -> None:
    """PermissionDenied where the person's role or the token's scopes do not reach the operation."""
    method = request.method or "GET"
    _check_scope(request, function.area, method)
    if not function.access.allows(person(request).role, method):
        raise PermissionDenied("您的角色不能使用这一操作")


def _check_scope(request: HttpRequest, area: str, method: str) -> None:
    """A token may only do what its scopes name; somebody signed in by a session has all of his role."""
    scopes = getattr(request, "token_scopes", None)
    if scopes is None:
        return
    wanted = {f"{area}:write"} if method not in SAFE else {f"{area}:read", f"{area}:write"}
    if not wanted & set(scopes):
        raise PermissionDenied(f"这一令牌没有“{AREAS[area][0]}”的{'读取' if method in SAFE else '修改'}权限")
