"""The API itself: who one is, how errors are told, and the routers of each area."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError
from ninja.errors import ValidationError as BadRequest
from ninja.security import HttpBearer, SessionAuth

from zhengping.errors import InputError
from zhengping.office.accounts.tokens import token_user
from zhengping.office.api import (
    appeals,
    assessment,
    collection,
    departments,
    imports,
    people,
    publication,
    record,
    registers,
    results,
    review,
    rounds,
)
from zhengping.office.api.declaring import admit


class TokenAuth(HttpBearer):
    """`Authorization: Bearer …` with a token of the person's page."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The token's user, who then is the request's; None where the token is unknown, over or revoked."""
        found = token_user(token)
        if found is None:
            return None
        user, scopes = found
        request.user = user
        request.token_scopes = scopes  # type: ignore[attr-defined]
        _admit(request)
        return user


class SignedIn(SessionAuth):
    """A person's session, with the check against forged requests."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """The session's user; None where nobody is signed in."""
        user = super().authenticate(request, key)
        if user is not None:
            _admit(request)
        return user


def _admit(request: HttpRequest) -> None:
    """Refuses by role and scope before the body is read, so that nobody learns its form from the errors."""
    match = request.resolver_match
    function = _operations().get((match.route, request.method or "GET")) if match else None
    if function is not None:
        admit(request, function)


@cache
def _operations() -> dict[tuple[str, str], Any]:
    """Address and method -> the function of the operation."""
    found = {}
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            route = f"api/v1{prefix}{path}".replace("{", "<").replace("}", ">")
            for operation in view.operations:
                found.update({(route, method): operation.view_func for method in operation.methods})
    return found


api = NinjaAPI(
    title="政评",
    version="1",
    description="政府网站绩效评估办公系统的接口。说明见 docs/api.md。",
    urls_namespace="api",
    docs_url=None,
    docs_decorator=login_required,
    auth=[TokenAuth(), SignedIn()],
)
api.add_router("/rounds", rounds.router)
api.add_router("/departments", departments.router)
api.add_router("/imports", imports.router)
api.add_router("/people", people.router)
api.add_router("/collection", collection.router)
api.add_router("/assessment", assessment.router)
api.add_router("/registers", registers.router)
api.add_router("/review", review.router)
api.add_router("/results", results.router)
api.add_router("/appeals", appeals.router)
api.add_router("/publication", publication.router)
api.add_router("/notices", record.notices)
api.add_router("/audit", record.router)


def _answer(request: HttpRequest, status: int, words: str, field: str = "") -> HttpResponse:
    """One form for every error: `error` in Chinese and the field where one is meant."""
    return api.create_response(request, {"error": words, **({"field": field} if field else {})}, status=status)


@api.exception_handler(PermissionDenied)
def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    return _answer(request, 403, str(error) or "没有权限")


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, error: Any) -> HttpResponse:
    return _answer(request, 401, "没有登录，或令牌无效、过期、已撤销")


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Any) -> HttpResponse:
    return _answer(request, 404, "没有这一内容，或者您不能查看")


@api.exception_handler(InputError)
def _bad_input(request: HttpRequest, error: Any) -> HttpResponse:
    return _answer(request, 422, str(error))


@api.exception_handler(ValidationError)
def _bad_value(request: HttpRequest, error: Any) -> HttpResponse:
    if hasattr(error, "error_dict"):
        field, words = next(iter(error.message_dict.items()))
        return _answer(request, 422, words[0], field)
    return _answer(request, 422, error.messages[0])


@api.exception_handler(BadRequest)
def _bad_request(request: HttpRequest, error: Any) -> HttpResponse:
    first = error.errors[0]
    field = ".".join(str(part) for part in first["loc"][2:] or first["loc"][-1:])
    return _answer(request, 422, f"{field}：{first['msg']}", field)


@api.exception_handler(HttpError)
def _other(request: HttpRequest, error: Any) -> HttpResponse:
    return _answer(request, error.status_code, str(error))
