"""Every page of results, appeals and publication in a real browser, wide and narrow: no axe violation, no script error.

With `ZHENGPING_SHOTS` set to a folder, a picture of each page is kept there.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser

from tests.office.browsing import NARROW, WIDE, browser, faults_of, signed_in
from tests.office.making import MOMENT, World, make_department, make_world
from tests.office.results.conftest import Said, make_said
from zhengping.office.appeals.answering import answer
from zhengping.office.appeals.filing import file_appeal
from zhengping.office.core import clock
from zhengping.office.departments.models import Department
from zhengping.office.publication.confirming import confirm, lines_of
from zhengping.office.publication.correcting import correct
from zhengping.office.publication.freezing import freeze, sign
from zhengping.office.results.models import Score
from zhengping.office.results.settling import settle
from zhengping.office.results.sources import Proposed
from zhengping.office.rounds.models import Participation, Phase, Round

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
NAMES = (
    "财政厅",
    "水利厅",
    "民政厅",
    "审计厅",
    "商务厅",
    "体育局",
    "文化和旅游厅",
    "市场监督管理局",
    "地方金融监督管理局",
)


class Looker:
    """Opens pages at both sizes, looks for faults, keeps pictures."""

    def __init__(self, chromium: Browser, server: str, world: World) -> None:
        self.chromium, self.server, self.world = chromium, server, world
        self.faults: list[str] = []

    def look(self, who: str | None, name: str, address: str) -> None:
        """One page at 1280 and 390 pixels."""
        if who is None:
            page = self.chromium.new_context(viewport=WIDE, locale="zh-CN").new_page()
        else:
            page = signed_in(self.chromium, self.server, self.world, who)
        errors: list[str] = []
        page.on("console", lambda one: errors.append(one.text) if one.type == "error" else None)
        page.on("pageerror", lambda one: errors.append(str(one)))
        answer = page.goto(f"{self.server}{address}")
        assert answer is not None
        assert answer.status == 200, address
        for size in (WIDE, NARROW):
            page.set_viewport_size(size)
            page.wait_for_load_state("networkidle")
            self.faults += [f"{name} {size['width']}: {one}" for one in faults_of(page)]
            if folder := os.environ.get("ZHENGPING_SHOTS"):
                page.screenshot(path=Path(folder) / f"{name}-{size['width']}.png", full_page=True)
        self.faults += [f"{name}: {one}" for one in errors]
        page.context.close()


@pytest.fixture
def world(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> World:
    """Twelve departments with values, some pending, bonus and deductions; an earlier round; feedback since a day."""
    cache.clear()
    world = make_world()
    for at, name in enumerate(NAMES):
        department = make_department(f"bm{at}", name)
        world.departments.append(department)
        world.participations.append(
            Participation.objects.create(round=world.round, department=department, facts=department.facts())
        )
    Department.objects.filter(code__startswith="bm").update(group="组成部门")
    said = make_said(world, monkeypatch)
    for at, one in enumerate(world.participations):
        said.extras[one.pk] = {
            "bonus": {"awards": at % 3},
            "deductions": {"criticisms": {"own": at % 2, "subordinate": 0}},
        }
        some = f"{(at * 3) % 11 / 10}"
        others = {code: some for code in ("p1_1_1_1", "p1_1_3_2", "p1_2_2_1", "p2_1_1", "p4_1_2", "p4_2_1", "p5_3_1")}
        said.all(at, f"{0.55 + at * 0.04:.2f}", **others)
    world.said = said  # type: ignore[attr-defined]
    old = Round.objects.create(name="2024年评估", year=2024, monitoring_date="2024-11-30", made_at=MOMENT)
    for at, department in enumerate(world.departments):
        one = Participation.objects.create(round=old, department=department)
        Score.objects.create(
            participation=one, exact_total=f"{60 + at * 2}/1", made_at=MOMENT, scorecard={"total": "0"}
        )
    world.round.phase, world.round.feedback_opened_at = Phase.FEEDBACK, clock.now()
    world.round.save()
    return world


def test_every_page_is_accessible_at_both_widths(live_server: Any, world: World) -> None:
    round, own = world.round.pk, world.participations[0]
    reporter, staff, admin = world.users["reporter"], world.users["staff"], world.users["admin"]
    first = file_appeal(own, "1.1.1-1", reporter, reason="机构职能栏目已于六月设置，首页可以进入。\n请见截图。")
    with browser() as chromium:
        looker = Looker(chromium, live_server.url, world)
        look = looker.look
        look("staff", "results", "/results/")
        look("staff", "matrix", f"/results/{round}/")
        look("staff", "matrix-level", f"/results/{round}/?level=互动交流&show=rate")
        look("staff", "ranking", f"/results/{round}/ranking/")
        look("staff", "means", f"/results/{round}/means/")
        look("staff", "recompute-round", f"/results/{round}/recompute/")
        look("staff", "settle", f"/results/{round}/settle/")
        look("staff", "scorecard", f"/results/of/{own.pk}/")
        look("staff", "points", f"/results/of/{own.pk}/points/")
        look("staff", "indicator", f"/results/of/{own.pk}/1.1.1/")
        look("staff", "history", f"/results/of/{own.pk}/1.1.1-1/history/")
        look("staff", "recompute", f"/results/of/{own.pk}/recompute/")
        look("reporter", "own", "/results/")
        look("reporter", "own-indicator", f"/results/of/{own.pk}/1.1.2/")
        look("reporter", "appeal-new", f"/appeals/new/{own.pk}/1.1.2-1/")
        look("reporter", "appeals-own", "/appeals/")
        look("staff", "appeals", "/appeals/")
        look("staff", "appeal", f"/appeals/{first.pk}/")
        answer(first, "upheld", "经核查属实，予以采纳。", Decimal(1), 0, staff)
        look("reporter", "appeal-answered", f"/appeals/{first.pk}/")
        world.phase(Phase.CONFIRMATION)
        look("staff", "publication", "/publication/")
        look("staff", "publication-round", f"/publication/{round}/")
        for line in lines_of(world.round):
            confirm(line.participation, line.fingerprint, staff)
        held = freeze(world.round, staff)
        look("admin", "publication-frozen", f"/publication/{round}/")
        look("admin", "preview", f"/publication/of/{held.pk}/preview/")
        sign(held, held.sha256, staff)
        held = sign(held, held.sha256, admin)
        with clock.at(datetime(2026, 1, 20, tzinfo=UTC)):
            said: Said = world.said  # type: ignore[attr-defined]
            said.values[world.participations[3].pk]["1.1.2-1"] = Proposed(Decimal("0.9"), "复核")
            said.values[world.participations[3].pk]["3.3-1"] = Proposed(Decimal(1), "复核")
            settle(world.participations[3], staff)
            look("staff", "corrections", f"/publication/of/{held.pk}/corrections/")
            correct(held, "bm0", "复核发现两项误评，予以更正。", staff)
        look(None, "public", "/public/")
        look(None, "public-round", f"/public/{round}/")
        look(None, "public-indicators", f"/public/{round}/indicators/")
        look(None, "public-department", f"/public/{round}/department/bm0/")
        look(None, "public-about", f"/public/{round}/about/")
    assert "\n".join(looker.faults) == ""
