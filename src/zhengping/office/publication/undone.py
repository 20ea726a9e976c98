"""What is not done yet before the feedback, the confirmation and the publication of a round are left."""

from __future__ import annotations

from django.urls import reverse

from zhengping.office.appeals.filing import OPEN
from zhengping.office.appeals.models import Appeal
from zhengping.office.publication.confirming import lines_of
from zhengping.office.publication.freezing import current
from zhengping.office.publication.models import Publication
from zhengping.office.rounds.models import Phase, Round
from zhengping.office.rounds.registry import Undone, undone_in


@undone_in(Phase.FEEDBACK, Phase.CONFIRMATION)
def unanswered_appeals(round: Round) -> list[Undone]:
    """Appeals that wait for an answer."""
    waiting = Appeal.objects.filter(participation__round=round, state__in=OPEN).count()
    return [Undone(f"{waiting} 件申诉没有答复", reverse("appeals"))] if waiting else []


@undone_in(Phase.CONFIRMATION)
def unconfirmed(round: Round) -> list[Undone]:
    """Departments whose result is not confirmed; a round that is not published."""
    left = sum(one.state != "confirmed" for one in lines_of(round))
    url = reverse("publication_round", args=[round.pk])
    found = [Undone(f"{left} 个部门的结果没有确认", url)] if left else []
    publication = current(round)
    if publication is None or publication.state != Publication.State.PUBLISHED:
        found.append(Undone("结果还没有冻结并由两人签发", url))
    return found
