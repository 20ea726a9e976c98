"""OpenID Connect against a provider on loopback: it opens accounts that are there, and makes none."""

from __future__ import annotations

import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator

import oidc_provider_mock
import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client

from tests.office.accounts.test_sign_in import is_in
from tests.office.making import World
from zhengping.office.accounts import people
from zhengping.office.accounts.models import User

# The provider's own library, in a thread of the test, says that it will change.
pytestmark = pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning")
IDENTITIES = {"100": "expert", "200": "nobody", "300": "Chief", "400": "expert", "500": ""}


class Stay(urllib.request.HTTPRedirectHandler):
    """Redirects are looked at, not followed."""

    def redirect_request(self, *given: object) -> None:
        return None


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    people = [
        oidc_provider_mock.User(sub=sub, claims={"preferred_username": name} if name else {})
        for sub, name in IDENTITIES.items()
    ]
    with oidc_provider_mock.run_server_in_thread(user_claims=people) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(autouse=True)
def _configured(settings: LazySettings, provider: str) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "oidc",
                    "name": "统一身份认证",
                    "client_id": "zhengping",
                    "secret": "secret",
                    "settings": {"server_url": provider},
                }
            ]
        }
    }


def come_by(sub: str, client: Client) -> HttpResponse:
    """As a browser does: to the provider, sign in there as `sub`, and back."""
    there = client.post("/accounts/oidc/oidc/login/")
    assert there.status_code == 302
    opener = urllib.request.build_opener(Stay)
    try:
        opener.open(there["Location"], urllib.parse.urlencode({"sub": sub}).encode())
    except urllib.error.HTTPError as answer:
        back = urllib.parse.urlsplit(answer.headers["Location"])
        answer.close()
    return client.get(f"{back.path}?{back.query}")  # type: ignore[return-value]


def test_the_sign_in_page_offers_it(db: None) -> None:
    assert "用统一身份认证登录" in Client().get("/accounts/login/").content.decode()


@pytest.mark.parametrize(("sub", "name"), [("100", "expert"), ("300", "chief")])
def test_an_identity_opens_the_account_of_its_name(world: World, sub: str, name: str) -> None:
    client = Client()
    come_by(sub, client)
    assert f'<dd class="col-8">{name}</dd>' in client.get("/people/me/").content.decode()


@pytest.mark.parametrize("sub", ["200", "500"])
def test_an_identity_without_an_account_is_refused_and_none_is_made(world: World, sub: str) -> None:
    client, before = Client(), User.objects.count()
    answer = come_by(sub, client)
    assert answer.status_code == 403
    assert "没有对应的账号" in answer.content.decode()
    assert not is_in(client)
    assert User.objects.count() == before


def test_another_identity_with_the_name_of_a_tied_account_is_refused(world: World) -> None:
    come_by("100", Client())
    client = Client()
    assert "已与另一个身份绑定" in come_by("400", client).content.decode()
    assert not is_in(client)


def test_a_closed_account_stays_closed(world: World) -> None:
    come_by("100", Client())
    people.deactivate(world.users["expert"], world.users["admin"])
    client = Client()
    assert come_by("100", client).status_code == 403
    assert not is_in(client)


def test_the_second_step_is_asked_for_here_too(world: World) -> None:
    from tests.office.accounts.test_sign_in import set_up_second_factor, sign_in

    set_up_second_factor(sign_in("expert"))
    client = Client()
    assert come_by("100", client)["Location"].startswith("/accounts/2fa/authenticate/")
    assert not is_in(client)


def test_who_comes_by_it_needs_no_new_password_here(world: World) -> None:
    people.reset_password(world.users["expert"], world.users["admin"])
    client = Client()
    come_by("100", client)
    assert is_in(client)


def test_an_answer_that_was_not_asked_for_is_refused(world: World) -> None:
    client = Client()
    client.get("/accounts/oidc/oidc/login/callback/?code=made-up&state=made-up")
    assert not is_in(client)
