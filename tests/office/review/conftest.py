"""A round in the review phase with tasks for the experts."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from tests.office.making import MOMENT, World
from zhengping.office.review.models import Assignment
from zhengping.office.rounds.models import Phase


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """No list that another test left in memory."""
    cache.clear()


@pytest.fixture
def review(world: World) -> World:
    """Two experts have the point 1.1.1-1 and 1.1.1-2 of the first department."""
    world.phase(Phase.REVIEW)
    for point in ("1.1.1-1", "1.1.1-2"):
        for who in ("expert", "expert2"):
            task(world, who, point)
    return world


def task(world: World, who: str, point: str = "1.1.1-1", place: int = 0) -> Assignment:
    """The task of an expert, made where it is not there."""
    found, _ = Assignment.objects.get_or_create(
        participation=world.participations[place],
        point=point,
        expert=world.users[who],
        defaults={"made_at": MOMENT},
    )
    return found


def post(world: World, who: str, value: str, comment: str = "", point: str = "1.1.1-1", seen: int | None = None):  # type: ignore[no-untyped-def]
    """Scores by the form, as the page does."""
    one = task(world, who, point)
    if seen is None:
        current = one.scores.filter(current=True).first()
        seen = current.pk if current else 0
    return world.client(who).post(
        f"/review/work/{one.pk}/",
        {"value": value, "comment": comment, "seen": str(seen)},
        headers={"accept": "application/json"},
    )
