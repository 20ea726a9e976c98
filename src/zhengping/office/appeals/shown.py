"""What a scorecard shows at a point besides its value: claim, machine's finding, appeals; and the way to appeal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from zhengping.office.appeals.deadlines import why_closed
from zhengping.office.appeals.filing import OPEN
from zhengping.office.appeals.models import Appeal
from zhengping.office.assessment.visible import claims_seen
from zhengping.office.collection.models import PointFinding
from zhengping.office.core.fields import plain
from zhengping.office.core.roles import DEPARTMENT
from zhengping.office.results.adding import Link, Shown, adds_to_points, describes_basis
from zhengping.office.rounds.models import Participation


@adds_to_points
def machine_findings(viewer: Any, participation: Participation, codes: Sequence[str]) -> dict[str, list[Shown]]:
    """What the machine saw, with the addresses that it saw it at."""
    findings = PointFinding.objects.filter(run__participation=participation, run__current=True, point__in=codes)
    found = {}
    for one in findings:
        addresses = list(dict.fromkeys(str(each["url"]) for each in one.evidence if each.get("url")))[:5]
        lines = [one.finding or "没有说明"]
        if one.value is not None:
            lines.append(f"机器给的值：{plain(one.value)}（把握 {plain(one.confidence)}）")
        links = tuple(Link(url, url, "external-link") for url in addresses if url.startswith(("http://", "https://")))
        found[one.point] = [Shown("机器所见", tuple(lines), links, order=20)]
    return found


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


@describes_basis("appeal")
def appeal_basis(viewer: Any, participation: Participation, basis: Mapping[str, Any]) -> Link:
    """An upheld appeal."""
    return Link(str(basis.get("words") or "申诉的答复"), reverse("appeal", args=[basis["id"]]))
