"""The handle by which a test turns switches while a sample is served, and sees what was asked of it."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

from zhengping.sample.live.switches import Live


class LiveHandle:
    """Thread-safe. `setting` is the setting in force, `planned` the plan's own, `main_url` and `other_url`
    the addresses of the site and of its second port."""

    def __init__(self, planned: Live) -> None:
        self._lock = threading.Lock()
        self._requests: list[tuple[str, str]] = []
        self.planned = planned
        self.setting = planned
        self.main_url = ""
        self.other_url = ""
        self.stopping = threading.Event()
        """Set when the server goes down, so that no held answer keeps it."""

    def switch(self, **switches: Any) -> Live:
        """Changes some switches from now on; returns the whole setting. Raises TypeError for an unknown name."""
        with self._lock:
            self.setting = replace(self.setting, **switches)
            return self.setting

    def use(self, setting: Live) -> None:
        """Takes a whole setting."""
        with self._lock:
            self.setting = setting

    def reset(self) -> None:
        """Back to the plan's own setting, with an empty log."""
        with self._lock:
            self.setting = self.planned
            self._requests.clear()

    def note(self, method: str, target: str) -> None:
        """Called by the server for each request; those to the second port carry its origin."""
        with self._lock:
            self._requests.append((method, target))

    @property
    def requests(self) -> list[tuple[str, str]]:
        """Method and target of every request so far, in the order in which they came."""
        with self._lock:
            return list(self._requests)

    @property
    def submitted(self) -> list[tuple[str, str]]:
        """The requests that are no looking: anything but GET, HEAD and OPTIONS."""
        return [(method, target) for method, target in self.requests if method not in ("GET", "HEAD", "OPTIONS")]

    def clear(self) -> None:
        """Empties the log."""
        with self._lock:
            self._requests.clear()
