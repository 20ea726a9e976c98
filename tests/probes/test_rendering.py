"""Pages that scripts draw: each family drawn and read, what refuses left alone, and nothing drawn without need."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.probes.browsing import needs_browser
from tests.probes.drawn_site import NAMES as COLUMNS
from tests.probes.drawn_site import OFFICE, behind_a_check, column, lines, page, pages, rows, titles
from tests.probes.rendering_site import Rendered, rendered
from tests.probes.serving import Page, Served, serving
from zhengping.reading.probed.rendering import Drawn

pytestmark = needs_browser
Site = tuple[Rendered, Served]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """All columns, crawled and rendered once."""
    with serving(pages()) as served:
        yield rendered(served.url, tmp_path_factory.mktemp("site"), crawling={"max_pages": 600}), served


def drawn(site: Site, key: str) -> list[Drawn]:
    """What the trial says of a column's page."""
    address = f"{site[1].url}{key}/"
    return [each for each in site[0].trial.pages if each.url.partition("#")[0] == address]


def shown(site: Site, key: str) -> list[str]:
    """The titles that the column lists in the site model."""
    return [item.title for item in site[0].column(COLUMNS[key]).items]


@pytest.mark.parametrize("key", ["vue", "parts", "shadow", "later"])
def test_a_list_that_a_script_fetches_is_read(site: Site, key: str) -> None:
    assert shown(site, key)[:10] == titles(key, 10)


def test_a_list_inside_a_frame_is_read_as_the_pages_own(site: Site) -> None:
    assert shown(site, "frame") == titles("frame", 10)


def test_a_list_that_an_outside_script_writes_is_read(site: Site) -> None:
    assert shown(site, "write") == titles("write", 6)


def test_the_pages_of_a_list_that_a_script_turns_are_read_to_the_end(site: Site) -> None:
    assert shown(site, "json") == titles("json", 40)
    why = site[0].column(COLUMNS["json"]).incomplete_why
    assert why == ""
    assert [each.step for each in drawn(site, "json")] == [1, 2, 3, 4]


def test_a_list_that_grows_by_a_button_is_let_grow(site: Site) -> None:
    assert shown(site, "more") == titles("more", 40)


def test_a_page_without_end_is_left_after_a_while_and_is_not_whole(site: Site) -> None:
    assert shown(site, "endless")[:20] == titles("endless", 20)
    why = site[0].column(COLUMNS["endless"]).incomplete_why
    assert "脚本" in why


def test_further_pages_that_a_script_gives_addresses_are_crawled(site: Site) -> None:
    assert f"{site[1].url}moving/?at=2" in site[0].entries
    assert set(titles("moving", 15)) <= set(shown(site, "moving"))


def test_the_articles_of_a_drawn_list_are_crawled(site: Site) -> None:
    assert site[0].column(COLUMNS["vue"]).items[3].article is not None
    assert site[0].trial.found > 0


def test_articles_that_a_script_draws_are_read(site: Site) -> None:
    items = site[0].column(COLUMNS["articles"]).items
    assert all("认真贯彻执行" in item.article.text for item in items if item.article is not None)
    assert sum(item.article is not None for item in items) == 8


def test_a_check_that_any_browser_answers_is_passed(site: Site) -> None:
    assert shown(site, "cookie") == titles("cookie", 5)
    assert site[0].entries[f"{site[1].url}cookie/"].outcome == "ok"


@pytest.mark.parametrize("key", ["captcha", "refused"])
def test_what_asks_for_a_person_or_refuses_is_left_alone_and_reported(site: Site, key: str) -> None:
    found, served = site
    assert found.entries[f"{served.url}{key}/"].outcome == "blocked"
    assert [(each.why, each.outcome) for each in drawn(site, key)] == [("refused", "blocked")]
    assert [path for _, path in served.asked].count(f"/{key}/") == 1


