"""Values from upheld appeals. An upheld appeal decides like an arbitration, and of the two the later decision holds."""

from __future__ import annotations

from zhengping.office.appeals.models import Appeal
from zhengping.office.results.models import Authority
from zhengping.office.results.sources import Proposed, gives_values
from zhengping.office.review.models import Arbitration
from zhengping.office.rounds.models import Participation

DECIDED = (Appeal.State.UPHELD, Appeal.State.PARTLY)


@gives_values(Authority.ARBITRATION)
def upheld_appeals(participation: Participation) -> dict[str, Proposed]:
    """The new value of the newest upheld appeal on each point, unless the chief expert decided after it."""
    arbitrated = dict(Arbitration.objects.filter(participation=participation, current=True).values_list("point", "at"))
    found: dict[str, Proposed] = {}
    for appeal in Appeal.objects.filter(participation=participation, state__in=DECIDED).order_by("answered_at", "pk"):
        if appeal.new_value is None or appeal.answered_at is None:
            continue
        later = arbitrated.get(appeal.point)
        if later is not None and later > appeal.answered_at:
            found.pop(appeal.point, None)
            continue
        found[appeal.point] = Proposed(
            appeal.new_value,
            f"申诉{appeal.get_state_display()}：{appeal.answer}"[:1000],
            ({"kind": "appeal", "id": appeal.pk, "words": f"{appeal.answered_at:%Y-%m-%d} 对申诉的答复"},),
            at=appeal.answered_at,
        )
    return found
