"""The calendar of a round: eight phases one after the other, none overlapping."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zhengping.office.core import clock
from zhengping.office.rounds.models import Phase, PhaseWindow, Round

ORDER = tuple(Phase)
Days = tuple[date, date]


def next_phase(phase: str) -> Phase | None:
    """The phase after this one; None after the last."""
    at = ORDER.index(Phase(phase)) + 1
    return ORDER[at] if at < len(ORDER) else None


def previous_phases(phase: str) -> tuple[Phase, ...]:
    """The phases before this one."""
    return ORDER[: ORDER.index(Phase(phase))]


def faults(windows: Mapping[Phase, Days]) -> dict[Phase, str]:
    """What is wrong with a calendar, by phase, in Chinese; empty where nothing is."""
    found: dict[Phase, str] = {}
    before: tuple[Phase, Days] | None = None
    for phase in ORDER:
        if phase not in windows:
            continue
        starts, ends = windows[phase]
        if ends < starts:
            found[phase] = f"结束日期 {ends} 早于开始日期 {starts}，请改"
        elif before is not None and starts <= before[1][1]:
            found[phase] = f"与“{before[0].label}”（到 {before[1][1]}）重叠，请从后一天或更晚开始"
        before = phase, (starts, ends)
    return found


def keep_windows(round: Round, windows: Mapping[Phase, Days]) -> None:
    """Writes the calendar of a round."""
    for phase, (starts, ends) in windows.items():
        PhaseWindow.objects.update_or_create(round=round, phase=phase, defaults={"starts": starts, "ends": ends})


@dataclass(frozen=True)
class Step:
    """One phase as the round's page shows it. `state`: done, now, coming; `late`: still here after its last day."""

    phase: Phase
    number: int
    starts: date | None
    ends: date | None
    state: str
    late: bool

    @property
    def words(self) -> str:
        """The state in words."""
        return {"done": "已过", "now": "现在", "coming": "未到"}[self.state]


def steps(round: Round) -> list[Step]:
    """All phases of a round, in their order."""
    windows = {window.phase: window for window in round.windows.all()}
    now = ORDER.index(Phase(round.phase))
    found = []
    for at, phase in enumerate(ORDER):
        window = windows.get(phase)
        state = "done" if at < now else "now" if at == now else "coming"
        late = state == "now" and window is not None and window.ends < clock.today()
        found.append(
            Step(phase, at + 1, window.starts if window else None, window.ends if window else None, state, late)
        )
    return found
