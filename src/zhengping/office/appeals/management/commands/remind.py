"""`manage.py remind`: tells everybody whose deadline is near or over; `zhengping serve` does so by itself."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from zhengping.office.appeals.reminding import remind
from zhengping.office.core import clock


class Command(BaseCommand):
    """Reminds and says how many notices are new."""

    help = "按期限提醒各方（自评截止、申诉期、申诉答复、评审截止），可重复运行"

    def handle(self, *args: Any, **options: Any) -> None:
        """One line."""
        self.stdout.write(f"新提醒 {remind(clock.today())} 条")
