"""A real browser on the tests' server: the system's Chromium, signed in as a user of the world; axe on a page."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import Any

from django.conf import settings
from playwright.sync_api import Browser, Page, sync_playwright

import zhengping
from tests.office.making import World
from zhengping.probes.browser import find_browser

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
_AXE = files(zhengping) / "probes" / "assets" / "axe-core" / "axe.min.js"


@contextmanager
def browser() -> Iterator[Browser]:
    """The system's Chromium; the tests' thread may use the database beside it."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with sync_playwright() as playwright:
            found = playwright.chromium.launch(executable_path=str(find_browser()), args=["--no-sandbox"])
            try:
                yield found
            finally:
                found.close()
    finally:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def signed_in(browser: Browser, server: str, world: World, who: str, size: Any = None) -> Page:
    """A new window in which this user is signed in."""
    cookie = world.client(who).cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context(base_url=server, viewport=size or WIDE, locale="zh-CN")
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": server}])
    page = context.new_page()
    page.set_default_timeout(60_000)
    return page


def faults_of(page: Page) -> list[str]:
    """What axe finds against WCAG 2.1 A and AA and its good practice, and whether the page is wider than its window."""
    # Run as Playwright's own script: the page's policy forbids a script that is written into it.
    page.evaluate(_AXE.read_text(encoding="utf-8") + "; undefined")
    found = page.evaluate("axe.run(document, {iframes: false})")
    faults = [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"):
        faults.append("wider than the window")
    return faults
