"""One page drawn: opened, waited for until it shows what it has, its list turned page by page, and written down."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import Request, Response, Route

from zhengping.crawl import addresses
from zhengping.probes.choosing import Wanted, are_related
from zhengping.probes.faults import ProbeFault
from zhengping.probes.tab import Tab
from zhengping.reading.drawn import is_beside_the_point
from zhengping.reading.facts import Page
from zhengping.reading.lookup import host_of, site_key
from zhengping.reading.page import PageReading, read_for_crawl

MOST_FURTHER = 9
"""Further pages of a list that are turned to at most."""
ENOUGH_FURTHER = 4
ENOUGH_DAYS = 400
"""So many further pages are enough where the list then goes back further than the year that the points look at, and
does not say that it soon ends."""
_MOST_GROWTH = 4
_CONTENT_SECONDS = {"check": 2.0, "list": 2.0, "part": 1.2, "frame": 1.2, "empty": 0.8, "dates": 0.5}
"""How long a page that is still and shows nothing new is waited for, by why it is drawn."""
_TURN_SECONDS = 2.5
_STEP_SECONDS = 0.15
_FEWEST_CHARACTERS = 30
_FEWEST_ROWS = 3
_SCROLLED_ROWS = 8
_DATA = frozenset({"xhr", "fetch", "script", "document"})
_GONE = frozenset({404, 410})
_HEAVY = frozenset({"image", "font", "media"})
_SNAPSHOT = (Path(__file__).parent / "snapshot.js").read_text(encoding="utf-8")
_TURN = (Path(__file__).parent / "paging.js").read_text(encoding="utf-8")
_INNER = """() => {
  if (!document.body) return "";
  const copy = document.body.cloneNode(true);
  for (const element of copy.querySelectorAll("script,style,noscript,template")) element.remove();
  for (const [tag, name] of [["a", "href"], ["img", "src"]]) {
    for (const element of copy.querySelectorAll(`${tag}[${name}]`)) {
      try { element.setAttribute(name, new URL(element.getAttribute(name), document.baseURI).href); } catch (error) {}
    }
  }
  return copy.innerHTML;
}"""
_SCROLL = """() => {
  const high = document.scrollingElement || document.documentElement;
  if (high.scrollHeight <= window.innerHeight + 50) return false;
  window.scrollTo(0, high.scrollHeight);
  return true;
}"""


@dataclass
class View:
    """A drawn document: the address it stands for, its HTML, and what was read of it."""

    url: str
    html: str
    reading: PageReading

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """What tells one page of a list from another."""
        return tuple((row.url, row.title) for row in self.reading.page.rows)


@dataclass
class Drawing:
    """What came of drawing a page: the page itself first, then the further pages of its list.

    `whole`: nothing of the list is left behind a script; `cookies` those that the site gave its visitor.
    """

    wanted: Wanted
    outcome: str = "ok"
    final_url: str = ""
    views: list[View] = field(default_factory=list)
    whole: bool = True
    gained: bool = False
    lacks: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    cookies: dict[str, str] = field(default_factory=dict)
    crashed: bool = False


async def spare_pictures(tab: Tab) -> None:
    """Pictures, films and fonts are not asked for in this tab: what is read of a page needs none of them."""

    async def spare(route: Route, request: Request) -> None:
        if request.resource_type in _HEAVY:
            await route.abort("aborted")
        else:
            await route.fallback()

    await tab.page.route("**/*", spare)


async def draw(tab: Tab, wanted: Wanted, static: Page | None, own: Callable[[str], bool]) -> Drawing:
    """Draws one page. `static` is what its HTML gave, None where that was refused; `own` tells the site's addresses.

    Raises BudgetSpent, and ProbeFault where the page broke down.
    """
    drawing = Drawing(wanted)
    faults = _Faults(tab, site_key(host_of(wanted.url)), scripts_may_lack=wanted.why == "empty")
    loaded = await tab.open(wanted.url, action="绘制页面")
    drawing.outcome = loaded.outcome
    if not loaded.readable:
        return drawing
    view = await _view(tab, wanted.url)
    if static is None or not shows_more(static, view.reading.page):
        view = await _wait_for_more(tab, wanted, static, view)
    if view.reading.challenge or view.reading.soft_not_found:
        drawing.outcome = "blocked" if view.reading.challenge else "not-found"
        return drawing
    drawing.outcome = "ok"
    final = addresses.canonical(tab.page.url)
    if final and final != wanted.url:
        if not own(final):
            drawing.outcome, drawing.final_url = "off-scope", final
            return drawing
        drawing.final_url = final
        view = View(final, view.html, read_for_crawl(final, view.html.encode("utf-8", "replace"), _HTML))
    drawing.views.append(view)
    drawing.gained = static is None or shows_more(static, view.reading.page)
    if wanted.column and len(view.reading.page.rows) >= _FEWEST_ROWS:
        await _turn_pages(tab, drawing)
        drawing.gained = drawing.gained or len(drawing.views) > 1
    drawing.lacks = faults.named()
    drawing.held = sorted(tab.held)
    if wanted.why == "check":
        drawing.cookies = await _cookies(tab, wanted.url)
    return drawing


_HTML = "text/html; charset=utf-8"


async def _view(tab: Tab, url: str) -> View:
    """The document as it is drawn now, with what stands in its frames."""
    foreign = {}
    own = site_key(host_of(tab.page.url))
    for frame in tab.page.frames[1:][:8]:
        host = site_key(host_of(frame.url))
        if host and host != own and are_related(host, own):
            foreign[frame.url] = await tab.js_in(frame, _INNER) or ""
    html = str(await tab.js(_SNAPSHOT, foreign, 10) or "")
    return View(url, html, read_for_crawl(url, html.encode("utf-8", "replace"), _HTML))


async def _wait_for_more(tab: Tab, wanted: Wanted, static: Page | None, view: View) -> View:
    """Waits a while for a page that shows no more than its HTML did: some begin to ask for data only after a moment."""
    until = time.monotonic() + _CONTENT_SECONDS.get(wanted.why, 0.0)
    while time.monotonic() < until:
        if not view.reading.challenge and shows_more(static, view.reading.page):
            break
        await asyncio.sleep(_STEP_SECONDS)
        await tab.settle(3.0)
        view = await _view(tab, wanted.url)
    return view


def shows_more(static: Page | None, page: Page) -> bool:
    """Whether a drawn page holds what its HTML did not: rows, their dates, a text, forms, files, people, a menu."""
    if static is None:
        return bool(page.rows or len(page.text) >= _FEWEST_CHARACTERS or len(page.links) >= _FEWEST_ROWS)
    if len(page.rows) > len(static.rows) or len(page.text) >= len(static.text) + _FEWEST_CHARACTERS:
        return True
    if sum(row.day is not None for row in page.rows) > sum(row.day is not None for row in static.rows):
        return True
    if static.published is None and page.published is not None and page.kind == "article":
        return True
    counted = ("forms", "attachments", "people", "letters", "tables")
    if any(len(getattr(page, name)) > len(getattr(static, name)) for name in counted):
        return True
    new = {link.url for link in page.links if link.text} - {link.url for link in static.links}
    return len(new) >= _FEWEST_ROWS


# --- the pages of a list -----------------------------------------------------------------------------------------


async def _turn_pages(tab: Tab, drawing: Drawing) -> None:
    """Turns to a list's further pages where a script does it; a list that grows by a button or by scrolling is let
    grow."""
    pressed = await _press_next(tab, drawing)
    if pressed:
        return
    first = drawing.views[0]
    for kind in ("more", "scroll"):
        if kind == "scroll" and len(first.rows) < _SCROLLED_ROWS:
            break
        for turn in range(_MOST_GROWTH + 1):
            if kind == "more":
                answer = await tab.js(_TURN, ["more", 0])
                grows = answer == "pressed"
            else:
                grows = bool(await tab.js(_SCROLL))
            if not grows:
                break
            grown = await _await_rows(tab, first.url, drawing.views[0].rows, 1.0 if kind == "scroll" else _TURN_SECONDS)
            if grown is None or not set(grown.rows) > set(drawing.views[0].rows):
                break
            if turn == _MOST_GROWTH:
                drawing.whole = False
                return
            drawing.views[0] = grown
            drawing.gained = True
        if drawing.views[0] is not first:
            return


async def _press_next(tab: Tab, drawing: Drawing) -> bool:
    """Presses 下一页 until the list ends or enough was seen; whether there was such a control."""
    first = drawing.views[0]
    base = first.url
    seen = {first.rows}
    for number in range(2, MOST_FURTHER + 3):
        if len(drawing.views) > ENOUGH_FURTHER and not _ends_soon(first) and _days(drawing.views) > ENOUGH_DAYS:
            drawing.whole = False
            return True
        answer = await tab.js(_TURN, ["next", number])
        if answer != "pressed":
            # A control that ended, or vanished with the last page: the list is whole.
            return number > 2 or answer in ("end", "address")
        turned = await _await_rows(tab, f"{base}#page={number}", drawing.views[-1].rows, _TURN_SECONDS)
        if turned is None or turned.rows in seen or number == MOST_FURTHER + 2:
            # Nothing came of it (held back, broken, or the end without a sign): what is left is unknown.
            drawing.whole = False
            return True
        seen.add(turned.rows)
        final = addresses.canonical(tab.page.url)
        if final and final != base and addresses.canonical(tab.page.url) != drawing.wanted.url:
            turned.url = final  # a page with an address of its own
        drawing.views.append(turned)
    return True


def _ends_soon(view: View) -> bool:
    """Whether the list says that it has no more pages than are turned to: then it is worth having whole."""
    paging = view.reading.page.paging
    return paging is not None and 0 < paging.pages <= MOST_FURTHER + 1


def _days(views: Sequence[View]) -> int:
    """How many days lie between the newest and the oldest row."""
    days = [row.day for view in views for row in view.reading.page.rows if row.day is not None]
    return (max(days) - min(days)).days if days else 0


async def _await_rows(tab: Tab, url: str, before: tuple[tuple[str, str], ...], seconds: float) -> View | None:
    """The document once its rows are others than before; None where they stay."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        await asyncio.sleep(_STEP_SECONDS)
        await tab.settle(2.0)
        view = await _view(tab, url)
        if view.rows and view.rows != before:
            return view
    return None


