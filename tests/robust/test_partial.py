"""Partly saved sites: what was not saved makes proposals of values, and no judged value that the whole site refutes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.robust.following import judged, sample_site
from tests.robust.partial import Capture, captured
from zhengping.evaluation.department import load_department
from zhengping.sample import DEFAULT_DATE, make_samples, static_points
from zhengping.sample.scenarios import SCENARIOS
from zhengping.standard import load_edition

SEED = 53
PLANS = [
    replace(SCENARIOS[0], key="good-jcms", family="jcms"),
    replace(SCENARIOS[1], key="middling-aspnet", family="aspnet"),
    replace(SCENARIOS[2], key="poor-trs", family="trs"),
]
CAPTURES = {
    "half saved": Capture(SEED),
    "little saved": Capture(SEED, columns=0.6, articles=0.3, further=0.05),
    "links made empty": Capture(SEED, columns=0.7, articles=0.5, blanked=1.0),
    "beside a portal": Capture(SEED, columns=0.75, portal=True),
}
MOST_WRONG = 0.03
"""Share of judged values that may lie more than a quarter from what the whole site deserves."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("partial") / "samples"
    make_samples(made, seed=SEED, plans=PLANS)
    return made


@pytest.mark.parametrize("saved", CAPTURES)
def test_judged_values_of_a_partly_saved_site_are_those_of_the_whole(saved: str, folder: Path) -> None:
    edition = load_edition()
    values: list[tuple[str, float, float]] = []
    for plan in PLANS:
        site = folder / plan.key
        department = load_department(site / "department.json", edition)
        truth = static_points(json.loads((site / "truth.json").read_text(encoding="utf-8"))["points"])
        answers = captured(sample_site(site), site, CAPTURES[saved])
        found = judged(answers, edition, department, DEFAULT_DATE, office=department.name)
        values += [
            (f"{plan.key} {code} {finding.finding}", float(finding.value), float(truth[code]["value"]))
            for code, finding in found.items()
            if finding.state == "judged" and finding.value is not None and code in truth
        ]
    assert len(values) > 60, "hardly anything is judged"
    wrong = [row for row in values if abs(row[1] - row[2]) > 0.25 + 1e-9]
    assert len(wrong) <= MOST_WRONG * len(values), wrong
    unjust = [row for row in values if row[1] == 0 and row[2] > 0.25]
    assert len(unjust) <= 0.005 * len(values), unjust


def test_a_capture_leaves_pages_out(folder: Path) -> None:
    plain = sample_site(folder / PLANS[0].key)
    site = captured(plain, folder / PLANS[0].key, CAPTURES["links made empty"])
    routes = json.loads((folder / PLANS[0].key / "routes.json").read_text(encoding="utf-8"))["routes"]
    gone = [url for url in routes if site(f"http://127.0.0.1{url}").status == 404]
    assert len(routes) // 4 < len(gone) < len(routes)
    assert b"javascript:;" in site("http://127.0.0.1/").body
