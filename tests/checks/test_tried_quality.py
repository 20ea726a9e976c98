"""The webmaster's list and the line for 8.1.1, from what a browser saw."""

from __future__ import annotations

from dataclasses import replace

from tests.checks.sites import HOST, context
from zhengping.checks import judge_all
from zhengping.checks.security import observe_security
from zhengping.checks.tried_quality import BROKEN, QUALITY_HEADER, QualityRow, barrier_free, quality_rows
from zhengping.reading.facts import Footer, Page
from zhengping.reading.probed import Probed
from zhengping.reading.probed.appearance import PageQuality, PhonePage, PhoneTrial, QualityTrial, Violation

ALT = Violation("image-alt", "critical", "图像必须有替代文本", 3, '<img src="/top.png">')
HOME = PageQuality(HOST, "home", checked=True, violations=(ALT,), load_ms=1200, bytes=400_000, requests=30)
LIST = PageQuality(f"{HOST}list/", "list", checked=True, violations=(ALT,), broken_pictures=(f"{HOST}gone.jpg",))


def probed(*pages: PageQuality) -> Probed:
    return Probed(quality=QualityTrial(pages=pages))


def test_the_header_names_the_fields_of_a_row() -> None:
    assert tuple(QualityRow.__dataclass_fields__) == QUALITY_HEADER


def test_a_fault_of_the_template_stands_once_with_its_number() -> None:
    rows = [row for row in quality_rows(probed(HOME, LIST)) if row.what == "无障碍"]
    assert [(row.url, row.count) for row in rows] == [(HOST, 6)]
    assert rows[0].rule == "image-alt（严重）：图像必须有替代文本"
    assert "alt" in rows[0].remedy


def test_pages_broken_for_people_come_first_each_by_itself() -> None:
    first = PageQuality(f"{HOST}a/", "other", broken="blank")
    second = PageQuality(f"{HOST}b/", "other", broken="blank")
    rows = quality_rows(probed(HOME, first, second))
    assert [(row.url, row.what) for row in rows[:2]] == [(first.url, "空白页"), (second.url, "空白页")]


def test_every_kind_of_broken_page_has_a_remedy() -> None:
    for kind in BROKEN:
        rows = quality_rows(probed(PageQuality(HOST, "other", broken=kind, quote="系统异常")))
        assert [bool(row.remedy) for row in rows] == [True]


def test_private_numbers_are_masked_in_the_list() -> None:
    page = PageQuality(HOST, "home", console_errors=("用户13812345678不存在",))
    assert "13812345678" not in quality_rows(probed(page))[0].where


def test_pages_that_do_not_fit_a_telephone_are_listed() -> None:
    wide = PhonePage(HOST, "home", width=390, layout_width=980, content_width=980, characters=500, small_text=1000)
    rows = quality_rows(Probed(phone=PhoneTrial(pages=(wide,))), context())
    assert [row.rule for row in rows] == ["phone-width"]


def test_barrier_free_access_is_told_and_never_valued() -> None:
    site = replace(context(footer=Footer(accessibility=True)), probed=probed(HOME, LIST))
    finding = barrier_free(site)
    assert finding is not None
    assert finding.state == "person"
    assert finding.value is None
    assert "首页标有无障碍" in finding.finding
    assert "图像必须有替代文本（2页）" in finding.finding


def test_without_an_examined_page_nothing_is_said_of_it() -> None:
    assert barrier_free(context()) is None
    assert barrier_free(replace(context(), probed=probed(replace_checked(HOME)))) is None


def replace_checked(page: PageQuality) -> PageQuality:
    """The same page, as if axe-core had not run to its end."""
    return PageQuality(page.url, page.kind, checked=False)


def test_quality_changes_no_value() -> None:
    before = judge_all(context())
    after = judge_all(replace(context(), probed=probed(HOME, LIST)))
    assert {code: finding.value for code, finding in before.items()} == {c: f.value for c, f in after.items()}


def test_unencrypted_parts_that_a_script_adds_are_a_sign_of_security() -> None:
    site = context(home=Page(url=HOST, kind="home", title_tag="甲"))
    mixed = PageQuality(HOST, "home", mixed=("http://cdn.example/a.js",))
    states = []
    for each in (probed(HOME), probed(mixed)):
        signs = observe_security(replace(context(home=site.site.home), probed=each))
        states.append(next(sign.state for sign in signs if sign.key == "mixed"))
    assert states == ["good", "bad"]
