"""What the machine's part gives to the scores: confirmed values, and what was observed of letters and activities."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhengping.office.collection.models import Confirmation, SiteRun
from zhengping.office.results.models import Authority
from zhengping.office.results.sources import Proposed, gives_extras, gives_values
from zhengping.office.rounds.models import Participation

OBSERVED = ("letters", "surveys", "interviews")
"""Parts of the assessment that the crawl may have seen complete; null in `result.json` = not known."""


@gives_values(Authority.MACHINE)
def confirmed_values(participation: Participation) -> Mapping[str, Proposed]:
    """Machine values that the office confirmed."""
    confirmations = Confirmation.objects.filter(participation=participation).select_related("by", "finding")
    return {
        one.point: Proposed(
            one.value,
            f"机器结论，{one.by or '系统'}确认" + (f"：{one.note}" if one.note else ""),
            (
                {"kind": "confirmation", "id": one.pk},
                {"kind": "finding", "id": one.finding_id, "run": one.finding.run_id},
            ),
        )
        for one in confirmations
    }


@gives_extras
def observed(participation: Participation) -> Mapping[str, Any]:
    """Letters, surveys and interviews, where the current run saw their lists complete."""
    run = SiteRun.objects.filter(participation=participation, current=True).first()
    if run is None:
        return {}
    return {name: run.observed[name] for name in OBSERVED if run.observed.get(name) is not None}
