"""`manage.py settle_round NUMBER`: settles every department of a round again."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zhengping.office.results.again import settle_all
from zhengping.office.rounds.models import Round


class Command(BaseCommand):
    """Settles a round again and says what changed."""

    help = "重新核定一轮评估的全部部门"

    def add_arguments(self, parser: CommandParser) -> None:
        """The round's number."""
        parser.add_argument("round", type=int, help="轮次的编号（结果页面地址中的数字）")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints one line, and one for each department that could not be settled."""
        round = Round.objects.filter(pk=options["round"]).first()
        if round is None:
            raise CommandError(f"没有编号为 {options['round']} 的轮次")
        again = settle_all(round, None)
        self.stdout.write(
            f"{round}：核定 {again.departments} 个部门，{again.values} 个采分点、{again.totals} 个总分有变化"
        )
        if again.faults:
            raise CommandError("\n".join(again.faults))
