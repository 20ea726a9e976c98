"""The scripts of the live pages in a real browser: what a visitor sees at a setting."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from playwright.async_api import Page, async_playwright

from tests.sample.live.conftest import Visitor
from zhengping.probes.browser import find_browser

pytestmark = [pytest.mark.slow, pytest.mark.skipif(find_browser() is None, reason="no Chromium on this machine")]
Look = Callable[[Page], Awaitable[Any]]


def seen(visitor: Visitor, path: str, look: Look, *, width: int = 1200) -> Any:
    """What `look` finds on a page of the site; pictures and scripts of other hosts do not load."""

    async def run() -> Any:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
            context = await browser.new_context(viewport={"width": width, "height": 800}, is_mobile=width < 500)
            page = await context.new_page()
            try:
                await page.goto(visitor.served.url.rstrip("/") + path, timeout=60_000)
                return await look(page)
            finally:
                await browser.close()

    return asyncio.run(run())


def form_page(visitor: Visitor) -> str:
    return str(visitor.data["forms"]["letter"][0])


@pytest.mark.parametrize(
    ("mode", "fields"), [("whole", 1), ("drawn", 1), ("blank", 0), ("broken", 0), ("login", 0), ("error", 0)]
)
def test_a_form_comes_as_its_switch_says(trs: Visitor, mode: str, fields: int) -> None:
    trs.live.switch(form_letter=mode)

    async def look(page: Page) -> int:
        await page.wait_for_timeout(1200)
        return await page.locator("textarea[name=content]").count()

    assert seen(trs, form_page(trs), look) == fields


def test_the_forms_own_checks_hold_an_empty_form_back(trs: Visitor) -> None:
    async def look(page: Page) -> list[str]:
        await page.locator('form[action="/mailbox/submit"] input[type=submit]').click()
        return await page.locator(".tip").all_inner_texts()

    assert seen(trs, form_page(trs), look) == ["此项不能为空"] * 3
    assert trs.live.submitted == []


@pytest.mark.parametrize("how", ["post", "xhr", "button"])
def test_a_form_without_checks_is_submitted_in_its_way(trs: Visitor, how: str) -> None:
    trs.live.clear()
    trs.live.switch(form_submit=how, form_checks=False)

    async def look(page: Page) -> None:
        await page.locator('form[action="/mailbox/submit"]').locator("input[type=submit],.tj").click()
        await page.wait_for_timeout(800)

    seen(trs, form_page(trs), look)
    assert trs.live.submitted == [("POST", "/mailbox/submit")]


@pytest.mark.parametrize(("phone", "wide"), [("fits", False), ("sideways", True)])
def test_every_family_fits_a_phone_or_does_not(visitor: Visitor, phone: str, wide: bool) -> None:
    visitor.live.switch(phone=phone)

    async def look(page: Page) -> int:
        return int(await page.evaluate("document.documentElement.scrollWidth"))

    assert (seen(visitor, "/", look, width=390) > 391) is wide


def test_no_page_of_a_family_throws_an_error(visitor: Visitor) -> None:
    article = visitor.first(column="通知公告")["url"]
    pages = ["/", article, *(visitor.data["forms"][key][0] for key in ("data_query", "letter", "library"))]
    errors: list[str] = []

    async def look(page: Page) -> None:
        page.on("pageerror", lambda error: errors.append(str(error)))
        for path in pages:
            await page.goto(visitor.served.url.rstrip("/") + path)

    seen(visitor, "/", look)
    assert errors == []


@pytest.mark.parametrize("kind", ["gkmlpt", "jpaas", "vue", "iframe", "cookie"])
def test_a_drawn_column_shows_its_rows(drawn: Visitor, kind: str) -> None:
    key = next(key for key, drawing in drawn.data["drawn"] if drawing == kind)
    column = drawn.data["columns"][key]

    async def look(page: Page) -> str:
        await page.wait_for_timeout(1000)
        return " ".join([await frame.inner_text("body") for frame in page.frames])

    text = seen(drawn, column["url"], look)
    assert [row["title"] for row in column["rows"][: column["per_page"]] if row["title"] not in text] == []


@pytest.mark.parametrize(("kind", "happens"), [("alert", "dialog"), ("popup", "popup"), ("download", "download")])
def test_a_hostile_page_is_hostile(trs: Visitor, kind: str, happens: str) -> None:
    trs.live.switch(hostile=kind, hostile_at=form_page(trs))
    happened: list[str] = []

    async def look(page: Page) -> None:
        async def dismiss(dialog: Any) -> None:
            happened.append("dialog")
            await dialog.dismiss()

        page.on("dialog", dismiss)
        page.on("popup", lambda _: happened.append("popup"))
        page.on("download", lambda _: happened.append("download"))
        await page.goto(trs.served.url.rstrip("/") + form_page(trs))
        await page.wait_for_timeout(1000)

    seen(trs, "/", look)
    assert set(happened) == {happens}
