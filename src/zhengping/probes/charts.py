"""Charts as they are drawn on the data pages of a site (1.1.8-3)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
from PIL import Image
from playwright.async_api import Error

from zhengping.checks.context import Context
from zhengping.checks.statistics import data_columns
from zhengping.checks.tools import has_any, pages_of
from zhengping.probes.faults import BudgetSpent, ProbeFault
from zhengping.probes.session import Session
from zhengping.probes.tab import Tab
from zhengping.reading.facts import Page
from zhengping.reading.probed.functions import ChartTrial

_SCRIPT = (Path(__file__).parent / "charts.js").read_text(encoding="utf-8")
_COLOURS = 3
_LOOKS = 6
"""How often a chart is looked at until it has come to rest."""
_SETTLES = 2
"""How often a page that loads a chart library and shows nothing is looked at again."""


@dataclass(frozen=True)
class Drawing:
    """A chart on a page. `kind`: canvas, svg, map, picture, library (loaded, nothing drawn); `print` tells changes."""

    kind: str
    drawn: bool
    print: str = ""
    words: str = ""


async def drawings(tab: Tab) -> tuple[Drawing, ...]:
    """The charts that the page shows now, in its order; those drawn into by a program before mere pictures.

    A canvas that the page may not read out itself is looked at from outside.
    """
    seen = await tab.js(_SCRIPT)
    for _ in range(_SETTLES):
        if not seen["library"] or any(each["drawn"] for each in seen["charts"]):
            break
        await tab.settle(1.5)
        seen = await tab.js(_SCRIPT)
    seen = await _at_rest(tab, seen)
    found = []
    for each in seen["charts"]:
        drawn = each["drawn"]
        if drawn is None:
            drawn = await _looks_drawn(tab, each["mark"])
        found.append(Drawing(each["kind"], bool(drawn), each["print"]))
    found += [Drawing("picture", True, each["url"], each["words"]) for each in seen["pictures"]]
    if seen["library"] and not any(each.drawn and each.kind != "picture" for each in found):
        found.append(Drawing("library", False, "", "、".join(seen["library"])))
    return tuple(found)


async def _at_rest(tab: Tab, seen: dict[str, Any]) -> dict[str, Any]:
    """The charts after they have grown to their shape; the print of one that never rests tells nothing."""
    for _ in range(_LOOKS):
        if not seen["charts"]:
            return seen
        await asyncio.sleep(0.4)
        again = await tab.js(_SCRIPT)
        if [each["print"] for each in again["charts"]] == [each["print"] for each in seen["charts"]]:
            return dict(again)
        seen = again
    return {**seen, "charts": [{**each, "print": ""} for each in seen["charts"]]}


async def _looks_drawn(tab: Tab, mark: str) -> bool:
    try:
        place = tab.page.locator(f'[data-zhengping-chart="{mark}"]').first
        png = await place.screenshot(timeout=4000, animations="disabled")
    except Error:
        return False
    with Image.open(BytesIO(png)) as image:
        small = image.convert("RGB").resize((160, 100)).quantize(16)
        counts = sorted((count for count, _ in small.getcolors(16) or ()), reverse=True)
    return sum(count > 40 for count in counts) >= _COLOURS


# --- the data pages of a site ------------------------------------------------------------------------------------

LOADS, SECONDS = 10, 45.0
"""Of one site."""
_MOST_PAGES = 8
_ALIKE = 3
"""Of the pages that load a chart library, and of the articles, this many are opened; the others pass for alike."""


async def try_charts(session: Session, context: Context) -> tuple[ChartTrial, ...]:
    """Opens data pages, those first that load a chart library or are called a chart, until one shows a chart."""
    pages = pages_of(data_columns(context))
    if not pages:
        return ()
    chosen, complete = _chosen(session, context, pages)
    trials: list[ChartTrial] = []
    for page in chosen:
        try:
            trial = await _look_at(session, context, page)
        except BudgetSpent as spent:
            trials.append(ChartTrial(page=page.url, state="skipped", why=str(spent)))
            complete = False
            break
        except ProbeFault as fault:
            trial = ChartTrial(page=page.url, state="failed", why=str(fault))
        trials.append(trial)
        if trial.drawn and trial.kinds != ("picture",):
            break
    complete = complete and all(trial.state == "done" for trial in trials)
    return tuple(msgspec.structs.replace(trial, complete=complete) for trial in trials)


def _chosen(session: Session, context: Context, pages: Sequence[Page]) -> tuple[list[Page], bool]:
    """The pages to open, and whether no other page of the columns can show a chart of another make."""
    scripts, titles = context.words("1.1.8", "chart_scripts"), context.words("1.1.8", "chart_titles")
    loads = [page for page in pages if has_any(" ".join(page.scripts).lower(), scripts)]
    named = [page for page in pages if page not in loads and has_any(page.title.value if page.title else "", titles)]
    drawn = [page for page in pages if any(picture.in_body for picture in page.pictures)]
    tops = [page for page in pages if page.kind != "article"]
    alike = loads[:1] + sorted(
        session.draw("charts").sample(loads[1:], min(_ALIKE - 1, len(loads) - 1)) if loads else [], key=lambda p: p.url
    )
    articles = [page for page in pages if page.kind == "article"]
    sample = articles[:1] + sorted(
        session.draw("data pages").sample(articles[1:], min(_ALIKE - 1, len(articles) - 1)) if articles else [],
        key=lambda page: page.url,
    )
    order = list(dict.fromkeys(page.url for page in (*alike, *tops[:1], *named[:2], *sample, *drawn[:1], *tops[1:2])))
    known = {page.url: page for page in pages}
    chosen = [known[url] for url in order[:_MOST_PAGES]]
    opened = {page.url for page in chosen}
    rest = [page for page in (*named, *drawn, *tops) if page.url not in opened]
    scripted = [page for page in pages if page.scripted and page.url not in opened]
    return chosen, not rest and not scripted and all(page.url in opened for page in sample)


async def _look_at(session: Session, context: Context, page: Page) -> ChartTrial:
    async with session.tab() as tab:
        loaded = await tab.open(page.url)
        if not loaded.readable:
            return ChartTrial(page=page.url, state="failed", why=loaded.outcome, **tab.kept())
        words, title = context.words("1.1.8", "chart_pictures"), page.title.value if page.title else ""
        found = await drawings(tab)
        titled = bool(has_any(title, context.words("1.1.8", "chart_titles")))
        pictures = [d for d in found if d.kind == "picture" and (titled or has_any(d.words, words))]
        drawn = [d for d in found if d.kind != "picture" and d.drawn]
        kinds = sorted({d.kind for d in found if d.kind != "picture"}) + (["picture"] if pictures else [])
        told = "、".join(_NAMES[d.kind] for d in drawn[:1]) or ("图片图表" if pictures else "没有见到图表")
        tab.step("查看图表", told)
        await tab.shot("chart", f"数据页：{told}")
        return ChartTrial(
            page=page.url,
            kinds=tuple(kinds),
            drawn=bool(drawn or pictures),
            classes=tuple(await _classes(tab, context)),
            scripted=any(d.kind == "library" for d in found),
            **tab.kept(),
        )


_NAMES = {"canvas": "画出的图表", "svg": "画出的图表", "map": "地图", "library": "图表程序"}


async def _classes(tab: Tab, context: Context) -> list[str]:
    """Words on the drawn page that say by what its data are sorted."""
    text = str(await tab.js("() => document.body ? document.body.innerText : ''"))
    return sorted({word for word in context.words("1.1.8", "theme_words") if word in text})
