"""What waits for a person: each line says how many, until when, and leads there. One function a role."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from zhengping.office.appeals.models import Appeal
from zhengping.office.assessment.models import SelfAssessment
from zhengping.office.collection.models import SiteRun
from zhengping.office.core import clock
from zhengping.office.core.roles import DEPARTMENT, EXPERTS, OFFICE, Role
from zhengping.office.publication.models import Publication
from zhengping.office.results.models import PointStanding
from zhengping.office.review.models import Assignment, ExpertScore
from zhengping.office.rounds.models import Participation, Phase, PhaseWindow, Round
from zhengping.office.rounds.phases import is_open
from zhengping.office.rounds.visible import rounds_of


@dataclass(frozen=True)
class Task:
    """One line: words, how much (`done` of `total`, or only a count), the last day, where it leads, what kind it is.

    `kind`: `do` waits for this person, `look` goes on without him, `late` is over its day.
    """

    words: str
    url: str
    kind: str = "do"
    count: int | None = None
    done: int | None = None
    total: int | None = None
    due: date | None = None

    @property
    def share(self) -> int:
        """How far it is, in whole per cent."""
        return 100 * (self.done or 0) // self.total if self.total else 0


@dataclass(frozen=True)
class Stage:
    """A phase as the calendar of a round shows it; `state`: past, now or ahead."""

    words: str
    state: str
    starts: date | None
    ends: date | None


@dataclass(frozen=True)
class RoundWork:
    """A round on the home page."""

    round: Round
    stages: list[Stage]
    tasks: list[Task]


def work_of(user: Any) -> list[RoundWork]:
    """The rounds that go on, the newest first, with what waits for the person in each; else the last one."""
    known = rounds_of(user).filter(archived=False).prefetch_related("windows")
    rounds = list(known.exclude(phase=Phase.PUBLICATION)[:2]) or list(known[:1])
    return [RoundWork(round, stages(round), list(tasks(round, user))) for round in rounds]


def stages(round: Round) -> list[Stage]:
    """All phases in their order with their days."""
    windows: dict[str, PhaseWindow] = {window.phase: window for window in round.windows.all()}
    order = list(Phase)
    now = order.index(Phase(round.phase))
    found = []
    for at, phase in enumerate(order):
        window = windows.get(phase)
        state = "past" if at < now else "now" if at == now else "ahead"
        found.append(Stage(phase.label, state, window.starts if window else None, window.ends if window else None))
    return found


def tasks(round: Round, user: Any) -> Iterator[Task]:
    """What waits for the person in a round."""
    if user.role in OFFICE:
        yield from _office(round)
    elif user.role in DEPARTMENT:
        participation = round.participations.filter(department_id=user.department_id).first()
        if participation is not None:
            yield from _department(participation, user)
    elif user.role in EXPERTS:
        yield from _expert(round, user)
    else:
        yield Task("各部门得分", reverse("results_matrix", args=[round.pk]), "look")
        if user.role == Role.AUDITOR:
            yield Task("审计记录", reverse("audit"), "look")


def _ends(round: Round, phase: str) -> date | None:
    return next((window.ends for window in round.windows.all() if window.phase == phase), None)


def _office(round: Round) -> Iterator[Task]:
    """The office's own: what is under way, then what waits for a decision."""
    everybody = round.participations.count()
    submitted = SelfAssessment.objects.filter(participation__round=round, state=SelfAssessment.State.SUBMITTED).count()
    if round.phase in (Phase.PREPARATION, Phase.SELF_ASSESSMENT, Phase.COLLECTION):
        yield _progress("部门提交自评", "assessment_round", round, submitted, everybody, Phase.SELF_ASSESSMENT)
    runs = SiteRun.objects.filter(participation__round=round)
    collected = runs.filter(current=True).count()
    yield _progress("机器采集网站", "collection", round, collected, everybody, Phase.COLLECTION)
    failed = runs.filter(current=False, state__in=["failed", "unjudged"], participation__in=_without_run(round)).count()
    if failed:
        yield Task("采集出错或无法评判的网站", reverse("collection", args=[round.pk]), count=failed)
    wanted, given = _scores(round)
    if wanted:
        yield _progress("专家评分", "review_proposal", round, given, wanted, Phase.REVIEW)
    appeals = Appeal.objects.filter(participation__round=round, state__in=["filed", "experts"])
    waiting = appeals.aggregate(count=Count("pk"), late=Count("pk", filter=Q(due__lt=clock.today())))
    if waiting["count"]:
        kind = "late" if waiting["late"] else "do"
        yield Task("等待答复的申诉", f"{reverse('appeals')}?round={round.pk}", kind, count=waiting["count"])
    pending = PointStanding.objects.filter(participation__round=round, value__isnull=True).count()
    yield Task("待定的采分点", reverse("results_matrix", args=[round.pk]), "look", count=pending)
    if round.phase in (Phase.CONFIRMATION, Phase.PUBLICATION):
        publication = Publication.objects.filter(round=round).exclude(state="discarded").first()
        words = publication.get_state_display() if publication else "还没有冻结"
        yield Task(f"公布：{words}", reverse("publication_round", args=[round.pk]))


