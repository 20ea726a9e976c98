"""Who sees which results when, in how many queries, and what the pages say."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.office.making import World, make_department
from tests.office.results.conftest import Said
from zhengping.office.core.models import AuditEntry
from zhengping.office.core.roles import Role
from zhengping.office.results.again import settle_all
from zhengping.office.results.models import PointStanding, Score, ValueChange
from zhengping.office.rounds.models import Participation, Phase


@pytest.fixture
def settled(said_of: Said) -> World:
    """Three departments with values; one point of the first pending."""
    for at, value in enumerate(("0.75", "0.5", "1")):
        said_of.all(at, value)
    return said_of.world


def pages_of(world: World) -> list[str]:
    round, one = world.round.pk, world.participations[0].pk
    of_round = [f"/results/{round}/", *(f"/results/{round}/{page}/" for page in ("ranking", "means", "recompute"))]
    of_one = [f"/results/of/{one}/", *(f"/results/of/{one}/{page}/" for page in ("points", "recompute", "1.1.1"))]
    return [*of_round, *of_one, f"/results/of/{one}/1.1.1-1/history/"]


@pytest.mark.parametrize("who", ["admin", "staff", "observer", "auditor"])
def test_the_office_and_its_readers_see_every_page(settled: World, who: str) -> None:
    client = settled.client(who)
    assert [page for page in pages_of(settled) if client.get(page).status_code != 200] == []


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("who", ["expert", "chief"])
def test_experts_see_no_totals(settled: World, who: str, phase: Phase) -> None:
    settled.phase(phase)
    client = settled.client(who)
    assert [page for page in pages_of(settled) if client.get(page).status_code != 403] == []


@pytest.mark.parametrize("phase", Phase)
def test_a_department_sees_its_own_from_the_feedback_on(settled: World, phase: Phase) -> None:
    settled.phase(phase)
    client = settled.client("reporter")
    own, other = (client.get(f"/results/of/{settled.participations[at].pk}/").status_code for at in (0, 1))
    opened = phase in (Phase.FEEDBACK, Phase.CONFIRMATION, Phase.PUBLICATION)
    assert (own, other) == (200 if opened else 404, 404)
    assert client.get(f"/results/{settled.round.pk}/ranking/").status_code == 403


def test_only_the_office_settles_again(settled: World) -> None:
    address = f"/results/{settled.round.pk}/settle/"
    allowed = {role for role in Role if settled.client(role.value).post(address).status_code == 302}
    assert allowed == {Role.ADMIN, Role.STAFF}


def test_settling_again_changes_nothing_where_nothing_changed(settled: World) -> None:
    before = list(ValueChange.objects.values_list("pk", flat=True))
    again = settle_all(settled.round, settled.users["staff"])
    assert (again.departments, again.values, again.totals, again.faults) == (3, 0, 0, ())
    assert list(ValueChange.objects.values_list("pk", flat=True)) == before


def test_settling_again_finds_what_was_lost(settled: World) -> None:
    PointStanding.objects.filter(participation=settled.participations[0], point="1.1.1-1").update(value="0")
    again = settle_all(settled.round, settled.users["staff"])
    assert (again.values, again.totals) == (1, 0)


def test_looking_at_a_scorecard_is_recorded(settled: World) -> None:
    settled.client("observer").get(f"/results/of/{settled.participations[0].pk}/")
    entry = AuditEntry.objects.get(action="score.viewed")
    assert (entry.actor_name, entry.department_number) == ("observer", settled.departments[0].pk)


def test_an_observer_reads_the_role_in_place_of_an_experts_name(settled: World) -> None:
    ValueChange.objects.filter(point="1.1.1-1").update(by=settled.users["expert2"])
    page = f"/results/of/{settled.participations[0].pk}/1.1.1-1/history/"
    assert "expert2" not in settled.client("observer").get(page).content.decode()
    assert "评审专家" in settled.client("observer").get(page).content.decode()
    assert "expert2" in settled.client("staff").get(page).content.decode()


def test_the_matrix_sorts_by_an_indicator(said_of: Said) -> None:
    said_of.all(0, "0.5", p1_1_1_1="1")
    said_of.all(1, "0.9", p1_1_1_1="0")
    page = said_of.world.client("staff").get(f"/results/{said_of.world.round.pk}/?sort=-1.1.1&level=信息发布")
    assert [row.standing.participation.department.code for row in page.context["rows"]] == ["lyj", "jyj"]
    assert {one.level1 for one in page.context["indicators"]} == {"信息发布"}


def test_the_matrix_is_exported_as_it_is_shown(settled: World) -> None:
    text = (
        settled.client("staff")
        .get(f"/results/{settled.round.pk}/?format=csv&level=解读回应")
        .content.decode("utf-8-sig")
    )
    head, first, *_ = text.splitlines()
    assert head.endswith("2.1 政策解读,2.2 热点回应")
    assert first.startswith("1,ghj,规划局,")


def test_the_change_against_last_year_is_by_department(settled: World) -> None:
    from datetime import date

    from tests.office.making import MOMENT
    from zhengping.office.rounds.models import Round

    old = Round.objects.create(name="2024年评估", year=2024, monitoring_date=date(2024, 11, 30), made_at=MOMENT)
    for department, total in zip(settled.departments, ("60/1", "80/1", "70/1"), strict=True):
        one = Participation.objects.create(round=old, department=department)
        Score.objects.create(participation=one, exact_total=total, made_at=MOMENT)
    page = settled.client("staff").get(f"/results/{settled.round.pk}/ranking/")
    changes = {
        one.participation.department.code: (one.change_text, one.rank_change_text) for one in page.context["standings"]
    }
    assert changes == {"ghj": ("+20.00", "升 1 位"), "lyj": ("+7.50", "升 1 位"), "jyj": ("-35.00", "降 2 位")}


def many(world: World, number: int) -> None:
    """Departments beside the three, with the first one's card."""
    score = Score.objects.first()
    assert score is not None
    for at in range(number):
        one = Participation.objects.create(round=world.round, department=make_department(f"d{at}", f"部门{at}"))
        Score.objects.create(
            participation=one,
            assessment=score.assessment,
            scorecard=score.scorecard,
            exact_total=score.exact_total,
            exact_base=score.exact_base,
            exact_applicable=score.exact_applicable,
            made_at=score.made_at,
        )


def test_queries_do_not_grow_with_the_departments(
    settled: World, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    many(settled, 20)
    client = settled.client("staff")
    for page in pages_of(settled):
        with django_assert_max_num_queries(22):
            assert client.get(page).status_code == 200


def test_the_matrix_marks_what_is_pending_and_what_does_not_apply(settled: World) -> None:
    score = Score.objects.get(participation=settled.participations[0])
    card = json.loads(json.dumps(score.scorecard))
    card["indicators"][0]["score_possible"] = "2.00"
    score.scorecard = card
    score.save()
    text = settled.client("staff").get(f"/results/{settled.round.pk}/").content.decode()
    assert "<sup>待</sup></a>" in text
    assert 'class="heat-na"' in text
