"""Whatever a page does with what is typed into it, nothing of it leaves the browser."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest
from playwright.async_api import Error, async_playwright

from tests.checks.sites import context
from tests.probes.browsing import browse, needs_browser
from tests.probes.serving import Served, serving
from zhengping.probes.browser import find_browser
from zhengping.probes.form_fields import fill, press, seen_forms
from zhengping.probes.forms import form_words
from zhengping.probes.session import Session

pytestmark = needs_browser

FIELDS = '<p>姓名：<input name="name"></p><p>内容：<textarea name="content"></textarea></p>'
SUBMIT = '<input type="submit" value="提交">'
BUTTON = '<button type="button" onclick="send()">提交</button>'

# Each sends what was typed to U, beside the page, so that all of them can stand in one page.
SCRIPTS = {
    "xhr": "const r=new XMLHttpRequest();r.open('POST',U);r.send(v())",
    "xhr-get": "const r=new XMLHttpRequest();r.open('GET',U+'?'+encodeURIComponent(v()));r.send()",
    "fetch": "fetch(U,{method:'POST',body:v()})",
    "fetch-get": "fetch(U+'?'+encodeURIComponent(v()))",
    "fetch-that-outlives-the-page": "fetch(new Request(U,{method:'POST',keepalive:true,body:v()}))",
    "beacon": "navigator.sendBeacon(U,v())",
    "picture": "new Image().src=U+'?'+encodeURIComponent(v())",
    "picture-escaped": "new Image().src=U+'?'+escape(v())",
    "picture-base64": "new Image().src=U+'/'+btoa(escape(v()))",
    "script": "const s=document.createElement('script');s.src=U+'?'+escape(v());document.body.append(s)",
    "style": "document.body.style.background='url('+U+'?'+escape(v())+')'",
    "events": "new EventSource(U+'?'+escape(v()))",
    "frame": "const i=document.createElement('iframe');i.src=U+'?'+escape(v());document.body.append(i)",
    "window": "window.open(U+'?'+encodeURIComponent(v()))",
    "window-without-opener": "window.open(U+'?'+encodeURIComponent(v()),'_blank','noopener')",
    "form-in-a-new-window": "const g=document.createElement('form');g.action=U;g.target='_blank';g.method='post';"
    "g.innerHTML='<input name=a value=b>';document.body.append(g);g.submit()",
    "link-in-a-new-window": "const a=document.createElement('a');a.href=U+'?'+escape(v());a.target='_blank';a.click()",
    "timer": "setTimeout(()=>fetch(U+'?'+escape(v())),300)",
}


def scripted(body: str, attributes: str = 'onsubmit="return false"') -> str:
    """A form whose script `send` is run by its button and by whatever is typed."""
    return (
        f'<form id="f" {attributes}>{FIELDS}{BUTTON}</form>'
        f"<script>const f=document.getElementById('f'),v=()=>f.name.value||'x';function send(){{{body}}}"
        "f.addEventListener('change',send);</script>"
    )


PAGES = {
    "beside": scripted("".join(f"try{{const U='/sent/{name}';{way}}}catch(e){{}}\n" for name, way in SCRIPTS.items())),
    "post-form": f'<form action="/sent/post-form" method="post">{FIELDS}{SUBMIT}</form>',
    "get-form": f'<form action="/sent/get-form">{FIELDS}{SUBMIT}</form>',
    "event-stopped": '<form action="/sent/event-stopped" method="post" onsubmit="event.stopPropagation()">'
    f"{FIELDS}{SUBMIT}</form>",
    "new-window": f'<form action="/sent/new-window" target="_blank" rel="noopener" onsubmit="event.stopPropagation()">'
    f"{FIELDS}{SUBMIT}</form>",
    "button-submits": scripted("f.submit()", 'action="/sent/button-submits" method="post"'),
    "button-submits-get": scripted("f.submit()", 'action="/sent/button-submits-get"'),
    "request-submit": scripted("f.requestSubmit()", 'action="/sent/request-submit" method="post"'),
    "method-of-a-frame": scripted(
        "const i=document.createElement('iframe');document.body.append(i);"
        "i.contentWindow.HTMLFormElement.prototype.submit.call(f)",
        'action="/sent/method-of-a-frame" method="post"',
    ),
    "address": scripted("location='/sent/address?'+encodeURIComponent(v())"),
    "asked-first": scripted("if(confirm('确定提交吗？'))f.submit()", 'action="/sent/asked-first" method="post"'),
    "in-a-frame": '<iframe src="/framed" width="600" height="300"></iframe>',
    "leaving": scripted("1") + "<script>for(const e of ['beforeunload','pagehide','unload','visibilitychange'])"
    "for(const to of [window,document])to.addEventListener(e,()=>{navigator.sendBeacon('/sent/leaving',v());"
    "new Image().src='/sent/leaving?'+escape(v());fetch('/sent/leaving?f='+escape(v()),{keepalive:true})});"
    "onpagehide=()=>fetch('/sent/leaving',{keepalive:true})</script>",
}
FRAMED = f'<form action="/sent/in-a-frame" method="post">{FIELDS}{SUBMIT}</form>'
WAYS = (*SCRIPTS, *(name for name in PAGES if name != "beside"))


def sent(served: Served) -> set[str]:
    return {path.split("?")[0].split("/")[2] for _, path in served.asked if path.startswith("/sent/")}


@pytest.fixture(scope="module")
def site() -> dict[str, str]:
    head = "<!DOCTYPE html><meta charset=utf-8><title>写信</title>"
    return {f"/{name}": head + page for name, page in PAGES.items()} | {"/framed": head + FRAMED}


@pytest.fixture(scope="module")
def sealed(site: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> tuple[set[str], dict[str, list[str]]]:
    """What arrived at the server from forms filled and pressed by the probe; the labels of the fields it filled."""
    words = form_words(context())
    filled: dict[str, list[str]] = {}

    async def use(session: Session) -> None:
        for name in PAGES:
            async with session.tab() as tab:
                await tab.open(f"{served.url}{name}")
                (form,) = await seen_forms(tab, words.submits)
                await tab.seal()
                done = await fill(tab, form, words.complaints)
                filled[name] = [each.label for each in done.fields if each.filled]
                await press(tab, form, form.buttons[0], words.complaints)
        await asyncio.sleep(0.5)

    with serving(site) as served:
        browse(tmp_path_factory.mktemp("sealed"), use)
        return sent(served), filled


@pytest.fixture(scope="module")
def free(site: dict[str, str]) -> set[str]:
    """What arrives from the same pages in a browser that holds nothing back."""

    async def use() -> None:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=str(find_browser()), args=["--no-sandbox"])
            for name in PAGES:
                page = await browser.new_page()
                page.on("dialog", lambda dialog: asyncio.ensure_future(dialog.accept()))
                await page.goto(f"{served.url}{name}")
                with suppress(Error):
                    await page.frames[-1].locator("[name=name]").fill("意见", timeout=3000)
                    await page.frames[-1].locator("[type=submit],button").click(timeout=3000, no_wait_after=True)
                await asyncio.sleep(0.6)
                await page.close(run_before_unload=name == "leaving")
            await asyncio.sleep(0.5)
            await browser.close()

    with serving(site) as served:
        asyncio.run(use())
        return sent(served)


@pytest.mark.parametrize("way", WAYS)
def test_nothing_of_a_filled_form_leaves_the_browser(sealed: tuple[set[str], dict[str, list[str]]], way: str) -> None:
    assert way not in sealed[0]


@pytest.mark.parametrize("page", PAGES)
def test_the_form_was_really_filled(sealed: tuple[set[str], dict[str, list[str]]], page: str) -> None:
    assert sealed[1][page] == ["姓名", "内容"]


@pytest.mark.parametrize("way", WAYS)
def test_the_same_page_does_send_where_nothing_is_held(free: set[str], way: str) -> None:
    assert way in free


def test_enter_in_a_field_sends_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    page = f'<!DOCTYPE html><meta charset=utf-8><form action="/sent/enter">{FIELDS}{SUBMIT}</form>'
    with serving({"/": page}) as served:

        async def enter(session: Session) -> str:
            async with session.tab() as tab:
                await tab.open(served.url)
                await tab.seal()
                await tab.page.locator("[name=name]").fill("政评测试")
                await tab.page.keyboard.press("Enter")
                await tab.settle(1)
                return tab.page.url

        assert browse(tmp_path_factory.mktemp("enter"), enter) == served.url
        assert not sent(served)
