"""Reminders of deadlines: the self-assessment's end, the appeal period's end, answers that are due, the review's end.

Run every hour by `zhengping serve` (office/regular.py), safe to repeat: each person is told of each deadline once at
each step.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse

from zhengping.office.accounts.models import User
from zhengping.office.appeals.deadlines import calendar_of, last_day, why_closed
from zhengping.office.appeals.filing import OPEN
from zhengping.office.appeals.models import Appeal
from zhengping.office.assessment.models import SelfAssessment
from zhengping.office.core.roles import DEPARTMENT, OFFICE
from zhengping.office.notices.telling import tell
from zhengping.office.results.models import Score
from zhengping.office.review.models import Assignment, ExpertScore
from zhengping.office.rounds.models import Participation, Phase, Round

STEPS = (3, 1, 0)
"""How many working days before a deadline people are told; 0 is its last day. After it they are told once more."""


def step_of(round: Round, today: date, ends: date) -> str:
    """The step at which a deadline stands: `3`, `1`, `0` working days left at most, `over`; empty = too early."""
    if today > ends:
        return "over"
    left = calendar_of(round).count(today, ends)
    return next((str(step) for step in reversed(STEPS) if left <= step), "")


def remind(today: date) -> int:
    """Tells everybody whose deadline is near or over; gives how many notices are new."""
    new = 0
    for round in Round.objects.filter(archived=False).prefetch_related("windows"):
        windows = {one.phase: one.ends for one in round.windows.all()}
        if round.phase == Phase.SELF_ASSESSMENT and Phase.SELF_ASSESSMENT in windows:
            new += _self_assessments(round, today, windows[Phase.SELF_ASSESSMENT])
        if round.phase == Phase.REVIEW and Phase.REVIEW in windows:
            new += _reviews(round, today, windows[Phase.REVIEW])
        new += _appeal_periods(round, today)
        new += _answers(round, today)
    return new


def _when(step: str, ends: date) -> str:
    return {"over": f"已于 {ends} 到期", "0": f"今天（{ends}）到期"}.get(step, f"将于 {ends} 到期")


def _people_of(participation: Participation) -> Iterable[User]:
    return User.objects.filter(role__in=DEPARTMENT, department=participation.department_id)


def _self_assessments(round: Round, today: date, ends: date) -> int:
    """Departments that have not submitted."""
    step = step_of(round, today, ends)
    if not step:
        return 0
    submitted = SelfAssessment.objects.filter(participation=OuterRef("pk"), state=SelfAssessment.State.SUBMITTED)
    new = 0
    for one in round.participations.exclude(Exists(submitted)):
        words = f"{round.name}：本部门的自评还没有提交，{_when(step, ends)}"
        key = f"self-assessment:{one.pk}:{ends}:{step}"
        new += tell(_people_of(one), "deadline", key, words, reverse("round", args=[round.pk]))
    return new


def _reviews(round: Round, today: date, ends: date) -> int:
    """Experts with tasks that they have not scored."""
    step = step_of(round, today, ends)
    if not step:
        return 0
    scored = ExpertScore.objects.filter(assignment=OuterRef("pk"), current=True, undone=False, value__isnull=False)
    left: dict[int, int] = {}
    given = Assignment.objects.filter(participation__round=round, withdrawn_at__isnull=True)
    tasks = given.exclude(Exists(scored))
    for expert in tasks.values_list("expert", flat=True):
        left[expert] = left.get(expert, 0) + 1
    new = 0
    for user in User.objects.filter(pk__in=left):
        words = f"{round.name}：还有 {left[user.pk]} 个采分点没有评，评审{_when(step, ends)}"
        new += tell([user], "deadline", f"review:{round.pk}:{ends}:{step}", words, reverse("home"))
    return new


def _appeal_periods(round: Round, today: date) -> int:
    """Departments that may still appeal; nothing after the end, for not appealing is no omission."""
    if round.phase not in (Phase.FEEDBACK, Phase.CONFIRMATION, Phase.PUBLICATION):
        return 0
    new = 0
    settled = Score.objects.filter(participation=OuterRef("pk"))
    for one in round.participations.filter(Exists(settled)).select_related("round"):
        ends = last_day(one)
        if ends is None or why_closed(one):
            continue
        step = step_of(round, today, ends)
        if step and step != "over":
            words = f"{round.name}：申诉期{_when(step, ends)}，对结果有异议的请在期内提出"
            key = f"appeal-period:{one.pk}:{ends}:{step}"
            new += tell(_people_of(one), "deadline", key, words, reverse("result", args=[one.pk]))
    return new


def _answers(round: Round, today: date) -> int:
    """Appeals that wait for the office."""
    new = 0
    office = list(User.objects.filter(role__in=OFFICE))
    waiting = Appeal.objects.filter(participation__round=round, state__in=OPEN)
    for one in waiting.select_related("participation__department"):
        step = step_of(round, today, one.due)
        if step:
            words = f"{one.participation.department} 对 {one.point} 的申诉等待答复，{_when(step, one.due)}"
            key = f"appeal:{one.pk}:due:{one.due}:{step}"
            new += tell(office, "deadline", key, words, reverse("appeal", args=[one.pk]))
    return new
