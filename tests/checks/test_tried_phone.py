"""5.1.2 by what a telephone showed: which measures make which value, and when the machine stands by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from tests.checks.sites import HOST, OFFICE, context
from zhengping.checks import judge_all
from zhengping.checks.finding import Finding
from zhengping.checks.tried_phone import page_value
from zhengping.reading.facts import Link, Page
from zhengping.reading.probed import Probed
from zhengping.reading.probed.appearance import MobileEntry, PhonePage, PhoneTrial

KINDS = ("home", "list", "list", "article", "article", "form")


def phone_page(kind: str = "home", number: int = 0, **measures: Any) -> PhonePage:
    fitting: dict[str, Any] = {"width": 390, "layout_width": 390, "content_width": 390, "characters": 900}
    fitting |= {"text_size": 16, "targets": 30, "wanted": 20, "shot": f"{number:03d}-phone.png"}
    return PhonePage(f"{HOST}{kind}{number}.html", kind, **fitting | measures)


def pages(*different: dict[str, Any], **all_of_them: Any) -> tuple[PhonePage, ...]:
    """Six pages that fit, the first of them with measures of their own."""
    own = [*different, *[{}] * (len(KINDS) - len(different))]
    return tuple(phone_page(kind, n, **all_of_them | own[n]) for n, kind in enumerate(KINDS))


def home(*links: Link, viewport: str = "width=device-width") -> Page:
    return Page(url=HOST, title_tag=OFFICE, kind="home", viewport=viewport, links=links)


def findings(
    looked: Sequence[PhonePage], entries: Sequence[MobileEntry] = (), front: Page | None = None, **trial: Any
) -> dict[str, Finding]:
    probed = Probed(phone=PhoneTrial(pages=tuple(looked), entries=tuple(entries), **trial))
    found = judge_all(replace(context(home=front or home()), probed=probed))
    return {code: found[code] for code in ("5.1.2-1", "5.1.2-2")}


DESK = {"layout_width": 980, "content_width": 980, "small_text": 1000}


@pytest.mark.parametrize(
    ("measures", "value"),
    [
        ({}, Fraction(1)),
        ({"content_width": 399}, Fraction(1)),
        ({"content_width": 500}, Fraction(1, 2)),
        ({"cut": 100}, Fraction(1, 2)),
        ({"cut": 300, "content_width": 1100}, Fraction(0)),
        ({"small_text": 700}, Fraction(3, 4)),
        ({"small_targets": 400}, Fraction(3, 4)),
        ({"small_text": 700, "small_targets": 400}, Fraction(1, 2)),
        (DESK, Fraction(0)),
    ],
)
def test_a_page_is_worth_what_it_passes(measures: dict[str, Any], value: Fraction) -> None:
    assert page_value(context(), phone_page(**measures)) == value


def test_a_site_that_fits_is_judged_full_with_its_screenshots() -> None:
    found = findings(pages())
    for code in ("5.1.2-1", "5.1.2-2"):
        assert (found[code].state, found[code].value) == ("judged", 1)
        assert all(place.shot for place in found[code].evidence)


def test_one_page_with_a_small_fault_does_not_cost_the_site() -> None:
    assert findings(pages({"small_text": 700}))["5.1.2-1"].value == 1


def test_half_of_the_pages_with_a_fault_do() -> None:
    half = {"small_targets": 500}
    assert findings(pages(half, half, half))["5.1.2-1"].value == Fraction(3, 4)


def test_a_site_for_desks_without_any_entry_is_zero() -> None:
    found = findings(pages(**DESK), front=home(viewport=""))
    assert (found["5.1.2-1"].state, found["5.1.2-1"].value) == ("judged", 0)
    assert (found["5.1.2-2"].state, found["5.1.2-2"].value) == ("judged", 0)


def test_fewer_than_three_pages_prove_nothing() -> None:
    found = findings(pages(**DESK)[:2])
    assert (found["5.1.2-1"].state, found["5.1.2-1"].value) == ("suggested", Fraction(3, 4))


def test_without_the_home_page_nothing_is_proved() -> None:
    assert findings(pages(**DESK)[1:])["5.1.2-1"].value == Fraction(3, 4)


def test_a_trial_that_failed_leaves_the_value_and_says_why() -> None:
    found = findings((), state="failed", why="浏览器打不开新页面")
    assert (found["5.1.2-1"].state, found["5.1.2-1"].value) == ("suggested", Fraction(3, 4))
    assert "浏览器打不开新页面" in found["5.1.2-1"].finding


def test_a_style_sheet_that_did_not_come_leaves_a_loss_open() -> None:
    found = findings(pages({"styled": False}, content_width=900))
    assert found["5.1.2-1"].state == "suggested"


def test_pages_without_their_styles_are_not_said_to_fit_for_sure() -> None:
    found = findings(pages({"styled": False}))
    assert [(found[code].state, found[code].value) for code in sorted(found)] == [("suggested", 1)] * 2


MOBILE = Link(f"{HOST}m/", "手机版")


def entry(ours: bool = True, app: bool = False, **measures: Any) -> MobileEntry:
    page = phone_page("mobile", 9, **measures)
    return MobileEntry("手机版", MOBILE.url, page, ours=ours, app=app)


def test_a_mobile_site_of_its_own_makes_up_for_pages_that_do_not_fit() -> None:
    found = findings(pages(**DESK), [entry()], home(MOBILE, viewport=""))
    assert (found["5.1.2-1"].state, found["5.1.2-1"].value) == ("judged", 1)
    assert found["5.1.2-2"].state == "suggested"


def test_a_mobile_site_of_somebody_else_is_a_proposal() -> None:
    found = findings(pages(**DESK), [entry(ours=False)], home(MOBILE, viewport=""))
    assert (found["5.1.2-1"].state, found["5.1.2-1"].value) == ("suggested", 1)


@pytest.mark.parametrize("measures", [{"outcome": "not-found"}, {"outcome": "error"}, DESK, {"characters": 20}])
def test_an_entry_that_leads_to_nothing_useful_is_none(measures: dict[str, Any]) -> None:
    found = findings(pages(**DESK), [entry(**measures)], home(MOBILE, viewport=""))
    assert (found["5.1.2-1"].state, found["5.1.2-1"].value) == ("judged", 0)


@pytest.mark.parametrize("measures", [{"outcome": "dead"}, {"outcome": "blocked"}, {"outcome": "timeout"}])
def test_an_entry_that_did_not_answer_may_be_well(measures: dict[str, Any]) -> None:
    found = findings(pages(**DESK), [entry(**measures)], home(MOBILE, viewport=""))
    assert (found["5.1.2-1"].state, found["5.1.2-1"].value) == ("suggested", 1)


def test_an_app_is_left_to_a_person() -> None:
    shop = Link("https://apps.apple.com/cn/app/id1", "客户端下载")
    found = findings(pages(**DESK), front=home(shop, viewport=""))
    assert (found["5.1.2-1"].state, found["5.1.2-1"].value) == ("suggested", 1)


def test_content_that_is_lost_lowers_the_proposal() -> None:
    lost = {"kept": 0, "lost": ("关于做好防汛工作的通知",)}
    found = findings(pages(lost, lost, lost, lost))["5.1.2-2"]
    assert found.state == "suggested"
    assert found.value == Fraction(1, 4)
    assert "关于做好防汛工作的通知" in found.finding


def test_content_at_another_address_of_a_mobile_site_is_not_called_lost() -> None:
    found = findings(pages(kept=50, moved=True))["5.1.2-2"]
    assert (found.state, found.value) == ("suggested", Fraction(3, 4))
