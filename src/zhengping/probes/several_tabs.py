"""A look at page after page, each in a tab of its own, so that one that breaks down leaves the others to be seen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from zhengping.probes.session import Session
from zhengping.probes.tab import Tab
from zhengping.reading.probed.common import Shot, Step


@dataclass
class Tabs:
    """Opens tabs and gathers what each of them kept."""

    session: Session
    steps: list[Step] = field(default_factory=list)
    shots: list[Shot] = field(default_factory=list)
    held: set[str] = field(default_factory=set)
    records: dict[str, str] = field(default_factory=dict)

    @asynccontextmanager
    async def tab(self, *, phone: bool = False) -> AsyncIterator[Tab]:
        """A tab as `Session.tab` gives it; what it kept is gathered, however it ends."""
        async with self.session.tab(phone=phone) as tab:
            try:
                yield tab
            finally:
                self.steps += tab.steps
                self.shots += tab.shots
                self.held |= tab.held
                self.records |= tab.records

    def kept(self) -> dict[str, Any]:
        """Steps, shots, held requests and records of all tabs, as the fields that every trial has."""
        return {
            "steps": tuple(self.steps),
            "shots": tuple(self.shots),
            "held": tuple(sorted(self.held)),
            "records": dict(sorted(self.records.items())),
        }
