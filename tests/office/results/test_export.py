"""The export of a round is in the contract's format, and the real command gives the same cards for every department."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.office.results.conftest import Said
from zhengping.office.results.export import lines
from zhengping.office.results.models import Score
from zhengping.office.rounds.models import Phase


def test_the_command_gives_the_same_card_for_every_department(said_of: Said, tmp_path: Path) -> None:
    world = said_of.world
    for at, value in enumerate(("0.75", "0.3333", "1")):
        said_of.extras[world.participations[at].pk] = {
            "bonus": {"cases": ["1.5"], "awards": at},
            "deductions": {"criticisms": {"own": at, "subordinate": 1}},
            "surveys": ["2025-06-01"] * at,
        }
        said_of.all(at, value)
    file = tmp_path / "round.jsonl"
    file.write_bytes(world.client("staff").get(f"/results/{world.round.pk}/assessments.jsonl").content)
    assert file.read_text(encoding="utf-8").splitlines() == list(lines(world.round))
    command = [sys.executable, "-m", "zhengping.cli", "score", "--lines", str(file)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    cards = [json.loads(line) for line in ran.stdout.splitlines()]
    kept = Score.objects.order_by("participation__department__code")
    assert cards == [score.scorecard for score in kept]
    assert len(cards) == 3


def test_the_steps_by_hand_come_to_the_same_total(said_of: Said) -> None:
    said_of.all(0, "0.75", p2_1_1="0.3333")
    page = said_of.world.client("staff").get(f"/results/of/{said_of.world.participations[0].pk}/recompute/")
    assert page.context["agrees"]
    for step in page.context["steps"]:
        assert step.same or step.note, step.indicator.code


def test_a_department_takes_its_own_assessment_along(said_of: Said) -> None:
    said_of.all(0, "1")
    said_of.world.phase(Phase.FEEDBACK)
    answer = said_of.world.client("reporter").get(f"/results/of/{said_of.world.participations[0].pk}/assessment.json")
    assert json.loads(answer.content)["points"]["1.1.1-1"] == "1"
