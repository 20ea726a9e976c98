"""Signing in: in Chinese, locked after failures, forced changes first, the second step, signed out when closed."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from tests.office.making import PASSWORD, World
from zhengping.office.accounts import people
from zhengping.office.accounts.models import User
from zhengping.office.core.models import AuditEntry

NEW = "Another-horse-7"


@pytest.fixture(autouse=True)
def _fresh_counts() -> None:
    cache.clear()


def sign_in(name: str, password: str = PASSWORD, client: Client | None = None) -> Client:
    client = client or Client()
    client.post("/accounts/login/", {"login": name, "password": password})
    return client


def is_in(client: Client) -> bool:
    return client.get("/people/me/").status_code == 200


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def set_up_second_factor(client: Client) -> tuple[str, list[str]]:
    """The secret and the recovery codes, as the person reads them from the pages."""
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    found = re.search(r'class="secret">([A-Z2-7]+)<', page)
    assert found
    answer = client.post("/accounts/2fa/totp/activate/", {"code": code_of(found[1])})
    assert answer.status_code == 302, answer.content.decode()
    codes = client.get("/accounts/2fa/recovery-codes/").content.decode()
    return found[1], re.findall(r"<li><code>(\w+)</code>", codes)


def test_the_page_is_in_chinese(db: None) -> None:
    page = Client().get("/accounts/login/").content.decode()
    assert "登录名" in page
    assert "密码" in page
    assert "忘记密码？" not in page
    assert "Sign" not in page


def test_name_and_password_sign_in_and_are_recorded(world: World) -> None:
    assert is_in(sign_in("expert"))
    entry = AuditEntry.objects.latest("number")
    assert (entry.action, entry.actor_name) == ("session.started", "expert")


def test_a_wrong_password_says_so_and_not_which(world: World) -> None:
    known = Client().post("/accounts/login/", {"login": "expert", "password": "wrong"}).content.decode()
    unknown = Client().post("/accounts/login/", {"login": "nobody", "password": "wrong"}).content.decode()
    assert "登录名或密码不对" in known
    assert "登录名或密码不对" in unknown


def test_what_is_typed_for_an_unknown_name_is_not_kept(world: World) -> None:
    sign_in("my-secret-password", "x")
    assert not AuditEntry.objects.filter(detail__icontains="my-secret").exists()
    assert AuditEntry.objects.count() == 0


def test_five_failures_lock_even_for_the_right_password(world: World) -> None:
    for at in range(4):
        assert "登录名或密码不对" in (
            Client().post("/accounts/login/", {"login": "expert", "password": f"wrong{at}"}).content.decode()
        )
    fifth = Client().post("/accounts/login/", {"login": "expert", "password": "wrong"})
    assert fifth.status_code == 429
    assert "15 分钟" in fifth.content.decode()
    assert not is_in(sign_in("expert"))
    assert AuditEntry.objects.filter(action="user.locked").count() == 1


def test_another_spelling_of_the_name_counts_as_the_same(world: World) -> None:
    for name in ("expert", "EXPERT", " Expert", "exPert", "experT"):
        sign_in(name, "wrong")
    assert not is_in(sign_in("expert"))


def test_the_administrator_lifts_a_lock(world: World) -> None:
    for _ in range(5):
        sign_in("expert", "wrong")
    admin, expert = world.client("admin"), world.users["expert"]
    assert "已锁定" in admin.get("/people/").content.decode()
    assert admin.post(f"/people/{expert.pk}/unlock/").status_code == 302
    assert is_in(sign_in("expert"))
    assert AuditEntry.objects.filter(action="user.unlocked", actor=world.users["admin"]).exists()


def test_a_first_sign_in_leads_to_a_new_password_and_nowhere_else(world: World) -> None:
    text = people.reset_password(world.users["reporter"], world.users["admin"])
    client = sign_in("reporter", text)
    for address in ("/", "/people/me/", "/accounts/2fa/"):
        assert client.get(address)["Location"] == "/accounts/password/change/"
    assert client.get("/", headers={"HX-Request": "true"})["HX-Redirect"] == "/accounts/password/change/"
    assert client.get("/accounts/password/change/").status_code == 200
    client.post("/accounts/password/change/", {"oldpassword": text, "password1": NEW, "password2": NEW})
    assert is_in(client)
    assert not User.objects.get(username="reporter").must_change_password


def test_the_forced_password_is_another(world: World) -> None:
    text = people.reset_password(world.users["reporter"], world.users["admin"])
    client = sign_in("reporter", text)
    page = client.post("/accounts/password/change/", {"oldpassword": text, "password1": text, "password2": text})
    assert "新密码须与现在的不同" in page.content.decode()
    assert User.objects.get(username="reporter").must_change_password


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("Short-1", "密码太短"),
        ("onlylettersinside", "同时有字母和数字"),
        ("password1234", "太常见"),
        ("reporter-12345", "太相似"),
        ("123456789012345", "密码只包含数字"),
    ],
)
def test_a_weak_password_is_refused(world: World, password: str, words: str) -> None:
    client = sign_in("reporter")
    page = client.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": password, "password2": password}
    )
    assert words in page.content.decode()
    assert User.objects.get(username="reporter").check_password(PASSWORD)


def test_a_new_password_signs_out_elsewhere(world: World) -> None:
    here, there = sign_in("reporter"), sign_in("reporter")
    assert is_in(there)
    here.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert is_in(here)
    assert not is_in(there)


def test_a_closed_account_is_signed_out_at_once(world: World) -> None:
    client = sign_in("expert")
    people.deactivate(world.users["expert"], world.users["admin"])
    assert not is_in(client)
    assert not is_in(sign_in("expert"))


def test_signing_out_by_get_does_nothing(world: World) -> None:
    client = sign_in("expert")
    client.get("/accounts/logout/")
    assert is_in(client)
    client.post("/accounts/logout/")
    assert not is_in(client)


def test_nobody_signs_up(db: None) -> None:
    assert Client().get("/accounts/signup/").status_code == 403
    assert Client().post("/accounts/signup/", {"username": "me"}).status_code == 403


def test_the_second_step_is_asked_for(world: World) -> None:
    secret, _ = set_up_second_factor(sign_in("expert"))
    client = sign_in("expert")
    assert not is_in(client)
    wrong = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "验证码不对" in wrong.content.decode()
    cache.clear()  # The library takes a code once; the next one is thirty seconds away.
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert is_in(client)


def test_the_qr_code_is_in_the_page_itself(world: World) -> None:
    page = sign_in("expert").get("/accounts/2fa/totp/activate/").content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    assert not re.search(r'src="https?:', page)


def test_a_recovery_code_signs_in_once(world: World) -> None:
    _, codes = set_up_second_factor(sign_in("expert"))
    assert len(codes) == 10
    first, second = sign_in("expert"), sign_in("expert")
    first.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    second.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    assert is_in(first)
    assert not is_in(second)


def test_guessing_codes_is_stopped(world: World) -> None:
    secret, _ = set_up_second_factor(sign_in("expert"))
    cache.clear()
    client = sign_in("expert")
    for at in range(5):
        client.post("/accounts/2fa/authenticate/", {"code": f"00000{at}"})
    refused = client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert "输错次数过多" in refused.content.decode()
    assert not is_in(client)


def test_the_secret_is_not_kept_in_the_clear(world: World) -> None:
    from allauth.mfa.models import Authenticator

    secret, codes = set_up_second_factor(sign_in("expert"))
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert codes[0] not in kept


def test_who_must_use_two_steps_sets_them_up_first(world: World) -> None:
    User.objects.filter(username="expert").update(must_use_second_factor=True)
    client = sign_in("expert")
    assert client.get("/")["Location"] == "/accounts/2fa/totp/activate/"
    set_up_second_factor(client)
    assert is_in(client)


def test_who_must_use_two_steps_cannot_end_them(world: World) -> None:
    User.objects.filter(username="expert").update(must_use_second_factor=True)
    client = sign_in("expert")
    set_up_second_factor(client)
    assert "不能关闭" in client.get("/accounts/2fa/totp/deactivate/").content.decode()
    client.post("/accounts/2fa/totp/deactivate/")
    assert not is_in(sign_in("expert"))


def test_the_administrator_takes_a_lost_second_step_away(world: World) -> None:
    set_up_second_factor(sign_in("expert"))
    expert = world.users["expert"]
    world.client("admin").post(f"/people/{expert.pk}/second-factor/reset/")
    assert is_in(sign_in("expert"))
    assert AuditEntry.objects.filter(action="user.second_factor_reset").count() == 1
