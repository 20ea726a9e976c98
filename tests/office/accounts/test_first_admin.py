"""The first administrator: asked for at the terminal, or taken from the environment; once."""

from __future__ import annotations

import pytest

from zhengping.errors import InputError
from zhengping.office.accounts.first_admin import first_admin
from zhengping.office.accounts.models import User

GOOD = "Correct-horse-9"


@pytest.mark.django_db
def test_asked_for_at_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    names, passwords = iter(["", "chen", "chen"]), iter(["short", "short", GOOD, "other", GOOD, GOOD])
    user = first_admin(ask=lambda _: next(names), ask_password=lambda _: next(passwords), terminal=True)
    assert user
    assert (user.username, user.role, user.must_change_password) == ("chen", "admin", False)
    assert user.check_password(GOOD)
    told = capsys.readouterr().out
    assert "密码太短" in told
    assert "不一致" in told


@pytest.mark.django_db
def test_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENGPING_ADMIN_PASSWORD", GOOD)
    user = first_admin(terminal=False)
    assert user
    assert user.username == "admin"
    assert first_admin(terminal=False) is None
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_a_weak_password_of_the_environment_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENGPING_ADMIN_PASSWORD", "admin")
    with pytest.raises(InputError, match=r"ZHENGPING_ADMIN_PASSWORD：.*密码太短"):
        first_admin(terminal=False)
    assert User.objects.count() == 0


@pytest.mark.django_db
def test_without_terminal_and_environment_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ZHENGPING_ADMIN_PASSWORD", raising=False)
    with pytest.raises(InputError, match="ZHENGPING_ADMIN_PASSWORD"):
        first_admin(terminal=False)
