"""People in front of the office's pages: each has a window of his own and does what a person does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.office.browsing import WIDE
from zhengping.office.accounts.models import User

PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)


class People:
    """Windows by user name. `errors`: what the browser's console said of every page (script errors, policy)."""

    def __init__(self, chromium: Browser, server: str) -> None:
        self.chromium, self.server = chromium, server
        self.errors: list[str] = []
        self._pages: dict[str, Page] = {}
        self._contexts: list[BrowserContext] = []

    def stranger(self, size: Any = None) -> Page:
        """A window in which nobody is signed in."""
        context = self.chromium.new_context(base_url=self.server, viewport=size or WIDE, locale="zh-CN")
        context.set_default_timeout(PATIENCE)
        self._contexts.append(context)
        page = context.new_page()
        page.on("console", lambda one: self._heard(one.type, one.text, page))
        page.on("pageerror", lambda error: self._heard("error", str(error), page))
        return page

    def as_(self, name: str) -> Page:
        """The window of this user, signed in."""
        if name not in self._pages:
            self._pages[name] = self.another_window(name)
        return self._pages[name]

    def another_window(self, name: str, size: Any = None) -> Page:
        """One more window of this user, on another device."""
        page = self.stranger(size)
        client = Client()
        client.force_login(User.objects.get(username=name), backend=settings.AUTHENTICATION_BACKENDS[1])
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": self.server}])
        return page

    def sign_in(self, name: str, password: str) -> Page:
        """Signs in by the form; the window stays this user's."""
        page = self._pages[name] = self.stranger()
        page.goto("/")
        page.get_by_label("登录名").fill(name)
        page.get_by_label("密码", exact=True).fill(password)
        page.get_by_role("button", name="登录", exact=True).click()
        return page

    def leave(self) -> None:
        """Closes every window."""
        for context in self._contexts:
            context.close()

    def _heard(self, kind: str, text: str, page: Page) -> None:
        # Refusals that a test asks for are no fault of the page: the browser writes every such answer down.
        if kind == "error" and "Failed to load resource" not in text:
            self.errors.append(f"{page.url}: {text}")


def said(page: Page, words: str) -> None:
    """The page says this in its messages."""
    expect(page.locator("#messages")).to_contain_text(words)


def a_file(name: str, body: bytes) -> Any:
    """A file as it is chosen in a form."""
    return {"name": name, "mimeType": "application/octet-stream", "buffer": body}


def picture(path: Path, page: Page) -> None:
    """A screenshot, for those who look."""
    page.screenshot(path=path, full_page=True)
