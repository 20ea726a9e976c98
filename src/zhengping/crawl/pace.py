"""The pace of requests to one host."""

from __future__ import annotations

import asyncio
import time


class HostGate:
    """Keeps the pace for one host: at most so many connections, and a delay between the starts of two requests."""

    def __init__(self, connections: int, delay: float) -> None:
        self.delay = delay
        self._places = asyncio.Semaphore(connections)
        self._next = 0.0

    async def __aenter__(self) -> None:
        await self._places.acquire()
        if self.delay <= 0:
            return
        now = time.monotonic()
        wait = self._next - now
        self._next = max(now, self._next) + self.delay
        if wait > 0:
            try:
                await asyncio.sleep(wait)
            except BaseException:
                self._places.release()
                raise

    async def __aexit__(self, *_: object) -> None:
        self._places.release()

    def slow_down(self, seconds: float = 0.0) -> None:
        """After "too many requests": the pace is halved, and nothing is asked for `seconds`."""
        self.delay = min(max(self.delay * 2, 1.0), 60.0)
        self._next = max(self._next, time.monotonic() + min(seconds, 120.0))
