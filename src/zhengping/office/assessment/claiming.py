"""Saving what a department says of one point: under a lock, by the version that the person saw."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.http import HttpRequest

from zhengping.office.assessment.drafts import open_for_change
from zhengping.office.assessment.errors import Clash
from zhengping.office.assessment.models import Claim, Proof
from zhengping.office.core import clock
from zhengping.office.core.audit import record
from zhengping.office.core.fields import exact, plain
from zhengping.office.rounds.models import Participation

MOST_TEXT = 5000
MOST_ADDRESSES = 20
_IS_URL = URLValidator(schemes=["http", "https"], message="")


@dataclass(frozen=True)
class Typed:
    """What a person typed for a point, checked."""

    value: Decimal | None
    explanation: str
    addresses: tuple[str, ...]


class ClaimClash(Clash):
    """`theirs`: the claim as another person saved it in the meantime."""

    def __init__(self, theirs: Claim) -> None:
        super().__init__(f"{theirs.changed_by or '别人'}刚刚改过这一项，您的内容还没有保存")
        self.theirs = theirs


def check_typed(value: str, explanation: str, addresses: str) -> tuple[Typed, dict[str, str]]:
    """What was typed, and a Chinese line for each field that is wrong."""
    errors: dict[str, str] = {}
    number: Decimal | None = None
    try:
        number = exact(value) if value.strip() else None
    except ValidationError as error:
        errors["value"] = error.messages[0]
    text = explanation.replace("\r\n", "\n").strip()
    if len(text) > MOST_TEXT:
        errors["explanation"] = f"说明有 {len(text)} 字，超过 {MOST_TEXT} 字，请缩短，或把详细内容作为证明材料上传"
    lines = [line.strip() for line in addresses.splitlines() if line.strip()]
    if problem := check_addresses(lines):
        errors["addresses"] = problem
    return Typed(number, text, tuple(dict.fromkeys(lines))), errors


def check_addresses(lines: list[str]) -> str:
    """A Chinese line for the first address that is none; empty where all are."""
    if len(lines) > MOST_ADDRESSES:
        return f"网址有 {len(lines)} 个，超过 {MOST_ADDRESSES} 个，请只留最能说明问题的"
    for number, line in enumerate(lines, 1):
        if not is_address(line):
            return f"第 {number} 行“{line[:60]}”不是网址，请写 http:// 或 https:// 开头的完整地址，一行一个"
    return ""


def is_address(line: str) -> bool:
    """Whether this is a whole http or https address without a password in it."""
    try:
        _IS_URL(line)
        parts = urlsplit(line)
    except (ValidationError, ValueError):
        return False
    return len(line) <= 500 and not parts.username and not parts.password


def save_claim(
    participation: Participation,
    code: str,
    typed: Typed,
    seen: int,
    actor: Any,
    request: HttpRequest | None = None,
) -> Claim:
    """Saves a point's claim. Raises NotNow, or ClaimClash where another person changed it since version `seen`.

    What is already there is not saved again, so a repeated request changes nothing.
    """
    with transaction.atomic():
        own = open_for_change(participation, actor)
        claim, _ = Claim.objects.select_related("changed_by").get_or_create(self_assessment=own, point=code)
        if (claim.value, claim.explanation, tuple(claim.addresses)) == (
            typed.value,
            typed.explanation,
            typed.addresses,
        ):
            return claim
        if claim.version != seen:
            raise ClaimClash(claim)
        before = as_record(claim)
        claim.value = typed.value
        claim.explanation = typed.explanation
        claim.addresses = list(typed.addresses)
        _changed(claim, actor)
        record(
            actor,
            "claim.changed",
            claim,
            department=participation.department_id,
            request=request,
            point=code,
            before=before,
            after=as_record(claim),
        )
        return claim


def attach(
    participation: Participation, code: str, proof: Proof, actor: Any, *, on: bool, request: HttpRequest | None = None
) -> Claim:
    """Adds a proof to a point or takes it off; what is so already stays so."""
    with transaction.atomic():
        own = open_for_change(participation, actor)
        claim, _ = Claim.objects.get_or_create(self_assessment=own, point=code)
        there = claim.proofs.filter(pk=proof.pk).exists()
        if there != on:
            (claim.proofs.add if on else claim.proofs.remove)(proof)
            word = "claim.proof_added" if on else "claim.proof_removed"
            record(
                actor,
                word,
                claim,
                department=participation.department_id,
                request=request,
                point=code,
                proof=proof.pk,
                sha256=proof.sha256,
            )
        return claim


def _changed(claim: Claim, actor: Any) -> None:
    claim.version += 1
    claim.changed_at = clock.now()
    claim.changed_by = actor
    claim.save()


def as_record(claim: Claim) -> dict[str, Any]:
    """A claim as the record and the submission keep it."""
    return {"value": plain(claim.value), "explanation": claim.explanation, "addresses": list(claim.addresses)}
