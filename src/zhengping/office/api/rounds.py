"""Rounds: their calendar, departments, experts and phases."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from zhengping.office.api.declaring import operation
from zhengping.office.api.filling import as_data, valid
from zhengping.office.api.pages import paged
from zhengping.office.core.person import person
from zhengping.office.core.roles import EVERYONE, OFFICE, READERS, Role
from zhengping.office.rounds import making, moving, reopening, taking_part
from zhengping.office.rounds.forms import NewRoundForm
from zhengping.office.rounds.models import Participation, Reopening, Round
from zhengping.office.rounds.registry import undone
from zhengping.office.rounds.visible import participations_of, rounds_of

router = Router(tags=["rounds"])


class Days(Schema):
    """First and last day of a phase."""

    starts: date
    ends: date


class NewRound(Schema):
    """A new round; `departments` and `experts` by id, `calendar` by phase."""

    name: str
    year: int
    edition: str = "guangxi-departments"
    monitoring_date: date
    calendar: dict[str, Days]
    departments: tuple[int, ...] = ()
    experts: tuple[int, ...] = ()
    experts_a_point: int = 2
    difference: str = "0.25"
    blind_to_claims: bool = True
    show_findings: bool = True
    appeal_days: int = 5
    answer_days: int = 5
    pass_mark: str = "60"
    top_mark: str = "95"
    note: str = ""


class Move(Schema):
    """From the phase that one saw (`seen`) to another; `confirmed`: what is undone was looked at."""

    seen: str
    to: str
    reason: str = ""
    confirmed: bool = False


class Reopen(Schema):
    """A phase opened again until a day, with the reason."""

    phase: str
    until: date
    reason: str


def round_shown(round: Round) -> dict[str, Any]:
    """A round as the API gives it."""
    return {
        "id": round.pk,
        "name": round.name,
        "year": round.year,
        "edition": round.edition,
        "monitoring_date": round.monitoring_date.isoformat(),
        "phase": round.phase,
        "archived": round.archived,
    }


def participation_shown(participation: Participation) -> dict[str, Any]:
    """A department in a round as the API gives it."""
    return {
        "id": participation.pk,
        "round": participation.round_id,
        "department": {"code": participation.department.code, "name": participation.department.name},
        "site": participation.site_url,
        "facts": participation.facts,
    }


def reopening_shown(one: Reopening) -> dict[str, Any]:
    """A reopening as the API gives it."""
    return {
        "id": one.pk,
        "participation": one.participation_id,
        "phase": one.phase,
        "until": one.until.isoformat(),
        "reason": one.reason,
        "closed": one.closed_at is not None,
    }


@router.get("", summary="轮次")
@operation("rounds", EVERYONE)
def list_rounds(request: HttpRequest, limit: int = 100, offset: int = 0) -> Any:
    """The rounds that one may see, the newest first."""
    return paged(rounds_of(person(request)), round_shown, limit, offset)


@router.post("", summary="新建轮次")
@operation("rounds", OFFICE)
def make_round(request: HttpRequest, body: NewRound) -> Any:
    """A new round in preparation."""
    given = body.dict(exclude={"calendar"})
    for phase, days in body.calendar.items():
        given |= {f"starts_{phase}": days.starts, f"ends_{phase}": days.ends}
    form = valid(NewRoundForm(as_data(given)))
    chosen = form.cleaned_data
    made = making.make(
        form.settings(), form.windows(), chosen["departments"], chosen["experts"], person(request), request
    )
    return round_shown(made)


@router.get("/{round}", summary="一个轮次")
@operation("rounds", EVERYONE)
def one_round(request: HttpRequest, round: Round) -> Any:
    """One round with its calendar of phases; for the office also what is not done yet."""
    windows = round.windows.order_by("starts")
    calendar = [{"phase": w.phase, "starts": w.starts.isoformat(), "ends": w.ends.isoformat()} for w in windows]
    open_matters = [one.words for one in undone(round)] if person(request).role in OFFICE else None
    return {**round_shown(round), "calendar": calendar, "undone": open_matters}


@router.post("/{round}/move", summary="进入下一阶段或退回")
@operation("rounds", OFFICE)
def move_round(request: HttpRequest, round: Round, body: Move) -> Any:
    """Moves the round by one phase on, or back with a reason."""
    moved = moving.move(
        round, body.to, body.seen, person(request), reason=body.reason, confirmed=body.confirmed, request=request
    )
    return {**round_shown(round), "moved": moved}


@router.post("/{round}/copy", summary="复制为下一年的轮次")
@operation("rounds", OFFICE)
def copy_round(request: HttpRequest, round: Round) -> Any:
    """Next year's round."""
    return round_shown(making.copy(round, person(request), request))


@router.get("/{round}/participations", summary="参评部门")
@operation("rounds", EVERYONE)
def list_participations(request: HttpRequest, round: Round, limit: int = 100, offset: int = 0) -> Any:
    """The departments of a round that one may see."""
    rows = participations_of(person(request)).filter(round=round).order_by("department__code")
    return paged(rows, participation_shown, limit, offset)


@router.post("/participations/{participation}/refresh", summary="更新部门情况")
@operation("rounds", OFFICE)
def refresh_facts(request: HttpRequest, participation: Participation) -> Any:
    """Takes the department's facts as they hold now; gives what changed."""
    changed = taking_part.refresh(participation, person(request), request)
    return [{"words": one.words, "before": one.before, "after": one.after} for one in changed]


@router.get("/participations/{participation}/reopenings", summary="重新开放的阶段")
@operation("rounds", OFFICE | READERS)
def reopenings(request: HttpRequest, participation: Participation) -> Any:
    """All that were opened for a department, the closed ones too."""
    return [reopening_shown(one) for one in participation.reopenings.order_by("at")]


@router.post("/participations/{participation}/reopenings", summary="为一个部门重新开放阶段")
@operation("rounds", {Role.ADMIN})
def reopen(request: HttpRequest, participation: Participation, body: Reopen) -> Any:
    """Opens a phase again."""
    made = reopening.reopen(participation, body.phase, body.until, body.reason, person(request), request)
    return reopening_shown(made)


@router.post("/reopenings/{reopening}/close", summary="提前结束重新开放")
@operation("rounds", {Role.ADMIN})
def close_reopening(request: HttpRequest, reopening: Reopening) -> Any:
    """Ends a reopening before its day."""
    from zhengping.office.rounds.reopening import close

    close(reopening, person(request), request)
    reopening.refresh_from_db()
    return reopening_shown(reopening)
