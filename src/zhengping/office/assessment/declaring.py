"""Declarations and the report: texts of the self-assessment as a whole, saved by the version that the person saw."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest

from zhengping.errors import InputError
from zhengping.office.assessment.drafts import locked, open_for_change
from zhengping.office.assessment.errors import Clash
from zhengping.office.assessment.models import SelfAssessment
from zhengping.office.core.audit import record
from zhengping.office.results.settling import settle
from zhengping.office.rounds.models import Participation

MOST_REPORT = 50_000
DECLARED = ("no_hot_events", "no_key_areas", "other_declarations")
WORDS = {
    "no_hot_events": "本年度无热点回应事件",
    "no_key_areas": "无重点领域考核任务",
    "other_declarations": "其他说明",
    "report": "自评报告",
}


class TextClash(Clash):
    """`theirs`: the self-assessment as another person saved it in the meantime."""

    def __init__(self, theirs: SelfAssessment) -> None:
        super().__init__("同部门的另一位填报人刚刚改过，您的内容还没有保存")
        self.theirs = theirs


def save_texts(
    participation: Participation, given: dict[str, Any], seen: int, actor: Any, request: HttpRequest | None = None
) -> SelfAssessment:
    """Saves declarations or the report (`given` by field name). Raises NotNow or TextClash; same content is no change.

    A new declaration that there are no key areas waits for the office again.
    """
    with transaction.atomic():
        own = open_for_change(participation, actor)
        changed = {name: value for name, value in given.items() if getattr(own, name) != value}
        if not changed:
            return own
        if own.version != seen:
            raise TextClash(own)
        before = {name: getattr(own, name) for name in changed}
        for name, value in changed.items():
            setattr(own, name, value)
        if "no_key_areas" in changed:
            own.key_areas_decision, own.key_areas_reason = "", ""
        own.version += 1
        own.save()
        record(
            actor,
            "self_assessment.changed",
            own,
            department=participation.department_id,
            request=request,
            before=before,
            after=changed,
        )
        return own


def decide_key_areas(
    participation: Participation, confirmed: bool, reason: str, actor: Any, request: HttpRequest | None = None
) -> None:
    """The office confirms or refuses that a department has no key areas (appendix 1), with a reason.

    Only a confirmation moves the weight of 1.2.4: the table lets it go on an explicit "none" of the list, not a claim.
    """
    if not reason.strip():
        raise InputError("请写认定理由，例如：经核对附录1，该部门没有考核任务")
    with transaction.atomic():
        own = locked(participation)
        if not own.submitted_content.get("declarations", {}).get("no_key_areas"):
            raise InputError("该部门提交的自评里没有这一声明")
        decision = "confirmed" if confirmed else "refused"
        if (own.key_areas_decision, own.key_areas_reason) == (decision, reason.strip()):
            return
        before = {"decision": own.key_areas_decision, "facts": dict(participation.facts)}
        own.key_areas_decision, own.key_areas_reason = decision, reason.strip()[:300]
        own.save(update_fields=["key_areas_decision", "key_areas_reason"])
        row = Participation.objects.select_for_update().get(pk=participation.pk)
        row.facts = {**row.facts, "has_key_area_tasks": not confirmed}
        row.key_areas_known = confirmed or row.key_areas_known
        row.save(update_fields=["facts", "key_areas_known"])
        record(
            actor,
            "key_areas.decided",
            own,
            department=participation.department_id,
            request=request,
            before=before,
            after={"decision": decision, "facts": row.facts},
            why=own.key_areas_reason,
        )
        settle(row, actor, f"无重点领域考核任务：{'认可' if confirmed else '不认可'}，{own.key_areas_reason}"[:1000])


def report_draft(sheet: Any) -> str:
    """Headings of a report, with the figures that the claims give; the department writes the rest."""
    participation = sheet.participation
    lines = [
        f"{participation.department}{participation.round.year}年网站自评报告",
        "",
        "一、总体情况",
        f"本部门对照指标体系逐项自评，适用采分点 {sheet.wanted} 个，自评得分 {_two(sheet.claimed)} 分"
        f"（适用指标满分 {_two(sheet.weight)} 分）。",
        "",
        "二、各项指标完成情况",
    ]
    for number, (level1, parts) in enumerate(sheet.by_level1(), 1):
        mine = [part for part in parts if part.applies]
        claimed, weight = sum(part.claimed for part in mine), sum(part.weight for part in mine)
        lines += [f"（{number}）{level1}：自评 {_two(claimed)} 分，满分 {_two(weight)} 分。", ""]
    weak = [
        f"{line.code} {line.point.name}"
        for line in sheet.lines.values()
        if line.applies and line.claim is not None and line.claim.value is not None and line.claim.value < 1
    ]
    lines += ["三、存在的问题", "自评未得满分的采分点：" + ("；".join(weak) if weak else "无") + "。", ""]
    lines += ["四、改进措施和下一步打算", ""]
    return "\n".join(lines)


def _two(number: Any) -> str:
    from fractions import Fraction

    from zhengping.scoring import two_decimals

    return two_decimals(Fraction(number))
