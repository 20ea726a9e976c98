"""`manage.py send_mail`: sends the notices that wait, for a timer of the system."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from zhengping.office.notices.mailing import send_mail


class Command(BaseCommand):
    """Sends and says how many."""

    help = "把还没有发过邮件的提醒发出去"

    def handle(self, *args: Any, **options: Any) -> None:
        """One line; an error where some could not be sent."""
        sent = send_mail()
        self.stdout.write(f"已发 {sent.mails} 封邮件")
        if sent.failed:
            raise CommandError(f"{sent.failed} 人的邮件没有发出，下次再发：{sent.fault}")
