"""Corrections after publication: the frozen content stays; what was, what holds now and why stand beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from zhengping.checks.quoting import masked
from zhengping.errors import InputError
from zhengping.office.accounts.models import User
from zhengping.office.core import clock
from zhengping.office.core.audit import record
from zhengping.office.core.roles import DEPARTMENT, Role
from zhengping.office.notices.telling import tell
from zhengping.office.publication.content import build
from zhengping.office.publication.models import Correction, Publication
from zhengping.office.results.ranking import ranks, told_apart

NUMBERS = ("total", "total_exact", "percent", "band")


@dataclass(frozen=True)
class Difference:
    """Something of a department that is not as published: a point's value or an indicator's score."""

    code: str
    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Changed:
    """A department whose figures are not as published, with the totals before and now."""

    code: str
    name: str
    before: dict[str, Any]
    after: dict[str, Any]
    differences: tuple[Difference, ...]


def published_state(publication: Publication, corrections: Iterable[Correction]) -> dict[str, dict[str, Any]]:
    """What holds in public by department code: the ranking's line with the newest totals, and `values` by code."""
    state: dict[str, dict[str, Any]] = {}
    for line in publication.content["ranking"]:
        values: dict[str, str] = {}
        for one in publication.content["departments"][line["code"]]["indicators"]:
            values[one["code"]] = one["score"]
            values.update({point["code"]: point["value"] for point in one["points"]})
        state[line["code"]] = {**line, "values": values}
    for correction in corrections:
        own = state.get(correction.department_code)
        if own is not None:
            own["values"][correction.point] = correction.after["value"]
            own.update({name: correction.after[name] for name in NUMBERS})
    return state


def corrected_ranks(state: dict[str, dict[str, Any]]) -> dict[str, tuple[int, str]]:
    """Rank and printed total by department code, from the exact totals that hold now."""
    totals = [Fraction(one["total_exact"]) for one in state.values()]
    printed = told_apart(totals)
    return {code: (rank, printed[total]) for code, rank, total in zip(state, ranks(totals), totals, strict=True)}


def changes(publication: Publication) -> list[Changed]:
    """The departments whose round differs now from what is public, with every difference."""
    now = build(publication.round, publication.pending_reason)
    state = published_state(publication, publication.corrections.all())
    lines = {line["code"]: line for line in now["ranking"]}
    found = []
    for code, held in state.items():
        line = lines.get(code)
        if line is None:
            continue
        different = []
        for one in now["departments"][code]["indicators"]:
            points = [
                Difference(point["code"], point["name"], held["values"].get(point["code"], ""), point["value"])
                for point in one["points"]
                if held["values"].get(point["code"], "") != point["value"]
            ]
            different += points
            if held["values"].get(one["code"], "") != one["score"]:
                different.append(
                    Difference(one["code"], one["name"], held["values"].get(one["code"], ""), one["score"])
                )
        if different or held["total_exact"] != line["total_exact"]:
            before = {name: held[name] for name in NUMBERS}
            after = {name: line[name] for name in NUMBERS}
            found.append(Changed(code, held["name"], before, after, tuple(different)))
    return found


def correct(
    publication: Publication, department_code: str, reason: str, actor: Any, request: HttpRequest | None = None
) -> list[Correction]:
    """Publishes what changed of a department since, with the reason. InputError where nothing did.

    The frozen content and its hash stay as they are.
    """
    reason = masked(reason.strip())[:500]
    if not reason:
        raise InputError("请写明更正的理由，理由会公布")
    with transaction.atomic():
        held = Publication.objects.select_for_update(of=("self",)).select_related("round").get(pk=publication.pk)
        if held.state != Publication.State.PUBLISHED:
            raise InputError("结果还没有公布，不需要更正")
        changed = next((one for one in changes(held) if one.code == department_code), None)
        if changed is None:
            raise InputError("这一部门现在的结果与公布的相同，没有要更正的；请先更正登记、仲裁或申诉的结果")
        made = [
            Correction(
                publication=held,
                department_code=department_code,
                point=one.code,
                before={"value": one.before, "name": one.name, **changed.before},
                after={"value": one.after, "name": one.name, **changed.after},
                reason=reason,
                by=actor,
                at=clock.now(),
            )
            for one in changed.differences
        ]
        Correction.objects.bulk_create(made)
        participation = held.round.participations.filter(department__code=department_code).first()
        record(
            actor,
            "publication.corrected",
            held,
            department=participation.department_id if participation else None,
            request=request,
            points=[one.code for one in changed.differences],
            before=changed.before["total"],
            after=changed.after["total"],
            why=reason,
        )
        if participation is not None:
            tell(
                User.objects.filter(role__in=DEPARTMENT, department=participation.department_id),
                "publication",
                f"correction:{held.pk}:{department_code}:{clock.now().isoformat()}",
                f"{held.round.name}公布的结果有更正：总分由 {changed.before['total']} 改为 {changed.after['total']}",
                reverse("public_department", args=[held.round_id, department_code]),
            )
    return made


def by_role(correction: Correction) -> str:
    """Who corrected, for the public: the role."""
    return str(Role(correction.by.role).label)
