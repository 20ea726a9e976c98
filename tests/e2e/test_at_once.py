"""Two at once, twice the same, and a phase that ends meanwhile: nothing is lost, and there is a clear word.

A lost connection and two tabs of an expert: tests/office/assessment/test_in_browser.py and review/test_browser.py.
"""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from tests.e2e.people import People, said
from tests.office.making import World, make_user, make_world
from zhengping.office.assessment.models import Claim, Submission
from zhengping.office.assessment.submitting import mark_ready
from zhengping.office.core import clock
from zhengping.office.core.roles import Role
from zhengping.office.rounds.models import Phase, PhaseWindow

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def world(people: People) -> World:
    made = make_world()
    today = clock.today()
    PhaseWindow.objects.filter(phase=Phase.SELF_ASSESSMENT).update(
        starts=today, ends=today + datetime.timedelta(days=3)
    )
    made.users["colleague"] = make_user("colleague", Role.REPORTER, made.departments[0], display_name="同事")
    made.phase(Phase.SELF_ASSESSMENT)
    return made


def card(page: Page, world: World) -> Locator:
    """The card of 1.1.1-1."""
    page.goto(reverse("assessment_indicator", args=[world.participations[0].pk, "1.1.1"]))
    return page.locator("#point-1_1_1-1")


def test_two_reporters_of_one_claim_both_keep_their_text(people: People, world: World) -> None:
    mine, theirs = card(people.as_("reporter"), world), card(people.as_("colleague"), world)
    theirs.get_by_label("说明", exact=True).fill("同事写的")
    theirs.get_by_text("已保存").wait_for()
    mine.get_by_label("说明", exact=True).fill("我写的")
    expect(mine.locator(".clash")).to_contain_text("我写的")
    expect(mine.locator(".clash")).to_contain_text("同事写的")
    assert Claim.objects.get().explanation == "同事写的"
    mine.get_by_label("说明", exact=True).fill("同事写的，加上我写的")
    mine.get_by_role("button", name="用我的").click()
    mine.get_by_text("已保存").wait_for()
    assert Claim.objects.get().explanation == "同事写的，加上我写的"


def test_a_phase_that_ends_while_one_types_loses_nothing(people: People, world: World) -> None:
    own = card(people.as_("reporter"), world)
    own.get_by_label("说明", exact=True).fill("按时写的")
    own.get_by_text("已保存").wait_for()
    world.phase(Phase.COLLECTION)
    own.get_by_label("说明", exact=True).fill("按时写的，晚了一步补的")
    expect(own.get_by_role("alert").filter(has_text="没有保存")).to_contain_text("机器采集")
    expect(own.get_by_label("说明", exact=True)).to_have_value("按时写的，晚了一步补的")
    assert Claim.objects.get().explanation == "按时写的"


def test_a_self_assessment_submitted_twice_is_submitted_once(people: People, world: World) -> None:
    """A double click, then the same page in a second window that does not know of it."""
    participation = world.participations[0]
    mark_ready(participation, world.users["reporter"])
    address = reverse("assessment_check", args=[participation.pk])
    first, second = people.as_("reviewer"), people.another_window("reviewer")
    for page in (first, second):
        page.goto(address)
        page.get_by_label("我知道还不完整").check()
    first.get_by_role("button", name="审核通过并提交").dblclick()
    said(first, "自评已提交")
    second.get_by_role("button", name="审核通过并提交").click()
    expect(second.get_by_role("heading", level=1)).to_have_text("自评回执")
    made: Any = Submission.objects.get()
    expect(second.locator("main")).to_contain_text(made.receipt)
