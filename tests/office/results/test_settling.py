"""What holds for a point follows the order of authority, and every change is written down."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.office.making import World
from zhengping.office.results import sources
from zhengping.office.results.models import Authority, ValueChange
from zhengping.office.results.settling import settle
from zhengping.office.results.sources import Proposed


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> dict[Authority, dict[str, Proposed]]:
    """What each authority says; a test fills it in."""
    table: dict[Authority, dict[str, Proposed]] = {authority: {} for authority in sources.ORDER}
    monkeypatch.setattr(sources, "_SOURCES", {a: [lambda _, a=a: table[a]] for a in sources.ORDER})
    monkeypatch.setattr(sources, "_EXTRAS", [])
    return table


@pytest.mark.parametrize("present", range(1, 5))
def test_the_highest_authority_that_speaks_holds(
    world: World, said: dict[Authority, dict[str, Proposed]], present: int
) -> None:
    for at, authority in enumerate(reversed(sources.ORDER[-present:])):
        said[authority]["1.1.1-1"] = Proposed(Decimal(at) / 4, authority.label)
    settle(world.participations[0], world.users["staff"])
    standing = world.participations[0].standings.get(point="1.1.1-1")
    assert standing.authority == sources.ORDER[-present]
    assert standing.value == Decimal(present - 1) / 4


def test_a_change_is_written_once_with_who_from_and_to(
    world: World, said: dict[Authority, dict[str, Proposed]]
) -> None:
    said[Authority.MACHINE]["1.1.1-1"] = Proposed(Decimal("0.5"), "机器")
    settle(world.participations[0], world.users["staff"])
    said[Authority.EXPERT]["1.1.1-1"] = Proposed(Decimal(1), "专家平均")
    settle(world.participations[0], world.users["chief"], "复核")
    settle(world.participations[0], world.users["chief"], "复核")
    first, second = ValueChange.objects.all()
    assert (first.before, first.after, first.by) == (None, Decimal("0.5"), world.users["staff"])
    assert (second.before, second.after, second.authority_after, second.why) == (Decimal("0.5"), 1, "expert", "复核")


def test_the_score_is_that_of_the_contract(world: World, said: dict[Authority, dict[str, Proposed]]) -> None:
    said[Authority.MACHINE]["1.1.1-1"] = Proposed(Decimal("0.5"), "机器")
    kept = settle(world.participations[0], world.users["staff"])
    assert kept.scorecard["total"] == "0.33"
    assert kept.exact_total == "1/3"
    assert kept.pending > 100
