"""All that a department's self-assessment shows of its points, read in a few queries: requirement, claim, finding,

last round's value, whether it applies, how far it is filled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from zhengping.office.assessment.models import Claim, Proof, SelfAssessment
from zhengping.office.collection.models import PointFinding, SiteRun
from zhengping.office.core.fields import exact
from zhengping.office.results.models import PointStanding
from zhengping.office.results.settling import edition_of
from zhengping.office.rounds.models import Participation, Phase
from zhengping.scoring.plan import plan_of
from zhengping.scoring.rules import Ruling
from zhengping.standard.model import Edition, Indicator, Point

KEY_AREAS = "1.2.4"
TOLD = frozenset({Phase.FEEDBACK, Phase.CONFIRMATION, Phase.PUBLICATION})
"""Phases in which a round's values have been told to the departments."""


@dataclass
class PointLine:
    """One point: `reason` says why it does not apply (empty = it applies); `optional` why it need not be filled."""

    point: Point
    indicator: Indicator
    reason: str = ""
    optional: str = ""
    claim: Claim | None = None
    proofs: list[Proof] = field(default_factory=list)
    finding: PointFinding | None = None
    earlier: Decimal | None = None

    @property
    def code(self) -> str:
        """The point's code."""
        return self.point.code

    @property
    def applies(self) -> bool:
        """Whether the point counts for this department."""
        return not self.reason

    @property
    def filled(self) -> bool:
        """Whether value and explanation are both there."""
        return self.claim is not None and self.claim.value is not None and bool(self.claim.explanation.strip())

    @property
    def begun(self) -> bool:
        """Whether anything was written."""
        claim = self.claim
        return claim is not None and (claim.value is not None or bool(claim.explanation or claim.addresses))

    @property
    def by_material(self) -> bool:
        """Whether the table wants a proof file."""
        return "material" in self.point.sources


@dataclass
class IndicatorPart:
    """An indicator with its points; `weight` as it counts for this department."""

    indicator: Indicator
    weight: Fraction
    lines: list[PointLine]
    reasons: tuple[str, ...] = ()

    @property
    def applies(self) -> bool:
        """Whether the indicator counts for this department."""
        return any(line.applies for line in self.lines)

    @property
    def wanted(self) -> int:
        """How many points are to be filled."""
        return sum(line.applies and not line.optional for line in self.lines)

    @property
    def filled(self) -> int:
        """How many of them are."""
        return sum(line.applies and not line.optional and line.filled for line in self.lines)

    @property
    def claimed(self) -> Fraction:
        """The score that the claims come to; points without a value count nothing."""
        return self.weight * sum(
            (
                line.point.share * Fraction(line.claim.value)
                for line in self.lines
                if line.applies and line.claim is not None and line.claim.value is not None
            ),
            start=Fraction(0),
        )

    @property
    def shown_weight(self) -> Decimal:
        """The weight for a page."""
        return exact(self.weight, 100)

    @property
    def shown_claimed(self) -> Decimal:
        """The claimed score for a page."""
        return exact(self.claimed, 100)


@dataclass
class Sheet:
    """A department's self-assessment, point by point, in the table's order."""

    participation: Participation
    own: SelfAssessment
    edition: Edition
    parts: list[IndicatorPart]

    @cached_property
    def lines(self) -> dict[str, PointLine]:
        """All lines by the point's code."""
        return {line.code: line for part in self.parts for line in part.lines}

    @property
    def wanted(self) -> int:
        """Points that are to be filled."""
        return sum(part.wanted for part in self.parts)

    @property
    def filled(self) -> int:
        """Points that are filled."""
        return sum(part.filled for part in self.parts)

    @property
    def percent(self) -> int:
        """Filled of wanted, in whole per cent, rounded down."""
        return 100 * self.filled // self.wanted if self.wanted else 100

    @property
    def claimed(self) -> Decimal:
        """The score that all claims come to."""
        return exact(sum((part.claimed for part in self.parts), start=Fraction(0)), 100)

    @property
    def weight(self) -> Decimal:
        """The weight of all that applies."""
        return exact(sum((part.weight for part in self.parts if part.applies), start=Fraction(0)), 100)

    def by_level1(self) -> list[tuple[str, list[IndicatorPart]]]:
        """The indicators under their first level, in the table's order."""
        groups: dict[str, list[IndicatorPart]] = {}
        for part in self.parts:
            groups.setdefault(part.indicator.level1, []).append(part)
        return list(groups.items())

    def part(self, code: str) -> IndicatorPart | None:
        """The indicator of this code."""
        return next((part for part in self.parts if part.indicator.code == code), None)


