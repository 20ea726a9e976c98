"""The period in which a department may appeal, and the day by which it is answered, in working days.

The calendar is that of the round's edition (docs/working-days.md). The day on which the feedback opens or the appeal
comes in does not count (民法典 art. 201: from the day after).
"""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from zhengping.office.core import clock
from zhengping.office.results.settling import edition_of
from zhengping.office.rounds.models import Participation, Phase, Round
from zhengping.office.rounds.phases import is_open
from zhengping.standard.working_calendar import WorkingCalendar, shipped_calendar


def calendar_of(round: Round) -> WorkingCalendar:
    """The working days of the round's edition."""
    return shipped_calendar(edition_of(round.edition).calendar)


def working_day_after(calendar: WorkingCalendar, day: date, number: int) -> date:
    """The `number`-th working day after a day; the day itself where `number` is 0."""
    while number > 0:
        day += timedelta(days=1)
        number -= calendar.is_working(day)
    return day


def first_day(round: Round) -> date | None:
    """The day on which the feedback opened (planned, where the round was not moved on by hand); None = unknown."""
    if round.feedback_opened_at is not None:
        return timezone.localtime(round.feedback_opened_at).date()
    window = round.windows.filter(phase=Phase.FEEDBACK).first()
    return window.starts if window else None


def last_day(participation: Participation) -> date | None:
    """The last day of the department's appeal period: working days after the opening, or until its reopening ends."""
    round = participation.round
    opened = first_day(round)
    ends = working_day_after(calendar_of(round), opened, round.appeal_days) if opened else None
    again = (
        participation.reopenings.filter(phase=Phase.FEEDBACK, closed_at__isnull=True)
        .order_by("-until")
        .values_list("until", flat=True)
        .first()
    )
    return max((day for day in (ends, again) if day is not None), default=None)


def why_closed(participation: Participation) -> str:
    """Why the department cannot appeal now, in Chinese, with the day; empty where it can."""
    round = participation.round
    ends = last_day(participation)
    if not is_open(round, [Phase.FEEDBACK], participation):
        if ends is not None and ends < clock.today():
            return f"申诉期已于 {ends} 结束；确需申诉的，请联系评估办公室为本部门重新开放"
        return f"现在是“{Phase(round.phase).label}”阶段，申诉只在“反馈与申诉”阶段受理"
    if ends is not None and clock.today() > ends:
        return f"申诉期已于 {ends} 结束；确需申诉的，请联系评估办公室为本部门重新开放"
    return ""


def due_day(round: Round, filed: date) -> date:
    """The last day for the answer to an appeal that came in on `filed`."""
    return working_day_after(calendar_of(round), filed, round.answer_days)
