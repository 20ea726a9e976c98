"""What the tests do as people do it: through the client."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from tests.office.making import World
from zhengping.office.assessment.models import SelfAssessment
from zhengping.office.rounds.models import Participation

HTMX = {"HTTP_HX_REQUEST": "true"}


def url(world: World, rest: str = "", at: int = 0) -> str:
    return f"/assessment/{world.participations[at].pk}/{rest}"


def save(world: World, code: str = "1.1.1-1", who: str = "reporter", **given: Any) -> HttpResponse:
    """Saves a point as the page does, from version 0 unless told."""
    data = {"value": "1", "explanation": "栏目已设置", "addresses": "", "version": "0", **given}
    return world.client(who).post(url(world, f"point/{code}/save/"), data, **HTMX)


def upload(
    world: World, name: str, body: bytes, rest: str = "proofs/", who: str = "reporter", **given: Any
) -> HttpResponse:
    data = {"file": SimpleUploadedFile("x", body), "evidence_date": "2025-06-30", "description": "", **given}
    data["file"].name = name
    return world.client(who).post(url(world, rest), data)


def own(world: World, at: int = 0) -> SelfAssessment:
    return SelfAssessment.objects.get(participation=world.participations[at])


def hand_in(world: World, **given: str) -> HttpResponse:
    """Reporter sends it for review, reviewer submits it, whatever lacks."""
    world.client("reporter").post(url(world, "ready/"))
    return world.client("reviewer").post(url(world, "submit/"), {"knowing": "1", **given})


def part(world: World) -> Participation:
    return Participation.objects.get(pk=world.participations[0].pk)
