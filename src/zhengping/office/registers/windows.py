"""The window of a round: what happened outside of it counts for nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhengping.office.rounds.models import Round
from zhengping.scoring.calendar import format_day, months_back


@dataclass(frozen=True)
class Window:
    """The year up to the monitoring date: after the day one year before it, up to and with it (YYYY-MM-DD).

    Score contract, rule 6; the same for all registers (domain reference i, question 9).
    """

    after: str
    until: str

    def holds(self, day: str) -> bool:
        """Whether a day lies in it."""
        return self.after < day <= self.until

    @property
    def words(self) -> str:
        """In Chinese."""
        return f"{self.after} 之后、{self.until} 以前（含当日）"


def window_of(round: Round) -> Window:
    """The window of a round."""
    day: date = round.monitoring_date
    back = months_back((day.year, day.month, day.day), 12)
    return Window(format_day(back), day.isoformat())
