"""Registers of a round: rows, whether they are complete, what each department gets. Rows come in by `imports`."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja import Router, Schema

from zhengping.office.api.declaring import operation
from zhengping.office.api.pages import paged
from zhengping.office.core.audit import record
from zhengping.office.core.person import person
from zhengping.office.core.roles import DEPARTMENT, OFFICE, READERS
from zhengping.office.registers.keeping import remove, set_complete
from zhengping.office.registers.kinds import KINDS
from zhengping.office.registers.ledgers import entries_of, said_of, states_of
from zhengping.office.registers.models import RegisterEntry
from zhengping.office.registers.views import kind_or_404, line_of, rules_in_words
from zhengping.office.registers.visible import kinds_for
from zhengping.office.rounds.models import Participation, Round
from zhengping.reading.private_numbers import masked_numbers

router = Router(tags=["registers"])


class Complete(Schema):
    """Whether the register is complete."""

    complete: bool


def entry_shown(entry: RegisterEntry) -> dict[str, Any]:
    """A row as the API gives it; private persons' numbers masked."""
    data = {name: masked_numbers(value) if isinstance(value, str) else value for name, value in entry.data.items()}
    return {"id": entry.pk, "department": entry.department.code, "kind": entry.kind, "key": entry.key, "data": data}


@router.get("/rounds/{round}", summary="一轮的登记")
@operation("registers", OFFICE | READERS)
def of_round(request: HttpRequest, round: Round) -> Any:
    """The registers that one may see, with their rules and whether they are complete."""
    states = states_of(round)
    return [
        {
            "key": kind.key,
            "words": kind.words,
            "complete": kind.key in states and states[kind.key].complete,
            "rules": [{"fills": fills, "words": words} for fills, words in rules_in_words(kind)],
        }
        for kind in kinds_for(person(request))
    ]


@router.get("/rounds/{round}/{kind}/entries", summary="登记的各行")
@operation("registers", OFFICE | READERS)
def entries(request: HttpRequest, round: Round, kind: str, limit: int = 100, offset: int = 0) -> Any:
    """The rows of a register; recorded where others than the office look."""
    of = kind_or_404(request, kind)
    if person(request).role not in OFFICE:
        record(person(request), "register.viewed", round, request=request, kind=of.key)
    return paged(entries_of(round, [of.key]).select_related("department").order_by("pk"), entry_shown, limit, offset)


@router.post("/rounds/{round}/{kind}/complete", summary="登记已齐全")
@operation("registers", OFFICE)
def complete(request: HttpRequest, round: Round, kind: str, body: Complete) -> Any:
    """Says that a register is complete, or takes that back; the values follow at once."""
    of = kind_or_404(request, kind)
    set_complete(round, of, body.complete, person(request), request)
    return {"key": of.key, "complete": body.complete}


@router.delete("/entries/{register_entry}", summary="删去一行")
@operation("registers", OFFICE)
def remove_entry(request: HttpRequest, register_entry: RegisterEntry, reason: str) -> Any:
    """Takes a row out, with a reason."""
    remove(register_entry, reason, person(request), request)
    return {"done": True}


@router.get("/of/{participation}", summary="部门从各登记得到的分值")
@operation("registers", OFFICE | READERS | DEPARTMENT)
def of_department(request: HttpRequest, participation: Participation) -> Any:
    """What a department gets by each register that one may see, and why."""
    user = person(request)
    if user.role in DEPARTMENT and participation.round.feedback_opened_at is None:
        raise PermissionDenied("登记和依据在“反馈与申诉”阶段开始后可以查看")
    if user.role not in OFFICE:
        record(user, "register.viewed", participation, department=participation.department, request=request)
    states = states_of(participation.round)
    settings = {key: state.chosen for key, state in states.items()}
    kinds = list(KINDS.values()) if user.role in DEPARTMENT else kinds_for(user)
    said = said_of(participation, [kind.key for kind in kinds], settings)
    return [{"kind": kind.key, **line_of(kind, said)} for kind in kinds]
