"""Charts as they are drawn on the data pages of a site (1.1.8-3)."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.async_api import Error

from zhengping.probes.tab import Tab

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