def test_a_list_that_is_fetched_by_post_is_unknown_and_nothing_is_sent(site: Site) -> None:
    found, served = site
    assert found.column(COLUMNS["post"]).state == "scripted"
    assert served.posted == []
    assert any(line.startswith("POST ") for line in found.trial.held)


def test_a_list_whose_service_fails_is_unknown_and_not_empty(site: Site) -> None:
    assert site[0].column(COLUMNS["broken"]).state == "scripted"
    assert "/api/list-gone" in drawn(site, "broken")[0].lacks


def test_a_column_that_a_browser_shows_blank_too_is_blank(site: Site) -> None:
    assert site[0].column(COLUMNS["blank"]).state == "blank"


def test_a_page_whose_list_stands_in_its_html_is_not_drawn(site: Site) -> None:
    assert drawn(site, "plain") == []
    assert not any("/art/" in each.url for each in site[0].trial.pages)


def test_the_drawn_page_is_the_evidence_in_the_archive(site: Site) -> None:
    address = f"{site[1].url}vue/"
    assert site[0].entries[address].record == site[0].pages[address].record == drawn(site, "vue")[0].record != ""


# --- sites of their own ------------------------------------------------------------------------------------------


def test_a_site_that_checks_every_visitor_once_is_crawled_with_the_cookie_of_its_check(tmp_path: Path) -> None:
    plain: dict[str, Page] = {"/": page(f"<p>{OFFICE}</p>")}
    plain |= {f"/{key}/": column(key, f"<ul>{lines(rows(key, 0, 3))}</ul>") for key in COLUMNS}
    with serving({path: behind_a_check(str(body)) for path, body in plain.items()}) as served:
        found = rendered(served.url, tmp_path)
        assert found.trial.passed == (served.url,)
        assert [item.title for item in found.column("通知公告").items] == titles("json", 3)
        assert found.trial.pages == ()  # the crawl could read all of it


def test_nothing_is_drawn_and_no_browser_started_where_all_stands_in_the_html(tmp_path: Path) -> None:
    plain: dict[str, Page] = {"/": page("")}
    plain |= {f"/{key}/": column(key, f"<ul>{lines(rows(key, 0, 3))}</ul>") for key in COLUMNS}
    with serving(plain) as served:
        found = rendered(served.url, tmp_path, browser=Path("/nowhere"))
    assert found.trial.state == "absent"


def test_without_a_browser_the_columns_stay_unknown(tmp_path: Path) -> None:
    with serving(pages()) as served:
        found = rendered(served.url, tmp_path, browser=Path("/nowhere"), crawling={"max_pages": 60})
    assert found.trial.state == "skipped"
    assert found.column(COLUMNS["json"]).state == "scripted"


def test_no_more_pages_are_drawn_than_allowed(tmp_path: Path) -> None:
    with serving({path: each for path, each in pages().items() if path != "/cookie/"}) as served:
        found = rendered(served.url, tmp_path, max_drawn=4, crawling={"max_pages": 60})
    assert len({each.url.partition("#")[0] for each in found.trial.pages if each.why != "refused"}) == 4
    assert found.trial.left > 0
    assert "上限" in found.trial.why


def test_a_page_that_hangs_costs_the_others_nothing(tmp_path: Path) -> None:
    hanging: dict[str, Page] = {
        "/": page("<p></p>"),
        "/json/": pages()["/json/"],
        "/api/list": pages()["/api/list"],
        "/vue/": column("vue", "<ul id='list'></ul><script>fetch('/api/list'); $('#list').html(''); </script>")
        + "<script>while (true) {}</script>",
    }
    started = time.monotonic()
    with serving(hanging) as served:
        found = rendered(served.url, tmp_path, page_seconds=3)
    assert time.monotonic() - started < 90
    assert [item.title for item in found.column("通知公告").items] == titles("json", 40)
    assert [each.outcome for each in found.trial.pages if each.url.endswith("/vue/")] == ["failed"]
