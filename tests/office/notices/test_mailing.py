"""Notices go out by mail, once; what could not be sent stays unsent and goes out the next time."""

from __future__ import annotations

import email
import socket
from collections.abc import Iterator
from email import policy
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from tests.office.making import World
from zhengping.office.notices.mailing import send_mail
from zhengping.office.notices.models import Notice
from zhengping.office.notices.telling import tell


class Box:
    """A mail server's handler that keeps what it gets; refuses those in `refused`."""

    def __init__(self) -> None:
        self.mails: list[tuple[list[str], str]] = []
        self.refused: set[str] = set()

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address in self.refused:
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        message = email.message_from_bytes(envelope.content, policy=policy.default)
        body = message.get_body()
        assert body is not None
        self.mails.append((list(envelope.rcpt_tos), f"{message['Subject']}\n{body.get_content()}"))
        return "250 OK"


@pytest.fixture
def box(settings: Any) -> Iterator[Box]:
    """A mail server on a free port; Django sends to it."""
    handler = Box()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    yield handler
    controller.stop()


@pytest.fixture
def people(world: World) -> World:
    """Two people with addresses, who are told two things; the others have no address."""
    for name in ("staff", "reporter"):
        world.users[name].email = f"{name}@example.gov.cn"
        world.users[name].save()
    tell(world.users.values(), "test", "one", "第一件事", "/appeals/1/")
    tell(world.users.values(), "test", "two", "第二件事")
    return world


def test_a_person_gets_one_mail_with_all_that_is_new(people: World, box: Box, settings: Any) -> None:
    settings.CSRF_TRUSTED_ORIGINS = ["https://pj.example.gov.cn"]
    assert send_mail().mails == 2
    assert sorted(to for to, _ in box.mails) == [["reporter@example.gov.cn"], ["staff@example.gov.cn"]]
    assert all("2 条提醒" in text and "第一件事" in text and "第二件事" in text for _, text in box.mails)
    assert all("https://pj.example.gov.cn/appeals/1/" in text for _, text in box.mails)


def test_what_was_mailed_is_not_mailed_again(people: World, box: Box) -> None:
    send_mail()
    assert send_mail().mails == 0
    tell([people.users["staff"]], "test", "three", "第三件事")
    assert send_mail().mails == 1
    assert "第一件事" not in box.mails[-1][1]


def test_a_refused_mail_stays_unsent_and_stops_no_other(people: World, box: Box) -> None:
    box.refused.add("reporter@example.gov.cn")
    sent = send_mail()
    assert (sent.mails, sent.failed) == (1, 1)
    unsent = Notice.objects.filter(mailed_at__isnull=True, user=people.users["reporter"])
    assert unsent.count() == 2
    box.refused.clear()
    assert send_mail().mails == 1
    assert unsent.count() == 0


def test_without_a_server_all_stays_unsent(people: World, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    sent = send_mail()
    assert (sent.mails, sent.failed) == (0, 2)
    assert sent.fault
    assert not Notice.objects.filter(mailed_at__isnull=False).exists()


def test_by_default_mails_are_files(people: World, settings: Any, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    assert send_mail().mails == 2
    kept = "".join(file.read_text(encoding="utf-8") for file in tmp_path.iterdir())
    assert {f"To: {name}@example.gov.cn" in kept for name in ("reporter", "staff")} == {True}
