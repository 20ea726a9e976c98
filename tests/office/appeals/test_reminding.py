"""Deadlines are told of at three steps and once when they are over, each once however often one asks."""

from __future__ import annotations

from datetime import date

import pytest

from tests.office.appeals.test_appeals import filed
from tests.office.making import World
from tests.office.results.conftest import Said
from zhengping.office.appeals.reminding import remind
from zhengping.office.assessment.models import SelfAssessment
from zhengping.office.core import clock
from zhengping.office.notices.models import Notice
from zhengping.office.review.models import Assignment, ExpertScore
from zhengping.office.rounds.models import Phase, PhaseWindow


def told(who: object) -> list[str]:
    return list(Notice.objects.filter(user=who, kind="deadline").order_by("pk").values_list("words", flat=True))


@pytest.mark.parametrize(
    ("today", "told_so_far"),
    [("2025-12-01", 0), ("2025-12-03", 1), ("2025-12-04", 1), ("2025-12-05", 2), ("2025-12-08", 3), ("2025-12-09", 4)],
)
def test_a_self_assessment_that_is_not_submitted(world: World, today: str, told_so_far: int) -> None:
    world.phase(Phase.SELF_ASSESSMENT)
    PhaseWindow.objects.filter(phase=Phase.SELF_ASSESSMENT).update(ends=date(2025, 12, 8))
    for day in range(1, int(today[-2:]) + 1):
        remind(date(2025, 12, day))
        remind(date(2025, 12, day))
    assert len(told(world.users["reporter"])) == told_so_far


def test_who_submitted_is_left_alone(world: World) -> None:
    world.phase(Phase.SELF_ASSESSMENT)
    PhaseWindow.objects.filter(phase=Phase.SELF_ASSESSMENT).update(ends=date(2025, 12, 8))
    SelfAssessment.objects.create(participation=world.participations[0], state="submitted")
    remind(date(2025, 12, 8))
    assert told(world.users["reporter"]) == []
    assert told(world.users["other_reporter"]) == ["2025年评估：本部门的自评还没有提交，今天（2025-12-08）到期"]


def test_experts_with_tasks_left(world: World) -> None:
    world.phase(Phase.REVIEW)
    PhaseWindow.objects.filter(phase=Phase.REVIEW).update(ends=date(2025, 12, 8))
    for point in ("1.1.1-1", "1.1.1-2"):
        for who in ("expert", "expert2"):
            task = Assignment.objects.create(
                participation=world.participations[0], point=point, expert=world.users[who], made_at=clock.now()
            )
            if who == "expert2" or point == "1.1.1-1":
                ExpertScore.objects.create(assignment=task, value="1", at=clock.now())
    remind(date(2025, 12, 8))
    assert told(world.users["expert2"]) == []
    assert "还有 1 个采分点" in told(world.users["expert"])[0]


def test_an_expert_whose_tasks_were_taken_from_him_is_left_alone(world: World) -> None:
    world.phase(Phase.REVIEW)
    PhaseWindow.objects.filter(phase=Phase.REVIEW).update(ends=date(2025, 12, 8))
    Assignment.objects.create(
        participation=world.participations[0], point="1.1.1-1", expert=world.users["expert"],
        made_at=clock.now(), withdrawn_at=clock.now(),
    )  # fmt: skip
    remind(date(2025, 12, 8))
    assert told(world.users["expert"]) == []


def test_the_end_of_the_appeal_period_and_an_answer_that_is_due(feedback: Said) -> None:
    appeal = filed(feedback.world)
    assert appeal.due == date(2025, 12, 9)
    assert remind(date(2025, 12, 9)) > 0
    assert remind(date(2025, 12, 9)) == 0
    assert told(feedback.world.users["staff"]) == ["林业局 对 1.1.1-1 的申诉等待答复，今天（2025-12-09）到期"]
    remind(date(2025, 12, 10))
    assert "已于 2025-12-09 到期" in told(feedback.world.users["staff"])[-1]
