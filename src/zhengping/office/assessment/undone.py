"""What the self-assessments tell the round's page: who has not submitted, and how far each department is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from zhengping.office.assessment.models import SelfAssessment
from zhengping.office.rounds.models import Phase, Round
from zhengping.office.rounds.registry import Figures, Undone, shows_figures, undone_in

NAMED = 5


@undone_in(Phase.SELF_ASSESSMENT)
def not_submitted(round: Round) -> Iterable[Undone]:
    """Departments that have not submitted."""
    submitted = SelfAssessment.objects.filter(
        participation__round=round, state=SelfAssessment.State.SUBMITTED
    ).values_list("participation", flat=True)
    left = round.participations.exclude(pk__in=list(submitted)).select_related("department")
    names = [str(one.department) for one in left]
    if names:
        words = "、".join(names[:NAMED]) + ("等" if len(names) > NAMED else "")
        yield Undone(f"{len(names)} 个部门没有提交自评：{words}", reverse("assessment_round", args=[round.pk]))


def states(round: Round) -> Mapping[int, Any]:
    """The state of each self-assessment, by participation."""
    rows = SelfAssessment.objects.filter(participation__round=round).only("participation_id", "state", "late")
    return {one.participation_id: one.get_state_display() + ("（逾期）" if one.late else "") for one in rows}


shows_figures(Figures("自评", states, number=False, order=5))
