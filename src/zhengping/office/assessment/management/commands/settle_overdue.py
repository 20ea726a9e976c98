"""`manage.py settle_overdue`: 6.2.2-1 of those who did not submit in time; `zhengping serve` does so."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from zhengping.office.assessment.overdue import settle_overdue


class Command(BaseCommand):
    """Settles and says how many departments."""

    help = "自评期结束而没有提交的部门，6.2.2-1 按规则记 0；可重复运行"

    def handle(self, *args: Any, **options: Any) -> None:
        """One line."""
        self.stdout.write(f"按逾期未交核定 {settle_overdue()} 个部门")
