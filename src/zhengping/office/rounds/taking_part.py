"""Departments in a round: their facts are taken as they hold when they join, and anew only when the office asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.http import HttpRequest

from zhengping.errors import InputError
from zhengping.office.core.audit import record
from zhengping.office.departments.models import Department
from zhengping.office.rounds.models import Participation, Phase, Round
from zhengping.office.rounds.registry import facts_changed

WORDS = {
    "site_url": "网站首页",
    "site_hosts": "同属本站的其他主机",
    "key_areas_known": "重点领域（附录1）已给出",
    "name": "名称",
    "other_names": "其他名称",
    "higher_levels": "上级机关",
    "subordinate_sites": "下属网站",
    "has_administrative_services": "有行政办事服务",
    "has_key_area_tasks": "有重点领域考核任务",
    "declared_no_hot_events": "声明无热点事件",
    "items": "服务事项",
    "areas": "重点领域",
    "services": "公共服务（附录2）",
}
"""What the facts are called on the page."""


def facts_of(department: Department) -> dict[str, Any]:
    """The fields of a participation as they would be today."""
    site = department.main_site
    return {
        "site_url": site.url if site else "",
        "site_hosts": list(site.hosts) if site else [],
        "facts": department.facts(),
        "key_areas_known": department.has_key_areas is not None,
        "department_data": department.as_evaluated(),
    }


def join(round: Round, departments: Iterable[Department], actor: Any, request: HttpRequest | None = None) -> int:
    """Lets departments take part with their facts as they hold now; those that do already are left alone."""
    with transaction.atomic():
        there = set(round.participations.values_list("department_id", flat=True))
        new = [department for department in departments if department.pk not in there]
        for department in new:
            made = Participation.objects.create(round=round, department=department, **facts_of(department))
            record(actor, "round.joined", made, department=department, request=request)
            facts_changed(made, actor, "参加本轮评估")
    return len(new)


def leave(participation: Participation, actor: Any, request: HttpRequest | None = None) -> None:
    """Takes a department out of a round in preparation; InputError where something hangs on it already."""
    round = participation.round
    if round.phase != Phase.PREPARATION:
        raise InputError(f"{participation.department}：只有“准备”阶段才能移出部门")
    held = (
        participation.runs.exists()
        or hasattr(participation, "self_assessment")
        or participation.assignments.exists()
        or participation.confirmations.exists()
    )
    if held:
        raise InputError(f"{participation.department}：已有采集、自评或评审的记录，不能移出")
    with transaction.atomic():
        record(actor, "round.left", participation, department=participation.department, request=request)
        try:
            participation.delete()
        except ProtectedError:
            raise InputError(f"{participation.department}：已有记录，不能移出") from None


@dataclass(frozen=True)
class Difference:
    """A fact that is another now than when the department joined."""

    words: str
    before: str
    after: str


def differences(participation: Participation) -> list[Difference]:
    """What a refreshing of the facts would change."""
    now = facts_of(participation.department)
    found = []
    before, after = _flat(participation.__dict__), _flat(now)
    for key in dict.fromkeys([*before, *after]):
        if before.get(key) != after.get(key):
            found.append(Difference(WORDS.get(key, key), shown(before.get(key)), shown(after.get(key))))
    return found


def refresh(participation: Participation, actor: Any, request: HttpRequest | None = None) -> list[Difference]:
    """Takes the department's facts as they hold now; gives what changed. Safe to repeat."""
    with transaction.atomic():
        locked = Participation.objects.select_for_update(of=("self",)).select_related("round", "department")
        held = locked.get(pk=participation.pk)
        if held.round.archived or held.round.phase == Phase.PUBLICATION:
            raise InputError("本轮次已公布或归档，部门情况不再更新")
        found = differences(held)
        if found:
            for name, value in facts_of(held.department).items():
                setattr(held, name, value)
            held.save()
            changed = {one.words: [one.before, one.after] for one in found}
            record(actor, "round.facts_refreshed", held, department=held.department, request=request, changed=changed)
            facts_changed(held, actor, "部门情况更新：" + "、".join(changed))
    return found


def _flat(fields: Any) -> dict[str, Any]:
    flat = {key: fields[key] for key in ("site_url", "site_hosts", "key_areas_known")}
    return {**flat, **fields["department_data"], **fields["facts"]}


def shown(value: Any) -> str:
    """A fact as a person reads it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(str(one.get("name", one)) if isinstance(one, dict) else str(one) for one in value) or "（空）"
    return "（没有给出）" if value in (None, "") else str(value)
