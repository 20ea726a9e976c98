"""A real browser for the tests of the probes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest

from zhengping.probes.browser import find_browser
from zhengping.probes.options import ProbeOptions
from zhengping.probes.session import Session, open_session

T = TypeVar("T")
AGENT = "Mozilla/5.0 (compatible; ZhengpingBot/test; +https://example.org)"
needs_browser = pytest.mark.skipif(find_browser() is None, reason="no Chromium on this machine")


def options(folder: Path, **changes: Any) -> ProbeOptions:
    """Options for loopback: no delay, private addresses allowed, short waits."""
    folder.mkdir(parents=True, exist_ok=True)
    plain = ProbeOptions(folder=folder, user_agent=AGENT, delay=0, allow_private=True, page_seconds=6)
    return replace(plain, **changes)


def browse(folder: Path, use: Callable[[Session], Awaitable[T]], **changes: Any) -> T:
    """What `use` returns, given a session of a browser that is started for it."""

    async def run() -> T:
        executable = find_browser()
        assert executable is not None
        async with open_session(options(folder, **changes), executable, "seed") as (session, _):
            return await use(session)

    return asyncio.run(run())