# --- what did not come -------------------------------------------------------------------------------------------


class _Faults:
    """Notes which data of a page did not come: refused, failed, held back as no looking.

    `scripts_may_lack`: scripts that the site does not have (404) count for nothing. No visitor gets them, and where
    nothing points to a list they are mostly what was left over of an older template.
    """

    def __init__(self, tab: Tab, own: str, *, scripts_may_lack: bool) -> None:
        self._tab = tab
        self._own = own
        self._scripts_may_lack = scripts_may_lack
        self._failed: dict[str, None] = {}
        self._held = set(tab.held)
        tab.page.on("requestfailed", self._on_failure)
        tab.page.on("response", self._on_response)

    def _on_failure(self, request: Request) -> None:
        if request.resource_type in _DATA and request.url.startswith("http"):
            self._failed.setdefault(request.url)

    def _on_response(self, response: Response) -> None:
        kind = response.request.resource_type
        if response.status < 400 or kind not in _DATA:
            return
        if self._scripts_may_lack and kind == "script" and response.status in _GONE:
            return
        self._failed.setdefault(response.url)

    def named(self) -> list[str]:
        """Addresses, without query, of the data that did not come; counters and the like are left out."""
        self._tab.page.remove_listener("requestfailed", self._on_failure)
        self._tab.page.remove_listener("response", self._on_response)
        held = {line.partition(" ")[2] for line in set(self._tab.held) - self._held}
        found = {
            url.partition("?")[0]
            for url in (*self._failed, *held)
            if are_related(site_key(host_of(url)), self._own) and not is_beside_the_point(urlsplit(url).path)
        }
        return sorted(found)


async def _cookies(tab: Tab, url: str) -> dict[str, str]:
    """The cookies that the site gave this program for an address."""
    try:
        found = await asyncio.wait_for(tab.page.context.cookies(url), 5)
    except TimeoutError as error:
        raise ProbeFault("浏览器没有应答") from error
    return {cookie["name"]: cookie["value"] for cookie in found if cookie.get("name")}
