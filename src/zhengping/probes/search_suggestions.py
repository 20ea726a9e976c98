"""What the search box proposes while one types (关键词推荐)."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import Counter

from playwright.async_api import Error

from zhengping.probes.search_box import SearchBox
from zhengping.reading.search_results import bare

_WORDS_TRIED = 3
_KEY_MS = 130
_APPEAR_SECONDS = 1.6
_KEPT = 10


async def try_prefixes(
    box: SearchBox, prefixes: list[tuple[str, ...]]
) -> tuple[list[tuple[str, tuple[str, ...]]], bool]:
    """(prefix -> what was proposed for it, whether proposals are asked for by POST, which is not sent).

    Each group holds the growing beginnings of one phrase. Ends with the first phrase for which something is proposed.
    """
    found: list[tuple[str, tuple[str, ...]]] = []
    held = box.tab.times_held
    for group in prefixes[:_WORDS_TRIED]:
        if not await box.ready() or not await box.type(""):
            break
        with contextlib.suppress(Error, TimeoutError):
            await box.text_field.click(timeout=2000)
        await box.tab.settle(1.0)
        before = Counter(await box.visible_lines())
        typed = ""
        for prefix in group:
            with contextlib.suppress(Error, TimeoutError):
                await box.text_field.press_sequentially(prefix.removeprefix(typed), delay=_KEY_MS, timeout=5000)
            typed = prefix
            proposed = await _appearing(box, prefix, before)
            found.append((prefix, proposed))
            if proposed:
                await box.tab.shot("suggest", "输入时的推荐词")
                await box.type("")
                return found, False
        await box.type("")
    return found, box.tab.times_held > held


async def _appearing(box: SearchBox, prefix: str, before: Counter[str]) -> tuple[str, ...]:
    """Short texts that came to be seen and hold what was typed."""
    until = time.monotonic() + _APPEAR_SECONDS
    while True:
        await asyncio.sleep(0.2)
        await box.tab.settle(2.0)
        lines = await box.visible_lines()
        # A title that the page shows anyway may be proposed as well: it is then there once more.
        fresh = [line for line, times in Counter(lines).items() if times > before[line] and "\n" not in line]
        proposed = [line for line in fresh if bare(prefix) in bare(line) and bare(line) != bare(prefix)]
        if proposed or time.monotonic() > until:
            return tuple(proposed[:_KEPT])
