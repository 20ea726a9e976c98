"""The demonstration's round: twelve departments half-way through review, made from results that are there."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.office.collection.making import result

_LOOK = """
import json, os
os.environ["DJANGO_SETTINGS_MODULE"] = "zhengping.office.settings"
import django
django.setup()
from django.db.models import Count
from zhengping.office.accounts.models import User
from zhengping.office.assessment.models import SelfAssessment
from zhengping.office.collection.models import SiteRun
from zhengping.office.core.audit import faults
from zhengping.office.review.models import Assignment, ExpertScore
from zhengping.office.rounds.models import Round
round = Round.objects.get()
print(json.dumps({
    "phase": round.phase,
    "departments": round.participations.count(),
    "runs": SiteRun.objects.filter(current=True).count(),
    "submitted": SelfAssessment.objects.filter(state="submitted").count(),
    "roles": sorted(set(User.objects.values_list("role", flat=True))),
    "tasks": Assignment.objects.count(),
    "scores": ExpertScore.objects.filter(current=True).count(),
    "faults": list(faults()),
}))
"""


@pytest.mark.slow
def test_the_round_stands_half_way_through_review_with_people_of_every_role(tmp_path: Path) -> None:
    out = tmp_path / "demo"
    for key, good in (("good", 0.9), ("middling", 0.6), ("poor", 0.2)):
        chance = random.Random(key)
        content = result()
        for one in content["points"].values():
            state = chance.choice(("judged", "suggested", "person"))
            value = None if state == "person" else "1" if chance.random() < good else "0"
            one |= {"state": state, "value": value, "confidence": 0.9}
        for part in ("results", "samples"):
            (out / part / key).mkdir(parents=True)
        (out / "results" / key / "archive").mkdir()
        (out / "results" / key / "result.json").write_text(json.dumps(content), encoding="utf-8")
        department = {
            "name": f"澜川自治区{key}局", "higher_levels": ["国务院"],
            "has_administrative_services": True, "has_key_area_tasks": True,
        }  # fmt: skip
        (out / "samples" / key / "department.json").write_text(json.dumps(department), encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ZHENGPING_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "-m", "zhengping.cli", "demo", "--out", str(out), "--only-office", "--no-serve"],
        env=environment, capture_output=True, text=True, timeout=900,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "所有用户的密码：" in done.stdout
    environment["ZHENGPING_DATA"] = str(out / "office")
    looked = subprocess.run([sys.executable, "-c", _LOOK], env=environment, capture_output=True, text=True, timeout=120)
    seen = json.loads(looked.stdout)
    assert (seen["phase"], seen["departments"], seen["runs"], seen["submitted"]) == ("review", 12, 12, 11)
    assert len(seen["roles"]) == 8
    assert 0.3 < seen["scores"] / seen["tasks"] < 0.7
    assert seen["faults"] == []


def test_without_results_it_says_what_to_do(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "zhengping.cli", "demo", "--out", str(tmp_path), "--only-office", "--no-serve"],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 2
    assert "请先运行 zhengping demo" in done.stderr
