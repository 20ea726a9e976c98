"""Registers of the demonstration: what the portal and the error-report platform would have handed over, by seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from zhengping.office.departments.models import Department
from zhengping.office.registers.keeping import add, set_complete
from zhengping.office.registers.kinds import KINDS
from zhengping.office.rounds.models import Round

COMPLETE = ("error-reports", "letters")
"""Registers that the office says are complete, so that their rules speak."""
PROBLEMS = ("链接打不开", "电话号码已变更", "错别字", "附件下载不了", "内容没有更新")


def fill(round: Round, actor: Any) -> None:
    """A few rows for each department; answers mostly in time."""
    for participation in round.participations.select_related("department"):
        with transaction.atomic():
            for kind, values in _rows(participation.department, round.monitoring_date):
                add(KINDS[kind], round, participation.department, values, actor)
    for kind in COMPLETE:
        set_complete(round, KINDS[kind], True, actor, None)


def _rows(department: Department, until: date) -> Iterator[tuple[str, Mapping[str, Any]]]:
    chance = random.Random(f"registers {department.code}")
    code = department.code.upper()
    for number in (1, 2, 3):
        received = until - timedelta(days=chance.randrange(20, 300))
        answered = received + timedelta(days=chance.choice((1, 2, 3, 9)))
        problem = chance.choice(PROBLEMS)
        values = {"received": received, "answered": answered, "valid": True, "problem": problem}
        yield "error-reports", {"key": f"JC-{code}-{number}", **_texts(values)}
    for number in (1, 2):
        forwarded = until - timedelta(days=chance.randrange(40, 300))
        due = forwarded + timedelta(days=15)
        answered = due + timedelta(days=chance.choice((-6, -3, -1, 4)))
        values = {"forwarded": forwarded, "due": due, "answered": answered}
        yield "letters", {"key": f"XX-{code}-{number}", **_texts(values)}
    day = until - timedelta(days=chance.randrange(30, 300))
    title = f"{department.short_name}负责人谈重点工作"
    yield "portal-interviews", {"key": "", "title": title, **_texts({"day": day})}


def _texts(values: Mapping[str, Any]) -> dict[str, Any]:
    """Dates as registers keep them."""
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in values.items()}
