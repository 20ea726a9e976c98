"""The site on a telephone (5.1.2): does it fit the screen, can it be read and touched, is the content still there.

Each page is opened twice, wide and at 390 pixels; what the wide page shows of its rows, text and fields is looked for
on the small one. An entry to a mobile site is opened and measured as well.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from zhengping.checks.channels import mobile_entrances
from zhengping.checks.context import Context
from zhengping.checks.entries import LONGEST_LABEL
from zhengping.checks.tools import has_any, number, words
from zhengping.probes.faults import BudgetSpent, ProbeFault
from zhengping.probes.sampled import Sampled, sampled_pages
from zhengping.probes.session import Session
from zhengping.probes.several_tabs import Tabs
from zhengping.probes.tab import Loaded, Tab
from zhengping.reading.facts import Link, Page
from zhengping.reading.probed.appearance import MobileEntry, PhonePage, PhoneTrial
from zhengping.reading.probed.common import Step, TrialState

LOADS, SECONDS = 22, 110.0
_CODE = "5.1.2"
_SCRIPT = (Path(__file__).parent / "phone.js").read_text(encoding="utf-8")
_SPACE = re.compile(r"\s+")
_SHORTEST = 6
"""Characters of a line or title that is looked for on the small screen."""
_MOST_WANTED = 120
_MOST_LOST = 5
_MOST_ENTRIES = 2
_NAMES = {"home": "首页", "list": "列表页", "article": "文章页", "form": "表单页", "mobile": "移动版"}
_CONTENT_REGIONS = ("body", "list")


async def try_phone(session: Session, context: Context) -> PhoneTrial:
    """Home, two lists, two articles and a form page on a telephone, and the entries of the home page.

    Where the budget did not last the trial is `skipped`, with what was measured until then.
    """
    pages: list[PhonePage] = []
    entries: list[MobileEntry] = []
    sampled = sampled_pages(session, context, "phone", list=2, article=2, form=1)
    if not sampled:
        return PhoneTrial(state="absent", why="没有读到首页，无从用手机打开")
    tabs, spent, drawn = Tabs(session), "", list[Link]()
    try:
        for each in sampled:
            page, links = await _look(context, each, tabs)
            pages.append(page)
            drawn += links
            if each.kind == "home" and page.outcome in ("blocked", "robots"):
                return PhoneTrial(state="blocked", why="手机访问首页被拒绝", pages=tuple(pages), **tabs.kept())
        home = pages[0] if pages[0].kind == "home" else None
        for label, url in _addresses(context, drawn):
            entries.append(await _entry(context, label, url, home, tabs))
    except BudgetSpent as over:
        spent = str(over)
    state: TrialState = "skipped" if spent else "done"
    return PhoneTrial(state=state, why=spent, pages=tuple(pages), entries=tuple(entries), **tabs.kept())


# --- one page ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Seen:
    """What can be seen of a page: its whole text without spaces, its links' addresses, the names of its fields."""

    text: str
    links: frozenset[str]
    fields: tuple[str, ...]


def _seen(measures: dict[str, Any]) -> _Seen:
    return _Seen(_SPACE.sub("", measures["text"]), frozenset(measures["links"]), tuple(measures["fields"]))


async def measured(context: Context, tab: Tab, phone: bool) -> dict[str, Any]:
    """What the script `phone.js` measures of the tab's page, by the edition's sizes."""
    sizes = {
        "screen": number(context, _CODE, "screen_width") if phone else 0,
        "text": number(context, _CODE, "text_size"),
        "target": number(context, _CODE, "target_size"),
        "slack": number(context, _CODE, "screen_slack"),
    }
    measures: dict[str, Any] = await tab.js(_SCRIPT, sizes, 15)
    measures["styled"] = await _styled(tab, measures["sheets"])
    return measures


async def _styled(tab: Tab, sheets: Sequence[str]) -> bool:
    """Whether all style sheets of the page came; their answers may be counted a moment after the page is still."""
    for wait in (0.0, 0.2, 0.6, 1.2):
        await asyncio.sleep(wait)
        answers = {url: status for url, _, status, _ in tab.responses}
        if any(answers.get(url, 200) >= 400 for url in sheets):
            return False
        if all(url in answers or tab.session.was_kept(url) for url in sheets):
            return True
    return False


async def opened(tab: Tab, url: str, action: str) -> Loaded:
    """Opens an address; one that leads nowhere is asked for a second time: once may be an accident."""
    loaded = await tab.open(url, action=action)
    if loaded.outcome in ("dead", "error", "not-found", "timeout"):
        loaded = await tab.open(url, action=f"再次{action}")
    return loaded


async def _look(context: Context, sampled: Sampled, tabs: Tabs) -> tuple[PhonePage, list[Link]]:
    """A page wide and small, and the links of a home page as it is drawn: scripts often add the entry to a mobile site.

    A fault of the one page leaves the others to be tried.
    """
    name, drawn = _NAMES[sampled.kind], list[Link]()
    try:
        async with tabs.tab() as wide:
            first = await opened(wide, sampled.url, f"打开{name}")
            if not first.readable:
                return PhonePage(sampled.url, sampled.kind, first.outcome, first.final_url), drawn
            wide_seen = _seen(await measured(context, wide, phone=False))
            page = await wide.read()
            if sampled.kind == "home":
                drawn += page.links
            wanted = _wanted(sampled.kind, page, wide_seen)
        async with tabs.tab(phone=True) as small:
            loaded = await opened(small, sampled.url, f"用手机打开{name}")
            if not loaded.readable:
                return PhonePage(sampled.url, sampled.kind, loaded.outcome, loaded.final_url), drawn
            seen = await _page(context, sampled.url, sampled.kind, loaded, small, wanted, wide_seen.fields)
        return msgspec.structs.replace(seen, moved=loaded.final_url != first.final_url), drawn
    except ProbeFault as fault:
        tabs.steps.append(Step(f"用手机打开{name}", sampled.url, str(fault)))
        return PhonePage(sampled.url, sampled.kind, "failed"), drawn


