"""The chief expert decides where experts are too far apart, with a reason, and never on his own work."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.office.making import World
from tests.office.review.conftest import post, task
from zhengping.office.core.models import AuditEntry
from zhengping.office.results.models import PointStanding
from zhengping.office.review.again import ask_again
from zhengping.office.review.models import Arbitration, ExpertScore
from zhengping.office.rounds.models import Conflict, Phase


@pytest.fixture
def apart(review: World) -> World:
    """Two experts are far apart on 1.1.1-1; the arbitration has begun."""
    post(review, "expert", "0.2", "栏目是空的")
    post(review, "expert2", "0.9", "栏目齐全")
    review.phase(Phase.ARBITRATION)
    return review


def address(world: World) -> str:
    return f"/review/disputes/{world.participations[0].pk}/1.1.1-1/"


def standing(world: World) -> PointStanding:
    return PointStanding.objects.get(participation=world.participations[0], point="1.1.1-1")


def test_the_chief_sees_values_and_reasons_without_names(apart: World) -> None:
    text = apart.client("chief").get(address(apart)).content.decode()
    for words in ("栏目是空的", "栏目齐全", "专家甲", "专家乙", "0.2", "0.9"):
        assert words in text
    assert "expert2" not in text


def test_the_office_sees_who_said_what_and_it_is_recorded(apart: World) -> None:
    assert "expert2" in apart.client("staff").get(address(apart)).content.decode()
    assert AuditEntry.objects.filter(action="scores.viewed", actor=apart.users["staff"]).exists()


def test_the_decision_holds_with_its_reason(apart: World) -> None:
    answer = apart.client("chief").post(address(apart), {"value": "0.5", "reason": "栏目一半是空的", "seen": "0"})
    assert answer.status_code == 302
    assert (standing(apart).value, standing(apart).authority) == (Decimal("0.5"), "arbitration")
    assert standing(apart).why == "仲裁：栏目一半是空的"


@pytest.mark.parametrize(("value", "reason", "field"), [("2", "理由", "0 到 1"), ("0.5", " ", "裁决的依据")])
def test_a_bad_decision_is_told_at_the_field(apart: World, value: str, reason: str, field: str) -> None:
    answer = apart.client("chief").post(address(apart), {"value": value, "reason": reason, "seen": "0"})
    assert answer.status_code == 422
    assert field in answer.content.decode()
    assert not Arbitration.objects.exists()


def test_the_chief_does_not_decide_where_he_scored(apart: World) -> None:
    one = task(apart, "chief")
    ExpertScore.objects.create(assignment=one, value="0.5", at=one.made_at)
    answer = apart.client("chief").post(address(apart), {"value": "0.5", "reason": "x", "seen": "0"})
    assert answer.status_code == 403
    assert "另一位首席专家" in answer.content.decode()


def test_the_chief_does_not_decide_where_he_has_a_conflict(apart: World) -> None:
    Conflict.objects.create(
        round=apart.round, user=apart.users["chief"], department=apart.departments[0], reason="曾任职"
    )
    assert apart.client("chief").get(address(apart)).status_code == 404
    post_to = apart.client("chief").post(address(apart), {"value": "0.5", "reason": "x", "seen": "0"})
    assert post_to.status_code == 404
    assert not Arbitration.objects.exists()


@pytest.mark.parametrize("who", ["admin", "staff", "expert", "reporter", "auditor", "observer"])
def test_nobody_else_decides(apart: World, who: str) -> None:
    answer = apart.client(who).post(address(apart), {"value": "0.5", "reason": "x", "seen": "0"})
    assert answer.status_code == 403
    assert not Arbitration.objects.exists()


def test_before_the_arbitration_nothing_is_decided(apart: World) -> None:
    apart.phase(Phase.REVIEW)
    answer = apart.client("chief").post(address(apart), {"value": "0.5", "reason": "x", "seen": "0"})
    assert answer.status_code == 403


def test_a_decision_made_meanwhile_is_not_overwritten(apart: World) -> None:
    client = apart.client("chief")
    client.post(address(apart), {"value": "0.5", "reason": "一", "seen": "0"})
    assert client.post(address(apart), {"value": "0.6", "reason": "二", "seen": "0"}).status_code == 422
    assert Arbitration.objects.get(current=True).value == Decimal("0.5")
    seen = Arbitration.objects.get(current=True).pk
    assert client.post(address(apart), {"value": "0.6", "reason": "二", "seen": str(seen)}).status_code == 302
    assert Arbitration.objects.count() == 2


def test_points_within_the_limit_are_not_in_the_list(apart: World) -> None:
    apart.phase(Phase.REVIEW)
    post(apart, "expert", "0.5", point="1.1.1-2")
    post(apart, "expert2", "0.6", point="1.1.1-2")
    apart.phase(Phase.ARBITRATION)
    text = apart.client("chief").get(f"/review/disputes/round/{apart.round.pk}/").content.decode()
    assert "1.1.1-1" in text
    assert "1.1.1-2" not in text


def test_after_an_appeal_new_values_that_agree_take_the_place_of_the_decision(apart: World) -> None:
    apart.client("chief").post(address(apart), {"value": "0.5", "reason": "栏目一半是空的", "seen": "0"})
    apart.phase(Phase.FEEDBACK)
    ask_again(apart.participations[0], "1.1.1-1", "有新证明", apart.users["staff"])
    post(apart, "expert", "0.8")
    assert standing(apart).value == Decimal("0.5")
    post(apart, "expert2", "0.9")
    assert (standing(apart).value, standing(apart).authority) == (Decimal("0.85"), "expert")


def test_experts_see_the_others_without_names_once_the_arbitration_began(apart: World) -> None:
    text = apart.client("expert").get(f"/review/work/{task(apart, 'expert').pk}/").content.decode()
    assert "栏目齐全" in text
    assert "expert2" not in text


def test_the_agreement_page_and_its_tables(apart: World) -> None:
    client = apart.client("staff")
    address = f"/review/agreement/round/{apart.round.pk}/"
    text = client.get(address).content.decode()
    assert "离群值" in text
    assert "栏目是空的" in text
    for table in ("indicators", "experts", "outliers"):
        answer = client.get(f"{address}?format=csv&table={table}")
        assert answer["Content-Type"].startswith("text/csv")
        assert answer.content.decode("utf-8-sig").count("\n") >= 2
