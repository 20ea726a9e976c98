"""What the experts and the chief expert say of a department's points, for `results`."""

from __future__ import annotations

from collections.abc import Mapping

from zhengping.office.results.models import Authority
from zhengping.office.results.sources import Proposed, gives_values
from zhengping.office.review.models import Arbitration
from zhengping.office.review.opinions import holds, opinions
from zhengping.office.rounds.models import Participation


@gives_values(Authority.EXPERT)
def experts_values(participation: Participation) -> Mapping[str, Proposed]:
    """The mean of a point's experts, once all gave a value and they are no further apart than the round allows."""
    limit = participation.round.difference
    found = {}
    for (_, point), said in opinions([participation]).items():
        if said.mean is not None and not said.apart(limit):
            why = f"{len(said.values)} 名专家独立评分的平均值"
            basis = tuple({"kind": "expert_score", "id": one.score.pk} for one in said.given if one.score is not None)
            found[point] = Proposed(said.mean, why, basis)
    return found


@gives_values(Authority.ARBITRATION)
def arbitrated_values(participation: Participation) -> Mapping[str, Proposed]:
    """The chief expert's decisions that hold."""
    decided = list(Arbitration.objects.filter(participation=participation, current=True))
    said = opinions([participation]) if decided else {}
    return {
        one.point: Proposed(one.value, f"仲裁：{one.reason}", ({"kind": "arbitration", "id": one.pk},))
        for one in decided
        if holds(one, said.get((participation.pk, one.point)))
    }
