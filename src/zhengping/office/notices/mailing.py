"""Notices by mail: what nobody was mailed yet is sent by Django's mail (SMTP, or files where no server is set).

One mail a person, with all that is new. What could not be sent stays unsent and goes out the next time.
"""

from __future__ import annotations

import logging
import smtplib
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from zhengping.office.core import clock
from zhengping.office.notices.models import Notice

log = logging.getLogger(__name__)
MOST = 50
"""Notices in one mail; the rest goes with the next."""


@dataclass(frozen=True)
class Sent:
    """How many mails went out and how many people could not be reached; `fault` names the first failure."""

    mails: int
    failed: int
    fault: str = ""


def send_mail() -> Sent:
    """Sends the unsent notices of all people who have an address. Safe to repeat; never raises for a mail's sake.

    A mail that the server took but that could not be marked is sent again: twice is better than never.
    """
    waiting = (
        Notice.objects.filter(mailed_at__isnull=True, user__is_active=True)
        .exclude(user__email="")
        .select_related("user")
        .order_by("user", "at", "pk")
    )
    by_person: dict[int, list[Notice]] = {}
    for notice in waiting:
        by_person.setdefault(notice.user_id, []).append(notice)
    if not by_person:
        return Sent(0, 0)
    mails, failed, fault = 0, 0, ""
    connection = get_connection()
    for notices in by_person.values():
        some = notices[:MOST]
        mail = EmailMessage(_subject(some), _body(some), to=[some[0].user.email], connection=connection)
        try:
            mail.send()
        except (OSError, smtplib.SMTPException, ValueError) as error:
            failed += 1
            fault = fault or str(error) or type(error).__name__
            log.warning("mail to user %s not sent: %s", some[0].user_id, error)
            continue
        Notice.objects.filter(pk__in=[one.pk for one in some]).update(mailed_at=clock.now())
        mails += 1
    return Sent(mails, failed, fault)


def _subject(notices: list[Notice]) -> str:
    """One line; what stands in a notice never gets into a head of a mail."""
    return f"政评：{len(notices)} 条提醒"


def _body(notices: list[Notice]) -> str:
    """The notices, oldest first, with addresses where the installation says under which address it is reached."""
    site = settings.CSRF_TRUSTED_ORIGINS[0].rstrip("/") if settings.CSRF_TRUSTED_ORIGINS else ""
    lines = [f"{notices[0].user}：", ""]
    for one in notices:
        lines.append(f"· {one.words}")
        if one.url and site:
            lines.append(f"  {site}{one.url}")
    return "\n".join([*lines, "", f"{settings.OFFICE_NAME}（系统自动发送，请勿回复）", ""])