def _without_run(round: Round) -> Any:
    """Participations that have no run whose findings hold."""
    current = SiteRun.objects.filter(participation=OuterRef("pk"), current=True)
    return Participation.objects.filter(round=round).exclude(Exists(current))


def _scores(round: Round) -> tuple[int, int]:
    """How many expert values are asked for and given."""
    asked = Assignment.objects.filter(participation__round=round, withdrawn_at__isnull=True)
    given = ExpertScore.objects.filter(assignment__participation__round=round, current=True, value__isnull=False)
    return asked.count(), given.count()


def _progress(words: str, name: str, round: Round, done: int, total: int, phase: str) -> Task:
    """A line with a bar; late where the phase's last day is over and something is missing."""
    due = _ends(round, phase)
    late = due is not None and due < clock.today() and done < total
    return Task(words, reverse(name, args=[round.pk]), "late" if late else "look", done=done, total=total, due=due)


def _department(participation: Participation, user: Any) -> Iterator[Task]:
    """The department's own: self-assessment, then the feedback."""
    round = participation.round
    assessment = SelfAssessment.objects.filter(participation=participation).first()
    url = reverse("assessment_overview", args=[participation.pk])
    due = _ends(round, Phase.SELF_ASSESSMENT)
    if assessment is not None and assessment.state == SelfAssessment.State.SUBMITTED:
        yield Task("自评已提交，可查看回执", url, "look")
    elif is_open(round, [Phase.SELF_ASSESSMENT], participation):
        ready = assessment is not None and assessment.state == SelfAssessment.State.READY
        mine = user.role == (Role.REVIEWER if ready else Role.REPORTER)
        words = "审核并提交自评" if ready else "填写自评"
        late = due is not None and due < clock.today()
        claimed = assessment.claims.filter(value__isnull=False).count() if assessment else 0
        yield Task(words, url, "late" if late else "do" if mine else "look", count=claimed or None, due=due)
    if round.phase in (Phase.FEEDBACK, Phase.CONFIRMATION, Phase.PUBLICATION):
        yield Task("查看得分和依据", reverse("result", args=[participation.pk]))
        open_appeals = participation.appeals.filter(state__in=["filed", "experts"]).count()
        yield Task("申诉", reverse("appeals"), count=open_appeals or None)


def _expert(round: Round, user: Any) -> Iterator[Task]:
    """An expert's own: what is left to score; for the chief what is to be decided."""
    mine = Assignment.objects.filter(participation__round=round, expert=user, withdrawn_at__isnull=True)
    given = ExpertScore.objects.filter(assignment__in=mine, current=True, value__isnull=False).count()
    total = mine.count()
    due = _ends(round, Phase.REVIEW)
    if total:
        url = reverse("review_list", args=[round.pk])
        late = due is not None and due < clock.today() and given < total
        kind = "late" if late else "do" if given < total else "look"
        yield Task("评分", url, kind, done=given, total=total, due=due)
    if user.role == Role.CHIEF:
        yield Task("仲裁专家意见不一的采分点", reverse("review_dispute_list", args=[round.pk]))
