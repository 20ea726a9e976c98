"""In a real browser: nothing of an archived page runs, asks the network or leads away; the quotation is in sight."""

from __future__ import annotations

import pytest

from tests.office.archives import make_finding, make_run, png
from tests.office.browsing import browser, faults_of, signed_in
from tests.office.making import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)
URL = "http://lyj.example.gov.cn/jg/"
HOSTILE = """<!doctype html><title>机构</title><link rel=stylesheet href='/s.css'>
<script>parent.document.title = 'taken'; fetch('http://evil.example/script')</script>
<base target=_top><meta http-equiv=refresh content='0;url=http://evil.example/refresh'>
<style>@import url(http://evil.example/import.css); body{background:url(http://evil.example/bg.png)}</style>
<img src='http://evil.example/a.png' onerror="fetch('http://evil.example/error')"><img src='/b.png' alt='图'>
<iframe src='http://evil.example/frame'></iframe><a href='http://evil.example/link' target=_top>链接</a>
<form action='http://evil.example/form'><button>提交</button></form>
<p style="height:3000px">很高</p><p>本局<b>负责</b>全区林业工作，手机138<i>7711</i>2345。</p>"""


def test_an_archived_page_is_safe_to_look_at(live_server) -> None:  # type: ignore[no-untyped-def]
    world: World = make_world()
    run = make_run(
        world.participations[0],
        {
            URL: ("text/html; charset=utf-8", HOSTILE),
            "http://lyj.example.gov.cn/s.css": (
                "text/css",
                "b{color:rgb(1,2,3)} @font-face{src:url(//evil.example/f)}",
            ),
            "http://lyj.example.gov.cn/b.png": ("image/png", png()),
        },
        {"001-form.png": png("blue", (300, 200))},
    )
    finding = make_finding(run, "1.1.1-1", [{"url": URL, "quote": "本局负责全区林业工作", "shot": "001-form.png"}])
    with browser() as chromium:
        page = signed_in(chromium, live_server.url, world, "staff")
        asked: list[str] = []
        page.context.on("request", lambda request: asked.append(request.url))
        page.goto(f"/evidence/{finding.pk}/0/")
        page.wait_for_load_state("networkidle")
        frame = page.frames[1]
        assert page.title().startswith("证据 1.1.1-1")
        assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []
        assert frame.locator("mark").all_inner_texts() == ["本局", "负责", "全区林业工作"]
        top = "one => one.getBoundingClientRect().top"
        assert 0 <= frame.locator("#zhengping-quote").evaluate(top) < 700, "the fragment scrolls to the quotation"
        assert frame.locator("img[alt=图]").evaluate("one => one.naturalWidth") == 40
        assert frame.locator("b").evaluate("one => getComputedStyle(one).color") == "rgb(1, 2, 3)"
        assert "7711" not in frame.locator("body").inner_text()
        frame.get_by_text("链接").click()
        frame.get_by_text("提交").click(force=True)
        page.wait_for_timeout(300)
        assert page.url.endswith(f"/evidence/{finding.pk}/0/")
        assert [url for url in asked if "evil" in url] == []
        assert faults_of(page) == []
        # Even a script that cleaning had missed would not run: the frame's own policy and the sandbox forbid it.
        assert frame.evaluate("() => origin") == "null"
