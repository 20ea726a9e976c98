"""What a scorecard shows at a point besides its value: claim, machine's finding, appeals; and the way to appeal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from zhengping.checks.quoting import masked
from zhengping.office.appeals.deadlines import why_closed
from zhengping.office.appeals.filing import OPEN
from zhengping.office.appeals.models import Appeal
from zhengping.office.assessment.visible import claims_seen
from zhengping.office.collection.models import PointFinding
from zhengping.office.core.fields import plain
from zhengping.office.core.roles import DEPARTMENT, OFFICE, READERS, Role
from zhengping.office.evidence.pieces import pieces_of
from zhengping.office.evidence.visible import LOOKERS, may_see
from zhengping.office.registers.kinds import KINDS
from zhengping.office.results.adding import Link, Shown, adds_to_points, describes_basis
from zhengping.office.review.models import ExpertScore
from zhengping.office.rounds.models import Participation

MOST_PIECES = 8
"""Links to evidence at one point; the rest is on the finding's page."""


@adds_to_points
def machine_findings(viewer: Any, participation: Participation, codes: Sequence[str]) -> dict[str, list[Shown]]:
    """What the machine saw, with the archived pages for those who may open them."""
    findings = PointFinding.objects.filter(run__participation=participation, run__current=True, point__in=codes)
    opens = viewer.role in LOOKERS and may_see(viewer, participation)
    found = {}
    for one in findings:
        lines = [masked(one.finding) or "没有说明"]
        if one.value is not None:
            lines.append(f"机器给的值：{plain(one.value)}（把握 {plain(one.confidence)}）")
        pieces = pieces_of(one)[:MOST_PIECES] if opens else []
        links = tuple(Link(f"证据 {each.number + 1}", each.page, "photo") for each in pieces)
        found[one.point] = [Shown("机器所见", tuple(lines), links, order=20)]
    return found


@adds_to_points
def opinions(viewer: Any, participation: Participation, codes: Sequence[str]) -> dict[str, list[Shown]]:
    """The experts' values with their comments; by name for the office and the auditor, to others by number."""
    scores = (
        ExpertScore.objects.filter(
            assignment__participation=participation, assignment__point__in=codes, current=True, value__isnull=False
        )
        .select_related("assignment__expert")
        .order_by("assignment__pk")
    )
    named = viewer.role in OFFICE | {Role.AUDITOR}
    lines: dict[str, list[str]] = {}
    for one in scores:
        own = lines.setdefault(one.assignment.point, [])
        who = str(one.assignment.expert) if named else f"专家{len(own) + 1}"
        own.append(f"{who}：{plain(one.value)}" + (f"　{masked(one.comment)}" if one.comment else ""))
    return {code: [Shown("专家评分", tuple(own), order=30)] for code, own in lines.items()}


@adds_to_points
def claims(viewer: Any, participation: Participation, codes: Sequence[str]) -> dict[str, list[Shown]]:
    """What the department submitted of its own."""
    found = {}
    for code, claim in claims_seen(viewer, participation).items():
        if code in codes:
            value, words = str(claim.get("value") or "未填"), str(claim.get("explanation") or "")
            lines = [f"自评 {value}", *([words] if words else [])]
            links = tuple(Link(str(url), str(url), "external-link") for url in claim.get("addresses", ())[:5])
            found[code] = [Shown("部门自评", tuple(lines), links, order=10)]
    return found


@adds_to_points
def appeals(viewer: Any, participation: Participation, codes: Sequence[str]) -> dict[str, list[Shown]]:
    """The appeals on a point; for the department the button to appeal while it may."""
    found: dict[str, list[Shown]] = {}
    open_at = set()
    for one in Appeal.objects.filter(participation=participation, point__in=codes):
        if one.state in OPEN:
            open_at.add(one.point)
        line = f"{one.filed_at:%Y-%m-%d} 提出，{one.get_state_display()}"
        line += f"，改为 {plain(one.new_value)}" if one.new_value is not None else ""
        url = reverse("appeal", args=[one.pk])
        found.setdefault(one.point, []).append(Shown("申诉", (line,), (Link("看申诉", url, "message"),), order=60))
    if viewer.role in DEPARTMENT and not why_closed(participation):
        for code in codes:
            if code not in open_at:
                url = reverse("appeal_new", args=[participation.pk, code])
                found.setdefault(code, []).append(
                    Shown("申诉", (), (Link(f"对 {code} 申诉", url, "message"),), action=True, order=90)
                )
    return found


@describes_basis("finding", "expert_score", "register_entry")
def shown_already(viewer: Any, participation: Participation, basis: Mapping[str, Any]) -> None:
    """These stand under the point with their words; a second line would say nothing more."""


@describes_basis("confirmation")
def confirmation_basis(viewer: Any, participation: Participation, basis: Mapping[str, Any]) -> Link:
    """The office's confirmation of a machine value."""
    url = reverse("findings", args=[participation.pk]) if viewer.role in OFFICE | READERS else ""
    return Link("评估办公室对机器值的确认", url)


@describes_basis("arbitration")
def arbitration_basis(viewer: Any, participation: Participation, basis: Mapping[str, Any]) -> Link:
    """The chief expert's decision."""
    code = str(basis.get("point", ""))
    opens = code and viewer.role in OFFICE | {Role.AUDITOR}
    return Link("首席专家的裁定", reverse("review_arbitration", args=[participation.pk, code]) if opens else "")


@describes_basis("self_assessment")
def self_assessment_basis(viewer: Any, participation: Participation, basis: Mapping[str, Any]) -> Link:
    """The submission of the self-assessment."""
    return Link("自评提交的回执", reverse("assessment_receipt", args=[participation.pk]))


@describes_basis("register")
def register_basis(viewer: Any, participation: Participation, basis: Mapping[str, Any]) -> Link:
    """A register by its name."""
    key = str(basis.get("register", ""))
    return Link(f"登记：{KINDS[key].words}" if key in KINDS else "登记", "")


@describes_basis("appeal")
def appeal_basis(viewer: Any, participation: Participation, basis: Mapping[str, Any]) -> Link:
    """An upheld appeal."""
    return Link(str(basis.get("words") or "申诉的答复"), reverse("appeal", args=[basis["id"]]))