async def _page(
    context: Context,
    url: str,
    kind: str,
    loaded: Loaded,
    small: Tab,
    wanted: Sequence[tuple[str, str]],
    fields: Sequence[str],
) -> PhonePage:
    """The page in the telephone's tab, measured and photographed."""
    measures = await measured(context, small, phone=True)
    seen = _seen(measures)
    lost = [text for text, address in wanted if text not in seen.text and address not in seen.links]
    gone = [field for field in fields if field not in seen.fields] if kind == "form" else []
    count = len(wanted) + (len(fields) if kind == "form" else 0)
    # A document is as whole as its text is; a list and a form as many of their rows and fields as are there.
    whole = sum(len(text) for text, _ in wanted) if kind == "article" else count
    missing = sum(map(len, lost)) if kind == "article" else len(lost) + len(gone)
    width = number(context, _CODE, "screen_width")
    shot = await small.shot(f"phone-{kind}", f"{_NAMES[kind]}在{width}像素宽的手机屏幕上")
    small.step(f"在{width}像素宽的屏幕上测量", f"内容宽{measures['content']}像素")
    return PhonePage(
        url=url,
        kind=kind,
        outcome=loaded.outcome,
        final_url=loaded.final_url,
        title=loaded.title[:80],
        width=width,
        layout_width=measures["layout"],
        content_width=measures["content"],
        characters=measures["characters"],
        text_size=measures["textSize"],
        small_text=measures["small"],
        cut=min(1000, measures["cut"]),
        targets=measures["targets"],
        small_targets=measures["smallTargets"],
        wanted=count,
        kept=1000 * (whole - missing) // whole if whole else 1000,
        lost=tuple([*(text[:40] for text in lost), *gone][:_MOST_LOST]),
        viewport=measures["viewport"],
        styled=measures["styled"],
        shot=shot.file if shot else "",
    )


def _wanted(kind: str, page: Page, seen: _Seen) -> list[tuple[str, str]]:
    """(text, address) of the main content that the wide page shows: rows and links of its own part, lines of text."""
    found: dict[str, str] = {}
    if kind in ("home", "list"):
        for link in page.links:
            if link.region in _CONTENT_REGIONS and link.url in seen.links:
                found.setdefault(_SPACE.sub("", link.text), link.url)
    if kind in ("article", "form") or not found:
        for line in page.text.split("\n"):
            found.setdefault(_SPACE.sub("", line), "")
    shown = [(text, url) for text, url in found.items() if len(text) >= _SHORTEST and text in seen.text]
    return shown[:_MOST_WANTED]


# --- an entry to a mobile site -------------------------------------------------------------------------------


def _addresses(context: Context, drawn: Sequence[Link]) -> list[tuple[str, str]]:
    """(label, address) of the home page's entries to a mobile site or app, each address once, in their order."""
    home = {context.site.url, context.site.home.url if context.site.home else ""}
    named, never = words(context, _CODE, "entrance"), words(context, _CODE, "no_entrance")
    hosts = words(context, _CODE, "hosts")
    found = {entrance.url: entrance.label for entrance in mobile_entrances(context)}
    for link in drawn:
        label = link.label.strip()
        short = len(label) <= LONGEST_LABEL and has_any(label, named) and not has_any(label, never)
        if short or has_any(link.url, hosts):
            found.setdefault(link.url, label or link.url)
    kept = [(label, url) for url, label in found.items() if url.startswith("http") and url not in home]
    return kept[:_MOST_ENTRIES]


async def _entry(context: Context, label: str, url: str, home: PhonePage | None, tabs: Tabs) -> MobileEntry:
    """What comes behind an entry."""
    app = bool(has_any(url.lower(), words(context, _CODE, "app_hosts")))
    try:
        async with tabs.tab(phone=True) as small:
            loaded = await opened(small, url, f"打开入口“{label[:20]}”")
            if loaded.outcome == "download":
                return MobileEntry(label[:40], url, PhonePage(url, "mobile", "download"), app=True)
            if not loaded.readable:
                return MobileEntry(label[:40], url, PhonePage(url, "mobile", loaded.outcome, loaded.final_url), app=app)
            page = await _page(context, url, "mobile", loaded, small, (), ())
    except ProbeFault as fault:
        tabs.steps.append(Step("打开移动版入口", url, str(fault)))
        return MobileEntry(label[:40], url, PhonePage(url, "mobile", "failed"), app=app)
    back = home is not None and page.final_url == home.final_url
    return MobileEntry(label[:40], url, page, ours=not back and _is_ours(context, page), app=app)


def _is_ours(context: Context, page: PhonePage) -> bool:
    """Whether a page stands under the site's own name, or its title says whose it is."""
    here, there = urlsplit(context.site.url).hostname or "", urlsplit(page.final_url).hostname or ""
    if here == there or there.endswith("." + here.removeprefix("www.")):
        return True
    names = [context.site.office, context.department.name, *context.department.other_names]
    return any(name and name in page.title for name in names)
