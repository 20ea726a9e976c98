"""Pages that scripts draw: each family drawn and read, what refuses left alone, and no page drawn without need."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.probes.browsing import needs_browser
from tests.probes.rendering_site import Rendered, rendered
from tests.probes.serving import Page, Served, serving

pytestmark = needs_browser

TITLES = [f"关于做好第{number}号水利工程建设工作的通知" for number in range(1, 41)]
DAYS = [f"2021-05-{28 - number % 28:02d}" for number in range(40)]
MENU = '<div class="nav"><a href="/">首页</a><a href="/tzgg/">通知公告</a><a href="/zcfg/">政策法规</a></div>'
ARTICLE = (
    "<h1>{0}</h1><p>发布时间：{1} 来源：安平市水务局</p><div class='content'>"
    + "<p>请认真贯彻执行本通知。</p>" * 20
    + "</div>"
)


def page(body: str, head: str = "", title: str = "安平市水务局") -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{MENU}{body}'
        '<div class="footer">主办单位：安平市水务局 备案号：桂ICP备10000000号</div></body></html>'
    )


def column(body: str, head: str = "") -> str:
    crumbs = '<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/tzgg/">通知公告</a></div>'
    return page(crumbs + body, head, "通知公告-安平市水务局")


def rows(first: int, last: int) -> list[dict[str, str]]:
    return [{"title": TITLES[n], "url": f"/art/{n}.html", "day": DAYS[n]} for n in range(first, min(last, len(TITLES)))]


def plain_list(first: int, last: int) -> str:
    lines = (f'<li><a href="{r["url"]}">{r["title"]}</a><span>{r["day"]}</span></li>' for r in rows(first, last))
    return f"<ul class='list'>{''.join(lines)}</ul>"


def site(tzgg: Page, **more: Page) -> dict[str, Page]:
    """A site whose column 通知公告 is as given; its articles are ordinary pages that only that column leads to."""
    pages: dict[str, Page] = {
        "/": page(f"<p>{'安平市水务局负责全市水资源管理。' * 8}</p>"),
        "/tzgg/": tzgg,
        "/zcfg/": page(
            '<ul><li><a href="/zcfg/1.html">安平市水资源管理办法实施细则</a><span>2020-01-02</span></li></ul>'
        ),
        "/zcfg/1.html": page(ARTICLE.format("安平市水资源管理办法实施细则", "2020-01-02")),
    }
    for number in range(len(TITLES)):
        pages[f"/art/{number}.html"] = page(ARTICLE.format(TITLES[number], DAYS[number]), title=TITLES[number])
    return pages | dict(more)


def as_json(value: object) -> tuple[int, str, bytes]:
    return 200, "application/json; charset=utf-8", json.dumps(value, ensure_ascii=False).encode()


def script(text: str) -> tuple[int, str, bytes]:
    return 200, "text/javascript; charset=utf-8", text.encode()


def listing(query: dict[str, str]) -> tuple[int, str, bytes]:
    at = int(query.get("page", "1"))
    return as_json({"rows": rows((at - 1) * 10, at * 10), "pages": 4, "total": 40})


DRAW = """
function draw(rows) {
  document.getElementById("list").innerHTML = rows.map(function (row) {
    return '<li><a href="' + row.url + '">' + row.title + '</a><span>' + row.day + '</span></li>';
  }).join("");
}
"""
FETCHED = column(
    f'<ul id="list"></ul><script>{DRAW} fetch("/api/list?page=1").then(r => r.json()).then(d => draw(d.rows.slice(0,5)));</script>'
)


def run(pages: Mapping[str, Page], folder: Path, **options: object) -> tuple[Rendered, Served]:
    with serving(pages) as served:
        return rendered(served.url, folder, **options), served  # type: ignore[arg-type]


def first_titles(found: Rendered) -> list[str]:
    return [item.title for item in found.column("通知公告").items]


def test_a_list_from_json_is_drawn_and_its_articles_are_crawled(tmp_path: Path) -> None:
    found, served = run(site(FETCHED, **{"/api/list": listing}), tmp_path)
    assert first_titles(found) == TITLES[:5]
    assert ("GET", "/art/3.html") in served.asked
    assert found.column("通知公告").items[0].article is not None
    assert [(drawn.why, drawn.gained) for drawn in found.trial.pages] == [("list", True)]
