"""Pages at a telephone's width, in a real browser: what fits, what is too small, what is lost, what an entry gives."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.checks.sites import context
from tests.probes.browsing import browse, needs_browser
from tests.probes.contexts import crawled
from tests.probes.phone_site import phone_site
from tests.probes.serving import Page, serving
from zhengping.checks import judge_all
from zhengping.checks.context import Context
from zhengping.checks.finding import Finding
from zhengping.probes.phone import measured, try_phone
from zhengping.probes.session import Session
from zhengping.reading.probed import Probed
from zhengping.reading.probed.appearance import PhonePage, PhoneTrial

pytestmark = needs_browser
Measures = dict[str, dict[str, Any]]
SMALL_LINKS = ".nav a,li a{padding:0;min-height:0}"
PROSE = "<p>" + "请各单位认真阅读并及时答复<a href='/0/'>甲</a><a href='/1/'>乙</a><a href='/2/'>丙</a>" * 30 + "</p>"
PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "fits": ("/0/", {}),
    "desk": ("/0/", {"viewport": ""}),
    "wide": ("/0/", {"style": ".main{width:1000px}"}),
    "cut": ("/0/", {"style": "html,body{overflow-x:hidden}.main{width:1000px;text-align:right}"}),
    "own-scroll": ("/0/", {"style": ".main{overflow-x:auto}.main ul{width:1200px}"}),
    "tiny-text": ("/0/0.html", {"small_style": ".main{font-size:9px}"}),
    "crowded": (
        "/0/",
        {"style": f"{SMALL_LINKS}.main,.nav{{line-height:1;font-size:12px}}li span{{display:none}}ul{{padding:0}}"},
    ),
    "far-apart": ("/0/", {"style": f"{SMALL_LINKS}.nav a,li a{{font-size:12px;line-height:1;margin:10px}}"}),
    "prose": ("/", {"entry": PROSE}),
    "no-prose": ("/", {"entry": PROSE.replace("请各单位认真阅读并及时答复", ""), "style": "p{line-height:1}"}),
    "unstyled": ("/0/", {"head": '<link rel="stylesheet" href="/gone.css">'}),
}
SITES: dict[str, dict[str, Any]] = {
    "fits": {},
    "lost": {"small_style": ".main p,.main ul{display:none}"},
    "mobile": {"viewport": "", "entry": '<a href="/m/">手机版</a>', "mobile": ""},
    "dead": {"viewport": "", "entry": '<a href="/m/">手机版</a>'},
}


@pytest.fixture(scope="module")
def measures(tmp_path_factory: pytest.TempPathFactory) -> Measures:
    """What the script measures of one page of each setting, all in one browser."""
    served_pages: dict[str, Page] = {}
    for name, (path, setting) in PAGES.items():
        served_pages[f"/{name}.html"] = phone_site(**setting)[path]

    async def look(session: Session) -> Measures:
        found: Measures = {}
        for name in PAGES:
            async with session.tab(phone=True) as tab:
                await tab.open(f"{served.url}{name}.html")
                found[name] = await measured(context(), tab, phone=True)
        return found

    with serving(served_pages) as served:
        return browse(tmp_path_factory.mktemp("pages"), look)


@pytest.fixture(scope="module")
def trials(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Context, PhoneTrial]]:
    """The whole trial of each site."""
    found: dict[str, tuple[Context, PhoneTrial]] = {}
    for name, setting in SITES.items():
        folder = tmp_path_factory.mktemp(name)
        with serving(phone_site(**setting)) as served:
            site = crawled(served.url, folder / "crawl")
            trial = browse(folder / "probe", lambda session, site=site: try_phone(session, site))  # type: ignore[misc]
            assert served.posted == []
        found[name] = site, trial
    return found


def verdicts(seen: tuple[Context, PhoneTrial]) -> dict[str, Finding]:
    site, trial = seen
    return judge_all(replace(site, probed=Probed(phone=trial)))


def by_kind(trial: PhoneTrial, kind: str) -> PhonePage:
    return next(page for page in trial.pages if page.kind == kind)


def test_a_page_that_fits_is_found_to_fit(measures: Measures) -> None:
    seen = measures["fits"]
    assert seen["content"] == seen["layout"] == 390
    assert (seen["small"], seen["cut"], seen["smallTargets"]) == (0, 0, 0)
    assert seen["textSize"] == 16


def test_a_page_without_a_viewport_is_laid_out_for_a_desk(measures: Measures) -> None:
    assert measures["desk"]["layout"] == 980
    assert measures["desk"]["small"] == 1000


def test_a_page_wider_than_the_screen_scrolls_sideways(measures: Measures) -> None:
    assert measures["wide"]["content"] >= 1000
    assert measures["wide"]["small"] == 0


def test_content_beyond_the_edge_that_cannot_be_scrolled_to_is_cut_off(measures: Measures) -> None:
    assert measures["cut"]["content"] == 390
    assert measures["cut"]["cut"] > 300


def test_a_part_that_scrolls_by_itself_does_not_make_the_page_scroll(measures: Measures) -> None:
    assert (measures["own-scroll"]["content"], measures["own-scroll"]["cut"]) == (390, 0)


def test_tiny_text_is_measured(measures: Measures) -> None:
    assert measures["tiny-text"]["small"] > 600
    assert measures["tiny-text"]["textSize"] == 9


def test_links_crowded_together_are_too_small(measures: Measures) -> None:
    assert measures["crowded"]["smallTargets"] > 500


def test_small_links_far_from_each_other_will_do(measures: Measures) -> None:
    assert measures["far-apart"]["smallTargets"] == 0


def test_links_in_a_sentence_are_no_small_targets(measures: Measures) -> None:
    assert measures["prose"]["smallTargets"] == 0
    assert measures["no-prose"]["smallTargets"] > 300


def test_a_page_whose_styles_did_not_come_is_told_apart(measures: Measures) -> None:
    assert measures["fits"]["styled"]
    assert not measures["unstyled"]["styled"]


def test_two_lists_two_articles_and_a_form_are_looked_at(trials: dict[str, tuple[Context, PhoneTrial]]) -> None:
    trial = trials["fits"][1]
    assert sorted(page.kind for page in trial.pages) == ["article", "article", "form", "home", "list", "list"]
    lists = {page.url.rsplit("/", 2)[1] for page in trial.pages if page.kind == "list"}
    assert len(lists) == 2
    assert len(trial.shots) == 6


def test_a_site_that_fits_and_keeps_all_is_judged_full(trials: dict[str, tuple[Context, PhoneTrial]]) -> None:
    findings = verdicts(trials["fits"])
    assert {page.kept for page in trials["fits"][1].pages} == {1000}
    assert (findings["5.1.2-1"].state, findings["5.1.2-1"].value) == ("judged", 1)
    assert (findings["5.1.2-2"].state, findings["5.1.2-2"].value) == ("judged", 1)


def test_content_hidden_on_a_small_screen_is_lost(trials: dict[str, tuple[Context, PhoneTrial]]) -> None:
    trial, findings = trials["lost"][1], verdicts(trials["lost"])
    assert by_kind(trial, "list").kept < 100
    assert by_kind(trial, "article").kept < 500
    assert any("水库" in text for text in by_kind(trial, "list").lost)
    assert findings["5.1.2-1"].value == 1
    assert findings["5.1.2-2"].state == "suggested"
    assert (findings["5.1.2-2"].value or 0) <= Fraction(1, 2)


def test_an_entry_to_a_mobile_site_that_fits_is_full(trials: dict[str, tuple[Context, PhoneTrial]]) -> None:
    trial, findings = trials["mobile"][1], verdicts(trials["mobile"])
    assert [(entry.label, entry.page.outcome, entry.ours) for entry in trial.entries] == [("手机版", "ok", True)]
    assert (findings["5.1.2-1"].state, findings["5.1.2-1"].value) == ("judged", 1)
    assert findings["5.1.2-2"].state == "suggested"


def test_a_dead_entry_on_a_site_for_desks_is_zero(trials: dict[str, tuple[Context, PhoneTrial]]) -> None:
    trial, findings = trials["dead"][1], verdicts(trials["dead"])
    assert trial.entries[0].page.outcome == "not-found"
    assert (findings["5.1.2-1"].state, findings["5.1.2-1"].value) == ("judged", 0)
    assert findings["5.1.2-2"].state == "suggested"
    assert (findings["5.1.2-2"].value or 0) <= Fraction(1, 2)


def test_another_run_gives_the_same_measures(tmp_path: Path) -> None:
    with serving(phone_site()) as served:
        site = crawled(served.url, tmp_path / "crawl")
        runs = [browse(tmp_path / f"run{n}", lambda session: try_phone(session, site)) for n in range(2)]
    assert runs[0].pages == runs[1].pages
