"""The home page says what waits for each role, and leads there."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.office.making import MOMENT, World
from zhengping.office.assessment.models import SelfAssessment
from zhengping.office.core import clock
from zhengping.office.core.roles import Role
from zhengping.office.home.work import stages, tasks
from zhengping.office.review.models import Assignment
from zhengping.office.rounds.models import Phase


@pytest.mark.parametrize("role", [role.value for role in Role])
@pytest.mark.parametrize("phase", list(Phase))
def test_every_role_has_a_home_page_in_every_phase(world: World, role: str, phase: Phase) -> None:
    world.phase(phase)
    client = world.client(role)
    page = client.get("/")
    assert page.status_code == 200
    for task in tasks(world.round, world.users[role]):
        assert client.get(task.url, follow=True).status_code == 200, task.words


def test_without_a_round_the_office_is_led_to_make_one(world: World) -> None:
    world.round.archived = True
    world.round.save()
    assert "还没有评估轮次" in world.client("staff").get("/").content.decode()


def test_the_reporter_is_to_fill_in_until_it_is_ready(world: World) -> None:
    world.phase(Phase.SELF_ASSESSMENT)
    with clock.at(datetime(2025, 12, 1, tzinfo=UTC)):
        kinds = {who: [task.kind for task in tasks(world.round, world.users[who])] for who in ("reporter", "reviewer")}
    assert kinds == {"reporter": ["do"], "reviewer": ["look"]}


def test_what_is_ready_waits_for_the_reviewer(world: World) -> None:
    world.phase(Phase.SELF_ASSESSMENT)
    SelfAssessment.objects.create(participation=world.participations[0], state=SelfAssessment.State.READY)
    with clock.at(datetime(2025, 12, 1, tzinfo=UTC)):
        (task,) = tasks(world.round, world.users["reviewer"])
        assert (task.kind, task.words) == ("do", "审核并提交自评")


def test_an_experts_tasks_are_counted(world: World) -> None:
    world.phase(Phase.REVIEW)
    for point in ("1.1.1-1", "1.1.1-2"):
        Assignment.objects.create(
            participation=world.participations[0], point=point, expert=world.users["expert"], made_at=MOMENT
        )
    with clock.at(datetime(2025, 12, 10, tzinfo=UTC)):
        (task,) = tasks(world.round, world.users["expert"])
    assert (task.done, task.total, task.kind) == (0, 2, "do")


def test_what_is_over_its_day_is_late(world: World) -> None:
    world.phase(Phase.SELF_ASSESSMENT)
    with clock.at(datetime(2026, 3, 1, tzinfo=UTC)):
        (task,) = tasks(world.round, world.users["reporter"])
    assert task.kind == "late"


def test_the_calendar_shows_which_phase_it_is(world: World) -> None:
    world.phase(Phase.REVIEW)
    shown = stages(world.round)
    assert [stage.state for stage in shown] == ["past", "past", "past", "now", "ahead", "ahead", "ahead", "ahead"]
