"""Who sees what of a self-assessment: the department its own; others only what was submitted; experts no claims where

the round is blind to them; observers no proofs. The resolvers of proofs and applications in addresses.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from zhengping.office.assessment.models import BonusApplication, Proof, SelfAssessment
from zhengping.office.core.access import hidden, resolves
from zhengping.office.core.roles import DEPARTMENT, EXPERTS, OFFICE, Role
from zhengping.office.evidence.visible import may_see
from zhengping.office.rounds.models import Participation
from zhengping.office.rounds.visible import participations_of


def proofs_of(user: Any) -> QuerySet[Proof]:
    """A department's own; office, auditor and experts what was handed in with a submission or an appeal."""
    every = Proof.objects.select_related("self_assessment__participation__round")
    if user.role in DEPARTMENT:
        return every.filter(self_assessment__participation__department_id=user.department_id)
    if user.role not in OFFICE | EXPERTS | {Role.AUDITOR}:
        return every.none()
    handed_in = every.filter(Q(handed_in_at__isnull=False) | Q(appeals__isnull=False)).distinct()
    if user.role in EXPERTS:
        return handed_in.filter(self_assessment__participation__in=participations_of(user).values("pk"))
    return handed_in


def applications_of(user: Any) -> QuerySet[BonusApplication]:
    """A department's own; the office and its readers those that were handed in."""
    every = BonusApplication.objects.select_related("self_assessment__participation__round")
    if user.role in DEPARTMENT:
        return every.filter(self_assessment__participation__department_id=user.department_id)
    if user.role in EXPERTS:
        return every.none()
    return every.filter(handed_in_at__isnull=False)


def claims_seen(user: Any, participation: Participation) -> dict[str, dict[str, Any]]:
    """The submitted claims by point, as `user` may see them beside a point; empty where he may not.

    Never the draft. Experts of a round that is blind to claims see none.
    """
    if user.role in EXPERTS and participation.round.blind_to_claims:
        return {}
    own = SelfAssessment.objects.filter(participation=participation, submitted_at__isnull=False).first()
    if own is None:
        return {}
    return {claim["point"]: claim for claim in own.submitted_content.get("claims", [])}


def proofs_seen(user: Any, participation: Participation) -> dict[str, list[Proof]]:
    """The proofs by point that `user` may open, for the screen on which a value is judged."""
    found: dict[str, list[Proof]] = {}
    mine = proofs_of(user).filter(self_assessment__participation=participation, withdrawn_at__isnull=True)
    for proof in mine.exclude(replaced_by__handed_in_at__isnull=False).prefetch_related("claims"):
        for claim in proof.claims.all():
            found.setdefault(claim.point, []).append(proof)
    return found


@resolves("proof")
def proof_of(user: Any, number: int) -> Proof:
    """The proof of an address; for an expert of departments where he has work, as with archived pages."""
    found = proofs_of(user).filter(pk=number).first() if user.is_authenticated else None
    if found is None or (user.role in EXPERTS and not may_see(user, found.self_assessment.participation)):
        raise hidden()
    return found


@resolves("application")
def application_of(user: Any, number: int) -> BonusApplication:
    """The application for bonus of an address."""
    found = applications_of(user).filter(pk=number).first() if user.is_authenticated else None
    if found is None:
        raise hidden()
    return found
