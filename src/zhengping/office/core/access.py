"""Who may see and do what: every view declares it, and this middleware holds it to that.

A view is declared by `@access(...)`. The roles come first, then the objects: each part of the address that names an
object (`<int:participation>`) has a resolver, registered by the application that owns it, which gives the object to
those who may see it and hides it (404) from the others. The view is then called with the object in place of its
number. A view without a declaration, or an object without a resolver, is refused: nothing is open by omission.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse

from zhengping.office.core.roles import EVERYONE, Role

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Access:
    """Roles that may read (`roles`) and change (`change`); `public`: anybody reads, `public_change`: anybody posts

    (signing in). `during`: names of the phases in which those who are not of the office may change something;
    empty = at any time.
    """

    roles: frozenset[Role]
    change: frozenset[Role]
    public: bool = False
    during: tuple[str, ...] = ()
    public_change: bool = False

    def allows(self, role: str | None, method: str) -> bool:
        """Whether a person of `role` (None = not signed in) may use the view by this method, objects aside."""
        if self.public_change or (self.public and method in SAFE):
            return True
        return role in (self.roles if method in SAFE else self.change)


Resolver = Callable[[Any, Any], Any]
Guard = Callable[[Any, Mapping[str, Any], tuple[str, ...]], None]
RESOLVERS: dict[str, Resolver] = {}
"""Part of an address -> function of (user, number) that gives the object or raises Http404."""
PLAIN = frozenset({"code", "kind", "page", "path", "key", "format", "provider_id"})
"""Parts of an address that name no object."""
EXTERNAL: dict[str, Access] = {}
"""Name of a library's view -> its declaration; views of libraries that are not here are refused."""
_GUARDS: list[Guard] = []


def _declared(roles: Iterable[Role], change: Iterable[Role] | None, public: bool, during: Iterable[str]) -> Access:
    read = frozenset(roles)
    return Access(read, read if change is None else frozenset(change), public, tuple(during))


def access(
    roles: Iterable[Role] = (),
    *,
    change: Iterable[Role] | None = None,
    public: bool = False,
    during: Iterable[str] = (),
) -> Callable[[View], View]:
    """Declares a view: `roles` may read, `change` may change (without it: the same). See `Access`."""
    declaration = _declared(roles, change, public, during)

    def declare(view: View) -> View:
        view.access = declaration  # type: ignore[attr-defined]
        return view

    return declare


def external(
    name: str, roles: Iterable[Role] = EVERYONE, *, change: Iterable[Role] | None = None, public: bool = False
) -> None:
    """Declares a library's view by the name of its address; a public one may also be posted to (signing in)."""
    EXTERNAL[name] = replace(_declared(roles, change, public, ()), public_change=public)


def resolves(name: str) -> Callable[[Resolver], Resolver]:
    """Registers the resolver of a part of addresses; one name has one resolver."""

    def register(resolver: Resolver) -> Resolver:
        if RESOLVERS.get(name, resolver) is not resolver:
            raise ValueError(f"two resolvers for {name}")
        RESOLVERS[name] = resolver
        return resolver

    return register


def guards(guard: Guard) -> Guard:
    """Registers a function of (user, objects, phases) that raises PermissionDenied where a phase forbids a change."""
    _GUARDS.append(guard)
    return guard


def declaration_of(view: Any, name: str | None) -> Access | None:
    """What a view declares; None where it declares nothing."""
    declared: Access | None = getattr(view, "access", None) or getattr(
        getattr(view, "view_class", None), "access", None
    )
    return declared or EXTERNAL.get(name or "")


def resolve(user: Any, kwargs: Mapping[str, Any]) -> dict[str, Any]:
    """The objects of an address, seen by `user`; Http404 where one is not there or not his to see."""
    found = {}
    for name, value in kwargs.items():
        if name in PLAIN:
            found[name] = value
        elif name in RESOLVERS:
            found[name] = RESOLVERS[name](user, value)
        else:
            raise PermissionDenied("没有声明谁可以看这一对象")
    return found


def check_phase(user: Any, objects: Mapping[str, Any], declared: Access, method: str) -> None:
    """PermissionDenied with a Chinese reason where the phase of a round forbids the change."""
    if method not in SAFE and declared.during:
        for guard in _GUARDS:
            guard(user, objects, declared.during)


class AccessMiddleware:
    """Holds every view to its declaration before it runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Passes the request on; the work is in `process_view`."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Refuses, asks to sign in, or puts the objects in the place of their numbers."""
        match = request.resolver_match
        if match is not None and match.namespaces[:1] == ["api"]:
            return None  # The API's operations carry the same declarations and are checked by its own wrapper.
        declared = declaration_of(view, match.url_name if match else None)
        if declared is None:
            raise PermissionDenied("这一页面没有声明谁可以看")
        method = request.method or "GET"
        user = request.user
        role = user.role if user.is_authenticated else None
        if not declared.allows(role, method):
            if not user.is_authenticated:
                return redirect_to_login(request.get_full_path(), reverse("account_login"))
            raise PermissionDenied("您的角色不能使用这一功能")
        objects = resolve(user, kwargs)
        check_phase(user, objects, declared, method)
        kwargs.update(objects)
        return None


def hidden() -> Http404:
    """What is raised for an object that a person may not see: the same as for one that is not there."""
    return Http404("没有这一内容")
