"""The scoring screen in a real browser: keys, drafts, a lost connection, two tabs, a phase that ends meanwhile."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.office.archives import make_finding, make_run
from tests.office.browsing import browser, faults_of, signed_in
from tests.office.making import make_world
from tests.office.review.conftest import task
from zhengping.office.core.fields import plain
from zhengping.office.review.models import Draft, ExpertScore
from zhengping.office.rounds.models import Phase

pytestmark = pytest.mark.django_db(transaction=True)
URL = "http://lyj.example.gov.cn/jg/"
POINTS = ("1.1.1-1", "1.1.1-2", "1.1.2-1")


def held() -> list[tuple[str, str]]:
    """The values that hold, by point."""
    rows = ExpertScore.objects.filter(current=True).order_by("assignment__point")
    return [(one.assignment.point, plain(one.value)) for one in rows.select_related("assignment")]


def test_a_point_is_scored_by_keys_alone_and_nothing_typed_is_lost(live_server) -> None:  # type: ignore[no-untyped-def]
    world = make_world()
    world.phase(Phase.REVIEW)
    run = make_run(world.participations[0], {URL: ("text/html; charset=utf-8", "<h1>机构职能</h1><p>本局职责</p>")})
    evidence = [{"url": URL, "quote": "机构职能"}, {"url": URL, "quote": "本局职责"}]
    for point in POINTS:
        make_finding(run, point, evidence)
        task(world, "expert", point)
    first, second, third = (task(world, "expert", point) for point in POINTS)
    with browser() as chromium:
        page = signed_in(chromium, live_server.url, world, "expert")
        page.goto(f"/review/work/{first.pk}/")
        box = page.locator("#value")
        expect(box).to_be_focused()
        assert faults_of(page) == []

        page.keyboard.type("75")
        expect(page.locator("#value-help")).to_have_text("将记为 0.75")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/review/work/{second.pk}/")
        assert held() == [("1.1.1-1", "0.75")]

        page.keyboard.press("h")
        expect(box).to_have_value("0.5")
        page.keyboard.press("z")
        page.keyboard.press("Enter")
        expect(page.locator("#comment-fault")).to_contain_text("评 0 分")
        expect(page.locator("#comment")).to_be_focused()
        page.keyboard.type("没有职责")
        page.keyboard.press("Control+Enter")
        page.wait_for_url(f"**/review/work/{third.pk}/")
        assert held()[1] == ("1.1.1-2", "0")

        frame = page.locator("#archived").get_attribute("src")
        page.keyboard.press("e")
        assert page.locator("#archived").get_attribute("src") != frame
        page.keyboard.press("?")
        expect(page.locator("#help")).to_be_visible()
        page.keyboard.press("?")
        expect(page.locator("#help")).to_be_hidden()
        page.keyboard.press("ArrowRight")
        page.wait_for_url(lambda url: f"/review/work/{third.pk}/" not in url)

        undo_is_one_key(page, first.pk)
        a_lost_connection_loses_nothing(page, third.pk)
        a_second_tab_is_told(page, world, third.pk)
        a_phase_that_ends_is_told(page, world, first.pk)


def undo_is_one_key(page: Page, first: int) -> None:
    page.goto(f"/review/work/{first}/")
    page.keyboard.press("u")
    expect(page.locator("#said")).to_contain_text("已撤销")
    expect(page.locator("#value")).to_have_value("")
    assert [point for point, _ in held()] == ["1.1.1-2"]


def a_lost_connection_loses_nothing(page: Page, third: int) -> None:
    page.goto(f"/review/work/{third}/")
    page.context.set_offline(True)
    page.keyboard.type("0.6")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("网络断了")
    expect(page.locator("#value")).to_have_value("0.6")
    page.context.set_offline(False)
    page.wait_for_url(lambda url: f"/review/work/{third}/" not in url)
    assert ("1.1.2-1", "0.6") in held()


def a_second_tab_is_told(page: Page, world, third: int) -> None:  # type: ignore[no-untyped-def]
    page.goto(f"/review/work/{third}/")
    world.client("expert").post(
        f"/review/work/{third}/",
        {
            "value": "0.7",
            "comment": "另一窗口",
            "seen": str(ExpertScore.objects.get(assignment=third, current=True).pk),
        },
    )
    page.locator("#value").fill("0.9")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("另一窗口")
    expect(page.locator("#value")).to_have_value("0.9")
    assert ("1.1.2-1", "0.7") in held()


def a_phase_that_ends_is_told(page: Page, world, first: int) -> None:  # type: ignore[no-untyped-def]
    page.goto(f"/review/work/{first}/")
    page.keyboard.type("0.3")
    expect(page.locator("#said")).to_contain_text("草稿已保存")
    assert Draft.objects.get(assignment=first).value == "0.3"
    world.phase(Phase.ARBITRATION)
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("仲裁")
    expect(page.locator("#said")).to_contain_text("您填的内容还在")
    expect(page.locator("#value")).to_have_value("0.3")
    assert not ExpertScore.objects.filter(assignment=first, current=True).exists()
