"""The pieces of a finding's evidence as pages link to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from zhengping.checks.quoting import masked
from zhengping.office.collection.models import PointFinding
from zhengping.office.evidence.cleaning import QUOTE_ID


@dataclass(frozen=True)
class EvidencePiece:
    """One piece: where it is seen in the office (`page`; `frame` for a sandboxed frame), and what it says."""

    number: int
    url: str
    quote: str
    record: str
    shot: str
    page: str
    frame: str
    picture: str
    """Address of the screenshot; empty where there is none."""

    @property
    def outside(self) -> str:
        """The address on the site itself, where it is a web address."""
        return self.url if self.url.lower().startswith(("http://", "https://")) else ""

    @property
    def shown_url(self) -> str:
        """The address as it is printed."""
        return masked(self.url)


def pieces_of(finding: PointFinding) -> list[EvidencePiece]:
    """The pieces of a finding, in its order. Entries that are no objects are passed over."""
    return [_piece(finding, number, each) for number, each in enumerate(finding.evidence) if isinstance(each, dict)]


def piece_of(finding: PointFinding, number: int) -> EvidencePiece | None:
    """One piece; None where the finding has none of that number."""
    return next((piece for piece in pieces_of(finding) if piece.number == number), None)


def _piece(finding: PointFinding, number: int, given: dict[str, Any]) -> EvidencePiece:
    shot = str(given.get("shot", ""))
    where = [finding.pk, number]
    return EvidencePiece(
        number=number,
        url=str(given.get("url", "")),
        quote=masked(str(given.get("quote", ""))),
        record=str(given.get("record", "")),
        shot=shot,
        page=reverse("evidence_page", args=where),
        frame=f"{reverse('evidence_frame', args=where)}#{QUOTE_ID}",
        picture=reverse("evidence_shot", args=where) if shot else "",
    )
