"""What every answer tells the browser to allow: nothing from elsewhere, nothing inline, no frame, no guessing."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.office.accounts.test_sign_in import sign_in
from tests.office.making import World

PAGES = ["/", "/people/", "/people/new/", "/people/me/", "/people/me/tokens/", "/audit/", "/accounts/2fa/"]
ANYBODY = ["/accounts/login/", "/alive", "/nowhere/"]


def policy(answer: object) -> dict[str, list[str]]:
    parts = (part.split() for part in answer["Content-Security-Policy"].split(";") if part.strip())  # type: ignore[index]
    return {part[0]: part[1:] for part in parts}


@pytest.fixture(params=[*PAGES, *ANYBODY])
def answer(request: pytest.FixtureRequest, world: World) -> object:
    return (Client() if request.param in ANYBODY else world.client("admin")).get(request.param)


def test_nothing_comes_from_elsewhere_and_nothing_inline_runs(answer: object) -> None:
    told = policy(answer)
    assert told["default-src"] == ["'none'"]
    assert told["script-src"] == ["'self'"]
    assert told["style-src"] == ["'self'"]
    assert told["base-uri"] == ["'none'"]
    assert told["form-action"] == ["'self'"]
    assert told["frame-ancestors"] == ["'self'"]
    allowed = {source for sources in told.values() for source in sources}
    assert allowed <= {"'none'", "'self'", "data:"}
    assert [name for name, sources in told.items() if "data:" in sources] == ["img-src"]


def test_kinds_are_not_guessed_and_frames_are_our_own(answer: object) -> None:
    assert answer["X-Content-Type-Options"] == "nosniff"  # type: ignore[index]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"  # type: ignore[index]
    assert answer["Referrer-Policy"] == "same-origin"  # type: ignore[index]
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"  # type: ignore[index]


def test_pages_keep_to_the_policy(answer: object) -> None:
    page = answer.content.decode()  # type: ignore[attr-defined]
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", page)
    assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", page)
    assert not re.search(r"""(?:src|action)=["'](?:https?:)?//""", page)


def test_the_cookie_of_a_session_is_for_the_server_alone(world: World) -> None:
    client = sign_in("expert")
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_behind_https_cookies_are_secure() -> None:
    """The settings are read anew, as an installation behind a proxy reads them."""
    import json
    import os
    import subprocess
    import sys

    code = (
        "import json, zhengping.office.settings as s; print(json.dumps([s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,"
        " s.SECURE_HSTS_SECONDS, s.SECURE_PROXY_SSL_HEADER]))"
    )
    made = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "ZHENGPING_HTTPS": "1"}, capture_output=True, text=True
    )
    assert json.loads(made.stdout) == [True, True, 31536000, ["HTTP_X_FORWARDED_PROTO", "https"]], made.stderr


def test_a_form_without_its_token_is_refused(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.users["admin"], backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.post(f"/people/{world.users['expert'].pk}/deactivate/")
    assert answer.status_code == 403
    assert "页面已过期" in answer.content.decode()
    world.users["expert"].refresh_from_db()
    assert world.users["expert"].is_active


def test_one_is_not_led_elsewhere_after_signing_in(world: World) -> None:
    from tests.office.making import PASSWORD

    answer = Client().post(
        "/accounts/login/", {"login": "expert", "password": PASSWORD, "next": "https://elsewhere.example/"}
    )
    assert answer["Location"] == "/"