def facts_of(participation: Participation, own: SelfAssessment) -> dict[str, bool]:
    """The facts of the rules with the department's declaration of no hot events as it now stands."""
    edition = edition_of(participation.round.edition)
    facts = {name: bool(participation.facts.get(name, default)) for name, default in edition.facts.items()}
    if "declared_no_hot_events" in facts:
        facts["declared_no_hot_events"] = own.no_hot_events
    return facts


def ruling_of(participation: Participation, own: SelfAssessment) -> Ruling:
    """What these facts decide: which indicators apply, with which weights."""
    return plan_of(edition_of(participation.round.edition)).ruling_of(facts_of(participation, own))


def load_sheet(participation: Participation, own: SelfAssessment, *, beside: bool = True) -> Sheet:
    """Reads everything. `beside` False leaves out findings and the earlier round."""
    edition = edition_of(participation.round.edition)
    ruling = ruling_of(participation, own)
    claims = _claims(own)
    findings = findings_of(participation) if beside and participation.round.show_findings else {}
    earlier = earlier_values(participation) if beside else {}
    parts = []
    for indicator in edition.indicators:
        if indicator.kind != "base":
            continue
        reasons = tuple(ruling.reasons.get(indicator.code, ()))
        out = "；".join(reasons) if indicator.code in ruling.not_applicable else ""
        optional = _optional(indicator.code, own)
        lines = []
        for point in indicator.points:
            claim = claims.get(point.code)
            proofs = [proof for proof in claim.proofs.all() if not proof.withdrawn_at] if claim else []
            lines.append(
                PointLine(
                    point, indicator, out, optional, claim, proofs, findings.get(point.code), earlier.get(point.code)
                )
            )
        parts.append(IndicatorPart(indicator, ruling.weights[indicator.code], lines, reasons))
    return Sheet(participation, own, edition, parts)


def _optional(code: str, own: SelfAssessment) -> str:
    """1.2.4 need not be filled while the office has still to confirm that there are no key areas."""
    if code == KEY_AREAS and own.no_key_areas and own.key_areas_decision != "refused":
        return "本部门已声明没有重点领域考核任务，待办公室核对附录1后认定；认定之前本项可以不填"
    return ""


def _claims(own: SelfAssessment) -> Mapping[str, Claim]:
    if own.pk is None:
        return {}
    return {claim.point: claim for claim in own.claims.select_related("changed_by").prefetch_related("proofs")}


def findings_of(participation: Participation, codes: Iterable[str] | None = None) -> dict[str, PointFinding]:
    """The current run's findings by point."""
    run = SiteRun.objects.filter(participation=participation, current=True).first()
    if run is None:
        return {}
    found = run.findings.all() if codes is None else run.findings.filter(point__in=list(codes))
    return {finding.point: finding for finding in found}


def earlier_values(participation: Participation) -> dict[str, Decimal]:
    """The department's values of the newest earlier round whose values it has been told."""
    former = (
        Participation.objects.filter(
            department_id=participation.department_id,
            round__edition=participation.round.edition,
            round__monitoring_date__lt=participation.round.monitoring_date,
        )
        .exclude(pk=participation.pk)
        .select_related("round")
        .order_by("-round__monitoring_date", "-pk")
    )
    told = next((one for one in former[:5] if one.round.archived or one.round.phase in TOLD), None)
    if told is None:
        return {}
    standings: Any = PointStanding.objects.filter(participation=told, value__isnull=False)
    return {standing.point: standing.value for standing in standings}
