"""The round's page names what the self-assessment and the review have not done yet."""

from __future__ import annotations

from tests.office.making import MOMENT, World
from zhengping.office.assessment.models import SelfAssessment
from zhengping.office.review.models import Assignment, ExpertScore
from zhengping.office.rounds.models import Phase
from zhengping.office.rounds.registry import undone


def words(world: World) -> str:
    """All that is undone in the phase, in a line."""
    return "；".join(one.words for one in undone(world.round))


def test_departments_that_did_not_submit_are_named(world: World) -> None:
    world.phase(Phase.SELF_ASSESSMENT)
    SelfAssessment.objects.create(participation=world.participations[0], state=SelfAssessment.State.SUBMITTED)
    assert "2 个部门没有提交自评" in words(world)
    assert "林业局" not in words(world)


def test_tasks_without_a_value_are_counted_by_expert(world: World) -> None:
    world.phase(Phase.REVIEW)
    mine = world.participations[0]
    tasks = [
        Assignment.objects.create(participation=mine, point=code, expert=world.users["expert"], made_at=MOMENT)
        for code in ("1.1.1-1", "1.1.1-2", "1.1.1-3")
    ]
    ExpertScore.objects.create(assignment=tasks[0], value="0.5", at=MOMENT)
    ExpertScore.objects.create(assignment=tasks[1], value="0.5", at=MOMENT, current=False, undone=True)
    assert "2 个评审任务还没有评分：expert 2 个" in words(world)
    assert "2 个部门还没有分配专家" in words(world)


def test_experts_too_far_apart_wait_for_the_chief(world: World) -> None:
    world.phase(Phase.ARBITRATION)
    world.round.refresh_from_db()
    for name, value in (("expert", "0"), ("expert2", "1")):
        task = Assignment.objects.create(
            participation=world.participations[0], point="1.1.1-1", expert=world.users[name], made_at=MOMENT
        )
        ExpertScore.objects.create(assignment=task, value=value, at=MOMENT)
    assert "1 个采分点专家分歧超过界限" in words(world)
