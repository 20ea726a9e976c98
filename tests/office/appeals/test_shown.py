"""What stands under a point of the scorecard: evidence, experts' opinions without their names, the way to appeal."""

from __future__ import annotations

import pytest

from tests.office.results.conftest import Said
from zhengping.office.collection.models import PointFinding, SiteRun
from zhengping.office.core import clock
from zhengping.office.review.models import Assignment, ExpertScore
from zhengping.office.rounds.models import Phase


@pytest.fixture
def seen(feedback: Said) -> Said:
    """A finding with one piece of evidence, and the opinion of an expert, on one point."""
    own = feedback.world.participations[0]
    run = SiteRun.objects.create(participation=own, current=True, asked_at=clock.now())
    PointFinding.objects.create(
        run=run,
        point="1.1.1-1",
        state="judged",
        value="0.75",
        finding="首页没有机构职能的链接，电话 13912345678",
        evidence=[{"url": "http://lyj.example.gov.cn/", "quote": "首页"}],
    )
    task = Assignment.objects.create(
        participation=own, point="1.1.1-1", expert=feedback.world.users["expert2"], made_at=clock.now()
    )
    ExpertScore.objects.create(assignment=task, value="0.75", comment="栏目难找", at=clock.now())
    return feedback


def text_for(seen: Said, who: str) -> str:
    page = seen.world.client(who).get(f"/results/of/{seen.world.participations[0].pk}/1.1.1/")
    assert page.status_code == 200
    return page.content.decode()


@pytest.mark.parametrize(
    ("who", "evidence", "name"), [("staff", 1, 1), ("auditor", 1, 1), ("reporter", 1, 0), ("observer", 0, 0)]
)
def test_each_role_sees_the_evidence_and_names_that_it_may(seen: Said, who: str, evidence: int, name: int) -> None:
    text = text_for(seen, who)
    assert "首页没有机构职能的链接" in text
    assert "栏目难找" in text
    assert "13912345678" not in text
    assert ("/evidence/" in text) == bool(evidence)
    assert ("expert2" in text) == bool(name)


@pytest.mark.parametrize("phase", [Phase.FEEDBACK, Phase.CONFIRMATION])
def test_the_button_to_appeal_stands_there_while_one_may(seen: Said, phase: Phase) -> None:
    seen.world.phase(phase)
    assert ("对 1.1.1-1 申诉" in text_for(seen, "reporter")) == (phase == Phase.FEEDBACK)
    assert "对 1.1.1-1 申诉" not in text_for(seen, "staff")
