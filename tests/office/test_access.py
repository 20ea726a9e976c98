"""Every address has a declaration, every object in an address a resolver; without one it is refused."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.office.making import World
from zhengping.office.core.access import PLAIN, RESOLVERS, declaration_of


def addresses(resolver: URLResolver | None = None, library: bool = False) -> Iterator[tuple[URLPattern, bool]]:
    """Every pattern, and whether it is a library's."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            if one.namespace != "api":
                yield from addresses(one, library or "allauth" in str(one.urlconf_name))
        else:
            yield one, library


def test_every_address_of_ours_is_declared() -> None:
    undeclared = [
        str(one.pattern) for one, library in addresses() if not library and not declaration_of(one.callback, one.name)
    ]
    assert undeclared == []


def test_every_part_of_our_addresses_has_a_resolver() -> None:
    unknown = {
        name
        for one, library in addresses()
        if not library
        for name in one.pattern.converters
        if name not in RESOLVERS and name not in PLAIN
    }
    assert unknown == set()


def test_a_librarys_view_that_is_not_declared_is_refused(world: World) -> None:
    assert world.client("admin").get("/accounts/email/").status_code == 403


@pytest.mark.django_db
def test_without_sign_in_one_is_led_to_it(client) -> None:  # type: ignore[no-untyped-def]
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")
