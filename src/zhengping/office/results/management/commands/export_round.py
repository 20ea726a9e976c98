"""`manage.py export_round NUMBER`: the assessments of a round, one JSON a line, for `zhengping score --lines -`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zhengping.office.results.export import lines
from zhengping.office.rounds.models import Round


class Command(BaseCommand):
    """Prints the assessments."""

    help = "导出一轮评估的评估数据，每行一个部门，可交给 zhengping score --lines"

    def add_arguments(self, parser: CommandParser) -> None:
        """The round's number."""
        parser.add_argument("round", type=int, help="轮次的编号")

    def handle(self, *args: Any, **options: Any) -> None:
        """One line a department."""
        round = Round.objects.filter(pk=options["round"]).first()
        if round is None:
            raise CommandError(f"没有编号为 {options['round']} 的轮次")
        for line in lines(round):
            self.stdout.write(line)
