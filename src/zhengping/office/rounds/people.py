"""The experts of a round, and who of them must not judge which department."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.http import HttpRequest

from zhengping.errors import InputError
from zhengping.office.accounts.models import User
from zhengping.office.core.audit import record
from zhengping.office.departments.models import Department
from zhengping.office.rounds.models import Conflict, Round, RoundExpert


def name_experts(round: Round, users: Iterable[User], actor: Any, request: HttpRequest | None = None) -> None:
    """Makes these, and no others, the experts of a round; one who has assignments can't be taken out."""
    with transaction.atomic():
        Round.objects.select_for_update().get(pk=round.pk)
        wanted = {user.pk: user for user in users}
        there = {one.user_id: one for one in round.experts.select_related("user")}
        for number, one in there.items():
            if number not in wanted:
                if one.user.assignments.filter(participation__round=round).exists():
                    raise InputError(f"{one.user} 已有评审任务，请先改派再移出")
                one.delete()
        RoundExpert.objects.bulk_create([RoundExpert(round=round, user=wanted[n]) for n in wanted if n not in there])
        if set(wanted) != set(there):
            names = [str(user) for user in wanted.values()]
            record(
                actor, "round.experts", round, request=request,
                before=[str(one.user) for one in there.values()], after=names,
            )  # fmt: skip


def add_conflict(
    round: Round, user: User, department: Department, reason: str, actor: Any, request: HttpRequest | None = None
) -> Conflict:
    """An expert must not judge a department any more; said twice it holds once, with the newer reason."""
    with transaction.atomic():
        found, _ = Conflict.objects.update_or_create(
            round=round, user=user, department=department, defaults={"reason": reason.strip()}
        )
        record(
            actor, "round.conflict_added", found, department=department, request=request,
            expert=str(user), why=found.reason,
        )  # fmt: skip
    return found


def drop_conflict(conflict: Conflict, actor: Any, request: HttpRequest | None = None) -> None:
    """Lifts a conflict."""
    with transaction.atomic():
        record(
            actor, "round.conflict_dropped", conflict, department=conflict.department, request=request,
            expert=str(conflict.user), why=conflict.reason,
        )  # fmt: skip
        conflict.delete()
