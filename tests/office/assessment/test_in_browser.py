"""In a real browser: what one types is saved by itself, survives a lost connection and a closed page, and a clash."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.office.assessment.acting import hand_in, save, upload, url
from tests.office.assessment.files import picture
from tests.office.browsing import NARROW, WIDE, browser, faults_of, signed_in
from tests.office.making import World, make_world
from zhengping.office.assessment.models import Claim
from zhengping.office.core import clock
from zhengping.office.rounds.models import Phase, PhaseWindow

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def window() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture
def world() -> World:
    made = make_world()
    today = clock.today()
    PhaseWindow.objects.filter(phase=Phase.SELF_ASSESSMENT).update(
        starts=today, ends=today + datetime.timedelta(days=3)
    )
    made.phase(Phase.SELF_ASSESSMENT)
    return made


@pytest.fixture
def page(window: Browser, live_server: Any, world: World) -> Page:
    return signed_in(window, live_server.url, world, "reporter")


def opened(page: Page, world: World) -> Any:
    """The card of 1.1.1-1."""
    page.goto(f"/assessment/{world.participations[0].pk}/indicator/1.1.1/")
    return page.locator("#point-1_1_1-1")


def test_it_is_saved_while_one_types(page: Page, world: World) -> None:
    card = opened(page, world)
    card.get_by_label("填 0.5").click()
    card.get_by_text("已保存").wait_for()
    card.get_by_label("说明", exact=True).press_sequentially("栏目已设置")
    card.get_by_text("正在输入").wait_for()
    card.get_by_text("已保存").wait_for()
    claim = Claim.objects.get()
    assert (str(claim.value), claim.explanation) == ("0.5", "栏目已设置")


def test_a_lost_connection_loses_nothing(page: Page, world: World) -> None:
    card = opened(page, world)
    page.context.set_offline(True)
    card.get_by_label("说明", exact=True).fill("断网时写的")
    card.get_by_text("网络断了，内容留在这台电脑上").wait_for()
    assert not Claim.objects.filter(version__gt=0).exists()
    page.context.set_offline(False)
    card.get_by_text("已保存").wait_for()
    assert Claim.objects.get().explanation == "断网时写的"


def test_a_page_closed_without_connection_is_restored(page: Page, world: World) -> None:
    card = opened(page, world)
    page.context.set_offline(True)
    card.get_by_label("说明", exact=True).fill("没来得及保存的")
    card.get_by_text("网络断了").wait_for()
    context = page.context
    page.close(run_before_unload=False)
    context.set_offline(False)
    again = opened(context.new_page(), world)
    again.get_by_text("已保存").wait_for()
    assert Claim.objects.get().explanation == "没来得及保存的"


def test_at_a_clash_the_person_chooses(page: Page, world: World) -> None:
    card = opened(page, world)
    save(world, explanation="同事写的")
    card.get_by_label("说明", exact=True).fill("我写的")
    card.get_by_text("两份内容如下").wait_for()
    assert Claim.objects.get().explanation == "同事写的"
    card.get_by_role("button", name="用我的").click()
    card.get_by_text("已保存").wait_for()
    assert Claim.objects.get().explanation == "我写的"


def test_one_may_take_the_others_text(page: Page, world: World) -> None:
    card = opened(page, world)
    save(world, explanation="同事写的")
    card.get_by_label("说明", exact=True).fill("我写的")
    card.get_by_role("button", name="用reporter的").click()
    page.wait_for_function("document.getElementById('point-1_1_1-1-e').value === '同事写的'")
    page.reload()
    assert card.get_by_label("说明", exact=True).input_value() == "同事写的"
    assert Claim.objects.get().version == 1


@pytest.mark.slow
def test_no_page_has_a_fault_that_axe_finds_at_either_width(window: Browser, live_server: Any, world: World) -> None:
    save(world)
    upload(world, "签到表.png", picture(), rest="point/6.2.3-1/proofs/", evidence_date="")
    award = {"kind": "award", "title": "先进单位", "explanation": "通报表扬", "proofs": ""}
    for _ in range(2):
        world.client("reporter").post(url(world, "applications/"), {**award, "title": award["title"] + "。" * _})
    world.client("reporter").post(url(world, "declarations/"), {"no_key_areas": "on", "version": "0"})
    draft = ["", "indicator/1.1.1/", "indicator/6.2.3/", "indicator/3.2/", "proofs/", "declarations/", "applications/"]
    reporter = signed_in(window, live_server.url, world, "reporter")
    faults = found_on(reporter, [url(world, page) for page in [*draft, "report/", "check/"]])
    hand_in(world)
    number = world.round.pk
    staff = signed_in(window, live_server.url, world, "staff")
    pages = [f"/assessment/round/{number}/", f"/assessment/round/{number}/applications/", "/assessment/verify/"]
    faults |= found_on(staff, [*pages, url(world, "submitted/"), url(world, "receipt/")])
    assert faults == {}


def found_on(page: Page, addresses: list[str]) -> dict[str, list[str]]:
    found = {}
    for address in addresses:
        page.goto(address)
        for size in (WIDE, NARROW):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            if faults := faults_of(page):
                found[f"{address} {size['width']}"] = faults
    return found
