from __future__ import annotations

from tests.crawl.conftest import Result
from tests.crawl.site import links


def test_takes_every_page_that_the_site_leads_to(run) -> None:
    result: Result = run(
        {"/": links("/a.html", "b.html"), "/a.html": links("/c.html"), "/b.html": links("/"), "/c.html": "<html>"}
    )
    assert result.outcomes == {"/": "ok", "/a.html": "ok", "/b.html": "ok", "/c.html": "ok"}
    assert result.summary.pages == 4
    assert result.summary.complete
    assert [entry.url for entry, _ in result.told] == [entry.url for entry in result.archive.entries()]


def test_bodies_come_back_as_they_were(run) -> None:
    page = "<html><body>政务公开</body></html>"
    result: Result = run({"/": page})
    (entry,) = result.archive.entries()
    assert result.archive.body(entry.record) == page.encode()
    assert [(e.url, body) for e, body in result.archive.exchanges()] == [(entry.url, page.encode())]
