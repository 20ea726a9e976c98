"""The search is found and used as a visitor would, whatever its template; what refuses it is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.probes import search_site as made
from tests.probes.browsing import browse, needs_browser
from tests.probes.contexts import crawled
from tests.probes.serving import Page, Served, serving
from zhengping.probes.search import try_search
from zhengping.probes.session import Session
from zhengping.reading.probed.search import Query, SearchTrial

pytestmark = needs_browser


def tried(pages: dict[str, Page], folder: Path, variants: int = 0) -> tuple[SearchTrial, Served]:
    with serving(pages) as served:
        context = crawled(served.url, folder / "crawl")
        served.asked.clear()

        async def use(session: Session) -> SearchTrial:
            session.allot(44, 300)
            return await try_search(session, context, items=3, variants=variants)

        return browse(folder / "probes", use), served


def known(trial: SearchTrial) -> list[Query]:
    return [query for query in trial.queries if query.kind in ("title", "number", "service")]


def assert_all_found(trial: SearchTrial) -> None:
    assert trial.state == "done", trial.why
    assert len(known(trial)) == 3
    assert [query.rank for query in known(trial)] == [1] * len(known(trial)), trial.queries
    assert [query.outcome for query in trial.queries if query.kind == "nonsense"] == ["nothing"]


def test_known_items_are_found_by_a_plain_form(tmp_path: Path) -> None:
    trial, served = tried(made.search_site(), tmp_path)
    assert_all_found(trial)
    assert not served.posted
    assert trial.shots


@pytest.mark.slow
def test_a_service_that_stands_first_by_its_own_page_is_direct(tmp_path: Path) -> None:
    trial, _ = tried(made.search_site(), tmp_path)
    services = [query for query in trial.queries if query.kind == "service"]
    assert services
    assert all(query.direct for query in services)


@pytest.mark.slow
def test_the_same_site_gives_the_same_trial_three_times(tmp_path: Path) -> None:
    pages = made.search_site()
    runs = []
    with serving(pages) as served:
        context = crawled(served.url, tmp_path / "crawl")
        for run in range(3):

            async def use(session: Session) -> SearchTrial:
                session.allot(44, 300)
                return await try_search(session, context, items=3, variants=1)

            trial = browse(tmp_path / f"probes{run}", use)
            runs.append((trial.queries, trial.suggestions, trial.steps, trial.sorts))
    assert runs[0] == runs[1] == runs[2]


def test_a_box_that_an_icon_opens_and_a_script_sends_off(tmp_path: Path) -> None:
    box = (
        '<i class="icon-search" style="cursor:pointer;display:inline-block;width:20px;height:20px"'
        " onclick=\"document.getElementById('layer').style.display='block'\"></i>"
        '<div id="layer" style="display:none"><input id="searchWord" placeholder="请输入您要查找的内容">'
        "<a href=\"javascript:location.href='/search?q='+document.getElementById('searchWord').value\">"
        '<img alt="搜索" width=30 height=20></a></div>'
    )
    trial, _ = tried(made.search_site(box), tmp_path)
    assert_all_found(trial)


@pytest.mark.slow
def test_results_in_a_new_window(tmp_path: Path) -> None:
    trial, _ = tried(made.search_site(made.BOX.replace('id="so"', 'target="_blank"')), tmp_path)
    assert_all_found(trial)


def test_results_in_a_frame_of_the_same_page(tmp_path: Path) -> None:
    box = made.BOX.replace('id="so"', 'target="results"') + '<iframe name="results" width=900 height=600></iframe>'
    trial, _ = tried(made.search_site(box), tmp_path)
    assert_all_found(trial)


@pytest.mark.slow
def test_a_box_inside_a_frame(tmp_path: Path) -> None:
    frame = '<iframe src="/box.html" width=500 height=60></iframe>'
    page = f"<html><body>{made.BOX.replace('id=', 'target=_top id=')}</body></html>"
    trial, _ = tried(made.search_site(frame, more={"/box.html": page}), tmp_path)
    assert_all_found(trial)


def test_a_search_page_drawn_by_a_script_whose_rows_are_no_links(tmp_path: Path) -> None:
    drawn: dict[str, Page] = {"/so.html": made.layout("搜索", made.DRAWN), "/data": made.as_json}
    pages = made.search_site('<a href="/so.html">站内搜索</a>', more=drawn)
    trial, _ = tried(pages, tmp_path)
    assert_all_found(trial)
    assert {query.leads_to for query in trial.queries if query.kind == "service"} == {"script"}


@pytest.mark.slow
def test_a_search_on_another_host(tmp_path: Path) -> None:
    with serving(made.search_site()) as platform:

        def answer(query: str) -> made.Reply:
            return 404, "text/html", b"<h1>404</h1>"

        pages = made.search_site(made.BOX.replace("/search", f"{platform.url}search"), answer)
        trial, _ = tried(pages, tmp_path)
        assert trial.engine == platform.url.split("/")[2]
    assert [query.rank for query in known(trial)] == [1] * len(known(trial))


def test_a_form_that_posts_is_never_sent(tmp_path: Path) -> None:
    trial, served = tried(made.search_site(made.BOX.replace("get", "post")), tmp_path)
    assert (trial.state, trial.queries[0].outcome) == ("skipped", "held")
    assert not served.posted


@pytest.mark.slow
def test_results_that_are_asked_for_by_post_are_no_answer(tmp_path: Path) -> None:
    newest = "".join(f'<li><a href="{url}">{title}</a><span>{day}</span></li>' for url, title, day in made.index()[:5])
    script = "<script>fetch('/data', {method: 'POST', body: location.search})</script>"
    page = made.layout("搜索", f'{made.BOX}<div id="out"></div><h3>最新发布</h3><ul>{newest}</ul>{script}')
    trial, served = tried(made.search_site(answer=lambda _: page), tmp_path)
    assert (trial.state, trial.queries[0].outcome) == ("skipped", "held")
    assert not served.posted


@pytest.mark.parametrize(
    ("page", "outcome", "state"),
    [
        ((403, "text/html; charset=utf-8", b"<h1>403 Forbidden</h1>"), "blocked", "blocked"),
        ((500, "text/html; charset=utf-8", b"<h1>500 Internal Server Error</h1>"), "error", "done"),
        ((404, "text/html; charset=utf-8", b"<h1>404</h1>"), "not-found", "done"),
        (made.layout("登录", "<form>用户名<input name=u>密码<input type=password name=p></form>"), "login", "blocked"),
        (
            "<p>请输入验证码后继续</p><input name=captcha placeholder=验证码><img src=/c.png alt=验证码>",
            "captcha",
            "blocked",
        ),
    ],
)
def test_what_stands_in_the_way_is_named(page: made.Reply, outcome: str, state: str, tmp_path: Path) -> None:
    trial, _ = tried(made.search_site(answer=lambda _: page), tmp_path)
    assert {query.outcome for query in trial.queries} == {outcome}
    assert trial.state == state


@pytest.mark.slow
def test_a_search_that_fails_once_is_asked_again(tmp_path: Path) -> None:
    failed: list[str] = []

    def answer(query: str) -> made.Reply:
        if not failed:
            failed.append(query)
            return 500, "text/html", b"<h1>500</h1>"
        return made.listed(query)

    trial, _ = tried(made.search_site(answer=answer), tmp_path)
    assert failed
    assert_all_found(trial)


def test_robots_txt_is_obeyed(tmp_path: Path) -> None:
    robots = (200, "text/plain", b"User-agent: *\nDisallow: /search\n")
    trial, served = tried(made.search_site(more={"/robots.txt": robots}), tmp_path)
    assert (trial.state, trial.queries[0].outcome) == ("blocked", "robots")
    assert not [path for _, path in served.asked if path.startswith("/search")]


def test_one_list_for_every_question_is_seen_as_such(tmp_path: Path) -> None:
    trial, _ = tried(made.search_site(answer=lambda query: made.listed(query, made.index()[:6])), tmp_path)
    assert trial.unvaried


def test_a_site_without_a_box_is_said_to_show_none(tmp_path: Path) -> None:
    trial, _ = tried(made.search_site(""), tmp_path)
    assert (trial.state, trial.bare) == ("absent", True)


@pytest.mark.slow
def test_a_box_of_another_purpose_is_none(tmp_path: Path) -> None:
    field = '<input name="code" placeholder="请输入受理编号">'
    box = f'<form action="/bj">办件编号{field}<input type=submit value="查询"></form>'
    trial, _ = tried(made.search_site(box), tmp_path)
    assert (trial.state, trial.bare) == ("absent", False)


@pytest.mark.slow
def test_variants_are_asked_after_the_items_themselves(tmp_path: Path) -> None:
    trial, _ = tried(made.search_site(), tmp_path, variants=1)
    kinds = [query.kind for query in trial.queries]
    assert {"typo", "pinyin"} < set(kinds)
    assert kinds.index("typo") > 3


def test_suggestions_while_typing(tmp_path: Path) -> None:
    script = """<ul id="sug"></ul><script>
    document.querySelector("[name=q]").addEventListener("input", async function (e) {
      const found = await (await fetch("/sug?q=" + encodeURIComponent(e.target.value))).json();
      document.getElementById("sug").innerHTML = found.rows.map((r) => "<li>" + r.title + "</li>").join("");
    });</script>"""

    trial, _ = tried(made.search_site(made.BOX + script, more={"/sug": made.as_json}), tmp_path)
    prefix, proposed = trial.suggestions[-1]
    assert proposed
    assert all(prefix in each for each in proposed)


@pytest.mark.slow
def test_no_suggestions_where_none_appear(tmp_path: Path) -> None:
    trial, _ = tried(made.search_site(), tmp_path)
    assert trial.suggestions
    assert not any(proposed for _, proposed in trial.suggestions)
