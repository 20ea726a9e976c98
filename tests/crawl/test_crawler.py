from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.crawl.conftest import Result, options
from tests.crawl.site import Handler, links, read
from zhengping.crawl.crawler import crawl
from zhengping.crawl.options import CrawlOptions
from zhengping.errors import AddressError, InputError

Run = Callable[..., Result]


def redirect(target: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    return 302, {"Location": target, **headers}, b""


def test_takes_every_page_that_the_site_leads_to(run: Run) -> None:
    result = run(
        {"/": links("/a.html", "b.html"), "/a.html": links("/c.html"), "/b.html": links("/"), "/c.html": "<html>"}
    )
    assert result.outcomes == {"/": "ok", "/a.html": "ok", "/b.html": "ok", "/c.html": "ok"}
    assert result.summary.pages == 4
    assert result.summary.complete
    assert set(result.site.hits.values()) == {1}


def test_an_entry_says_where_it_was_found_and_how_deep(run: Run) -> None:
    result = run({"/": links("/a.html"), "/a.html": links("/c.html"), "/c.html": "<html>"})
    entry = result.entry("/c.html")
    assert (entry.depth, entry.found_on) == (2, result.site.url + "a.html")


def test_the_sink_is_told_in_the_order_of_the_index(run: Run) -> None:
    result = run({"/": links(*(f"/{n}.html" for n in range(200))), "*": "<html>x</html>"})
    assert [entry.url for entry, _ in result.told] == [entry.url for entry in result.archive.entries()]
    assert [entry.sequence for entry in result.archive.entries()] == list(range(1, 202))
    assert all(keep[2] == entry.record for entry, keep in result.told)


def test_important_pages_come_first_then_shallow_ones(run: Run) -> None:
    home = "<html><a href='/late.html' data-priority='7'>x</a><a href='/soon.html' data-priority='1'>x</a>"
    result = run(
        {"/": home, "/soon.html": "<html><a href='/next.html' data-priority='2'>", "*": "<html>"}, connections=1
    )
    paths = [entry.url.removeprefix(result.site.url) for entry in result.archive.entries()]
    assert paths == ["", "soon.html", "next.html", "late.html"]


def test_the_page_budget_counts_pages_and_what_is_left_is_said(run: Run) -> None:
    result = run({"/": links(*(f"/{n}.html" for n in range(50))), "*": "<html>x</html>"}, max_pages=10)
    assert result.summary.pages == 10
    assert result.summary.budget_reached == "pages"
    assert result.summary.pages_left == 41
    assert not result.summary.complete
    assert len(list(result.archive.unfetched())) == 41


def test_the_byte_budget_ends_the_crawl(run: Run) -> None:
    body = "<html>" + "x" * 10_000
    result = run({"/": links(*(f"/{n}.html" for n in range(50))), "*": body}, max_bytes=55_000)
    assert result.summary.budget_reached == "bytes"
    assert result.summary.bytes < 90_000


def test_the_time_budget_ends_the_crawl(run: Run) -> None:
    began = time.monotonic()
    result = run({"/": links(*(f"/{n}.html" for n in range(50))), "*": "<html>"}, delay=0.1, max_seconds=0.8)
    assert result.summary.budget_reached == "seconds"
    assert 1 < result.summary.pages < 12
    assert time.monotonic() - began < 3


def test_the_time_budget_ends_a_crawl_that_waits_for_its_turn(run: Run) -> None:
    began = time.monotonic()
    robots = "User-agent: *\nCrawl-delay: 300\n"
    result = run({"/robots.txt": robots, "/": links("/a.html")}, max_seconds=0.5, timeout=0.5)
    assert result.summary.stopped == "seconds"
    assert time.monotonic() - began < 20


def test_requests_keep_their_distance(run: Run) -> None:
    began = time.monotonic()
    run({"/": links("/a.html", "/b.html", "/c.html"), "*": "<html>"}, delay=0.15)
    assert time.monotonic() - began >= 4 * 0.15


def test_the_user_agent_names_itself_and_a_contact(run: Run) -> None:
    result = run({"/": "<html>"}, contact="https://example.org/bot")
    agents = {headers["User-Agent"] for _, headers in result.site.requests}
    assert len(agents) == 1
    assert "ZhengpingBot/" in agents.pop()
    assert "+https://example.org/bot" in result.site.requests[0][1]["User-Agent"]


def test_robots_rules_are_obeyed_and_named(run: Run) -> None:
    robots = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /private/\n")
    result = run({"/robots.txt": robots, "/": links("/private/a.html", "/b.html"), "/b.html": "<html>"})
    assert result.outcomes == {"/": "ok", "/private/a.html": "robots", "/b.html": "ok"}
    assert result.site.hits["/private/a.html"] == 0


def test_rules_for_our_own_name_win(run: Run) -> None:
    robots = (200, {}, b"User-agent: *\nDisallow: /\n\nUser-agent: ZhengpingBot\nDisallow: /a.html\n")
    result = run({"/robots.txt": robots, "/": links("/a.html", "/b.html"), "*": "<html>"})
    assert result.outcomes == {"/": "ok", "/a.html": "robots", "/b.html": "ok"}


def test_robots_can_be_set_aside_by_order(run: Run) -> None:
    robots = (200, {}, b"User-agent: *\nDisallow: /\n")
    assert run({"/robots.txt": robots, "/": "<html>"}, obey_robots=False).outcomes == {"/": "ok"}


def test_a_crawl_delay_is_kept(run: Run) -> None:
    robots = (200, {}, b"User-agent: *\nCrawl-delay: 0.3\nDisallow: /x\n")
    began = time.monotonic()
    result = run({"/robots.txt": robots, "/": links("/a.html", "/b.html"), "*": "<html>"})
    assert time.monotonic() - began >= 0.6
    assert any("0.3" in note for note in result.summary.notes)


def test_a_robots_file_that_fails_forbids_all(run: Run) -> None:
    result = run({"/robots.txt": (503, {}, b""), "/": "<html>"})
    assert result.outcomes == {"/": "robots"}
    assert "robots.txt" in result.summary.unreachable


def test_redirects_are_followed_and_each_hop_is_archived(run: Run) -> None:
    result = run(
        {"/": links("/old"), "/old": redirect("/older"), "/older": redirect("/new.html"), "/new.html": "<html>"}
    )
    assert result.outcomes == {"/": "ok", "/old": "redirected", "/older": "redirected", "/new.html": "ok"}
    assert result.entry("/old").final_url == result.site.url + "older"
    assert result.entry("/old").record
    assert result.entry("/new.html").found_on == result.site.url + "older"


def test_a_redirect_to_a_known_page_is_not_fetched_again(run: Run) -> None:
    result = run({"/": links("/a.html", "/old"), "/a.html": "<html>", "/old": redirect("/a.html")}, connections=1)
    assert result.site.hits["/a.html"] == 1
    assert result.entry("/old").final_url == result.site.url + "a.html"


def test_a_redirect_loop_ends(run: Run) -> None:
    result = run({"/": links("/a", "/self"), "/a": redirect("/b"), "/b": redirect("/a"), "/self": redirect("/self")})
    assert result.outcomes == {"/": "ok", "/a": "redirect-loop", "/b": "redirect-loop", "/self": "redirect-loop"}


def test_redirects_without_end_are_given_up(run: Run) -> None:
    def onward(handler: Handler) -> object:
        return redirect(f"/r?n={int(handler.path.partition('n=')[2] or 0) + 1}")

    result = run({"/": links("/r?n=0"), "*": onward, "/robots.txt": (404, {}, b"")})
    assert set(result.outcomes.values()) == {"ok", "redirect-loop"}
    assert sum(result.site.hits.values()) < 20


def test_a_cookie_challenge_is_answered_once(run: Run) -> None:
    def home(handler: Handler) -> object:
        if "pass=1" in handler.headers.get("Cookie", ""):
            return links("/a.html")
        return redirect("/", **{"Set-Cookie": "pass=1; Path=/"})

    result = run({"/": home, "/a.html": "<html>"})
    assert result.outcomes == {"/": "ok", "/a.html": "ok"}
    assert result.site.hits["/"] == 2


def test_a_cookie_given_on_a_detour_is_brought_back(run: Run) -> None:
    def home(handler: Handler) -> object:
        return "<html>" if "pass=1" in handler.headers.get("Cookie", "") else redirect("/gate")

    result = run({"/": home, "/gate": redirect("/", **{"Set-Cookie": "pass=1"})})
    assert result.outcomes == {"/": "ok", "/gate": "redirected"}


def test_a_redirect_out_of_scope_is_not_followed(run: Run, site) -> None:
    other = site({"/": "<html>", "/x": "<html>"})
    result = run({"/": links("/out"), "/out": redirect(other.url + "x")})
    assert result.outcomes["/out"] == "off-scope"
    assert result.entry("/out").final_url == other.url + "x"
    assert not other.hits


def test_the_start_may_move_to_another_host(run: Run, site) -> None:
    other = site({"/": links("/a.html"), "/a.html": "<html>"})
    result = run({"/": redirect(other.url)})
    assert [entry.outcome for entry in result.archive.entries()] == ["redirected", "ok", "ok"]
    assert result.summary.origin == other.url
    assert result.summary.notes


def test_links_to_other_hosts_are_counted_and_left_alone(run: Run, site) -> None:
    other = site({"/": "<html>"})
    result = run({"/": links(other.url, other.url + "b")})
    assert list(result.summary.off_scope.values()) == [2]
    assert not other.hits


def test_declared_siblings_belong_to_the_site(run: Run, site) -> None:
    other = site({"/b.html": "<html>"})
    result = run({"/": links(other.url + "b.html")}, siblings=[other.url])
    assert [entry.outcome for entry in result.archive.entries()] == ["ok", "ok"]


def test_a_meta_refresh_is_a_redirect(run: Run) -> None:
    result = run(
        {"/": "<meta http-equiv='refresh' content='0;url=/home.html'>", "/home.html": links("/a.html"), "*": "<html>"}
    )
    assert result.outcomes["/"] == "redirected"
    assert result.entry("/").final_url == result.site.url + "home.html"
    assert result.outcomes["/a.html"] == "ok"
    assert result.summary.origin == result.site.url + "home.html"
    assert not result.summary.unreachable


def test_frames_are_followed(run: Run) -> None:
    result = run({"/": "<html><frame src='/left.html'>", "/left.html": "<html>"})
    assert result.outcomes["/left.html"] == "ok"


def test_a_soft_not_found_is_told_and_its_links_are_not_taken(run: Run) -> None:
    result = run({"/": links("/gone.html"), "/gone.html": "<html>页面不存在<a href='/x.html'></a></html>"})
    assert result.outcomes == {"/": "ok", "/gone.html": "soft-not-found"}


def test_a_page_that_the_reader_takes_for_a_challenge_is_blocked(run: Run) -> None:
    result = run({"/": links("/wall.html"), "/wall.html": "<html>captcha-wall</html>"})
    assert result.outcomes["/wall.html"] == "blocked"


def test_answers_of_protected_sites_are_blocked(run: Run) -> None:
    script = b"<html><script>x</script></html>"
    routes = {f"/{status}": (status, {"Content-Type": "text/html"}, script) for status in (202, 403, 412, 521)}
    result = run({"/": links(*routes), **routes})
    assert {result.outcomes[path] for path in routes} == {"blocked"}
    assert all(result.site.hits[path] == 1 for path in routes)


def test_a_site_that_blocks_everything_is_left_in_peace(run: Run) -> None:
    result = run({"/": links(*(f"/{n}.html" for n in range(100))), "*": (403, {}, b"")}, stop_after_blocked=5)
    assert result.summary.stopped == "blocked"
    assert sum(result.site.hits.values()) < 12
    assert result.summary.pages_left > 80


def test_a_blocked_start_page_is_no_site(run: Run) -> None:
    result = run({"/": (412, {}, b"<script>")})
    assert result.outcomes == {"/": "blocked"}
    assert "拦截" in result.summary.unreachable


def test_server_errors_are_tried_again(run: Run) -> None:
    answers = iter([(500, {}, b""), (502, {}, b""), "<html>"])
    result = run({"/": links("/a.html"), "/a.html": lambda _: next(answers)})
    assert result.outcomes["/a.html"] == "ok"
    assert result.entry("/a.html").attempts == 3


def test_a_server_error_that_stays_is_given_up(run: Run) -> None:
    result = run({"/": links("/a.html"), "/a.html": (500, {}, b"oops")})
    assert result.outcomes["/a.html"] == "server-error"
    assert result.site.hits["/a.html"] == 3


def test_a_time_to_wait_that_is_no_number_does_no_harm(run: Run) -> None:
    odd = "²".encode().decode("latin-1")
    result = run({"/": links("/a.html"), "/a.html": (503, {"Retry-After": odd}, b"busy")})
    assert result.outcomes["/a.html"] == "server-error"


def test_missing_pages_are_not_found(run: Run) -> None:
    result = run({"/": links("/a.html", "/b.html"), "/a.html": (410, {}, b"")})
    assert result.outcomes == {"/": "ok", "/a.html": "not-found", "/b.html": "not-found"}
    assert result.site.hits["/b.html"] == 1


def test_a_reader_that_fails_costs_only_that_page(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(url: str, body: bytes, content_type: str, record: str) -> object:
        if url.endswith("a.html"):
            raise RecursionError
        return read(url, body, content_type, record)

    monkeypatch.setattr("tests.crawl.conftest.read", failing)
    result = run({"/": links("/a.html", "/b.html"), "*": "<html>"})
    assert result.outcomes["/a.html"] == "ok"
    assert result.summary.reader_errors == 1
    assert [keep for entry, keep in result.told if entry.url.endswith("a.html")] == [None]


def test_scripts_and_styles_are_never_fetched(run: Run) -> None:
    result = run({"/": links("/a.js", "/b.css?v=1", "/c.html"), "*": "<html>"})
    assert result.outcomes == {"/": "ok", "/c.html": "ok"}


def test_pictures_are_a_bounded_sample(run: Run) -> None:
    home = "<html>" + "".join(f"<img src='/{n}.png'>" for n in range(20))
    png = (200, {"Content-Type": "image/png"}, b"\x89PNG\r\n\x1a\n" + bytes(100) + b"IEND\xaeB`\x82")
    result = run({"/": home, "*": png, "/robots.txt": (404, {}, b"")}, max_assets=5)
    assert result.summary.assets == 5
    assert result.summary.assets_left == 15
    assert {entry.file_type for entry in result.archive.entries() if entry.kind == "file"} == {"png"}


def test_an_address_that_is_none_is_wrong_use(run: Run) -> None:
    with pytest.raises(AddressError, match="网址无效"):
        crawl(CrawlOptions("ftp://x", None), read)  # type: ignore[arg-type]


def test_loopback_is_refused_unless_allowed(run: Run) -> None:
    with pytest.raises(AddressError, match="allow-private"):
        run({"/": "<html>"}, allow_private=False)


def test_an_archive_is_not_overwritten_by_accident(run: Run) -> None:
    run({"/": "<html>"})
    with pytest.raises(InputError, match="已有档案"):
        run({"/": "<html>"})


def test_an_archive_of_another_site_is_not_resumed(run: Run) -> None:
    run({"/": "<html>"})
    with pytest.raises(InputError, match="属于"):
        run({"/": "<html>"}, resume=True)


def test_a_name_that_leads_inside_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AddressError, match="allow-private"):
        crawl(CrawlOptions("http://localhost:9/", tmp_path, delay=0, retry_wait=0.01), read)


def test_a_home_page_may_refresh_to_another_host(run: Run, site) -> None:
    other = site({"/": links("/a.html"), "/a.html": "<html>"})
    result = run({"/": f"<meta http-equiv='refresh' content='0;url={other.url}'>"})
    assert [entry.outcome for entry in result.archive.entries()] == ["redirected", "ok", "ok"]
    assert result.summary.origin == other.url


def test_a_site_that_could_not_be_reached_may_be_tried_again_in_the_same_folder(run: Run) -> None:
    assert run({"/": (503, {}, b"")}).summary.unreachable
    assert run({"/": "<html>"}).outcomes == {"/": "ok"}


def test_a_crawl_that_stopped_for_want_of_answers_tries_them_again(run: Run) -> None:
    routes = {"/": links(*(f"/{n}.html" for n in range(20))), "*": (503, {}, b""), "/robots.txt": (404, {}, b"")}
    result = run(routes, stop_after_failures=5)
    assert result.summary.stopped == "down"
    assert result.summary.pages_left > 5
    result.site.routes["*"] = "<html>back"
    summary = crawl(options(result.site, result.out, resume=True), read)
    assert summary.outcomes["ok"] == 21
    assert not summary.outcomes["server-error"]
    assert summary.complete


def test_pages_that_fail_one_by_one_do_not_end_the_crawl(run: Run) -> None:
    routes = {"/": links(*(f"/{n}.html" for n in range(12))), "*": (500, {}, b""), "/robots.txt": (404, {}, b"")}
    assert run(routes, stop_after_failures=5).summary.complete


def test_an_endless_list_ends(run: Run) -> None:
    def page(handler: Handler) -> str:
        number = int(handler.path.partition("=")[2] or 1)
        return links(f"/list?page={number + 1}") + "没有更多内容"

    result = run({"/": links("/list?page=1"), "*": page, "/robots.txt": (404, {}, b"")})
    assert result.summary.pages < 15
    assert result.summary.skipped == {"endless": 1}
