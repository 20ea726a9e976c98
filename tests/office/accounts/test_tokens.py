"""Tokens: shown once, kept as a hash, within scopes and time, ended at once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError

from tests.office.making import World
from zhengping.office.accounts import people
from zhengping.office.accounts.models import ApiToken, User
from zhengping.office.accounts.tokens import MOST_TOKENS, make_token, revoke, token_user
from zhengping.office.core import clock
from zhengping.office.core.models import AuditEntry


@pytest.fixture
def text(world: World) -> str:
    return make_token(world.users["expert"], "取数", ["results:read"], 30).text


def test_a_token_acts_as_its_person_within_its_scopes(world: World, text: str) -> None:
    assert token_user(text) == (world.users["expert"], frozenset({"results:read"}))


def test_the_text_is_not_kept(world: World, text: str) -> None:
    kept = str(list(ApiToken.objects.values())) + str(list(AuditEntry.objects.values()))
    assert text not in kept
    assert text[12:] not in kept


@pytest.mark.parametrize("wrong", ["", "zp_", "zp_x", "Bearer", "zp_" + "0" * 200])
def test_what_is_no_token_is_nobodys(world: World, wrong: str) -> None:
    assert token_user(wrong) is None


def test_a_token_with_another_ending_is_nobodys(world: World, text: str) -> None:
    assert token_user(text[:-1] + ("a" if text[-1] != "a" else "b")) is None


def test_a_token_that_has_run_out_is_nobodys(world: World, text: str) -> None:
    with clock.at(clock.now() + timedelta(days=31)):
        assert token_user(text) is None


def test_a_revoked_token_is_nobodys(world: World, text: str) -> None:
    token = ApiToken.objects.get()
    revoke(token, world.users["expert"])
    revoke(token, world.users["expert"])
    assert token_user(text) is None
    assert AuditEntry.objects.filter(action="token.revoked").count() == 1


def test_the_token_of_a_closed_account_is_nobodys(world: World, text: str) -> None:
    User.objects.filter(username="expert").update(is_active=False)
    assert token_user(text) is None


def test_the_token_of_one_who_must_change_his_password_is_nobodys(world: World, text: str) -> None:
    people.reset_password(world.users["expert"], world.users["admin"])
    assert token_user(text) is None


def test_the_token_of_one_who_must_first_set_up_the_second_step_is_nobodys(world: World, text: str) -> None:
    User.objects.filter(pk=world.users["expert"].pk).update(must_use_second_factor=True)
    assert token_user(text) is None
    Authenticator.objects.create(user=world.users["expert"], type="totp", data={"secret": "x"})
    assert token_user(text) is not None


def test_last_use_is_kept_at_most_once_a_minute(world: World, text: str, django_assert_num_queries: object) -> None:
    token_user(text)
    assert ApiToken.objects.get().last_used_at
    with django_assert_num_queries(1):  # type: ignore[operator]
        token_user(text)


@pytest.mark.parametrize(
    ("name", "scopes", "days", "field"),
    [
        ("", ["results:read"], 30, "name"),
        ("取数", [], 30, "scopes"),
        ("取数", ["audit:read"], 30, "scopes"),
        ("取数", ["results:all"], 30, "scopes"),
        ("取数", ["results:read"], 0, "days"),
        ("取数", ["results:read"], 9999, "days"),
    ],
)
def test_what_cannot_be_opened_is_told_at_its_field(
    world: World, name: str, scopes: list[str], days: int, field: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        make_token(world.users["expert"], name, scopes, days)
    assert list(caught.value.message_dict) == [field]


def test_there_is_a_most_of_tokens(world: World) -> None:
    for _ in range(MOST_TOKENS):
        make_token(world.users["expert"], "取数", ["results:read"], 30)
    with pytest.raises(ValidationError, match="最多"):
        make_token(world.users["expert"], "取数", ["results:read"], 30)


def test_the_page_shows_a_new_token_once(world: World) -> None:
    client = world.client("expert")
    page = client.post("/people/me/tokens/", {"name": "报表", "days": 30, "area_results": "write"})
    shown = re.search(r'id="new-token">(zp_[^<]+)<', page.content.decode())
    assert shown
    assert token_user(shown[1]) == (world.users["expert"], frozenset({"results:read", "results:write"}))
    assert shown[1] not in client.get("/people/me/tokens/").content.decode()


def test_the_page_tells_what_is_missing(world: World) -> None:
    page = world.client("expert").post("/people/me/tokens/", {"name": "报表", "days": 30})
    assert page.status_code == 422
    assert "至少开放一个范围" in page.content.decode()


def test_anothers_token_is_not_ones_to_revoke(world: World, text: str) -> None:
    number = ApiToken.objects.get().pk
    assert world.client("chief").post(f"/people/tokens/{number}/revoke/").status_code == 404
    assert token_user(text)
    assert world.client("admin").post(f"/people/tokens/{number}/revoke/").status_code == 302
    assert token_user(text) is None
