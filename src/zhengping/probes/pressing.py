"""Pointing at a control and pressing it, and what it asks for: windows, other addresses, layers over the page."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
from playwright.async_api import Error, Request
from playwright.async_api import Page as BrowserPage

from zhengping.probes.tab import Tab

_CONTROLS = (Path(__file__).parent / "controls.js").read_text(encoding="utf-8")
_PATIENCE = 1500.0
"""Milliseconds that a control is given to let itself be pointed at or pressed."""


class Control(msgspec.Struct, frozen=True):
    """A control of the page that is open. `mark` finds it again; `href` is a link's address that leads elsewhere."""

    mark: str
    service: str
    label: str
    visible: bool
    href: str = ""
    leads: bool = False


@dataclass
class Asked:
    """What pressing brought about: addresses that a window or the tab itself was to open, and the new windows."""

    addresses: list[str] = field(default_factory=list)
    windows: list[BrowserPage] = field(default_factory=list)


async def controls(tab: Tab, act: str, **words: Any) -> list[Control]:
    """Controls of the page that is open: `act` share, openers or entries, with the words that it needs."""
    return [msgspec.convert(each, Control) for each in await tab.js(_CONTROLS, {"act": act, **words})]


async def layers(tab: Tab) -> int:
    """How many elements lie over the page."""
    return int(await tab.js(_CONTROLS, {"act": "layers"}))


@asynccontextmanager
async def listening(tab: Tab) -> AsyncIterator[Asked]:
    """Hears what is asked for meanwhile; windows that were opened are closed at the end."""
    asked = Asked()
    browser = tab.page.context

    def hear(request: Request) -> None:
        if not request.is_navigation_request():
            return
        try:
            inner = request.frame.parent_frame is not None
        except Error:  # the first request of a window comes before its page
            inner = False
        if not inner:
            asked.addresses.append(request.url)

    def see(page: BrowserPage) -> None:
        asked.windows.append(page)

    browser.on("request", hear)
    browser.on("page", see)
    try:
        yield asked
    finally:
        browser.remove_listener("request", hear)
        browser.remove_listener("page", see)
        for page in asked.windows:
            with contextlib.suppress(Error, TimeoutError):
                await asyncio.wait_for(page.close(), 3)


async def point_at(tab: Tab, control: Control) -> None:
    """Moves the pointer onto a control, in view; where something covers it, the page is told that it was."""
    place = tab.page.locator(f'[data-zhengping="{control.mark}"]').first
    try:
        await place.hover(timeout=_PATIENCE)
    except Error:
        with contextlib.suppress(Error):
            for event in ("mouseover", "mouseenter"):
                await place.dispatch_event(event, timeout=_PATIENCE)
    await tab.settle(2.0)


async def press(tab: Tab, control: Control) -> None:
    """Presses a control; where something covers it, the page is told that it was pressed."""
    place = tab.page.locator(f'[data-zhengping="{control.mark}"]').first
    try:
        await place.click(timeout=_PATIENCE, no_wait_after=True)
    except Error:
        with contextlib.suppress(Error):
            await place.dispatch_event("click", timeout=_PATIENCE)
    await asyncio.sleep(0.2)
    await tab.settle(3.0)


async def let_go(tab: Tab) -> None:
    """Takes the pointer away and closes what a key closes."""
    with contextlib.suppress(Error, TimeoutError):
        await asyncio.wait_for(tab.page.mouse.move(0, 0), 3)
        await asyncio.wait_for(tab.page.keyboard.press("Escape"), 3)
